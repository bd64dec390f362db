/** From a number of a page beside the studio to its line: what is asked of Python, and shown. */

import { found, originOf } from "../glass.js";
import { createStore } from "../store.js";
import { howButton } from "../views/glass_links.js";
import { createHowPane } from "./how_pane.js";
import { latest } from "./effects.js";

/**
 * @typedef {import("../glass.js").Explained} Explained
 *
 * @typedef {object} Wanted  A number on its way to its line.
 * @property {string} stage
 * @property {string[]} symbols  The first of these that the stage has.
 * @property {boolean} [earlier]  Whether the iteration before has made it.
 * @property {number} [parameter]  Which weight it is, from 0, or after the last one the bias.
 * @property {number} [at]  Of which iteration it is; without it of the present one.
 * @property {boolean} [best]  Whether it is the line of least squares.
 * @property {number} [point]  Whose number it is, if it is one point's.
 *
 * @typedef {object} Subject  What a page lets be taken apart.
 * @property {import("../state.js").State["page"]} page
 * @property {string} method  Of Python.
 * @property {() => readonly unknown[]} about  What the numbers are made of.
 * @property {() => boolean} busy  Whether they are changing, or not there.
 * @property {(wanted: Wanted) => object} args
 * @property {() => import("../views/glass_symbols.js").Manner} manner
 * @property {string} [stages]  Where its own words for stages are looked for first.
 * @property {(wanted: Wanted, stage: string) => string[]} notes  What else there is to say.
 *
 * @typedef {object} State
 * @property {Subject | null} subject  Null while nothing is open.
 * @property {Wanted | null} wanted
 * @property {Explained | null} explained
 * @property {number} stage
 * @property {readonly string[]} marked
 * @property {boolean} earlier  The marked number was made an iteration ago.
 * @property {boolean} stale  The page has other numbers by now.
 * @property {string | null} problem  Why there is nothing to explain, in Python's words.
 *
 * @typedef {ReturnType<typeof createStore<State>>} HowStore
 *
 * @typedef {ReturnType<typeof createHow>} How
 * @typedef {(wanted: Wanted, from: HTMLElement) => void} Lead
 */

/** @returns {State} */
function closed() {
  return {
    subject: null,
    wanted: null,
    explained: null,
    stage: 0,
    marked: [],
    earlier: false,
    stale: false,
    problem: null,
  };
}

/**
 * @param {HTMLElement} root
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 */
export function createHow(root, client, shared) {
  const store = createStore(closed());
  /** What the numbers that are shown were made of. @type {readonly unknown[]} */
  let shown = [];
  /** The number that was pressed, until it has led there. @type {HTMLElement | null} */
  let from = null;

  const pane = createHowPane(root, store, {
    close: () => close(true),
    /** @param {number} stage */
    go: (stage) => store.update({ stage, marked: [], earlier: false }),
    /** @param {readonly string[]} marked */
    mark(marked) {
      if (store.get().marked.join() !== marked.join()) store.update({ marked, earlier: false });
    },
    /** @param {string} id */
    follow(id) {
      const { explained, stage } = store.get();
      const sign = explained?.stages[stage].symbols.find((item) => item.id === id);
      const origin = explained && sign && !sign.computed && originOf(sign, explained);
      if (origin) store.update({ stage: origin.stage, marked: [origin.id], earlier: false });
    },
  });

  const ask = latest(async () => {
    const { subject, wanted } = store.get();
    if (!subject || !wanted || subject.busy()) return;
    const about = subject.about();
    try {
      const answer = await client.call(subject.method, subject.args(wanted));
      if (store.get().wanted === wanted) receive(wanted, answer, about);
    } catch (error) {
      if (store.get().wanted !== wanted) return;
      // What a lost worker left open is asked again once another one is there.
      if (error instanceof Error && "kind" in error && error.kind === "worker") return;
      shown = about;
      const problem = error instanceof Error ? error.message : String(error);
      store.update({ explained: null, stale: false, problem });
      arrive();
    }
  });

  /**
   * @param {Wanted} wanted
   * @param {Partial<Explained>} answer
   * @param {readonly unknown[]} about
   */
  function receive(wanted, answer, about) {
    const whole = { point: wanted.point ?? null, path: [], parameter: null, ...answer };
    const explained = /** @type {Explained} */ (/** @type {unknown} */ (whole));
    shown = about;
    const first = from !== null || store.get().explained === null;
    const place = first ? found(explained, wanted) : {};
    store.update({ explained, stale: false, problem: null, ...place });
    arrive();
  }

  function arrive() {
    if (from) pane.open(from);
    from = null;
  }

  /** @param {boolean} back  Whether the focus goes back to the number. */
  function close(back) {
    if (!store.get().subject) return;
    from = null;
    store.update(closed());
    pane.close(back);
  }

  shared.subscribe(({ page, language, status }, before) => {
    const { subject } = store.get();
    if (!subject) return;
    if (page !== subject.page) close(false);
    else if (status.phase === "ready" && before.status.phase !== "ready") ask();
    else if (language !== before.language) store.update({});
  });

  return {
    /**
     * Let the numbers of a page lead to their lines.
     *
     * @param {Subject} subject
     * @param {{subscribe: (listener: () => void) => void}} own  The page's store.
     * @returns {Lead}
     */
    of(subject, own) {
      own.subscribe(() => {
        if (store.get().subject !== subject) return;
        const about = subject.about();
        const stale = subject.busy() || about.some((value, i) => value !== shown[i]);
        if (stale && !store.get().stale) store.update({ stale });
        if (stale && !subject.busy()) ask();
      });
      return (wanted, number) => {
        from = number;
        if (subject.busy()) {
          // It is asked once the numbers rest.
          shown = [];
          store.update({ ...closed(), subject, wanted });
          arrive();
        } else {
          store.update({ subject, wanted });
          ask();
        }
      };
    },
  };
}

/**
 * A button over a number of a page, or beside it.
 *
 * @param {Lead} lead
 * @param {() => Wanted} wanted
 * @param {string} [name]  Of the number.
 */
export function pageHow(lead, wanted, name = "") {
  const button = howButton(name, () => lead(wanted(), button));
  return button;
}
