/** The plane, or two of them side by side: one for each machine, with the same points. */

import { onSchemeChange } from "./canvas.js";
import { createCrosshair } from "./crosshair.js";
import { oncePerFrame } from "./dom.js";
import { createPane } from "./pane.js";
import { listenToPointer } from "./pointing.js";
import { surfaceColours } from "./surface.js";

/** @typedef {import("../state.js").State} State */

/** What each layer shows: it is drawn again when one of these has changed. */
const SHOWN = /** @type {const} */ ({
  surface: ["run", "show", "machines"],
  points: ["points", "place", "test", "show", "testing", "dataset"],
  lines: ["run", "place", "test", "show", "machines", "points", "dataset"],
  over: ["run", "place", "selection", "hovered", "tool", "brush", "points", "language"],
});

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} voice  A live region: tells what the keys did.
 * @param {import("../state.js").Store} store
 * @param {{strokes: ReturnType<typeof import("../strokes.js").createStrokes>,
 *   selecting: ReturnType<typeof import("../selecting.js").createSelecting>,
 *   editing: ReturnType<typeof import("../editing.js").createEditing>}} actions
 */
export function createPlane(root, voice, store, actions) {
  const panes = [0, 1].map((i) => createPane(i, store));
  root.append(...panes.map((pane) => pane.root));
  let colours = surfaceColours();
  for (const pane of panes) {
    listenToPointer(pane, store, actions);
    createCrosshair(pane, panes.indexOf(pane), voice, store, actions);
  }

  const open = () => panes.slice(0, store.get().machines.length);
  // However often the state changes, each layer is drawn once a frame at the most.
  const paint = {
    surface: oncePerFrame(() => open().forEach((pane) => pane.draw.surface(colours))),
    points: oncePerFrame(() => open().forEach((pane) => pane.draw.points())),
    lines: oncePerFrame(() => open().forEach((pane) => pane.draw.lines())),
    over: oncePerFrame(() => open().forEach((pane) => pane.draw.over())),
  };
  const paintAll = () => Object.values(paint).forEach((layer) => layer());
  onSchemeChange(() => {
    colours = surfaceColours();
    for (const pane of panes) pane.draw.anew();
    paintAll();
  });

  store.subscribe((state, before) => {
    if (state === before || state.machines.length !== before.machines.length) {
      root.dataset.planes = String(state.machines.length);
      panes[1].root.hidden = state.machines.length < 2;
      paintAll();
    }
    panes.forEach((pane, i) => pane.root.classList.toggle("focused", i === state.focus));
    root.dataset.tool = state.tool;
    for (const name of /** @type {(keyof typeof SHOWN)[]} */ (Object.keys(SHOWN))) {
      if (SHOWN[name].some((key) => state[key] !== before[key])) paint[name]();
    }
  });
}
