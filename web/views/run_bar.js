/** The bar over everything: train, step, test, and where the training stands. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";
import { numberField, reading } from "./fields.js";
import { number, percent, significant } from "./format.js";

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../training.js").createTraining>} training
 * @param {ReturnType<typeof import("../machining.js").createMachining>} machining
 */
export function createRunBar(root, store, training, machining) {
  /**
   * @param {string} words
   * @param {() => void} click
   * @param {Record<string, any>} [more]
   */
  const button = (words, click, more = {}) =>
    h("button", { type: "button", words, on: { click }, ...more });
  const train = h("button", { type: "button", class: "primary", on: { click: training.toggle } });
  const iterations = numberField(
    "run.n-iterations",
    { id: "n-iterations", min: 0, max: 1_000_000, step: 1 },
    (n_iterations) => machining.setSchedule({ n_iterations }),
  );
  const readings = {
    iteration: reading("run.iteration", "iteration", (value) => number(value, 0)),
    cost: reading("run.cost", "cost", significant),
    accuracy: reading("run.training-accuracy", "training-accuracy", percent),
    test: reading("run.test-accuracy", "test-accuracy", percent),
  };
  root.append(
    h(
      "div",
      { class: "row" },
      train,
      button("run.step", () => training.step(1)),
      button("run.step-10", () => training.step(10), { label: "run.step-10-name" }),
      button("run.step-100", () => training.step(100), { label: "run.step-100-name" }),
      button("run.reset", machining.reset),
      button("run.test", training.test),
    ),
    iterations.root,
    h("div", { class: "readings" }, ...Object.values(readings).map((item) => item.root)),
  );

  store.subscribe(({ run, test, schedule, focus }) => {
    const training = run.mode === "train" || run.mode === "pausing";
    setText(train, t(training ? "run.pause" : "run.train"));
    iterations.show(schedule.n_iterations);
    const machine = run.machines[focus];
    readings.iteration.show(run.iteration);
    readings.cost.show(machine.cost);
    readings.accuracy.show(machine.accuracy);
    readings.test.show(test?.[focus].accuracy ?? null);
  });
}
