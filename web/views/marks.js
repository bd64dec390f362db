/** Marks of points, from a few to a hundred thousand. */

import { colour, onSchemeChange, pen, sizeOf, traceMark } from "./canvas.js";

/** More marks than this are set pixel by pixel, which is less pretty and far quicker. */
const CROWD = 3000;
/** Planes of other sizes have others. */
const MOST_STAMPS = 100;

/** @typedef {ReturnType<typeof marksOf>} Marks */

/**
 * Room for marks: where each is, in the canvas' pixels, and which stamp it gets.
 *
 * @param {HTMLCanvasElement[]} stamps
 * @param {number} most
 */
export function marksOf(stamps, most) {
  const [x, y] = [new Float32Array(most), new Float32Array(most)];
  return { stamps, x, y, kind: new Uint8Array(most), count: 0 };
}

/**
 * @param {Marks} marks
 * @param {number} x
 * @param {number} y
 * @param {number} kind  The number of its stamp.
 */
export function addMark(marks, x, y, kind) {
  const i = marks.count++;
  marks.x[i] = x;
  marks.y[i] = y;
  marks.kind[i] = kind;
}

/**
 * Stamps as they were drawn: the same ones are set in each frame.
 *
 * @type {Map<string, HTMLCanvasElement>}
 */
const stamps = new Map();
onSchemeChange(() => stamps.clear());

/**
 * @param {string} key
 * @param {() => HTMLCanvasElement} make
 */
function known(key, make) {
  const found = stamps.get(key) ?? make();
  if (stamps.size > MOST_STAMPS) stamps.clear();
  stamps.set(key, found);
  return found;
}

/**
 * A mark's size in the canvas' pixels: in crowds and on small planes they are small.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} count
 */
export function radiusFor(canvas, count) {
  const radius = count <= 500 ? 5.5 : count <= 2000 ? 4 : count <= 20_000 ? 2.75 : 2;
  const { width } = sizeOf(canvas);
  const pixel = canvas.width / (width || 1);
  return radius * pixel * Math.min(1, Math.max(0.6, width / 480));
}

/**
 * The mark of a class as a small picture: stamping one thousands of times is quick.
 *
 * @param {number} label
 * @param {number} radius  In pixels of the canvas.
 * @param {"full" | "hollow"} [kind]
 */
export function stampOf(label, radius, kind = "full") {
  return known(`${label} ${radius} ${kind}`, () => makeStamp(label, radius, kind));
}

/**
 * @param {number} label
 * @param {number} radius
 * @param {"full" | "hollow"} kind
 */
function makeStamp(label, radius, kind) {
  const { canvas, context, middle } = blank(radius);
  const ink = colour(`class-${label}`);
  const hollow = kind === "hollow";
  const width = Math.max(1, radius / (hollow ? 2.5 : 4));
  traceMark(context, middle, middle, label, hollow ? radius - width / 4 : radius);
  context.fillStyle = hollow ? colour("plane-paper") : ink;
  context.strokeStyle = hollow ? ink : colour("mark-edge");
  context.lineWidth = width;
  context.fill();
  context.stroke();
  return canvas;
}

/**
 * A ring around a mark that was missed.
 *
 * @param {number} radius  That of the mark, in pixels of the canvas.
 * @param {number} pixel
 */
export function ringOf(radius, pixel) {
  return known(`ring ${radius} ${pixel}`, () => makeRing(radius, pixel));
}

/**
 * @param {number} radius
 * @param {number} pixel
 */
function makeRing(radius, pixel) {
  const { canvas, context, middle } = blank(radius + 4 * pixel);
  context.beginPath();
  context.arc(middle, middle, radius + 3 * pixel, 0, 2 * Math.PI);
  for (const [ink, width] of /** @type {[string, number][]} */ ([
    ["mark-edge", 3.5],
    ["missed", 1.75],
  ])) {
    context.strokeStyle = colour(ink);
    context.lineWidth = width * pixel;
    context.stroke();
  }
  return canvas;
}

/** @param {number} radius */
function blank(radius) {
  const canvas = document.createElement("canvas");
  const side = Math.ceil(radius * 2.5) + 4;
  canvas.width = side;
  canvas.height = side;
  return { canvas, context: pen(canvas), middle: side / 2 };
}

/**
 * Set marks over what is on the canvas, the first ones lowest.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Marks} marks
 */
export function setMarks(context, marks) {
  if (marks.count > CROWD) {
    setCrowd(context, marks);
    return;
  }
  for (let i = 0; i < marks.count; i++) {
    const stamp = marks.stamps[marks.kind[i]];
    context.drawImage(stamp, marks.x[i] - stamp.width / 2, marks.y[i] - stamp.height / 2);
  }
}

/** @type {{canvas: HTMLCanvasElement, image: ImageData} | null} */
let sheet = null;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Marks} marks
 */
function setCrowd(context, { stamps, x, y, kind, count }) {
  const { width, height } = context.canvas;
  if (sheet?.image.width !== width || sheet.image.height !== height) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    sheet = { canvas, image: new ImageData(width, height) };
  }
  const pixels = new Uint32Array(sheet.image.data.buffer);
  pixels.fill(0);
  const pictures = stamps.map((stamp) => pixelsOf(stamp, width));
  for (let i = 0; i < count; i++) {
    const { side, offsets, ink } = pictures[kind[i]];
    const left = Math.round(x[i] - side / 2);
    const top = Math.round(y[i] - side / 2);
    // One that is cut off by the rim would need a look at each pixel: in a crowd it is not missed.
    if (left < 0 || top < 0 || left + side > width || top + side > height) continue;
    const corner = top * width + left;
    for (let k = 0; k < ink.length; k++) pixels[corner + offsets[k]] = ink[k];
  }
  pen(sheet.canvas).putImageData(sheet.image, 0, 0);
  context.drawImage(sheet.canvas, 0, 0);
}

/**
 * The pixels of a stamp that are more than half filled, and how far they are from its corner.
 *
 * @param {HTMLCanvasElement} stamp
 * @param {number} width  That of the canvas to stamp on.
 */
function pixelsOf(stamp, width) {
  const side = stamp.width;
  const { data } = pen(stamp).getImageData(0, 0, side, side);
  const all = new Uint32Array(data.buffer);
  const filled = [...all.keys()].filter((k) => data[4 * k + 3] > 127);
  return {
    side,
    offsets: Int32Array.from(filled, (k) => Math.floor(k / side) * width + (k % side)),
    ink: Uint32Array.from(filled, (k) => all[k]),
  };
}
