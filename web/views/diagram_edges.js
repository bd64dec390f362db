/** The weights of a machine as lines, and its biases as dots: made once, then only adjusted. */

import { t } from "../language.js";
import { s } from "./dom.js";
import { significant } from "./format.js";

/**
 * @typedef {import("../protocol.js").Layer} Layer
 * @typedef {import("./diagram_layout.js").Layout} Layout
 * @typedef {import("./diagram_layout.js").Place} Place
 *
 * @typedef {object} Item  A weight or a bias.
 * @property {SVGGElement} element
 * @property {number} layer
 * @property {"W" | "b"} part
 * @property {number} index  In its layer's W, row by row, or in its b.
 * @property {string} name
 * @property {Place} place  Where its popover points to.
 * @property {string} shown  How it was drawn last.
 * @property {boolean} dot
 * @property {number} most  How wide it gets.
 */

/** A weight so large is as wide as it gets, and how wide that is: a share of a neuron's half. */
const LARGE = 4;
const SHARE = 0.35;

/**
 * @param {Layout} layout
 * @param {number[]} inputs  Which inputs are in use.
 * @param {(layer: number, part: "W" | "b", to: number, from: number) => string} nameOf
 * @returns {Item[]}  Neuron by neuron: its weights, then its bias.
 */
export function makeEdges(layout, inputs, nameOf) {
  const { layers, halves, row } = layout;
  const before = [inputs.map((j) => layout.inputs[j]), ...layers];
  return layers.flatMap((neurons, layer) => {
    const half = halves[layer];
    const halfBefore = layer === 0 ? row / 2 : halves[layer - 1];
    const large = half > row;
    return neurons.flatMap((to, k) => {
      const sources = before[layer];
      const weights = sources.map((from, j) => {
        const [x0, x1] = [from.x + halfBefore, to.x - half];
        const bend = (x1 - x0) * (large ? 0.25 : 0.5);
        const d = `M${x0} ${from.y}C${x0 + bend} ${from.y} ${x1 - bend} ${to.y} ${x1} ${to.y}`;
        const element = s(
          "g",
          { class: "weight", role: "button", tabindex: -1 },
          s("path", { class: "reach", d }),
          s("path", { class: "line", d }),
        );
        const name = nameOf(layer, "W", k, j);
        const place = { x: (x0 + x1) / 2, y: (from.y + to.y) / 2 };
        const index = k * sources.length + j;
        const most = large ? 7 : half * SHARE;
        return item(element, { layer, part: "W", index, name, place, dot: false, most });
      });
      const at = { x: to.x - half * 0.75, y: to.y + half * 0.75 };
      const element = s(
        "g",
        { class: "bias", role: "button", tabindex: -1 },
        s("circle", { class: "reach", cx: at.x, cy: at.y, r: 9 }),
        s("circle", { class: "line", cx: at.x, cy: at.y, r: 4 }),
      );
      const name = nameOf(layer, "b", k, 0);
      return [
        ...weights,
        item(element, { layer, part: "b", index: k, name, place: at, dot: true, most: 3 }),
      ];
    });
  });
}

/**
 * @param {SVGGElement} element
 * @param {Omit<Item, "element" | "shown">} rest
 * @returns {Item}
 */
function item(element, rest) {
  element.setAttribute("aria-label", rest.name);
  return { element, shown: "", ...rest };
}

/**
 * The value of a weight or a bias; null before Python has drawn it.
 *
 * @param {Item} item
 * @param {readonly Layer[] | null} params
 */
export function valueOf({ layer, part, index }, params) {
  const value = params?.[layer]?.[part][index];
  return value === undefined ? null : value;
}

/**
 * Its name and its value.
 *
 * @param {Item} item
 * @param {readonly Layer[] | null} params
 */
export function spoken(item, params) {
  const value = valueOf(item, params);
  const { name } = item;
  return value === null ? name : t("machine.reading", { name, value: significant(value) });
}

/**
 * Width, sign and pattern of all lines; of one that looks as before, nothing is touched.
 *
 * @param {Item[]} items
 * @param {readonly Layer[] | null} params
 * @param {boolean} aloud  Whether the names tell the numbers too: not while these change.
 */
export function showWeights(items, params, aloud) {
  for (const item of items) {
    const value = valueOf(item, params) ?? 0;
    const share = Math.min(1, Math.abs(value) / LARGE) ** 0.7;
    const sign = value === 0 ? "zero" : value > 0 ? "positive" : "negative";
    const size = Math.round(((item.dot ? 3 : 1) + (item.most - 1) * share) * 2) / 2;
    const shown = `${sign} ${size}`;
    const line = /** @type {SVGElement} */ (item.element.lastElementChild);
    if (shown !== item.shown) {
      item.shown = shown;
      line.setAttribute("class", `line ${sign}`);
      line.setAttribute(item.dot ? "r" : "stroke-width", String(size));
    }
    if (aloud) {
      const text = spoken(item, params);
      if (item.element.getAttribute("aria-label") !== text) {
        item.element.setAttribute("aria-label", text);
      }
    }
  }
}
