/** What the glass says of the iteration as a whole, and what a stage needs said besides. */

import { t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { h } from "./dom.js";
import { number, significant } from "./format.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Stage} Stage
 */

/** @param {State} state */
export function newsOf(state) {
  const { glass, run, status, points } = state;
  if (status.phase !== "ready") return t("glass.waiting");
  if (points.length === 0) return t("glass.no-points");
  if (glass.replay) {
    return t(glass.iteration === null ? "glass.replaying" : "glass.going", glass.replay);
  }
  if (run.mode === "train" || run.mode === "pausing") return t("glass.training");
  const { explained, problem } = glass;
  if (!explained) return problem ? inLanguage(problem) : "";
  const { cost, next_cost } = explained;
  if (next_cost === null) return t("glass.finished");
  return t("glass.after", { before: significant(cost), after: significant(next_cost) });
}

/**
 * @param {State} state
 * @param {Explained} explained
 * @param {Stage} stage
 */
export function notesOf(state, explained, stage) {
  const { engine, readable, batch, n_samples, point, test, held_out, in_batch } = explained;
  const n = (point ?? 0) + 1;
  const at = point === null ? undefined : state.points[point];
  const lines = [];
  if (state.glass.iteration !== null) lines.push(t("glass.past", { n: state.run.iteration }));
  if (at) {
    const place = { x: number(at.x, 2), y: number(at.y, 2), label: at.label };
    lines.push(t("glass.column", { n, ...place }));
  }
  if (held_out) lines.push(t("glass.held-out", { n }));
  else if (test) lines.push(t("glass.test", { m: n_samples }));
  if (stage.formulas.includes("sigmoid-code")) lines.push(t("glass.code-form"));
  if (stage.formulas.includes("newton-step-code")) lines.push(t("glass.newton-code-form"));
  if (batch !== null) lines.push(t("glass.batch", { n: batch, m: n_samples }));
  if (!in_batch) lines.push(t("glass.not-in-batch", { n }));
  const pulls = stage.name === "slope" || stage.name === "gradient";
  if (pulls && at && !held_out && in_batch && stage.layer <= 1 && explained.path.length === 0) {
    lines.push(t("glass.pull"));
  }
  if (engine === "your code") lines.push(t("glass.your-code"));
  if (engine !== readable) lines.push(t("glass.engine", { fast: engine, file: readable }));
  return lines.map((line) => h("p", { class: "soft" }, line));
}
