/** The ready-made scenes, each a button with a tiny picture. */

import { EXAMPLES } from "../examples.js";
import { datasetNamed } from "../state.js";
import { h, s } from "./dom.js";

const SIDE = 28;
/** So many points are enough to tell a data set by. */
const POINTS = 60;
/** What is not told by the points: two costs that part, and one that jumps. */
const CURVES = {
  overfitting: ["M2 5C6 22 12 25 26 26", "M2 7C7 20 12 20 26 8"],
  "rate-too-high": ["M2 20L7 4L11 24L16 6L20 22L26 9"],
};

/**
 * @param {HTMLElement} root
 * @param {{loadExample: (example: import("../examples.js").Example) => void}} actions
 */
export function createExamples(root, { loadExample }) {
  root.append(
    h("h2", { words: "machine.examples" }),
    h(
      "div",
      { class: "examples", role: "group", label: "machine.examples" },
      ...EXAMPLES.map((example) =>
        h(
          "button",
          { type: "button", on: { click: () => loadExample(example) } },
          /** @type {any} */ (pictureOf(example)),
          h("span", { words: `machine.example-${example.name}` }),
        ),
      ),
    ),
  );
}

/** @param {import("../examples.js").Example} example */
function pictureOf({ name, dataset }) {
  const frame = { viewBox: `0 0 ${SIDE} ${SIDE}`, width: SIDE, height: SIDE, "aria-hidden": true };
  if (name in CURVES) {
    const curves = CURVES[/** @type {keyof typeof CURVES} */ (name)];
    return s("svg", frame, ...curves.map((d, k) => s("path", { d, class: `curve curve-${k}` })));
  }
  const { x, y, label } = datasetNamed(dataset).points;
  const scale = SIDE / 21;
  const marks = Array.from({ length: Math.min(POINTS, x.length) }, (_, i) =>
    s("circle", {
      cx: (SIDE / 2 + x[i] * scale).toFixed(1),
      cy: (SIDE / 2 - y[i] * scale).toFixed(1),
      r: 1.3,
      class: `is-${label[i]}`,
    }),
  );
  return s("svg", frame, ...marks);
}
