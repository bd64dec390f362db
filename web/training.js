/** Keeps the worker doing what the state asks for: training, a step, a look, a test. */

import { callOf, errorText, failed, isOfKind, machinesInUse, released } from "./edited_code.js";
import { t } from "./language.js";
import { advance } from "./run.js";
import { DRAWN, toColumns, windowOf } from "./scene.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./protocol.js").Snapshot} Snapshot
 */

/** A new picture in two animation frames, while it goes slower than it could. */
const INTERVAL = 33;
/** A stroke changes the points many times a second: start again once it rests this long. */
const REST = 80;
/** Cells along a side of the surface: as many as a frame has time for. */
const CELLS = { neuron: 200, network: 100, still: 200 };

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createTraining(store, client) {
  /** @type {{epoch: number, wish: string, controller: AbortController} | null} */
  let active = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** What the last answer was given to: nothing is asked twice. */
  let answered = "";
  let epoch = -1;

  store.subscribe(update);

  function update() {
    const state = store.get();
    const wish = wishOf(state);
    if (active && (active.wish !== wish || wish === "")) active.controller.abort();
    const restarting = state.run.epoch !== epoch;
    if (restarting || wish === "") {
      clearTimeout(timer);
      timer = undefined;
      epoch = state.run.epoch;
    }
    if (!active && wish !== "" && wish !== answered) {
      timer ??= setTimeout(begin, restarting ? REST : 0);
    }
  }

  async function begin() {
    timer = undefined;
    const state = store.get();
    const wish = wishOf(state);
    if (active || wish === "" || wish === answered) return;
    const { run } = state;
    const looking = run.mode === "idle";
    const window = windowOf(state.place);
    const mine = { epoch: run.epoch, wish, window, controller: new AbortController() };
    active = mine;
    const { burst, interval } = pace(state);
    const args = {
      run: String(run.epoch),
      ...sceneOf(state),
      iteration: run.iteration,
      n_iterations: looking
        ? run.iteration
        : state.schedule.n_iterations === null && !run.hurry
          ? null
          : run.goal,
      stop: stopOf(state),
      burst: looking ? null : burst,
      view: viewOf(state, looking),
    };
    try {
      const last = await client.call("train", args, {
        signal: mine.controller.signal,
        interval,
        ...callOf(state.code.used),
        onProgress: (value) => receive(mine, value),
      });
      active = null;
      answered = wish;
      receive(mine, last);
    } catch (error) {
      active = null;
      answered = wish;
      fail(mine, looking, error);
    }
    update();
  }

  /**
   * @param {{epoch: number, window: import("./points.js").Box}} mine
   * @param {Snapshot & {replay?: number, of?: number}} value
   */
  function receive(mine, value) {
    const { run } = store.get();
    if (run.epoch !== mine.epoch) return;
    if (value.replay !== undefined) {
      store.update({ run: { ...run, replay: { k: value.replay, of: value.of ?? 0 } } });
      return;
    }
    const next = advance(run, value, mine.window);
    const over = next.mode !== "idle" && (next.iteration >= next.goal || next.stopped !== null);
    if (over) Object.assign(next, { mode: "idle", hurry: false });
    store.update({ run: next, ...(next.iteration !== run.iteration && { test: null }) });
  }

  /**
   * @param {{epoch: number, controller: AbortController}} mine
   * @param {boolean} looking
   * @param {unknown} error
   */
  function fail(mine, looking, error) {
    const { run } = store.get();
    if (run.epoch !== mine.epoch) return;
    // A lost worker has been told of, by `afterDeath`: this must not take it back.
    if (isOfKind(error, "worker")) return;
    if (isOfKind(error, "cancelled")) {
      // It goes on by another wish, or it was to pause.
      answered = "";
      if (run.mode === "pausing") store.update({ run: { ...run, mode: "idle" } });
      return;
    }
    const { code, page } = store.get();
    if (isOfKind(error, "user-code")) {
      const change = failed(code, error);
      store.update(change);
      // Beside the code it is said at its line.
      stop(page === "code" ? null : errorText(change.code.error));
      return;
    }
    // A look is nobody's wish: what is wrong is said when Train is pressed.
    if (!looking || code.used !== null) stop(messageOf(error));
  }

  /** @param {string | null} message */
  function stop(message) {
    const { run, code } = store.get();
    store.update({
      run: { ...run, mode: "idle", hurry: false, replay: null },
      code: { ...code, held: code.used !== null },
      message,
    });
  }

  function pause() {
    const { run } = store.get();
    if (run.mode === "idle") return;
    store.update({ run: { ...run, mode: active ? "pausing" : "idle", hurry: false } });
  }

  return {
    pause,

    /** Train, or pause if it is training. */
    toggle() {
      const { run, schedule, code } = store.get();
      if (run.mode === "train") {
        pause();
        return;
      }
      const n = schedule.n_iterations ?? 0;
      const goal = run.iteration < n ? n : run.iteration + n;
      const next = { ...run, mode: /** @type {const} */ ("train"), goal, stopped: null };
      store.update({ run: next, message: null, ...released(code) });
    },

    /**
     * Some more iterations; pressed again before they are done, as many more still.
     *
     * @param {number} [n]
     */
    step(n = 1) {
      const { run, code } = store.get();
      const from = run.mode === "step" ? run.goal : run.iteration;
      const next = { ...run, mode: /** @type {const} */ ("step"), goal: from + n, stopped: null };
      store.update({ run: next, message: null, ...released(code) });
    },

    /** Let the machines, as they are now, classify points that they have not seen. */
    async test() {
      pause();
      store.update(released(store.get().code));
      await settled();
      const state = store.get();
      const params = state.run.machines.map((machine) => machine.params);
      if (params.includes(null)) return;
      try {
        const args = { ...sceneOf(state), params };
        const test = await client.call("test", args, callOf(state.code.used));
        const now = store.get().run;
        const same = now.epoch === state.run.epoch && now.iteration === state.run.iteration;
        if (same) store.update({ test: test.machines, message: null });
      } catch (error) {
        store.update({ message: messageOf(error) });
      }
    },

    /** A worker died with all it was doing. */
    afterDeath() {
      active = null;
      answered = "";
      stop(t("messages.died"));
    },
  };

  /** Wait until the worker has let go of what it was doing, and has shown where it stands. */
  function settled() {
    return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      const look = () => {
        const { run, status } = store.get();
        const { held } = store.get().code;
        const waiting =
          active || (status.phase === "ready" && run.machines[0].params === null && !held);
        if (waiting) setTimeout(look, 5);
        else resolve();
      };
      look();
    });
  }
}

/**
 * What the worker is to do, as a text that changes when it is to do something else; empty if it
 * is to rest.
 *
 * @param {State} state
 */
function wishOf(state) {
  const { run, making, status, page, points, schedule, code } = state;
  const open = page === "studio" || page === "glass" || page === "code";
  if (run.mode === "idle" && code.held) return "";
  if (making || run.mode === "pausing" || !open) return "";
  const view = JSON.stringify(viewOf(state, run.mode === "idle"));
  if (run.mode === "idle") {
    const ready = status.phase === "ready" && points.length > 0;
    return ready ? `look ${run.epoch} ${run.iteration} ${view}` : "";
  }
  const { burst } = pace(state);
  const stop = Object.values(stopOf(state)).join();
  return `${run.mode} ${run.epoch} ${schedule.n_iterations === null} ${run.goal} ${burst} ${pace(state).interval} ${stop} ${view}`;
}

/** @param {State} state */
export function sceneOf(state) {
  const { points, testing, dataset, numbers } = state;
  return {
    points: toColumns(points),
    testing,
    dataset: dataset === DRAWN ? null : { name: dataset, ...numbers },
    machines: machinesInUse(state),
  };
}

/** @param {State} state */
function stopOf({ schedule, run }) {
  // On its way back to where it was, nothing stops it: it had gone on there.
  if (run.hurry) return { cost: null, change: null };
  return { cost: schedule.stop_cost, change: schedule.stop_change };
}

/**
 * How many iterations a message has at most, and how long it is to the next one.
 *
 * @param {State} state
 */
function pace({ run, schedule: { speed } }) {
  if (speed === null || run.hurry || run.mode === "step") return { burst: null, interval: 0 };
  const slow = speed * INTERVAL < 1000;
  return slow
    ? { burst: 1, interval: 1000 / speed }
    : { burst: Math.round((speed * INTERVAL) / 1000), interval: INTERVAL };
}

/**
 * @param {State} state
 * @param {boolean} still
 */
function viewOf({ place, machines, show }, still) {
  const neuron = machines.every(({ hidden }) => hidden.length === 0);
  const size = still ? CELLS.still : neuron ? CELLS.neuron : CELLS.network;
  const shown = machines.map((_, i) => (show.surface === "neuron" ? show.neurons[i] : null));
  return { ...windowOf(place), size, shown };
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
