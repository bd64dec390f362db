/** What this browser lacks of what the page needs, and what is said and done then. */

import { t } from "./language.js";
import { moduleOptions } from "./module_options.js";
import { CALL, ERROR, PING, PONG, STATUS } from "./protocol.js";

/** @typedef {import("./protocol.js").Need} Need */

/** The first versions that have it. @type {Record<Need, string>} */
const SINCE = {
  "module-workers": "Chrome 80, Firefox 114, Safari 15",
  "wasm-exceptions": "Chrome 95, Firefox 100, Safari 15.2",
  decompression: "Chrome 103, Firefox 113, Safari 16.4",
};
/** A module with one function: `try catch_all end`. */
const WITH_EXCEPTIONS = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 6, 64, 25, 11, 11],
];

/**
 * Names, with the versions that have them, in the language of the page.
 *
 * @param {readonly Need[]} needs
 */
export function named(needs) {
  const parts = needs.map((need) =>
    t("missing.one", { name: t(`missing.${need}`), versions: SINCE[need] }),
  );
  return parts.join("; ");
}

/** Whether links can be opened. */
export function hasDecompression() {
  return "DecompressionStream" in globalThis;
}

/**
 * Start the worker, or what answers in its place where Python cannot run.
 *
 * @param {(options: WorkerOptions) => Worker} start
 * @returns {Worker}
 */
export function workerOrNone(start) {
  /** @type {Need[]} */
  const needs = hasExceptions() ? [] : ["wasm-exceptions"];
  const { options, wereRead } = moduleOptions();
  const worker = start(options);
  if (!wereRead()) needs.unshift("module-workers");
  if (needs.length === 0) return worker;
  worker.terminate();
  return noWorker(needs);
}

function hasExceptions() {
  const { validate } = globalThis.WebAssembly ?? {};
  return Boolean(validate?.(new Uint8Array(WITH_EXCEPTIONS)));
}

/**
 * What the client takes for a worker: it has failed, and says so to each call.
 *
 * @param {readonly Need[]} missing
 */
function noWorker(missing) {
  const worker = {
    /** @type {((event: {data: any}) => void) | null} */
    onmessage: null,
    /** @param {import("./protocol.js").ToWorker} message */
    postMessage(message) {
      if (message.type === PING) answer({ type: PONG });
      if (message.type !== CALL) return;
      const sentence = t("missing.python", { what: named(missing) });
      const error = { kind: "worker", name: "", message: sentence, line: null, traceback: "" };
      answer({ type: ERROR, id: message.id, error });
    },
    terminate() {},
  };
  /** @param {object} data */
  const answer = (data) => queueMicrotask(() => worker.onmessage?.({ data }));
  answer({ type: STATUS, phase: "failed", loaded: 0, total: 0, detail: "", missing });
  return /** @type {Worker} */ (/** @type {unknown} */ (worker));
}
