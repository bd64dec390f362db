/** The figures under the machine: a row of tabs, and the figure that is chosen. */

import { t } from "../language.js";
import { h } from "./dom.js";
import { createAccuracy } from "./accuracy.js";
import { createCostCurve } from "./cost_curve.js";
import { createDescent } from "./descent.js";
import { createSigmoidLoss } from "./sigmoid_loss.js";

const FIGURES = {
  cost: createCostCurve,
  accuracy: createAccuracy,
  descent: createDescent,
  "sigmoid-loss": createSigmoidLoss,
};

/**
 * @typedef {object} Actions
 * @property {(machine: number, params: import("../protocol.js").Layer[]) => void} setWeights
 * @property {(over: [number, number]) => void} choose  Which two parameters the descent shows.
 * @property {() => void} fit  Choose the view of the descent anew.
 * @property {(wanted: import("../glass.js").Wanted, point?: number | null) => void} lead
 *   Leads from a number to the line that makes it.
 */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {Actions} actions
 */
export function createFigures(root, store, actions) {
  const names = Object.keys(FIGURES);
  const tabs = names.map((name) =>
    h("button", {
      type: "button",
      role: "tab",
      id: `figure-tab-${name}`,
      "aria-controls": `figure-${name}`,
      words: `figures.tab-${name}`,
      on: { click: () => store.update({ figure: name }) },
    }),
  );
  const panels = names.map((name) =>
    h("div", {
      role: "tabpanel",
      id: `figure-${name}`,
      class: `figure ${name}`,
      "aria-labelledby": `figure-tab-${name}`,
      tabindex: 0,
    }),
  );
  const machine = h("button", {
    type: "button",
    class: "figure-machine",
    on: { click: () => store.update({ focus: 1 - store.get().focus }) },
  });
  root.append(
    h(
      "div",
      { class: "figure-head" },
      h("div", { role: "tablist", label: "figures.title", on: { keydown: move } }, ...tabs),
      machine,
    ),
    ...panels,
  );

  store.subscribe(({ figure, machines, focus }) => {
    names.forEach((name, i) => {
      const chosen = name === figure;
      tabs[i].setAttribute("aria-selected", String(chosen));
      tabs[i].tabIndex = chosen ? 0 : -1;
      panels[i].hidden = !chosen;
    });
    // The cost shows both machines; the others show one, and here the other is chosen.
    machine.hidden = machines.length < 2 || figure === "cost";
    machine.textContent = "AB"[focus];
    machine.setAttribute("aria-label", t("figures.machine", { name: "AB"[focus] }));
  });
  names.forEach((name, i) =>
    FIGURES[/** @type {keyof typeof FIGURES} */ (name)](panels[i], store, actions),
  );

  /** @param {KeyboardEvent} event */
  function move(event) {
    const from = names.indexOf(store.get().figure);
    const last = names.length - 1;
    const to = {
      ArrowLeft: (from + last) % names.length,
      ArrowRight: (from + 1) % names.length,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    store.update({ figure: names[to] });
    tabs[to].focus();
  }
}
