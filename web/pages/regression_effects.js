/** What a person does to the points and the line, and what Python is asked about them. */

import { t } from "../language.js";
import { complain, createRunner, latest } from "./effects.js";
import {
  advanced,
  columns,
  MOST_POINTS,
  remembered,
  snapped,
  startingAt,
  withPoints,
} from "./regression_state.js";

/**
 * @typedef {import("./regression_state.js").State} State
 * @typedef {import("./regression_state.js").Line} Line
 * @typedef {import("./regression_state.js").Point} Point
 */

const CELLS = 64;
/** Beyond this a line has run away, and no landscape goes after it. */
const FAR = 1000;

/**
 * @param {import("./regression_state.js").RegressionStore} store
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 */
export function createRegression(store, client, shared) {
  const runner = createRunner(store, client, shared, {
    method: "regression_train",
    args: ({ points, line, settings }) => ({
      points: columns(points),
      ...line,
      learning_rate: settings.learning_rate,
    }),
    advance(state, snapshot) {
      const { advice, ...rest } = snapshot;
      if (advice) shared.update({ message: advice });
      return advanced(state, rest);
    },
  });

  const look = latest(async () => {
    const { points, line, training } = store.get();
    // A training brings its own numbers.
    if (points.length === 0 || training.mode !== "idle") return;
    try {
      const fit = await client.call("regression_look", { points: columns(points), ...line });
      const now = store.get();
      if (now.points === points && now.training.mode === "idle") store.update({ fit });
    } catch (error) {
      complain(shared, error);
    }
  });

  const survey = latest(async () => {
    const { points, line, start } = store.get();
    if (points.length === 0) return;
    const through = { w: [line.w, start.w], b: [line.b, start.b] };
    const args = { points: columns(points), through, size: CELLS };
    try {
      const landscape = await client.call("regression_landscape", args);
      if (store.get().points === points) store.update({ landscape });
    } catch (error) {
      complain(shared, error);
    }
  });

  let opened = false;
  store.subscribe((state, before) => {
    if (!opened) return;
    const other = state.points !== before.points;
    if (other && state.points.length === 0) store.update({ fit: null, landscape: null });
    if (other || state.line !== before.line) look();
    if (other || (!state.held && strayed(state))) survey();
  });

  /** @param {readonly Point[]} points */
  function change(points) {
    runner.halt();
    shared.update({ message: null });
    store.update(withPoints(store.get(), points));
  }

  return {
    ...runner,

    /** The page is shown: from the first time on, Python is asked. */
    open() {
      if (opened) return;
      opened = true;
      look();
      survey();
    },

    /** Python was lost, and is there again. */
    ask() {
      if (!opened) return;
      look();
      survey();
    },

    /** @param {Line} line */
    setLine(line) {
      runner.halt();
      shared.update({ message: null });
      store.update({ ...remembered(store.get()), ...startingAt(line) });
    },

    /** @param {boolean} held */
    hold: (held) => store.update({ held }),

    /** Back to where the training began; from there, to zeros. */
    reset() {
      runner.halt();
      shared.update({ message: null });
      const state = store.get();
      const line = state.training.iteration > 0 ? state.start : { w: 0, b: 0 };
      store.update({ ...remembered(state), ...startingAt(line) });
    },

    /**
     * @param {number} x
     * @param {number} y
     */
    add(x, y) {
      const { points } = store.get();
      if (points.length >= MOST_POINTS) {
        shared.update({ message: t("regression.full", { most: MOST_POINTS }) });
        return;
      }
      change([...points, snapped(x, y)]);
    },

    /**
     * @param {number} index
     * @param {number} x
     * @param {number} y
     * @param {boolean} first  Whether this begins a move: Undo takes back all of it at once.
     */
    move(index, x, y, first) {
      const state = store.get();
      const points = state.points.with(index, snapped(x, y));
      if (first) change(points);
      else store.update({ ...startingAt(state.line), points, earlier: [] });
    },

    /** @param {number} index */
    remove(index) {
      change(store.get().points.toSpliced(index, 1));
    },

    clear() {
      if (store.get().points.length > 0) change([]);
    },

    undo() {
      const { past, line } = store.get();
      const points = past.at(-1);
      if (!points) return;
      runner.halt();
      shared.update({ message: null });
      store.update({ ...startingAt(line), points, past: past.slice(0, -1), earlier: [] });
    },

    forget: () => store.update({ earlier: [] }),

    /** @param {Partial<Pick<State, "errors" | "tool" | "compare">>} changes */
    show: (changes) => store.update(changes),

    /** @param {Partial<State["settings"]>} changes */
    set(changes) {
      shared.update({ message: null });
      store.update({ settings: { ...store.get().settings, ...changes } });
    },
  };
}

/**
 * Whether the line is outside of the landscape.
 *
 * @param {State} state
 */
function strayed({ landscape, line: { w, b } }) {
  if (!landscape || Math.abs(w) > FAR || Math.abs(b) > FAR) return false;
  const [left, right] = landscape.w;
  const [bottom, top] = landscape.b;
  return w < left || w > right || b < bottom || b > top;
}
