/** The glass: asks Python to take the present iteration apart, and walks through its stages. */

import { callOf, machinesInUse } from "./edited_code.js";
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

/** How long each stage is shown while it plays. */
const SLOWLY = 3200;

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
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 * @param {ReturnType<typeof import("./training.js").createTraining>} training
 */
export function createGlassing(store, client, training) {
  let asked = "";
  /** @type {AbortController | null} */
  let active = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Partial<Glass>} changes */
  const set = (changes) => store.update({ glass: { ...store.get().glass, ...changes } });

  store.subscribe((state, before) => {
    if (state.page !== "glass") {
      if (before.page === "glass") leave();
      return;
    }
    const wish = wishOf(state);
    if (wish && wish !== asked) ask(wish);
  });

  /** @param {string} wish */
  async function ask(wish) {
    asked = wish;
    active?.abort();
    const mine = new AbortController();
    active = mine;
    try {
      const state = store.get();
      const explained = await client.call("explain", argsOf(state), {
        ...callOf(state.code.used),
        signal: mine.signal,
        onProgress: ({ replay, of }) => {
          if (active === mine) set({ replay: { k: replay, of } });
        },
      });
      if (active === mine) receive(explained);
    } catch (error) {
      if (active !== mine) return;
      // What was called off, or lost with the worker, is asked again.
      const lost =
        error instanceof Error && "kind" in error && /cancelled|worker/.test(String(error.kind));
      const problem = error instanceof Error && !lost ? error.message : null;
      if (problem === null) asked = "";
      set({ replay: null, explained: null, playing: false, problem });
    }
  }

  /** @param {Explained} explained */
  function receive(explained) {
    const { glass } = store.get();
    const before = glass.explained;
    const anew = before === null || before.iteration !== explained.iteration;
    /** @type {Partial<Glass>} */
    const changes = { explained, replay: null, problem: null };
    const last = explained.stages.length - 1;
    if (before && before.stages.length !== last + 1) changes.stage = 0;
    else changes.stage = Math.min(glass.stage, last);
    if (glass.wanted) Object.assign(changes, found(explained, glass.wanted), { wanted: null });
    else if (glass.playing && anew && before) changes.stage = 0;
    set(changes);
    if (glass.playing) beat();
  }

  function beat() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { glass, page } = store.get();
      if (!glass.playing || page !== "glass" || !glass.explained) return;
      if (glass.stage < glass.explained.stages.length - 1) {
        go(glass.stage + 1);
        beat();
      } else {
        step();
      }
    }, SLOWLY);
  }

  /** @param {number} stage */
  function go(stage) {
    const { explained } = store.get().glass;
    const last = (explained?.stages.length ?? 1) - 1;
    set({ stage: Math.max(0, Math.min(stage, last)), marked: [], earlier: false });
  }

  function step() {
    set({ stage: 0, marked: [], earlier: false });
    training.step(1);
  }

  function leave() {
    clearTimeout(timer);
    active?.abort();
    active = null;
    asked = "";
    set({ playing: false, marked: [], earlier: false, replay: null });
  }

  return {
    go,
    step,
    back: () => go(store.get().glass.stage - 1),
    next: () => go(store.get().glass.stage + 1),

    /** Go through the stages and on to the next iterations, or stop that. */
    play() {
      const playing = !store.get().glass.playing;
      set({ playing });
      if (playing) beat();
      else clearTimeout(timer);
    },

    /** @param {number | null} point */
    choose(point) {
      const { points } = store.get();
      const inside = point === null ? null : Math.max(0, Math.min(point, points.length - 1));
      set({ point: inside, test: false, marked: [], earlier: false });
    },

    /** @param {boolean} shapes */
    showShapes: (shapes) => set({ shapes }),

    /**
     * @param {number} layer  Counted from 0.
     * @param {number} neuron
     */
    follow(layer, neuron) {
      const path = [...(store.get().glass.explained?.path ?? [])];
      path[layer] = neuron;
      set({ path, marked: [] });
    },

    /** @param {readonly string[]} marked */
    mark(marked) {
      if (store.get().glass.marked.join() !== marked.join()) set({ marked, earlier: false });
    },

    /**
     * Go to the stage that makes a symbol, if one of this iteration does.
     *
     * @param {Sign} sign
     */
    toOrigin(sign) {
      const { explained } = store.get().glass;
      const [id, layer] = originOf(sign);
      const stage = explained?.stages.findIndex((item) =>
        item.symbols.some((other) => other.id === id && other.computed && other.layer === layer),
      );
      if (stage !== undefined && stage >= 0) set({ stage, marked: [id], earlier: false });
    },

    /**
     * Open the glass where a number of the studio is made.
     *
     * @param {Wanted} wanted
     * @param {number | null} [point]  All points, unless it is one point's number.
     */
    lead(wanted, point = null) {
      const { glass } = store.get();
      store.update({
        page: "glass",
        message: null,
        glass: {
          ...glass,
          point,
          test: wanted.test ?? false,
          wanted,
          playing: false,
          explained: null,
        },
      });
    },
  };
}

/**
 * What is to be explained, as a text that changes with it; empty while there is nothing.
 *
 * @param {import("./state.js").State} state
 */
function wishOf(state) {
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
function argsOf({ points, testing, dataset, numbers, machines, focus, run, glass, code }) {
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
function found({ stages }, { stage: name, symbols, earlier = false }) {
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
function originOf({ id, layer }) {
  if (id === "Ap") return ["Al", layer];
  if (id === "dZn") return ["dZl", layer];
  return [id, layer];
}
