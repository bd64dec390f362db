/** What the page knows: the types of the state, and how it begins. No DOM, no effects. */

import described from "described";
import { DRAWN, fromColumns } from "./scene.js";

/**
 * @typedef {object} Run  One training, from its start until something it depends on changes.
 * @property {number} epoch  Goes up with each change; results of an older epoch are dropped.
 * @property {"idle" | "train" | "step"} mode
 * @property {number} goal  The iteration at which it stops.
 * @property {number} iteration
 * @property {number[]} w
 * @property {number} b
 * @property {number | null} cost
 * @property {number | null} accuracy
 * @property {[number, number] | null} boundary
 * @property {import("./protocol.js").Snapshot["surface"] | null} surface
 * @property {{iteration: number[], cost: number[]}} history
 * @property {string | null} advice
 *
 * @typedef {object} Settings
 * @property {number | null} learning_rate
 * @property {number | null} n_iterations
 * @property {"watch" | "fast"} pace
 *
 * @typedef {object} Own
 * @property {import("./protocol.js").Status} status  Of the runtime.
 * @property {boolean} making  A data set has been asked for and is not here yet.
 * @property {readonly import("./scene.js").Drawing[]} past
 * @property {readonly import("./scene.js").Drawing[]} future
 * @property {1 | 0 | "erase"} tool
 * @property {Settings} settings
 * @property {Run} run
 * @property {import("./protocol.js").TestResult | null} test
 * @property {string | null} message  What the page has to say, in one sentence.
 *
 * @typedef {import("./scene.js").Drawing & Own} State
 * @typedef {ReturnType<typeof import("./store.js").createStore<State>>} Store
 */

/** @returns {State} */
export function initialState() {
  const { defaults } = described;
  const { points, noise } = datasetNamed(defaults.dataset);
  return {
    points: fromColumns(points),
    dataset: defaults.dataset,
    numbers: { n_points: defaults.n_points, noise, seed: defaults.seed },
    status: { phase: "loading", loaded: 0, total: 0, detail: "" },
    making: false,
    past: [],
    future: [],
    tool: 1,
    settings: {
      learning_rate: defaults.learning_rate,
      n_iterations: defaults.n_iterations,
      pace: "watch",
    },
    run: freshRun(0),
    test: null,
    message: null,
  };
}

/**
 * What goes with every change of points or settings: the neuron starts again from zeros, and a
 * training that is under way goes on from there.
 *
 * @param {State} state
 * @returns {Pick<State, "run" | "test" | "message">}
 */
export function restarted({ run, settings }) {
  const fresh = freshRun(run.epoch + 1);
  if (run.mode === "train") {
    fresh.mode = "train";
    fresh.goal = settings.n_iterations ?? 0;
  }
  return { run: fresh, test: null, message: null };
}

/**
 * @param {number} epoch
 * @returns {Run}
 */
export function freshRun(epoch) {
  return {
    epoch,
    mode: "idle",
    goal: 0,
    iteration: 0,
    w: [0, 0],
    b: 0,
    cost: null,
    accuracy: null,
    boundary: null,
    surface: null,
    history: { iteration: [], cost: [] },
    advice: null,
  };
}

/** @param {string} name */
export function datasetNamed(name) {
  const found = described.datasets.find((dataset) => dataset.name === name);
  if (!found) throw new Error(`no data set ${name}`);
  return found;
}

/**
 * The true line of the points on the plane, where there is one.
 *
 * @param {State} state
 */
export function trueLine({ dataset }) {
  return dataset === DRAWN ? null : datasetNamed(dataset).line;
}
