/** The page "loop or matrix": one pass over the samples, written twice, timed side by side. */

import { t } from "../language.js";
import { createStore } from "../store.js";
import { complain } from "./effects.js";
import { createTimingView } from "./timing_view.js";

/**
 * @typedef {object} Times
 * @property {number} n_samples
 * @property {number} n_looped  How many of them the loop has done.
 * @property {number} loop  Seconds so far.
 * @property {number} matrices  Seconds for all.
 * @property {number} largest_difference
 * @property {number | null} ratio  Once both are done.
 * @property {object} readings  What the clock said.
 *
 * @typedef {object} State
 * @property {number | null} n_samples
 * @property {boolean} running
 * @property {Times | null} times
 * @property {readonly Times[]} earlier  Comparisons that came to their end, the latest first.
 * @property {{loop: string, matrices: string} | null} code
 *
 * @typedef {ReturnType<typeof createStore<State>>} TimingStore
 */

const FIRST_SIZE = 10_000;
const MOST_EARLIER = 6;

/**
 * @param {HTMLElement} root
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 * @param {import("./how.js").How} how
 */
export function createTimingPage(root, client, shared, how) {
  const store = createStore(
    /** @type {State} */ ({
      n_samples: FIRST_SIZE,
      running: false,
      times: null,
      earlier: [],
      code: null,
    }),
  );
  /** @type {AbortController | null} */
  let active = null;
  let opened = false;

  async function open() {
    if (opened) return;
    opened = true;
    try {
      store.update({ code: await client.call("timing_code", {}) });
    } catch (error) {
      complain(shared, error);
      opened = false;
    }
  }

  async function compare() {
    const mine = new AbortController();
    active = mine;
    shared.update({ message: null });
    store.update({ running: true, times: null });
    /** @param {Times} times */
    const show = (times) => {
      if (active === mine) store.update({ times });
    };
    try {
      const { n_samples } = store.get();
      const times = await client.call(
        "timing_compare",
        { n_samples },
        { signal: mine.signal, onProgress: show },
      );
      if (active !== mine) return;
      show(times);
      store.update({ earlier: [times, ...store.get().earlier].slice(0, MOST_EARLIER) });
      stop();
    } catch (error) {
      if (active !== mine) return;
      stop();
      complain(shared, error);
    }
  }

  function stop() {
    active?.abort();
    active = null;
    if (store.get().running) store.update({ running: false });
  }

  /** @type {import("./how.js").Subject} */
  const subject = {
    page: "timing",
    method: "timing_explain",
    about: () => [store.get().times],
    busy: () => store.get().running || !store.get().times?.ratio,
    args: () => ({ readings: store.get().times?.readings }),
    manner: () => ({ shapes: false, own: [], names: {} }),
    notes: () => [t("timing.how-note")],
  };

  createTimingView(root, store, how.of(subject, store), {
    /** Begin, or stop what is running. */
    toggle: () => (active ? stop() : compare()),
    /** @param {number | null} n_samples */
    set(n_samples) {
      stop();
      shared.update({ message: null });
      store.update({ n_samples });
    },
  });
  shared.subscribe(({ language, page }, before) => {
    if (language !== before.language) store.update({});
    if (page === "timing") open();
    else if (before.page === "timing") stop();
  });
  return {
    saved: () => ({ n_samples: store.get().n_samples }),
    /** @param {any} value */
    restore(value) {
      stop();
      const known = Number.isInteger(value?.n_samples);
      store.update({ n_samples: known ? value.n_samples : FIRST_SIZE, times: null, earlier: [] });
    },
    subscribe: store.subscribe,
  };
}
