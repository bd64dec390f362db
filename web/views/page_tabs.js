/** The pages of the lab, one at a time: the studio, and three experiments of the article. */

import { translate } from "../language.js";
import { h } from "./dom.js";

/** @typedef {import("../state.js").State["page"]} Page */

/** @type {Page[]} */
const PAGES = ["studio", "glass", "code", "exercises", "regression", "titanic", "timing"];
/** The glass and the code lie beside the studio's plane. @type {Partial<Record<Page, string>>} */
const HOUSES = { glass: "studio", code: "studio" };

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
  const mains = PAGES.map(
    (page) => /** @type {HTMLElement} */ (document.getElementById(HOUSES[page] ?? page)),
  );
  const [studio] = mains;
  store.subscribe(({ page }) => {
    const open = mains[PAGES.indexOf(page)];
    PAGES.forEach((name, i) => {
      const main = mains[i];
      buttons[i].setAttribute("aria-current", name === page ? "page" : "false");
      main.hidden = main !== open;
      // Only what is shown is in the document: no name on it stands for two things.
      if (main === studio) return;
      if (main !== open) main.remove();
      else if (!main.isConnected) {
        studio.after(main);
        translate(main);
      }
    });
    document.body.dataset.page = page;
  });
}
