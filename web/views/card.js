/** A card that says all about one point: where it is, its class, and what the machine answers. */

import { keptBack } from "../answers.js";
import { t } from "../language.js";
import { h } from "./dom.js";
import { number, significant } from "./format.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../answers.js").Answer} Answer
 */

/**
 * @param {HTMLElement} card
 * @param {State} state
 * @param {number} k  Which point.
 * @param {Answer | null} answer
 * @param {boolean} leads  Whether the glass would be about this machine.
 */
export function fillCard(card, state, k, answer, leads) {
  const lines = linesOf(state, k, answer).map((line) => h("p", {}, line));
  const key = leads && state.page === "studio" && !state.hidden.includes("shortcuts");
  const how = key && answer && h("p", { class: "soft" }, t("plane.card-how"));
  card.replaceChildren(...lines, how || "");
}

/**
 * The same as one sentence, to be heard.
 *
 * @param {State} state
 * @param {number} k
 * @param {Answer | null} answer
 */
export function spokenOf(state, k, answer) {
  return linesOf(state, k, answer).join(". ");
}

/**
 * @param {State} state
 * @param {number} k
 * @param {Answer | null} answer
 */
function linesOf(state, k, answer) {
  const { x, y, label } = state.points[k];
  const lines = [t("plane.card-point", { label, x: number(x, 2), y: number(y, 2) })];
  if (keptBack(state)?.[k]) lines.push(t("plane.card-held-out"));
  if (!answer) return lines;
  const { p, loss } = answer;
  const right = answer.label === label;
  lines.push(
    p.length === 1
      ? `p = ${number(p[0], 3)}`
      : p.map((one, c) => `p${c} = ${number(one, 3)}`).join(", "),
    t(right ? "plane.card-right" : "plane.card-missed", { label: answer.label }),
    t("plane.card-loss", { loss: significant(loss) }),
  );
  return lines;
}
