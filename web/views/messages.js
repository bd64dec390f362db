/** What the page has to say: the state of the runtime, and one sentence when something is wrong. */

import { megabytes } from "./format.js";

/**
 * @param {import("../state.js").Store} store
 * @param {() => void} onRetry
 */
export function createMessages(store, onRetry) {
  const status = /** @type {HTMLElement} */ (document.getElementById("status"));
  const bar = /** @type {HTMLProgressElement} */ (document.getElementById("loading"));
  const retry = /** @type {HTMLButtonElement} */ (document.getElementById("retry"));
  const alert = /** @type {HTMLElement} */ (document.getElementById("alert"));
  retry.addEventListener("click", onRetry);

  store.subscribe((state) => {
    const text = statusText(state);
    if (status.textContent !== text) status.textContent = text;
    status.dataset.phase = state.status.phase;
    bar.hidden = state.status.phase !== "loading";
    bar.max = state.status.total || 1;
    bar.value = state.status.loaded;
    retry.hidden = state.status.phase !== "failed";
    const message = state.message ?? state.run.advice ?? "";
    if (alert.textContent !== message) alert.textContent = message;
  });
}

/** @param {import("../state.js").State} state */
function statusText({ status, run, making }) {
  const { phase, loaded, total, detail } = status;
  if (phase === "failed") return `Python could not be loaded: ${detail}. Points can be drawn.`;
  if (phase === "ready") return `Ready: ${detail}`;
  const size = total ? ` ${megabytes(loaded)} of ${megabytes(total)} MB` : "";
  const doing = loaded > 0 && loaded === total ? "Starting Python" : `Loading Python${size}`;
  const then = run.mode !== "idle" ? ", then it trains" : making ? ", then the points come" : "";
  return `${doing}${then}`;
}
