/** Starts the worker in the one file: all that it needs lies in the page, packed. */

import unpacker from "unpacker";
import { STATUS } from "./protocol.js";

/**
 * Chromium starts no worker of a file's page from a blob. It does from an address that is itself
 * the script, and what that imports may be a blob: the script comes as the first message.
 */
const LOADER = `
  const early = [];
  onmessage = ({ data: script }) => {
    onmessage = (event) => early.push(event);
    import(URL.createObjectURL(script)).then(
      () => early.forEach(({ data }) => dispatchEvent(new MessageEvent("message", { data }))),
      (error) => reportError(error),
    );
  };
`;
/** Said by a script that has begun. */
const BEGUN = "postMessage({ begun: true });";
const SCRIPT = { type: "text/javascript" };

/**
 * @typedef {Pick<Worker, "onmessage" | "onerror" | "onmessageerror" | "postMessage" | "terminate">} Late
 * @typedef {{script: Blob, files: Record<string, Uint8Array<ArrayBuffer>>, start: (script: Blob) => Worker}} Unpacked
 */

/** @type {Promise<Unpacked> | null} */
let unpacking = null;
let loaded = 0;
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * A worker that may be spoken to at once, and begins when everything is unpacked.
 *
 * @param {WorkerOptions} options  Read by a browser that knows of modules.
 * @returns {Worker}
 */
export function createPackedWorker(options) {
  new Worker("data:text/javascript,", options).terminate();
  const total = Object.values(PACKED).reduce((sum, size) => sum + size, 0);
  /** @type {unknown[]} */
  const early = [];
  /** @type {Worker | null} */
  let worker = null;
  let ended = false;
  /** @type {Late} */
  const late = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage(/** @type {unknown} */ message) {
      if (worker) worker.postMessage(message);
      else early.push(message);
    },
    terminate() {
      ended = true;
      listeners.delete(tell);
      worker?.terminate();
    },
  };
  const itself = /** @type {Worker} */ (/** @type {unknown} */ (late));

  function tell() {
    const data = { type: STATUS, phase: "loading", loaded, total, detail: "" };
    late.onmessage?.call(itself, new MessageEvent("message", { data }));
  }

  async function begin() {
    listeners.add(tell);
    unpacking ??= unpack();
    try {
      const { script, files, start } = await unpacking;
      if (ended) return;
      tell();
      worker = start(script);
      worker.onmessage = late.onmessage;
      worker.onerror = late.onerror;
      worker.onmessageerror = late.onmessageerror;
      worker.postMessage({ files });
      for (const message of early) worker.postMessage(message);
    } catch (error) {
      unpacking = null;
      const message = error instanceof Error ? error.message : String(error);
      late.onerror?.call(itself, new ErrorEvent("error", { message }));
    } finally {
      listeners.delete(tell);
    }
  }

  begin();
  return itself;
}

/** @returns {Promise<Unpacked>} */
async function unpack() {
  await parsed();
  const packed = Object.entries(PACKED).map(([name, size]) => {
    const text = document.getElementById(`packed-${name}`)?.textContent ?? "";
    return { name, size, text };
  });
  const { worker, start } = await startFirst(new Blob([BEGUN, unpacker], SCRIPT));
  try {
    const { "worker.js": script, ...files } = await answers(worker, packed);
    return { script: new Blob([script], SCRIPT), files, start };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`this file is damaged or cut off, so take it once more (${reason})`);
  } finally {
    worker.terminate();
  }
}

/**
 * @param {Worker} worker
 * @param {{name: string, size: number, text: string}[]} packed
 * @returns {Promise<Unpacked["files"]>}
 */
function answers(worker, packed) {
  /** @type {Unpacked["files"]} */
  const files = {};
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.problem) {
        reject(new Error(data.problem));
        return;
      }
      loaded = data.loaded;
      for (const tell of listeners) tell();
      if (data.name) files[data.name] = data.bytes;
      if (Object.keys(files).length === packed.length) resolve(files);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(packed);
  });
}

/**
 * Find out in which way this browser starts a worker here.
 *
 * @param {Blob} script
 * @returns {Promise<{worker: Worker, start: (script: Blob) => Worker}>}
 */
async function startFirst(script) {
  for (const start of [fromBlob, fromData]) {
    const worker = start(script);
    const begun = await new Promise((resolve) => {
      worker.onmessage = () => resolve(true);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
    });
    if (begun) return { worker, start };
    worker.terminate();
  }
  throw new Error("this browser starts no worker in a page from a disk");
}

/** @param {Blob} script */
function fromBlob(script) {
  return new Worker(URL.createObjectURL(script), { type: "module" });
}

/** @param {Blob} script */
function fromData(script) {
  const address = `data:text/javascript,${encodeURIComponent(LOADER)}`;
  const worker = new Worker(address, { type: "module" });
  worker.postMessage(script);
  return worker;
}

/** The last of the page has been read. */
function parsed() {
  if (document.readyState !== "loading") return null;
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}
