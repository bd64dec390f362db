/** Keeps the worker doing what the state asks for: training, a step, a test. */

import { DRAWN, EXTENT, toColumns } from "./scene.js";
import { freshRun } from "./state.js";

/**
 * @typedef {import("./state.js").Run} Run
 * @typedef {import("./protocol.js").Snapshot} Snapshot
 */

const SURFACE_SIZE = 100;
/** One picture in two animation frames. */
const WATCH_INTERVAL = 33;
/** A stroke changes the points many times a second: start again once it rests this long. */
const REST = 80;
const MOST_HISTORY = 4000;

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createTraining(store, client) {
  /** @type {{epoch: number, goal: number, controller: AbortController} | null} */
  let active = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  store.subscribe(({ run, making }, before) => {
    const outdated =
      active && (active.epoch !== run.epoch || active.goal > run.goal || run.mode === "idle");
    if (outdated) {
      active?.controller.abort();
      active = null;
    }
    const restarting = run.epoch !== before.run.epoch;
    if (restarting || run.mode === "idle" || making) {
      clearTimeout(timer);
      timer = undefined;
    }
    if (!active && run.mode !== "idle" && !making) {
      timer ??= setTimeout(begin, restarting ? REST : 0);
    }
  });

  async function begin() {
    timer = undefined;
    const { run, settings, points, dataset } = store.get();
    const mine = { epoch: run.epoch, goal: run.goal, controller: new AbortController() };
    active = mine;
    const args = {
      points: toColumns(points),
      hold_out: dataset === DRAWN,
      learning_rate: settings.learning_rate,
      n_iterations: settings.n_iterations === null ? null : run.goal,
      iteration: run.iteration,
      w: run.w,
      b: run.b,
      pace: settings.pace,
      extent: EXTENT,
      size: SURFACE_SIZE,
    };
    try {
      const last = await client.call("train", args, {
        signal: mine.controller.signal,
        interval: settings.pace === "watch" ? WATCH_INTERVAL : 0,
        onProgress: (snapshot) => {
          if (active === mine)
            store.update({ run: advance(store.get().run, snapshot), test: null });
        },
      });
      if (active !== mine) return;
      active = null;
      const next = advance(store.get().run, last);
      if (next.iteration >= next.goal) next.mode = "idle";
      store.update({ run: next, test: null });
    } catch (error) {
      if (active !== mine) return;
      active = null;
      stop(messageOf(error));
    }
  }

  /** @param {string | null} message */
  function stop(message = null) {
    const { run } = store.get();
    store.update({ run: { ...run, mode: "idle" }, message });
  }

  return {
    /** Train, or pause if it is training. */
    toggle() {
      const { run, settings } = store.get();
      if (run.mode === "train") {
        stop();
        return;
      }
      const n = settings.n_iterations ?? 0;
      const goal = run.iteration < n ? n : run.iteration + n;
      store.update({ run: { ...run, mode: "train", goal }, message: null });
    },

    /** One more iteration; pressed again before it is done, one more still. */
    step() {
      const { run } = store.get();
      const from = run.mode === "step" ? run.goal : run.iteration;
      store.update({ run: { ...run, mode: "step", goal: from + 1 }, message: null });
    },

    reset() {
      const { run } = store.get();
      store.update({ run: freshRun(run.epoch + 1), test: null, message: null });
    },

    /** Let the neuron, as it is now, classify points it has not seen. */
    async test() {
      stop();
      const { run, points, dataset, numbers } = store.get();
      const drawn = dataset === DRAWN;
      const args = {
        dataset: drawn ? null : { name: dataset, ...numbers },
        points: toColumns(points),
        w: run.w,
        b: run.b,
      };
      try {
        const test = await client.call("test", args);
        const now = store.get().run;
        if (now.epoch === run.epoch && now.iteration === run.iteration) store.update({ test });
      } catch (error) {
        store.update({ message: messageOf(error) });
      }
    },

    /** A worker died with all it was doing. */
    afterDeath() {
      active = null;
      stop(
        "Python stopped working and is being started again. Your points are all here: " +
          "press Train to go on from where it was.",
      );
    },
  };
}

/**
 * @param {unknown} error
 * @returns {string | null}
 */
function messageOf(error) {
  if (!(error instanceof Error)) return String(error);
  // What a lost worker left undone is told once, by `afterDeath`, not by each call.
  return "kind" in error && error.kind === "worker" ? null : error.message;
}

/**
 * The run after a snapshot. Every other cost is dropped once the curve has more than it can show.
 *
 * @param {Run} run
 * @param {Snapshot} snapshot
 * @returns {Run}
 */
function advance(run, { history, ...now }) {
  const first = now.iteration - history.length + 1;
  const iteration = [...run.history.iteration];
  const cost = [...run.history.cost];
  history.forEach((value, i) => {
    // A training that goes on begins with the cost at which it was paused.
    if (first + i <= (iteration.at(-1) ?? -1)) return;
    iteration.push(first + i);
    cost.push(value);
  });
  const last = iteration.length - 1;
  /** @param {number[]} values */
  const thinned = (values) =>
    last < MOST_HISTORY ? values : values.filter((_, i) => i % 2 === 0 || i === last);
  const advice = now.advice ?? run.advice;
  return {
    ...run,
    ...now,
    advice,
    history: { iteration: thinned(iteration), cost: thinned(cost) },
  };
}
