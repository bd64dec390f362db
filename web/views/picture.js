/** The picture that is saved: the planes as they are shown, twice as large, with what they mean. */

import { keptBack } from "../answers.js";
import { t } from "../language.js";
import { windowOf } from "../scene.js";
import { isPlainNeuron, nClasses, trueLine } from "../state.js";
import { colour, fontFamily, pen } from "./canvas.js";
import { h } from "./dom.js";
import { equation, percent, significant } from "./format.js";
import { geometry } from "./geometry.js";
import { drawLines } from "./lines_layer.js";
import { stampOf } from "./marks.js";
import { drawPoints } from "./points_layer.js";
import { drawSurface, surfaceColours } from "./surface.js";

/** @typedef {import("../state.js").State} State */

/** How much larger than on the screen. */
const SCALE = 2;
/** Where the plane is not on the screen, in CSS pixels; and the rest of the picture. */
const SIDE = 600;
const MARGIN = 24;
const LINE = 26;

/**
 * @param {State} state
 * @returns {Promise<Blob>}
 */
export function drawPicture(state) {
  const shown = document.querySelector(".pane")?.clientWidth;
  const side = shown || SIDE;
  const pixel = SCALE * window.devicePixelRatio;
  const planes = state.machines.map((_, i) => drawPlane(state, i, side, pixel));
  const width = (side + MARGIN) * planes.length + MARGIN;
  const canvas = document.createElement("canvas");
  const context = pen(canvas);
  const lines = planes.map((_, i) => legend(context, state, i, side));
  const height = side + 2 * MARGIN + LINE * Math.max(...lines.map((rows) => rows.length));
  Object.assign(canvas, {
    width: Math.round(width * pixel),
    height: Math.round(height * pixel),
  });
  context.scale(pixel, pixel);
  context.fillStyle = colour("panel");
  context.fillRect(0, 0, width, height);
  planes.forEach((plane, i) => {
    const left = MARGIN + i * (side + MARGIN);
    context.drawImage(plane, left, MARGIN, side, side);
    lines[i].forEach((row, k) => write(context, row, left, MARGIN + side + LINE * (k + 0.75)));
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no room"))), "image/png");
  });
}

/**
 * @param {State} state
 * @param {number} i  Which machine's.
 * @param {number} side  In CSS pixels.
 * @param {number} pixel
 */
function drawPlane(state, i, side, pixel) {
  const size = Math.round(side * pixel);
  // The layers are drawn as those on the screen are, by their size in CSS pixels.
  const [surface, points, lines] = [1, size, size].map((width) => {
    const layer = h("canvas", { class: "off-screen", width, height: width });
    layer.style.width = `${side}px`;
    return layer;
  });
  document.body.append(points, lines);
  drawSurface(surface, state, i, surfaceColours());
  drawPoints(points, state, null);
  drawLines(lines, state, i);

  const plane = h("canvas", { width: size, height: size });
  const { context, across, down } = geometry(plane, state.place);
  context.fillStyle = colour("plane-paper");
  context.fillRect(0, 0, size, size);
  const { x, y } = state.run.window ?? windowOf(state.place);
  context.imageSmoothingQuality = "high";
  context.drawImage(
    surface,
    across(x[0]),
    down(y[1]),
    across(x[1]) - across(x[0]),
    down(y[0]) - down(y[1]),
  );
  context.drawImage(points, 0, 0);
  context.drawImage(lines, 0, 0);
  for (const layer of [points, lines]) layer.remove();
  return plane;
}

/**
 * @typedef {{text: string, mark?: HTMLCanvasElement, stroke?: string}} Entry
 */

/**
 * What stands under a plane, in rows that are no wider than it.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {State} state
 * @param {number} i
 * @param {number} side
 * @returns {Entry[][]}
 */
function legend(context, state, i, side) {
  const { run, machines, show, points, test } = state;
  const classes = nClasses(points) === 3 ? [1, 0, 2] : [1, 0];
  const machine = run.machines[i];
  /** @type {Entry[]} */
  const entries = machines.length > 1 ? [{ text: "AB"[i] }] : [];
  for (const label of classes) {
    entries.push({ text: t(`plane.class-${label}`), mark: stampOf(label, 5.5 * SCALE) });
  }
  if (show.held_out && keptBack(state)?.some(Boolean)) {
    entries.push({ text: t("plane.held-out"), mark: stampOf(0, 5.5 * SCALE, "hollow") });
  }
  const plain = isPlainNeuron(machines[i], points) && machine.boundary;
  const line = plain ? `: ${equation(plain)}` : "";
  entries.push({ text: t("plane.line") + line, stroke: "neuron-line" });
  const truth = (test || show.true_line) && trueLine(state);
  if (truth) {
    entries.push({ text: `${t("plane.true-line")}: ${equation(truth)}`, stroke: "true-line" });
  }
  const rows = inRows(context, entries, side);
  const { cost, accuracy } = machine;
  if (cost === null || accuracy === null) return rows;
  const readings = [
    t("export.at-iteration", { iteration: run.iteration }),
    t("export.at-cost", { cost: significant(cost) }),
    t("export.at-accuracy", { accuracy: percent(accuracy) }),
  ];
  const texts = readings.map((text) => ({ text }));
  return [...rows, ...inRows(context, texts, side)];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Entry[]} entries
 * @param {number} side
 */
function inRows(context, entries, side) {
  /** @type {Entry[][]} */
  const rows = [[]];
  let used = 0;
  for (const entry of entries) {
    const needed = widthOf(context, entry);
    if (used > 0 && used + needed > side) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1].push(entry);
    used += needed;
  }
  return rows;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Entry} entry
 */
function widthOf(context, { text, mark, stroke }) {
  context.font = `15px ${fontFamily()}`;
  return (mark ? 20 : stroke ? 32 : 0) + context.measureText(text).width + 20;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Entry[]} row
 * @param {number} left
 * @param {number} middle
 */
function write(context, row, left, middle) {
  let x = left;
  for (const entry of row) {
    const { text, mark, stroke } = entry;
    const width = widthOf(context, entry);
    if (mark) {
      const [w, height] = [mark.width / SCALE, mark.height / SCALE];
      context.drawImage(mark, x + 7 - w / 2, middle - height / 2, w, height);
    }
    if (stroke) {
      context.strokeStyle = colour(stroke);
      context.lineWidth = 3;
      context.lineCap = "round";
      context.beginPath();
      context.moveTo(x + 2, middle);
      context.lineTo(x + 24, middle);
      context.stroke();
    }
    context.fillStyle = colour("text");
    context.textBaseline = "middle";
    context.fillText(text, x + (mark ? 20 : stroke ? 32 : 0), middle);
    x += width;
  }
}
