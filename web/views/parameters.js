/** What the parameters of a machine are called, in the order of their row. */

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
