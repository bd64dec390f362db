/** The only file that names Pyodide: it loads it, and carries calls to session.py and back. */

import { CALL, CANCEL, ERROR, PING, PONG, PROGRESS, RESULT, STATUS } from "./protocol.js";

/** @typedef {import("./protocol.js").ToWorker} ToWorker */

const base = new URL(import.meta.url);
const sizes = RUNTIME.files;
const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);

/** @type {Set<number>} */
const cancelled = new Set();
/** Set once Python is there or has failed: what still arrives then is no news. */
let settled = false;
/** @type {Promise<{run: Function, toPy: (value: object) => object}>} */
const python = load();
// Each call that waits for Python is told; without one, the status has said it.
python.catch(() => {});

self.onmessage = ({ data }) => receive(data);

/** @param {ToWorker} message */
function receive(message) {
  if (message.type === PING) self.postMessage({ type: PONG });
  if (message.type === CANCEL) cancelled.add(message.id);
  if (message.type === CALL) answer(message);
}

async function load() {
  try {
    reportLoading(0);
    const indexURL = new URL(RUNTIME.indexURL, base).href;
    const lost = watchDownloads();
    const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
    const options = {
      indexURL,
      lockFileURL: new URL(RUNTIME.lockFileURL, base).href,
      packages: ["glassneuron"],
    };
    // Left alone, Pyodide waits for ever for a file that does not come.
    const pyodide = await Promise.race([loadPyodide(options), lost]);
    reportLoading(total);
    const session = pyodide.pyimport("glassneuron.session");
    const [python, numpy] = pyodide
      .runPython(
        "import sys, numpy; f'{sys.version_info[0]}.{sys.version_info[1]}', numpy.__version__",
      )
      .toJs();
    settled = true;
    const detail = `Python ${python}, NumPy ${numpy}`;
    self.postMessage({ type: STATUS, phase: "ready", loaded: total, total, detail });
    return { run: session.run, toPy: pyodide.toPy };
  } catch (error) {
    settled = true;
    const detail = firstLine(error);
    self.postMessage({ type: STATUS, phase: "failed", loaded: 0, total, detail });
    throw error;
  }
}

/**
 * Count the bytes of the runtime's files as they arrive.
 *
 * @returns {Promise<never>} Rejected when one of them cannot be had.
 */
function watchDownloads() {
  const plainFetch = self.fetch;
  let loaded = 0;
  let told = 0;
  return new Promise((_, reject) => {
    self.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : new URL(input, base).href;
      const name = new URL(url).pathname.split("/").pop() ?? "";
      if (!(name in sizes)) return plainFetch(input, init);
      try {
        const response = await plainFetch(input, init);
        if (!response.ok || !response.body) throw new Error(`the host answered ${response.status}`);
        const counter = new TransformStream({
          transform(chunk, controller) {
            loaded += chunk.byteLength;
            if (loaded - told > 100_000) {
              told = loaded;
              reportLoading(loaded);
            }
            controller.enqueue(chunk);
          },
        });
        const { status, headers } = response;
        return new Response(response.body.pipeThrough(counter), { status, headers });
      } catch (error) {
        reject(new Error(`${name} did not arrive (${firstLine(error)})`));
        throw error;
      }
    };
  });
}

/** @param {number} loaded  Bytes so far. */
function reportLoading(loaded) {
  if (settled) return;
  self.postMessage({
    type: STATUS,
    phase: "loading",
    loaded: Math.min(loaded, total),
    total,
    detail: "",
  });
}

/**
 * Step the call's generator, and return to the event loop each time, so that a cancel arrives.
 *
 * @param {import("./protocol.js").Call} call
 */
async function answer({ id, method, args, interval }) {
  let messages;
  try {
    const { run, toPy } = await python;
    messages = run(method, toPy(withoutNull(args)));
    for (;;) {
      const started = performance.now();
      if (cancelled.has(id)) {
        fail(id, "cancelled", "This was stopped.");
        return;
      }
      const message = messages.next().value;
      const [type, value] = message.toJs({ dict_converter: Object.fromEntries });
      message.destroy();
      if (type === ERROR) {
        self.postMessage({ type: ERROR, id, error: value });
        return;
      }
      self.postMessage({ type, id, value }, buffersIn(value));
      if (type === RESULT) return;
      if (type !== PROGRESS) throw new Error(`unknown message type ${type}`);
      await pause(interval - (performance.now() - started));
    }
  } catch (error) {
    fail(id, "internal", firstLine(error));
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
  self.postMessage({ type: ERROR, id, error });
}

/**
 * Pyodide makes a `JsNull` of null, and None only of undefined.
 *
 * @param {object} value
 */
function withoutNull(value) {
  /** @type {(item: any) => any} */
  const replace = (item) => {
    if (item === null) return undefined;
    const plain = typeof item === "object" && !ArrayBuffer.isView(item) && !Array.isArray(item);
    return plain ? withoutNull(item) : item;
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item)]));
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

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}

/** @param {unknown} error */
function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").pop() ?? text;
}
