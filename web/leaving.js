/**
 * What there is when the page is left, kept where writing takes no time: a browser may lose what its
 * database is given in the last moment.
 */

import { plainLists } from "./saved_scene.js";

const LEFT = "glassneuron-left";

/** @param {object} scene */
export function putLeft(scene) {
  try {
    localStorage.setItem(LEFT, JSON.stringify(scene, plainLists));
  } catch {
    // Forbidden, or too much for this place: the database has it, if nothing goes wrong.
  }
}

/** @returns {unknown} Undefined where nothing was left, or where it is in the database. */
export function findLeft() {
  try {
    return JSON.parse(localStorage.getItem(LEFT) ?? "") ?? undefined;
  } catch {
    return undefined;
  }
}

/** The database has it, or something later. */
export function dropLeft() {
  try {
    localStorage.removeItem(LEFT);
  } catch {
    // Where it is forbidden there is nothing.
  }
}
