/** The learner's own code, as the page knows it: types, how it begins, pure functions. */

import described from "described";
import { sentenceOf } from "./pages/exercises_words.js";
import { inLanguage } from "./python_messages.js";

/**
 * @typedef {object} Version  A text that was kept.
 * @property {number} n  Its number, from 1.
 * @property {number} when  In milliseconds, as of Date.now().
 * @property {string} text
 *
 * @typedef {object} CodeError
 * @property {string} message  One sentence.
 * @property {{key: string, values: Record<string, string>}[]} parts
 * @property {number | null} line
 * @property {string} traceback
 *
 * @typedef {object} Entry  What the console shows.
 * @property {number} id
 * @property {"in" | "print" | "value" | "error" | "note" | "figure"} kind
 * @property {string} text
 * @property {string} [picture]  Its address.
 *
 * @typedef {object} Slope
 * @property {string} name
 * @property {number} analytic
 * @property {number} numeric
 * @property {boolean} ok
 *
 * @typedef {object} Checked  What the gradient check found.
 * @property {boolean} ok
 * @property {string} sentence
 * @property {Slope[]} slopes
 * @property {number[]} place
 *
 * @typedef {object} Code
 * @property {string} draft  What stands in the editor.
 * @property {string | null} used  What trains in the place of ours.
 * @property {boolean} held  It does not run before the person asks for it.
 * @property {readonly Version[]} versions  The last one first.
 * @property {CodeError | null} error
 * @property {boolean} silent  It has not answered for five seconds.
 * @property {Checked | null} checked
 * @property {"check" | "execute" | null} busy
 * @property {readonly Entry[]} console
 */

/** Of a text, in characters; of the versions that are kept. */
export const MOST_TEXT = 200_000;
export const MOST_VERSIONS = 50;
/** What the editor begins with: the core's own functions. */
export const ORIGINAL = described.code;

/** @returns {Code} */
export function freshCode() {
  return {
    draft: ORIGINAL,
    used: null,
    held: false,
    versions: [],
    error: null,
    silent: false,
    checked: null,
    busy: null,
    console: [],
  };
}

/**
 * The versions with a text among them; one that is there already is not kept again.
 *
 * @param {readonly Version[]} versions
 * @param {string} text
 * @param {number} [when]
 */
export function withVersion(versions, text, when = Date.now()) {
  if (text === ORIGINAL || versions.some((version) => version.text === text)) return versions;
  const n = 1 + Math.max(0, ...versions.map((version) => version.n));
  return [{ n, when, text }, ...versions].slice(0, MOST_VERSIONS);
}

/**
 * What is kept of it in a scene.
 *
 * @param {Code} code
 */
export function savedCode({ draft, used, versions }) {
  return { draft: draft === ORIGINAL ? null : draft, used, versions };
}

/**
 * And back from there: it waits until it is asked for, and what was in the editor is kept.
 *
 * @param {ReturnType<typeof savedCode>} saved
 * @param {Code} now
 * @returns {Code}
 */
export function restoredCode({ draft, used, versions }, now) {
  let all = withVersion(now.versions, now.draft);
  for (const { text, when } of [...versions].reverse()) all = withVersion(all, text, when);
  const { console } = now;
  const held = used !== null;
  return { ...freshCode(), draft: draft ?? ORIGINAL, used, held, versions: all, console };
}

/**
 * The machines as they are trained: the first one by the learner's code, if that is in use.
 *
 * @param {Pick<import("./state.js").State, "machines" | "code">} state
 */
export function machinesInUse({ machines, code: { used } }) {
  return used === null
    ? machines
    : machines.map((machine, i) => (i === 0 ? { ...machine, code: used } : machine));
}

/**
 * How a call that may run the learner's code is to be made.
 *
 * @param {string | null} source
 */
export function callOf(source) {
  const own = source !== null;
  return { own, needs: own && /\b(matplotlib|plt)\b/.test(source) ? "matplotlib" : null };
}

/**
 * The change that lets code run that was held back; none if it was not.
 *
 * @param {Code} code
 */
export function released(code) {
  return code.held || code.error ? { code: { ...code, held: false, error: null } } : {};
}

/**
 * The change after an error in the learner's code: it does not run again by itself.
 *
 * @param {Code} code
 * @param {unknown} error  What the call was rejected with.
 */
export function failed(code, error) {
  const call = /** @type {import("./client.js").CallError} */ (error);
  const { message, parts, line, traceback } = call;
  return { code: { ...code, held: true, error: { message, parts, line, traceback } } };
}

/**
 * What is wrong, in the language of the page.
 *
 * @param {Pick<CodeError, "message" | "parts">} error
 */
export function errorText(error) {
  return error.parts.length > 0 ? sentenceOf(error) : inLanguage(error.message);
}

/**
 * @param {unknown} error
 * @param {string} kind
 */
export function isOfKind(error, kind) {
  return error instanceof Error && "kind" in error && error.kind === kind;
}
