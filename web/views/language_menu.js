/** The language of the page. */

import { LANGUAGES, bringLanguage, t } from "../language.js";
import { h } from "./dom.js";

/** @typedef {import("../language.js").Language} Language */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createLanguageMenu(root, store) {
  const select = h(
    "select",
    {
      id: "language",
      "data-control": "language",
      label: "common.language",
      autocomplete: "off",
      on: { change: choose },
    },
    ...Object.entries(LANGUAGES).map(([code, name]) =>
      h("option", { value: code, lang: code }, name),
    ),
  );
  root.append(select);

  async function choose() {
    const wanted = /** @type {Language} */ (select.value);
    const language = await bringLanguage(wanted);
    const missing = language === wanted ? {} : { message: t("common.language-missing") };
    store.update({ language, ...missing });
  }

  store.subscribe(({ language }) => {
    select.value = language;
  });
}
