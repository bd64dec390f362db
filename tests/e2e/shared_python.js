// Lends a Python that has started to one page after the other: a start is most of a test's time.
//
// The page that this runs in stays open; the pages that a test sees are opened by it. Where such a
// page makes a worker, it gets one that an earlier page has left behind, or else one of its own. The
// page itself is fresh each time, and so is everything that it keeps.
(() => {
  const lender = openersLender();
  if (lender) {
    globalThis.Worker = function (url, options) {
      return lender.lend(url, options);
    };
    return;
  }

  const IDS = 1_000_000;
  let lent = 0;
  let idle = null;
  let current = null;

  function start(url, options) {
    const real = new Worker(url, options);
    const python = { real, pending: new Set(), starting: true, ready: null, facade: null };
    real.onmessage = ({ data }) => {
      if (data.type === "status" && data.phase !== "loading") python.starting = false;
      if (data.type === "status" && data.phase === "ready") python.ready = data;
      if (data.type === "result" || data.type === "error") python.pending.delete(data.id);
      python.facade?.hear(data);
    };
    real.onerror = (event) => {
      event.preventDefault();
      python.starting = false;
      python.ready = null;
      python.facade?.onerror?.(event);
    };
    return python;
  }

  function lend(url, options) {
    // A page that was reloaded, or that has ended its Python, has let go of the one before.
    if (current) letGo(current);
    // The page takes a browser that does not ask for one that knows of no modules.
    const { type } = options;
    const python = idle ?? start(url, { type });
    idle = null;
    // No two pages number their calls alike: what comes late for one is not taken for another's.
    const base = IDS * ++lent;
    const facade = {
      onmessage: null,
      onerror: null,
      hear(data) {
        if (!("id" in data)) facade.onmessage?.({ type: "message", data });
        else if (data.id > base) {
          facade.onmessage?.({ type: "message", data: { ...data, id: data.id - base } });
        }
      },
      postMessage(message) {
        const sent = "id" in message ? { ...message, id: message.id + base } : message;
        if (sent.type === "call") python.pending.add(sent.id);
        python.real.postMessage(sent);
      },
      terminate() {
        python.starting = false;
        python.ready = null;
        python.real.terminate();
      },
    };
    python.facade = facade;
    current = python;
    if (python.ready) setTimeout(() => facade.hear(python.ready));
    return facade;
  }

  /** Keep a Python in which nothing runs, or will run, for the next page, and end any other. */
  function letGo(python) {
    python.facade = null;
    // One that still starts has not begun with what it was asked.
    if (python.starting) cancelAll(python);
    if (python.starting || (python.ready && python.pending.size === 0)) idle = python;
    else python.real.terminate();
    current = null;
  }

  function cancelAll(python) {
    for (const id of python.pending) python.real.postMessage({ type: "cancel", id });
  }

  /** Take back what the page that was closed had. */
  async function takeBack() {
    const python = current;
    if (!python) return;
    cancelAll(python);
    for (let turn = 0; python.ready && python.pending.size && turn < 50; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    letGo(python);
  }

  /** What the page that opened this one lends; an empty page may not ask. */
  function openersLender() {
    try {
      return globalThis.opener?.lender;
    } catch {
      return undefined;
    }
  }

  globalThis.lender = { lend, takeBack };
})();
