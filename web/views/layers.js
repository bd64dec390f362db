/** Paints one layer of the plane each: the grid, the points, the lines. */

import { EXTENT, SIDE } from "../scene.js";
import { trueLine } from "../state.js";
import { colour, pen, stamp, traceMark } from "./canvas.js";
import { number } from "./format.js";

/** @typedef {import("../state.js").State} State */

const TICKS = [-10, -5, 0, 5, 10];

/**
 * Places on the canvas, in its own pixels.
 *
 * @param {HTMLCanvasElement} canvas
 */
function geometry(canvas) {
  const unit = canvas.width / (2 * EXTENT);
  return {
    context: pen(canvas),
    pixel: canvas.width / (canvas.clientWidth || 1),
    /** @param {number} x */
    across: (x) => (x + EXTENT) * unit,
    /** @param {number} y */
    down: (y) => (EXTENT - y) * unit,
  };
}

/** @param {HTMLCanvasElement} canvas */
function clear(canvas) {
  pen(canvas).clearRect(0, 0, canvas.width, canvas.height);
}

/** @param {HTMLCanvasElement} canvas */
export function drawGrid(canvas) {
  const { context, pixel, across, down } = geometry(canvas);
  clear(canvas);
  for (const [name, width, ticks] of [
    ["plane-grid", 1, TICKS],
    ["plane-axis", 1.5, [0]],
  ]) {
    context.strokeStyle = colour(/** @type {string} */ (name));
    context.lineWidth = /** @type {number} */ (width) * pixel;
    context.beginPath();
    for (const tick of /** @type {number[]} */ (ticks)) {
      context.moveTo(across(tick), 0);
      context.lineTo(across(tick), canvas.height);
      context.moveTo(0, down(tick));
      context.lineTo(canvas.width, down(tick));
    }
    context.stroke();
  }

  context.fillStyle = colour("plane-text");
  context.font = `${13 * pixel}px ${getComputedStyle(document.body).fontFamily}`;
  const gap = 5 * pixel;
  for (const tick of TICKS.filter((value) => value !== 0)) {
    // Inside of the outermost grid lines, so that no label is cut off at the rim.
    const inside = Math.abs(tick) === SIDE;
    context.textAlign = !inside ? "center" : tick < 0 ? "left" : "right";
    context.textBaseline = "top";
    context.fillText(
      number(tick, 0),
      across(tick) + (inside ? -Math.sign(tick) * gap : 0),
      down(0) + gap,
    );
    context.textAlign = "right";
    context.textBaseline = !inside ? "middle" : tick < 0 ? "bottom" : "top";
    context.fillText(
      number(tick, 0),
      across(0) - gap,
      down(tick) + (inside ? Math.sign(tick) * gap : 0),
    );
  }
  context.font = `italic ${17 * pixel}px Georgia, serif`;
  context.textAlign = "right";
  context.textBaseline = "bottom";
  context.fillText("x", across(SIDE) - gap, down(0) - gap);
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillText("y", across(0) + 1.5 * gap, down(SIDE) + gap);
}

/**
 * A mark's size in CSS pixels: crowds get small ones.
 *
 * @param {number} count
 */
export function radiusFor(count) {
  if (count <= 500) return 5.5;
  return count <= 2000 ? 4 : 2.75;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State["points"]} points
 * @param {number} [from]  The first that is not on the canvas yet; 0 draws all of them anew.
 */
export function drawPoints(canvas, points, from = 0) {
  if (canvas.width === 0) return;
  const { context, pixel, across, down } = geometry(canvas);
  if (from === 0) clear(canvas);
  const radius = radiusFor(points.length) * pixel;
  const marks = [stamp(0, radius), stamp(1, radius), stamp(2, radius)];
  for (const { x, y, label } of points.slice(from)) {
    const mark = marks[label];
    context.drawImage(mark, across(x) - mark.width / 2, down(y) - mark.height / 2);
  }
}

/**
 * The neuron's line; after a test also the tested points, the misses and the true line.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 */
export function drawLines(canvas, state) {
  if (canvas.width === 0) return;
  clear(canvas);
  const { run } = state;
  const test = state.test?.[0];
  const layer = run.machines[0].params?.[0];
  if (test) drawTested(canvas, test, false);
  const line = test && trueLine(state);
  if (line) drawLine(canvas, [line[0], -1], line[1], colour("true-line"));
  if (layer) {
    const [w1, w2] = layer.W;
    const [b] = layer.b;
    drawLine(canvas, [w1, w2], b, colour("neuron-line"));
  }
  // The misses lie along the lines, and matter most: they come last.
  if (test) drawTested(canvas, test, true);
}

/**
 * The line w₁x + w₂y + b = 0 from rim to rim; nothing where both weights are 0.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} w
 * @param {number} b
 * @param {string} ink
 */
function drawLine(canvas, [w1, w2], b, ink) {
  if (w1 === 0 && w2 === 0) return;
  const { context, pixel, across, down } = geometry(canvas);
  // From the left to the right rim, or from the lower to the upper one if it is steep.
  const flat = Math.abs(w2) >= Math.abs(w1);
  const ends = [-EXTENT, EXTENT].map((rim) =>
    flat ? [rim, -(w1 * rim + b) / w2] : [-(w2 * rim + b) / w1, rim],
  );
  context.lineCap = "round";
  for (const casing of [true, false]) {
    context.lineWidth = (casing ? 6 : 3) * pixel;
    context.strokeStyle = casing ? colour("plane-paper") : ink;
    context.beginPath();
    for (const [x, y] of ends) context.lineTo(across(x), down(y));
    context.stroke();
  }
}

/**
 * The tested points that came out right, or those that were missed, each in a ring.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {import("../protocol.js").TestResult} test
 * @param {boolean} misses
 */
function drawTested(canvas, { x, y, label, missed }, misses) {
  const { context, pixel, across, down } = geometry(canvas);
  const radius = (label.length > 500 ? 3 : 5.5) * pixel;
  const marks = [stamp(0, radius), stamp(1, radius), stamp(2, radius)];
  context.strokeStyle = colour("missed");
  context.lineWidth = 1.75 * pixel;
  label.forEach((value, i) => {
    if (Boolean(missed[i]) !== misses) return;
    const mark = marks[value];
    context.drawImage(mark, across(x[i]) - mark.width / 2, down(y[i]) - mark.height / 2);
    if (!misses) return;
    traceMark(context, across(x[i]), down(y[i]), 1, radius + 3 * pixel);
    context.stroke();
  });
}
