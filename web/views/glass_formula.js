/** The pane of the formulas: symbols that carry numbers, and can be pointed at. */

import { t } from "../language.js";
import { h } from "./dom.js";
import {
  mathNode,
  mathOf,
  placesOf,
  shapeOf,
  signsOf,
  spokenOf,
  valueOf,
} from "./glass_symbols.js";

/**
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Sign} Sign
 * @typedef {import("../glass.js").Stage} Stage
 * @typedef {import("./glass_symbols.js").Manner} Manner
 */

/** So few numbers are written under a symbol one by one. */
const FEW = 3;

/**
 * The formulas of a stage.
 *
 * @param {Stage} stage
 * @param {Explained} explained
 * @param {Manner} manner
 */
export function formulasOf(stage, explained, manner) {
  const places = placesOf(stage, explained);
  const signs = new Map(signsOf(stage).map((sign) => [sign.id, sign]));
  const { shapes } = manner;
  const alone = explained.point !== null || explained.parameter !== null;
  return stage.formulas.map((key) => {
    const written = mathOf(key, places);
    const single = alone && [...idsOf(written)].every((id) => signs.get(id)?.size === 1);
    /** @type {Set<string>} */
    const seen = new Set();
    for (const element of marked(written)) {
      const sign = signs.get(element.dataset.symbol ?? "");
      if (!sign) continue;
      const first = !seen.has(sign.id) && !isSmall(element, written);
      if (first) seen.add(sign.id);
      const under = first ? underOf(sign, shapes, single) : [];
      if (under.length > 0) writeUnder(element, under);
    }
    const over = buttonsOver(written, signs, explained, manner);
    const formula = h("div", { class: "formula" }, written, ...over);
    return single ? pair(formula, substituted(key, places, signs)) : formula;
  });
}

/**
 * A formula, and the same with its numbers.
 *
 * @param {HTMLElement} formula
 * @param {Element} numbers
 */
export function pair(formula, numbers) {
  return h("div", { class: "pair" }, formula, h("div", { class: "formula numbers" }, numbers));
}

/**
 * A formula with its symbols replaced by their numbers.
 *
 * @param {string} key
 * @param {Record<string, string>} places
 * @param {Map<string, {numbers: number[]}>} signs
 */
export function substituted(key, places, signs) {
  const math = mathOf(key, places);
  math.setAttribute("aria-hidden", "true");
  for (const element of marked(math)) {
    const sign = signs.get(element.dataset.symbol ?? "");
    if (!sign) continue;
    const value = sign.numbers[0];
    const number = mathNode("mn", valueOf(value));
    number.setAttribute("data-symbol", element.dataset.symbol ?? "");
    const alone = opens(element.previousElementSibling) && !isBase(element);
    if (value < 0 && !alone) {
      const row = mathNode("mrow", "");
      row.append(mathNode("mo", "("), number, mathNode("mo", ")"));
      element.replaceWith(row);
    } else {
      element.replaceWith(number);
    }
  }
  for (const element of [...math.querySelectorAll("*")]) {
    if (isFactor(element) && isFactor(before(element))) element.before(mathNode("mo", "·"));
  }
  return math;
}

/** @param {Element | null} element  Whether a minus sign may follow it. */
function opens(element) {
  if (!element) return true;
  return element.localName === "mo" && ["=", "("].includes(element.textContent ?? "");
}

/** @param {Element} element  Whether something is raised beside it. */
function isBase(element) {
  const outer = element.parentElement;
  const alone = outer?.localName === "mrow" && outer.children.length === 1 ? outer : element;
  return alone.parentElement?.localName === "msup" && !alone.previousElementSibling;
}

/** @param {Element} element  What stands before it, not counting narrow spaces. */
function before(element) {
  let other = element.previousElementSibling;
  while (other?.localName === "mspace" && parseFloat(other.getAttribute("width") ?? "") < 1) {
    other = other.previousElementSibling;
  }
  // In a fraction or over a root the parts stand beside one another, too.
  const parent = element.parentElement?.localName ?? "";
  return ["mrow", "mstyle", "math", "mtd"].includes(parent) ? other : null;
}

/** @param {Element | null} element  Whether it is a number, a fraction or something in brackets. */
function isFactor(element) {
  if (!element) return false;
  // A prime belongs to a function, whose argument follows.
  if (element.textContent?.endsWith("′")) return false;
  if (["mn", "mfrac", "msup", "msub"].includes(element.localName)) return true;
  return element.localName === "mrow" && element.firstElementChild?.textContent === "(";
}

/**
 * Whether a symbol is in an exponent, an index or a case, where nothing fits under it.
 *
 * @param {Element} element
 * @param {Element} math
 */
function isSmall(element, math) {
  for (let inner = element; inner !== math;) {
    const outer = inner.parentElement;
    if (!outer) return false;
    const script = /^m(sub|sup|subsup)$/.test(outer.localName);
    if ((script && outer.firstElementChild !== inner) || outer.localName === "mtd") return true;
    inner = outer;
  }
  return false;
}

/**
 * @param {Sign} sign
 * @param {boolean} shapes
 * @param {boolean} single  The numbers have a line of their own.
 */
function underOf(sign, shapes, single) {
  const lines = [];
  if (!single) {
    if (sign.size <= FEW) lines.push(...sign.numbers.map(valueOf));
    else if (sign.mean !== null) lines.push(t("glass.mean", { value: valueOf(sign.mean) }));
    else lines.push(t("glass.n-numbers", { n: sign.size }));
  }
  if (shapes) lines.push(shapeOf(sign.shape));
  return lines;
}

/**
 * @param {HTMLElement} element
 * @param {string[]} lines
 */
function writeUnder(element, lines) {
  const under = mathNode("munder", "");
  // What is raised beside a symbol stays beside it.
  const script = element.parentElement;
  const raised = script?.localName === "msup" && script.firstElementChild === element;
  const base = raised ? script : element;
  base.replaceWith(under);
  const table = mathNode("mtable", "", "under");
  for (const line of lines) {
    const row = mathNode("mtr", "");
    const cell = mathNode("mtd", "");
    cell.append(mathNode("mtext", line));
    row.append(cell);
    table.append(row);
  }
  under.append(base, table);
}

/**
 * A button over each symbol of a formula, for the keyboard: inside of a formula there may be none.
 *
 * @param {Element} math
 * @param {Map<string, Sign>} signs
 * @param {Explained} explained
 * @param {Manner} manner
 */
function buttonsOver(math, signs, explained, manner) {
  return marked(math).flatMap((element) => {
    const sign = signs.get(element.dataset.symbol ?? "");
    if (!sign) return [];
    const label = spokenOf(sign, explained, manner);
    const button = h("button", {
      type: "button",
      class: "over",
      "data-symbol": sign.id,
      tabindex: -1,
      "aria-label": label,
    });
    covered.set(button, element);
    return [button];
  });
}

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const covered = new WeakMap();

/**
 * Put the buttons where their symbols are.
 *
 * @param {HTMLElement} pane
 */
export function placeButtons(pane) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (pane.querySelectorAll(".over"))) {
    const symbol = covered.get(button)?.getBoundingClientRect();
    const box = button.parentElement?.getBoundingClientRect();
    if (!symbol || !box) continue;
    Object.assign(button.style, {
      left: `${symbol.left - box.left}px`,
      top: `${symbol.top - box.top}px`,
      width: `${symbol.width}px`,
      height: `${symbol.height}px`,
    });
  }
}

/**
 * @param {Element} math
 * @returns {HTMLElement[]}
 */
function marked(math) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (math.querySelectorAll("[data-symbol]"))];
}

/** @param {Element} math */
function idsOf(math) {
  return new Set(marked(math).map((element) => element.dataset.symbol ?? ""));
}
