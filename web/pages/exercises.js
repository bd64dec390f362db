/** The page of the exercises: functions to write and to mend, each checked in words. */

import { createStore } from "../store.js";
import { h } from "../views/dom.js";
import { createExercising } from "./exercises_effects.js";
import { createExercisesList } from "./exercises_list.js";
import { firstState, restoredFrom, savedOf } from "./exercises_state.js";
import { createExerciseTask } from "./exercises_task.js";
import { createExerciseWork } from "./exercises_work.js";

/**
 * @param {HTMLElement} root
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 */
export function createExercisesPage(root, client, shared) {
  const store = createStore(firstState());
  const actions = createExercising(store, client, shared);
  const list = h("nav", { class: "panel", label: "exercises.title" });
  const task = h("section", { class: "panel task", label: "exercises.task" });
  const work = h("section", { class: "panel work", label: "exercises.work" });
  root.append(list, task, work);
  createExercisesList(list, store, actions.choose);
  const { focus } = createExerciseTask(task, store, actions.unfold);
  const { show } = createExerciseWork(work, actions, () => {
    actions.next();
    focus();
  });

  // The editor is loaded once the page is opened.
  const draw = () => {
    const { page, language, status } = shared.get();
    if (page === "exercises") show(store.get(), language, status.phase === "ready");
  };
  store.subscribe(draw);
  shared.subscribe(({ language, page, status }, before) => {
    if (language !== before.language) store.update({});
    if (page !== "exercises") return;
    // A lost worker may have left the question for them open.
    const back = status.phase === "ready" && before.status.phase !== "ready";
    if (before.page !== page || back) actions.begin();
    if (before.page !== page || status.phase !== before.status.phase) draw();
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    actions.check();
  });
  return {
    saved: () => savedOf(store.get()),
    /** @param {unknown} value */
    restore(value) {
      const { exercises } = store.get();
      if (value === undefined) store.update({ ...firstState(), exercises });
      else store.update(restoredFrom(store.get(), value));
    },
    subscribe: store.subscribe,
  };
}
