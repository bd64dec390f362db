/** The list of the exercises, with what is done. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { openOf } from "./exercises_state.js";
import { textOf } from "./exercises_words.js";

/** @typedef {import("./exercises_state.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("./exercises_state.js").ExercisesStore} store
 * @param {(name: string) => void} choose
 */
export function createExercisesList(root, store, choose) {
  const bar = h("progress", { max: 1, value: 0, label: "exercises.progress-bar" });
  const done = h("p", { class: "soft" });
  const write = h("ol", {});
  const mend = h("ol", {});
  const lists = h(
    "div",
    { class: "lists" },
    h("h3", { words: "exercises.write" }),
    write,
    h("h3", { words: "exercises.mend" }),
    mend,
  );
  root.append(h("h2", { words: "exercises.title" }), done, bar, lists);
  /** @type {{name: string, button: HTMLElement, title: HTMLElement, mark: HTMLElement}[]} */
  let entries = [];

  /** @param {State} state */
  function fill({ exercises }) {
    entries = exercises.map(({ name, broken }, i) => {
      const title = h("span", { class: "name" });
      const mark = h("span", { class: "visually-hidden" });
      const button = h(
        "button",
        { type: "button", class: "quiet", on: { click: () => choose(name) } },
        h("span", { class: "ordinal", "aria-hidden": "true" }, String(i + 1)),
        title,
        mark,
      );
      (broken ? mend : write).append(h("li", {}, button));
      return { name, button, title, mark };
    });
  }

  store.subscribe((state) => {
    const { exercises, solved } = state;
    lists.hidden = bar.hidden = exercises.length === 0;
    if (entries.length !== exercises.length) fill(state);
    const count = exercises.filter(({ name }) => solved.includes(name)).length;
    const of = exercises.length;
    bar.max = of || 1;
    bar.value = count;
    const progress = t(of > 0 && count === of ? "exercises.all-done" : "exercises.progress", {
      done: count,
      of,
    });
    setText(done, of === 0 ? t("exercises.waiting") : progress);
    const open = openOf(state);
    entries.forEach(({ name, button, title, mark }, i) => {
      const isSolved = solved.includes(name);
      setText(title, textOf("title", exercises[i]));
      setText(mark, isSolved ? t("exercises.solved") : "");
      button.dataset.solved = String(isSolved);
      button.setAttribute("aria-current", String(name === open?.name));
    });
  });
}
