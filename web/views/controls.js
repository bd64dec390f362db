/** Buttons, menus and number fields: what they show, and what they set off. */

import described from "described";
import { DRAWN } from "../scene.js";

/**
 * @typedef {ReturnType<typeof import("../editing.js").createEditing>} Editing
 * @typedef {ReturnType<typeof import("../training.js").createTraining>} Training
 */

/**
 * @param {import("../state.js").Store} store
 * @param {Editing} editing
 * @param {Training} training
 */
export function createControls(store, editing, training) {
  press("train", training.toggle);
  press("step", training.step);
  press("reset", training.reset);
  press("test", training.test);
  press("undo", editing.undo);
  press("redo", editing.redo);
  press("clear", editing.clear);

  const dataset = /** @type {HTMLSelectElement} */ (byId("dataset"));
  dataset.append(
    ...described.datasets.map(({ name, title }) => new Option(title, name)),
    new Option("Drawn by hand", DRAWN),
  );
  dataset.addEventListener("change", () => editing.chooseDataset(dataset.value));

  const pace = /** @type {HTMLSelectElement} */ (byId("pace"));
  pace.addEventListener("change", () =>
    editing.setSettings({ pace: pace.value === "fast" ? "fast" : "watch" }),
  );

  const fields = {
    n_points: numberField("n-points", (n_points) => editing.setNumbers({ n_points })),
    noise: numberField("noise", (noise) => editing.setNumbers({ noise })),
    seed: numberField("seed", (seed) => editing.setNumbers({ seed })),
    learning_rate: numberField("learning-rate", (learning_rate) =>
      editing.setSettings({ learning_rate }),
    ),
    n_iterations: numberField("n-iterations", (n_iterations) =>
      editing.setSettings({ n_iterations }),
    ),
  };

  for (const radio of document.querySelectorAll('input[name="tool"]')) {
    const { value } = /** @type {HTMLInputElement} */ (radio);
    radio.addEventListener("change", () =>
      editing.chooseTool(value === "erase" ? value : value === "1" ? 1 : 0),
    );
  }
  document.addEventListener("keydown", (event) => shortcut(event, editing));

  const train = byId("train");
  const undo = /** @type {HTMLButtonElement} */ (byId("undo"));
  const redo = /** @type {HTMLButtonElement} */ (byId("redo"));
  const clear = /** @type {HTMLButtonElement} */ (byId("clear"));
  store.subscribe((state, before) => {
    setText(train, state.run.mode === "train" ? "Pause" : "Train");
    train.classList.toggle("running", state.run.mode === "train");
    undo.disabled = state.past.length === 0;
    redo.disabled = state.future.length === 0;
    clear.disabled = state.points.length === 0;
    dataset.value = state.dataset;
    pace.value = state.settings.pace;
    for (const [name, field] of Object.entries(fields)) {
      const value = numberOf(state, name);
      // Only what has changed elsewhere: what a person is typing stays.
      if (state === before || value !== numberOf(before, name)) showNumber(field, value);
    }
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Editing} editing
 */
function shortcut(event, editing) {
  // In a field, the keys undo what was typed.
  if (event.target instanceof HTMLInputElement && event.target.type === "number") return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) editing.undo();
  else if (key === "y" || key === "z") editing.redo();
  else return;
  event.preventDefault();
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element #${id}`);
  return element;
}

/**
 * @param {string} id
 * @param {() => void} action
 */
function press(id, action) {
  byId(id).addEventListener("click", action);
}

/**
 * A number field; an empty one, or one with something else in it, stands for no number.
 *
 * @param {string} id
 * @param {(value: number | null) => void} onChange
 */
function numberField(id, onChange) {
  const field = /** @type {HTMLInputElement} */ (byId(id));
  field.addEventListener("change", () => onChange(numberIn(field)));
  return field;
}

/** @param {HTMLInputElement} field */
function numberIn(field) {
  return Number.isNaN(field.valueAsNumber) ? null : field.valueAsNumber;
}

/**
 * @param {import("../state.js").State} state
 * @param {string} name
 */
function numberOf({ numbers, settings }, name) {
  return /** @type {number | null} */ ({ ...numbers, ...settings }[name]);
}

/**
 * @param {HTMLInputElement} field
 * @param {number | null} value
 */
function showNumber(field, value) {
  if (numberIn(field) !== value) field.value = value === null ? "" : String(value);
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
