/** The language of the page. */

import { LANGUAGES } from "../language.js";
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
      on: { change: () => store.update({ language: /** @type {Language} */ (select.value) }) },
    },
    ...Object.entries(LANGUAGES).map(([code, name]) =>
      h("option", { value: code, lang: code }, name),
    ),
  );
  root.append(select);
  store.subscribe(({ language }) => {
    select.value = language;
  });
}
