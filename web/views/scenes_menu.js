/** The saved scenes: save, open, rename, delete, and start over. */

import { t } from "../language.js";
import { ask, createDialog } from "./dialogs.js";
import { h } from "./dom.js";

/**
 * @param {HTMLElement} tools
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../keeping.js").createKeeping>} keeping
 * @param {(file: File) => Promise<boolean>} openFile
 */
export function createScenesMenu(tools, store, keeping, openFile) {
  const dialog = createDialog("scenes", "scenes.title");
  const list = h("ul", { class: "scenes" });
  const none = h("p", { class: "soft", words: "scenes.none" });
  const file = h("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    on: { change: take },
  });
  /** @type {string[]} */
  let names = [];
  dialog.body.append(
    h("p", { class: "soft", words: "scenes.why" }),
    none,
    list,
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", words: "scenes.start-over", on: { click: startOver } }),
      h("button", { type: "button", words: "share.open-file", on: { click: () => file.click() } }),
      file,
      h("button", { type: "button", class: "primary", words: "scenes.save", on: { click: save } }),
    ),
  );
  tools.append(
    h("button", {
      type: "button",
      words: "scenes.title",
      "data-control": "scenes",
      on: {
        async click() {
          await refresh();
          dialog.open();
        },
      },
    }),
  );
  store.subscribe((state, before) => {
    if (state.language !== before.language) show();
  });

  async function refresh() {
    names = await keeping.names();
    show();
  }

  function show() {
    none.hidden = names.length > 0;
    list.replaceChildren(...names.map(row));
  }

  /** @param {string} name */
  function row(name) {
    /** @param {string} label @param {() => void} click @param {string} text */
    const button = (label, click, text) =>
      h(
        "button",
        { type: "button", class: "quiet", "aria-label": t(label, { name }), on: { click } },
        text,
      );
    return h(
      "li",
      {},
      button("scenes.open", () => open(name), name),
      button("scenes.rename-it", () => rename(name), t("scenes.rename")),
      button("scenes.delete-it", () => remove(name), t("scenes.delete")),
    );
  }

  async function save() {
    const value = t("scenes.name-default", { n: names.length + 1 });
    const field = { label: t("scenes.name"), value };
    const name = await ask({ title: t("scenes.save"), yes: t("scenes.save-yes"), field });
    if (!name || !(await mayReplace(name))) return;
    await keeping.save(name);
    await refresh();
  }

  async function take() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    dialog.root.close();
    await openFile(chosen);
    file.value = "";
  }

  /** @param {string} name */
  async function open(name) {
    await keeping.open(name);
    dialog.root.close();
  }

  /** @param {string} name */
  async function rename(name) {
    const field = { label: t("scenes.name"), value: name };
    const next = await ask({
      title: t("scenes.rename-it", { name }),
      yes: t("scenes.rename"),
      field,
    });
    if (!next || next === name || !(await mayReplace(next))) return;
    await keeping.rename(name, next);
    await refresh();
  }

  /** @param {string} name */
  async function remove(name) {
    const title = t("scenes.delete-it", { name });
    const sure = await ask({ title, text: t("scenes.delete-why"), yes: t("scenes.delete") });
    if (sure === null) return;
    await keeping.remove(name);
    await refresh();
  }

  async function startOver() {
    const title = t("scenes.start-over");
    const sure = await ask({ title, text: t("scenes.start-over-why"), yes: title });
    if (sure === null) return;
    keeping.startOver();
    dialog.root.close();
  }

  /** @param {string} name */
  async function mayReplace(name) {
    if (!names.includes(name)) return true;
    const title = t("scenes.replace-it", { name });
    return (await ask({ title, text: t("scenes.replace-why"), yes: t("scenes.replace") })) !== null;
  }
}
