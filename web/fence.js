/** Takes from the worker what a learner's Python has no business with. */

/** The browser's storage, talk with the page and with other workers, and workers of one's own. */
const TAKEN = [
  ...["postMessage", "close"],
  ...["indexedDB", "caches", "cookieStore", "BroadcastChannel", "SharedWorker", "Worker"],
  ...["FileReaderSync", "Notification", "webkitRequestFileSystem", "webkitRequestFileSystemSync"],
];
/** Of the navigator: files of one's own, locks, and what lies beside the page. */
const TAKEN_FROM_NAVIGATOR = ["storage", "storageBuckets", "locks", "serviceWorker", "permissions"];

/**
 * Call it before any of the learner's code runs. Other hosts are out of reach without it: the
 * worker keeps to the page's content security policy.
 */
export function fenceIn() {
  for (const name of TAKEN) takeFrom(globalThis, name);
  for (const name of TAKEN_FROM_NAVIGATOR) takeFrom(navigator, name);
}

/**
 * Take a name from an object and from all that it inherits from.
 *
 * @param {object} object
 * @param {string} name
 */
function takeFrom(object, name) {
  for (let part = object; part; part = Object.getPrototypeOf(part)) {
    if (Object.hasOwn(part, name)) Reflect.deleteProperty(part, name);
  }
  if (name in object) Object.defineProperty(object, name, { value: undefined });
}
