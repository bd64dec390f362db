/** One line under the bar: what the training does, why it stopped, what the test found. */

import { t } from "../language.js";
import { DRAWN } from "../scene.js";
import { h, setText } from "./dom.js";
import { percent } from "./format.js";

/** @typedef {import("../state.js").State} State */

/** @param {import("../state.js").Store} store */
export function createNarrator(store) {
  const sentence = h("p", { role: "status", label: "run.news" });
  const bar = h("progress", { max: 1, value: 0, label: "run.replay-progress" });
  const engine = h("p", { class: "soft" });
  const root = h("div", { class: "narrator" }, bar, sentence, engine);
  store.subscribe((state) => {
    const { replay, machines } = state.run;
    bar.hidden = replay === null;
    if (replay) bar.value = replay.of > 0 ? replay.k / replay.of : 0;
    // The rest is told by the page's voice: twice is too often.
    sentence.setAttribute("aria-live", state.test || state.run.stopped ? "polite" : "off");
    setText(sentence, news(state));
    const engines = [...new Set(machines.map((machine) => machine.engine))];
    const known = engines.filter((name) => name !== null).join(", ");
    setText(engine, known && t("run.engine", { file: known }));
    engine.hidden = state.code.used !== null;
  });
  return root;
}

/**
 * No number of it changes from frame to frame: screen readers hear what happens, not how it goes.
 *
 * @param {State} state
 */
function news(state) {
  const { run, schedule, test } = state;
  if (run.replay) return t("run.replaying", { of: run.replay.of });
  if (run.mode !== "idle") return t("run.training");
  if (test) return verdict(state);
  if (run.stopped === "cost") {
    return t("run.stopped-cost", { value: String(schedule.stop_cost) });
  }
  if (run.stopped === "change") {
    return t("run.stopped-change", { value: String(schedule.stop_change) });
  }
  if (run.iteration === 0) return t("run.press-train");
  const done = schedule.n_iterations !== null && run.iteration % schedule.n_iterations === 0;
  return t(done ? "run.stopped-count" : "run.paused", { n: run.iteration });
}

/**
 * How many points of the test were missed, and what the article says of its own.
 *
 * @param {State} state
 */
function verdict({ test, dataset, testing, machines }) {
  const held = dataset === DRAWN || testing.on === "held_out";
  const parts = (test ?? []).map(({ missed, accuracy }, i) => {
    const n = missed.reduce((sum, value) => sum + value, 0);
    const values = { n, of: missed.length, share: percent(accuracy) };
    const text = t(held ? "run.verdict-held" : "run.verdict-fresh", values);
    return machines.length > 1 ? `${"AB"[i]}: ${text}` : text;
  });
  const article = dataset === "line" && !held && machines.length === 1;
  return parts.join(" ") + (article ? ` ${t("run.verdict-article")}` : "");
}
