/** What Python is asked about a table: to read it, to learn from it, and about one row. */

import { t } from "../language.js";
import { number } from "../views/format.js";
import { atRest, complain, createRunner, latest } from "./effects.js";
import { chosenOf, personFor, TITANIC, untrained } from "./titanic_state.js";

/**
 * @typedef {import("./titanic_state.js").State} State
 * @typedef {import("./titanic_state.js").Source} Source
 */

/** A longer file is not even read; Python has the same limit. */
const MOST_BYTES = 10_000_000;

/**
 * @param {import("./titanic_state.js").TableStore} store
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 */
export function createTables(store, client, shared) {
  let request = 0;
  let opened = false;

  const runner = createRunner(store, client, shared, {
    method: "table_train",
    args: (state) => ({
      ...chosenOf(state),
      w: state.neuron.w,
      b: state.neuron.b,
      learning_rate: state.settings.learning_rate,
    }),
    advance: (_, snapshot) => ({ neuron: neuronOf(snapshot) }),
  });

  const ask = latest(async () => {
    const { prepared, neuron, person, ...state } = store.get();
    if (!prepared) return;
    const args = { ...chosenOf(state), w: neuron.w, b: neuron.b, values: person };
    try {
      const answer = await client.call("table_answer", args);
      if (store.get().prepared === prepared) store.update({ answer });
    } catch (error) {
      complain(shared, error);
    }
  });

  store.subscribe(({ neuron, person }, before) => {
    if (neuron.w !== before.neuron.w || person !== before.person) ask();
  });

  /**
   * Read a table and make inputs of its columns; the one in use stays until all of that is done.
   *
   * @param {Source} source
   * @param {{label?: string, features?: string[] | null}} [wanted]
   */
  async function open(source, wanted = {}) {
    request += 1;
    const mine = request;
    runner.halt();
    shared.update({ message: null });
    try {
      const table =
        store.get().table && store.get().source === source
          ? store.get().table
          : await client.call("table_open", { text: source.text });
      const { label = table.label, features = null } = wanted;
      const next = { source, label, features };
      const prepared = await client.call("table_prepare", chosenOf(next));
      const start = untrained(prepared.feature_names.length);
      const args = { ...chosenOf(next), w: start.w, b: 0, learning_rate: 1 };
      const first = await client.call("table_train", { ...args, iteration: 0, n_iterations: 0 });
      if (mine !== request) return;
      store.update({
        ...next,
        table,
        prepared,
        neuron: neuronOf(first),
        person: personFor(prepared.inputs, store.get().person),
        answer: null,
        training: atRest(),
      });
    } catch (error) {
      if (mine !== request) return;
      complain(shared, error);
      // A menu or a tick that led nowhere goes back to what is in use.
      if (store.get().prepared) store.update({});
      else if (source !== TITANIC) open(TITANIC);
      else opened = false;
    }
  }

  return {
    ...runner,

    /** The page is shown: from the first time on, Python is asked. */
    open() {
      if (opened) return;
      opened = true;
      const { source, label, features } = store.get();
      open(source, { label, features });
    },

    /** Another table has come from the browser's storage. */
    restored() {
      const { source, label, features } = store.get();
      if (opened) open(source, { label, features });
    },

    titanic: () => open(TITANIC),

    /** @param {File} file */
    async openFile(file) {
      if (file.size > MOST_BYTES) {
        const size = number(file.size / 1e6, 1);
        shared.update({ message: t("titanic.too-large", { size, most: MOST_BYTES / 1e6 }) });
        return;
      }
      open({ name: file.name, text: decoded(await file.arrayBuffer()) });
    },

    /** @param {string} text */
    openText: (text) => open({ name: t("titanic.pasted"), text }),

    /** @param {string} label */
    setLabel: (label) => open(store.get().source, { label }),

    /** @param {string[]} features */
    setFeatures(features) {
      const { source, label } = store.get();
      open(source, { label, features });
    },

    /**
     * @param {string} name
     * @param {string | number | null} value
     */
    describe(name, value) {
      shared.update({ message: null });
      store.update({ person: { ...store.get().person, [name]: value } });
    },

    reset() {
      const { source, label, features } = store.get();
      open(source, { label, features });
    },

    /** @param {Partial<State["settings"]>} changes */
    set(changes) {
      shared.update({ message: null });
      store.update({ settings: { ...store.get().settings, ...changes } });
    },
  };
}

/**
 * @param {any} snapshot
 * @returns {import("./titanic_state.js").Neuron}
 */
function neuronOf({ w, b, cost, accuracy, precision, recall, confusion }) {
  return {
    w: [...w],
    b,
    cost,
    accuracy,
    precision: precision ?? null,
    recall: recall ?? null,
    confusion,
  };
}

/**
 * The text of a file: UTF-8, or else as Windows writes it.
 *
 * @param {ArrayBuffer} bytes
 */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
