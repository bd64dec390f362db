/** Where an exercise is done: the editor, the check, and what it found. */

import { t } from "../language.js";
import { createCodeEditor } from "../views/code_editor.js";
import { h, setText } from "../views/dom.js";
import { draftOf, openOf } from "./exercises_state.js";
import { valuesOf } from "./exercises_values.js";
import { sentenceOf } from "./exercises_words.js";

/**
 * @typedef {import("./exercises_state.js").State} State
 * @typedef {import("./exercises_state.js").Verdict} Verdict
 */

/**
 * @param {HTMLElement} root
 * @param {ReturnType<typeof import("./exercises_effects.js").createExercising>} actions
 * @param {() => void} next
 */
export function createExerciseWork(root, actions, next) {
  /** @param {string} words @param {() => void} click @param {Record<string, any>} [more] */
  const button = (words, click, more = {}) =>
    h("button", { type: "button", words, on: { click }, ...more });
  const place = h("div", { class: "exercise-editor" });
  const check = button("exercises.check", actions.check, {
    class: "primary",
    title: "exercises.check-keys",
  });
  const stop = button("exercises.stop", actions.stop);
  const again = button("exercises.again", actions.startAgain);
  const onward = button("exercises.next", next);
  const attempt = h("span", { class: "soft" });
  const sentence = h("span", {});
  const verdict = h(
    "p",
    { class: "verdict", role: "status", label: "exercises.verdict" },
    attempt,
    sentence,
  );
  const values = h("div", { class: "called" });
  const output = h("pre", { tabindex: 0, role: "region", label: "exercises.printed" });
  const printed = h("div", { class: "printed" }, h("h3", { words: "exercises.printed" }), output);
  root.append(
    place,
    h("div", { class: "row" }, check, stop, again, onward),
    verdict,
    values,
    printed,
  );

  /** One for each exercise, so that each can be undone. @type {Map<string, Editor>} */
  const editors = new Map();
  /** @typedef {ReturnType<typeof createCodeEditor>} Editor */
  let open = "";
  /** @type {Verdict | undefined} */
  let shown;

  /**
   * @param {string} name
   * @param {string} source
   */
  function show(name, source) {
    let editor = editors.get(name);
    if (name !== open) {
      open = name;
      place.replaceChildren();
      if (editor) place.append(editor.root);
    }
    if (!editor) {
      editor = createCodeEditor(place, {
        label: "exercises.editor",
        source,
        onChange: (draft) => actions.write(name, draft),
        onRun: actions.check,
      });
      editors.set(name, editor);
    }
    editor.set(source);
    return editor;
  }

  let language = "";
  return {
    /**
     * @param {State} state
     * @param {string} now  The language of the page.
     * @param {boolean} ready  Whether Python is there.
     */
    show(state, now, ready) {
      const exercise = openOf(state);
      root.hidden = !exercise;
      if (!exercise) return;
      const { name } = exercise;
      const other = name !== open;
      const editor = show(name, draftOf(state, exercise));
      if (language !== now) for (const each of editors.values()) each.rename();
      const running = state.slow && state.running === name;
      const found = state.running === name ? undefined : state.verdicts[name];
      const focused = document.activeElement;
      stop.disabled = !state.slow;
      check.disabled = state.slow;
      if (focused === check && check.disabled) stop.focus();
      if (focused === stop && stop.disabled) check.focus();
      onward.disabled = state.exercises.at(-1) === exercise;
      onward.classList.toggle("primary", state.solved.includes(name));
      check.classList.toggle("primary", !state.solved.includes(name));
      // Most checks are done at once: what was found before stays until then.
      if (state.running === name && !running) return;
      const stopped = state.stopped === name;
      const told = found && !stopped ? found : undefined;
      const text = told ? sentenceOf(told) : "";
      const state_ = running ? "running" : stopped ? "stopped" : told ? String(told.passed) : "";
      verdict.dataset.state = state_;
      const n = state.attempts[name] ?? 0;
      setText(attempt, told ? t("exercises.attempt", { n }) : "");
      const waiting = running && !ready ? "loading" : state_;
      setText(sentence, running || stopped ? t(`exercises.${waiting}`) : text);
      if (told === shown && !other && language === now) return;
      shown = told;
      language = now;
      const line = told?.line ?? null;
      editor.mark(line === null ? null : { line, message: text });
      values.replaceChildren(...(told && !told.passed ? valuesOf(told) : []));
      printed.hidden = !told?.printed;
      setText(output, told?.printed ?? "");
    },
  };
}
