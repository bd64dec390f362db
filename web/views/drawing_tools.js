/** The tools over the plane: what the pointer does, its brush or its selection, undo and redo. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("./icons.js").Icon} Icon */

const TOOLS = ["1", "0", "2", "erase", "jitter", "magnet", "select", "pan"];

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 * @param {ReturnType<typeof import("../selecting.js").createSelecting>} selecting
 */
export function createDrawingTools(root, store, editing, selecting) {
  const radios = TOOLS.map((tool) =>
    h("input", {
      type: "radio",
      name: "tool",
      value: tool,
      label: `plane.${nameOf(tool)}`,
      on: { change: () => editing.chooseTool(tool) },
    }),
  );
  const tools = h(
    "div",
    { class: "tools", role: "radiogroup", label: "plane.draw" },
    ...TOOLS.map((tool, i) =>
      h(
        "label",
        { title: isClass(tool) ? `plane.${nameOf(tool)}` : `plane.${tool}-why` },
        radios[i],
        icon(nameOf(tool), `is-${tool}`),
        // Beside its mark, a class has its number.
        isClass(tool) && h("span", { "aria-hidden": "true" }, tool),
      ),
    ),
  );
  /**
   * @param {Icon} name
   * @param {() => void} click
   * @param {string} [words]
   */
  const button = (name, click, words = `plane.${name}`) =>
    h("button", { type: "button", label: words, title: words, on: { click } }, icon(name));

  const size = slider("size", { min: 0, max: 4, step: 0.25 }, (value) =>
    editing.setBrush({ size: value }),
  );
  const density = slider("density", { min: 1, max: 20, step: 1 }, (value) =>
    editing.setBrush({ density: value }),
  );
  const brush = h("div", { class: "options" }, size.root, density.root);

  const choices = h(
    "div",
    { class: "options", role: "group", label: "plane.selected" },
    ...["1", "0", "2"].map((label) =>
      h(
        "button",
        {
          type: "button",
          label: `plane.relabel-${label}`,
          title: `plane.relabel-${label}`,
          on: { click: () => selecting.relabel(Number(label)) },
        },
        icon(nameOf(label), `is-${label}`),
      ),
    ),
    button("remove", selecting.remove, "plane.remove-selected"),
  );

  const undo = button("undo", editing.undo);
  const redo = button("redo", editing.redo);
  const clear = button("clear", editing.clear);
  root.append(tools, brush, choices, h("div", { class: "acts" }, undo, redo, clear));

  store.subscribe((state) => {
    for (const radio of radios) radio.checked = radio.value === state.tool;
    undo.disabled = state.past.length === 0;
    redo.disabled = state.future.length === 0;
    clear.disabled = state.points.length === 0;
    brush.hidden = state.tool === "select";
    choices.hidden = !brush.hidden;
    size.show(state.brush.size, state.tool === "pan");
    density.show(state.brush.density, state.brush.size === 0 || !isClass(state.tool));
    const none = !state.selection?.points.length;
    for (const item of choices.querySelectorAll("button")) item.disabled = none;
  });
}

/** @param {string} tool */
function isClass(tool) {
  return tool.length === 1;
}

/**
 * The name of a tool among the icons and the words.
 *
 * @param {string} tool
 */
function nameOf(tool) {
  return /** @type {Icon} */ (isClass(tool) ? `class-${tool}` : tool);
}

/**
 * @param {"size" | "density"} name
 * @param {{min: number, max: number, step: number}} range
 * @param {(value: number) => void} onInput
 */
function slider(name, range, onInput) {
  const field = h("input", {
    type: "range",
    id: `brush-${name}`,
    label: `plane.brush-${name}`,
    autocomplete: "off",
    ...range,
    on: { input: () => onInput(field.valueAsNumber) },
  });
  const root = h(
    "label",
    { class: "brush-field", title: `plane.brush-${name}-why` },
    icon(name),
    field,
  );
  return {
    root,
    /**
     * @param {number} value
     * @param {boolean} idle  It changes nothing now.
     */
    show(value, idle) {
      if (field.valueAsNumber !== value) field.value = String(value);
      field.disabled = idle;
    },
  };
}
