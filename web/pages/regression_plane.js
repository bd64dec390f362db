/** The regression's plane: points, the line with its two handles, and the errors as squares. */

import { t } from "../language.js";
import { h, oncePerFrame, s, setText } from "../views/dom.js";
import { number, significant } from "../views/format.js";
import { nameHow } from "../views/glass_links.js";
import { places } from "./axes.js";
import { pageHow } from "./how.js";
import { createLayers, distance, inside, set, tidy, visible } from "./regression_layers.js";
import { EXTENT } from "./regression_state.js";

/**
 * @typedef {import("./regression_state.js").State} State
 */

/** How near the pointer takes hold of a point or of the line, in pixels. */
const REACH = 14;
const LINE_REACH = 9;
/** How far an arrow key moves: the crosshair, the line's height, and its angle in degrees. */
const STRIDE = 0.5;
const LIFT = 0.1;
const TURN = 1;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} root
 * @param {import("./regression_state.js").RegressionStore} store
 * @param {ReturnType<typeof import("./regression_effects.js").createRegression>} actions
 * @param {import("./how.js").Lead} lead
 */
export function createRegressionPlane(root, store, actions, lead) {
  const layers = createLayers();
  const board = h(
    "div",
    {
      class: "board",
      tabindex: 0,
      role: "application",
      label: "regression.plane",
      "aria-describedby": "regression-plane-help",
    },
    layers.svg,
  );
  const moving = handle("regression.move", "move", "M0-7V7M-4-3L0-8L4-3M-4 3L0 8L4 3");
  const turning = handle("regression.turn", "turn", "M-6 3A6.500 6.500 0 1 1 5 4M5-1V5H-1");
  const words = h("span", {});
  const how = pageHow(lead, () => ({ stage: "slope", symbols: ["dz"], point: pointTold() }));
  const told = h("p", { class: "soft told beside" }, words, " ", how);
  const voice = h("p", { class: "visually-hidden", "aria-live": "polite" });
  const help = h("p", {
    id: "regression-plane-help",
    class: "visually-hidden",
    words: "regression.plane-help",
  });
  root.append(h("div", { class: "sheet" }, board, moving, turning), told, help, voice);

  /** @type {{x: number, y: number} | null} */
  let at = null;
  /** @type {"point" | "line" | "erase" | null} */
  let drag = null;
  let dragged = -1;
  let fresh = true;
  /** The point that was pressed last: its error stays to be read. */
  let held = -1;

  const range = /** @type {[number, number]} */ ([-EXTENT, EXTENT]);
  const frame = () => ({
    width: board.clientWidth,
    height: board.clientHeight,
    x: range,
    y: range,
  });
  const paint = oncePerFrame(draw);
  new ResizeObserver(() => {
    const { clientWidth, clientHeight } = board;
    if (clientWidth > 0) {
      layers.drawAxes(frame());
      // On paper it has another size, and no frame to be drawn anew.
      set(layers.svg, { viewBox: `0 0 ${clientWidth} ${clientHeight}` });
    }
    paint();
  }).observe(board);
  store.subscribe(paint);

  function draw() {
    if (board.clientWidth === 0) return;
    const state = store.get();
    const now = state.line;
    layers.draw(state, frame());
    layers.drawCross(document.activeElement === board ? at : null, frame());
    const seen = visible(now);
    place(moving, seen.middle, `b = ${number(now.b, 2)}`, now.b, -50, 50);
    place(turning, seen.end, `w = ${number(now.w, 2)}`, now.w, -20, 20);
    setText(words, tell(state));
    how.hidden = pointTold() < 0;
    nameHow(how, t("regression.error", { n: pointTold() + 1 }));
  }

  /**
   * @param {HTMLElement} knob
   * @param {{x: number, y: number}} where
   * @param {string} text
   * @param {number} value
   * @param {number} least
   * @param {number} most
   */
  function place(knob, { x, y }, text, value, least, most) {
    const { across, down } = places(frame());
    knob.style.left = `${across(x)}px`;
    knob.style.top = `${down(y)}px`;
    set(knob, {
      "aria-valuenow": value,
      "aria-valuetext": text,
      "aria-valuemin": least,
      "aria-valuemax": most,
    });
  }

  /**
   * @param {string} label
   * @param {"move" | "turn"} kind
   * @param {string} picture
   */
  function handle(label, kind, picture) {
    const knob = h(
      "div",
      { class: "knob", role: "slider", tabindex: 0, label, "aria-orientation": "vertical" },
      s("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" }, s("path", { d: picture })),
    );
    /** The point that stays where it is while the line turns. */
    let pivot = { x: 0, y: 0 };
    let offset = 0;
    knob.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      knob.setPointerCapture(event.pointerId);
      const { w, b } = store.get().line;
      pivot = visible({ w, b }).middle;
      offset = b - (pointed(event).y - w * pointed(event).x);
      actions.hold(true);
    });
    knob.addEventListener("pointermove", (event) => {
      if (!knob.hasPointerCapture(event.pointerId)) return;
      const { x, y } = pointed(event);
      const { w } = store.get().line;
      if (kind === "move") actions.setLine({ w, b: y - w * x + offset });
      else turnTo(pivot, Math.atan2(y - pivot.y, Math.max(x - pivot.x, 0.05)));
    });
    for (const end of ["pointerup", "pointercancel"]) {
      knob.addEventListener(end, () => actions.hold(false));
    }
    knob.addEventListener("keydown", (event) => {
      const [right, up] = ARROWS[event.key] ?? [0, 0];
      if (right + up === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const { w, b } = store.get().line;
      const fine = event.shiftKey ? 0.1 : 1;
      if (kind === "move") actions.setLine({ w, b: tidy(b + (right + up) * fine * LIFT) });
      else turnTo({ x: 0, y: b }, Math.atan(w) + ((right + up) * fine * TURN * Math.PI) / 180);
    });
    return knob;
  }

  /**
   * @param {{x: number, y: number}} pivot
   * @param {number} angle
   */
  function turnTo(pivot, angle) {
    const w = tidy(Math.tan(Math.max(-1.5, Math.min(1.5, angle))));
    actions.setLine({ w, b: tidy(pivot.y - w * pivot.x) });
  }

  board.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    board.setPointerCapture(event.pointerId);
    const { x, y } = pointed(event);
    const { tool, line: now } = store.get();
    const i = nearest(x, y);
    at = null;
    held = tool === "erase" ? -1 : i;
    if (tool === "erase") {
      drag = "erase";
      if (i >= 0) actions.remove(i);
    } else if (i >= 0) {
      drag = "point";
      dragged = i;
      fresh = true;
    } else if (distance(x, y, now) * perUnit() < LINE_REACH) {
      drag = "line";
      actions.hold(true);
    } else {
      actions.add(x, y);
    }
  });
  board.addEventListener("pointermove", (event) => {
    const { x, y } = pointed(event);
    at = { x, y };
    const { line: now } = store.get();
    if (drag === "erase" && nearest(x, y) >= 0) actions.remove(nearest(x, y));
    if (drag === "line") actions.setLine({ w: now.w, b: y - now.w * x });
    if (drag === "point") {
      actions.move(dragged, x, y, fresh);
      fresh = false;
    }
    paint();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    board.addEventListener(end, () => {
      if (drag === "line") actions.hold(false);
      drag = null;
      if (end === "pointerleave") at = null;
      paint();
    });
  }
  for (const turn of ["focus", "blur"]) board.addEventListener(turn, paint);
  board.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    at ??= { x: 0, y: 0 };
    const { x, y } = at;
    if (event.key in ARROWS) {
      const [right, up] = ARROWS[event.key];
      const stride = event.shiftKey ? 0.1 : STRIDE;
      at = { x: inside(x + right * stride), y: inside(y + up * stride) };
      setText(voice, `x ${number(at.x, 1)}, y ${number(at.y, 1)}`);
    } else if (event.key === "Enter" || event.key === " ") {
      actions.add(x, y);
      count();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (nearest(x, y) >= 0) actions.remove(nearest(x, y));
      count();
    } else {
      return;
    }
    event.preventDefault();
    paint();
  });

  function count() {
    setText(voice, t("regression.count", { n: store.get().points.length }));
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    const box = board.getBoundingClientRect();
    const { xAt, yAt } = places({ ...frame(), width: box.width, height: box.height });
    return { x: xAt(event.clientX - box.left), y: yAt(event.clientY - box.top) };
  }

  function perUnit() {
    return board.clientWidth / (2 * EXTENT);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function nearest(x, y) {
    const { points } = store.get();
    const reach = REACH / perUnit();
    const distances = points.map((point) => Math.hypot(point.x - x, point.y - y));
    const least = Math.min(...distances);
    return least <= reach ? distances.lastIndexOf(least) : -1;
  }

  /** The point whose error is told, or -1. */
  function pointTold() {
    const { points, fit, line: now } = store.get();
    const i = at ? nearest(at.x, at.y) : held;
    const known = fit && fit.w === now.w && fit.b === now.b && i < fit.error.length;
    return known && i < points.length ? i : -1;
  }

  /** @param {State} state */
  function tell({ points, fit }) {
    const i = pointTold();
    if (i < 0 || !fit) {
      return at ? `x ${number(at.x, 1)}, y ${number(at.y, 1)}` : t("regression.plane-hint");
    }
    const { x, y } = points[i];
    return t("regression.point", {
      x: number(x, 2),
      y: number(y, 2),
      error: significant(fit.error[i]),
      squared: significant(fit.squared[i]),
    });
  }
}
