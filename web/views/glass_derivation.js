/** Derivations that unfold: dZ = A − Y as in the article, and the chain rule along a path. */

import { t } from "../language.js";
import { h } from "./dom.js";
import { pair, substituted } from "./glass_formula.js";
import { mathOf, placesOf, signsOf } from "./glass_symbols.js";

/**
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Stage} Stage
 */

const ARTICLE = ["outer", "inner", "product", "end"].map((part) => `derivation-${part}`);

/**
 * The derivation that belongs to a stage, or null.
 *
 * @param {Stage} stage
 * @param {Explained} explained
 */
export function derivationOf(stage, explained) {
  const places = placesOf(stage, explained);
  if (stage.name === "chain") {
    const signs = numbersOf(Object.fromEntries(signsOf(stage).map((s) => [s.id, s.numbers[0]])));
    const terms = stage.symbols.filter(({ id }) => /^v\d$/.test(id)).length;
    if (terms === 0) return null;
    const keys = [`chain-outer/${terms}`, "chain-inner", "chain-end"];
    return steps(t("glass.chain"), keys, (i) => t(`glass.chain-${i + 1}`), places, signs);
  }
  const article = stage.formulas.some((key) => /^slope(-matched)?(-point)?$/.test(key));
  if (stage.name !== "slope" || !article) return null;
  const softmax = explained.stages.some(({ formulas }) => formulas[0].includes("softmax"));
  if (softmax) return null;
  const { derivation } = explained;
  const signs = derivation ? numbersOf({ ...derivation, dz: derivation.dZ }) : null;
  const text = (/** @type {number} */ i) => t(`glass.derivation-${i + 1}`);
  return steps(t("glass.derivation"), ARTICLE, text, places, signs);
}

/** @param {Record<string, number>} numbers */
function numbersOf(numbers) {
  return new Map(Object.entries(numbers).map(([id, value]) => [id, { numbers: [value] }]));
}

/**
 * @param {string} title
 * @param {string[]} keys
 * @param {(i: number) => string} text
 * @param {Record<string, string>} places
 * @param {Map<string, {numbers: number[]}> | null} signs
 */
function steps(title, keys, text, places, signs) {
  return h(
    "details",
    { class: "derivation" },
    h("summary", {}, title),
    ...keys.flatMap((key, i) => [
      h("p", {}, text(i)),
      signs ? pair(written(key, places), substituted(key, places, signs)) : written(key, places),
    ]),
    signs ? null : h("p", { class: "soft" }, t("glass.derivation-choose")),
  );
}

/**
 * @param {string} key
 * @param {Record<string, string>} places
 */
function written(key, places) {
  return h("div", { class: "formula" }, mathOf(key, places));
}
