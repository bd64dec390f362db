/** A small window beside what it is about, with one number in it to change. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";

/**
 * @typedef {object} Subject
 * @property {string} title
 * @property {string} label  Of the number's field.
 * @property {number} value
 * @property {string} [text]  More about it.
 * @property {(value: number) => void} set
 * @property {(() => void) | null} show  Shows the neuron on the plane, where it has a picture.
 * @property {() => void} lead  Leads to the line that makes the number.
 * @property {{x: number, y: number}} place
 * @property {() => void} back  Gives the focus back.
 */

const DIGITS = 6;
let count = 0;

/** @param {HTMLElement} host  What it is placed in. */
export function createPopover(host) {
  count += 1;
  const ids = { title: `popover-title-${count}`, field: `popover-field-${count}` };
  /** @type {Subject | null} */
  let subject = null;
  const title = h("h3", { id: ids.title });
  const text = h("p", { class: "soft" });
  const label = h("label", { for: ids.field });
  const field = h("input", {
    id: ids.field,
    type: "number",
    step: "any",
    required: true,
    autocomplete: "off",
  });
  const show = h("button", {
    type: "button",
    words: "machine.show-neuron",
    on: {
      click() {
        subject?.show?.();
        close();
      },
    },
  });
  const how = h("button", { type: "button", on: { click: () => subject?.lead() } });
  const form = h(
    "form",
    {
      on: {
        submit(/** @type {Event} */ event) {
          event.preventDefault();
          if (Number.isNaN(field.valueAsNumber)) return;
          // The field shows a rounded number: left as it is, it sets nothing.
          if (field.value !== field.defaultValue) subject?.set(field.valueAsNumber);
          close();
        },
      },
    },
    title,
    text,
    label,
    h("div", { class: "row" }, field, h("button", { words: "machine.set" })),
    show,
    how,
  );
  const root = h("div", { class: "popover", role: "dialog", "aria-labelledby": ids.title }, form);
  root.hidden = true;
  host.append(root);

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", (event) => {
    const inside = event.target instanceof Node && root.contains(event.target);
    if (subject && !inside) close(false);
  });

  function close(giveBack = true) {
    if (!subject) return;
    const { back } = subject;
    subject = null;
    root.hidden = true;
    if (giveBack) back();
  }

  return {
    close,
    /** @param {Subject} next */
    open(next) {
      subject = next;
      setText(title, next.title);
      setText(text, next.text ?? "");
      text.hidden = !next.text;
      setText(label, t(next.label));
      setText(how, t("glass.how-short"));
      show.hidden = next.show === null;
      field.defaultValue = String(Number(next.value.toPrecision(DIGITS)));
      field.value = field.defaultValue;
      root.hidden = false;
      const most = host.clientWidth - root.offsetWidth;
      const left = Math.max(0, Math.min(most, next.place.x - root.offsetWidth / 2));
      root.style.left = `${left}px`;
      root.style.top = `${next.place.y + 14}px`;
      field.focus();
      field.select();
    },
  };
}
