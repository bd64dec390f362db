/** One plane: its layers from the surface to the lines, and what lies over them. */

import { answerOf } from "../answers.js";
import { t } from "../language.js";
import { digitsOf } from "../place.js";
import { reachOf } from "../strokes.js";
import { colour, keepSharp } from "./canvas.js";
import { fillCard } from "./card.js";
import { h, setText } from "./dom.js";
import { number } from "./format.js";
import { putOver } from "./geometry.js";
import { drawLines } from "./lines_layer.js";
import { drawPoints } from "./points_layer.js";
import { drawSurface, placeSurface } from "./surface.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {{x: number, y: number}} Spot
 * @typedef {ReturnType<typeof createPane>} Pane
 */

/**
 * @param {number} i  Which machine's.
 * @param {import("../state.js").Store} store
 */
export function createPane(i, store) {
  const [surface, points, lines] = ["surface", "points", "lines"].map((name) =>
    h("canvas", { class: name }),
  );
  const box = h("div", { class: "selection", hidden: true });
  const ring = h("div", { class: "hovered", hidden: true });
  const brush = h("div", { class: "brush", hidden: true });
  const cursor = h("div", { class: "crosshair", hidden: true });
  const readout = h("div", { class: "readout", hidden: true });
  const card = h("div", { class: "card", hidden: true });
  const input = h("canvas", {
    id: i === 0 ? "plane-input" : "plane-input-b",
    class: "input",
    tabindex: 0,
    role: "application",
    label: i === 0 ? "plane.name" : "plane.name-b",
    "aria-describedby": "plane-help",
  });
  const root = h(
    "div",
    { class: "pane" },
    h(
      "div",
      { class: "layers", "aria-hidden": "true" },
      ...[surface, points, lines, box, ring, brush, cursor],
    ),
    input,
    h("div", { class: "over", "aria-hidden": "true" }, readout, card),
    h("div", { class: "tag", "aria-hidden": "true" }, "AB"[i]),
  );

  /** @type {State | null} */
  let drawn = null;
  /** @type {Spot | null} */
  let pointer = null;

  const draw = {
    /** @param {Parameters<typeof drawSurface>[3]} colours */
    surface: (colours) => drawSurface(surface, store.get(), i, colours),
    points() {
      const state = store.get();
      drawPoints(points, state, drawn);
      drawn = state;
    },
    lines: () => drawLines(lines, store.get(), i),
    /** What lies over the layers, as elements. */
    over() {
      const state = store.get();
      const { place, selection, hovered } = state;
      placeSurface(surface, state);
      box.hidden = !selection;
      if (selection) {
        putOver(box, place, selection.box);
        setText(box, t("plane.n-selected", { n: selection.points.length }));
      }
      showPointer(state);
      const point = hovered === null ? undefined : state.points[hovered];
      ring.hidden = card.hidden = !point;
      if (!point || hovered === null) return;
      putAt(ring, state, point);
      fillCard(card, state, hovered, answerOf(state, i, hovered), i === state.focus);
      putAt(card, state, point);
      card.dataset.side = sideOf(state, point);
    },
    /** Forget what is on the canvas: its colours or its size are others. */
    anew() {
      drawn = null;
    },
  };
  keepSharp(points, () => {
    draw.anew();
    draw.points();
  });
  keepSharp(lines, draw.lines);
  keepSharp(input, () => {});

  /** @param {State} state */
  function showPointer(state) {
    const reach = reachOf(state);
    readout.hidden = pointer === null;
    brush.hidden = pointer === null || reach === 0 || !"012erasejittermagnet".includes(state.tool);
    if (!pointer) return;
    const { x, y } = pointer;
    const digits = digitsOf(state.place);
    readout.textContent = `x ${number(x, digits)}  y ${number(y, digits)}`;
    putOver(brush, state.place, { x: [x - reach, x + reach], y: [y - reach, y + reach] });
    brush.style.borderColor = colour("012".includes(state.tool) ? `class-${state.tool}` : "text");
  }

  return {
    root,
    input,
    cursor,
    points,
    draw,

    /** @param {Spot | null} at */
    point(at) {
      pointer = at;
      showPointer(store.get());
    },

    /** @param {Spot | null} at  Where the keys are; null puts the crosshair away. */
    showCursor(at) {
      cursor.hidden = at === null;
      if (at) putAt(cursor, store.get(), at);
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {Spot} at
 */
function putAt(element, { place }, { x, y }) {
  putOver(element, place, { x: [x, x], y: [y, y] });
  element.style.width = element.style.height = "";
}

/**
 * Where a card beside a point has room.
 *
 * @param {State} state
 * @param {Spot} at
 */
function sideOf({ place }, { x, y }) {
  return `${y > place.y ? "below" : "above"}-${x > place.x ? "left" : "right"}`;
}
