/** Paints the regression's plane: points, errors, the line and the line of least squares. */

import { s } from "../views/dom.js";
import { drawAxes, places } from "./axes.js";
import { EXTENT, SIDE } from "./regression_state.js";

/**
 * @typedef {import("./regression_state.js").State} State
 * @typedef {import("./regression_state.js").Line} Line
 */

const RADIUS = 6;
/** Half the width of an error that is drawn as a bar. */
const BAR = 2;

/** The layers of the picture, and what paints them. */
export function createLayers() {
  const axes = s("g", { class: "axes" });
  const errors = s("g", { class: "errors" });
  const dots = s("g", { class: "dots" });
  const best = s("line", { class: "best" });
  const line = s("line", { class: "fit" });
  const cross = s("path", { class: "cross", d: "M-11 0H11M0-11V11" });

  return {
    svg: s("svg", {}, axes, errors, best, line, dots, cross),

    /** @param {import("./axes.js").Frame} frame */
    drawAxes: (frame) => drawAxes(axes, frame, ["x", "y"]),

    /**
     * @param {State} state
     * @param {import("./axes.js").Frame} frame
     */
    draw({ points, line: now, errors: kind, landscape, compare }, frame) {
      const { across, down } = places(frame);
      fill(dots, points.length, () => s("circle", { r: RADIUS }));
      fill(errors, kind === "none" ? 0 : points.length, () => s("rect"));
      errors.classList.toggle("bars", kind === "bars");
      points.forEach(({ x, y }, i) => {
        set(dots.children[i], { cx: across(x), cy: down(y) });
        if (kind === "none") return;
        const answer = now.w * x + now.b;
        const top = down(Math.max(y, answer));
        const height = down(Math.min(y, answer)) - top;
        // A square lies on the side away from the line, so that it does not cross it.
        const left = now.w * (y - answer) > 0 ? across(x) - height : across(x);
        const bar = kind === "bars";
        const width = bar ? 2 * BAR : height;
        set(errors.children[i], { x: bar ? across(x) - BAR : left, y: top, width, height });
      });
      stretch(line, now, frame);
      best.classList.toggle("absent", !compare || !landscape);
      if (landscape) stretch(best, landscape.best, frame);
    },

    /**
     * @param {{x: number, y: number} | null} at
     * @param {import("./axes.js").Frame} frame
     */
    drawCross(at, frame) {
      const { across, down } = places(frame);
      cross.classList.toggle("absent", at === null);
      if (at) cross.setAttribute("transform", `translate(${across(at.x)} ${down(at.y)})`);
    },
  };
}

/**
 * @param {SVGLineElement} element
 * @param {Line} line
 * @param {import("./axes.js").Frame} frame
 */
function stretch(element, { w, b }, frame) {
  const { across, down } = places(frame);
  const [x1, x2] = [-EXTENT, EXTENT].map(across);
  set(element, { x1, y1: down(b - w * EXTENT), x2, y2: down(b + w * EXTENT) });
}

/**
 * Where the line's handles lie: half way and most of the way along its part in view.
 *
 * @param {Line} line
 */
export function visible({ w, b }) {
  const limits = w === 0 ? [-SIDE, SIDE] : [(-SIDE - b) / w, (SIDE - b) / w];
  const left = Math.max(-SIDE, Math.min(...limits));
  const right = Math.min(SIDE, Math.max(...limits));
  // Out of view, the handles wait at the rim.
  const [from, to] = left <= right ? [left, right] : [-1, 1];
  /** @param {number} share */
  const point = (share) => {
    const x = from + (to - from) * share;
    return { x, y: inside(w * x + b) };
  };
  return { middle: point(0.5), end: point(0.85) };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Line} line
 */
export function distance(x, y, { w, b }) {
  return Math.abs(w * x + b - y) / Math.hypot(1, w);
}

/** @param {number} value */
export function inside(value) {
  return Math.max(-SIDE, Math.min(SIDE, value));
}

/** @param {number} value */
export function tidy(value) {
  return Math.round(value * 1e4) / 1e4;
}

/**
 * Give a group as many children as there are things to show.
 *
 * @param {SVGGElement} group
 * @param {number} count
 * @param {() => SVGElement} make
 */
function fill(group, count, make) {
  while (group.children.length > count) group.lastChild?.remove();
  while (group.children.length < count) group.append(make());
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
