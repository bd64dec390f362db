/** The pages of the lab, one at a time: the studio, and three experiments of the article. */

import { h } from "./dom.js";

/** @typedef {import("../state.js").State["page"]} Page */

/** @type {Page[]} */
const PAGES = ["studio", "regression", "titanic", "timing"];

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createPageTabs(root, store) {
  const buttons = PAGES.map((page) =>
    h("button", {
      type: "button",
      words: `common.page-${page}`,
      on: { click: () => store.update({ page, message: null }) },
    }),
  );
  root.append(...buttons);
  const mains = PAGES.map((page) => /** @type {HTMLElement} */ (document.getElementById(page)));
  store.subscribe(({ page }) => {
    PAGES.forEach((name, i) => {
      buttons[i].setAttribute("aria-current", name === page ? "page" : "false");
      mains[i].hidden = name !== page;
    });
  });
}
