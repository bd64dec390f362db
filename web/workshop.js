/** The learner's own code: put to use, stopped, kept, checked; and the console beside it. */

import { ORIGINAL, callOf, errorText, failed, isOfKind, withVersion } from "./edited_code.js";
import { t } from "./language.js";
import { restarted } from "./state.js";
import { sceneOf } from "./training.js";

/**
 * @typedef {import("./edited_code.js").Code} Code
 * @typedef {import("./edited_code.js").Entry} Entry
 */

const MOST_ENTRIES = 1000;
/** Lines may come by the hundred: the page shows them some times a second. */
const PRINT_PAUSE = 60;

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createWorkshop(store, client) {
  let lastId = 0;
  /** @type {string[]} */
  let printed = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {Partial<Code>} changes */
  const set = (changes) => store.update({ code: { ...store.get().code, ...changes } });

  /** @param {Omit<Entry, "id">[]} entries */
  function show(...entries) {
    const numbered = entries.map((entry) => ({ ...entry, id: ++lastId }));
    set({ console: [...store.get().code.console, ...numbered].slice(-MOST_ENTRIES) });
  }

  /** What was printed comes before what is shown next. */
  function flush() {
    clearTimeout(timer);
    timer = undefined;
    const lines = printed;
    printed = [];
    if (lines.length > 0) show({ kind: "print", text: lines.join("\n") });
  }

  /**
   * Begin anew, with other code.
   *
   * @param {string | null} used
   * @param {boolean} train
   */
  function begin(used, train) {
    const state = store.get();
    const { run, message, test } = restarted(state);
    const goal = state.schedule.n_iterations ?? 0;
    store.update({
      run: { ...run, mode: train ? "train" : "idle", hurry: false, goal },
      test,
      message,
      code: { ...state.code, used, held: false, error: null, checked: null },
    });
  }

  /**
   * Call a method that runs the learner's code at the place where the run stands.
   *
   * @param {"check" | "execute"} busy
   * @param {string} method
   * @param {Record<string, any>} more
   * @param {string} text  What may need more than the core.
   */
  async function call(busy, method, more, text) {
    const state = store.get();
    const { run, focus } = state;
    const { params, curve } = run.machines[focus];
    set({ busy });
    try {
      const args = {
        ...sceneOf(state),
        focus,
        params,
        history: curve,
        at: `${run.epoch} ${run.iteration} ${focus}`,
        code: state.code.draft,
        ...more,
      };
      return await client.call(method, args, {
        ...callOf(text),
        onProgress: ({ loading, loaded, total }) => bringing(loading, loaded, total),
      });
    } finally {
      flush();
      set({ busy: null });
    }
  }

  let told = "";
  /**
   * @param {string} name
   * @param {number} loaded
   * @param {number} total
   */
  function bringing(name, loaded, total) {
    if (told === name || loaded >= total) return;
    told = name;
    show({ kind: "note", text: t("code.bringing", { name, size: (total / 1e6).toFixed(1) }) });
  }

  return {
    /** @param {string} draft */
    write(draft) {
      const { code } = store.get();
      if (draft !== code.draft) set({ draft, checked: null });
    },

    /** Train with what stands in the editor, from the start. */
    use() {
      begin(store.get().code.draft, true);
    },

    /** Train with ours again; the text in the editor stays. */
    useOriginal() {
      begin(null, false);
    },

    /** The original in the editor, and in use; what was there is kept. */
    reset() {
      const { used } = store.get().code;
      this.keep();
      set({ draft: ORIGINAL, error: null, checked: null });
      if (used !== null) begin(null, false);
    },

    /** Keep the text as it is now; one that is kept already is not kept again. */
    keep() {
      const { draft, versions } = store.get().code;
      set({ versions: withVersion(versions, draft) });
    },

    /** @param {number} n  A kept version's number. */
    open(n) {
      const { versions, draft } = store.get().code;
      const version = versions.find((one) => one.n === n);
      if (!version || version.text === draft) return;
      this.keep();
      set({ draft: version.text, error: null, checked: null });
    },

    /** @param {number} n */
    remove(n) {
      set({ versions: store.get().code.versions.filter((one) => one.n !== n) });
    },

    /** Compare the slopes of the code in the editor with those measured at its cost. */
    async check() {
      const { draft } = store.get().code;
      set({ error: null, checked: null });
      try {
        const checked = await call("check", "check_gradient", {}, draft);
        if (store.get().code.draft === draft) set({ checked });
      } catch (error) {
        if (isOfKind(error, "user-code")) store.update(keptRunning(error));
        else tell(error);
      }
    },

    /** @param {string} source  Lines for the console. */
    async execute(source) {
      show({ kind: "in", text: source });
      try {
        const { draft } = store.get().code;
        const { value, figures, note } = await call(
          "execute",
          "execute",
          { source },
          `${source}\n${draft}`,
        );
        if (note) show({ kind: "note", text: t("code.console-old", { reason: note }) });
        for (const { picture, text } of figures) show({ kind: "figure", picture, text });
        if (value !== null) show({ kind: "value", text: value });
      } catch (error) {
        const cancelled = isOfKind(error, "cancelled") || isOfKind(error, "worker");
        const call = /** @type {import("./client.js").CallError} */ (error);
        show({ kind: "error", text: cancelled ? t("code.stopped-console") : errorText(call) });
      }
    },

    clear() {
      set({ console: [] });
    },

    /** Stop all that runs of the learner's code; it does not run again before it is asked for. */
    async stop() {
      const { run, code } = store.get();
      store.update({
        run: { ...run, mode: "idle", hurry: false, replay: null },
        code: { ...code, held: code.used !== null },
      });
      const anew = await client.stop();
      flush();
      if (anew) show({ kind: "note", text: t("code.started-anew") });
    },

    /** @param {string} text */
    printed(text) {
      printed.push(text);
      timer ??= setTimeout(flush, PRINT_PAUSE);
    },

    /** @param {boolean} silent */
    silence(silent) {
      set({ silent });
    },
  };

  /**
   * An error that the check found: a training under way goes on.
   *
   * @param {unknown} error
   */
  function keptRunning(error) {
    const { code } = store.get();
    return { code: { ...failed(code, error).code, held: code.held } };
  }

  /** @param {unknown} error */
  function tell(error) {
    if (isOfKind(error, "cancelled") || isOfKind(error, "worker")) return;
    store.update({ message: error instanceof Error ? error.message : String(error) });
  }
}
