/** The page "Code": the article's Python, to be changed, beside the plane that it trains. */

import { ORIGINAL, errorText } from "../edited_code.js";
import { t } from "../language.js";
import { createCodeEditor } from "./code_editor.js";
import { createSpeed } from "./code_sign.js";
import { createVersions } from "./code_versions.js";
import { createConsole } from "./console.js";
import { h, setText } from "./dom.js";
import { createGradient } from "./gradient.js";

/** @typedef {import("../state.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../workshop.js").createWorkshop>} workshop
 */
export function createCodePage(root, store, workshop) {
  /** @param {string} words @param {() => void} click @param {Record<string, any>} [more] */
  const button = (words, click, more = {}) =>
    h("button", { type: "button", words, on: { click }, ...more });
  const state = h("p", { class: "soft", role: "status", label: "code.state" });
  const speed = createSpeed();
  const use = button("code.use", workshop.use, { class: "primary", title: "code.use-keys" });
  const stop = button("code.stop", workshop.stop);
  const back = button("code.use-original", workshop.useOriginal);
  const reset = button("code.reset", () => workshop.reset());
  const keep = button("code.keep", () => workshop.keep());
  const difference = button("code.difference", () => compare(shownOther ? null : ORIGINAL), {
    "aria-pressed": "false",
  });
  const check = button("code.check", workshop.check);
  const place = h("div", { class: "code-place" });
  const sentence = h("p", {});
  const traceback = h("pre", {});
  const details = h("details", {}, h("summary", { words: "code.traceback" }), traceback);
  const wrong = h("div", { class: "code-error", role: "alert" }, sentence, details);
  const gradient = createGradient();
  const versions = createVersions(workshop, (text) => compare(text === shownOther ? null : text));
  const consoleRoot = h("div", { class: "console" });
  root.append(
    h("div", { class: "code-head" }, h("h2", { words: "code.title" }), state),
    h("div", { class: "row code-bar" }, use, stop, check, difference, back),
    place,
    wrong,
    h("div", { class: "row code-bar" }, keep, reset, versions.root),
    gradient.root,
    consoleRoot,
    h("details", { class: "code-help" }, h("summary", { words: "code.help" }), ...help()),
  );
  createConsole(consoleRoot, store, workshop);

  /** @type {ReturnType<typeof createCodeEditor> | null} */
  let editor = null;
  /** @type {string | null} What the text is compared with. */
  let shownOther = null;
  /** @type {import("../edited_code.js").CodeError | null} */
  let marked = null;

  /** @param {string | null} other */
  function compare(other) {
    shownOther = other;
    editor?.compare(other);
    difference.setAttribute("aria-pressed", String(other === ORIGINAL));
    versions.show(store.get(), other);
  }

  store.subscribe((now, before) => {
    if (now.page !== "code") return;
    const { code } = now;
    if (!editor) {
      editor = createCodeEditor(place, {
        label: "code.editor",
        source: code.draft,
        onChange: workshop.write,
        onRun: workshop.use,
      });
      if (shownOther) editor.compare(shownOther);
    }
    editor.set(code.draft);
    if (code.error !== marked) {
      marked = code.error;
      const line = marked?.line ?? null;
      editor.mark(marked && line !== null ? { line, message: errorText(marked) } : null);
      setText(traceback, marked?.traceback ?? "");
      details.hidden = !marked?.traceback.includes("\n");
    }
    if (now.language !== before.language) editor.rename();
    setText(sentence, code.error ? errorText(code.error) : "");
    setText(state, stateText(now, speed(now.run)));
    state.dataset.used = String(code.used !== null);
    stop.disabled = now.run.mode === "idle" && code.busy === null;
    check.disabled = code.busy !== null;
    keep.disabled =
      code.draft === ORIGINAL || code.versions.some(({ text }) => text === code.draft);
    reset.disabled = code.draft === ORIGINAL && code.used === null;
    back.hidden = code.used === null;
    gradient.show(now);
    versions.show(now, shownOther);
  });
}

/**
 * @param {State} state
 * @param {number | null} n  Iterations a second.
 */
function stateText({ code: { draft, used, held } }, n) {
  if (used === null) return t(draft === ORIGINAL ? "code.state-original" : "code.state-draft");
  if (draft !== used) return t("code.state-changed");
  if (held) return t("code.state-held");
  return n === null ? t("code.in-use") : t("code.in-use-speed", { n });
}

function help() {
  return ["keys", "names", "reach", "stop"].map((name) => h("p", { words: `code.help-${name}` }));
}
