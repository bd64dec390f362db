/** What the page has to say: the state of the runtime, and one sentence when something is wrong. */

import { t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { setText } from "./dom.js";
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
  const close = /** @type {HTMLButtonElement} */ (document.getElementById("alert-close"));
  /** The advice that has been read and closed. */
  let read = "";
  retry.addEventListener("click", onRetry);
  close.addEventListener("click", () => {
    read = adviceIn(store.get());
    store.update({ message: null });
  });

  store.subscribe((state) => {
    setText(status, statusText(state));
    status.dataset.phase = state.status.phase;
    bar.hidden = state.status.phase !== "loading";
    bar.max = state.status.total || 1;
    bar.value = state.status.loaded;
    retry.hidden = state.status.phase !== "failed" || Boolean(state.status.missing);
    const advice = adviceIn(state);
    if (advice !== read) read = "";
    setText(alert, inLanguage(state.message ?? (read ? "" : advice)));
  });
}

/** @param {import("../state.js").State} state */
function adviceIn({ run }) {
  return run.machines.map((machine) => machine.advice).find(Boolean) ?? "";
}

/** @param {import("../state.js").State} state */
function statusText({ status, run, making }) {
  const { phase, loaded, total, detail, missing } = status;
  if (missing) return t("missing.status");
  if (phase === "failed") return t("messages.failed", { reason: inLanguage(detail) });
  if (run.replay) return t("messages.replay", run.replay);
  if (phase === "ready") return t("messages.ready", { versions: detail });
  const values = { loaded: megabytes(loaded), total: megabytes(total) };
  const key = loaded > 0 && loaded === total ? "starting" : total ? "loading-size" : "loading";
  const doing = t(`messages.${key}`, values);
  if (run.hurry) return t("messages.then-back", { doing });
  if (run.mode !== "idle") return t("messages.then-train", { doing });
  return making ? t("messages.then-points", { doing }) : doing;
}
