/** What a hand does to points: pure functions that leave the given points as they are. */

import { EXTENT, SIDE } from "./scene.js";

/**
 * @typedef {import("./scene.js").Point} Point
 * @typedef {{x: [number, number], y: [number, number]}} Box  From where to where, both ways.
 */

/** Coordinates of drawn points are multiples of 1/STEPS, so that a link can carry them whole. */
export const STEPS = 200;
/** How far one dab shakes a point, and how far it pulls one: shares of the reach and of the way. */
const SHAKE = 0.12;
const PULL = 0.15;

/** @param {number} value */
export function snap(value) {
  // There is no minus zero on the grid: adding 0 makes it a plain one.
  return Math.round(Math.max(-SIDE, Math.min(SIDE, value)) * STEPS) / STEPS + 0;
}

/** @param {number} value */
export function isOnGrid(value) {
  return Object.is(snap(value), value);
}

/**
 * The points on the grid of drawn ones. A cloud that is only a few steps wide would lose its
 * shape there and stays as it is.
 *
 * @param {readonly Point[]} points
 */
export function ontoGrid(points) {
  if (points.every(({ x, y }) => isOnGrid(x) && isOnGrid(y))) return points;
  const wide = ["x", "y"].every((axis) => spread(points, /** @type {"x" | "y"} */ (axis)) >= 2);
  return wide ? points.map(({ x, y, label }) => ({ x: snap(x), y: snap(y), label })) : points;
}

/**
 * @param {readonly Point[]} points
 * @param {"x" | "y"} axis
 */
function spread(points, axis) {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const point of points) {
    lowest = Math.min(lowest, point[axis]);
    highest = Math.max(highest, point[axis]);
  }
  return highest - lowest;
}

/**
 * Numbers from 0 to 1 that look like chance and are the same each time (mulberry32).
 *
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The points of one dab: one at its middle, or `density` of them evenly spread over its disc.
 *
 * @param {{x: number, y: number}} at
 * @param {number} label
 * @param {number} radius  0 makes a single point.
 * @param {number} density
 * @param {() => number} random
 * @returns {Point[]}
 */
export function spray(at, label, radius, density, random) {
  if (radius === 0) return isNear(at) ? [{ x: snap(at.x), y: snap(at.y), label }] : [];
  return Array.from({ length: density }, () => {
    const reach = radius * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return { x: at.x + reach * Math.cos(angle), y: at.y + reach * Math.sin(angle) };
  })
    .filter(({ x, y }) => Math.abs(x) <= SIDE && Math.abs(y) <= SIDE)
    .map(({ x, y }) => ({ x: snap(x), y: snap(y), label }));
}

/**
 * Whether a place is on the plane or at its rim, from where a point goes to the rim.
 *
 * @param {{x: number, y: number}} at
 */
function isNear({ x, y }) {
  return Math.abs(x) <= EXTENT && Math.abs(y) <= EXTENT;
}

/**
 * The points without those within `radius` of a place.
 *
 * @param {readonly Point[]} points
 * @param {{x: number, y: number}} at
 * @param {number} radius
 */
export function erase(points, at, radius) {
  const kept = points.filter((point) => squared(point, at) > radius * radius);
  return kept.length === points.length ? points : kept;
}

/**
 * Shake the points within `radius` of a place.
 *
 * @param {readonly Point[]} points
 * @param {{x: number, y: number}} at
 * @param {number} radius
 * @param {() => number} random
 */
export function jitter(points, at, radius, random) {
  const shaken = () => (2 * random() - 1) * SHAKE * radius;
  return moveUnder(points, at, radius, ({ x, y }) => [x + shaken(), y + shaken()]);
}

/**
 * Pull the points within `radius` of a place towards it.
 *
 * @param {readonly Point[]} points
 * @param {{x: number, y: number}} at
 * @param {number} radius
 */
export function attract(points, at, radius) {
  return moveUnder(points, at, radius, ({ x, y }) => [
    x + (at.x - x) * PULL,
    y + (at.y - y) * PULL,
  ]);
}

/**
 * @param {readonly Point[]} points
 * @param {{x: number, y: number}} at
 * @param {number} radius
 * @param {(point: Point) => [number, number]} moved
 */
function moveUnder(points, at, radius, moved) {
  /** @type {Point[] | null} */
  let next = null;
  for (let i = 0; i < points.length; i++) {
    if (squared(points[i], at) > radius * radius) continue;
    next ??= points.slice();
    const [x, y] = moved(points[i]);
    next[i] = { x: snap(x), y: snap(y), label: points[i].label };
  }
  return next ?? points;
}

/**
 * The number of the point that is nearest to a place, if it is within `radius`.
 *
 * @param {readonly Point[]} points
 * @param {{x: number, y: number}} at
 * @param {number} radius
 */
export function nearest(points, at, radius) {
  let found = null;
  let least = radius * radius;
  for (let i = 0; i < points.length; i++) {
    const distance = squared(points[i], at);
    if (distance > least) continue;
    least = distance;
    found = i;
  }
  return found;
}

/**
 * The numbers of the points in a box.
 *
 * @param {readonly Point[]} points
 * @param {Box} box
 */
export function inside(points, box) {
  const found = [];
  for (let i = 0; i < points.length; i++) if (contains(box, points[i])) found.push(i);
  return found;
}

/**
 * @param {Box} box
 * @param {{x: number, y: number}} at
 */
export function contains(box, { x, y }) {
  return x >= box.x[0] && x <= box.x[1] && y >= box.y[0] && y <= box.y[1];
}

/**
 * The points after some of them have been moved together; none leaves the plane.
 *
 * @param {readonly Point[]} points
 * @param {readonly number[]} numbers
 * @param {number} dx
 * @param {number} dy
 */
export function shift(points, numbers, dx, dy) {
  const next = points.slice();
  for (const i of numbers) {
    const { x, y, label } = points[i];
    next[i] = { x: snap(x + dx), y: snap(y + dy), label };
  }
  return next;
}

/**
 * How far points can be moved together without one of them leaving the plane.
 *
 * @param {readonly Point[]} points
 * @param {readonly number[]} numbers
 * @param {"x" | "y"} axis
 * @param {number} by  How far they are to be moved.
 */
export function room(points, numbers, axis, by) {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const i of numbers) {
    lowest = Math.min(lowest, points[i][axis]);
    highest = Math.max(highest, points[i][axis]);
  }
  return Math.max(Math.min(0, -SIDE - lowest), Math.min(Math.max(0, SIDE - highest), by));
}

/**
 * @param {readonly Point[]} points
 * @param {readonly number[]} numbers
 * @param {number} label
 */
export function relabel(points, numbers, label) {
  const next = points.slice();
  for (const i of numbers) next[i] = { ...points[i], label };
  return next;
}

/**
 * @param {readonly Point[]} points
 * @param {readonly number[]} numbers
 */
export function without(points, numbers) {
  const gone = new Set(numbers);
  return points.filter((_, i) => !gone.has(i));
}

/**
 * @param {{x: number, y: number}} one
 * @param {{x: number, y: number}} other
 */
function squared(one, other) {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
}
