/** Which controls the page shows: a teacher may put some away. */

import { CONTROLS } from "../controls.js";
import { createDialog } from "./dialogs.js";
import { h } from "./dom.js";

/**
 * @param {HTMLElement} tools
 * @param {import("../state.js").Store} store
 */
export function createSettingsDialog(tools, store) {
  const dialog = createDialog("controls", "common.controls");
  const boxes = CONTROLS.map((name) => {
    const box = h("input", {
      type: "checkbox",
      value: name,
      on: {
        change() {
          const rest = store.get().hidden.filter((other) => other !== name);
          store.update({ hidden: box.checked ? rest : [...rest, name] });
        },
      },
    });
    return box;
  });
  dialog.body.append(
    h("p", { words: "common.controls-why" }),
    h(
      "div",
      { class: "checks" },
      ...boxes.map((box) =>
        h("label", { class: "check" }, box, h("span", { words: `common.control-${box.value}` })),
      ),
    ),
    h(
      "div",
      { class: "row" },
      h("button", {
        type: "button",
        words: "common.controls-all",
        on: {
          click() {
            const rest = store.get().hidden.filter((name) => !CONTROLS.includes(name));
            store.update({ hidden: rest });
          },
        },
      }),
    ),
  );
  tools.append(
    h(
      "button",
      {
        type: "button",
        label: "common.controls",
        title: "common.controls",
        on: { click: dialog.open },
      },
      "⚙",
    ),
  );
  store.subscribe(({ hidden }) => {
    for (const box of boxes) box.checked = !hidden.includes(box.value);
  });
}
