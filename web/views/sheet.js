/** Small windows: a menu for the header, and tabs that bring up one panel at a time in a sheet. */

import { h } from "./dom.js";

const PANELS = ["data", "run", "machine", "figures"];

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} run  The run bar, which on a phone stands between the sheet and its tabs.
 */
export function createSheet(root, run) {
  const tabs = PANELS.map((panel) =>
    h("button", {
      type: "button",
      words: `common.sheet-${panel}`,
      "data-sheet": panel,
      on: { click: () => show(document.body.dataset.sheet === panel ? "" : panel) },
    }),
  );
  root.append(...tabs);
  show("");
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--run-height", `${run.offsetHeight}px`);
  }).observe(run);
  document.addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented) show("");
  });

  const menu = /** @type {HTMLElement} */ (document.getElementById("menu"));
  menu.addEventListener("click", () => {
    const open = /** @type {HTMLElement} */ (menu.parentElement).classList.toggle("open");
    menu.setAttribute("aria-expanded", String(open));
  });

  /** @param {string} panel  Or "" for none. */
  function show(panel) {
    document.body.dataset.sheet = panel;
    for (const tab of tabs) {
      tab.setAttribute("aria-expanded", String(tab.dataset.sheet === panel));
    }
  }
}
