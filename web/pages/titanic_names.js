/** What the columns and values of a table are called: the Titanic's in the page's language. */

import { has, t } from "../language.js";

/** @typedef {import("./titanic_state.js").State} State */

/**
 * @param {State} state
 * @param {string} column
 */
export function columnName({ source }, column) {
  return worded(source, `titanic.data-${column}`, column);
}

/**
 * @param {State} state
 * @param {string} column
 * @param {string} value
 */
export function valueName({ source }, column, value) {
  return worded(source, `titanic.data-${column}-${value}`, value);
}

/**
 * @param {State} state
 * @param {{column: string, category: string | null}} feature
 */
export function featureName(state, { column, category }) {
  if (category === null) return column;
  const own = valueName(state, column, category);
  return state.source.text === null ? own : `${column} = ${category}`;
}

/**
 * What the neuron's answer is about, such as "survived" or "alive = yes".
 *
 * @param {State} state
 * @param {0 | 1} label
 */
export function className(state, label) {
  const value = state.prepared?.classes[label] ?? "";
  return featureName(state, { column: state.label, category: value });
}

/**
 * @param {State["source"]} source
 * @param {string} key
 * @param {string} otherwise
 */
function worded(source, key, otherwise) {
  return source.text === null && has(key) ? t(key) : otherwise;
}
