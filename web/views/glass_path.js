/** Which neuron of each layer a point is followed through. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";

/** @param {(layer: number, neuron: number) => void} follow */
export function createPath(follow) {
  const root = h("div", { class: "row path" });
  return {
    root,
    /** @param {import("../glass.js").Glass} glass */
    show({ explained, point }) {
      const path = point === null || !explained ? [] : explained.path;
      const sizes = explained ? sizesOf(explained) : [];
      if (root.children.length !== path.length) {
        root.replaceChildren(...path.map((_, layer) => field(layer, follow)));
      }
      root.hidden = path.length === 0;
      path.forEach((neuron, layer) => {
        const [label, input] = /** @type {[HTMLElement, HTMLInputElement]} */ (
          /** @type {unknown} */ ([...root.children[layer].children])
        );
        setText(label, t("glass.neuron", { layer: layer + 1 }));
        input.max = String(sizes[layer]);
        if (input.valueAsNumber !== neuron + 1) input.value = String(neuron + 1);
      });
    },
  };
}

/**
 * @param {number} layer
 * @param {(layer: number, neuron: number) => void} follow
 */
function field(layer, follow) {
  const id = `glass-neuron-${layer}`;
  const input = h("input", {
    id,
    type: "number",
    min: 1,
    step: 1,
    autocomplete: "off",
    on: {
      change() {
        const n = input.valueAsNumber;
        if (Number.isInteger(n) && n >= 1) follow(layer, Math.min(n, Number(input.max)) - 1);
      },
    },
  });
  return h("div", { class: "field" }, h("label", { for: id }), input);
}

/**
 * How many neurons each layer has.
 *
 * @param {import("../glass.js").Explained} explained
 */
function sizesOf({ stages }) {
  return stages
    .filter(({ name }) => name === "sum")
    .map(({ symbols }) => {
      const sign = symbols.find(({ id }) => id === "zl" || id === "Zl");
      return sign?.shape[0] ?? 1;
    });
}
