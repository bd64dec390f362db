/** Calls into the worker as promises: progress, cancelling, and a worker that dies. */

import {
  BRINGING,
  CALL,
  CANCEL,
  ERROR,
  PING,
  PRINTED,
  PROGRESS,
  RESULT,
  STATUS,
} from "./protocol.js";

/** @typedef {import("./protocol.js").Failure} Failure */

const PING_EVERY = 1000;
/** Unanswered pings before a worker counts as dead: while it works, where a slow machine may need
 * seconds for the first call, and while it loads. */
const PATIENCE = { ready: 12, loading: 45 };
/** A learner's code may take its time: after so many the person is asked, and nothing is ended. */
const QUESTION = 5;
/** What is to stop has so many milliseconds to do so by itself. */
const GRACE = 300;

/** What a call is rejected with. */
export class CallError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.kind = failure.kind;
    this.line = failure.line;
    this.traceback = failure.traceback;
    this.parts = failure.parts ?? [];
  }
}

/**
 * @typedef {object} Pending  A call that has not been answered.
 * @property {(value: any) => void} resolve
 * @property {(error: CallError) => void} reject
 * @property {(value: any) => void} onProgress
 * @property {boolean} own  Whether it runs the learner's own code.
 *
 * @param {() => Worker} createWorker
 * @param {object} on
 * @param {(status: import("./protocol.js").Status) => void} on.status
 * @param {() => void} on.death  A worker that was ready has been lost and replaced.
 * @param {(text: string) => void} on.printed  Python printed a line.
 * @param {(silent: boolean) => void} on.silence  The learner's code has not answered for 5 seconds,
 *   or answers again.
 */
export function createClient(createWorker, on) {
  /** @type {Map<number, Pending>} */
  const pending = new Map();
  let silent = false;
  let lastId = 0;
  let unanswered = 0;
  let ready = false;
  /** The call that is bringing more than the core: it may keep the worker longer. */
  let bringing = 0;
  /** Whether the last word was that an import is bringing something. */
  let importing = false;
  let worker = start();
  setInterval(ping, PING_EVERY);

  function start() {
    const fresh = createWorker();
    ready = false;
    bringing = 0;
    importing = false;
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
    if (message.type === PRINTED) {
      // Code that never ends may print all the same.
      on.printed(message.text);
      return;
    }
    unanswered = 0;
    importing = message.type === BRINGING;
    hush(false);
    if (message.type === STATUS) {
      ready = message.phase === "ready";
      on.status(message);
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

  /** @param {boolean} next */
  function hush(next) {
    if (silent === next) return;
    silent = next;
    on.silence(next);
  }

  /** Whether the worker has all that it needs, and should answer. */
  function working() {
    return ready && !bringing && !importing;
  }

  function ownCode() {
    return working() && [...pending.values()].some(({ own }) => own);
  }

  function ping() {
    if (ownCode()) {
      if (unanswered >= QUESTION) hush(true);
    } else if (unanswered >= PATIENCE[working() ? "ready" : "loading"]) {
      lose("it no longer answers");
      return;
    }
    unanswered += 1;
    worker.postMessage({ type: PING });
  }

  /**
   * @param {[number, Pending][]} calls
   * @param {"worker" | "cancelled"} kind
   * @param {string} message
   */
  function reject(calls, kind, message) {
    for (const [id, { reject }] of calls) {
      pending.delete(id);
      reject(new CallError({ kind, name: "", message, line: null, traceback: "" }));
    }
  }

  /** @param {string} reason */
  function lose(reason) {
    const wasReady = ready;
    worker.terminate();
    hush(false);
    reject([...pending], "worker", `Python stopped working: ${reason}.`);
    if (wasReady) {
      worker = start();
      on.death();
    } else {
      // A worker that never was ready would fail again: leave the next try to the person.
      ready = false;
      unanswered = Number.NEGATIVE_INFINITY;
      on.status({ phase: "failed", loaded: 0, total: 0, detail: reason });
    }
  }

  return {
    /**
     * Call a method of session.py.
     *
     * @param {string} method
     * @param {object} args
     * @param {object} [how]
     * @param {(value: any) => void} [how.onProgress]
     * @param {number} [how.interval]
     * @param {AbortSignal} [how.signal]
     * @param {string | null} [how.needs]  A package that has to be there first.
     * @param {boolean} [how.own]  Whether it runs the learner's own code.
     * @returns {Promise<any>}
     */
    call(method, args, how = {}) {
      const { onProgress = () => {}, interval = 0, signal, needs = null, own = false } = how;
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject, onProgress, own });
        worker.postMessage({ type: CALL, id, method, args, interval, needs });
        signal?.addEventListener("abort", () => {
          if (pending.has(id)) worker.postMessage({ type: CANCEL, id });
        });
      });
    },

    /**
     * Stop the learner's code, whatever it does: what does not let go within a moment is ended with
     * its worker, and another one is started.
     *
     * @returns {Promise<boolean>} Whether the worker is another one.
     */
    async stop() {
      const [stopping, calls] = [worker, [...pending].filter(([, { own }]) => own)];
      for (const [id] of calls) worker.postMessage({ type: CANCEL, id });
      if (ready) await new Promise((resolve) => setTimeout(resolve, GRACE));
      const left = calls.filter(([id]) => pending.has(id));
      // One that is still loading has not begun with them, and will pass over them.
      const stuck = ready && worker === stopping && left.length > 0;
      if (stuck) {
        worker.terminate();
        hush(false);
        worker = start();
        on.status({ phase: "loading", loaded: 0, total: 0, detail: "" });
      }
      reject(left, "cancelled", "This was stopped.");
      if (stuck) reject([...pending], "worker", "Python was started again.");
      return stuck;
    },

    /** Try again after a start that failed. */
    restart() {
      worker.terminate();
      worker = start();
    },
  };
}
