/** The lines of the cost chart: which there are, how each is drawn, and their values. */

import uPlot from "uplot";
import { colour } from "./canvas.js";

/**
 * @typedef {import("../run.js").Curve} Curve
 *
 * @typedef {object} Line
 * @property {Curve} curve
 * @property {number} machine
 * @property {"training" | "test" | "earlier" | "hand"} kind
 */

const DASH = [6, 5];
/** An earlier run is for comparison: so many of its costs draw it, and all of its first ones. */
const EARLIER_COSTS = 400;
const FIRST_COSTS = 50;

/**
 * @param {import("../state.js").State} state
 * @returns {Line[]}
 */
export function linesOf({ run, earlier }) {
  return [
    ...earlier.flatMap(({ curves }) =>
      curves.map((curve, machine) => ({ curve, machine, kind: /** @type {const} */ ("earlier") })),
    ),
    ...run.machines.flatMap(({ curve, test_curve }, machine) => [
      { curve, machine, kind: /** @type {const} */ ("training") },
      { curve: test_curve, machine, kind: /** @type {const} */ ("test") },
    ]),
  ];
}

/**
 * @param {Line} line
 * @returns {uPlot.Series}
 */
export function seriesOf({ kind, machine }) {
  const old = kind === "earlier";
  const dashed = kind === "test" || kind === "hand";
  return {
    stroke: colour(old ? "text-soft" : kind === "hand" ? "neuron-line" : inkOf(machine)),
    alpha: old ? 0.4 : 1,
    width: old ? 1.25 : dashed ? 2 : 2.5,
    dash: dashed ? DASH : undefined,
    points: { show: false },
    spanGaps: true,
  };
}

/** @param {number} machine */
export function inkOf(machine) {
  return machine === 0 ? "accent" : "machine-b";
}

/** @type {WeakMap<Curve, Curve>} */
const thinnedCurves = new WeakMap();

/**
 * All lines over the iterations that any of them has.
 *
 * @param {Line[]} lines
 * @param {{x: boolean, y: boolean}} logarithmic
 * @returns {uPlot.AlignedData}
 */
export function dataOf(lines, logarithmic) {
  const tables = lines.map(({ curve, kind }) => {
    const { iteration, cost } = kind === "earlier" ? thinned(curve) : curve;
    // A logarithm has no place for the iteration 0, nor for a cost of 0.
    const from = logarithmic.x && iteration[0] === 0 ? 1 : 0;
    const costs = from ? cost.slice(from) : cost;
    return /** @type {uPlot.AlignedData} */ ([
      from ? iteration.slice(from) : iteration,
      logarithmic.y ? costs.map((value) => (value > 0 ? value : null)) : costs,
    ]);
  });
  return uPlot.join(tables);
}

/** @param {Curve} curve */
function thinned(curve) {
  const found = thinnedCurves.get(curve);
  if (found) return found;
  const every = Math.ceil(curve.cost.length / EARLIER_COSTS);
  const kept = curve.cost.map((_, i) => i).filter((i) => i < FIRST_COSTS || i % every === 0);
  const thin = {
    iteration: kept.map((i) => curve.iteration[i]),
    cost: kept.map((i) => curve.cost[i]),
  };
  thinnedCurves.set(curve, thin);
  return thin;
}

/**
 * @param {boolean} logarithmic
 * @param {(min: number, max: number) => [number, number]} range  Where it is not.
 * @returns {uPlot.Scale}
 */
export function scale(logarithmic, range) {
  if (!logarithmic) return { range: (_, min, max) => range(min ?? 0, max ?? 0) };
  return {
    distr: 3,
    log: 10,
    range: (_, min, max) => {
      const [low, high] = [min || 0.1, max || 1].map(Math.log10);
      return [10 ** Math.floor(low), 10 ** Math.max(Math.ceil(high), Math.floor(low) + 1)];
    },
  };
}

/**
 * The value at an index, or the nearest before it.
 *
 * @param {ArrayLike<number | null | undefined>} values
 * @param {number} at
 */
export function latest(values, at) {
  return values[latestAt(values, at)] ?? null;
}

/**
 * Where that value is; -1 if there is none.
 *
 * @param {ArrayLike<number | null | undefined>} values
 * @param {number} at
 */
export function latestAt(values, at) {
  let i = at;
  while (i >= 0 && (values[i] === null || values[i] === undefined)) i -= 1;
  return i;
}
