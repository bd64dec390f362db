/** The sign that edited code is in use, and how fast it goes. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";

/** How long a speed is measured, in milliseconds. */
const WHILE = 500;

/**
 * @param {HTMLElement} bar
 * @param {import("../state.js").Store} store
 */
export function createCodeSign(bar, store) {
  const text = h("span", {});
  const root = h(
    "p",
    { class: "code-sign", role: "status", label: "code.sign" },
    h("span", { "aria-hidden": "true" }, "✎ "),
    text,
  );
  bar.append(root);
  const speed = createSpeed();
  store.subscribe((state) => {
    const { code, page, run } = state;
    // Beside the code itself it is said already.
    root.hidden = code.used === null || page === "code";
    if (root.hidden) return;
    const n = speed(run);
    const sentence = code.held
      ? t("code.in-use-held")
      : n === null
        ? t("code.in-use")
        : t("code.in-use-speed", { n });
    setText(text, sentence);
  });
}

/** Measures iterations a second; null until it is known, rounded so that it stands still. */
export function createSpeed() {
  let [epoch, iteration, since] = [-1, 0, 0];
  /** @type {number | null} */
  let speed = null;
  return (/** @type {import("../run.js").Run} */ run) => {
    const now = performance.now();
    if (run.epoch !== epoch || run.mode === "idle" || run.iteration < iteration) {
      if (run.epoch !== epoch) speed = null;
      [epoch, iteration, since] = [run.epoch, run.iteration, now];
    } else if (now - since >= WHILE && run.iteration > iteration) {
      speed = rounded(((run.iteration - iteration) * 1000) / (now - since));
      [iteration, since] = [run.iteration, now];
    }
    return speed;
  };
}

/**
 * To two digits.
 *
 * @param {number} value
 */
function rounded(value) {
  return Number(value.toPrecision(2));
}
