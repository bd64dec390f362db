/** Export: a menu of files, and under it what is being made and how far it is. */

import { KINDS } from "../exporting.js";
import { t } from "../language.js";
import { h, setText } from "./dom.js";

/** @typedef {keyof typeof KINDS} Kind */

/**
 * @param {Record<string, string>} attributes
 * @param {() => void} [click]
 */
function item(attributes, click = () => {}) {
  return h("button", {
    type: "button",
    role: "menuitem",
    tabindex: -1,
    ...attributes,
    on: { click },
  });
}

/**
 * @param {HTMLElement} root
 * @param {{save: (kind: Kind, how: import("../exporting.js").How) => Promise<string | null>}} exporting
 */
export function createExportMenu(root, exporting) {
  const all = /** @type {Kind[]} */ (Object.keys(KINDS));
  const names = ONE_FILE ? all.filter((kind) => kind !== "svg" && kind !== "pdf") : all;
  const items = names.map((kind) => item({ words: `export.${kind}` }, () => choose(kind)));
  if (ONE_FILE) {
    items.push(item({ words: "export.no-figures", class: "without", "aria-disabled": "true" }));
  }
  const menu = h(
    "div",
    { id: "export-menu", role: "menu", label: "export.title", hidden: true },
    ...items,
  );
  const button = h("button", {
    type: "button",
    id: "export",
    words: "export.title",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-controls": "export-menu",
    on: { click: () => (menu.hidden ? open(0) : close()) },
  });
  const text = h("p");
  const bar = h("progress", { label: "export.progress", max: 1 });
  const busy = h(
    "div",
    { class: "busy", hidden: true },
    text,
    bar,
    h("button", { type: "button", words: "export.stop", on: { click: () => stop() } }),
  );
  // Tells what begins and how it ends, not each step on the way.
  const voice = h("p", { class: "visually-hidden", role: "status", label: "export.progress" });
  const box = h("div", { class: "export", "data-control": "export" }, button, menu, busy, voice);
  root.append(box);
  /** @type {AbortController | null} */
  let active = null;

  button.addEventListener("keydown", (event) => {
    const at = { ArrowDown: 0, ArrowUp: items.length - 1 }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    open(at);
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const last = items.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
      button.focus();
    } else if (event.key === "Tab") {
      close();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!box.contains(/** @type {Node} */ (target))) close();
  });

  /** @param {number} at */
  function open(at) {
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    items[at].focus();
  }

  function close() {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }

  function stop() {
    active?.abort();
    button.focus();
  }

  /** @param {Kind} kind */
  async function choose(kind) {
    close();
    button.focus();
    active?.abort();
    const mine = new AbortController();
    active = mine;
    busy.hidden = false;
    setText(voice, t("export.making"));
    const name = await exporting.save(kind, {
      signal: mine.signal,
      onProgress({ text: doing, share }) {
        if (active !== mine) return;
        setText(text, doing);
        if (share === null) bar.removeAttribute("value");
        else bar.value = share;
      },
    });
    if (active !== mine) return;
    active = null;
    busy.hidden = true;
    setText(voice, name ? t("export.saved", { name }) : "");
  }
}
