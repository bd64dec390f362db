/** Help and shortcuts, under the ? button and the ? key. */

import { t } from "../language.js";
import { createDialog } from "./dialogs.js";
import { h, setText } from "./dom.js";

/**
 * @param {HTMLElement} tools
 * @param {import("../state.js").Store} store
 * @param {import("../shortcuts.js").Shortcut[]} shortcuts
 */
export function createHelp(tools, store, shortcuts) {
  const dialog = createDialog("help", "help.title");
  const single = h("input", {
    type: "checkbox",
    on: {
      change() {
        const rest = store.get().hidden.filter((name) => name !== "shortcuts");
        store.update({ hidden: single.checked ? rest : [...rest, "shortcuts"] });
      },
    },
  });
  const keeping = h("p", { class: "soft" });
  dialog.body.append(
    h("p", { words: "help.intro" }),
    h(
      "dl",
      { class: "shortcuts" },
      ...shortcuts.map(({ keys, words }) => line(keys, words)),
      line(["?"], "help.help"),
      line(["←", "→", "↑", "↓"], "help.arrows"),
      line(["Enter"], "help.enter"),
      line(["Delete"], "help.delete"),
    ),
    h("label", { class: "check" }, single, h("span", { words: "help.single" })),
    keeping,
  );
  tools.append(
    h(
      "button",
      {
        type: "button",
        id: "open-help",
        label: "help.title",
        title: "help.title",
        on: { click: dialog.open },
      },
      "?",
    ),
  );
  store.subscribe(({ hidden, offline }) => {
    single.checked = !hidden.includes("shortcuts");
    setText(keeping, offline && t(offline === "kept" ? "offline.kept-why" : `offline.${offline}`));
  });
  return dialog;
}

/**
 * @param {string[]} keys
 * @param {string} words
 */
function line(keys, words) {
  return h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", { words }));
}
