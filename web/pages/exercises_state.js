/** What the page of the exercises knows: types, how it begins, what is kept. No DOM, no effects. */

/**
 * @typedef {object} Exercise
 * @property {string} name
 * @property {string} title
 * @property {string} task  One sentence.
 * @property {string} function  What is to be written.
 * @property {string} stub
 * @property {string[]} hints
 * @property {string[]} given  The names at hand.
 * @property {boolean} broken  Whether its stub has an error to be found.
 *
 * @typedef {number | string} Scalar  NaN and the infinite numbers come as texts.
 * @typedef {Scalar | Scalar[] | Scalar[][]} Value
 *
 * @typedef {object} Verdict
 * @property {boolean} passed
 * @property {string} message
 * @property {{key: string, values: Record<string, string>}[]} parts  Of the message.
 * @property {number | null} line
 * @property {string} printed
 * @property {string | null} call  Such as loss(A, Y).
 * @property {Record<string, Value>} [arguments]
 * @property {Record<string, Value>} [got]
 * @property {Record<string, Value>} [wanted]
 *
 * @typedef {object} State
 * @property {readonly Exercise[]} exercises  None before Python is there.
 * @property {string} open
 * @property {Record<string, string>} drafts  What the learner wrote, by the exercise.
 * @property {readonly string[]} solved
 * @property {Record<string, number>} attempts  Each is a seed of its own.
 * @property {Record<string, number>} hints  How many are unfolded.
 * @property {Record<string, Verdict>} verdicts  The last one of each.
 * @property {string | null} running  What is being checked.
 * @property {boolean} slow  It is taking more than a moment.
 * @property {string | null} stopped  The check that was stopped last.
 *
 * @typedef {ReturnType<typeof import("../store.js").createStore<State>>} ExercisesStore
 */

const FIRST = "sigmoid";
const LONGEST_DRAFT = 100_000;

/** @returns {State} */
export function firstState() {
  return {
    exercises: [],
    open: FIRST,
    drafts: {},
    solved: [],
    attempts: {},
    hints: {},
    verdicts: {},
    running: null,
    slow: false,
    stopped: null,
  };
}

/**
 * The exercise that is open.
 *
 * @param {State} state
 */
export function openOf({ exercises, open }) {
  return exercises.find(({ name }) => name === open) ?? exercises[0];
}

/**
 * What stands in the editor of an exercise.
 *
 * @param {State} state
 * @param {Exercise} exercise
 */
export function draftOf({ drafts }, { name, stub }) {
  return drafts[name] ?? stub;
}

/**
 * What the browser keeps.
 *
 * @param {State} state
 */
export function savedOf({ open, drafts, solved, attempts, hints }) {
  return { open, drafts, solved, attempts, hints };
}

/**
 * The state with what was kept. A scene that is opened takes nothing away from what has been done
 * since: where there is something already, it stays.
 *
 * @param {State} state
 * @param {any} value  Anything: what makes no sense is left out.
 * @returns {Partial<State>}
 */
export function restoredFrom(state, value) {
  if (typeof value !== "object" || value === null) return {};
  const { open, drafts, solved, attempts, hints } = value;
  const isDraft = (/** @type {any} */ text) =>
    typeof text === "string" && text.length <= LONGEST_DRAFT;
  const isCount = (/** @type {any} */ n) => Number.isSafeInteger(n) && n >= 0;
  const done = Array.isArray(solved) ? solved.filter((name) => typeof name === "string") : [];
  return {
    open: typeof open === "string" ? open : state.open,
    drafts: { ...recordOf(drafts, isDraft), ...state.drafts },
    solved: [...new Set([...state.solved, ...done])],
    attempts: { ...recordOf(attempts, isCount), ...state.attempts },
    hints: { ...recordOf(hints, isCount), ...state.hints },
  };
}

/**
 * @param {any} value
 * @param {(item: any) => boolean} is
 */
function recordOf(value, is) {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([, item]) => is(item)));
}
