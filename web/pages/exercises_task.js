/** What an exercise asks: its sentence, the formulas, the names at hand, and its hints. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { mathOf } from "../views/glass_symbols.js";
import { openOf } from "./exercises_state.js";
import { hintOf, textOf } from "./exercises_words.js";

const SLOPES = ["slope", "gradient-w", "gradient-b"];
const UPDATE = ["update-w", "update-b"];
/** The formulas of each exercise, as the glass has them. @type {Record<string, string[]>} */
const FORMULAS = {
  sigmoid: ["activation-point"],
  forward_propagation: ["sum", "activation"],
  loss: ["loss"],
  cost: ["cost"],
  gradients: SLOPES,
  update: UPDATE,
  model: ["sum", "activation", ...SLOPES, ...UPDATE],
  sign_error: [...SLOPES, ...UPDATE],
  missing_m: [...SLOPES, ...UPDATE],
  transposed_product: [...SLOPES, ...UPDATE],
};

/**
 * @param {HTMLElement} root
 * @param {import("./exercises_state.js").ExercisesStore} store
 * @param {() => void} unfold
 */
export function createExerciseTask(root, store, unfold) {
  const title = h("h2", { tabindex: -1 });
  const task = h("p", {});
  const given = h("p", { class: "soft" });
  const formulas = h("div", { class: "formulas" });
  const hints = h("ol", { class: "hints", role: "list", "aria-live": "polite" });
  const more = h("button", { type: "button", on: { click: unfold } });
  root.append(title, task, formulas, given, hints, more);

  let shown = "";
  store.subscribe((state) => {
    const exercise = openOf(state);
    root.hidden = !exercise;
    if (!exercise) return;
    const { name, hints: all } = exercise;
    setText(title, textOf("title", exercise));
    setText(task, textOf("task", exercise));
    setText(given, t("exercises.given", { names: exercise.given.join(", ") }));
    if (shown !== name) {
      shown = name;
      formulas.replaceChildren(...(FORMULAS[name] ?? []).map((key) => mathOf(key, {})));
      hints.replaceChildren();
    }
    const n = Math.min(all.length, state.hints[name] ?? 0);
    while (hints.children.length > n) hints.lastElementChild?.remove();
    while (hints.children.length < n) hints.append(h("li", {}));
    [...hints.children].forEach((item, i) => setText(item, hintOf(exercise, i)));
    more.hidden = n === all.length;
    setText(more, t("exercises.hint", { k: n + 1, of: all.length }));
  });

  return { focus: () => title.focus() };
}
