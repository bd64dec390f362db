/** The plane in four layers: probability, grid, points, and the lines over them. */

import { colour, keepSharp, onSchemeChange, pen } from "./canvas.js";
import { oncePerFrame } from "./dom.js";
import { drawGrid, drawLines, drawPoints, radiusFor } from "./layers.js";

/** @typedef {import("../state.js").State} State */

/**
 * @param {HTMLElement} root  Holds the four canvases, the lowest first.
 * @param {import("../state.js").Store} store
 */
export function createPlane(root, store) {
  const [surface, grid, points, lines] = root.querySelectorAll("canvas");
  let colours = surfaceColours();

  /** @type {State["points"]} */
  let marked = [];

  const draw = {
    surface: () => drawSurface(surface, store.get(), colours),
    grid: () => drawGrid(grid),
    points() {
      const { points: now, test } = store.get();
      drawPoints(points, now, unchanged(marked, now));
      points.classList.toggle("faded", test !== null);
      marked = now;
    },
    lines: () => drawLines(lines, store.get()),
  };
  keepSharp(grid, draw.grid);
  keepSharp(points, () => {
    marked = [];
    draw.points();
  });
  keepSharp(lines, draw.lines);
  onSchemeChange(() => {
    colours = surfaceColours();
    marked = [];
    for (const layer of Object.values(draw)) layer();
  });

  // However often the state changes, each layer is drawn once a frame at the most.
  const paint = {
    surface: oncePerFrame(draw.surface),
    points: oncePerFrame(draw.points),
    lines: oncePerFrame(draw.lines),
  };

  store.subscribe((state, before) => {
    if (state === before || state.run.machines !== before.run.machines) paint.surface();
    if (state.points !== before.points || state.test !== before.test) paint.points();
    if (state.run.machines !== before.run.machines || state.test !== before.test) paint.lines();
  });
}

/**
 * How many points need no new mark: those of before, if new ones only came behind them.
 *
 * @param {State["points"]} before
 * @param {State["points"]} now
 */
function unchanged(before, now) {
  const n = before.length;
  const grown = n > 0 && now.length > n && now[0] === before[0] && now[n - 1] === before[n - 1];
  return grown && radiusFor(now.length) === radiusFor(n) ? n : 0;
}

/** A table from probability to colour: 256 pixels. */
function surfaceColours() {
  const strip = document.createElement("canvas");
  strip.width = 256;
  strip.height = 1;
  const context = pen(strip);
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  gradient.addColorStop(0, colour("surface-0"));
  gradient.addColorStop(0.5, colour("surface-half"));
  gradient.addColorStop(1, colour("surface-1"));
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
}

/**
 * One pixel for each probability; the style sheet stretches the canvas, and so smooths it.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {State} state
 * @param {Uint32Array} colours
 */
function drawSurface(canvas, { run }, colours) {
  const { surface } = run.machines[0];
  const [rows, columns] = surface?.shape ?? [1, 1];
  const probabilities = surface?.data ?? [0.5];
  canvas.width = columns;
  canvas.height = rows;
  const context = pen(canvas);
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colours[Math.round(probabilities[i] * 255)];
  context.putImageData(image, 0, 0);
}
