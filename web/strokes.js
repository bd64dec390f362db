/** Strokes of the pointer over the plane: they draw, erase, shake or pull points. */

import { attract, erase, jitter, nearest, randomFrom, spray, without } from "./points.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {{x: number, y: number}} Spot  A place on the plane.
 */

/** Distance between the points of a thin stroke, at the zoom that shows all. */
const SPACING = 0.55;
/** The least reach of the tools that need one. */
const REACH = { erase: 0.6, jitter: 1.5, magnet: 1.5 };

/**
 * How far the tool reaches around the pointer. It is as large on the screen however near one looks.
 *
 * @param {State} state
 */
export function reachOf({ tool, brush, place }) {
  const least = REACH[/** @type {keyof typeof REACH} */ (tool)] ?? 0;
  return Math.max(least, brush.size) / place.zoom;
}

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./editing.js").createEditing>} editing
 */
export function createStrokes(store, editing) {
  /** @type {{at: Spot, put: ReturnType<typeof editing.act>, random: () => number} | null} */
  let stroke = null;

  /**
   * @param {State["points"]} points
   * @param {Spot} at
   * @param {() => number} random
   */
  function dab(points, at, random) {
    const state = store.get();
    const reach = reachOf(state);
    if (state.tool === "erase") return erase(points, at, reach);
    if (state.tool === "jitter") return jitter(points, at, reach, random);
    if (state.tool === "magnet") return attract(points, at, reach);
    const fresh = spray(at, Number(state.tool), reach, state.brush.density, random);
    return fresh.length > 0 ? points.concat(fresh) : points;
  }

  return {
    /** @param {Spot} at */
    begin(at) {
      const { points } = store.get();
      const random = randomFrom(points.length);
      stroke = { at: { ...at }, put: editing.act(), random };
      stroke.put(dab(points, at, random));
    },

    /** @param {readonly Spot[]} spots  Where the pointer has been since. */
    move(spots) {
      if (!stroke) return;
      const { at, random } = stroke;
      let { points } = store.get();
      for (const spot of spots) {
        const way = Math.hypot(spot.x - at.x, spot.y - at.y);
        const from = { ...at };
        const spacing = spacingOf(store.get());
        for (let done = spacing; done <= way; done += spacing) {
          at.x = from.x + ((spot.x - from.x) * done) / way;
          at.y = from.y + ((spot.y - from.y) * done) / way;
          points = dab(points, at, random);
        }
      }
      // All that came with one event is put down at once: each change is one for the whole page.
      stroke.put(points);
    },

    end() {
      stroke = null;
    },

    /**
     * Remove the point that is nearest to a place, if one is within reach.
     *
     * @param {Spot} at
     */
    remove(at) {
      const { points, place } = store.get();
      const found = nearest(points, at, REACH.erase / place.zoom);
      if (found === null) return null;
      editing.act()(without(points, [found]));
      return points[found];
    },
  };
}

/** @param {State} state */
function spacingOf(state) {
  const { tool, place } = state;
  const share = tool === "jitter" || tool === "magnet" ? 0.25 : 0.5;
  return Math.max(SPACING / place.zoom, reachOf(state) * share);
}
