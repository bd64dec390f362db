/** The console: what was typed and printed, and a line for more. */

import { t } from "../language.js";
import { h } from "./dom.js";

/** @typedef {import("../edited_code.js").Entry} Entry */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../workshop.js").createWorkshop>} workshop
 */
export function createConsole(root, store, workshop) {
  const log = h("div", { class: "console-log", role: "log", label: "code.console", tabindex: 0 });
  const field = h("textarea", {
    id: "console-line",
    rows: 1,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    placeholder: "code.console-hint",
    on: { keydown: onKey, input: fit },
  });
  const clear = h("button", {
    type: "button",
    words: "code.console-clear",
    on: {
      click() {
        workshop.clear();
        field.focus();
      },
    },
  });
  root.append(
    h("div", { class: "console-head" }, h("h3", { words: "code.console" }), clear),
    log,
    h(
      "div",
      { class: "console-input" },
      h("label", { for: "console-line", class: "prompt", label: "code.console-line" }, ">>>"),
      field,
    ),
  );

  /** What was typed before, the last one at the end; `at` is where the arrows stand. */
  const lines = /** @type {string[]} */ ([]);
  let at = 0;
  /** @type {readonly Entry[]} */
  let shown = [];

  store.subscribe(({ code }) => {
    field.readOnly = code.busy === "execute";
    clear.disabled = code.console.length === 0;
    if (code.console === shown) return;
    const last = shown.at(-1)?.id ?? 0;
    // Only what is new is added: a reader hears each line once.
    const first = code.console[0]?.id ?? Infinity;
    while (log.firstElementChild && Number(log.firstElementChild.id.slice(6)) < first) {
      log.firstElementChild.remove();
    }
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    log.append(...code.console.filter(({ id }) => id > last).map(entry));
    shown = code.console;
    if (atEnd || shown.at(-1)?.kind === "in") log.scrollTop = log.scrollHeight;
  });

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, shiftKey } = event;
    if (key === "Enter" && !shiftKey && !isOpen(field.value)) {
      event.preventDefault();
      submit();
    } else if (key === "ArrowUp" && !field.value.slice(0, field.selectionStart).includes("\n")) {
      if (at > 0) recall(event, at - 1);
    } else if (key === "ArrowDown" && !field.value.slice(field.selectionEnd).includes("\n")) {
      if (at < lines.length) recall(event, at + 1);
    }
  }

  function submit() {
    const source = field.value.trimEnd();
    if (source.trim() === "" || store.get().code.busy) return;
    if (lines.at(-1) !== source) lines.push(source);
    at = lines.length;
    field.value = "";
    fit();
    workshop.execute(source);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} next
   */
  function recall(event, next) {
    event.preventDefault();
    at = next;
    field.value = lines[at] ?? "";
    fit();
  }

  function fit() {
    field.rows = Math.min(8, field.value.split("\n").length);
  }
}

/**
 * Whether more lines are to come: after a colon, until an empty line.
 *
 * @param {string} source
 */
function isOpen(source) {
  const lines = source.split("\n");
  const last = lines.at(-1) ?? "";
  return last.trimEnd().endsWith(":") || (/^\s+\S/.test(last) && lines.length > 1);
}

/** @param {Entry} entry */
function entry({ id, kind, text, picture }) {
  const own = { id: `entry-${id}`, class: `entry ${kind}` };
  if (kind === "figure" && picture) {
    return h("figure", own, h("img", { src: picture, alt: text || t("code.figure") }));
  }
  if (kind === "note") return h("p", own, text);
  const mark = kind === "in" ? ">>> " : "";
  return h("pre", own, mark + (kind === "in" ? text.replaceAll("\n", "\n... ") : text));
}
