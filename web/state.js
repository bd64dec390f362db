/** What the page knows: the types of the state, and how it begins. No DOM, no effects. */

import described from "described";
import { freshCode } from "./edited_code.js";
import { freshGlass } from "./glass.js";
import { freshRun } from "./run.js";
import { DRAWN, fromColumns } from "./scene.js";

/**
 * @typedef {import("./protocol.js").Machine} Machine
 *
 * @typedef {object} Schedule  How long it trains and how fast.
 * @property {number | null} n_iterations
 * @property {number | null} speed  Iterations a second; null is all it can.
 * @property {number | null} stop_cost  It stops once the cost is no higher.
 * @property {number | null} stop_change  It stops once a step changes the cost no more than this.
 *
 * @typedef {object} Show  What the plane shows.
 * @property {"probability" | "confidence" | "neuron"} surface
 * @property {([number, number] | null)[]} neurons  For each machine, the neuron that was chosen.
 * @property {boolean} misses
 * @property {boolean} held_out
 * @property {boolean} true_line
 *
 * @typedef {object} Place  The part of the plane that is in view.
 * @property {number} x  Its middle.
 * @property {number} y
 * @property {number} zoom  1 shows all of the plane.
 *
 * @typedef {object} Own
 * @property {import("./protocol.js").Status} status  Of the runtime.
 * @property {boolean} making  A data set has been asked for and is not here yet.
 * @property {readonly import("./scene.js").Drawing[]} past
 * @property {readonly import("./scene.js").Drawing[]} future
 * @property {string} tool  What the pointer does on the plane: a class's number draws, "pan" moves
 *   the view, "select" selects; the others are in strokes.js.
 * @property {{size: number, density: number}} brush  Its radius at zoom 1, 0 for single points; and
 *   how many points a dab of it has.
 * @property {import("./protocol.js").Testing} testing
 * @property {readonly Machine[]} machines  One, or two side by side.
 * @property {Schedule} schedule
 * @property {import("./run.js").Run} run
 * @property {readonly import("./run.js").Earlier[]} earlier  Costs of the runs before, to compare.
 * @property {import("./protocol.js").TestResult[] | null} test  One for each machine.
 * @property {Place} place
 * @property {Show} show
 * @property {number} focus  Which of two machines the panels are about.
 * @property {number | null} hovered  The point under the pointer, by its number.
 * @property {import("./selecting.js").Selection | null} selection
 * @property {"studio" | "glass" | "code" | "exercises" | "regression" | "titanic" | "timing"} page
 * @property {string} figure  The open tab of the figures.
 * @property {import("./descending.js").Descent} descent
 * @property {import("./glass.js").Glass} glass
 * @property {import("./edited_code.js").Code} code
 * @property {readonly string[]} hidden  Controls that a teacher has put away.
 * @property {import("./language.js").Language} language
 * @property {string | null} message  What the page has to say, in one sentence.
 * @property {import("./offline.js").Offline} offline
 * @property {boolean} fresh  A new version of the site waits to be taken.
 *
 * @typedef {import("./scene.js").Drawing & Own} State
 * @typedef {ReturnType<typeof import("./store.js").createStore<State>>} Store
 */

/** @returns {State} */
export function initialState() {
  const { defaults } = described;
  const { points, noise } = datasetNamed(defaults.dataset);
  const machines = [{ ...defaults.machine, start: null }];
  return {
    points: fromColumns(points),
    dataset: defaults.dataset,
    numbers: { n_points: defaults.n_points, noise, seed: defaults.seed },
    status: { phase: "loading", loaded: 0, total: 0, detail: "" },
    making: false,
    past: [],
    future: [],
    tool: "1",
    brush: { size: 0, density: 1 },
    testing: { ...defaults.testing },
    machines,
    schedule: {
      n_iterations: defaults.n_iterations,
      speed: 500,
      stop_cost: null,
      stop_change: null,
    },
    run: freshRun(0, machines),
    earlier: [],
    test: null,
    place: { x: 0, y: 0, zoom: 1 },
    show: {
      surface: "probability",
      neurons: [null, null],
      misses: false,
      held_out: true,
      true_line: false,
    },
    focus: 0,
    hovered: null,
    selection: null,
    page: "studio",
    figure: "cost",
    descent: { over: [0, 1], map: null, progress: null, message: null },
    glass: freshGlass(),
    code: freshCode(),
    hidden: [],
    language: "en",
    message: null,
    offline: "",
    fresh: false,
  };
}

/**
 * What goes with every change of points or machines: all start again, and a training that is
 * under way goes on from there.
 *
 * @param {State} state
 * @returns {Pick<State, "run" | "test" | "message">}
 */
export function restarted({ run, machines, schedule }) {
  const fresh = freshRun(run.epoch + 1, machines);
  if (run.mode === "train" && !run.hurry) {
    fresh.mode = "train";
    fresh.goal = schedule.n_iterations ?? 0;
  }
  return { run: fresh, test: null, message: null };
}

/** @param {string} name */
export function datasetNamed(name) {
  const found = described.datasets.find((dataset) => dataset.name === name);
  if (!found) throw new Error(`no data set ${name}`);
  return found;
}

/**
 * The points that came with the page, if these numbers are the defaults.
 *
 * @param {string} dataset
 * @param {import("./scene.js").Numbers} numbers
 */
export function firstPoints(dataset, { n_points, noise, seed, settings }) {
  const { defaults } = described;
  const found = datasetNamed(dataset);
  const same = n_points === defaults.n_points && seed === defaults.seed && noise === found.noise;
  return same && settings === undefined ? fromColumns(found.points) : null;
}

/**
 * The true line of the points on the plane, where there is one.
 *
 * @param {State} state
 */
export function trueLine({ dataset }) {
  return dataset === DRAWN ? null : datasetNamed(dataset).line;
}

/**
 * Whether the machine is one neuron on the two coordinates, as in the article.
 *
 * @param {Machine} machine
 * @param {State["points"]} points
 */
export function isPlainNeuron({ hidden, features }, points) {
  return hidden.length === 0 && features.join() === "x1,x2" && nClasses(points) === 2;
}

/** @type {WeakMap<State["points"], number>} */
const counted = new WeakMap();

/** @param {State["points"]} points */
export function nClasses(points) {
  // Asked for with every change of anything, of up to a hundred thousand points: count them once.
  const known = counted.get(points) ?? (points.some(({ label }) => label === 2) ? 3 : 2);
  counted.set(points, known);
  return known;
}
