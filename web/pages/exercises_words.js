/** The exercises in the language of the page: from Python they come in English, with their keys. */

import { wordsOf } from "../language.js";
import { inLanguage } from "../python_messages.js";

/** @typedef {import("./exercises_state.js").Exercise} Exercise */

/**
 * @param {"title" | "task"} kind
 * @param {Exercise} exercise
 */
export function textOf(kind, exercise) {
  return known(`${kind}.${exercise.name}`) ?? exercise[kind];
}

/**
 * @param {Exercise} exercise
 * @param {number} i  From 0.
 */
export function hintOf(exercise, i) {
  return known(`hint.${exercise.name}.${i + 1}`) ?? exercise.hints[i];
}

/** @param {Pick<import("./exercises_state.js").Verdict, "parts" | "message">} verdict */
export function sentenceOf({ parts, message }) {
  const said = parts.map(({ key, values }) => {
    const template = known(`say.${key}`);
    return template?.replace(/\{(\w+)\}/g, (_, slot) => inside(values[slot] ?? ""));
  });
  return said.includes(undefined) ? message : `${said.join(": ")}.`;
}

/**
 * @param {string} key
 * @returns {string | undefined}
 */
function known(key) {
  const texts = /** @type {Record<string, string>} */ (wordsOf("exercises").python);
  return texts[key];
}

/**
 * What stands in a slot: names such as "w and b" have a word among them.
 *
 * @param {string} value
 */
function inside(value) {
  return inLanguage(value).replace(/^(\w+) and (\w+)$/, `$1 ${known("and") ?? "and"} $2`);
}
