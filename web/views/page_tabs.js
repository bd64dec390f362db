/** The pages of the lab, one at a time: the studio, and three experiments of the article. */

import { translate } from "../language.js";
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
  const [studio] = mains;
  store.subscribe(({ page }) => {
    PAGES.forEach((name, i) => {
      const main = mains[i];
      buttons[i].setAttribute("aria-current", name === page ? "page" : "false");
      main.hidden = name !== page;
      // Only what is shown is in the document: no name on it stands for two things.
      if (main === studio) return;
      if (name !== page) main.remove();
      else if (!main.isConnected) {
        studio.after(main);
        translate(main);
      }
    });
  });
}
