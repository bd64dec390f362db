/** The only file that names Pyodide: it loads it, and carries calls to session.py and back. */

import { CALL, CANCEL, ERROR, PING, PONG, PROGRESS, RESULT, STATUS } from "./protocol.js";

/** @typedef {import("./protocol.js").ToWorker} ToWorker */

const base = new URL(import.meta.url);
const sizes = RUNTIME.files;
const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);

/** @type {Set<number>} */
const cancelled = new Set();
/** @type {Promise<{run: Function, toPy: (value: object) => object}>} */
const python = load();

self.onmessage = ({ data }) => receive(data);

/** @param {ToWorker} message */
function receive(message) {
  if (message.type === PING) self.postMessage({ type: PONG });
  if (message.type === CANCEL) cancelled.add(message.id);
  if (message.type === CALL) answer(message);
}

async function load() {
  try {
    reportLoading("Python");
    const indexURL = new URL(RUNTIME.indexURL, base).href;
    countDownloads();
    const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
    const pyodide = await loadPyodide({
      indexURL,
      lockFileURL: new URL(RUNTIME.lockFileURL, base).href,
      packages: ["glassneuron"],
    });
    reportLoading("the neuron", total);
    const session = pyodide.pyimport("glassneuron.session");
    const [python, numpy] = pyodide
      .runPython(
        "import sys, numpy; f'{sys.version_info[0]}.{sys.version_info[1]}', numpy.__version__",
      )
      .toJs();
    const detail = `Python ${python}, NumPy ${numpy}`;
    self.postMessage({ type: STATUS, phase: "ready", loaded: total, total, detail });
    return { run: session.run, toPy: pyodide.toPy };
  } catch (error) {
    const detail = firstLine(error);
    self.postMessage({ type: STATUS, phase: "failed", loaded: 0, total, detail });
    throw error;
  }
}

/** Count the bytes of the runtime's files as they arrive. */
function countDownloads() {
  const plainFetch = self.fetch;
  let loaded = 0;
  let told = 0;
  self.fetch = async (input, init) => {
    const response = await plainFetch(input, init);
    const name = new URL(response.url).pathname.split("/").pop() ?? "";
    if (!response.ok || !response.body || !(name in sizes)) return response;
    const counter = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength;
        if (loaded - told > 100_000) {
          told = loaded;
          reportLoading("Python", loaded);
        }
        controller.enqueue(chunk);
      },
    });
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, headers });
  };
}

/**
 * @param {string} detail
 * @param {number} [loaded]
 */
function reportLoading(detail, loaded = 0) {
  self.postMessage({
    type: STATUS,
    phase: "loading",
    loaded: Math.min(loaded, total),
    total,
    detail,
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
    messages = run(method, toPy(args));
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
