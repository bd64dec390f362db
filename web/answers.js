/** What a machine answers for the points on the plane, and which of them it misses. */

import { heldOut, DRAWN } from "./scene.js";

/**
 * @typedef {import("./state.js").State} State
 *
 * @typedef {object} Answer
 * @property {number[]} p  The probability of class 1; for three classes, of each.
 * @property {number} label  The class it answers.
 * @property {number} loss
 */

/**
 * @param {State} state
 * @param {number} i  Which machine.
 * @param {number} k  Which point.
 * @returns {Answer | null}
 */
export function answerOf(state, i, k) {
  const answers = answersOf(state, i);
  if (!answers) return null;
  const { p, loss } = answers;
  const m = loss.length;
  const all = Array.from({ length: p.length / m }, (_, c) => p[c * m + k]);
  return { p: all, label: classOf(p, m, k, thresholdOf(state, i)), loss: loss[k] };
}

/**
 * The numbers of the points that a machine takes for another class.
 *
 * @param {State} state
 * @param {number} i
 */
export function missed(state, i) {
  const answers = answersOf(state, i);
  if (!answers) return [];
  const threshold = thresholdOf(state, i);
  const m = answers.loss.length;
  const found = [];
  for (let k = 0; k < m; k++) {
    if (classOf(answers.p, m, k, threshold) !== state.points[k].label) found.push(k);
  }
  return found;
}

/**
 * Which points are kept back for the test; null where the test takes new ones.
 *
 * @param {State} state
 */
export function keptBack({ points, dataset, testing }) {
  if (dataset !== DRAWN && testing.on === "fresh") return null;
  return heldOut(points, testing.share ?? 0);
}

/**
 * The answers for the points as they are now, once they are there.
 *
 * @param {State} state
 * @param {number} i
 */
function answersOf({ run, points }, i) {
  const answers = run.machines[i]?.answers;
  return answers && answers.loss.length === points.length ? answers : null;
}

/**
 * @param {State} state
 * @param {number} i
 */
function thresholdOf({ machines }, i) {
  return machines[i].threshold ?? 0.5;
}

/**
 * @param {Float32Array} p  For three classes, one after the other.
 * @param {number} m  How many points there are.
 * @param {number} k
 * @param {number} threshold
 */
function classOf(p, m, k, threshold) {
  if (p.length === m) return Number(p[k] >= threshold);
  let best = 0;
  for (let c = 1; c * m < p.length; c++) if (p[c * m + k] > p[best * m + k]) best = c;
  return best;
}
