/** The plane by keyboard: a crosshair that draws, selects, reads points and moves the view. */

import { answerOf } from "../answers.js";
import { t } from "../language.js";
import { HOME, digitsOf, panned, showing, tickStep, zoomed } from "../place.js";
import { nearest } from "../points.js";
import { SIDE } from "../scene.js";
import { spokenOf } from "./card.js";
import { setText } from "./dom.js";
import { number } from "./format.js";
import { placeAt } from "./geometry.js";

/** An arrow moves by a tenth of a grid line; with Shift by a fiftieth. */
const STRIDE = 1 / 10;
const FINE = 1 / 50;
const ZOOM = 1.5;
/** How near the crosshair has to be to a point to read it, at the zoom that shows all. */
const NEAR = 0.25;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** @type {Record<string, string>} */
const TOOLS = { 0: "0", 1: "1", 2: "2", e: "erase" };

/**
 * @param {import("./pane.js").Pane} pane
 * @param {number} i  Which machine's plane it is.
 * @param {HTMLElement} voice  A live region.
 * @param {import("../state.js").Store} store
 * @param {{strokes: ReturnType<typeof import("../strokes.js").createStrokes>,
 *   selecting: ReturnType<typeof import("../selecting.js").createSelecting>,
 *   editing: ReturnType<typeof import("../editing.js").createEditing>}} actions
 */
export function createCrosshair(pane, i, voice, store, { strokes, selecting, editing }) {
  const { input } = pane;
  let at = { x: 0, y: 0 };
  let shown = false;
  /** Space is down, and nothing has been dragged with it. */
  let space = false;

  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const keys = {
    Enter: apply,
    Delete: remove,
    Backspace: remove,
    Escape: selecting.leave,
    "+": () => zoom(ZOOM),
    "=": () => zoom(ZOOM),
    "-": () => zoom(1 / ZOOM),
    h: () => look(HOME),
  };

  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyOf(event);
    if (key in ARROWS) arrow(ARROWS[key], event.shiftKey ? FINE : STRIDE);
    else if (key in keys) keys[key](event);
    else if (key in TOOLS) choose(TOOLS[key]);
    else if (key === " ") space = space || !event.repeat;
    else return;
    event.preventDefault();
  });
  // Space is heard when it is let go: held down, it makes the pointer move the view.
  input.addEventListener("keyup", (event) => {
    if (event.key === " " && space) apply();
    space = false;
  });
  input.addEventListener("pointerdown", (event) => {
    space = false;
    at = placeAt(input, store.get().place, event);
    show(false);
  });
  input.addEventListener("focus", () => {
    if (input.matches(":focus-visible")) show(true);
  });
  input.addEventListener("blur", () => {
    space = false;
    if (!shown) return;
    show(false);
    store.update({ hovered: null });
  });
  store.subscribe((state, before) => {
    if (shown && state.place !== before.place) pane.showCursor(at);
  });

  /** @param {boolean} on */
  function show(on) {
    shown = on;
    pane.showCursor(on ? at : null);
  }

  /**
   * @param {[number, number]} direction
   * @param {number} share  Of a grid line's distance.
   */
  function arrow([right, up], share) {
    const { place, tool } = store.get();
    const way = tickStep(place) * share;
    if (tool === "pan") {
      look(panned(place, right * way, up * way));
      return;
    }
    at = { x: within(at.x + right * way, place), y: within(at.y + up * way, place) };
    store.update({ place: showing(place, at) });
    show(true);
    if (selecting.isUnderWay()) {
      selecting.move([at]);
      say(t("plane.said-selected", { n: store.get().selection?.points.length ?? 0 }));
    } else {
      read();
    }
  }

  function read() {
    const { points, place } = store.get();
    const hovered = nearest(points, at, NEAR / place.zoom);
    store.update({ hovered });
    const state = store.get();
    const point = hovered === null ? "" : spokenOf(state, hovered, answerOf(state, i, hovered));
    say(point ? `${spot()}: ${point}` : spot());
  }

  function apply() {
    const { tool } = store.get();
    if (tool === "pan") return;
    show(true);
    if (tool === "select") {
      if (selecting.isUnderWay()) selecting.end();
      else selecting.begin(at);
      const n = store.get().selection?.points.length ?? 0;
      say(t(selecting.isUnderWay() ? "plane.said-corner" : "plane.said-selected", { n }));
      return;
    }
    strokes.begin(at);
    strokes.end();
    tell(t("012".includes(tool) ? "plane.said-class" : `plane.said-${tool}`, { label: tool }));
  }

  function remove() {
    const { selection } = store.get();
    if (selection) {
      selecting.remove();
      say(t("plane.said-points", { n: store.get().points.length }));
      return;
    }
    const gone = strokes.remove(at);
    if (gone) tell(t("plane.said-removed", { label: gone.label }));
    else say(t("plane.said-nothing"));
  }

  /** @param {string} tool */
  function choose(tool) {
    editing.chooseTool(tool);
    say(t(tool === "erase" ? "plane.erase" : `plane.class-${tool}`));
  }

  /** @param {number} factor */
  function zoom(factor) {
    const { place } = store.get();
    look(zoomed(place, factor, shown ? at : undefined));
  }

  /** @param {import("../state.js").Place} place */
  function look(place) {
    store.update({ place });
    const { zoom } = place;
    say(
      t("plane.said-view", { zoom: number(zoom, 1), x: number(place.x, 1), y: number(place.y, 1) }),
    );
  }

  /** @param {string} deed */
  function tell(deed) {
    const n = t("plane.said-points", { n: store.get().points.length });
    say(t("plane.said-deed", { deed, spot: spot(), n }));
  }

  function spot() {
    const digits = digitsOf(store.get().place);
    return `x ${number(at.x, digits)}, y ${number(at.y, digits)}`;
  }

  /** @param {string} text */
  function say(text) {
    setText(voice, text);
  }
}

/**
 * A letter as it is on the key, also where the keyboard writes another alphabet.
 *
 * @param {KeyboardEvent} event
 */
function keyOf({ key, code }) {
  if (key.length > 1 || /[\x20-\x7e]/.test(key)) return key.length > 1 ? key : key.toLowerCase();
  return code.replace(/^Key/, "").toLowerCase();
}

/**
 * @param {number} value
 * @param {import("../state.js").Place} place
 */
function within(value, place) {
  const held = Math.max(-SIDE, Math.min(SIDE, value));
  return Number(held.toFixed(digitsOf(place)));
}
