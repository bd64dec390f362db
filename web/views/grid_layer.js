/** The grid of the plane, its axes and their numbers: what lies under the points. */

import { tickStep } from "../place.js";
import { windowOf } from "../scene.js";
import { colour, fontFamily } from "./canvas.js";
import { number } from "./format.js";
import { geometry } from "./geometry.js";

/** Room that a number needs at the rim, in CSS pixels. */
const RIM = 26;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import("../state.js").Place} place
 */
export function drawGrid(canvas, place) {
  const { context, pixel, across, down } = geometry(canvas, place);
  const { x, y } = windowOf(place);
  const step = tickStep(place);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = { x: ticksIn(x, step), y: ticksIn(y, step) };
  rule("plane-grid", 1, ticks.x, ticks.y);
  rule("plane-axis", 1.5, [0], [0]);

  context.fillStyle = colour("plane-text");
  context.font = `${13 * pixel}px ${fontFamily()}`;
  const gap = 5 * pixel;
  const rim = RIM * pixel;
  // The numbers stand along the axes, or along the rim where an axis is out of view.
  const axisX = Math.max(0, Math.min(canvas.height - rim, down(0)));
  const axisY = Math.max(rim + gap, Math.min(canvas.width, across(0)));
  for (const tick of ticks.x.filter((value) => value !== 0)) {
    // Inside of the outermost grid lines, so that no number is cut off at the rim.
    const side = atRim(across(tick), canvas.width, rim);
    context.textAlign = side === 0 ? "center" : side < 0 ? "left" : "right";
    context.textBaseline = "top";
    context.fillText(number(tick, digits), across(tick) - side * gap, axisX + gap);
  }
  for (const tick of ticks.y.filter((value) => value !== 0)) {
    const side = atRim(down(tick), canvas.height, rim);
    context.textAlign = "right";
    context.textBaseline = side === 0 ? "middle" : side < 0 ? "top" : "bottom";
    context.fillText(number(tick, digits), axisY - gap, down(tick) - side * gap);
  }
  context.font = `italic ${17 * pixel}px Georgia, serif`;
  context.textAlign = "right";
  context.textBaseline = "bottom";
  context.fillText("x", canvas.width - rim / 2 - gap, axisX - gap);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText("y", axisY + 1.5 * gap, rim / 2 + gap);

  /**
   * @param {string} name
   * @param {number} width
   * @param {number[]} upright
   * @param {number[]} level
   */
  function rule(name, width, upright, level) {
    context.strokeStyle = colour(name);
    context.lineWidth = width * pixel;
    context.beginPath();
    for (const tick of upright) {
      context.moveTo(across(tick), 0);
      context.lineTo(across(tick), canvas.height);
    }
    for (const tick of level) {
      context.moveTo(0, down(tick));
      context.lineTo(canvas.width, down(tick));
    }
    context.stroke();
  }
}

/**
 * @param {[number, number]} range
 * @param {number} step
 */
function ticksIn([from, to], step) {
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: count }, (_, k) => (first + k) * step);
}

/**
 * -1 near the beginning of a side, 1 near its end, 0 between.
 *
 * @param {number} at
 * @param {number} length
 * @param {number} rim
 */
function atRim(at, length, rim) {
  if (at < rim) return -1;
  return at > length - rim ? 1 : 0;
}
