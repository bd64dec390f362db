/** Numbers of a call as small tables: what went in, what came back, what was wanted. */

import { t } from "../language.js";
import { h } from "../views/dom.js";
import { significant } from "../views/format.js";

/**
 * @typedef {import("./exercises_state.js").Scalar} Scalar
 * @typedef {import("./exercises_state.js").Value} Value
 * @typedef {import("./exercises_state.js").Verdict} Verdict
 */

/** So much of an array is shown. */
const MOST = { rows: 5, columns: 8 };
/** As far from ours a right number may be, as in Python. */
const RELATIVE = 1e-5;
const ABSOLUTE = 1e-6;

/** @param {Verdict} verdict */
export function valuesOf({ call, arguments: given = {}, got = {}, wanted = {} }) {
  if (call === null) return [];
  return [
    group("exercises.called", given, {}),
    group("exercises.got", got, wanted),
    group("exercises.wanted", wanted, {}),
  ].filter((part) => part !== null);
}

/**
 * @param {string} words
 * @param {Record<string, Value>} values
 * @param {Record<string, Value>} others  What is not the same is marked.
 */
function group(words, values, others) {
  const names = Object.keys(values);
  if (names.length === 0) return null;
  const shown = names.map((name) => valueOf(name, values[name], others[name]));
  return h("div", { class: "values" }, h("h3", { words }), ...shown.flat());
}

/**
 * @param {string} name
 * @param {Value} value
 * @param {Value | undefined} other
 */
function valueOf(name, value, other) {
  const term = h("code", {}, name);
  if (!Array.isArray(value)) {
    return [term, h("div", {}, cell("span", value, /** @type {Scalar} */ (other)))];
  }
  const rows = rowsOf(value);
  const beside = other === undefined ? [] : rowsOf(other);
  const shape = [value.length, ...(Array.isArray(value[0]) ? [value[0].length] : [])].join(" × ");
  const wide = (rows[0]?.length ?? 0) > MOST.columns;
  const body = rows
    .slice(0, MOST.rows)
    .map((row, i) =>
      h(
        "tr",
        {},
        ...row.slice(0, MOST.columns).map((one, j) => cell("td", one, beside[i]?.[j])),
        wide && h("td", {}, "…"),
      ),
    );
  if (rows.length > MOST.rows) body.push(h("tr", {}, h("td", {}, "…")));
  const label = t("exercises.array", { name, shape });
  const table = h("table", {}, h("tbody", {}, ...body));
  return [
    term,
    h("div", { class: "array", tabindex: 0, role: "group", "aria-label": label }, table),
    h("span", { class: "soft", "aria-hidden": "true" }, shape),
  ];
}

/**
 * @param {"td" | "span"} tag
 * @param {Scalar} value
 * @param {Scalar | undefined} other
 */
function cell(tag, value, other) {
  const text = typeof value === "number" ? written(value) : value;
  const off = other !== undefined && !isSame(value, other);
  return off
    ? h(
        tag,
        { class: "off" },
        text,
        h("span", { class: "visually-hidden", words: "exercises.off" }),
      )
    : h(tag, {}, text);
}

/** @param {number} value */
function written(value) {
  return Number.isInteger(value) ? String(value).replace("-", "−") : significant(value);
}

/** @param {Value} value */
function rowsOf(value) {
  if (!Array.isArray(value)) return [[value]];
  const rows = Array.isArray(value[0]) ? value : [value];
  return /** @type {Scalar[][]} */ (rows);
}

/**
 * @param {Scalar} one
 * @param {Scalar} wanted
 */
function isSame(one, wanted) {
  if (typeof one !== "number" || typeof wanted !== "number") return one === wanted;
  return Math.abs(one - wanted) <= RELATIVE * Math.abs(wanted) + ABSOLUTE;
}
