/** What the parameters of a machine are called, in the order of their row. */

import { t } from "../language.js";

/**
 * One neuron's are w1, w2 … b; a network's say which neuron's they are.
 *
 * @param {import("../protocol.js").Layer[] | null} params
 * @returns {string[]}
 */
export function parameterNames(params) {
  if (!params) return [];
  const alone = params.length === 1 && params[0].shape[0] === 1;
  return params.flatMap(({ shape: [n_out, n_in] }, layer) => {
    /** @type {(neuron: number, name: string) => string} */
    const of = (neuron, name) =>
      alone ? name : t("figures.parameter", { layer: layer + 1, neuron: neuron + 1, name });
    const weights = Array.from({ length: n_out * n_in }, (_, k) =>
      of(Math.floor(k / n_in), `w${(k % n_in) + 1}`),
    );
    return [...weights, ...Array.from({ length: n_out }, (_, k) => of(k, "b"))];
  });
}
