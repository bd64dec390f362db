/** On the plane of the glass a click does not draw: it chooses the point whose numbers are shown. */

import { nearest } from "../points.js";
import { placeAt } from "./geometry.js";

/** How near it has to be, at the zoom that shows all. */
const NEAR = 0.8;

/**
 * @param {HTMLElement} plane
 * @param {import("../state.js").Store} store
 * @param {(point: number | null) => void} choose
 */
export function choosePoints(plane, store, choose) {
  plane.addEventListener(
    "pointerdown",
    (event) => {
      const { page, points, place } = store.get();
      if (page !== "glass" || event.button !== 0 || !(event.target instanceof HTMLElement)) return;
      if (!event.target.classList.contains("input")) return;
      event.stopPropagation();
      choose(nearest(points, placeAt(event.target, place, event), NEAR / place.zoom));
    },
    { capture: true },
  );
  plane.addEventListener(
    "keydown",
    (event) => {
      const { page, hovered } = store.get();
      if (page !== "glass") return;
      if (["Enter", " ", "Delete", "Backspace"].includes(event.key)) {
        event.stopPropagation();
        event.preventDefault();
        if (event.key === "Enter") choose(hovered);
      }
    },
    { capture: true },
  );
  plane.addEventListener(
    "keyup",
    (event) => {
      if (store.get().page === "glass" && event.key === " ") event.stopPropagation();
    },
    { capture: true },
  );
}
