/** The pane of the numbers: each symbol with what it is and what it holds. */

import { t } from "../language.js";
import { h } from "./dom.js";
import {
  meaningOf,
  numbersOf,
  placeOf,
  placesOf,
  shapeOf,
  signsOf,
  symbolOf,
  valueOf,
} from "./glass_symbols.js";

/**
 * @param {import("../glass.js").Stage} stage
 * @param {import("../glass.js").Explained} explained
 * @param {import("./glass_symbols.js").Manner} manner
 */
export function numberRows(stage, explained, manner) {
  const places = placesOf(stage, explained);
  return signsOf(stage).map((sign) => {
    const { file, line } = placeOf(sign, explained);
    const where = t(sign.computed ? "glass.made" : "glass.taken");
    const mean = sign.mean !== null && t("glass.mean", { value: valueOf(sign.mean) });
    return h(
      "button",
      {
        type: "button",
        class: sign.computed ? "sign made" : "sign",
        "data-symbol": sign.id,
        tabindex: -1,
      },
      h("span", { class: "glyph", "aria-hidden": "true" }, symbolOf(sign.id, places)),
      h("span", { class: "meaning" }, meaningOf(sign, explained, manner)),
      h("span", { class: "shape" }, sizeOf(sign)),
      h("span", { class: "values" }, numbersOf(sign), mean && h("span", { class: "mean" }, mean)),
      h("span", { class: "where" }, `${where} ${t("glass.line", { file, line: String(line) })}`),
    );
  });
}

/** @param {import("../glass.js").Sign} sign */
function sizeOf({ size, shape }) {
  if (shape.length === 0) return "";
  return size === 1 ? t("glass.of-shape", { shape: shapeOf(shape) }) : shapeOf(shape);
}
