/** In a frame of another page (`?embed`): the plane, the run bar, and a way to all of it. */

import { h } from "./dom.js";

/** Whether the page is to be shown like this. */
export function isEmbedded() {
  return new URLSearchParams(location.search).has("embed");
}

/** @param {ReturnType<typeof import("../sharing.js").createSharing>} sharing */
export function createEmbed(sharing) {
  document.documentElement.dataset.embed = "";
  const link = h("a", {
    class: "open-in-full",
    href: location.pathname + location.hash,
    target: "_blank",
    rel: "noopener",
    words: "share.open-in-full",
  });
  document.querySelector("header")?.append(link);
  // On its way there a hand passes over the link: time enough for the present scene's address.
  for (const event of ["pointerenter", "focus"]) link.addEventListener(event, refresh);

  async function refresh() {
    const { address, fits } = await sharing.link();
    if (fits) link.href = address;
  }
}
