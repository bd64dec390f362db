/** The surface: what a machine answers all over the plane, as colours. */

import { windowOf } from "../scene.js";
import { colour, pen } from "./canvas.js";
import { putOver } from "./geometry.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../protocol.js").Picture} Picture
 * @typedef {ReturnType<typeof surfaceColours>} Colours
 */

const STEPS = 256;

/** The colours of all surfaces, as the style sheet has them now. */
export function surfaceColours() {
  const half = colour("surface-half");
  const classes = [0, 1, 2].map((label) => colour(`surface-${label}`));
  return {
    /** From class 0 to class 1. */
    probability: ramp([classes[0], half, classes[1]]),
    /** From undecided to sure. */
    confidence: ramp([half, colour("surface-sure")]),
    classes: classes.map((ink) => [...new Uint8Array(ramp([ink, ink]).buffer, 0, 3)]),
  };
}

/**
 * A table of colours, as pixels.
 *
 * @param {string[]} stops
 */
function ramp(stops) {
  const strip = Object.assign(document.createElement("canvas"), { width: STEPS, height: 1 });
  const context = pen(strip);
  const gradient = context.createLinearGradient(0, 0, STEPS, 0);
  stops.forEach((stop, i) => gradient.addColorStop(i / (stops.length - 1), stop));
  context.fillStyle = gradient;
  context.fillRect(0, 0, STEPS, 1);
  return new Uint32Array(context.getImageData(0, 0, STEPS, 1).data.buffer);
}

/**
 * One pixel for each cell; the style sheet stretches the canvas, and so smooths it.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {number} i  Which machine.
 * @param {Colours} colours
 */
export function drawSurface(canvas, { run, show, machines }, i, colours) {
  const { surface, shown } = run.machines[i];
  const neuron = show.surface === "neuron" ? shown : null;
  const picture = neuron ?? surface ?? { data: Float32Array.of(0.5), shape: [1, 1] };
  const [rows, columns] = picture.shape.slice(-2);
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = pen(canvas);
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  if (neuron) fillNeuron(pixels, neuron.data, machines[i].activation, colours);
  else if (picture.shape.length === 3) fillThree(pixels, picture.data, show.surface, colours);
  else fillTwo(pixels, picture.data, show.surface, colours);
  context.putImageData(image, 0, 0);
}

/**
 * Put the surface where the part of the plane is that it was made for: a new one is on its way.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 */
export function placeSurface(canvas, { run, place }) {
  putOver(canvas, place, run.window ?? windowOf(place));
}

/**
 * @param {Uint32Array} pixels
 * @param {Float32Array} p
 * @param {State["show"]["surface"]} kind
 * @param {Colours} colours
 */
function fillTwo(pixels, p, kind, { probability, confidence }) {
  const last = STEPS - 1;
  if (kind === "confidence") {
    for (let k = 0; k < pixels.length; k++) {
      pixels[k] = confidence[Math.round(Math.abs(2 * p[k] - 1) * last)];
    }
  } else {
    for (let k = 0; k < pixels.length; k++) pixels[k] = probability[Math.round(p[k] * last)];
  }
}

/**
 * Each class's colour by its share.
 *
 * @param {Uint32Array} pixels
 * @param {Float32Array} p  Three pictures, one after the other.
 * @param {State["show"]["surface"]} kind
 * @param {Colours} colours
 */
function fillThree(pixels, p, kind, { classes, confidence }) {
  const n = pixels.length;
  if (kind === "confidence") {
    for (let k = 0; k < n; k++) {
      const best = Math.max(p[k], p[n + k], p[2 * n + k]);
      pixels[k] = confidence[Math.round(((3 * best - 1) / 2) * (STEPS - 1))];
    }
    return;
  }
  const [zero, one, two] = classes;
  const bytes = new Uint8ClampedArray(pixels.buffer);
  for (let k = 0; k < n; k++) {
    for (let c = 0; c < 3; c++) {
      bytes[4 * k + c] = p[k] * zero[c] + p[n + k] * one[c] + p[2 * n + k] * two[c];
    }
    bytes[4 * k + 3] = 255;
  }
}

/**
 * A hidden neuron: its middle is pale, whatever the range of its activation.
 *
 * @param {Uint32Array} pixels
 * @param {Float32Array} output
 * @param {string} activation
 * @param {Colours} colours
 */
function fillNeuron(pixels, output, activation, { probability }) {
  let largest = 1;
  for (const value of output) largest = Math.max(largest, Math.abs(value));
  const [middle, reach] = activation === "sigmoid" ? [0.5, 0.5] : [0, largest];
  for (let k = 0; k < pixels.length; k++) {
    const share = ((output[k] - middle) / reach + 1) / 2;
    pixels[k] = probability[Math.round(share * (STEPS - 1))];
  }
}
