/** Dialogs: a plain one, and questions that are answered before anything happens. */

import { t } from "../language.js";
import { h } from "./dom.js";

/**
 * An empty dialog with a title and a button that closes it; Escape does too.
 *
 * @param {string} id
 * @param {string} title  Key of its words.
 */
export function createDialog(id, title) {
  const body = h("div", { class: "dialog-body" });
  const root = h(
    "dialog",
    { id, "aria-labelledby": `${id}-title` },
    h(
      "h2",
      {},
      h("span", { id: `${id}-title`, words: title }),
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          label: "common.close",
          on: { click: () => root.close() },
        },
        "×",
      ),
    ),
    body,
  );
  // A click beside the dialog is one on the dialog itself, outside of its box.
  root.addEventListener("pointerdown", (event) => {
    const { left, right, top, bottom } = root.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (event.target === root && (x < left || x > right || y < top || y > bottom)) root.close();
  });
  document.body.append(root);
  return { root, body, open: () => root.open || root.showModal() };
}

/**
 * Ask, and wait for the answer.
 *
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {string} question.yes  What the button says that does it.
 * @param {{label: string, value: string}} [question.field]  A name to type.
 * @returns {Promise<string | null>} The name, or "" without a field; null if it is called off.
 */
export function ask({ title, text, yes, field }) {
  const input =
    field && h("input", { id: "ask-name", type: "text", maxlength: 80, required: true });
  if (input) input.value = field.value;
  const form = h(
    "form",
    { method: "dialog" },
    text && h("p", {}, text),
    input && h("div", { class: "field" }, h("label", { for: "ask-name" }, field.label), input),
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", on: { click: () => root.close() } }, t("common.cancel")),
      h("button", { class: "primary", value: "yes" }, yes),
    ),
  );
  const root = h(
    "dialog",
    { class: "question", "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, title),
    form,
  );
  document.body.append(root);
  root.showModal();
  input?.select();
  return new Promise((resolve) => {
    root.addEventListener("close", () => {
      root.remove();
      resolve(root.returnValue === "yes" ? (input?.value.trim() ?? "") : null);
    });
  });
}
