/**
 * Keeps the whole site in the browser, so that it works without a network.
 *
 * The build writes `SITE` above this text. Each version has a cache of its own and becomes active
 * only when all of it is there; the files in folders have names that change with their contents, so
 * what an older page asks for is never answered with something else.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const PREFIX = "site-";
/** Two copies of the site on one host share the host's caches: the scope tells them apart. */
const NAME = `${PREFIX}${SITE.version} ${scope}`;
const LASTING = /^(?:assets|pyodide)\//;

worker.addEventListener("install", (event) => {
  event.waitUntil(install());
  event.waitUntil(answerAlone(event).catch(() => {}));
});
worker.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([worker.clients.claim(), tidy()])),
);
worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
worker.addEventListener("message", (event) => {
  if (event.data === "switch") worker.skipWaiting();
  if (event.data === "keep") event.waitUntil(report(event.ports[0]));
});

/**
 * Say to a page whether all is kept, and keep what is missing.
 *
 * @param {MessagePort} port
 */
async function report(port) {
  try {
    await keepAll();
    port.postMessage({ kept: true });
    await tidy();
  } catch (error) {
    port.postMessage({ kept: false, reason: reasonOf(error) });
  }
}

/**
 * Let the browser take these files out of the cache by itself, where it can: a page that opens does
 * not wait until this worker has started.
 *
 * @param {any} event
 */
async function answerAlone(event) {
  await event.addRoutes?.(
    Object.keys(SITE.files).map((path) => {
      const pathname = new URL(path, scope).pathname.replace(/[+*?:{}()\\]/g, "\\$&");
      return { condition: { urlPattern: { pathname, search: "" } }, source: { cacheName: NAME } };
    }),
  );
}

async function install() {
  try {
    await keepAll();
  } catch (error) {
    const reason = reasonOf(error);
    // Half of it is of no use where it does not fit, and takes the place of what people make.
    if (reason === "full") await caches.delete(NAME).catch(() => {});
    const pages = await worker.clients.matchAll({ includeUncontrolled: true });
    for (const page of pages) page.postMessage({ kept: false, reason });
    throw error;
  }
}

/** Bring what is not there yet, one after the other: the page has the network first. */
async function keepAll() {
  const cache = await caches.open(NAME);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  for (const [path, integrity] of Object.entries(SITE.files)) {
    const url = new URL(path, scope).href;
    if (there.has(url)) continue;
    const older = LASTING.test(path) ? await fromOlder(url) : undefined;
    await cache.put(url, older ?? (await bring(url, path, integrity)));
  }
}

/**
 * @param {string} url
 * @param {string} path
 * @param {string} integrity  Of another version's file the browser makes an error.
 */
async function bring(url, path, integrity) {
  /** @param {RequestCache} cache */
  const get = (cache) =>
    fetch(url, /** @type {RequestInit} */ ({ integrity, cache, priority: "low" }));
  // What the page has just fetched comes out of the browser's own cache.
  const response = LASTING.test(path)
    ? await get("force-cache").catch(() => get("reload"))
    : await get("no-cache");
  if (!response.ok) throw new TypeError(`${path}: the host answered ${response.status}`);
  // A browser refuses to open a page with an answer that came by another address.
  return response.redirected ? new Response(response.body, response) : response;
}

/**
 * The path below the scope of what this worker answers; null for anything else.
 *
 * @param {Request} request
 */
function pathOf({ method, url }) {
  if (method !== "GET" || !url.startsWith(scope)) return null;
  const path = url.slice(scope.length).replace(/[?#].*$/s, "");
  if (path === "" || path === "index.html") return "./";
  return path in SITE.files || LASTING.test(path) ? path : null;
}

/**
 * @param {Request} request
 * @param {string} path
 */
async function answer(request, path) {
  const url = new URL(path, scope).href;
  const kept = await find(url, path).catch(() => undefined);
  return kept ?? fetch(request);
}

/**
 * @param {string} url
 * @param {string} path
 */
async function find(url, path) {
  const cache = await caches.open(NAME);
  return (await cache.match(url)) ?? (LASTING.test(path) ? fromOlder(url) : undefined);
}

/**
 * A page that was open before the switch still gets its own files.
 *
 * @param {string} url
 */
async function fromOlder(url) {
  for (const name of await otherVersions()) {
    const found = await (await caches.open(name)).match(url);
    if (found) return found;
  }
  return undefined;
}

async function otherVersions() {
  const names = await caches.keys();
  return names.filter(
    (name) => name.startsWith(PREFIX) && name.endsWith(` ${scope}`) && name !== NAME,
  );
}

/** Delete the versions that no open page is of; each page holds a lock named for its script. */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const scripts = held
    .map(({ name = "" }) => name)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
  for (const name of await otherVersions()) {
    const cache = await caches.open(name);
    const found = await Promise.all(scripts.map((script) => cache.match(script)));
    if (!found.some(Boolean)) await caches.delete(name);
  }
}

/**
 * "full", "network", or "forbidden".
 *
 * @param {unknown} error
 */
function reasonOf(error) {
  if (error instanceof TypeError) return "network";
  return error instanceof DOMException && error.name === "QuotaExceededError"
    ? "full"
    : "forbidden";
}
