/** Starts the worker so that it keeps to the page's content security policy. */

import { workerOrNone } from "./missing.js";
import { createPackedWorker } from "./packed_worker.js";

/**
 * A worker whose script has an address of its own would follow no policy on a static host. One
 * that starts from a blob inherits the page's: neither Python nor what it reaches by `import js`
 * can talk to another host. What the page sends before the script is there waits for it.
 */
const SCRIPT = `
  const early = [];
  onmessage = (event) => early.push(event);
  import(${JSON.stringify(new URL(WORKER_URL, import.meta.url).href)}).then(
    () => early.forEach((event) => onmessage(event)),
    (error) => reportError(error),
  );
`;

/** @type {string | null} */
let start = null;

/** @param {WorkerOptions} options */
function fenced(options) {
  start ??= URL.createObjectURL(new Blob([SCRIPT], { type: "text/javascript" }));
  return new Worker(start, options);
}

export function createWorker() {
  // In the one file it comes out of the page, and keeps to its policy as well.
  return workerOrNone(ONE_FILE ? createPackedWorker : fenced);
}
