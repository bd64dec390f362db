/** The sigmoid and the loss, with every point riding on its place of both curves. */

import { t } from "../language.js";
import { nClasses } from "../state.js";
import { keepSharp, onSchemeChange, sizeOf } from "./canvas.js";
import { h, oncePerFrame, setText } from "./dom.js";
import { createRiding } from "./riding.js";
import { drawCurves, drawMarks, plots, stampsFor } from "./loss_plots.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {{p: Float32Array, z: Float32Array, loss: Float32Array}} Answers
 */

const MOST_DRAWN = 1000;
/** A pointer this near to a mark, in CSS pixels, means it. */
const REACH = 14;

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {Pick<import("./figures.js").Actions, "lead">} actions
 */
export function createSigmoidLoss(root, store, { lead }) {
  const curves = h("canvas", { "aria-hidden": "true" });
  const marks = h("canvas", {
    id: "sigmoid-loss",
    role: "application",
    tabindex: "0",
    label: "figures.sigmoid-label",
    "aria-describedby": "sigmoid-keys",
    on: { keydown: press },
  });
  const reading = h("p", { class: "soft sigmoid-reading" });
  const riding = createRiding(lead);
  const message = h("p", { class: "soft sigmoid-message" });
  const frame = h("div", { class: "sigmoid-frame" }, curves, marks, message);
  root.append(
    frame,
    h("p", { class: "visually-hidden", id: "sigmoid-keys", words: "figures.sigmoid-keys" }),
    reading,
    riding.root,
  );

  /** The point that a press holds. @type {number | null} */
  let held = null;
  /** What the curves were drawn for. */
  let drawn = "";
  /** @type {HTMLCanvasElement[] | null} */
  let stamps = null;
  const update = oncePerFrame(draw);
  for (const canvas of [curves, marks]) keepSharp(canvas, redraw);
  onSchemeChange(redraw);
  marks.addEventListener("pointermove", (event) => hover(nearest(event)));
  marks.addEventListener("pointerleave", () => hover(held));
  // What the keys come to is heard; what the pointer does, or the training, is not.
  marks.addEventListener("focus", () => riding.root.setAttribute("aria-live", "polite"));
  marks.addEventListener("blur", () => riding.root.removeAttribute("aria-live"));
  marks.addEventListener("click", (event) => hover((held = nearest(event))));
  store.subscribe((state, before) => {
    if (state.figure !== "sigmoid-loss") return;
    const changed =
      state === before ||
      state.run !== before.run ||
      state.hovered !== before.hovered ||
      state.focus !== before.focus ||
      state.figure !== before.figure ||
      state.language !== before.language;
    if (changed) update();
  });

  function redraw() {
    drawn = "";
    stamps = null;
    update();
  }

  /** @param {number | null} i */
  function hover(i) {
    if (store.get().hovered !== i) store.update({ hovered: i });
  }

  function draw() {
    if (sizeOf(marks).width === 0) return;
    const state = store.get();
    const { hovered, language, points } = state;
    const answers = answersOf(state);
    const scene = sceneOf(state, answers);
    const key = JSON.stringify([scene, language]);
    if (key !== drawn) {
      drawn = key;
      drawCurves(curves, scene);
    }
    /** @type {(i: number) => import("./loss_plots.js").Rider} */
    const rider = (i) => ({ ...at(/** @type {Answers} */ (answers), i), label: points[i].label });
    const known = answers !== null && hovered !== null && hovered < points.length;
    const riders = answers ? drawnOf(points.length).map(rider) : [];
    stamps ??= stampsFor(marks);
    drawMarks(marks, scene, stamps, riders, known ? rider(hovered) : null);
    setText(
      message,
      answers ? "" : t(nClasses(points) > 2 ? "figures.two-only" : "figures.no-answers"),
    );
    setText(reading, known ? "" : readingOf(state, answers));
    reading.hidden = known;
    riding.show(known ? { ...rider(hovered), point: hovered } : null);
  }

  /**
   * The arrow keys go along the curve, from point to point.
   *
   * @param {KeyboardEvent} event
   */
  function press(event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    const state = store.get();
    const answers = answersOf(state);
    if (!by || !answers) return;
    event.preventDefault();
    const along = drawnOf(state.points.length).sort((i, k) => answers.z[i] - answers.z[k]);
    const from = state.hovered === null ? -1 : along.indexOf(state.hovered);
    const to = from < 0 ? (by > 0 ? 0 : along.length - 1) : from + by;
    hover((held = along[Math.max(0, Math.min(to, along.length - 1))] ?? null));
  }

  /** @param {MouseEvent} event */
  function nearest(event) {
    const state = store.get();
    const answers = answersOf(state);
    if (!answers) return null;
    const box = marks.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { sigmoid, loss } = plots(marks, sceneOf(state, answers));
    let found = null;
    let least = REACH;
    for (const i of drawnOf(state.points.length)) {
      const { z, p, loss: cost } = at(answers, i);
      for (const distance of [
        Math.hypot(sigmoid.across(z) - x, sigmoid.down(p) - y),
        Math.hypot(loss.across(p) - x, loss.down(cost) - y),
      ]) {
        if (distance < least) [least, found] = [distance, i];
      }
    }
    return found;
  }
}

/**
 * The answers to the points, where there are two classes and they are there already.
 *
 * @param {State} state
 */
function answersOf({ run, focus, points }) {
  const { answers } = run.machines[focus];
  const fits = answers?.z && answers.z.length === points.length;
  return fits ? /** @type {Answers} */ (answers) : null;
}

/**
 * @param {Answers} answers
 * @param {number} i
 */
function at({ p, z, loss }, i) {
  return { p: p[i], z: z[i], loss: loss[i] };
}

/**
 * The points that are drawn: all, or every second, third … of many.
 *
 * @param {number} n
 */
function drawnOf(n) {
  const every = Math.ceil(n / MOST_DRAWN);
  return Array.from({ length: Math.ceil(n / every) || 0 }, (_, k) => k * every);
}

/**
 * How far the axes reach: in steps of two, so that they stand still while it trains.
 *
 * @param {State} state
 * @param {Answers | null} answers
 */
function sceneOf({ machines, focus, points }, answers) {
  let far = 4;
  let high = machines[focus].loss === "cross_entropy" ? 2 : 0.5;
  if (answers) {
    for (const i of drawnOf(points.length)) {
      const { z, loss } = at(answers, i);
      while (Math.abs(z) > far && far < 1e6) far *= 2;
      while (loss > high && high < 1e6) high *= 2;
    }
  }
  return { far, high, kind: machines[focus].loss };
}

/**
 * @param {State} state
 * @param {Answers | null} answers
 */
function readingOf({ points }, answers) {
  if (!answers) return "";
  const drawn = drawnOf(points.length).length;
  return drawn < points.length
    ? t("figures.thinned", { n: drawn, of: points.length })
    : t("figures.sigmoid-help");
}
