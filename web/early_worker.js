/** Starts the worker so that it keeps to the page's content security policy, and starts it early. */

import { moduleOptions } from "./module_options.js";

/** @type {string | null} */
let start = null;

/**
 * A worker whose script has an address of its own would follow no policy on a static host. One
 * that starts from a blob inherits the page's: neither Python nor what it reaches by `import js`
 * can talk to another host. What the page sends before the script is there waits for it.
 */
function address() {
  const script = new URL(WORKER_URL, import.meta.url).href;
  const text = `
    const early = [];
    onmessage = (event) => early.push(event);
    import(${JSON.stringify(script)}).then(
      () => early.forEach((event) => onmessage(event)),
      (error) => reportError(error),
    );
  `;
  start ??= URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return start;
}

/**
 * The first one: while the page's own script arrives and builds the page, Python is on its way.
 *
 * @type {{worker: Worker, heard: Event[], asked: boolean} | null}
 */
let first = null;
let taken = false;

export function startEarly() {
  if (taken) return;
  /** @type {Event[]} */
  const heard = [];
  const { options, wereRead } = moduleOptions();
  const worker = new Worker(address(), options);
  worker.onmessage = (event) => heard.push(event);
  worker.onerror = (event) => heard.push(event);
  first = { worker, heard, asked: wereRead() };
}

/**
 * Return the early worker once, and then new ones.
 *
 * @param {WorkerOptions} options  Read by browsers that know of modules, so or so.
 * @returns {Worker}
 */
export function freshWorker(options) {
  taken = true;
  if (!first) return new Worker(address(), options);
  const { worker, heard, asked } = first;
  first = null;
  if (asked) void options.type;
  worker.onmessage = null;
  worker.onerror = null;
  // Told to whoever listens by then.
  queueMicrotask(() => {
    for (const event of heard) {
      if (event.type === "message") worker.onmessage?.(/** @type {MessageEvent} */ (event));
      else worker.onerror?.(/** @type {ErrorEvent} */ (event));
    }
  });
  return worker;
}
