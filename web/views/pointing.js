/** Mouse and fingers on a plane: strokes, selections, moving and zooming the view, reading. */

import { nearest } from "../points.js";
import { panned, zoomed } from "../place.js";
import { oncePerFrame } from "./dom.js";
import { placeAt } from "./geometry.js";

/**
 * @typedef {{x: number, y: number}} Spot
 *
 * @typedef {object} Gesture  What goes on between a press and its release.
 * @property {(at: Spot) => void} begin
 * @property {(spots: Spot[]) => void} move
 * @property {() => void} end
 */

/** How near the pointer has to be to a point to read it, at the zoom that shows all. */
const NEAR = 0.35;
/** A finger that has moved no further than this, in CSS pixels, has tapped. */
const TAP = 6;

/**
 * @param {import("./pane.js").Pane} pane
 * @param {import("../state.js").Store} store
 * @param {{strokes: Gesture, selecting: Gesture}} actions
 */
export function listenToPointer(pane, store, { strokes, selecting }) {
  const { input } = pane;
  /** @type {Map<number, {clientX: number, clientY: number}>} */
  const fingers = new Map();
  /** @type {Gesture | null} */
  let gesture = null;
  /** A first finger is kept waiting, until it is sure that no second one comes to zoom.
   * @type {PointerEvent | null} */
  let waiting = null;
  /** @type {ReturnType<typeof pinching> | null} */
  let pinch = null;
  let spaceHeld = false;
  /** @type {Spot | null} */
  let under = null;

  const at = (/** @type {{clientX: number, clientY: number}} */ event) =>
    placeAt(input, store.get().place, event);
  const read = oncePerFrame(() => {
    if (gesture || pinch || !under) return;
    hover(under);
  });

  input.addEventListener("pointerdown", (event) => {
    if (event.button > 1) return;
    input.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    hover(null);
    if (fingers.size > 1) {
      gesture?.end();
      gesture = waiting = null;
      pinch ??= pinching();
    } else if (event.pointerType === "touch") {
      waiting = event;
    } else {
      begin(event);
    }
  });

  input.addEventListener("pointermove", (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (pinch) {
      pinch();
      return;
    }
    if (waiting && distance(waiting, event) > TAP) {
      begin(waiting);
      waiting = null;
    }
    // A browser gathers quick moves into one event; each of them is part of the stroke.
    const moves = event.getCoalescedEvents?.() ?? [];
    if (gesture) gesture.move((moves.length > 0 ? moves : [event]).map(at));
    if (event.pointerType === "touch") return;
    under = at(event);
    pane.point(under);
    read();
  });

  for (const name of ["pointerup", "pointercancel"]) {
    input.addEventListener(name, (event) => {
      const { pointerId } = /** @type {PointerEvent} */ (event);
      if (waiting && name === "pointerup") {
        if (store.get().tool === "pan") hover(at(waiting));
        else begin(waiting);
      }
      waiting = null;
      gesture?.end();
      gesture = null;
      fingers.delete(pointerId);
      // Of two fingers, the one that is left does nothing more.
      if (fingers.size === 0) pinch = null;
    });
  }

  // Or the middle button would set the page rolling.
  input.addEventListener("mousedown", (event) => {
    if (event.button === 1) event.preventDefault();
  });

  input.addEventListener("pointerleave", () => {
    under = null;
    pane.point(null);
    hover(null);
  });

  input.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30;
      // A touchpad's pinch comes as a wheel with Ctrl, in small numbers.
      const speed = (event.ctrlKey ? 0.01 : 0.0015) * unit;
      const factor = Math.exp(-Math.max(-200, Math.min(200, event.deltaY)) * speed);
      store.update({ place: zoomed(store.get().place, factor, at(event)) });
    },
    { passive: false },
  );

  document.addEventListener("keydown", (event) => {
    if (event.code === "Space" && event.target === input) spaceHeld = true;
  });
  document.addEventListener("keyup", (event) => {
    if (event.code === "Space") spaceHeld = false;
  });

  /** @param {PointerEvent} event */
  function begin(event) {
    const { tool } = store.get();
    if (tool === "pan" || event.button === 1 || spaceHeld) gesture = moving;
    else gesture = tool === "select" ? selecting : strokes;
    pane.root.classList.toggle("moving", gesture === moving);
    gesture.begin(at(event));
  }

  /** @type {Spot} */
  let held = { x: 0, y: 0 };
  /** The place that was taken hold of stays under the pointer. */
  const moving = {
    /** @param {Spot} from */
    begin(from) {
      held = from;
    },
    /** @param {Spot[]} spots */
    move(spots) {
      const to = /** @type {Spot} */ (spots.at(-1));
      store.update({ place: panned(store.get().place, held.x - to.x, held.y - to.y) });
    },
    end: () => pane.root.classList.remove("moving"),
  };

  /** Two fingers: what lies between them stays there, and grows with their distance. */
  function pinching() {
    const pair = () => /** @type {PointerEvent[]} */ ([...fingers.values()]);
    let last = span(pair());
    const held = at(last);
    return () => {
      if (fingers.size < 2) return;
      const now = span(pair());
      const place = zoomed(store.get().place, now.length / last.length, at(now));
      store.update({ place });
      const to = at(now);
      store.update({ place: panned(place, held.x - to.x, held.y - to.y) });
      last = now;
    };
  }

  /** @param {Spot | null} spot */
  function hover(spot) {
    const { points, place, hovered } = store.get();
    const found = spot && nearest(points, spot, NEAR / place.zoom);
    if (found !== hovered) store.update({ hovered: found });
  }
}

/**
 * @param {{clientX: number, clientY: number}} one
 * @param {{clientX: number, clientY: number}} other
 */
function distance(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

/**
 * The middle of two fingers, and how far apart they are.
 *
 * @param {{clientX: number, clientY: number}[]} fingers
 */
function span([one, other]) {
  return {
    clientX: (one.clientX + other.clientX) / 2,
    clientY: (one.clientY + other.clientY) / 2,
    length: Math.max(1, distance(one, other)),
  };
}
