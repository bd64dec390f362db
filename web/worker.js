/** Carries calls to session.py and back. */

import { abandonDownloads, fileName, stopWatching, watchDownloads } from "./downloads.js";
import { fenceIn } from "./fence.js";
import {
  BRINGING,
  CALL,
  CANCEL,
  ERROR,
  PING,
  PONG,
  PRINTED,
  PROGRESS,
  RESULT,
  STATUS,
} from "./protocol.js";
import { bringLate, startPython } from "starting";

/** @typedef {import("./protocol.js").ToWorker} ToWorker */

/** Taken along before the fence closes: the page hears from this file, not from Python. */
const post = /** @type {DedicatedWorkerGlobalScope} */ (self).postMessage.bind(self);
/** The methods that need more than the core, and what. */
const NEEDS = /** @type {Record<string, string>} */ ({ figure: "matplotlib" });

/** @type {Set<number>} */
const cancelled = new Set();
/** The call for which something is being downloaded. */
let bringing = 0;
/** One download after the other. */
let brought = Promise.resolve();
/** @type {Promise<{pyodide: any, run: Function}>} */
const python = load();
// Each call that waits for Python is told; without one, the status has said it.
python.catch(() => {});

self.onmessage = ({ data }) => receive(data);

/** @param {ToWorker} message */
function receive(message) {
  if (message.type === PING) post({ type: PONG });
  if (message.type === CANCEL) cancel(message.id);
  if (message.type === CALL) answer(message);
}

/** @param {number} id */
function cancel(id) {
  cancelled.add(id);
  if (id === bringing) abandonDownloads();
}

async function load() {
  /** @param {Partial<import("./protocol.js").Status>} status */
  const tell = (status) => post({ type: STATUS, loaded: 0, total: 0, detail: "", ...status });
  try {
    const { pyodide, keep } = await startPython(print, (loaded, total) =>
      tell({ phase: "loading", loaded, total }),
    );
    const [python, numpy] = pyodide
      .runPython(
        "import sys, numpy; f'{sys.version_info[0]}.{sys.version_info[1]}', numpy.__version__",
      )
      .toJs();
    tell({ phase: "ready", detail: `Python ${python}, NumPy ${numpy}` });
    // No call is answered, and no code of the learner's runs, before these three are done.
    post({ type: BRINGING });
    await keep();
    bringLate(pyodide, () => post({ type: BRINGING }));
    fenceIn();
    return { pyodide, run: pyodide.pyimport("glassneuron.session").run };
  } catch (error) {
    stopWatching();
    tell({ phase: "failed", detail: firstLine(error) });
    throw error;
  }
}

/** @param {string} text */
function print(text) {
  post({ type: PRINTED, text });
}

/**
 * Load what a method needs beyond the core; what is there already is not loaded again.
 *
 * @param {string} name  A package of `RUNTIME.later`.
 * @param {(value: {loading: string, loaded: number, total: number}) => void} onProgress
 */
async function bring(name, onProgress) {
  // Python itself says what the one file is without.
  if (ONE_FILE) return;
  const { pyodide } = await python;
  const sizes = RUNTIME.later[name];
  /** @type {{name: string, file_name: string}[]} */
  const known = Object.values(pyodide.lockfile.packages);
  // Each by its own name, or a second try would pass over what a package that came depends on.
  const names = known.filter((entry) => fileName(entry.file_name) in sizes).map(({ name }) => name);
  if (names.every((entry) => entry in pyodide.loadedPackages)) {
    // Still a word: to import it for the first time takes a while too.
    onProgress({ loading: name, loaded: 1, total: 1 });
    return;
  }
  /** @type {string[]} */
  const problems = [];
  const lost = watchDownloads(sizes, (loaded, total) =>
    onProgress({ loading: name, loaded, total }),
  );
  lost.catch((error) => problems.unshift(error.message));
  await pyodide.loadPackage(names, {
    messageCallback() {},
    /** @param {string} message */
    errorCallback: (message) => problems.push(message),
  });
  stopWatching();
  if (problems.length) throw new Error(`${name} could not be loaded: ${problems[0]}.`);
}

/**
 * Step the call's generator, and return to the event loop each time, so that a cancel arrives.
 *
 * @param {import("./protocol.js").Call} call
 */
async function answer({ id, method, args, interval, needs }) {
  let messages;
  const wanted = needs ?? NEEDS[method];
  try {
    const { run, pyodide } = await python;
    // While Python started, nothing was read: a Stop may be waiting behind this call.
    await pause(0);
    if (wanted) {
      bringing = id;
      /** @param {object} value */
      const onProgress = (value) => post({ type: PROGRESS, id, value });
      brought = brought.catch(() => {}).then(() => bring(wanted, onProgress));
      await brought;
    }
    messages = run(method, pyodide.toPy(withoutNull(args)));
    for (;;) {
      const started = performance.now();
      if (cancelled.has(id)) {
        fail(id, "cancelled", "This was stopped.");
        return;
      }
      const message = messages.next().value;
      const [type, value] = message.toJs({ dict_converter: withNull });
      message.destroy();
      if (type === ERROR) {
        post({ type: ERROR, id, error: value });
        return;
      }
      post({ type, id, value }, buffersIn(value));
      if (type === RESULT) return;
      if (type !== PROGRESS) throw new Error(`unknown message type ${type}`);
      await pause(interval - (performance.now() - started));
    }
  } catch (error) {
    if (cancelled.has(id)) fail(id, "cancelled", "This was stopped.");
    else fail(id, "internal", firstLine(error));
    // Python cannot go on after some errors, such as one in its own machinery: the page is told
    // by an error of the worker's own, and replaces it.
    if (isFatal(error)) setTimeout(() => reportError(error));
  } finally {
    cancelled.delete(id);
    messages?.destroy();
  }
}

/**
 * @param {number} id
 * @param {string} kind
 * @param {string} message
 */
function fail(id, kind, message) {
  const error = { kind, name: "", message, line: null, traceback: "" };
  post({ type: ERROR, id, error });
}

/**
 * Pyodide makes a `JsNull` of null, and None only of undefined.
 *
 * @param {any} value
 * @returns {any}
 */
function withoutNull(value) {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNull(item)]));
}

/**
 * And of None it makes undefined, which is not null.
 *
 * @param {Iterable<[string, any]>} entries
 */
function withNull(entries) {
  return Object.fromEntries(Array.from(entries, ([key, item]) => [key, item ?? null]));
}

/**
 * The buffers of the arrays in a value, to hand over instead of copying.
 *
 * @param {any} value
 * @returns {ArrayBuffer[]}
 */
function buffersIn(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(buffersIn);
}

/**
 * Let the event loop turn: a timer would wait 4 ms where there is nothing to wait for.
 *
 * @param {number} milliseconds
 */
function pause(milliseconds) {
  return new Promise((resolve) => {
    if (milliseconds > 0) {
      setTimeout(resolve, milliseconds);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/** @param {unknown} error */
function isFatal(error) {
  if (!(error instanceof Error)) return true;
  return "pyodide_fatal_error" in error || error instanceof RangeError;
}

/** @param {unknown} error */
function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").pop() ?? text;
}
