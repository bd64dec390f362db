/** What a symbol is called, how it is written, and how its numbers are: for all panes alike. */

import described from "described";
import formulas from "formulas";
import { has, t } from "../language.js";
import { number, significant } from "./format.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Sign} Sign
 * @typedef {import("../glass.js").Stage} Stage
 *
 * @typedef {object} Manner  How a page speaks of what it shows.
 * @property {boolean} shapes  Whether shapes stand beside the symbols.
 * @property {readonly string[]} own  Where its own words for symbols are looked for first.
 * @property {Record<string, readonly string[]>} names  What the numbered symbols are called here.
 */

const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * A formula as an element of its own.
 *
 * @param {string} key
 * @param {Record<string, string>} places  What to write for [l] and the like.
 */
export function mathOf(key, places) {
  return written(formulas.formulas[key], places);
}

/**
 * A symbol as an element of its own; some formulas have the name of a symbol.
 *
 * @param {string} id
 * @param {Record<string, string>} places
 */
export function symbolOf(id, places) {
  return written(formulas.symbols[id], places);
}

/**
 * @param {string | undefined} mathml
 * @param {Record<string, string>} places
 */
function written(mathml, places) {
  const template = document.createElement("template");
  template.innerHTML = mathml ?? "";
  const math = /** @type {MathMLElement} */ (template.content.firstElementChild);
  for (const text of math.querySelectorAll("mtext")) {
    const place = places[text.textContent ?? ""] ?? text.textContent;
    if (/^[a-z]$/.test(place)) text.replaceWith(mathNode("mi", place));
    else text.textContent = place;
  }
  // The name of a function stands upright, a symbol is slanted.
  for (const name of math.querySelectorAll("mi")) {
    if ((name.textContent ?? "").length > 1) name.setAttribute("class", "upright");
  }
  return math;
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} [name]  A class.
 */
export function mathNode(tag, text, name) {
  const node = document.createElementNS(MATHML, tag);
  node.textContent = text;
  if (name) node.setAttribute("class", name);
  return node;
}

/**
 * What the brackets of a stage's formulas hold: its layer and those beside it, the neuron of the
 * path, the point.
 *
 * @param {Stage} stage
 * @param {Explained} explained
 * @returns {Record<string, string>}
 */
export function placesOf({ layer }, { point, path, parameter }) {
  return {
    ...placesOfOne(parameter, path.length > 0),
    "[l]": `[${layer}]`,
    "[p]": `[${layer - 1}]`,
    "[n]": `[${layer + 1}]`,
    "[j]": String((path[layer - 1] ?? 0) + 1),
    "[k]": `(${(point ?? 0) + 1})`,
  };
}

/**
 * What they hold of one weight or bias.
 *
 * @param {import("../glass.js").Parameter | null} parameter
 * @param {boolean} layers  Whether there are several neurons.
 * @returns {Record<string, string>}
 */
function placesOfOne(parameter, layers) {
  if (!parameter) return {};
  const { number, layer, row, column } = parameter;
  const weight = column !== null;
  const at = [...(layers ? [row + 1] : []), ...(weight ? [column + 1] : [])].join(",");
  const of = layers ? `[${layer + 1}]` : "";
  return {
    "[w]": weight ? "w" : "b",
    "[i]": at,
    "[gi]": layers ? at : String(number + 1),
    "[at]": String(number + 1),
    "[r]": String(row + 1),
    "[c]": String((column ?? 0) + 1),
    "[o]": of,
    "[new]": `${of} new`.trim(),
  };
}

/**
 * What a weight or bias is called in a sentence.
 *
 * @param {Explained} explained
 * @param {Manner} manner
 * @returns {Record<string, string | number>}
 */
function nameOfOne({ parameter, path }, { names }) {
  if (!parameter) return {};
  const { layer, row, column } = parameter;
  const key = `glass.one-${column === null ? "bias" : "weight"}${path.length > 0 ? "-of" : ""}`;
  const at = { layer: layer + 1, row: row + 1, column: (column ?? 0) + 1 };
  return { name: named(t(key, at), names.w?.[column ?? -1]), ...at };
}

/**
 * @param {string} words
 * @param {string | undefined} name
 */
function named(words, name) {
  return name ? `${words}, ${name}` : words;
}

/**
 * The symbols of a stage, each once: where it is made, if that is here.
 *
 * @param {Stage} stage
 */
export function signsOf(stage) {
  /** @type {Map<string, Sign>} */
  const found = new Map();
  for (const sign of stage.symbols) {
    const known = found.get(sign.id);
    if (!known || (sign.computed && !known.computed)) found.set(sign.id, sign);
  }
  return [...found.values()];
}

/**
 * How the studio's glass speaks of its machine.
 *
 * @param {State} state
 * @returns {Manner}
 */
export function mannerOf({ machines, focus, glass }) {
  const { optimizer, features } = machines[focus];
  const titles = features.map((one) => described.features.find(({ name }) => name === one)?.title);
  const own = optimizer === "newton" ? ["glass.symbol-newton"] : [];
  return { shapes: glass.shapes, own, names: { x: titles.map((title) => title ?? "") } };
}

/**
 * @param {Sign} sign
 * @param {Explained} explained
 * @param {Manner} manner
 */
export function meaningOf({ id, size }, explained, manner) {
  const one = nameOfOne(explained, manner);
  const single = one.name && size === 1 ? ["glass.symbol-one"] : [];
  const areas = [...single, ...manner.own, "glass.symbol"];
  for (const area of areas) if (has(`${area}-${id}`)) return t(`${area}-${id}`, one);
  const [, family, n] = /** @type {RegExpMatchArray} */ (id.match(/^(.*?)(\d+)$/));
  const area = areas.find((name) => has(`${name}-${family}-n`)) ?? "glass.symbol";
  const words = t(`${area}-${family}-n`, { n: Number(n) });
  return named(words, manner.names[family]?.[Number(n) - 1]);
}

/**
 * A number as a formula holds it: one that is short, such as 200 or 0.1, without zeros at its end.
 *
 * @param {number} value
 */
export function valueOf(value) {
  const digits = String(Math.abs(value)).split(".")[1]?.length ?? 0;
  const short = Math.abs(value) < 1e6 && digits <= 4 && !String(value).includes("e");
  return short ? number(value, digits) : significant(value);
}

/** @param {Sign} sign */
export function numbersOf({ numbers, size, mean, shape }) {
  if (size === 1) return valueOf(numbers[0]);
  const few = numbers.map(valueOf).join("  ");
  if (mean === null)
    return shape.length > 1 && shape[0] > 1 && shape[1] > 1 ? rows(numbers, shape) : few;
  return `${few}  …`;
}

/**
 * @param {number[]} numbers
 * @param {number[]} shape
 */
function rows(numbers, [, width]) {
  const lines = [];
  for (let i = 0; i < numbers.length; i += width) {
    lines.push(
      numbers
        .slice(i, i + width)
        .map(valueOf)
        .join("  "),
    );
  }
  return lines.join("\n");
}

/**
 * The same in a few words.
 *
 * @param {Sign} sign
 */
export function countOf(sign) {
  if (sign.size === 1) return valueOf(sign.numbers[0]);
  return t("glass.n-numbers", { n: sign.size });
}

/** @param {number[]} shape */
export function shapeOf(shape) {
  return shape.length === 0 ? "( )" : `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
}

/**
 * @param {Sign} sign
 * @param {Explained} explained
 */
export function placeOf(sign, { functions }) {
  const listing = functions.find(({ name }) => name === sign.function);
  return { file: listing?.file ?? "", line: sign.lines[0] };
}

/**
 * All about a symbol in one sentence.
 *
 * @param {Sign} sign
 * @param {Explained} explained
 * @param {Manner} manner
 */
export function spokenOf(sign, explained, manner) {
  const { file, line } = placeOf(sign, explained);
  return t(sign.computed ? "glass.said-made" : "glass.said-taken", {
    symbol: plainOf(sign.id, explained),
    meaning: meaningOf(sign, explained, manner),
    numbers: countOf(sign),
    line: String(line),
    file,
  });
}

/**
 * A symbol as plain text.
 *
 * @param {string} id
 * @param {Explained} explained
 */
function plainOf(id, { parameter, path }) {
  const blank = { "[l]": "", "[p]": "", "[n]": "", "[j]": "", "[k]": "", new: "" };
  const math = symbolOf(id, { ...blank, ...placesOfOne(parameter, path.length > 0) });
  return (math.textContent ?? id).trim() || id;
}
