/** A picture with axes: where a number lies in it, and the grid behind. */

import { s } from "../views/dom.js";
import { number } from "../views/format.js";

/**
 * @typedef {object} Frame
 * @property {number} width  In CSS pixels.
 * @property {number} height
 * @property {[number, number]} x  The numbers at the left and at the right rim.
 * @property {[number, number]} y  The numbers at the lower and at the upper rim.
 */

/** @param {Frame} frame */
export function places({ width, height, x, y }) {
  const [left, right] = x;
  const [bottom, top] = y;
  return {
    /** @param {number} value */
    across: (value) => ((value - left) / (right - left)) * width,
    /** @param {number} value */
    down: (value) => ((top - value) / (top - bottom)) * height,
    /** @param {number} pixels */
    xAt: (pixels) => left + (pixels / width) * (right - left),
    /** @param {number} pixels */
    yAt: (pixels) => top - (pixels / height) * (top - bottom),
  };
}

/**
 * Round numbers inside a range, at about so many pixels from each other.
 *
 * @param {[number, number]} range
 * @param {number} length
 */
function ticks([low, high], length) {
  const wanted = ((high - low) / length) * 64;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= wanted) ?? 10);
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/**
 * The grid with its numbers along the lower and the left rim.
 *
 * @param {SVGGElement} group
 * @param {Frame} frame
 * @param {[string, string]} names
 */
export function drawAxes(group, frame, names) {
  const { width, height } = frame;
  const { across, down } = places(frame);
  group.replaceChildren();
  for (const value of ticks(frame.x, width)) {
    const x = across(value);
    group.append(s("line", { x1: x, x2: x, y1: 0, y2: height, class: kind(value) }));
    if (x > 28 && x < width - 56) {
      group.append(s("text", { x, y: height - 8, "text-anchor": "middle" }, shown(value)));
    }
  }
  for (const value of ticks(frame.y, height)) {
    const y = down(value);
    group.append(s("line", { x1: 0, x2: width, y1: y, y2: y, class: kind(value) }));
    if (y > 44 && y < height - 28) group.append(s("text", { x: 8, y: y - 5 }, shown(value)));
  }
  group.append(
    s("text", { x: width - 12, y: height - 8, "text-anchor": "end", class: "name" }, names[0]),
    s("text", { x: 8, y: 22, class: "name" }, names[1]),
  );
}

/** @param {number} value */
function kind(value) {
  return value === 0 ? "axis" : "grid";
}

/** @param {number} value */
function shown(value) {
  // Steps are 1, 2 or 5 at some place: two digits after the point are enough down to 0.01.
  const digits = [0, 1, 2].find((n) => Math.abs(value - Number(value.toFixed(n))) < 1e-9) ?? 3;
  return number(value, digits);
}
