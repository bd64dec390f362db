/** What can be done on the page of the exercises. */

import { callOf, isOfKind } from "../edited_code.js";
import { t } from "../language.js";
import { ask } from "../views/dialogs.js";
import { complain } from "./effects.js";
import { draftOf, openOf } from "./exercises_state.js";

/** A check that takes longer is shown to be under way: most are done at once. */
const MOMENT = 250;

/**
 * @param {import("./exercises_state.js").ExercisesStore} store
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 */
export function createExercising(store, client, shared) {
  let asked = false;

  /** @param {string} name */
  function solve(name) {
    const { solved } = store.get();
    store.update({ solved: solved.includes(name) ? solved : [...solved, name] });
    // Inside another page, a course's, that page is told.
    if (window.parent !== window) {
      window.parent.postMessage({ type: "glass-neuron", exercise: name, solved: true }, "*");
    }
  }

  return {
    /** The page is shown: what the exercises are is asked once. */
    async begin() {
      if (asked) return;
      asked = true;
      try {
        store.update(await client.call("exercises", {}));
      } catch (error) {
        asked = false;
        complain(shared, error);
      }
    },

    /** @param {string} name */
    choose(name) {
      shared.update({ message: null });
      store.update({ open: name });
    },

    /** The exercise after this one. */
    next() {
      const { exercises, open } = store.get();
      const i = exercises.findIndex(({ name }) => name === open);
      const next = exercises[i + 1];
      if (next) this.choose(next.name);
    },

    /**
     * @param {string} name
     * @param {string} draft
     */
    write(name, draft) {
      store.update({ drafts: { ...store.get().drafts, [name]: draft } });
    },

    /** Back to what the exercise begins with. */
    async startAgain() {
      const exercise = openOf(store.get());
      if (!exercise) return;
      const { name, stub } = exercise;
      if (draftOf(store.get(), exercise) !== stub) {
        const title = t("exercises.again-title");
        const text = t("exercises.again-text");
        if ((await ask({ title, text, yes: t("exercises.again") })) === null) return;
      }
      const { drafts, verdicts, stopped } = store.get();
      const { [name]: _draft, ...others } = drafts;
      const { [name]: _verdict, ...left } = verdicts;
      const note = stopped === name ? null : stopped;
      store.update({ drafts: others, verdicts: left, stopped: note });
    },

    /** One more hint of the open exercise. */
    unfold() {
      const exercise = openOf(store.get());
      if (!exercise) return;
      const { hints } = store.get();
      const n = Math.min(exercise.hints.length, (hints[exercise.name] ?? 0) + 1);
      store.update({ hints: { ...hints, [exercise.name]: n } });
    },

    async check() {
      const state = store.get();
      const exercise = openOf(state);
      if (!exercise || state.running) return;
      const { name } = exercise;
      const source = draftOf(state, exercise);
      const seed = (state.attempts[name] ?? 0) + 1;
      const attempts = { ...state.attempts, [name]: seed };
      shared.update({ message: null });
      store.update({ running: name, stopped: null, attempts });
      const timer = setTimeout(() => store.update({ slow: true }), MOMENT);
      try {
        const call = { name, source, seed };
        const verdict = await client.call("check_exercise", call, callOf(source));
        store.update({ verdicts: { ...store.get().verdicts, [name]: verdict } });
        if (verdict.passed) solve(name);
      } catch (error) {
        if (isOfKind(error, "cancelled")) store.update({ stopped: name });
        else complain(shared, error);
      }
      clearTimeout(timer);
      store.update({ running: null, slow: false });
    },

    /** End a check, whatever the learner's code does. */
    stop: () => client.stop(),
  };
}
