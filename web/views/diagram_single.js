/** One neuron, as the article draws it: inputs, weights, σ, and the answer p. */

import { t } from "../language.js";
import { trueLine } from "../state.js";
import { h, s, setText } from "./dom.js";
import { placed } from "./diagram_nodes.js";
import { paintAnswer } from "./diagram_pictures.js";
import { equation, significant } from "./format.js";

/** @typedef {import("./diagram_layout.js").Layout} Layout */

/** How far along its line a weight's number stands. */
const ALONG = { x: 0.36, y: 0.1 };
/** Half of that number, which is not to cover its input. */
const HALF = 66;

/**
 * @param {Layout} layout
 * @param {number[]} inputs  Which inputs are in use.
 * @param {string} letter  Empty for the first machine.
 * @param {boolean} plain  Whether it divides the plane by a line.
 * @param {(k: number) => void} edit  Change the weight k, or the bias after the last.
 */
export function makeSingle(layout, inputs, letter, plain, edit) {
  const { halves, row, width } = layout;
  const [radius] = halves;
  const [{ x, y }] = layout.layers[0];
  const names = [...inputs.map((_, k) => String(k + 1)), ""];
  const outputs = names.map((number, k) => {
    const id = `${number ? `w${number}` : "b"}${letter && `-${letter}`}`;
    const output = h("output", { id, "aria-live": "off" }, "–");
    const label = h("label", { for: id }, number ? "w" : "b");
    if (number) label.append(h("sub", {}, number));
    if (letter) label.append(h("span", { class: "visually-hidden" }, ` ${letter}`));
    const from = layout.inputs[inputs[k]];
    const place = from
      ? {
          x: from.x + row / 2 + Math.max(HALF, ALONG.x * (x - radius - from.x - row / 2)),
          y: from.y + ALONG.y * (y - from.y),
        }
      : { x, y: y + radius + 14 };
    const root = h("div", { class: "number", on: { click: () => edit(k) } }, label, output);
    return { root: placed(root, place), output };
  });
  const answer = h("canvas", { class: "answer", "aria-hidden": "true" });
  placed(answer, { x: width - 42, y: y - 20 });
  const mean = placed(h("span", { class: "answer-name" }, "p"), { x: width - 22, y: y - 34 });
  const circle = placed(h("div", { class: "sigma", "aria-hidden": "true" }, "σ"), { x, y });
  circle.style.width = circle.style.height = `${2 * radius}px`;
  const arrow = s("path", {
    class: "arrow",
    d: `M${x + radius + 3} ${y}H${width - 50}m-7 -5l7 5l-7 5`,
  });
  const own = h("dd", {}, "–");
  const real = h("dd", {}, "–");
  const realName = h("dt", {}, t("machine.true-line"));
  const lines = h("dl", {}, h("dt", {}, t("machine.own-line")), own, realName, real);
  const formula = h("p", { class: "formula" }, "p = σ(w₁x₁ + w₂x₂ + b)");
  const text = h("div", { class: "neuron-text" }, formula, lines);
  // Beside the inputs, or under them where they are few.
  const few = layout.inputs.every((input) => input.y + row < y + radius + 30);
  placed(text, { x: few ? 12 : layout.inputs[0].x + row / 2 + 28, y: y + radius + 30 });

  return {
    elements: [
      circle,
      mean,
      answer,
      ...outputs.map(({ root }) => root),
      ...(plain && layout.told ? [text] : []),
    ],
    arrow,
    /**
     * @param {import("../state.js").State} state
     * @param {number} i
     */
    show(state, i) {
      const { params, boundary } = state.run.machines[i];
      const layer = params?.[0];
      // Between a change of the machine and the next frame the diagram is that of before.
      if (layer && layer.shape.join() !== `1,${inputs.length}`) return;
      const values = layer ? [...layer.W, ...layer.b] : [];
      outputs.forEach(({ output }, k) => {
        const value = values[k];
        setText(output, value === undefined ? "–" : significant(value));
        if (value === undefined) delete output.dataset.value;
        else output.dataset.value = String(value);
      });
      setText(own, boundary ? equation(boundary) : t("machine.no-line"));
      const line = trueLine(state);
      realName.hidden = !line;
      real.hidden = !line;
      setText(real, line ? equation(line) : "–");
    },

    /** @param {import("../protocol.js").Picture | null} surface */
    paint: (surface) => paintAnswer(answer, surface, 0),
  };
}
