/** The numbers: each in an `output`, with its full precision in `data-value`. */

import { trueLine } from "../state.js";
import { equation, number, percent, significant } from "./format.js";

/** @typedef {import("../state.js").State} State */

/** Which of the two forms of the neuron computes, by the pace. */
const ENGINES = {
  watch: "Computed by neuron.py",
  fast: "Computed by fused.py, the fast form",
};

/** @type {Record<string, {of: (state: State) => number | null, as: (value: number) => string}>} */
const READINGS = {
  iteration: { of: ({ run }) => run.iteration, as: (value) => number(value, 0) },
  cost: { of: ({ run }) => run.cost, as: significant },
  "training-accuracy": { of: ({ run }) => run.accuracy, as: percent },
  "test-accuracy": { of: ({ test }) => test?.accuracy ?? null, as: percent },
  w1: { of: ({ run }) => run.w[0], as: significant },
  w2: { of: ({ run }) => run.w[1], as: significant },
  b: { of: ({ run }) => run.b, as: significant },
};

/** @param {import("../state.js").Store} store */
export function createReadings(store) {
  const outputs = Object.entries(READINGS).map(([id, reading]) => ({
    output: /** @type {HTMLElement} */ (document.getElementById(id)),
    ...reading,
  }));
  const found = /** @type {HTMLElement} */ (document.getElementById("found-line"));
  const truth = /** @type {HTMLElement} */ (document.getElementById("true-line"));
  const engine = /** @type {HTMLElement} */ (document.getElementById("engine"));
  const census = /** @type {HTMLElement} */ (document.getElementById("census"));
  const verdict = /** @type {HTMLElement} */ (document.getElementById("verdict"));

  store.subscribe((state, before) => {
    if (state === before || state.points !== before.points) {
      const ones = state.points.filter(({ label }) => label === 1).length;
      const zeros = state.points.length - ones;
      census.textContent = `${number(ones, 0)} of class 1, ${number(zeros, 0)} of class 0`;
    }
    engine.textContent = ENGINES[state.settings.pace];
    if (state === before || state.run !== before.run || state.test !== before.test) {
      for (const { output, of, as } of outputs) show(output, of(state), as);
      found.textContent = state.run.boundary ? equation(state.run.boundary) : "–";
      const line = trueLine(state);
      truth.textContent = line ? equation(line) : "–";
      verdict.textContent = verdictOn(state);
    }
  });
}

/**
 * @param {HTMLElement} output
 * @param {number | null} value
 * @param {(value: number) => string} as
 */
function show(output, value, as) {
  if (value === null) {
    output.textContent = "–";
    delete output.dataset.value;
  } else {
    output.textContent = as(value);
    output.dataset.value = String(value);
  }
}

/** @param {State} state */
function verdictOn({ test, dataset, run }) {
  if (!test) return "";
  const n = test.label.length;
  const missed = test.missed.reduce((sum, miss) => sum + miss, 0);
  const kind = dataset === "drawn" ? "points held back from training" : "new points";
  const article = dataset === "line" ? "; the article reports about 99 %" : "";
  const start = run.iteration === 0 ? " It has not learnt anything yet: press Train." : "";
  return `${number(missed, 0)} of ${number(n, 0)} ${kind} missed${article}.${start}`;
}
