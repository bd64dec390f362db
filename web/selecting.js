/** A rectangle on the plane, and what is done to the points in it. */

import { contains, inside, relabel, room, shift, without } from "./points.js";

/**
 * @typedef {import("./points.js").Box} Box
 * @typedef {{x: number, y: number}} Spot
 *
 * @typedef {object} Selection
 * @property {Box} box
 * @property {readonly number[]} points  The numbers of those in the box.
 */

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./editing.js").createEditing>} editing
 */
export function createSelecting(store, editing) {
  /** @type {((to: Spot) => void) | null} */
  let drag = null;

  /**
   * @param {Spot} from
   * @param {Selection} chosen
   */
  function moving(from, { box, points: numbers }) {
    const { points } = store.get();
    const put = editing.act();
    return (/** @type {Spot} */ to) => {
      const dx = room(points, numbers, "x", to.x - from.x);
      const dy = room(points, numbers, "y", to.y - from.y);
      const moved = { x: shifted(box.x, dx), y: shifted(box.y, dy) };
      put(shift(points, numbers, dx, dy), { selection: { box: moved, points: numbers } });
    };
  }

  /** @param {Spot} from */
  function stretching(from) {
    return (/** @type {Spot} */ to) => {
      const box = { x: ordered(from.x, to.x), y: ordered(from.y, to.y) };
      store.update({ selection: { box, points: inside(store.get().points, box) } });
    };
  }

  return {
    /** @param {Spot} at  In the rectangle it takes hold of it; elsewhere it begins a new one. */
    begin(at) {
      const { selection } = store.get();
      if (selection && contains(selection.box, at)) {
        drag = moving(at, selection);
      } else {
        drag = stretching(at);
        drag(at);
      }
    },

    /** @param {readonly Spot[]} spots */
    move(spots) {
      const last = spots.at(-1);
      if (last) drag?.(last);
    },

    end() {
      drag = null;
      if (store.get().selection?.points.length === 0) store.update({ selection: null });
    },

    isUnderWay: () => drag !== null,

    leave() {
      drag = null;
      store.update({ selection: null });
    },

    /** @param {number} label */
    relabel(label) {
      const { selection, points } = store.get();
      if (selection) editing.act()(relabel(points, selection.points, label), { selection });
    },

    remove() {
      const { selection, points } = store.get();
      if (selection) editing.act()(without(points, selection.points));
    },
  };
}

/**
 * @param {[number, number]} range
 * @param {number} by
 * @returns {[number, number]}
 */
function shifted([from, to], by) {
  return [from + by, to + by];
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {[number, number]}
 */
function ordered(one, other) {
  return one < other ? [one, other] : [other, one];
}
