/** Where everything of a machine's diagram lies, in pixels: a pure function. */

/**
 * @typedef {{x: number, y: number}} Place  A middle.
 *
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {number} button  The side of a small button.
 * @property {[number, number]} heads  The two lines of buttons over the neurons.
 * @property {number} row  How high an input is.
 * @property {number} input  How wide it is.
 * @property {Place[]} inputs  Of all inputs' pictures, on or off.
 * @property {Place[][]} layers  Of each hidden layer's neurons, then of the outputs.
 * @property {number[]} halves  Half of a neuron, in each of these layers.
 * @property {boolean} told  Whether a single neuron's formula and lines have room.
 * @property {number[]} gaps  Between the columns, where a layer may come.
 */

/** An input's name and its picture: x₁ takes less room than x₁x₂/10. */
const INPUT_WIDTH = { short: 60, long: 96 };
const MOST_SHORT = 2;
const MOST_HALF = 18;
const SPACE = 4;
const MOST_COLUMN = 160;
const SINGLE_HALF = { wide: 30, narrow: 20 };
/** In less than this, beside a second machine, a single neuron is smaller. */
const NARROW = 330;
/** Room for the arrow to the answer of a single neuron. */
const ANSWER = 66;
/** The sides of rows and buttons: for a mouse, in a low window, and for a finger. */
const SIZES = {
  fine: { row: 27, single: 30, button: 24 },
  low: { row: 22, single: 25, button: 22 },
  coarse: { row: 36, single: 36, button: 32 },
};
/** A single neuron's formula and lines stand under it, where there is room. */
const SINGLE_BODY = { told: 175, bare: 96 };

/**
 * @param {object} machine
 * @param {readonly string[]} machine.titles  The names of the inputs.
 * @param {boolean[]} machine.on  Which of them are in use.
 * @param {readonly number[]} machine.hidden
 * @param {number} machine.n_outputs
 * @param {number} room  The width there is; a larger machine is wider.
 * @param {keyof typeof SIZES} size
 * @returns {Layout}
 */
export function layoutOf({ titles, on, hidden, n_outputs }, room, size) {
  const { button, ...rows } = SIZES[size];
  const input = INPUT_WIDTH[titles.some((title) => title.length > MOST_SHORT) ? "long" : "short"];
  const single = hidden.length === 0 && n_outputs === 1;
  const row = single ? rows.single : rows.row;
  const most = Math.max(n_outputs, ...hidden);
  const told = room >= NARROW || size !== "low";
  const body = Math.max(
    row * on.length,
    rows.row * most,
    single ? SINGLE_BODY[told ? "told" : "bare"] : 4.5 * row,
  );
  const top = 2 * button + 8;
  const height = top + body;
  const inputs = on.map((_, j) => ({
    x: input - row / 2,
    y: top + (single ? 0 : (body - row * on.length) / 2) + (j + 0.5) * row,
  }));
  /** @type {[number, number]} */
  const heads = [button / 2, button * 1.5 + 3];
  const common = { height, button, heads, row, input, inputs, told };
  if (single) {
    const half = SINGLE_HALF[room < NARROW ? "narrow" : "wide"];
    const width = Math.max(room, input + 194);
    const used = inputs.filter((_, j) => on[j]);
    const mean = used.reduce((sum, { y }) => sum + y, 0) / used.length;
    const x = width - ANSWER - half;
    const y = Math.max(top + half, Math.min(height - half - 28, mean));
    return {
      ...common,
      width,
      layers: [[{ x, y }]],
      halves: [half],
      gaps: [(input + x - half) / 2],
    };
  }
  const pitch = Math.min(2 * MOST_HALF + 8, body / most);
  const half = Math.min(MOST_HALF, (pitch - SPACE) / 2);
  const space = (room - input - half - 10) / (hidden.length + 1);
  const column = Math.max(2.3 * button, Math.min(MOST_COLUMN, space));
  const layers = [...hidden, n_outputs].map((n, k) =>
    Array.from({ length: n }, (_, i) => ({
      x: input + column * (k + 1),
      y: top + body / 2 + (i - (n - 1) / 2) * pitch,
    })),
  );
  return {
    ...common,
    width: input + column * layers.length + half + 10,
    layers,
    halves: layers.map(() => half),
    gaps: layers.map((_, k) => input + column * (k + 0.5)),
  };
}
