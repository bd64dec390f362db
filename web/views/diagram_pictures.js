/** Small pictures of what a neuron sees, in the colours of the plane. */

import { colour, onSchemeChange, pen } from "./canvas.js";

const SHADES = 256;
/** The pictures of the whole surface are thinned to so many cells. */
const CELLS = 32;

/** @type {Record<string, Uint32Array>} */
let tables = {};
onSchemeChange(() => {
  tables = {};
});

/**
 * A table of colours from one token over others to the last.
 *
 * @param {string[]} names
 */
function shades(names) {
  return (tables[names.join()] ??= makeShades(names));
}

/** @param {string[]} names */
function makeShades(names) {
  const strip = document.createElement("canvas");
  strip.width = SHADES;
  strip.height = 1;
  const context = pen(strip);
  const gradient = context.createLinearGradient(0, 0, SHADES, 0);
  names.forEach((name, i) => gradient.addColorStop(i / (names.length - 1), colour(name)));
  context.fillStyle = gradient;
  context.fillRect(0, 0, SHADES, 1);
  return new Uint32Array(context.getImageData(0, 0, SHADES, 1).data.buffer);
}

/**
 * The range of values that the colours span: from what the activation can give, or else as far
 * to both sides as the picture reaches.
 *
 * @param {string} activation
 * @param {ArrayLike<number>} values
 * @returns {[number, number]}
 */
export function rangeOf(activation, values) {
  if (activation === "sigmoid") return [0, 1];
  if (activation === "tanh") return [-1, 1];
  let most = 1e-9;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return [-most, most];
}

/**
 * Paint values as a picture of as many pixels; the style sheet stretches and smooths it.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values  Row by row from the top.
 * @param {number} columns
 * @param {[number, number]} range
 * @param {string[]} [names]  The colours.
 */
export function paint(canvas, values, columns, [low, high], names = TWO_CLASSES) {
  const rows = values.length / columns;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = pen(canvas);
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const table = shades(names);
  const scale = (SHADES - 1) / (high - low);
  for (let i = 0; i < pixels.length; i++) {
    const shade = Math.round((values[i] - low) * scale);
    pixels[i] = table[Math.max(0, Math.min(SHADES - 1, shade))];
  }
  context.putImageData(image, 0, 0);
}

const TWO_CLASSES = ["surface-0", "surface-half", "surface-1"];

/**
 * Paint the answer of an output: the surface of the plane, or its part for one class of three.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {import("../protocol.js").Picture | null} surface
 * @param {number} k  The class.
 */
export function paintAnswer(canvas, surface, k) {
  if (!surface) {
    paint(canvas, [0.5], 1, [0, 1]);
    return;
  }
  const three = surface.shape.length === 3;
  const [rows, columns] = surface.shape.slice(-2);
  const from = three ? k * rows * columns : 0;
  const values = new Float32Array(CELLS * CELLS);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(((Math.floor(i / CELLS) + 0.5) * rows) / CELLS);
    const column = Math.floor((((i % CELLS) + 0.5) * columns) / CELLS);
    values[i] = surface.data[from + row * columns + column];
  }
  paint(canvas, values, CELLS, [0, 1], three ? ["surface-half", `class-${k}`] : TWO_CLASSES);
}
