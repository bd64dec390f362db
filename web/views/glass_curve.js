/** A point's place on the activation's curve. */

import { t } from "../language.js";
import { h, s } from "./dom.js";
import { valueOf } from "./glass_symbols.js";

const WIDTH = 300;
const HEIGHT = 120;
const MARGIN = 14;

/** @type {Record<string, (z: number) => number>} */
const CURVES = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  leaky_relu: (z) => Math.max(0.01 * z, z),
  identity: (z) => z,
};

/**
 * @param {import("../glass.js").Stage} stage
 * @returns {HTMLElement | null}
 */
export function curveOf({ name, formulas, symbols }) {
  const [, kind] = formulas[0].match(/^activation-(?:(\w+)-)?point$/) ?? [];
  const curve = CURVES[kind ?? "sigmoid"];
  const z = numberOf(symbols, ["z", "zl"]);
  const a = numberOf(symbols, ["a", "al"]);
  if (name !== "activation" || !formulas[0].endsWith("-point") || !curve) return null;
  if (z === null || a === null) return null;
  const reach = Math.max(6, Math.abs(z) * 1.15);
  const places = Array.from({ length: 121 }, (_, i) => ((i - 60) / 60) * reach);
  const heights = places.map(curve);
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  const across = (/** @type {number} */ x) =>
    MARGIN + ((x + reach) / (2 * reach)) * (WIDTH - 2 * MARGIN);
  const down = (/** @type {number} */ y) =>
    HEIGHT - MARGIN - ((y - least) / (most - least)) * (HEIGHT - 2 * MARGIN);
  const line = places.map((x, i) => `${across(x).toFixed(1)} ${down(heights[i]).toFixed(1)}`);
  const words = t("glass.curve-name", { z: valueOf(z), a: valueOf(a) });
  return h(
    "figure",
    { class: "curve" },
    s(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words },
      s("path", { class: "axis", d: `M${across(0)} 0V${HEIGHT}M0 ${down(0)}H${WIDTH}` }),
      s("path", { class: "drop", d: `M${across(z)} ${down(0)}V${down(a)}H${across(0)}` }),
      s("path", { class: "bend", d: `M${line.join("L")}` }),
      s("circle", { class: "spot", cx: across(z), cy: down(a), r: 6 }),
    ),
    h("figcaption", {}, `${t("glass.sigmoid")}: ${words}`),
  );
}

/**
 * @param {import("../glass.js").Sign[]} symbols
 * @param {string[]} ids
 */
function numberOf(symbols, ids) {
  const sign = symbols.find(({ id, size }) => ids.includes(id) && size === 1);
  return sign ? sign.numbers[0] : null;
}
