/** The lines on the plane: where a machine is undecided, the true one, and what was missed. */

import { contours } from "d3-contour";
import { missed } from "../answers.js";
import { windowOf } from "../scene.js";
import { isPlainNeuron, trueLine } from "../state.js";
import { colour } from "./canvas.js";
import { clear, geometry } from "./geometry.js";
import { addMark, marksOf, radiusFor, ringOf, setMarks, stampOf } from "./marks.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../protocol.js").Picture} Picture
 * @typedef {[number, number][]} Path  Places on the plane.
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} i  Which machine.
 */
export function drawLines(canvas, state, i) {
  if (canvas.width === 0) return;
  clear(canvas);
  const test = state.test?.[i];
  if (test) drawTested(canvas, state, test, false);
  const line = (test || state.show.true_line) && trueLine(state);
  if (line) drawPaths(canvas, state, [rimToRim([line[0], -1], line[1], state)], "true-line");
  drawPaths(canvas, state, undecided(state, i), "neuron-line");
  // The misses lie along the lines, and matter most: they come last.
  if (test) drawTested(canvas, state, test, true);
  else if (state.show.misses) drawMissed(canvas, state, missed(state, i));
}

/**
 * Where the machine finds one class as likely as another: p = 0.5 where there are two.
 *
 * @param {State} state
 * @param {number} i
 * @returns {Path[]}
 */
function undecided(state, i) {
  const { params, surface } = state.run.machines[i];
  if (isPlainNeuron(state.machines[i], state.points)) {
    if (!params) return [];
    const [w1, w2] = params[0].W;
    const [b] = params[0].b;
    return w1 === 0 && w2 === 0 ? [] : [rimToRim([w1, w2], b, state)];
  }
  return surface ? bordersOf(surface, state.run.window ?? windowOf(state.place)) : [];
}

/**
 * The line w₁x + w₂y + b = 0 from rim to rim of the view.
 *
 * @param {[number, number]} w
 * @param {number} b
 * @param {State} state
 * @returns {Path}
 */
function rimToRim([w1, w2], b, { place }) {
  const { x, y } = windowOf(place);
  // From the left to the right rim, or from the lower to the upper one if it is steep.
  if (Math.abs(w2) >= Math.abs(w1)) return x.map((rim) => [rim, -(w1 * rim + b) / w2]);
  return y.map((rim) => [-(w2 * rim + b) / w1, rim]);
}

/** @type {WeakMap<Picture, Path[]>} */
const known = new WeakMap();

/**
 * The borders between the classes, read off the surface.
 *
 * @param {Picture} surface
 * @param {import("../points.js").Box} window  What the surface shows.
 */
function bordersOf(surface, window) {
  const found = known.get(surface) ?? levels(surface).flatMap((level) => pathsOf(level, surface));
  known.set(surface, found);
  const [rows, columns] = surface.shape.slice(-2);
  const [left, top] = [window.x[0], window.y[1]];
  const width = (window.x[1] - left) / columns;
  const height = (top - window.y[0]) / rows;
  return found.map((path) =>
    path.map(([x, y]) => /** @type {[number, number]} */ ([left + x * width, top - y * height])),
  );
}

/**
 * Pictures that are 0 where the machine is undecided: for three classes, by how much each one
 * leads the others.
 *
 * @param {Picture} surface
 */
function levels({ data, shape }) {
  if (shape.length === 2) return [data.map((p) => p - 0.5)];
  const n = data.length / 3;
  return [0, 1, 2].map((c) => {
    const [one, other] = [((c + 1) % 3) * n, ((c + 2) % 3) * n];
    return data
      .subarray(c * n, (c + 1) * n)
      .map((p, k) => p - Math.max(data[one + k], data[other + k]));
  });
}

/**
 * The lines where a picture is 0, in its cells; the rings' way along the rim is left out.
 *
 * @param {Float32Array} level
 * @param {Picture} surface
 */
function pathsOf(level, { shape }) {
  const [rows, columns] = shape.slice(-2);
  const values = /** @type {number[]} */ (/** @type {unknown} */ (level));
  const { coordinates } = contours().size([columns, rows]).contour(values, 0);
  /** @type {Path[]} */
  const paths = [];
  for (const ring of coordinates.flat()) {
    /** @type {Path} */
    let path = [];
    for (const [x, y] of ring) {
      if (x > 0 && x < columns && y > 0 && y < rows) {
        path.push([x, y]);
      } else if (path.length > 0) {
        paths.push(path);
        path = [];
      }
    }
    if (path.length > 0) paths.push(path);
  }
  return paths;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {Path[]} paths
 * @param {string} ink
 */
function drawPaths(canvas, { place }, paths, ink) {
  const { context, pixel, across, down } = geometry(canvas, place);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  for (const path of paths) {
    path.forEach(([x, y], k) => context[k === 0 ? "moveTo" : "lineTo"](across(x), down(y)));
  }
  for (const casing of [true, false]) {
    context.lineWidth = (casing ? 6 : 3) * pixel;
    context.strokeStyle = colour(casing ? "plane-paper" : ink);
    context.stroke();
  }
}

/**
 * The tested points that came out right, or those that were missed, each in a ring.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {import("../protocol.js").TestResult} test
 * @param {boolean} misses
 */
function drawTested(canvas, { place }, test, misses) {
  const { context, pixel, across, down } = geometry(canvas, place);
  const radius = radiusFor(canvas, test.label.length);
  const stamps = [...[0, 1, 2].map((label) => stampOf(label, radius)), ringOf(radius, pixel)];
  const marks = marksOf(stamps, 2 * test.label.length);
  for (let k = 0; k < test.label.length; k++) {
    if (Boolean(test.missed[k]) !== misses) continue;
    addMark(marks, across(test.x[k]), down(test.y[k]), test.label[k]);
    if (misses) addMark(marks, across(test.x[k]), down(test.y[k]), 3);
  }
  setMarks(context, marks);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number[]} numbers
 */
function drawMissed(canvas, { place, points }, numbers) {
  const { context, pixel, across, down } = geometry(canvas, place);
  const ring = ringOf(radiusFor(canvas, points.length), pixel);
  const marks = marksOf([ring], numbers.length);
  for (const k of numbers) addMark(marks, across(points[k].x), down(points[k].y), 0);
  setMarks(context, marks);
}
