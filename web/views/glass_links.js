/** From a number of the studio to the line that makes it: a button over each reading. */

import { t } from "../language.js";
import { h } from "./dom.js";

/**
 * @typedef {import("../glass.js").Wanted} Wanted
 *
 * @type {Record<string, Wanted>}
 */
const READINGS = {
  cost: { stage: "cost", symbols: ["J"] },
  "training-accuracy": { stage: "accuracy", symbols: ["acc"] },
  "test-accuracy": { stage: "accuracy", symbols: ["acc"], test: true },
};

/**
 * What leads to a weight or bias: its value was made by the step before.
 *
 * @param {number} parameter  Its place among all; -1 is the last one.
 * @returns {Wanted}
 */
export function wantedParameter(parameter) {
  return { stage: "update", symbols: ["new_wi", "wi"], earlier: true, parameter };
}

/** @param {string} id  Of a reading. */
function wantedOf(id) {
  const weight = /^(?:w(\d+)|b)(?:-B)?$/.exec(id);
  return weight ? wantedParameter(weight[1] ? Number(weight[1]) - 1 : -1) : READINGS[id];
}

/**
 * A button that leads from a number to its line, to be laid over it.
 *
 * @param {string} name  Of the number.
 * @param {() => void} click
 */
export function howButton(name, click) {
  const label = t("glass.how", { name });
  return h("button", { type: "button", class: "how", "aria-label": label, on: { click } });
}

/**
 * Name such a button anew: the number or the language is another one.
 *
 * @param {HTMLElement} how
 * @param {string} name  Of the number.
 */
export function nameHow(how, name) {
  const label = t("glass.how", { name });
  if (how.getAttribute("aria-label") !== label) how.setAttribute("aria-label", label);
}

/**
 * Keep such buttons in the readings, also in those that are made anew.
 *
 * @param {HTMLElement[]} roots
 * @param {(wanted: Wanted) => void} lead
 */
export function linkReadings(roots, lead) {
  for (const root of roots) {
    const link = () => {
      for (const output of root.querySelectorAll("output")) addLink(output, lead);
    };
    link();
    new MutationObserver(link).observe(root, { childList: true, subtree: true });
    new MutationObserver(link).observe(document.documentElement, { attributeFilter: ["lang"] });
  }
}

/**
 * @param {HTMLOutputElement} output
 * @param {(wanted: Wanted) => void} lead
 */
function addLink(output, lead) {
  const wanted = wantedOf(output.id);
  const root = output.parentElement;
  if (!wanted || !root) return;
  const known = root.querySelector(".how");
  const name = t("glass.how", { name: root.querySelector("label")?.textContent ?? "" });
  if (known) {
    if (known.getAttribute("aria-label") !== name) known.setAttribute("aria-label", name);
    return;
  }
  /** @param {Event} event */
  const click = (event) => {
    event.stopPropagation();
    lead(wanted);
  };
  output.after(h("button", { type: "button", class: "how", "aria-label": name, on: { click } }));
}
