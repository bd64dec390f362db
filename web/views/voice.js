/** Tells a screen reader what changed: when a training ends, and when the points become others. */

import { t } from "../language.js";
import { censusOf } from "./data_panel.js";
import { percent, significant } from "./format.js";

/** A stroke changes the points many times: speak once they rest, in milliseconds. */
const REST = 700;

/**
 * @param {HTMLElement} voice  A live region.
 * @param {import("../state.js").Store} store
 */
export function createVoice(voice, store) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  store.subscribe((state, before) => {
    const { run, test, points, language } = state;
    if (language !== before.language) voice.textContent = "";
    const ended = run.mode === "idle" && before.run.mode !== "idle";
    if (ended && run.epoch === before.run.epoch && run.iteration > 0) say(stateOfRun(state));
    if (test && test !== before.test) {
      say(t("messages.voice-test", { accuracy: percent(test[state.focus].accuracy) }));
    }
    if (points !== before.points) {
      clearTimeout(timer);
      timer = setTimeout(() => say(censusOf(store.get().points)), REST);
    }
  });

  /** @param {string} text */
  function say(text) {
    // What the points had become is old news by now.
    clearTimeout(timer);
    voice.textContent = text;
  }
}

/** @param {import("../state.js").State} state */
function stateOfRun({ run, focus }) {
  const { cost, accuracy } = run.machines[focus];
  return t(run.iteration >= run.goal ? "messages.voice-done" : "messages.voice-paused", {
    iteration: run.iteration,
    cost: cost === null ? "–" : significant(cost),
    accuracy: accuracy === null ? "–" : percent(accuracy),
  });
}
