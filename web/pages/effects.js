/** What the pages beside the studio share: asking Python for the latest, and a training. */

/**
 * @typedef {ReturnType<typeof import("../client.js").createClient>} Client
 * @typedef {import("../state.js").Store} Shared  The page's own store: it carries the messages.
 *
 * @typedef {object} Training  Where a training stands.
 * @property {"idle" | "train" | "step"} mode
 * @property {number} goal  The iteration at which it stops.
 * @property {number} iteration
 */

/** One picture in two animation frames. */
const WATCH_INTERVAL = 33;

/**
 * Ask again and again, one question at a time: what changes during an answer is asked after it.
 *
 * @param {() => Promise<void>} ask
 */
export function latest(ask) {
  let busy = false;
  let again = false;
  return async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await ask();
    }
    busy = false;
  };
}

/**
 * Say what went wrong. What a lost worker left undone is told once, by the studio.
 *
 * @param {Shared} shared
 * @param {unknown} error
 */
export function complain(shared, error) {
  if (error instanceof Error && "kind" in error && error.kind === "worker") return;
  shared.update({ message: error instanceof Error ? error.message : String(error) });
}

/** @returns {Training} */
export function atRest() {
  return { mode: "idle", goal: 0, iteration: 0 };
}

/**
 * Train, pause and step.
 *
 * @template {{training: Training, settings: {n_iterations: number | null}}} State
 * @param {ReturnType<typeof import("../store.js").createStore<State>>} store
 * @param {Client} client
 * @param {Shared} shared
 * @param {{method: string, args: (state: State) => object,
 *   advance: (state: State, snapshot: any) => Partial<State>}} how
 */
export function createRunner(store, client, shared, { method, args, advance }) {
  /** @type {AbortController | null} */
  let active = null;

  /** @param {Partial<Training>} changes */
  function set(changes) {
    const training = { ...store.get().training, ...changes };
    store.update(/** @type {Partial<State>} */ ({ training }));
  }

  /**
   * @param {"train" | "step"} mode
   * @param {number | null} goal  Null is left to Python to complain about.
   */
  async function run(mode, goal) {
    active?.abort();
    const mine = new AbortController();
    active = mine;
    shared.update({ message: null });
    set({ mode, goal: goal ?? 0 });
    const state = store.get();
    const { iteration } = state.training;
    /** @param {{iteration: number}} snapshot */
    const show = (snapshot) => {
      if (active !== mine) return;
      const now = store.get();
      const training = { ...now.training, iteration: snapshot.iteration };
      store.update({ ...advance(now, snapshot), training });
    };
    try {
      const call = { ...args(state), iteration, n_iterations: goal };
      const how = { signal: mine.signal, interval: WATCH_INTERVAL, onProgress: show };
      show(await client.call(method, call, how));
      if (active === mine) halt();
    } catch (error) {
      if (active !== mine) return;
      halt();
      complain(shared, error);
    }
  }

  function halt() {
    active?.abort();
    active = null;
    if (store.get().training.mode !== "idle") set({ mode: "idle" });
  }

  return {
    /** Stop where it is. */
    halt,

    /** Train, or pause if it is training. */
    toggle() {
      const { training, settings } = store.get();
      if (training.mode === "train") {
        halt();
        return;
      }
      const n = settings.n_iterations;
      const { iteration } = training;
      run("train", n === null || iteration < n ? n : iteration + n);
    },

    /** One more iteration; pressed again before it is done, one more still. */
    step() {
      const { training } = store.get();
      run("step", (training.mode === "step" ? training.goal : training.iteration) + 1);
    },
  };
}
