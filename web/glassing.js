/** The glass: asks Python to take the present iteration apart, and walks through its stages. */

import { callOf } from "./edited_code.js";
import { argsOf, found, originOf, wayTo, wishOf } from "./glass.js";

/**
 * @typedef {import("./glass.js").Explained} Explained
 * @typedef {import("./glass.js").Glass} Glass
 * @typedef {import("./glass.js").Sign} Sign
 * @typedef {import("./glass.js").Wanted} Wanted
 */

/** How long each stage is shown while it plays. */
const SLOWLY = 3200;

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
    const { run, focus, glass } = state;
    const moved = run.epoch !== before.run.epoch || run.iteration !== before.run.iteration;
    if ((moved || focus !== before.focus) && glass.iteration !== null && glass.wanted === null) {
      set({ iteration: null });
      return;
    }
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
    const { iteration } = store.get().glass;
    set({ stage: 0, marked: [], earlier: false });
    if (iteration === null) training.step(1);
    else set({ iteration: within(iteration + 1) });
  }

  /**
   * An earlier iteration, or null for the one at which the training stands.
   *
   * @param {number | null} iteration
   */
  function within(iteration) {
    const now = store.get().run.iteration;
    return iteration === null || iteration >= now ? null : Math.max(0, iteration);
  }

  /**
   * What is to be followed to a weight or bias.
   *
   * @param {number | null} number
   */
  function wayFor(number) {
    const { run, focus } = store.get();
    const { params } = run.machines[focus];
    return (number !== null && params && wayTo(params, number)) || { parameter: null };
  }

  function leave() {
    clearTimeout(timer);
    active?.abort();
    active = null;
    asked = "";
    set({ iteration: null, playing: false, marked: [], earlier: false, replay: null });
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

    /** @param {number | null} iteration */
    goTo: (iteration) => set({ iteration: within(iteration), marked: [], earlier: false }),

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

    /**
     * Follow a weight or bias to its next value, or all of them.
     *
     * @param {number | null} parameter
     */
    followParameter(parameter) {
      const wanted = { stage: "update", symbols: ["new_wi", "new_w", "new_p"] };
      set({ ...wayFor(parameter), wanted, marked: [], earlier: false });
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
      const origin = explained && originOf(sign, explained);
      if (origin) set({ stage: origin.stage, marked: [origin.id], earlier: false });
    },

    /**
     * Open the glass where a number of the studio is made.
     *
     * @param {Wanted} wanted
     * @param {number | null} [point]  All points, unless it is one point's number.
     */
    lead(wanted, point = null) {
      const { glass, focus, run } = store.get();
      const machine = wanted.machine ?? focus;
      store.update({
        page: "glass",
        focus: run.machines[machine] ? machine : focus,
        message: null,
        glass: {
          ...glass,
          point,
          test: wanted.test ?? false,
          iteration: within(wanted.iteration ?? null),
          ...wayFor(wanted.parameter ?? null),
          wanted,
          playing: false,
          explained: null,
        },
      });
    },
  };
}
