/** The bar over everything: train, step, test, how fast, and where the training stands. */

import described from "described";
import { t } from "../language.js";
import { h, setText } from "./dom.js";
import { numberField, reading } from "./fields.js";
import { number, percent, significant } from "./format.js";
import { createNarrator } from "./run_narrator.js";
import { seldom } from "./seldom.js";

/** Iterations a second that the slider offers; null is all it can. */
const SPEEDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, null];

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
    { id: "n-iterations", min: 0, max: described.limits.n_iterations, step: 1 },
    (n_iterations) => machining.setSchedule({ n_iterations }),
  );
  const speed = createSpeed((value) => machining.setSchedule({ speed: value }));
  const stops = createStops((changes) => machining.setSchedule(changes));
  const readings = {
    iteration: reading("run.iteration", "iteration", (value) => number(value, 0)),
    cost: reading("run.cost", "cost", significant),
    accuracy: reading("run.training-accuracy", "training-accuracy", percent),
    test: reading("run.test-accuracy", "test-accuracy", percent),
  };
  const settings = h(
    "div",
    { class: "run-settings", "data-control": "run-settings" },
    speed.root,
    iterations.root,
    stops.root,
  );
  root.append(
    h(
      "div",
      { class: "row" },
      train,
      button("run.step", () => training.step(1)),
      button("run.step-10", () => training.step(10), { label: "run.step-10-name" }),
      button("run.step-100", () => training.step(100), { label: "run.step-100-name" }),
      button("run.reset", machining.reset, { title: "run.reset-why" }),
      button("run.test", training.test),
    ),
    settings,
    h("div", { class: "readings" }, ...Object.values(readings).map((item) => item.root)),
    createNarrator(store),
  );

  function read() {
    const { run, test, focus } = store.get();
    const machine = run.machines[focus];
    readings.iteration.show(run.iteration);
    readings.cost.show(machine.cost);
    readings.accuracy.show(machine.accuracy);
    readings.test.show(test?.[focus].accuracy ?? machine.test_accuracy);
  }
  // Nobody can read a number that changes with each frame.
  const readSeldom = seldom(read, () => store.get().run.mode !== "idle");

  store.subscribe(({ run, schedule }) => {
    const training = run.mode === "train" || run.mode === "pausing";
    setText(train, t(training ? "run.pause" : "run.train"));
    iterations.show(schedule.n_iterations);
    speed.show(schedule.speed);
    stops.show(schedule);
    if (run.mode === "idle") read();
    else readSeldom();
  });
}

/** @param {(speed: number | null) => void} onChange */
function createSpeed(onChange) {
  const output = h("span", { class: "soft", "aria-hidden": "true" });
  const slider = h("input", {
    id: "speed",
    type: "range",
    min: 0,
    max: SPEEDS.length - 1,
    step: 1,
    autocomplete: "off",
    on: { input: () => onChange(SPEEDS[slider.valueAsNumber]) },
  });
  const root = h(
    "div",
    { class: "field speed" },
    h("div", { class: "field-head" }, h("label", { for: "speed", words: "run.speed" }), output),
    slider,
  );
  return {
    root,
    /** @param {number | null} speed */
    show(speed) {
      const at = SPEEDS.findIndex((value) => value === null || (speed !== null && value >= speed));
      const chosen = speed === null ? SPEEDS.length - 1 : at;
      if (slider.valueAsNumber !== chosen) slider.value = String(chosen);
      setText(output, speed === null ? t("run.speed-most") : t("run.speed-short", { n: speed }));
      const spoken = t(speed === null ? "run.speed-all" : "run.speed-value", { n: speed ?? 0 });
      if (slider.getAttribute("aria-valuetext") !== spoken) {
        slider.setAttribute("aria-valuetext", spoken);
      }
    },
  };
}

/** @param {(changes: Partial<import("../state.js").Schedule>) => void} onChange */
function createStops(onChange) {
  const cost = numberField("run.stop-cost", { id: "stop-cost", min: 0 }, (stop_cost) =>
    onChange({ stop_cost }),
  );
  const change = numberField("run.stop-change", { id: "stop-change", min: 0 }, (stop_change) =>
    onChange({ stop_change }),
  );
  const summary = h("summary", {});
  const root = h(
    "details",
    {
      class: "stops",
      on: {
        keydown(/** @type {KeyboardEvent} */ { key }) {
          if (key !== "Escape") return;
          root.open = false;
          summary.focus();
        },
      },
    },
    summary,
    h("div", { class: "stops-fields" }, h("p", { words: "run.stop-why" }), cost.root, change.root),
  );
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !root.contains(target)) root.open = false;
  });
  return {
    root,
    /** @param {import("../state.js").Schedule} schedule */
    show({ stop_cost, stop_change }) {
      cost.show(stop_cost);
      change.show(stop_change);
      const rules = [stop_cost, stop_change].filter((rule) => rule !== null).length;
      setText(summary, rules > 0 ? t("run.stop-when-n", { n: rules }) : t("run.stop-when"));
    },
  };
}
