/** The grid, and on it the points, those kept back for the test hollow. */

import { keptBack } from "../answers.js";
import { clear, geometry } from "./geometry.js";
import { drawGrid } from "./grid_layer.js";
import { addMark, marksOf, radiusFor, setMarks, stampOf } from "./marks.js";

/** While those of a test are shown, these ones are pale. */
const PALE = 0.25;

/** @typedef {import("../state.js").State} State */

/**
 * Draw grid and points; given what is on the canvas already, only those that came behind.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {State | null} before  What the canvas shows; null draws all of it anew.
 */
export function drawPoints(canvas, state, before) {
  if (canvas.width === 0) return;
  const { points, place } = state;
  const { context, across, down } = geometry(canvas, place);
  const from = before ? unchanged(canvas, before, state) : 0;
  if (from === 0) {
    clear(canvas);
    drawGrid(canvas, place);
  }
  const radius = radiusFor(canvas, points.length);
  const held = state.show.held_out ? keptBack(state) : null;
  const stamps = /** @type {const} */ (["full", "hollow"]).flatMap((kind) =>
    [0, 1, 2].map((label) => stampOf(label, radius, kind)),
  );
  const marks = marksOf(stamps, points.length - from);
  const [right, bottom] = [canvas.width + radius, canvas.height + radius];
  for (let i = from; i < points.length; i++) {
    const x = across(points[i].x);
    const y = down(points[i].y);
    if (x < -radius || x > right || y < -radius || y > bottom) continue;
    addMark(marks, x, y, points[i].label + (held?.[i] ? 3 : 0));
  }
  context.globalAlpha = state.test ? PALE : 1;
  setMarks(context, marks);
  context.globalAlpha = 1;
}

/**
 * How many points need no new mark: those of before, if new ones only came behind them.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} before
 * @param {State} now
 */
function unchanged(canvas, before, now) {
  const [old, fresh] = [before.points, now.points];
  const n = old.length;
  const grown = n > 0 && fresh.length > n && fresh[0] === old[0] && fresh[n - 1] === old[n - 1];
  const same =
    now.place === before.place &&
    now.show.held_out === before.show.held_out &&
    now.testing === before.testing &&
    !now.test === !before.test &&
    now.dataset === before.dataset;
  return (grown || fresh === old) &&
    same &&
    radiusFor(canvas, fresh.length) === radiusFor(canvas, n)
    ? n
    : 0;
}
