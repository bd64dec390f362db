/** What the parameters of a machine are called, in the order of their row. */

import { t } from "../language.js";
import { h } from "./dom.js";

/**
 * @typedef {object} Parameter
 * @property {string} name  Of one neuron w1, w2 … b; of a network with layer and neuron: w1 (2.3).
 * @property {number} layer  Counted from 1.
 * @property {number} neuron  Counted from 1.
 */

/**
 * @param {import("../protocol.js").Layer[] | null} params
 * @returns {Parameter[]}
 */
export function parametersOf(params) {
  if (!params) return [];
  const alone = params.length === 1 && params[0].shape[0] === 1;
  return params.flatMap(({ shape: [n_out, n_in] }, i) => {
    /** @type {(k: number, name: string) => Parameter} */
    const of = (k, name) => {
      const [layer, neuron] = [i + 1, k + 1];
      return { name: alone ? name : `${name} (${layer}.${neuron})`, layer, neuron };
    };
    const weights = Array.from({ length: n_out * n_in }, (_, k) =>
      of(Math.floor(k / n_in), `w${(k % n_in) + 1}`),
    );
    return [...weights, ...Array.from({ length: n_out }, (_, k) => of(k, "b"))];
  });
}

/**
 * The place of a weight or bias in that row.
 *
 * @param {readonly import("../protocol.js").Layer[] | null} params
 * @param {number} layer  Counted from 0.
 * @param {"W" | "b"} part
 * @param {number} index  In its layer's W, row by row, or in its b.
 */
export function numberOf(params, layer, part, index) {
  const sizes = (params ?? []).map(({ shape: [n_out, n_in] }) => [n_out * n_in, n_out]);
  const before = sizes.slice(0, layer).reduce((sum, [W, b]) => sum + W + b, 0);
  return before + (part === "b" ? sizes[layer][0] : 0) + index;
}

/**
 * The options of a menu, those of a network in groups, one for each neuron.
 *
 * @param {Parameter[]} all
 */
export function parameterOptions(all) {
  const options = all.map(({ name }, k) => h("option", { value: k }, name));
  if (all.every(({ layer, neuron }) => layer === 1 && neuron === 1)) return options;
  /** @type {Map<string, HTMLOptGroupElement>} */
  const groups = new Map();
  all.forEach(({ layer, neuron }, k) => {
    const name = t("figures.neuron", { layer, neuron });
    const group = groups.get(name) ?? h("optgroup");
    group.label = name;
    group.append(options[k]);
    groups.set(name, group);
  });
  return [...groups.values()];
}
