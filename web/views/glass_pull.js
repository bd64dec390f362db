/** On the plane: the point that is followed, and which way it pulls the weights. */

import { isPlainNeuron } from "../state.js";
import { h, oncePerFrame, s } from "./dom.js";
import { putOver } from "./geometry.js";
import { EXTENT } from "../scene.js";

/** The arrow's head, in the plane's units at zoom 1. */
const HEAD = 0.45;

/**
 * @param {HTMLElement} plane  It holds a pane for each machine.
 * @param {import("../state.js").Store} store
 */
export function createPull(plane, store) {
  const layers = [...plane.querySelectorAll(".layers")].map((layer) => {
    const ring = h("div", { class: "followed", hidden: true });
    const shaft = s("path", {});
    const picture = s("svg", { class: "pull", preserveAspectRatio: "none" }, shaft);
    layer.append(picture, ring);
    return { ring, shaft, picture };
  });
  const draw = oncePerFrame(() => {
    const state = store.get();
    layers.forEach(({ ring, shaft, picture }, i) => {
      const { glass, place, points, focus, page } = state;
      const point = glass.point === null ? undefined : points[glass.point];
      const shown = page === "glass" && i === focus && point !== undefined;
      ring.hidden = !shown;
      picture.style.display = "none";
      if (!shown) return;
      putOver(ring, place, { x: [point.x, point.x], y: [point.y, point.y] });
      ring.style.width = ring.style.height = "";
      const dz = slopeOf(state);
      if (dz === null || !isPlainNeuron(state.machines[i], points)) return;
      const half = EXTENT / place.zoom;
      picture.style.display = "";
      picture.setAttribute(
        "viewBox",
        `${place.x - half} ${-place.y - half} ${2 * half} ${2 * half}`,
      );
      shaft.setAttribute("d", arrow(point, -dz * point.x, -dz * point.y, HEAD / place.zoom));
    });
  });
  store.subscribe((state, before) => {
    const keys = /** @type {const} */ (["glass", "place", "points", "page", "focus", "run"]);
    if (state === before || keys.some((key) => state[key] !== before[key])) draw();
  });
}

/** @param {import("../state.js").State} state */
function slopeOf({ glass, run }) {
  const { explained } = glass;
  if (!explained || explained.point !== glass.point || explained.iteration !== run.iteration) {
    return null;
  }
  for (const stage of explained.stages) {
    const sign = stage.symbols.find(({ id }) => id === "dz" || id === "dzl");
    if (sign && sign.size === 1) return sign.numbers[0];
  }
  return null;
}

/**
 * An arrow in the plane's units, with y upwards.
 *
 * @param {{x: number, y: number}} from
 * @param {number} right
 * @param {number} up
 * @param {number} head
 */
function arrow({ x, y }, right, up, head) {
  const length = Math.hypot(right, up);
  if (length < 1e-6) return "";
  const [u, v] = [right / length, up / length];
  const [endX, endY] = [x + right, y + up];
  const size = Math.min(head, length / 2);
  const at = (/** @type {number} */ px, /** @type {number} */ py) => `${px} ${-py}`;
  const [backX, backY] = [endX - u * size, endY - v * size];
  const wing = size * 0.55;
  const left = at(backX - v * wing, backY + u * wing);
  const other = at(backX + v * wing, backY - u * wing);
  return `M${at(x, y)}L${at(endX, endY)}M${left}L${at(endX, endY)}L${other}`;
}
