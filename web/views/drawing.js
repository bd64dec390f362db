/** Mouse, touch and keys on the plane become strokes. */

import { EXTENT, SIDE } from "../scene.js";
import { number } from "./format.js";

/**
 * @typedef {object} Strokes
 * @property {(x: number, y: number) => void} beginStroke
 * @property {(x: number, y: number) => void} moveStroke
 * @property {() => void} endStroke
 */

/** How far an arrow key moves the cursor; with Shift, how far it moves for a fine placing. */
const STRIDE = 0.5;
const FINE = 0.1;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLCanvasElement} canvas  The one on top, which takes the focus.
 * @param {HTMLElement} cursor  Marks the place that the keys have reached.
 * @param {HTMLElement} voice  A live region: tells what the keys did.
 * @param {import("../state.js").Store} store
 * @param {Strokes} strokes
 */
export function createDrawing(canvas, cursor, voice, store, strokes) {
  let at = { x: 0, y: 0 };

  /** @param {PointerEvent} event */
  function place(event) {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * 2 * EXTENT - EXTENT,
      y: EXTENT - ((event.clientY - box.top) / box.height) * 2 * EXTENT,
    };
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    cursor.hidden = true;
    at = place(event);
    strokes.beginStroke(at.x, at.y);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    // A browser gathers quick moves into one event; each of them is part of the stroke.
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length > 0 ? moves : [event]) {
      at = place(move);
      strokes.moveStroke(at.x, at.y);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => strokes.endStroke());
  }

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) {
      const [right, up] = ARROWS[event.key];
      const stride = event.shiftKey ? FINE : STRIDE;
      move(at.x + right * stride, at.y + up * stride);
    } else if (event.key === " " || event.key === "Enter") {
      strokes.beginStroke(at.x, at.y);
      strokes.endStroke();
      const { tool, points } = store.get();
      const deed = tool === "erase" ? "Erased" : `Class ${tool}`;
      say(`${deed} at ${spoken()}. ${points.length} points.`);
    } else {
      return;
    }
    event.preventDefault();
  });
  canvas.addEventListener("blur", () => {
    cursor.hidden = true;
  });

  /**
   * @param {number} x
   * @param {number} y
   */
  function move(x, y) {
    at = { x: within(x), y: within(y) };
    cursor.hidden = false;
    cursor.style.left = `${((at.x + EXTENT) / (2 * EXTENT)) * 100}%`;
    cursor.style.top = `${((EXTENT - at.y) / (2 * EXTENT)) * 100}%`;
    say(spoken());
  }

  function spoken() {
    return `x ${number(at.x, 1)}, y ${number(at.y, 1)}`;
  }

  /** @param {string} text */
  function say(text) {
    voice.textContent = text;
  }
}

/** @param {number} value */
function within(value) {
  return Math.round(Math.max(-SIDE, Math.min(SIDE, value)) * 10) / 10;
}
