/** Leaving with it: the scene as a file of each kind. */

import { callOf, machinesInUse } from "./edited_code.js";
import { t } from "./language.js";
import { saveFile } from "./save_file.js";
import { sceneOf } from "./saved_scene.js";
import { DRAWN, toColumns } from "./scene.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {{text: string, share: number | null}} Progress  What is done, and how far it is.
 * @typedef {{signal: AbortSignal, onProgress: (progress: Progress) => void}} How
 */

/** What can be saved: the end of the file's name, and its type. */
export const KINDS = /** @type {const} */ ({
  results: { ending: "json", type: "application/json" },
  points: { ending: "csv", type: "text/csv" },
  notebook: { ending: "ipynb", type: "application/x-ipynb+json" },
  script: { ending: "py", type: "text/x-python" },
  picture: { ending: "png", type: "image/png" },
  svg: { ending: "svg", type: "image/svg+xml" },
  pdf: { ending: "pdf", type: "application/pdf" },
});

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 * @param {(state: State) => Promise<Blob>} drawPicture
 */
export function createExporting(store, client, drawPicture) {
  const makers = {
    results,
    /** @param {State} state */
    points: async ({ points }) =>
      ["x,y,label", ...points.map(({ x, y, label }) => `${x},${y},${label}`), ""].join("\n"),
    /** @type {Maker} */
    notebook: (state, how) => written("notebook", state, how),
    /** @type {Maker} */
    script: (state, how) => written("script", state, how),
    picture: drawPicture,
    /** @type {Maker} */
    svg: (state, how) => figure("svg", state, how),
    /** @type {Maker} */
    pdf: (state, how) => figure("pdf", state, how),
  };

  /** @typedef {(state: State, how: How) => Promise<BlobPart>} Maker */

  /** @type {Maker} */
  async function results(state, how) {
    const found = await call("results", state, how);
    /** @type {Record<string, any>[]} */
    const machines = found.machines;
    const { weights, cost, history, accuracy } = machines[state.focus];
    const { iteration } = found;
    const scene = sceneOf(state);
    const file = { scene, weights, iteration, cost, history, accuracy, points: scene.points };
    const all = machines.length > 1 ? { ...file, machines } : file;
    const lines = Object.entries(all).map(
      ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, plainLists)}`,
    );
    return `{\n${lines.join(",\n")}\n}\n`;
  }

  /**
   * @param {string} kind
   * @param {State} state
   * @param {How} how
   */
  async function written(kind, state, how) {
    return (await call("export", state, how, { kind })).text;
  }

  /**
   * @param {string} kind
   * @param {State} state
   * @param {How} how
   */
  async function figure(kind, state, how) {
    const curves = state.run.machines.map(({ curve }) => curve);
    return (await call("figure", state, how, { kind, curves })).content;
  }

  /**
   * @param {string} method
   * @param {State} state
   * @param {How} how
   * @param {object} [more]
   */
  function call(method, state, { signal, onProgress }, more = {}) {
    const { points, testing, dataset, numbers, run, focus } = state;
    const args = {
      points: toColumns(points),
      testing,
      dataset: dataset === DRAWN ? null : { name: dataset, ...numbers },
      machines: machinesInUse(state),
      params: run.machines.map(({ params }) => params),
      iteration: run.iteration,
      focus,
      ...more,
    };
    const { own } = callOf(state.code.used);
    return client.call(method, args, {
      signal,
      own,
      onProgress: (value) => onProgress(progressOf(value)),
    });
  }

  return {
    /**
     * Make a file and save it.
     *
     * @param {keyof typeof KINDS} kind
     * @param {How} how
     * @returns {Promise<string | null>} Its name; null if it was stopped or could not be made.
     */
    async save(kind, how) {
      const state = store.get();
      const { ending, type } = KINDS[kind];
      how.onProgress({ text: t("export.making"), share: null });
      try {
        const content = await makers[kind](state, how);
        if (how.signal.aborted) return null;
        const name = `glass-neuron-${state.dataset}.${ending}`;
        saveFile(new Blob([content], { type }), name);
        return name;
      } catch (error) {
        const { kind: cause = "", message } = /** @type {{kind?: string} & Error} */ (error);
        // A lost worker has been spoken of already.
        if (cause === "cancelled" || cause === "worker") return null;
        const text = cause === "input" ? message : t("export.failed", { reason: message });
        store.update({ message: text });
        return null;
      }
    },
  };
}

/**
 * @param {{loading?: string, loaded: number, total: number, replay: number, of: number}} value
 * @returns {Progress}
 */
function progressOf({ loading, loaded, total, replay, of }) {
  if (!loading) return { text: t("export.replaying", { k: replay, of }), share: replay / of };
  if (loaded >= total) return { text: t("export.drawing"), share: null };
  const [done, all] = [loaded, total].map((bytes) => (bytes / 1e6).toFixed(1));
  return { text: t("export.loading", { name: loading, done, all }), share: loaded / total };
}

/**
 * For JSON, which has lists only.
 *
 * @param {string} _name
 * @param {any} value
 */
function plainLists(_name, value) {
  return ArrayBuffer.isView(value) ? Array.from(/** @type {Float64Array} */ (value)) : value;
}
