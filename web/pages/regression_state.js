/** The regression's state, and how points and the line change: pure functions. */

import { atRest } from "./effects.js";

/**
 * @typedef {import("../run.js").Curve} Curve
 * @typedef {{readonly x: number, readonly y: number}} Point
 * @typedef {{w: number, b: number}} Line
 *
 * @typedef {object} Fit  What Python says of a line.
 * @property {number} w
 * @property {number} b
 * @property {number} cost
 * @property {Float64Array} error  ŷ - y for each point.
 * @property {Float64Array} squared
 * @property {number} dw
 * @property {number} db
 *
 * @typedef {object} Landscape  The cost over w and b.
 * @property {[number, number]} w  The range from left to right.
 * @property {[number, number]} b  The range from bottom to top.
 * @property {{data: Float64Array, shape: [number, number]}} cost  Row by row from the top.
 * @property {number[]} levels
 * @property {Line & {cost: number}} best  The line of least squares.
 *
 * @typedef {object} State
 * @property {readonly Point[]} points
 * @property {readonly (readonly Point[])[]} past  What Undo gives back.
 * @property {Line} line
 * @property {Line} start  Where the training began.
 * @property {{w: number[], b: number[]}} path  The training's way, from the start.
 * @property {Curve} curve  The costs on that way.
 * @property {readonly Curve[]} earlier  Of the trainings before, on the same points.
 * @property {boolean} held  The line is in someone's hand.
 * @property {"squares" | "bars" | "none"} errors
 * @property {"add" | "erase"} tool
 * @property {boolean} compare  The line of least squares is shown too.
 * @property {{learning_rate: number | null, n_iterations: number | null}} settings
 * @property {import("./effects.js").Training} training
 * @property {Fit | null} fit
 * @property {Landscape | null} landscape
 *
 * @typedef {ReturnType<typeof import("../store.js").createStore<State>>} RegressionStore
 */

/** Coordinates reach from -SIDE to SIDE; the view shows a little more. */
export const SIDE = 10;
export const EXTENT = 10.5;
export const MOST_POINTS = 1000;
const MOST_UNDO = 100;
const MOST_PATH = 1500;
const MOST_EARLIER = 3;
/** Shorter trainings are not worth comparing. */
const WORTH = 10;
/** Slopes and intercepts that a hand may reach. */
const STEEPEST = 20;
const HIGHEST = 50;

/** Around y = 0.8x + 2, none of them on it. */
const FIRST_POINTS = [
  [-8, -5.1],
  [-6.6, -1.9],
  [-5.3, -3.4],
  [-3.9, 0.6],
  [-2.4, -1.2],
  [-1.2, 2.3],
  [0.4, 1.1],
  [1.9, 4.9],
  [3.2, 3.3],
  [4.8, 7.2],
  [6.3, 5.8],
  [7.9, 8.9],
];

/** @returns {State} */
export function firstState() {
  const line = { w: 0, b: 0 };
  return {
    points: FIRST_POINTS.map(([x, y]) => ({ x, y })),
    past: [],
    line,
    start: line,
    ...untrained(),
    earlier: [],
    held: false,
    errors: "squares",
    tool: "add",
    compare: false,
    settings: { learning_rate: 0.01, n_iterations: 1000 },
    fit: null,
    landscape: null,
  };
}

function untrained() {
  return { path: { w: [], b: [] }, curve: { iteration: [], cost: [] }, training: atRest() };
}

/**
 * Points as Python takes them.
 *
 * @param {readonly Point[]} points
 */
export function columns(points) {
  return { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}

/**
 * The line at an iteration of the training, or the present one.
 *
 * @param {State} state
 * @param {number} [iteration]
 * @returns {Line}
 */
export function lineAt({ line, path, curve }, iteration) {
  const i = iteration === undefined ? -1 : curve.iteration.indexOf(iteration);
  return i < 0 ? line : { w: path.w[i], b: path.b[i] };
}

/**
 * What goes with a line set by hand: a training begins here, anew.
 *
 * @param {Line} line
 */
export function startingAt({ w, b }) {
  const line = { w: within(w, STEEPEST), b: within(b, HIGHEST) };
  return { line, start: line, ...untrained() };
}

/**
 * The trainings to compare with, once another one begins on the same points.
 *
 * @param {State} state
 * @returns {Pick<State, "earlier">}
 */
export function remembered({ earlier, curve, training }) {
  if (training.iteration < WORTH) return { earlier };
  return { earlier: [...earlier, curve].slice(-MOST_EARLIER) };
}

/**
 * The lines of the cost chart: the trainings before, the line as it was set by hand, and what it
 * has learned since.
 *
 * @param {State} state
 * @returns {import("../views/curves.js").Line[]}
 */
export function costLines({ earlier, curve, fit }) {
  const last = Math.max(
    WORTH,
    ...[...earlier, curve].map(({ iteration }) => iteration.at(-1) ?? 0),
  );
  const cost = curve.cost[0] ?? fit?.cost;
  const hand = { iteration: [0, 1, last], cost: cost === undefined ? [] : [cost, cost, cost] };
  return [
    ...earlier.map((run) => ({ curve: run, machine: 0, kind: /** @type {const} */ ("earlier") })),
    { curve: hand, machine: 0, kind: "hand" },
    { curve, machine: 0, kind: "training" },
  ];
}

/**
 * @param {State} state
 * @param {readonly Point[]} points
 * @returns {Partial<State>}
 */
export function withPoints({ line, points: before, past }, points) {
  // Costs on other points are not to be compared.
  return { ...startingAt(line), points, past: [...past, before].slice(-MOST_UNDO), earlier: [] };
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {Point}
 */
export function snapped(x, y) {
  return { x: Math.round(within(x, SIDE) * 20) / 20, y: Math.round(within(y, SIDE) * 20) / 20 };
}

/**
 * The state after a message of the training.
 *
 * @param {State} state
 * @param {Fit & {iteration: number, path: Float64Array}} snapshot
 * @returns {Partial<State>}
 */
export function advanced(state, { iteration: now, path, ...fit }) {
  const [w, b] = [[...state.path.w], [...state.path.b]];
  const [iteration, cost] = [[...state.curve.iteration], [...state.curve.cost]];
  const first = now + 1 - path.length / 3;
  // A message begins where the one before it ended.
  for (let i = w.length === 0 ? 0 : 1; 3 * i < path.length; i += 1) {
    w.push(path[3 * i]);
    b.push(path[3 * i + 1]);
    cost.push(path[3 * i + 2]);
    iteration.push(first + i);
  }
  const last = w.length - 1;
  /** @param {number[]} values */
  const thinned = (values) =>
    last < MOST_PATH ? values : values.filter((_, i) => i % 2 === 0 || i === last);
  return {
    line: { w: fit.w, b: fit.b },
    fit,
    path: { w: thinned(w), b: thinned(b) },
    curve: { iteration: thinned(iteration), cost: thinned(cost) },
  };
}

/**
 * What the browser keeps.
 *
 * @param {State} state
 */
export function savedOf({ points, start, errors, compare, settings }) {
  return { points, line: start, errors, compare, settings };
}

/**
 * The state from what was kept; anything that is not as it should be is left out.
 *
 * @param {any} value
 * @returns {Partial<State>}
 */
export function restoredFrom(value) {
  if (typeof value !== "object" || value === null) return {};
  const { points, line, errors, compare, settings } = value;
  /** @type {Partial<State>} */
  const found = {};
  if (Array.isArray(points) && points.every(isPoint)) {
    found.points = points.slice(0, MOST_POINTS).map(({ x, y }) => snapped(x, y));
  }
  if (Number.isFinite(line?.w) && Number.isFinite(line?.b)) Object.assign(found, startingAt(line));
  if (["squares", "bars", "none"].includes(errors)) found.errors = errors;
  if (typeof compare === "boolean") found.compare = compare;
  if (Number.isFinite(settings?.learning_rate) && Number.isInteger(settings?.n_iterations)) {
    const { learning_rate, n_iterations } = settings;
    found.settings = { learning_rate, n_iterations };
  }
  return found;
}

/** @param {any} point */
function isPoint(point) {
  return Number.isFinite(point?.x) && Number.isFinite(point?.y);
}

/**
 * @param {number} value
 * @param {number} most
 */
function within(value, most) {
  return Math.max(-most, Math.min(most, value));
}
