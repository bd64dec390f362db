/** Ready-made scenes and pairs of machines, each tuned so that Train shows what it is about. */

import described from "described";
import { DRAWN, remember } from "./scene.js";
import { datasetNamed } from "./state.js";

/**
 * @typedef {import("./protocol.js").Machine} Machine
 *
 * @typedef {object} Example
 * @property {string} name  Its words are machine.example-NAME, or machine.pair-NAME for a pair.
 * @property {string} dataset
 * @property {Partial<import("./scene.js").Numbers>} [numbers]  Where these are not the defaults.
 * @property {number} n_iterations
 * @property {number} speed
 * @property {Partial<Machine>[]} machines  What they have besides the defaults.
 * @property {import("./protocol.js").Testing} [testing]
 */

/** @type {Partial<Machine>} */
const FOUR = { hidden: [4], initial_weights: "xavier", optimizer: "adam", learning_rate: 0.05 };
/** @type {Partial<Machine>} */
const DEEP = { hidden: [8, 8], initial_weights: "xavier", optimizer: "adam", learning_rate: 0.03 };
/** @type {Partial<Machine>} */
const THREE = { hidden: [3], activation: "sigmoid", optimizer: "adam", learning_rate: 0.1 };
/** Few points that blur into each other, and half of them for the test. */
const FEW = { n_points: 60, noise: 2 };
/** @type {import("./protocol.js").Testing} */
const HALF = { on: "held_out", share: 50 };

/** @type {Example[]} */
export const EXAMPLES = [
  { name: "line", dataset: "line", n_iterations: 2000, speed: 500, machines: [{}] },
  { name: "blobs", dataset: "blobs", n_iterations: 500, speed: 100, machines: [{}] },
  { name: "xor", dataset: "xor", n_iterations: 500, speed: 100, machines: [FOUR] },
  { name: "circles", dataset: "circles", n_iterations: 500, speed: 100, machines: [FOUR] },
  { name: "moons", dataset: "moons", n_iterations: 500, speed: 100, machines: [FOUR] },
  {
    name: "spiral",
    dataset: "spiral",
    n_iterations: 2000,
    speed: 500,
    machines: [{ ...DEEP, l2: 0.0005, engine: "fast" }],
  },
  { name: "three-blobs", dataset: "three_blobs", n_iterations: 500, speed: 100, machines: [{}] },
  {
    name: "overfitting",
    dataset: "moons",
    numbers: FEW,
    n_iterations: 1000,
    speed: 100,
    machines: [DEEP],
    testing: HALF,
  },
  {
    name: "rate-too-high",
    dataset: "line",
    n_iterations: 300,
    speed: 50,
    machines: [{ learning_rate: 20 }],
  },
];

/** @type {Example[]} */
export const PAIRS = [
  {
    name: "zeros",
    dataset: "curve",
    n_iterations: 300,
    speed: 50,
    machines: [THREE, { ...THREE, initial_weights: "xavier" }],
  },
  {
    name: "rates",
    dataset: "line",
    n_iterations: 300,
    speed: 50,
    machines: [{ learning_rate: 0.001 }, { learning_rate: 20 }],
  },
  {
    name: "adam",
    dataset: "spiral",
    n_iterations: 2000,
    speed: 500,
    machines: [{ ...DEEP, optimizer: "gradient_descent", learning_rate: 0.1 }, DEEP],
  },
  {
    name: "l2",
    dataset: "moons",
    numbers: FEW,
    n_iterations: 1000,
    speed: 100,
    machines: [DEEP, { ...DEEP, l2: 0.03 }],
    testing: HALF,
  },
];

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./editing.js").createEditing>} editing
 * @param {ReturnType<typeof import("./machining.js").createMachining>} machining
 */
export function createExampleLoading(store, editing, machining) {
  /**
   * @param {Example} example
   * @param {string | null} pair
   */
  function load({ machines, n_iterations, speed, testing }, pair) {
    const { defaults } = described;
    machining.load(
      {
        machines: machines.map((machine) => ({ ...defaults.machine, start: null, ...machine })),
        schedule: { n_iterations, speed },
        testing: testing ?? defaults.testing,
      },
      pair,
    );
  }

  /** @param {Example} example */
  function makePoints({ dataset, numbers = {} }) {
    const { n_points, seed } = described.defaults;
    const { noise } = datasetNamed(dataset);
    const before = store.get();
    editing.chooseDataset(dataset);
    editing.setNumbers({ n_points, seed, noise, settings: undefined, ...numbers });
    // Two acts on the points, but one for the person: Undo takes both back.
    store.update({ past: remember(before.past, before), future: [] });
  }

  return {
    /** @param {Example} example */
    loadExample(example) {
      load(example, null);
      makePoints(example);
    },

    /**
     * Put a pair of machines side by side; points drawn by hand stay.
     *
     * @param {Example} pair
     */
    loadPair(pair) {
      load(pair, pair.name);
      if (store.get().dataset !== DRAWN) makePoints(pair);
    },
  };
}
