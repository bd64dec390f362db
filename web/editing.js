/** What a person does to the points as a whole: acts and their undoing, data sets, tools. */

import described from "described";
import { t } from "./language.js";
import { ontoGrid } from "./points.js";
import { freshRun } from "./run.js";
import { DRAWN, fromColumns, remember } from "./scene.js";
import { datasetNamed, firstPoints, restarted } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./scene.js").Point} Point
 */

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createEditing(store, client) {
  let request = 0;
  /** @param {number} mine  Neither another act nor another scene has come in between. */
  const isAwaited = (mine) => mine === request && store.get().making;

  /** @param {Partial<State>} changes */
  function change(changes) {
    const all = { hovered: null, selection: null, ...changes };
    store.update({ ...all, ...restarted({ ...store.get(), ...all }) });
  }

  /**
   * Begin an act on the points: what it returns puts points on the plane, as often as need be,
   * and all of it together is one for Undo.
   *
   * @returns {(points: readonly Point[], more?: Partial<State>) => void}
   */
  function act() {
    let remembered = false;
    return (points, more = {}) => {
      const state = store.get();
      if (points === state.points) return;
      const most = described.limits.n_points;
      if (points.length > most) {
        store.update({ message: t("messages.full", { most }) });
        return;
      }
      request += 1;
      const past = remembered ? state.past : remember(state.past, state);
      remembered = true;
      const snapped = ontoGrid(points);
      change({ points: snapped, dataset: DRAWN, making: false, past, future: [], ...more });
    };
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
      if (isAwaited(mine)) change({ points: fromColumns(columns), making: false });
    } catch (error) {
      if (!isAwaited(mine)) return;
      const message = error instanceof Error ? error.message : String(error);
      change({ making: false });
      store.update({ message });
    }
  }

  /** Make the points of a scene that came without them; what it had been trained stays its goal. */
  async function makeAgain() {
    request += 1;
    const mine = request;
    const { dataset, numbers } = store.get();
    try {
      const columns = await client.call("dataset", { name: dataset, ...numbers });
      if (isAwaited(mine)) store.update({ points: fromColumns(columns), making: false });
    } catch (error) {
      if (!isAwaited(mine)) return;
      const message = error instanceof Error ? error.message : String(error);
      const { run, machines } = store.get();
      const fresh = freshRun(run.epoch + 1, machines);
      store.update({ dataset: DRAWN, making: false, run: fresh, message });
    }
  }

  return {
    act,
    makeAgain,
    undo: () => travel("past", "future"),
    redo: () => travel("future", "past"),

    clear() {
      if (store.get().points.length > 0) act()([]);
    },

    /** @param {string} dataset */
    chooseDataset(dataset) {
      if (dataset === DRAWN) return;
      const { noise } = datasetNamed(dataset);
      make(dataset, { ...store.get().numbers, noise, settings: undefined });
    },

    /** @param {Partial<import("./scene.js").Numbers>} changes */
    setNumbers(changes) {
      const { dataset, numbers } = store.get();
      const next = { ...numbers, ...changes };
      if (dataset === DRAWN) store.update({ numbers: next });
      else make(dataset, next);
    },

    /** @param {State["tool"]} tool */
    chooseTool(tool) {
      store.update({ tool, selection: null });
    },

    /** @param {Partial<State["brush"]>} changes */
    setBrush(changes) {
      store.update({ brush: { ...store.get().brush, ...changes } });
    },
  };
}
