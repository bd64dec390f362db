/** Number fields, menus and readings, as all panels use them. */

import { h, setText } from "./dom.js";

/**
 * A number field under its label; an empty one, or one with something else in it, is null.
 *
 * @param {string} words  Key of its label.
 * @param {{id: string, min?: number, max?: number, step?: number | "any"}} limits
 * @param {(value: number | null) => void} onChange
 */
export function numberField(words, { id, step = "any", ...limits }, onChange) {
  const field = h("input", {
    id,
    type: "number",
    step,
    ...limits,
    inputmode: step === 1 ? "numeric" : "decimal",
    autocomplete: "off",
    on: { change: () => onChange(numberIn(field)) },
  });
  const root = h("div", { class: "field" }, h("label", { for: id, words }), field);
  /** @type {number | null | undefined} */
  let shown;
  return {
    root,
    field,
    /**
     * Show a value that has changed elsewhere: what a person is typing stays.
     *
     * @param {number | null} value
     */
    show(value) {
      if (value === shown) return;
      shown = value;
      if (numberIn(field) !== value) field.value = value === null ? "" : String(value);
    },
  };
}

/**
 * A menu under its label.
 *
 * @param {string} words  Key of its label.
 * @param {string} id
 * @param {(HTMLOptionElement | HTMLOptGroupElement)[]} options
 * @param {(value: string) => void} onChange
 */
export function menu(words, id, options, onChange) {
  const select = h(
    "select",
    { id, autocomplete: "off", on: { change: () => onChange(select.value) } },
    ...options,
  );
  const root = h("div", { class: "field" }, h("label", { for: id, words }), select);
  return {
    root,
    select,
    /** @param {string} value */
    show(value) {
      if (select.value !== value) select.value = value;
    },
  };
}

/**
 * A number with its name: an `output` that carries the full precision in data-value.
 *
 * @param {string} words  Key of its label, or its text if it holds no dot.
 * @param {string} id
 * @param {(value: number) => string} as
 */
export function reading(words, id, as) {
  const output = h("output", { id, "aria-live": "off" }, "–");
  const label = words.includes(".")
    ? h("label", { for: id, words })
    : h("label", { for: id }, words);
  return {
    root: h("div", { class: "reading" }, label, output),
    /** @param {number | null} value */
    show(value) {
      setText(output, value === null ? "–" : as(value));
      if (value === null) delete output.dataset.value;
      else output.dataset.value = String(value);
    },
  };
}

/** @param {HTMLInputElement} field */
function numberIn(field) {
  return Number.isNaN(field.valueAsNumber) ? null : field.valueAsNumber;
}
