/** The state of the page of tables, and what follows from it: pure functions. */

import { atRest } from "./effects.js";

/**
 * @typedef {{name: string, text: string | null}} Source  A file's name and text; no text is the
 *   Titanic's people, whom Python knows.
 *
 * @typedef {object} Column
 * @property {string} name
 * @property {"numbers" | "categories"} kind
 * @property {number} n_different
 * @property {number} n_missing
 * @property {string} [problem]  Why it is of no use, as the end of a sentence.
 *
 * @typedef {object} Table
 * @property {number} n_rows
 * @property {Column[]} columns
 * @property {string[]} labels  The columns that may be predicted.
 * @property {string} label
 * @property {string[][]} first_rows
 *
 * @typedef {object} Input  What a person is asked for.
 * @property {string} name
 * @property {"numbers" | "categories"} kind
 * @property {number | null} mean
 * @property {number | null} deviation
 * @property {string[]} categories  The first is the reference, which has no weight.
 *
 * @typedef {object} Prepared
 * @property {string[]} feature_names
 * @property {[string, string]} classes
 * @property {number} n_samples
 * @property {number} n_dropped
 * @property {Input[]} inputs
 *
 * @typedef {object} Neuron
 * @property {number[]} w
 * @property {number} b
 * @property {number | null} cost
 * @property {number | null} accuracy
 * @property {number | null} precision
 * @property {number | null} recall
 * @property {number[][] | null} confusion  Rows are the true classes, columns the answers.
 *
 * @typedef {object} Answer
 * @property {number} probability
 * @property {number} z
 * @property {Float64Array} x
 * @property {Float64Array} products
 * @property {{n: number, of: number}} alike  Such rows in the table, and how many are class 1.
 *
 * @typedef {object} State
 * @property {Source} source
 * @property {Table | null} table
 * @property {string} label
 * @property {string[] | null} features  Null is all that are of use.
 * @property {Prepared | null} prepared
 * @property {Neuron} neuron
 * @property {Record<string, string | number | null>} person
 * @property {Answer | null} answer
 * @property {{learning_rate: number | null, n_iterations: number | null}} settings
 * @property {import("./effects.js").Training} training
 *
 * @typedef {ReturnType<typeof import("../store.js").createStore<State>>} TableStore
 */

/** More than this is not kept in the browser. */
const MOST_KEPT = 400_000;

/** @type {Source} */
export const TITANIC = { name: "Titanic", text: null };

/** @returns {State} */
export function firstState() {
  return {
    source: TITANIC,
    table: null,
    label: "survived",
    features: null,
    prepared: null,
    neuron: untrained(0),
    person: {},
    answer: null,
    settings: { learning_rate: 0.5, n_iterations: 2000 },
    training: atRest(),
  };
}

/**
 * @param {number} n
 * @returns {Neuron}
 */
export function untrained(n) {
  return {
    w: new Array(n).fill(0),
    b: 0,
    cost: null,
    accuracy: null,
    precision: null,
    recall: null,
    confusion: null,
  };
}

/**
 * What Python is asked about: the table, and what is to be learned from what.
 *
 * @param {Pick<State, "source" | "label" | "features">} state
 */
export function chosenOf({ source, label, features }) {
  return { text: source.text, label, features };
}

/**
 * The person that one begins with: the means and the most frequent categories, or what was chosen
 * before where that still stands.
 *
 * @param {Input[]} inputs
 * @param {State["person"]} before
 * @returns {State["person"]}
 */
export function personFor(inputs, before) {
  return Object.fromEntries(
    inputs.map(({ name, kind, mean, categories }) => {
      const chosen = before[name];
      if (kind === "numbers") {
        const usual = Number((mean ?? 0).toPrecision(3));
        return [name, typeof chosen === "number" ? chosen : usual];
      }
      return [name, categories.includes(String(chosen)) ? chosen : categories[0]];
    }),
  );
}

/**
 * The features in the order of the weights: a column of numbers is one, a column of texts has one
 * for each category but the first.
 *
 * @param {Input[]} inputs
 * @returns {{column: string, category: string | null}[]}
 */
export function featuresOf(inputs) {
  return inputs.flatMap(({ name, kind, categories }) =>
    (kind === "numbers" ? [null] : categories.slice(1)).map((category) => ({
      column: name,
      category,
    })),
  );
}

/**
 * Whether names and inputs have to be shown anew: another table or choice of columns, or an update
 * without any change, which follows a change of the language.
 *
 * @param {State} state
 * @param {State} before
 */
export function anotherTable(state, before) {
  const keys = /** @type {(keyof State)[]} */ (Object.keys(state));
  return state.prepared !== before.prepared || keys.every((key) => state[key] === before[key]);
}

/**
 * What the browser keeps; a long file is not, and the Titanic is there instead.
 *
 * @param {State} state
 */
export function savedOf({ source, label, features, settings, person }) {
  const short = source.text === null || source.text.length <= MOST_KEPT;
  return short ? { source, label, features, settings, person } : { settings };
}

/**
 * The state from what was kept; anything that is not as it should be is left out.
 *
 * @param {any} value
 * @returns {Partial<State>}
 */
export function restoredFrom(value) {
  if (typeof value !== "object" || value === null) return {};
  const { source, label, features, settings, person } = value;
  /** @type {Partial<State>} */
  const found = {};
  const known = source?.text === null || typeof source?.text === "string";
  if (known && typeof source.name === "string" && typeof label === "string") {
    found.source = source.text === null ? TITANIC : { name: source.name, text: source.text };
    found.label = label;
    const listed = Array.isArray(features) && features.every((name) => typeof name === "string");
    found.features = listed ? features : null;
    if (typeof person === "object" && person !== null) found.person = { ...person };
  }
  if (Number.isFinite(settings?.learning_rate) && Number.isInteger(settings?.n_iterations)) {
    const { learning_rate, n_iterations } = settings;
    found.settings = { learning_rate, n_iterations };
  }
  return found;
}
