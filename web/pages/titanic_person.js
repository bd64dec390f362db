/** One person, or one row: chosen by menus and numbers, and the neuron's answer taken apart. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { number, percent, significant } from "../views/format.js";
import { nameHow, wantedParameter } from "../views/glass_links.js";
import { pageHow } from "./how.js";
import { className, columnName, featureName, valueName } from "./titanic_names.js";
import { signed } from "./titanic_neuron.js";
import { anotherTable, featuresOf } from "./titanic_state.js";

/**
 * @typedef {import("./titanic_state.js").State} State
 * @typedef {import("./titanic_state.js").Input} Input
 */

/** Of the one row, which is the first of one. */
const SUM = { stage: "sum", symbols: ["z", "Z"], point: 0 };
const PROBABILITY = { stage: "activation", symbols: ["a", "A"], point: 0 };

/**
 * @param {HTMLElement} root
 * @param {import("./titanic_state.js").TableStore} store
 * @param {ReturnType<typeof import("./titanic_effects.js").createTables>} actions
 * @param {import("./how.js").Lead} lead
 */
export function createPersonPanel(root, store, actions, lead) {
  const title = h("h2");
  const fields = h("div", { class: "person" });
  const label = h("label", { for: "table-probability" });
  const output = h("output", { id: "table-probability", "aria-live": "polite" }, "–");
  const how = pageHow(lead, () => PROBABILITY);
  const meter = h("span", { class: "chance" }, h("span", { class: "level" }));
  const alike = h("p", { class: "soft" });
  const sum = h("table", { class: "sum" });
  root.append(title, fields, h("div", { class: "reading" }, label, output, how), meter, alike, sum);

  store.subscribe((state, before) => {
    const { prepared, answer } = state;
    const own = state.source.text !== null;
    setText(title, t(own ? "titanic.row" : "titanic.person"));
    setText(label, probabilityName(state));
    nameHow(how, probabilityName(state));
    how.hidden = answer === null;
    const renamed = anotherTable(state, before);
    if (renamed) {
      fields.replaceChildren(...(prepared?.inputs ?? []).map((input, i) => field(state, input, i)));
    }
    if (!answer) {
      setText(output, "–");
      delete output.dataset.value;
      sum.replaceChildren();
      setText(alike, "");
      return;
    }
    setText(output, percent(answer.probability));
    output.dataset.value = String(answer.probability);
    /** @type {HTMLElement} */ (meter.firstElementChild).style.width =
      `${answer.probability * 100}%`;
    setText(alike, alikeText(state));
    if (renamed || answer !== before.answer) showSum(sum, state, lead);
  });

  /**
   * @param {State} state
   * @param {Input} input
   * @param {number} i
   */
  function field(state, { name, kind, categories }, i) {
    const id = `table-input-${i}`;
    const value = state.person[name];
    /** @type {HTMLSelectElement | HTMLInputElement} */
    let control;
    if (kind === "categories") {
      const options = [...categories].sort((a, b) => order(name, a) - order(name, b));
      const select = h(
        "select",
        { id, autocomplete: "off", on: { change: () => actions.describe(name, select.value) } },
        ...options.map((text) => new Option(valueName(state, name, text), text)),
      );
      select.value = String(value);
      control = select;
    } else {
      const input = h("input", {
        id,
        type: "number",
        step: "any",
        inputmode: "decimal",
        autocomplete: "off",
        on: {
          input: () =>
            actions.describe(name, Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber),
        },
      });
      input.value = value === null ? "" : String(value);
      control = input;
    }
    return h("div", { class: "field" }, h("label", { for: id }, columnName(state, name)), control);
  }
}

/** The Titanic's classes from the first to the crew; other texts by the alphabet. */
const CLASSES = ["first", "second", "third", "crew"];

/**
 * @param {string} column
 * @param {string} text
 */
function order(column, text) {
  return column === "class" ? CLASSES.indexOf(text) : 0;
}

/** @param {State} state */
function probabilityName(state) {
  if (state.source.text === null && state.label === "survived") return t("titanic.survival");
  return t("titanic.probability", { class: className(state, 1) });
}

/** @param {State} state */
function alikeText(state) {
  const { n, of } = /** @type {import("./titanic_state.js").Answer} */ (state.answer).alike;
  if (of === 0) return t("titanic.nobody");
  return t("titanic.alike", { n: of, count: n, class: className(state, 1) });
}

/**
 * Each input times its weight, the bias, their sum, and what the sigmoid makes of it.
 *
 * @param {HTMLTableElement} table
 * @param {State} state
 * @param {import("./how.js").Lead} lead
 */
function showSum(table, state, lead) {
  const { prepared, answer, neuron, person } = state;
  if (!prepared || !answer || answer.x.length !== neuron.w.length) return;
  /**
   * @param {string} shown
   * @param {string} name  Of the number.
   * @param {import("./how.js").Wanted} wanted
   */
  const cell = (shown, name, wanted) =>
    h(
      "td",
      { class: "leads" },
      h("b", {}, shown),
      pageHow(lead, () => wanted, name),
    );
  const rows = featuresOf(prepared.inputs).map((feature, i) => {
    const name = featureName(state, feature);
    const measured = feature.category === null;
    const [x, product] = [answer.x[i], answer.products[i]];
    return h(
      "tr",
      { class: product === 0 ? "nothing" : "" },
      h("th", { scope: "row" }, measured ? `${name} = ${person[feature.column] ?? "–"}` : name),
      cell(measured ? significant(x) : number(x, 0), `x, ${name}`, inputOf(i)),
      cell(`× ${significant(neuron.w[i])}`, `w, ${name}`, wantedParameter(i)),
      cell(product === 0 ? "0" : signed(product), `w·x, ${name}`, termOf(i)),
    );
  });
  /**
   * @param {string} name
   * @param {string} shown
   * @param {import("./how.js").Wanted} wanted
   * @param {string} [short]
   */
  const line = (name, shown, wanted, short = name) =>
    h(
      "tr",
      { class: "total" },
      h("th", { scope: "row", colspan: 3 }, name),
      cell(shown, short, wanted),
    );
  table.replaceChildren(
    h("caption", { class: "visually-hidden", words: "titanic.sum" }),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", words: "titanic.input" }),
        h("th", { scope: "col" }, "x"),
        h("th", { scope: "col" }, "w"),
        h("th", { scope: "col" }, "w·x"),
      ),
    ),
    h(
      "tbody",
      {},
      ...rows,
      line("b", signed(neuron.b), wantedParameter(neuron.w.length)),
      line("z = wᵀx + b", significant(answer.z), SUM, "z"),
      line("ŷ = σ(z) = 1 / (1 + e⁻ᶻ)", significant(answer.probability), PROBABILITY, "ŷ"),
    ),
  );
}

/**
 * An input among those of the row, or, where these are too many for a formula, all together.
 *
 * @param {number} i
 * @returns {import("./how.js").Wanted}
 */
function inputOf(i) {
  return { stage: "input", symbols: [`x${i + 1}`, "X"], point: 0 };
}

/**
 * @param {number} i
 * @returns {import("./how.js").Wanted}
 */
function termOf(i) {
  return { ...SUM, symbols: [`term${i + 1}`, ...SUM.symbols], parameter: i };
}
