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
 * @typedef {object} Word  Where symbols stand in a line: several, if they are one array's.
 * @property {string} function
 * @property {number} line
 * @property {number} start
 * @property {number} end
 * @property {string[]} symbols
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
 * @property {Parameter | null} parameter  The weight or bias that is followed.
 * @property {number} cost
 * @property {number | null} next_cost
 * @property {Record<string, number> | null} derivation
 * @property {Stage[]} stages
 * @property {Listing[]} functions
 *
 * @typedef {object} Parameter  One of all weights and biases; all is counted from 0.
 * @property {number} number  Its place in the row of all.
 * @property {number} layer
 * @property {number} row  Of which neuron.
 * @property {number | null} column  Of which input; null for a bias.
 *
 * @typedef {object} Wanted  A number of the studio, on its way to its line.
 * @property {string} stage
 * @property {string[]} symbols  The first of these that the stage has.
 * @property {number} [parameter]  Which weight or bias it is; -1 is the last one.
 * @property {boolean} [earlier]  Whether an earlier iteration has made it.
 * @property {number} [iteration]  Of which iteration it is; without it of the present one.
 * @property {number} [machine]  Of which machine; without it of the one in focus.
 * @property {boolean} [test]  Whether it is made of the points of the test.
 *
 * @typedef {object} Glass
 * @property {number} stage
 * @property {number | null} iteration  An earlier one; null is where the training stands.
 * @property {number | null} point  Whose numbers are shown; null is all.
 * @property {boolean} test  Whether it is the points of the test that go through.
 * @property {number[]} path
 * @property {number | null} parameter  The weight or bias to follow; null is all.
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
    iteration: null,
    point: null,
    test: false,
    path: [],
    parameter: null,
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
  const { iteration, point, test, path, parameter } = glass;
  const about = [run.epoch, run.iteration, iteration, focus, point, test, path, parameter];
  return JSON.stringify([about, machines[focus], testing]);
}

/** @param {import("./state.js").State} state */
export function argsOf({ points, testing, dataset, numbers, machines, focus, run, glass, code }) {
  return {
    points: toColumns(points),
    testing,
    dataset: dataset === DRAWN ? null : { name: dataset, ...numbers },
    machine: machinesInUse({ machines, code })[focus],
    // An earlier iteration's are made again.
    params: glass.iteration === null ? run.machines[focus].params : null,
    iteration: glass.iteration ?? run.iteration,
    point: glass.point !== null && glass.point < points.length ? glass.point : null,
    path: glass.path,
    parameter: glass.parameter,
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
  // A sum of many inputs has no stage of its own for them: they are in the first one.
  const stage = Math.max(
    0,
    stages.findLastIndex((item) => item.name === name),
  );
  const known = symbols.filter((id) => stages[stage].symbols.some((sign) => sign.id === id));
  // A weight comes with the one that is made of it.
  return { stage, marked: known.slice(0, earlier ? 2 : 1), earlier };
}

/**
 * The way to a weight or bias of a machine: its place among all, and the neurons it is between.
 *
 * @param {readonly import("./protocol.js").Layer[]} params
 * @param {number} number  -1 is the last one.
 * @returns {{parameter: number, path: number[]} | null}
 */
export function wayTo(params, number) {
  const sizes = params.map(({ shape: [n_out, n_in] }) => n_out * (n_in + 1));
  const parameter = number < 0 ? sizes.reduce((sum, size) => sum + size, number) : number;
  let left = parameter;
  for (const [layer, { shape }] of params.entries()) {
    const [n_out, n_in] = shape;
    if (left < sizes[layer]) {
      const path = params.map(() => 0);
      const weight = left < n_out * n_in;
      path[layer] = weight ? Math.floor(left / n_in) : left - n_out * n_in;
      if (weight && layer > 0) path[layer - 1] = left % n_in;
      return { parameter, path };
    }
    left -= sizes[layer];
  }
  return null;
}

/**
 * What a symbol may be called where it is made, and in which layer that is.
 *
 * @param {Sign} sign
 * @param {Explained} explained
 * @returns {[string, number][]}
 */
function originsOf({ id, layer }, { parameter, path }) {
  const own = parameter && path.length > 0 ? parameter.layer + 1 : 0;
  if (id === "Ap" || id === "Ac") return [["Al", layer]];
  if (id === "dZn") return [["dZl", layer]];
  if (id === "dZr") return [["dZl", own]];
  if (id === "si") return [["s", 0]];
  if (id === "g") return ["g", "gi", "dwi", "db"].map((name) => [name, own]);
  return [[id, layer]];
}

/**
 * The stage of this iteration that makes a symbol, and what it is called there.
 *
 * @param {Sign} sign
 * @param {Explained} explained
 */
export function originOf(sign, explained) {
  for (const [id, layer] of originsOf(sign, explained)) {
    const stage = explained.stages.findIndex((item) =>
      item.symbols.some((other) => other.id === id && other.computed && other.layer === layer),
    );
    if (stage >= 0) return { stage, id };
  }
  return null;
}
