/** An editor for Python: a plain text field until CodeMirror is there, or where it cannot be. */

import { t } from "../language.js";
import { h } from "./dom.js";

/**
 * @param {HTMLElement} root
 * @param {object} with_
 * @param {string} with_.label  Key of its name; the name says how to leave it.
 * @param {string} with_.source
 * @param {(source: string) => void} with_.onChange
 * @param {() => void} [with_.onRun]  Ctrl and Enter do this.
 */
export function createCodeEditor(root, { label, source, onChange, onRun }) {
  const field = h("textarea", {
    label,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    wrap: "off",
    on: {
      input: () => change(field.value),
      keydown(/** @type {KeyboardEvent} */ event) {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onRun?.();
      },
    },
  });
  field.value = source;
  const host = h("div", { class: "code-editor" }, field);
  root.append(host);
  // From inside the shadow the page could not tell that somebody types: its shortcuts stay out.
  host.addEventListener("keydown", (event) => event.stopPropagation());

  let text = source;
  /** @type {{line: number, message: string} | null} */
  let error = null;
  /** @type {string | null} */
  let other = null;
  /** @type {ReturnType<typeof import("./code_mirror.js").createCodeMirror> | null} */
  let mirror = null;

  /** @param {string} next */
  function change(next) {
    if (next === text) return;
    text = next;
    onChange(next);
  }

  async function begin() {
    const { createCodeMirror } = await import("./code_mirror.js");
    const inside = h("div", { class: "code-mirror" });
    const had = document.activeElement === field;
    field.replaceWith(inside);
    mirror = createCodeMirror(inside.attachShadow({ mode: "open" }), {
      source: text,
      onChange: change,
      ...(onRun && { onRun }),
    });
    mirror.call(t(label));
    mirror.mark(error);
    mirror.compare(other);
    if (had) mirror.focus();
  }

  return {
    root: host,
    /** Resolves when it is all there; without CodeMirror the text field stays. */
    ready: begin().catch(() => {}),

    source: () => text,

    /** @param {string} next */
    set(next) {
      if (next === text) return;
      text = next;
      field.value = next;
      mirror?.set(next);
    },

    /**
     * Mark a line as wrong; null marks none.
     *
     * @param {{line: number, message: string} | null} next
     */
    mark(next) {
      error = next;
      mirror?.mark(next);
    },

    /**
     * Show what is different from another text; null shows the text alone.
     *
     * @param {string | null} next
     */
    compare(next) {
      other = next;
      mirror?.compare(next);
    },

    /** Its name in the language of the page. */
    rename: () => mirror?.call(t(label)),

    focus: () => (mirror ? mirror.focus() : field.focus()),
  };
}
