/** What stands in a diagram: input switches, neurons, and the buttons of the layers. */

import described from "described";
import { t } from "../language.js";
import { h } from "./dom.js";
import { paint, rangeOf } from "./diagram_pictures.js";

/**
 * @typedef {import("./diagram_layout.js").Place} Place
 * @typedef {import("./diagram_layout.js").Layout} Layout
 */

/**
 * Put an element where its middle is to be.
 *
 * @template {HTMLElement} Element
 * @param {Element} element
 * @param {Place} place
 */
export function placed(element, { x, y }) {
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
  return element;
}

/**
 * The switches of the inputs, each with what it sees.
 *
 * @param {Layout} layout
 * @param {import("../protocol.js").Described["features"]} inputs
 * @param {boolean[]} on
 * @param {(name: string) => void} toggle
 */
export function makeInputs(layout, inputs, on, toggle) {
  const last = on.filter(Boolean).length === 1;
  return inputs.map(({ name, title, picture }, j) => {
    const canvas = h("canvas", { "aria-hidden": "true" });
    paint(canvas, picture.data, picture.shape[1], rangeOf("", picture.data));
    const button = h(
      "button",
      {
        type: "button",
        class: "input",
        "aria-pressed": String(on[j]),
        "aria-disabled": on[j] && last ? "true" : null,
        "data-key": `input ${name}`,
        "data-control": "features",
        on: { click: () => toggle(name) },
      },
      h("span", {}, title),
      canvas,
    );
    if (on[j] && last) button.title = t("machine.last-input");
    button.style.width = `${layout.input}px`;
    button.style.height = `${layout.row - 3}px`;
    return placed(button, { x: 0, y: layout.inputs[j].y - (layout.row - 3) / 2 });
  });
}

/**
 * A neuron as a button with a picture.
 *
 * @param {Place} place
 * @param {number} half
 * @param {string} name
 * @param {string} key
 * @param {() => void} click
 */
export function makeNeuron(place, half, name, key, click) {
  const canvas = h("canvas", { "aria-hidden": "true", width: 1, height: 1 });
  const button = h(
    "button",
    {
      type: "button",
      class: "neuron",
      "aria-label": name,
      "aria-pressed": "false",
      "data-key": key,
      on: { click },
    },
    canvas,
  );
  button.style.width = `${2 * half}px`;
  button.style.height = `${2 * half}px`;
  return { button: placed(button, { x: place.x - half, y: place.y - half }), canvas };
}

/**
 * The buttons above the layers: neurons more and fewer, layers come and go.
 *
 * @param {Layout} layout
 * @param {readonly number[]} hidden
 * @param {(hidden: number[]) => void} setHidden
 */
export function makeLayerButtons(layout, hidden, setHidden) {
  const { hidden_layers, neurons } = described.limits;
  /**
   * @param {string} sign
   * @param {string} name
   * @param {string} key
   * @param {Place} place
   * @param {boolean} possible
   * @param {number[]} after
   */
  const button = (sign, name, key, place, possible, after) => {
    const made = h(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": name,
        "aria-disabled": possible ? null : "true",
        "data-key": key,
        "data-control": "layers",
        on: { click: () => possible && setHidden(after) },
      },
      sign,
    );
    made.title = name;
    made.style.height = `${layout.button}px`;
    made.style.minWidth = `${layout.button}px`;
    return placed(made, place);
  };
  const [upper, lower] = layout.heads;
  const adds = layout.gaps.map((x, k) => {
    const name = hidden.length === 0 ? "machine.add-layer" : "machine.add-layer-at";
    const after = [...hidden.slice(0, k), NEW_LAYER, ...hidden.slice(k)];
    return button(
      hidden.length === 0 ? `+ ${t("machine.add-layer")}` : "+",
      t(name, { n: k + 1 }),
      `add ${k}`,
      { x, y: upper },
      hidden.length < hidden_layers,
      after,
    );
  });
  const changes = hidden.flatMap((n, k) => {
    const { x } = layout.layers[k][0];
    const side = layout.button / 2 + 1;
    const at = (/** @type {number} */ value) => hidden.map((old, i) => (i === k ? value : old));
    const without = hidden.filter((_, i) => i !== k);
    const values = { n: k + 1 };
    return [
      button("×", t("machine.remove-layer", values), `x ${k}`, { x, y: upper }, true, without),
      button(
        "−",
        t("machine.remove-neuron", values),
        `- ${k}`,
        { x: x - side, y: lower },
        true,
        n > 1 ? at(n - 1) : without,
      ),
      button(
        "+",
        t("machine.add-neuron", values),
        `+ ${k}`,
        { x: x + side, y: lower },
        n < neurons,
        at(n + 1),
      ),
    ];
  });
  return [...adds, ...changes];
}

/** How many neurons a layer has that has just come. */
const NEW_LAYER = 4;
