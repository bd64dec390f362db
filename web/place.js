/** The part of the plane that is in view: zooming, moving, and the scale of its axes. */

import { EXTENT, SIDE } from "./scene.js";

/** @typedef {import("./state.js").Place} Place */

/** @type {Place} */
export const HOME = { x: 0, y: 0, zoom: 1 };
const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 64;

/**
 * Zoom so that one place stays where it is on the screen.
 *
 * @param {Place} place
 * @param {number} factor
 * @param {{x: number, y: number}} [at]
 */
export function zoomed(place, factor, at = place) {
  const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, place.zoom * factor));
  const share = place.zoom / zoom;
  const [x, y] = [at.x + (place.x - at.x) * share, at.y + (place.y - at.y) * share];
  return { x: within(x), y: within(y), zoom };
}

/**
 * @param {Place} place
 * @param {number} dx
 * @param {number} dy
 */
export function panned(place, dx, dy) {
  return { ...place, x: within(place.x + dx), y: within(place.y + dy) };
}

/**
 * The nearest place from which a point of the plane is in view.
 *
 * @param {Place} place
 * @param {{x: number, y: number}} at
 */
export function showing(place, at) {
  const half = (0.9 * EXTENT) / place.zoom;
  const beyond = (/** @type {number} */ by) => Math.sign(by) * Math.max(0, Math.abs(by) - half);
  const [dx, dy] = [beyond(at.x - place.x), beyond(at.y - place.y)];
  return dx === 0 && dy === 0 ? place : panned(place, dx, dy);
}

/**
 * The distance of two grid lines: 1, 2 or 5 times a power of ten, some six to the view.
 *
 * @param {Place} place
 */
export function tickStep({ zoom }) {
  const least = (2 * EXTENT) / zoom / 6;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/**
 * How many digits after the point tell two places apart that are a fiftieth of a grid line away.
 *
 * @param {Place} place
 */
export function digitsOf(place) {
  return Math.max(1, Math.ceil(-Math.log10(tickStep(place) / 50) - 1e-9));
}

/** @param {number} value */
function within(value) {
  return Math.max(-SIDE, Math.min(SIDE, value));
}
