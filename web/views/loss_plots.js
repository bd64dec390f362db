/** Draws the sigmoid, the two losses, and the points that ride on them. */

import { cleared, colour, fontFamily, sizeOf, traceMark } from "./canvas.js";
import { number } from "./format.js";
import { stampOf } from "./marks.js";

/**
 * @typedef {object} Scene
 * @property {number} far  How far z reaches on both sides.
 * @property {number} high  How high the loss reaches.
 * @property {string} kind  Which loss.
 *
 * @typedef {{z: number, p: number, loss: number, label: number}} Rider
 *
 * @typedef {object} Plot  One of the two, and where its values are on the canvas.
 * @property {(value: number) => number} across
 * @property {(value: number) => number} down
 * @property {[number, number]} x
 * @property {[number, number]} y
 */

const RADIUS = 4.5;
const EDGE = { left: 30, right: 8, top: 26, bottom: 24, between: 40 };
/** The loss curves end here: at an answer this sure the logarithm is 23. */
const SUREST = 1e-10;
const STEPS = 120;

/**
 * The two losses of an answer a: to a point of class 1, and of class 0.
 *
 * @type {Record<string, [(a: number) => number, (a: number) => number]>}
 */
const LOSSES = {
  cross_entropy: [(a) => -Math.log(Math.max(a, SUREST)), (a) => -Math.log(Math.max(1 - a, SUREST))],
  squared_error: [(a) => (1 - a) ** 2 / 2, (a) => a ** 2 / 2],
};

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 */
export function plots(canvas, { far, high }) {
  const side = (sizeOf(canvas).width - EDGE.left - EDGE.right - EDGE.between) / 2;
  return {
    sigmoid: plot(canvas, EDGE.left, side, [-far, far], [0, 1]),
    loss: plot(canvas, EDGE.left + side + EDGE.between, side, [0, 1], [0, high]),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} left
 * @param {number} width
 * @param {[number, number]} x
 * @param {[number, number]} y
 * @returns {Plot}
 */
function plot(canvas, left, width, x, y) {
  const height = sizeOf(canvas).height - EDGE.top - EDGE.bottom;
  return {
    x,
    y,
    across: (value) => left + ((value - x[0]) / (x[1] - x[0])) * width,
    down: (value) => EDGE.top + ((y[1] - value) / (y[1] - y[0])) * height,
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 */
export function drawCurves(canvas, scene) {
  const context = cleared(canvas);
  const { sigmoid, loss } = plots(canvas, scene);
  const family = fontFamily();
  axes(context, sigmoid, [-scene.far, 0, scene.far], [0, 0.5, 1], family);
  axes(context, loss, [0, 0.5, 1], [0, scene.high / 2, scene.high], family);
  context.font = `600 14px ${family}`;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillStyle = colour("text");
  context.fillText("ŷ = σ(z)", sigmoid.across(-scene.far), 2);
  const formulas =
    scene.kind === "cross_entropy" ? ["−ln ŷ", "−ln(1 − ŷ)"] : ["(ŷ − 1)²∕2", "ŷ²∕2"];
  context.fillStyle = colour("class-1");
  context.fillText(formulas[0], loss.across(0), 2);
  context.fillStyle = colour("class-0");
  context.textAlign = "right";
  context.fillText(formulas[1], loss.across(1), 2);

  curve(context, sigmoid, (z) => 1 / (1 + Math.exp(-z)), "text-soft", []);
  const [one, zero] = LOSSES[scene.kind];
  curve(context, loss, one, "class-1", []);
  curve(context, loss, zero, "class-0", [6, 4]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {number[]} xs
 * @param {number[]} ys
 * @param {string} family
 */
function axes(context, { x, y, across, down }, xs, ys, family) {
  context.strokeStyle = colour("line");
  context.lineWidth = 1;
  context.beginPath();
  for (const value of xs) {
    context.moveTo(across(value), down(y[0]));
    context.lineTo(across(value), down(y[1]));
  }
  for (const value of ys) {
    context.moveTo(across(x[0]), down(value));
    context.lineTo(across(x[1]), down(value));
  }
  context.stroke();
  context.fillStyle = colour("text-soft");
  context.font = `13px ${family}`;
  context.textBaseline = "top";
  xs.forEach((value, i) => {
    context.textAlign = i === 0 ? "left" : i === xs.length - 1 ? "right" : "center";
    context.fillText(short(value), across(value), down(y[0]) + 6);
  });
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ys) context.fillText(short(value), across(x[0]) - 6, down(value));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {(x: number) => number} f
 * @param {string} ink  Name of a colour.
 * @param {number[]} dash
 */
function curve(context, { x, y, across, down }, f, ink, dash) {
  context.save();
  context.beginPath();
  context.rect(
    across(x[0]),
    down(y[1]) - 2,
    across(x[1]) - across(x[0]),
    down(y[0]) - down(y[1]) + 4,
  );
  context.clip();
  context.setLineDash(dash);
  context.strokeStyle = colour(ink);
  context.lineWidth = 2;
  context.beginPath();
  for (let k = 0; k <= STEPS; k += 1) {
    const value = x[0] + (k / STEPS) * (x[1] - x[0]);
    context.lineTo(across(value), down(f(value)));
  }
  context.stroke();
  context.restore();
}

/**
 * The marks of the two classes, in this canvas' pixels and the colours of now.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function stampsFor(canvas) {
  const scale = canvas.width / (sizeOf(canvas).width || 1);
  return [0, 1].map((label) => stampOf(label, RADIUS * scale));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Scene} scene
 * @param {HTMLCanvasElement[]} stamps
 * @param {Rider[]} riders
 * @param {Rider | null} hovered  Drawn larger and on top.
 */
export function drawMarks(canvas, scene, stamps, riders, hovered) {
  const context = cleared(canvas);
  const { sigmoid, loss } = plots(canvas, scene);
  const scale = canvas.width / (sizeOf(canvas).width || 1);
  /** @type {(rider: Rider) => [number, number][]} */
  const placesOf = (rider) => [
    [sigmoid.across(rider.z), sigmoid.down(rider.p)],
    [loss.across(rider.p), loss.down(rider.loss)],
  ];
  for (const rider of riders) {
    const mark = stamps[rider.label];
    const [width, height] = [mark.width / scale, mark.height / scale];
    for (const [x, y] of placesOf(rider)) {
      context.drawImage(mark, x - width / 2, y - height / 2, width, height);
    }
  }
  if (!hovered) return;
  for (const [x, y] of placesOf(hovered)) {
    traceMark(context, x, y, hovered.label, RADIUS * 1.6);
    context.fillStyle = colour(`class-${hovered.label}`);
    context.strokeStyle = colour("text");
    context.lineWidth = 2.5;
    context.fill();
    context.stroke();
  }
}

/** @param {number} value */
function short(value) {
  return number(value, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2);
}
