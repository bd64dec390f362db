/** What is on the plane: points, where they come from, and what Undo gives back. */

/**
 * @typedef {{readonly x: number, readonly y: number, readonly label: number}} Point
 *
 * @typedef {object} Numbers  How a data set is made.
 * @property {number | null} n_points
 * @property {number | null} noise
 * @property {number | null} seed
 * @property {Record<string, number | string>} [settings]
 *
 * @typedef {object} Drawing  What Undo gives back.
 * @property {readonly Point[]} points
 * @property {string} dataset  A data set's name, or DRAWN.
 * @property {Numbers} numbers
 */

/** Stands where a data set's name would, once a point has been drawn or erased by hand. */
export const DRAWN = "drawn";
/** The plane reaches from -SIDE to SIDE both ways; the view shows a little more. */
export const SIDE = 10;
export const EXTENT = 10.5;
const MOST_UNDO = 100;

/**
 * The window through which a place on the plane is seen: from where to where, both ways.
 *
 * @param {import("./state.js").Place} place
 * @returns {{x: [number, number], y: [number, number]}}
 */
export function windowOf({ x, y, zoom }) {
  const half = EXTENT / zoom;
  return { x: [x - half, x + half], y: [y - half, y + half] };
}

/**
 * Which points are kept back for the test: of each class, in order, evenly spread ones.
 *
 * @param {readonly Point[]} points
 * @param {number} share  Percent.
 */
export function heldOut(points, share) {
  const counts = [0, 0, 0];
  return points.map(({ label }) => {
    const i = counts[label]++;
    return Math.floor(((i + 1) * share) / 100) > Math.floor((i * share) / 100);
  });
}

/**
 * @param {readonly Point[]} points
 * @returns {import("./protocol.js").Points}
 */
export function toColumns(points) {
  const n = points.length;
  const [x, y, label] = [new Float64Array(n), new Float64Array(n), new Uint8Array(n)];
  // Float64Array.from would take ten times as long, too long for a frame.
  for (let i = 0; i < n; i++) ({ x: x[i], y: y[i], label: label[i] } = points[i]);
  return { x, y, label };
}

/**
 * @param {import("./protocol.js").Points} columns
 * @returns {Point[]}
 */
export function fromColumns({ x, y, label }) {
  return Array.from(x, (value, i) => ({ x: value, y: y[i], label: label[i] }));
}

/**
 * Put `drawing` on the list of what Undo gives back; the oldest falls off a full list.
 *
 * @param {readonly Drawing[]} past
 * @param {Drawing} drawing
 */
export function remember(past, { points, dataset, numbers }) {
  return [...past, { points, dataset, numbers }].slice(-MOST_UNDO);
}
