/** Calm news of the site itself: that it works offline, that it cannot, that there is a newer one. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";

/**
 * @param {import("../state.js").Store} store
 * @param {() => void} onSwitch
 */
export function createNews(store, onSwitch) {
  const sign = /** @type {HTMLElement} */ (document.getElementById("offline"));
  const sentence = h("p", { role: "status" });
  const accept = h("button", { type: "button", words: "offline.switch", on: { click: onSwitch } });
  const close = h("button", { type: "button", label: "common.close", on: { click: hide } }, "×");
  document.body.append(h("div", { id: "news" }, sentence, accept, close));
  /** What has been read and closed. */
  let read = "";

  store.subscribe(show);

  /** @param {import("../state.js").State} state */
  function show({ offline, fresh }) {
    sign.hidden = offline !== "kept";
    const key = fresh ? "fresh" : offline === "kept" ? "" : offline;
    setText(sentence, key && key !== read ? t(`offline.${key}`) : "");
    accept.hidden = !fresh;
  }

  function hide() {
    const { offline, fresh } = store.get();
    read = fresh ? "fresh" : offline;
    show(store.get());
  }
}
