/** Asks what to do when the learner's code has not answered for five seconds. */

import { h } from "./dom.js";

/**
 * @param {import("../state.js").Store} store
 * @param {() => void} onStop
 */
export function createWatch(store, onStop) {
  const root = h(
    "div",
    { id: "watch", role: "alert" },
    h("p", { words: "code.silent" }),
    h("button", {
      type: "button",
      class: "primary",
      words: "code.stop-it",
      on: { click: onStop },
    }),
  );
  document.body.append(root);
  store.subscribe(({ code }) => {
    root.hidden = !code.silent;
  });
}
