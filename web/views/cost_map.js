/** Draws the map of the descent: contours, axes, the path and where the machine is. */

import { contours } from "d3-contour";
import { cleared, colour, fontFamily } from "./canvas.js";
import { number } from "./format.js";

/**
 * @typedef {import("../descending.js").CostMap} CostMap
 * @typedef {{first: number, second: number}} Place
 */

const N_LEVELS = 14;
/** Around the map, in CSS pixels: room for the numbers of the axes. */
const EDGE = { left: 40, bottom: 24, top: 6, right: 8 };

/**
 * Where the map's values are on its canvas, in CSS pixels.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CostMap} map
 */
export function geometry(canvas, { first, second }) {
  const width = canvas.clientWidth - EDGE.left - EDGE.right;
  const height = canvas.clientHeight - EDGE.top - EDGE.bottom;
  const [left, right] = [first[0], first[first.length - 1]];
  const [low, high] = [second[0], second[second.length - 1]];
  return {
    width,
    height,
    /** @param {number} value */
    across: (value) => EDGE.left + ((value - left) / (right - left)) * width,
    /** @param {number} value */
    down: (value) => EDGE.top + ((high - value) / (high - low)) * height,
    /**
     * @param {number} x
     * @param {number} y
     * @returns {Place | null}
     */
    valueAt: (x, y) => {
      const [share, rise] = [(x - EDGE.left) / width, 1 - (y - EDGE.top) / height];
      if (Math.min(share, rise) < 0 || Math.max(share, rise) > 1) return null;
      return { first: left + share * (right - left), second: low + rise * (high - low) };
    },
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CostMap | null} map
 */
export function drawMap(canvas, map) {
  const context = cleared(canvas);
  if (!map) return;
  const { width, height, across, down } = geometry(canvas, map);
  const [rows, columns] = map.cost.shape;
  const heights = Array.from(map.cost.data);
  const levels = levelsOf(heights);
  const paper = colour("plane-paper");
  const ink = colour("accent");

  context.save();
  context.beginPath();
  context.rect(EDGE.left, EDGE.top, width, height);
  context.clip();
  context.fillStyle = ink;
  context.globalAlpha = 0.6;
  context.fillRect(EDGE.left, EDGE.top, width, height);
  // The lowest places are the deepest in colour; each level above lies over the one before.
  contours()
    .size([columns, rows])
    .thresholds(levels)(heights)
    .forEach(({ coordinates }, k) => {
      context.beginPath();
      for (const ring of coordinates.flat()) {
        ring.forEach(([column, row], i) => {
          // A value of the grid is the middle of d3's cell.
          const x = EDGE.left + ((column - 0.5) / (columns - 1)) * width;
          const y = EDGE.top + (1 - (row - 0.5) / (rows - 1)) * height;
          if (i === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        });
        context.closePath();
      }
      context.globalAlpha = 1;
      context.fillStyle = paper;
      context.fill("evenodd");
      context.globalAlpha = 0.55 * (1 - (k + 1) / levels.length) ** 1.5;
      context.fillStyle = ink;
      context.fill("evenodd");
      context.globalAlpha = 0.5;
      context.strokeStyle = ink;
      context.lineWidth = 1;
      context.stroke();
    });
  context.restore();

  context.strokeStyle = colour("line");
  context.strokeRect(EDGE.left, EDGE.top, width, height);
  context.fillStyle = colour("text-soft");
  context.font = `13px ${fontFamily()}`;
  for (const value of ticks(map.first, 2)) {
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillText(label(value), across(value), EDGE.top + height + 6);
  }
  for (const value of ticks(map.second, 3)) {
    context.textAlign = "right";
    context.textBaseline = "middle";
    context.fillText(label(value), EDGE.left - 6, down(value));
  }
}

/**
 * The path so far, the place now, the lowest place, and the cursor.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CostMap | null} map
 * @param {number[][]} places  All parameters, step by step.
 * @param {Place | null} cursor
 */
export function drawWay(canvas, map, places, cursor) {
  const context = cleared(canvas);
  if (!map) return;
  const { width, height, across, down } = geometry(canvas, map);
  const [i, j] = map.over;
  context.save();
  context.beginPath();
  context.rect(EDGE.left, EDGE.top, width, height);
  context.clip();
  // At the rim it is only where the map ends: the way down goes on.
  if (inner(map.lowest.first, map.first) && inner(map.lowest.second, map.second)) {
    cross(context, across(map.lowest.first), down(map.lowest.second), 5, colour("text"));
  }
  context.lineJoin = "round";
  for (const casing of [true, false]) {
    context.strokeStyle = colour(casing ? "plane-paper" : "neuron-line");
    context.lineWidth = casing ? 5 : 2.25;
    context.beginPath();
    for (const place of places) context.lineTo(across(place[i]), down(place[j]));
    context.stroke();
  }
  const [start, now] = [places[0], places[places.length - 1]];
  if (places.length > 1) ring(context, across(start[i]), down(start[j]), 3.5, "plane-paper");
  if (now) ring(context, across(now[i]), down(now[j]), 6, "accent");
  context.restore();

  if (cursor) {
    context.strokeStyle = colour("text");
    context.setLineDash([3, 3]);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(EDGE.left, down(cursor.second));
    context.lineTo(EDGE.left + width, down(cursor.second));
    context.moveTo(across(cursor.first), EDGE.top);
    context.lineTo(across(cursor.first), EDGE.top + height);
    context.stroke();
    context.setLineDash([]);
  }
}

/**
 * @param {number} value
 * @param {Float64Array} values
 */
function inner(value, values) {
  return value > values[0] && value < values[values.length - 1];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} fill  Name of a colour.
 */
function ring(context, x, y, radius, fill) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour(fill);
  context.fill();
  context.strokeStyle = colour("neuron-line");
  context.lineWidth = 2;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @param {string} ink
 */
function cross(context, x, y, reach, ink) {
  context.strokeStyle = ink;
  context.lineWidth = 1.75;
  context.beginPath();
  context.moveTo(x - reach, y - reach);
  context.lineTo(x + reach, y + reach);
  context.moveTo(x - reach, y + reach);
  context.lineTo(x + reach, y - reach);
  context.stroke();
}

/**
 * Heights of the contours: denser towards the valley, where the slopes are gentle.
 *
 * @param {number[]} heights
 */
function levelsOf(heights) {
  const low = heights.reduce((a, b) => Math.min(a, b));
  const high = heights.reduce((a, b) => Math.max(a, b));
  return Array.from(
    { length: N_LEVELS },
    (_, k) => low + (high - low) * ((k + 0.5) / N_LEVELS) ** 2,
  );
}

/**
 * Some round numbers in a range.
 *
 * @param {Float64Array} values
 * @param {number} least  So many steps at least.
 */
function ticks(values, least) {
  const low = values[0];
  const high = values[values.length - 1];
  const power = 10 ** Math.floor(Math.log10((high - low) / least));
  const step = power * ([5, 2, 1].find((factor) => (high - low) / (factor * power) >= least) ?? 1);
  const from = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - from + 1 }, (_, k) =>
    Number(((from + k) * step).toPrecision(12)),
  );
}

/** @param {number} value */
function label(value) {
  const digits = (String(value).split(".")[1] ?? "").length;
  return Math.abs(value) >= 1e5 ? value.toExponential(0) : number(value, Math.min(digits, 4));
}
