/** The machine, or two of them: their diagrams, and how they learn. */

import { t } from "../language.js";
import { PAIRS } from "../examples.js";
import { h, setText } from "./dom.js";
import { menu } from "./fields.js";
import { significant } from "./format.js";
import { createDiagram } from "./diagram.js";
import { createMachineSettings, narrow } from "./machine_settings.js";

/**
 * From this width on the settings stand in the run bar, where they are always in sight, and each of
 * two diagrams stands under its plane.
 */
const beside = matchMedia("(min-width: 54rem)");

/**
 * @typedef {object} Actions
 * @property {ReturnType<typeof import("../machining.js").createMachining>} machining
 * @property {(pair: import("../examples.js").Example) => void} loadPair
 * @property {(wanted: import("../glass.js").Wanted) => void} lead
 */

/**
 * @param {HTMLElement} root
 * @param {{run: HTMLElement, under: HTMLElement, tabs: HTMLElement}} places  The run bar, what is
 *   under the planes, and the panels' tabs.
 * @param {import("../state.js").Store} store
 * @param {Actions} actions
 */
export function createMachinePanel(root, places, store, { machining, loadPair, lead }) {
  const side = h("button", {
    type: "button",
    class: "side",
    words: "machine.side-by-side",
    on: { click: () => machining.setSideBySide(store.get().machines.length === 1) },
  });
  const own = h("option", { value: "", words: "machine.pair-own" });
  const options = PAIRS.map(({ name }) =>
    h("option", { value: name, words: `machine.pair-${name}` }),
  );
  const pairs = menu("machine.pair", "pair", [own, ...options], (name) => {
    const pair = PAIRS.find((item) => item.name === name);
    if (pair) loadPair(pair);
  });
  pairs.root.firstElementChild?.classList.add("visually-hidden");
  const look = h("p", { class: "look" });
  const tabs = [0, 1].map((i) =>
    h("button", {
      type: "button",
      role: "tab",
      id: `machine-tab-${i}`,
      "aria-controls": "machine-settings",
      on: {
        click: () => machining.setFocus(i),
        keydown(/** @type {KeyboardEvent} */ { key }) {
          if (key !== "ArrowLeft" && key !== "ArrowRight") return;
          machining.setFocus(1 - i);
          tabs[1 - i].focus();
        },
      },
    }),
  );
  tabs.forEach((tab, i) => (tab.textContent = "AB"[i]));
  const list = h("div", { role: "tablist", label: "machine.which" }, ...tabs);
  const switched = h(
    "p",
    { class: "look" },
    h("span", { words: "machine.switched" }),
    " ",
    h("button", {
      type: "button",
      class: "link",
      words: "machine.switched-compare",
      on: { click: () => loadPair(PAIRS[0]) },
    }),
  );
  const settings = h("div", { id: "machine-settings" }, createMachineSettings(store, machining));
  const diagrams = [0, 1].map((i) => {
    const title = h("h3", { "aria-hidden": "true" }, "AB"[i]);
    const element = h("div", { class: "machine" }, title, createDiagram(i, store, machining, lead));
    for (const event of ["pointerdown", "focusin"]) {
      element.addEventListener(event, () => machining.setFocus(i));
    }
    return { element, title };
  });
  const both = h("div", { class: "machines" }, ...diagrams.map(({ element }) => element));
  const head = h("div", { class: "machine-head" }, h("h2", { words: "machine.title" }));
  const sideBox = h("div", { "data-control": "side-by-side" }, side);
  root.append(head, h("div", { class: "pair" }, pairs.root, look), both, switched);
  const bar = h("div", { class: "machine-bar" }, list, settings);
  const studio = /** @type {HTMLElement} */ (root.parentElement);
  const place = () => {
    // With two columns there is no room for a head.
    (narrow.matches ? places.tabs : head).append(sideBox);
    (beside.matches ? places.run : root).append(bar);
    const two = store.get().machines.length > 1;
    studio.dataset.machines = two ? "2" : "1";
    if (two && beside.matches) places.under.append(both);
    else switched.before(both);
  };
  for (const size of [beside, narrow]) size.addEventListener("change", place);
  const pairRow = /** @type {HTMLElement} */ (look.parentElement);

  store.subscribe((state, before) => {
    const { machines, focus, run } = state;
    const two = machines.length > 1;
    if (state === before || machines.length !== before.machines.length) place();
    side.setAttribute("aria-pressed", String(two));
    pairRow.hidden = !two;
    list.hidden = !two;
    pairs.show(machining.pair() ?? "");
    setText(look, two ? lookText(machining.pair(), run.machines) : "");
    diagrams.forEach(({ element, title }, i) => {
      element.hidden = i >= machines.length;
      element.classList.toggle("in-focus", two && i === focus);
      title.hidden = !two;
    });
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === focus));
      tab.tabIndex = i === focus ? 0 : -1;
    });
    if (two) {
      settings.setAttribute("role", "tabpanel");
      settings.setAttribute("aria-labelledby", `machine-tab-${focus}`);
    } else {
      settings.removeAttribute("role");
      settings.removeAttribute("aria-labelledby");
    }
    switched.hidden = !machining.wasSwitched(focus);
  });
}

/**
 * What a pair shows, in a sentence with its numbers.
 *
 * @param {string | null} pair
 * @param {import("../run.js").MachineRun[]} runs
 */
function lookText(pair, runs) {
  if (pair === null) return "";
  const [a, b] = runs.map(({ spread }) => (spread.length > 0 ? significant(spread[0]) : "–"));
  return t(`machine.pair-${pair}-look`, { a, b });
}
