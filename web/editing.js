/** What a person does to the points: draw, erase, undo, choose a data set. */

import described from "described";
import { t } from "./language.js";
import { DRAWN, erase, fromColumns, remember, snap } from "./scene.js";
import { datasetNamed, restarted } from "./state.js";

/** Distance between the points of one stroke, and reach of the eraser, in units of the plane. */
const SPACING = 0.55;
const ERASER = 0.6;

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createEditing(store, client) {
  /** @type {{x: number, y: number, remembered: boolean} | null} */
  let stroke = null;
  let request = 0;

  /** @param {Partial<import("./state.js").State>} changes */
  function change(changes) {
    const state = { ...store.get(), ...changes };
    store.update({ ...changes, ...restarted(state) });
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function dab(x, y) {
    const { points, tool, past, ...state } = store.get();
    const next =
      tool === "erase"
        ? erase(points, x, y, ERASER)
        : [...points, { x: snap(x), y: snap(y), label: Number(tool) }];
    if (next === points || !stroke) return;
    if (next.length > described.limits.n_points) {
      const most = described.limits.n_points;
      store.update({ message: t("messages.full", { most }) });
      return;
    }
    const remembered = stroke.remembered;
    stroke.remembered = true;
    request += 1;
    change({
      points: next,
      dataset: DRAWN,
      making: false,
      past: remembered ? past : remember(past, { points, ...state }),
      future: [],
    });
  }

  /**
   * Swap the drawing with the last one of a list, and put the present one on the other list.
   *
   * @param {"past" | "future"} from
   * @param {"past" | "future"} to
   */
  function travel(from, to) {
    const state = store.get();
    const drawing = state[from].at(-1);
    if (!drawing) return;
    request += 1;
    change({
      ...drawing,
      making: false,
      [from]: state[from].slice(0, -1),
      [to]: remember(state[to], state),
    });
  }

  /**
   * @param {string} dataset
   * @param {import("./scene.js").Numbers} numbers
   */
  async function make(dataset, numbers) {
    request += 1;
    const mine = request;
    const state = store.get();
    const past = state.making ? state.past : remember(state.past, state);
    const ready = firstPoints(dataset, numbers);
    if (ready) {
      change({ dataset, numbers, points: ready, past, future: [], making: false });
      return;
    }
    change({ dataset, numbers, past, future: [], making: true });
    try {
      const columns = await client.call("dataset", { name: dataset, ...numbers });
      if (mine === request) change({ points: fromColumns(columns), making: false });
    } catch (error) {
      if (mine !== request) return;
      const message = error instanceof Error ? error.message : String(error);
      change({ making: false });
      store.update({ message });
    }
  }

  return {
    /**
     * @param {number} x
     * @param {number} y
     */
    beginStroke(x, y) {
      stroke = { x, y, remembered: false };
      dab(x, y);
    },

    /**
     * @param {number} x
     * @param {number} y
     */
    moveStroke(x, y) {
      if (!stroke) return;
      const length = Math.hypot(x - stroke.x, y - stroke.y);
      const from = { x: stroke.x, y: stroke.y };
      for (let done = SPACING; done <= length; done += SPACING) {
        stroke.x = from.x + ((x - from.x) * done) / length;
        stroke.y = from.y + ((y - from.y) * done) / length;
        dab(stroke.x, stroke.y);
      }
    },

    endStroke() {
      stroke = null;
    },

    undo: () => travel("past", "future"),
    redo: () => travel("future", "past"),

    clear() {
      const state = store.get();
      if (state.points.length === 0) return;
      request += 1;
      const past = remember(state.past, state);
      change({ points: [], dataset: DRAWN, past, future: [], making: false });
    },

    /** @param {string} dataset */
    chooseDataset(dataset) {
      if (dataset === DRAWN) return;
      make(dataset, { ...store.get().numbers, noise: datasetNamed(dataset).noise });
    },

    /** @param {Partial<import("./scene.js").Numbers>} changes */
    setNumbers(changes) {
      const { dataset, numbers } = store.get();
      const next = { ...numbers, ...changes };
      if (dataset === DRAWN) store.update({ numbers: next });
      else make(dataset, next);
    },

    /** @param {import("./state.js").State["tool"]} tool */
    chooseTool(tool) {
      store.update({ tool });
    },
  };
}

/**
 * The points that came with the page, if these numbers are the defaults.
 *
 * @param {string} dataset
 * @param {import("./scene.js").Numbers} numbers
 */
function firstPoints(dataset, { n_points, noise, seed }) {
  const { defaults } = described;
  const found = datasetNamed(dataset);
  const same = n_points === defaults.n_points && seed === defaults.seed && noise === found.noise;
  return same ? fromColumns(found.points) : null;
}
