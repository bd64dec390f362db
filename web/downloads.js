/** Counts the bytes of files while the worker fetches them: those of one watch at a time. */

/** Between two reports, at least, in bytes. */
const STEP = 100_000;

/**
 * @typedef {object} Watch
 * @property {Record<string, number>} sizes  File name to bytes.
 * @property {number} loaded
 * @property {number} told  How much the last report spoke of.
 * @property {(loaded: number, total: number) => void} onLoaded
 * @property {(error: Error) => void} onLost
 * @property {AbortController} controller
 */

/** @type {Watch | null} */
let watch = null;
/** What was asked for before whoever needs it, by address. @type {Map<string, Promise<Response>>} */
const early = new Map();
const plainFetch = self.fetch;
self.fetch = countedFetch;

/**
 * Report on these files from now on, until `stopWatching`.
 *
 * @param {Record<string, number>} sizes
 * @param {Watch["onLoaded"]} onLoaded
 * @returns {Promise<never>} Rejected when one of them cannot be had.
 */
export function watchDownloads(sizes, onLoaded) {
  onLoaded(0, sum(sizes));
  return new Promise((_, onLost) => {
    const controller = new AbortController();
    watch = { sizes, loaded: 0, told: 0, onLoaded, onLost, controller };
  });
}

/**
 * Have files on their way before they are asked for.
 *
 * @param {string[]} addresses
 */
export function fetchEarly(addresses) {
  for (const address of addresses) {
    const response = countedFetch(address);
    response.catch(() => {});
    early.set(address, response);
  }
}

/** Say that all is there, or that what still arrives is no news. */
export function stopWatching() {
  if (watch) watch.onLoaded(sum(watch.sizes), sum(watch.sizes));
  watch = null;
}

/** Give up what is still on its way. */
export function abandonDownloads() {
  watch?.controller.abort();
}

/** @param {string} address */
export function fileName(address) {
  return address.split("/").pop() ?? "";
}

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit} [init]
 */
async function countedFetch(input, init) {
  const asked = early.get(String(input));
  early.delete(String(input));
  if (asked) return asked;
  const current = watch;
  const name = fileName(input instanceof Request ? input.url : String(input));
  if (!current || !(name in current.sizes)) return plainFetch(input, init);
  try {
    const { signal } = current.controller;
    const response = await plainFetch(input, { ...init, signal });
    if (!response.ok || !response.body) throw new Error(`the host answered ${response.status}`);
    const { status, headers } = response;
    return new Response(response.body.pipeThrough(counter(current)), { status, headers });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const lost = navigator.onLine ? `${name} did not arrive (${reason})` : "there is no network";
    current.onLost(new Error(lost));
    throw error;
  }
}

/** @param {Watch} current */
function counter(current) {
  return new TransformStream({
    transform(chunk, controller) {
      current.loaded += chunk.byteLength;
      if (current === watch && current.loaded - current.told > STEP) {
        current.told = current.loaded;
        current.onLoaded(Math.min(current.loaded, sum(current.sizes)), sum(current.sizes));
      }
      controller.enqueue(chunk);
    },
  });
}

/** @param {Record<string, number>} sizes */
function sum(sizes) {
  return Object.values(sizes).reduce((total, size) => total + size, 0);
}
