/** Where a place of the plane lies on a canvas, and the other way round. */

import { EXTENT } from "../scene.js";
import { pen, sizeOf } from "./canvas.js";

/** @typedef {import("../state.js").Place} Place */

/**
 * Places on a canvas, in its own pixels.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Place} place
 */
export function geometry(canvas, { x, y, zoom }) {
  const unit = (canvas.width * zoom) / (2 * EXTENT);
  return {
    context: pen(canvas),
    pixel: canvas.width / (sizeOf(canvas).width || 1),
    across: (/** @type {number} */ value) => (value - x) * unit + canvas.width / 2,
    down: (/** @type {number} */ value) => canvas.height / 2 - (value - y) * unit,
  };
}

/** @param {HTMLCanvasElement} canvas */
export function clear(canvas) {
  pen(canvas).clearRect(0, 0, canvas.width, canvas.height);
}

/**
 * The place of the plane at a place of the screen.
 *
 * @param {HTMLElement} element
 * @param {Place} place
 * @param {{clientX: number, clientY: number}} event
 */
export function placeAt(element, { x, y, zoom }, { clientX, clientY }) {
  const box = element.getBoundingClientRect();
  const half = EXTENT / zoom;
  return {
    x: x + (((clientX - box.left) / box.width) * 2 - 1) * half,
    y: y - (((clientY - box.top) / box.height) * 2 - 1) * half,
  };
}

/**
 * Put an element over a box of the plane, in shares of the view.
 *
 * @param {HTMLElement} element
 * @param {Place} place
 * @param {import("../points.js").Box} box
 */
export function putOver(element, place, box) {
  const left = share(box.x[0], place.x, place);
  const top = 1 - share(box.y[1], place.y, place);
  Object.assign(element.style, {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${(share(box.x[1], place.x, place) - left) * 100}%`,
    height: `${(1 - share(box.y[0], place.y, place) - top) * 100}%`,
  });
}

/**
 * @param {number} value
 * @param {number} middle
 * @param {Place} place
 */
function share(value, middle, { zoom }) {
  return (((value - middle) * zoom) / EXTENT + 1) / 2;
}
