/** Has the site kept in this browser by its service worker, and hears of a new version. */

/** How long an idle moment is waited for, in milliseconds. */
const PATIENCE = 5000;
/** Where a page that is open keeps its version's files from being deleted: service_worker.js. */
const LOCK = `site-${import.meta.url}`;

/**
 * @typedef {"" | "kept" | "full" | "forbidden" | "insecure"} Offline  Whether the site works
 *   without a network; if not, why. Empty while that is not known, or needs no word.
 */

/**
 * @param {import("./state.js").Store} store
 * @param {boolean} embedded  A frame in another page keeps nothing: it would be once more for each.
 * @param {() => Promise<void>} keepNow  Keep what has been made.
 */
export function createOffline(store, embedded, keepNow) {
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;
  holdVersion();
  // The start comes first: what is kept then comes out of the browser's own cache.
  store.subscribe(({ status }, before) => {
    if (status.phase !== "loading" && before.status.phase === "loading") whenIdle(begin);
  });

  async function begin() {
    if (ONE_FILE || registration || embedded || window !== window.top) return;
    if (!location.protocol.startsWith("http")) return;
    if (!("serviceWorker" in navigator)) {
      tell(window.isSecureContext ? "forbidden" : "insecure");
      return;
    }
    try {
      const address = new URL("service-worker.js", document.baseURI);
      navigator.serviceWorker.addEventListener("message", ({ data }) => hear(data));
      registration = await navigator.serviceWorker.register(address);
      registration.addEventListener("updatefound", follow);
    } catch (error) {
      // Without a network there is nothing to say: what is needed now is here.
      if (!(error instanceof TypeError)) tell("forbidden");
      return;
    }
    follow();
    look();
  }

  function follow() {
    for (const worker of [registration?.installing, registration?.waiting]) {
      worker?.addEventListener("statechange", look);
    }
  }

  /** See how far it is: a version that waits is whole. */
  function look() {
    if (!registration) return;
    store.update({ fresh: Boolean(registration.active && registration.waiting) });
    if (registration.active?.state !== "activated" || store.get().offline === "kept") return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => hear(data);
    registration.active.postMessage("keep", [port2]);
  }

  /** @param {{kept: boolean, reason?: Offline | "network"}} message */
  function hear({ kept, reason }) {
    if (kept) tell("kept");
    // A new version that could not be kept leaves the one that is.
    else if (reason && reason !== "network" && store.get().offline !== "kept") tell(reason);
  }

  /** @param {Offline} offline */
  function tell(offline) {
    store.update({ offline });
  }

  return {
    /** Take the new version: this page opens anew in it, others keep their own until they do. */
    async switchOver() {
      await keepNow();
      const reload = () => location.reload();
      if (!registration?.waiting) return reload();
      navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
      registration.waiting.postMessage("switch");
    },
  };
}

/** Keep this version's files as long as the page is open. */
function holdVersion() {
  const { locks } = navigator;
  if (!locks) return;
  const hold = () =>
    locks.request(LOCK, { mode: "shared" }, () => {
      // Given up on leaving, or the browser could not bring the page back as it was.
      return new Promise((resolve) => addEventListener("pagehide", resolve, { once: true }));
    });
  hold().catch(() => {});
  addEventListener("pageshow", ({ persisted }) => persisted && hold().catch(() => {}));
}

/** @param {() => void} act */
function whenIdle(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: PATIENCE });
  else setTimeout(act, PATIENCE / 2);
}
