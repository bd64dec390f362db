/** Beside the regression's plane: the line's numbers, and its training. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { numberField, reading } from "../views/fields.js";
import { number, significant } from "../views/format.js";
import { nameHow } from "../views/glass_links.js";
import { pageHow } from "./how.js";

/** @typedef {import("./regression_state.js").State} State */

/**
 * @param {HTMLElement} tools  Over the plane.
 * @param {HTMLElement} root
 * @param {import("./regression_state.js").RegressionStore} store
 * @param {ReturnType<typeof import("./regression_effects.js").createRegression>} actions
 * @param {import("./how.js").Lead} lead
 */
export function createRegressionPanel(tools, root, store, actions, lead) {
  /**
   * @param {string} words
   * @param {() => void} click
   */
  const button = (words, click) => h("button", { type: "button", words, on: { click } });
  const undo = button("regression.undo", actions.undo);
  const clear = button("regression.clear", actions.clear);
  const tool = radios("regression.tool", "regression-tool", ["add", "erase"], (value) =>
    actions.show({ tool: /** @type {State["tool"]} */ (value) }),
  );
  const errors = radios(
    "regression.errors",
    "regression-errors",
    ["squares", "bars", "none"],
    (value) => actions.show({ errors: /** @type {State["errors"]} */ (value) }),
  );
  tools.append(tool.root, h("div", { class: "row" }, undo, clear), errors.root);

  const slope = numberField("regression.slope", { id: "regression-w", step: 0.01 }, (w) =>
    actions.setLine({ ...store.get().line, w: w ?? 0 }),
  );
  const intercept = numberField("regression.intercept", { id: "regression-b", step: 0.1 }, (b) =>
    actions.setLine({ ...store.get().line, b: b ?? 0 }),
  );
  // The arrows of a number field move the line as they are pressed.
  for (const { field } of [slope, intercept]) {
    field.addEventListener("input", () => {
      if (Number.isFinite(field.valueAsNumber)) field.dispatchEvent(new Event("change"));
    });
  }
  const readings = {
    cost: reading("regression.cost", "regression-cost", significant),
    dw: reading("∂J/∂w", "regression-dw", significant),
    db: reading("∂J/∂b", "regression-db", significant),
    iteration: reading("regression.iteration", "regression-iteration", (n) => number(n, 0)),
  };
  const hows = [
    { words: "regression.cost", beside: readings.cost.root, stage: "cost", symbols: ["J"] },
    { words: "∂J/∂w", beside: readings.dw.root, stage: "gradient", symbols: ["dw"] },
    { words: "∂J/∂b", beside: readings.db.root, stage: "gradient", symbols: ["db"] },
    { words: "regression.slope", beside: slope.root, ...madeByStep("w") },
    { words: "regression.intercept", beside: intercept.root, ...madeByStep("b") },
  ].map(({ words, beside, ...wanted }) => {
    const how = pageHow(lead, () => wanted);
    beside.append(how);
    beside.classList.toggle("beside", beside.classList.contains("field"));
    return { words, how };
  });
  const compare = button("regression.best", () => actions.show({ compare: !store.get().compare }));
  const found = h("p", { class: "found", "aria-live": "polite" });
  const howBest = pageHow(lead, () => ({ stage: "best", symbols: ["w_best"], best: true }));
  const train = h("button", { type: "button", class: "primary", on: { click: actions.toggle } });
  const rate = numberField(
    "regression.learning-rate",
    { id: "regression-learning-rate", min: 0 },
    (learning_rate) => actions.set({ learning_rate }),
  );
  const iterations = numberField(
    "regression.n-iterations",
    { id: "regression-n-iterations", min: 0, max: 100_000, step: 1 },
    (n_iterations) => actions.set({ n_iterations }),
  );
  root.append(
    h(
      "section",
      { class: "panel" },
      h(
        "div",
        { class: "fields" },
        h("p", { class: "formula" }, "ŷ = ", h("var", {}, "w"), "x + ", h("var", {}, "b")),
        slope.root,
        intercept.root,
      ),
      h("div", { class: "readings" }, readings.cost.root, readings.dw.root, readings.db.root),
      h("p", { class: "soft", words: "regression.cost-means" }),
      h("div", { class: "row beside" }, compare, found, howBest),
    ),
    h(
      "section",
      { class: "panel" },
      h(
        "div",
        { class: "row learning" },
        train,
        button("run.step", actions.step),
        button("run.reset", actions.reset),
        rate.root,
        iterations.root,
        readings.iteration.root,
      ),
    ),
  );

  store.subscribe((state) => {
    const { line, fit, training, settings, landscape, compare: compared } = state;
    slope.show(rounded(line.w));
    intercept.show(rounded(line.b));
    slope.field.dataset.value = String(line.w);
    intercept.field.dataset.value = String(line.b);
    for (const { words, how } of hows) {
      nameHow(how, words.includes(".") ? t(words) : words);
      how.hidden = fit === null;
    }
    readings.cost.show(fit?.cost ?? null);
    readings.dw.show(fit?.dw ?? null);
    readings.db.show(fit?.db ?? null);
    readings.iteration.show(training.iteration);
    rate.show(settings.learning_rate);
    iterations.show(settings.n_iterations);
    tool.show(state.tool);
    errors.show(state.errors);
    undo.disabled = state.past.length === 0;
    clear.disabled = state.points.length === 0;
    setText(train, t(training.mode === "train" ? "run.pause" : "run.train"));
    compare.setAttribute("aria-pressed", String(compared));
    nameHow(howBest, t("regression.best"));
    howBest.hidden = !compared || !landscape;
    setText(found, compared && landscape ? bestText(landscape.best) : "");
    for (const [name, value] of Object.entries(landscape?.best ?? {})) {
      found.dataset[name] = String(value);
    }
  });
}

/**
 * What leads to the slope or the intercept: the step before has made it.
 *
 * @param {"w" | "b"} name
 */
function madeByStep(name) {
  return { stage: "update", symbols: [`new_${name}`, name], earlier: true };
}

/** @param {{w: number, b: number, cost: number}} best */
function bestText({ w, b, cost }) {
  const sign = b < 0 ? "−" : "+";
  const equation = `ŷ = ${number(w, 3)}x ${sign} ${number(Math.abs(b), 3)}`;
  return t("regression.best-found", { equation, cost: significant(cost) });
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 1e4) / 1e4;
}

/**
 * @param {string} label  Key of the group's name; the choices' are longer by their own.
 * @param {string} name
 * @param {string[]} values
 * @param {(value: string) => void} onChange
 */
function radios(label, name, values, onChange) {
  const inputs = values.map((value) =>
    h("input", { type: "radio", name, value, on: { change: () => onChange(value) } }),
  );
  const root = h(
    "div",
    { class: "segmented", role: "radiogroup", label },
    ...inputs.map((input) =>
      h("label", {}, input, h("span", { words: `${label}-${input.value}` })),
    ),
  );
  return {
    root,
    /** @param {string} value */
    show(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}
