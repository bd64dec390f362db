/** The neuron that learns from a table: its training, its weights as bars, its right and wrong. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { numberField, reading } from "../views/fields.js";
import { number, percent, significant } from "../views/format.js";
import { nameHow, wantedParameter } from "../views/glass_links.js";
import { pageHow } from "./how.js";
import { className, featureName, valueName } from "./titanic_names.js";
import { anotherTable, featuresOf } from "./titanic_state.js";

/** @typedef {import("./titanic_state.js").State} State */

/** @type {(import("./how.js").Wanted & {name: "cost" | "accuracy" | "precision" | "recall"})[]} */
const READINGS = [
  { name: "cost", stage: "cost", symbols: ["J"] },
  { name: "accuracy", stage: "accuracy", symbols: ["acc"] },
  { name: "precision", stage: "accuracy", symbols: ["precision"] },
  { name: "recall", stage: "accuracy", symbols: ["recall"] },
];
const COUNTS = { stage: "accuracy", symbols: ["C"] };

/**
 * @param {HTMLElement} root
 * @param {import("./titanic_state.js").TableStore} store
 * @param {ReturnType<typeof import("./titanic_effects.js").createTables>} actions
 * @param {import("./how.js").Lead} lead
 */
export function createTableNeuron(root, store, actions, lead) {
  const train = h("button", { type: "button", class: "primary", on: { click: actions.toggle } });
  const step = h("button", { type: "button", words: "run.step", on: { click: actions.step } });
  const reset = h("button", { type: "button", words: "run.reset", on: { click: actions.reset } });
  const rate = numberField(
    "regression.learning-rate",
    { id: "table-learning-rate", min: 0 },
    (learning_rate) => actions.set({ learning_rate }),
  );
  const iterations = numberField(
    "regression.n-iterations",
    { id: "table-n-iterations", min: 0, max: 1_000_000, step: 1 },
    (n_iterations) => actions.set({ n_iterations }),
  );
  const readings = {
    iteration: reading("run.iteration", "table-iteration", (value) => number(value, 0)),
    cost: reading("run.cost", "table-cost", significant),
    accuracy: reading("titanic.accuracy", "table-accuracy", percent),
    precision: reading("titanic.precision", "table-precision", percent),
    recall: reading("titanic.recall", "table-recall", percent),
  };
  const hows = READINGS.map(({ name, ...wanted }) => {
    const how = pageHow(lead, () => wanted);
    readings[name].root.append(how);
    return { name, how };
  });
  const bars = h("ul", { class: "bars" });
  const reference = h("p", { class: "soft" });
  const matrix = h("table", { class: "confusion" });
  root.append(
    h(
      "section",
      { class: "panel" },
      h("div", { class: "row learning" }, train, step, reset, rate.root, iterations.root),
      h(
        "div",
        { class: "readings" },
        ...["iteration", "cost"].map((name) => readings[/** @type {"cost"} */ (name)].root),
      ),
    ),
    h("section", { class: "panel" }, h("h2", { words: "titanic.weights" }), bars, reference),
    h(
      "section",
      { class: "panel" },
      h("h2", { words: "titanic.right-and-wrong" }),
      matrix,
      h(
        "div",
        { class: "readings" },
        readings.accuracy.root,
        readings.precision.root,
        readings.recall.root,
      ),
      h("p", { class: "soft", words: "titanic.measures-mean" }),
    ),
  );

  store.subscribe((state, before) => {
    const { training, settings, neuron, prepared } = state;
    setText(train, t(training.mode === "train" ? "run.pause" : "run.train"));
    for (const button of [train, step, reset]) button.disabled = prepared === null;
    rate.show(settings.learning_rate);
    iterations.show(settings.n_iterations);
    readings.iteration.show(training.iteration);
    for (const name of /** @type {const} */ (["cost", "accuracy", "precision", "recall"])) {
      readings[name].show(neuron[name]);
    }
    for (const { name, how } of hows) {
      nameHow(how, t(name === "cost" ? "run.cost" : `titanic.${name}`));
      how.hidden = neuron[name] === null;
    }
    const other = anotherTable(state, before);
    if (!prepared || (!other && neuron === before.neuron)) return;
    if (other) {
      nameBars(state);
      setText(reference, referenceText(state));
    }
    showBars(state);
    showMatrix(matrix, state, lead);
  });

  /** @param {State} state */
  function nameBars(state) {
    const names = featuresOf(state.prepared?.inputs ?? []).map((item) => featureName(state, item));
    bars.replaceChildren(
      ...[...names, "b"].map((name, parameter) =>
        h(
          "li",
          { class: "leads" },
          h("span", { class: "bar-name" }, name),
          h("span", { class: "track" }, h("span", { class: "bar" })),
          h("output", { "aria-live": "off", "aria-label": name }),
          pageHow(lead, () => wantedParameter(parameter), name),
        ),
      ),
    );
  }

  /** @param {State} state */
  function showBars({ neuron }) {
    const values = [...neuron.w, neuron.b];
    const most = Math.max(1, ...values.map(Math.abs));
    values.forEach((value, i) => {
      const row = bars.children[i];
      const bar = /** @type {HTMLElement} */ (row.querySelector(".bar"));
      const output = /** @type {HTMLElement} */ (row.querySelector("output"));
      bar.style.width = `${(Math.abs(value) / most) * 50}%`;
      bar.classList.toggle("negative", value < 0);
      setText(output, signed(value));
      output.dataset.value = String(value);
    });
  }
}

/** @param {number} value */
export function signed(value) {
  return value < 0 ? significant(value) : `+${significant(value)}`;
}

/**
 * What the bias alone stands for: all weights at 0.
 *
 * @param {State} state
 */
function referenceText(state) {
  const inputs = state.prepared?.inputs ?? [];
  const categories = inputs
    .filter(({ kind }) => kind === "categories")
    .map(({ name, categories: [first] }) => valueName(state, name, first));
  const means = inputs.filter(({ kind }) => kind === "numbers").map(({ name }) => name);
  if (means.length === 0) return t("titanic.bias", { reference: categories.join(", ") });
  const mean = t("titanic.mean-of", { names: means.join(", ") });
  const reference = [...categories, mean].join(", ");
  return `${t("titanic.bias", { reference })} ${t("titanic.standardised")}`;
}

/**
 * @param {HTMLTableElement} matrix
 * @param {State} state
 * @param {import("./how.js").Lead} lead
 */
function showMatrix(matrix, state, lead) {
  const counts = state.neuron.confusion;
  if (!counts) return;
  const classes = /** @type {const} */ ([0, 1]);
  const head = classes.map((i) =>
    h("th", { scope: "col" }, t("titanic.answered", { class: className(state, i) })),
  );
  const rows = classes.map((truth) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, t("titanic.really", { class: className(state, truth) })),
      ...classes.map((answer) => {
        const right = truth === answer;
        const name = [
          t("titanic.really", { class: className(state, truth) }),
          t("titanic.answered", { class: className(state, answer) }),
        ].join(", ");
        return h(
          "td",
          { class: `leads ${right ? "right" : "wrong"}` },
          h("strong", {}, number(counts[truth][answer], 0)),
          h("span", {}, `${right ? "✓" : "✗"} ${t(`titanic.${right ? "right" : "wrong"}`)}`),
          pageHow(lead, () => COUNTS, name),
        );
      }),
    ),
  );
  matrix.replaceChildren(
    h("caption", { class: "visually-hidden", words: "titanic.confusion" }),
    h("thead", {}, h("tr", {}, h("td", {}), ...head)),
    h("tbody", {}, ...rows),
  );
}
