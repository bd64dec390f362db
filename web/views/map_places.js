/** Places on the map of the descent: what is there, in numbers and in words. */

import { t } from "../language.js";
import { significant } from "./format.js";

/**
 * @typedef {import("../descending.js").CostMap} CostMap
 * @typedef {import("../protocol.js").Layer} Layer
 * @typedef {{first: number, second: number}} Place
 */

/**
 * @param {[number, number]} over
 * @param {number[]} numbers
 * @returns {Place}
 */
export function placeAt(over, numbers) {
  return { first: numbers[over[0]], second: numbers[over[1]] };
}

/**
 * @param {Float64Array} values
 * @param {number} from
 * @param {number} share  Of the whole range.
 */
export function moved(values, from, share) {
  const low = values[0];
  const high = values[values.length - 1];
  return Math.min(high, Math.max(low, from + share * (high - low)));
}

/**
 * All numbers as layers of the shapes that `params` have.
 *
 * @param {number[]} numbers
 * @param {Layer[]} params
 * @returns {Layer[]}
 */
export function shaped(numbers, params) {
  let start = 0;
  return params.map(({ shape, W, b }) => {
    const middle = start + [...W].length;
    const end = middle + [...b].length;
    const layer = { W: numbers.slice(start, middle), shape, b: numbers.slice(middle, end) };
    start = end;
    return layer;
  });
}

/**
 * @param {CostMap} map
 * @param {Place} place
 * @param {string[]} names
 * @param {number | null} [cost]  Where it is known.
 */
export function readingOf(map, place, names, cost = null) {
  return t("figures.descent-reading", {
    first: `${names[map.over[0]]} = ${significant(place.first)}`,
    second: `${names[map.over[1]]} = ${significant(place.second)}`,
    cost: significant(cost ?? costAt(map, place)),
  });
}

/**
 * The cost between the places of the map's grid.
 *
 * @param {CostMap} map
 * @param {Place} place
 */
function costAt({ first, second, cost }, place) {
  const n = first.length;
  const x = Math.min(
    n - 1,
    Math.max(0, ((place.first - first[0]) / (first[n - 1] - first[0])) * (n - 1)),
  );
  const y = Math.min(
    n - 1,
    Math.max(0, ((place.second - second[0]) / (second[n - 1] - second[0])) * (n - 1)),
  );
  const [column, row] = [x, y].map((value) => Math.min(n - 2, Math.floor(value)));
  const [right, higher] = [x - column, y - row];
  const at = row * n + column;
  const { data } = cost;
  return (
    (1 - higher) * ((1 - right) * data[at] + right * data[at + 1]) +
    higher * ((1 - right) * data[at + n] + right * data[at + n + 1])
  );
}

/**
 * Which slice through the cost the map is.
 *
 * @param {CostMap} map
 * @param {number[]} numbers
 * @param {string[]} names
 */
export function sliceInWords({ over }, numbers, names) {
  const held = names.map((_, k) => k).filter((k) => !over.includes(k));
  if (held.length === 0) return t("figures.slice-whole");
  if (held.length > 4) return t("figures.slice-many", { n: held.length });
  return t("figures.slice", {
    held: held.map((k) => `${names[k]} = ${significant(numbers[k])}`).join(", "),
  });
}
