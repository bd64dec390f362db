/** Calm news of the site itself: what does not work in this browser, and that there is a newer one. */

import { t } from "../language.js";
import { hasDecompression, named } from "../missing.js";
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
  /** @type {Set<string>} What has been read and closed. */
  const read = new Set();

  store.subscribe(show);

  /** @param {import("../state.js").State} state */
  function show(state) {
    sign.hidden = state.offline !== "kept";
    accept.hidden = !state.fresh;
    const topic = unread(state);
    setText(sentence, topic ? wordsOf(topic, state) : "");
  }

  function hide() {
    read.add(unread(store.get()) ?? "");
    show(store.get());
  }

  /** @param {import("../state.js").State} state */
  function unread(state) {
    return topicsOf(state).find((topic) => !read.has(topic));
  }
}

/**
 * What there is to say, the most pressing first.
 *
 * @param {import("../state.js").State} state
 */
function topicsOf({ offline, fresh, status }) {
  const topics = [];
  if (fresh) topics.push("fresh");
  if (status.missing) topics.push("python");
  if (!hasDecompression()) topics.push("links");
  if (offline && offline !== "kept") topics.push(offline);
  return topics;
}

/**
 * @param {string} topic
 * @param {import("../state.js").State} state
 */
function wordsOf(topic, { status }) {
  if (topic === "python") return t("missing.python", { what: named(status.missing ?? []) });
  if (topic === "links") return t("missing.links", { what: named(["decompression"]) });
  return t(`offline.${topic}`);
}
