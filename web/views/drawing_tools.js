/** What the pointer does on the plane; undo and redo. */

import { h } from "./dom.js";

const TOOLS = { 1: "plane.class-1", 0: "plane.class-0", 2: "plane.class-2", erase: "plane.erase" };

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 */
export function createDrawingTools(root, store, editing) {
  const radios = Object.keys(TOOLS).map((value) =>
    h("input", {
      type: "radio",
      name: "tool",
      value,
      on: { change: () => editing.chooseTool(value) },
    }),
  );
  const tools = h(
    "div",
    { class: "segmented", role: "radiogroup", label: "plane.draw" },
    ...radios.map((radio) =>
      h(
        "label",
        {},
        radio,
        h("span", { words: TOOLS[/** @type {keyof typeof TOOLS} */ (radio.value)] }),
      ),
    ),
  );
  const undo = h("button", { type: "button", words: "plane.undo", on: { click: editing.undo } });
  const redo = h("button", { type: "button", words: "plane.redo", on: { click: editing.redo } });
  const clear = h("button", { type: "button", words: "plane.clear", on: { click: editing.clear } });
  root.append(tools, h("div", { class: "row" }, undo, redo, clear));

  store.subscribe((state) => {
    for (const radio of radios) radio.checked = radio.value === state.tool;
    undo.disabled = state.past.length === 0;
    redo.disabled = state.future.length === 0;
    clear.disabled = state.points.length === 0;
  });
}
