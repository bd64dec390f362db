/** How the parts of a machine are called. */

import described from "described";
import { t } from "../language.js";
import { number, significant } from "./format.js";

/**
 * @typedef {object} Shape
 * @property {string[]} inputs  The names of those in use.
 * @property {readonly number[]} hidden
 * @property {number} n_outputs
 */

/**
 * A neuron's name, alone or as a sentence needs it.
 *
 * @param {Shape} shape
 * @param {number} layer
 * @param {number} index
 * @param {boolean | "from" | "to" | "of"} how  True for the name alone.
 */
export function neuronName({ hidden, n_outputs }, layer, index, how) {
  const form = how === true ? "" : `${how}-`;
  if (layer < hidden.length) {
    return t(`machine.${form}neuron`, { n: index + 1, layer: layer + 1 });
  }
  return t(`machine.${form}${n_outputs > 1 ? "answer-class" : "answer"}`, { k: index });
}

/**
 * @param {Shape} shape
 * @param {number} layer
 * @param {"W" | "b"} part
 * @param {number} to
 * @param {number} from
 */
export function weightName(shape, layer, part, to, from) {
  if (part === "b") return t("machine.bias-of", { of: neuronName(shape, layer, to, "of") });
  const source = layer === 0 ? shape.inputs[from] : neuronName(shape, layer - 1, from, "from");
  return t("machine.weight-of", { from: source, to: neuronName(shape, layer, to, "to") });
}

/**
 * What a neuron computes, with its numbers: as many of them as a line holds.
 *
 * @param {import("../protocol.js").Machine} machine
 * @param {readonly import("../protocol.js").Layer[] | null} params
 * @param {number} layer
 * @param {number} index
 */
export function sumOf({ features, hidden, activation }, params, layer, index) {
  const own = params?.[layer];
  if (!own) return "";
  const n_in = own.shape[1];
  const titles = described.features.filter((feature) => features.includes(feature.name));
  const terms = Array.from({ length: n_in }, (_, j) => {
    const source = layer === 0 ? titles[j].title : `a${subscript(j + 1)}`;
    return `${short(own.W[index * n_in + j])}·${source}`;
  });
  const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS - 1), "…"] : terms;
  const sum = [...shown, short(own.b[index])].join(" + ").replaceAll("+ −", "− ");
  const outer = layer < hidden.length ? activation.replace("_", " ") : "σ";
  return `${outer}(${sum})`;
}

const MOST_TERMS = 4;

/** @param {number} value */
function short(value) {
  return Math.abs(value) < 100 ? number(value, 2) : significant(value);
}

/** @param {number} n */
function subscript(n) {
  return [...String(n)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}
