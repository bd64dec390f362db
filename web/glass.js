/** The glass: what it knows, what it asks of Python, and where in the answer a number is made. */

import { machinesInUse } from "./edited_code.js";
import { DRAWN, toColumns } from "./scene.js";

/**
 * @typedef {object} Sign  A symbol of a formula, with its numbers and its line.
 * @property {string} id
 * @property {number} layer  From 1; 0 where there are none.
 * @property {boolean} computed  Whether its line makes it; else it goes into that line.
 * @property {number[]} numbers  The first few.
 * @property {number} size  How many there are.
 * @property {number | null} mean  Where there are more.
 * @property {number[]} shape
 * @property {string} function  The name of one of the functions.
 * @property {[number, number]} lines  The first and the last one of its statement.
 *
 * @typedef {{function: string, line: number, start: number, end: number, symbol: string}} Word
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {number} layer
 * @property {string[]} formulas
 * @property {Sign[]} symbols
 * @property {string[]} functions
 * @property {Word[]} words
 *
 * @typedef {object} Listing  A function of the core as its file has it.
 * @property {string} name
 * @property {string} file
 * @property {string} function
 * @property {{number: number, text: string, fold: string}[]} lines
 *
 * @typedef {object} Explained
 * @property {number} iteration
 * @property {string} engine
 * @property {string} readable
 * @property {number} n_samples
 * @property {number | null} batch
 * @property {number | null} point
 * @property {boolean} test  Whether it is about the points of the test.
 * @property {boolean} held_out
 * @property {boolean} in_batch
 * @property {number[]} path  The neuron of each layer, where there is a choice.
 * @property {number} cost
 * @property {number | null} next_cost
 * @property {Record<string, number> | null} derivation
 * @property {Stage[]} stages
 * @property {Listing[]} functions
 *
 * @typedef {object} Wanted  A number of the studio, on its way to its line.
 * @property {string} stage
 * @property {string[]} symbols  The first of these that the stage has.
 * @property {boolean} [earlier]  Whether an earlier iteration has made it.
 * @property {boolean} [test]  Whether it is made of the points of the test.
 *
 * @typedef {object} Glass
 * @property {number} stage
 * @property {number | null} point  Whose numbers are shown; null is all.
 * @property {boolean} test  Whether it is the points of the test that go through.
 * @property {number[]} path
 * @property {boolean} shapes
 * @property {boolean} playing
 * @property {readonly string[]} marked  The symbols that are pointed at.
 * @property {boolean} earlier  The marked number was made an iteration ago.
 * @property {Wanted | null} wanted
 * @property {Explained | null} explained
 * @property {{k: number, of: number} | null} replay
 * @property {string | null} problem  Why there is nothing to explain, in Python's words.
 */

/** @returns {Glass} */
export function freshGlass() {
  return {
    stage: 0,
    point: null,
    test: false,
    path: [],
    shapes: false,
    playing: false,
    marked: [],
    earlier: false,
    wanted: null,
    explained: null,
    replay: null,
    problem: null,
  };
}

/**
 * What is to be explained, as a text that changes with it; empty while there is nothing.
 *
 * @param {import("./state.js").State} state
 */
export function wishOf(state) {
  const { run, points, status, making, glass, focus, machines, testing } = state;
  const ready = status.phase === "ready" && points.length > 0 && !making;
  if (state.code.held) return "";
  if (!ready || run.mode !== "idle" || run.machines[focus].params === null) return "";
  if (run.machines[focus].cost === null) return "";
  const { point, test, path } = glass;
  const machine = machines[focus];
  return JSON.stringify([run.epoch, run.iteration, focus, point, test, path, machine, testing]);
}

/** @param {import("./state.js").State} state */
export function argsOf({ points, testing, dataset, numbers, machines, focus, run, glass, code }) {
  return {
    points: toColumns(points),
    testing,
    dataset: dataset === DRAWN ? null : { name: dataset, ...numbers },
    machine: machinesInUse({ machines, code })[focus],
    params: run.machines[focus].params,
    iteration: run.iteration,
    point: glass.point !== null && glass.point < points.length ? glass.point : null,
    path: glass.path,
    test: glass.test,
  };
}

/**
 * The stage that makes what is wanted, with it marked.
 *
 * @param {Explained} explained
 * @param {Wanted} wanted
 */
export function found({ stages }, { stage: name, symbols, earlier = false }) {
  const stage = stages.findLastIndex((item) => item.name === name);
  if (stage < 0) return { stage: 0 };
  const known = symbols.filter((id) => stages[stage].symbols.some((sign) => sign.id === id));
  return { stage, marked: known.slice(0, 1), earlier };
}

/**
 * What a symbol is called where it is made, and in which layer that is.
 *
 * @param {Sign} sign
 * @returns {[string, number]}
 */
export function originOf({ id, layer }) {
  if (id === "Ap") return ["Al", layer];
  if (id === "dZn") return ["dZl", layer];
  return [id, layer];
}
