/** Calls into the worker as promises: progress, cancelling, and a worker that dies. */

import { CALL, CANCEL, ERROR, PING, PROGRESS, RESULT, STATUS } from "./protocol.js";

/** @typedef {import("./protocol.js").Failure} Failure */

const PING_EVERY = 1000;
/** Unanswered pings before a worker counts as dead: while it works, and while it loads. */
const PATIENCE = { ready: 3, loading: 45 };

/** What a call is rejected with. */
export class CallError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.kind = failure.kind;
    this.traceback = failure.traceback;
  }
}

/**
 * @param {() => Worker} createWorker
 * @param {(status: import("./protocol.js").Status) => void} onStatus
 * @param {() => void} onDeath  Called when a worker that was ready has been lost and replaced.
 */
export function createClient(createWorker, onStatus, onDeath) {
  /** @type {Map<number, {resolve: Function, reject: Function, onProgress: Function}>} */
  const pending = new Map();
  let lastId = 0;
  let unanswered = 0;
  let ready = false;
  /** The call that is bringing more than the core: it may keep the worker longer. */
  let bringing = 0;
  let worker = start();
  setInterval(ping, PING_EVERY);

  function start() {
    const fresh = createWorker();
    ready = false;
    bringing = 0;
    unanswered = 0;
    fresh.onmessage = ({ data }) => fresh === worker && receive(data);
    fresh.onerror = (event) => {
      event.preventDefault();
      if (fresh === worker) lose(event.message || "its script could not be loaded");
    };
    fresh.onmessageerror = () => fresh === worker && lose("it sent something unreadable");
    return fresh;
  }

  /** @param {import("./protocol.js").FromWorker} message */
  function receive(message) {
    unanswered = 0;
    if (message.type === STATUS) {
      ready = message.phase === "ready";
      onStatus(message);
      return;
    }
    if (!("id" in message)) return;
    const call = pending.get(message.id);
    if (!call) return;
    if (message.type === PROGRESS) {
      if (message.value.loading) bringing = message.id;
      call.onProgress(message.value);
      return;
    }
    pending.delete(message.id);
    if (message.id === bringing) bringing = 0;
    if (message.type === RESULT) call.resolve(message.value);
    if (message.type === ERROR) call.reject(new CallError(message.error));
  }

  function ping() {
    if (unanswered >= PATIENCE[ready && !bringing ? "ready" : "loading"]) {
      lose("it no longer answers");
      return;
    }
    unanswered += 1;
    worker.postMessage({ type: PING });
  }

  /** @param {string} reason */
  function lose(reason) {
    const wasReady = ready;
    worker.terminate();
    const message = `Python stopped working: ${reason}.`;
    for (const { reject } of pending.values()) {
      reject(new CallError({ kind: "worker", name: "", message, line: null, traceback: "" }));
    }
    pending.clear();
    if (wasReady) {
      worker = start();
      onDeath();
    } else {
      // A worker that never was ready would fail again: leave the next try to the person.
      ready = false;
      unanswered = Number.NEGATIVE_INFINITY;
      onStatus({ phase: "failed", loaded: 0, total: 0, detail: reason });
    }
  }

  return {
    /**
     * Call a method of session.py.
     *
     * @param {string} method
     * @param {object} args
     * @param {{onProgress?: (value: any) => void, interval?: number, signal?: AbortSignal}} [how]
     * @returns {Promise<any>}
     */
    call(method, args, { onProgress = () => {}, interval = 0, signal } = {}) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress });
        worker.postMessage({ type: CALL, id, method, args, interval });
        signal?.addEventListener("abort", () => {
          if (pending.has(id)) worker.postMessage({ type: CANCEL, id });
        });
      });
    },

    /** Try again after a start that failed. */
    restart() {
      worker.terminate();
      worker = start();
    },
  };
}
