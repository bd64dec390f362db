/** A machine as a diagram: read its weights, change them, add and take away layers and neurons. */

import described from "described";
import { t } from "../language.js";
import { isPlainNeuron, nClasses } from "../state.js";
import { makeEdges, showWeights, spoken, valueOf } from "./diagram_edges.js";
import { layoutOf } from "./diagram_layout.js";
import { makeInputs, makeLayerButtons, makeNeuron, placed } from "./diagram_nodes.js";
import { paint, paintAnswer, rangeOf } from "./diagram_pictures.js";
import { createPopover } from "./diagram_popover.js";
import { wantedParameter } from "./glass_links.js";
import { makeSingle } from "./diagram_single.js";
import { neuronName, sumOf, weightName } from "./diagram_words.js";
import { numberOf } from "./parameters.js";
import { onSchemeChange } from "./canvas.js";
import { h, s, setText } from "./dom.js";
import { seldom } from "./seldom.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("./diagram_edges.js").Item} Item
 */

const coarse = matchMedia("(pointer: coarse)");
const low = matchMedia("(max-height: 52.99rem)");

/**
 * @param {number} i  Which machine.
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../machining.js").createMachining>} machining
 * @param {(wanted: import("../glass.js").Wanted) => void} lead
 */
export function createDiagram(i, store, machining, lead) {
  const letter = i === 0 ? "" : "B";
  const scene = h("div", { class: "diagram-scene" });
  const scroll = h("div", { class: "diagram-scroll" }, scene);
  const reading = h("p", { class: "soft diagram-reading" });
  const root = h("div", { class: "diagram", role: "group" }, scroll, reading);
  const popover = createPopover(root);
  /** @type {Item[]} */
  let items = [];
  /** @type {{button: HTMLButtonElement, canvas: HTMLCanvasElement, layer: number, index: number}[]} */
  let neurons = [];
  /** @type {ReturnType<typeof makeSingle> | null} */
  let single = null;
  let built = "";
  let expanded = false;
  let width = 0;
  /** @type {(() => string) | null} */
  let pointed = null;
  /** @type {import("../run.js").MachineRun | null} */
  let painted = null;

  const machine = () => store.get().machines[i];
  const params = () => store.get().run.machines[i]?.params ?? null;

  function build() {
    const state = store.get();
    const { features, hidden } = machine();
    const three = nClasses(state.points) === 3;
    const plain = isPlainNeuron(machine(), state.points);
    const room = Math.max(260, width);
    const all = expanded || state.machines.length === 1;
    const size = coarse.matches ? "coarse" : low.matches ? "low" : "fine";
    const key = JSON.stringify([features, hidden, three, plain, room, size, all, state.language]);
    if (key === built) return;
    built = key;
    painted = null;
    const held = document.activeElement;
    const focus = held && scene.contains(held) ? held.getAttribute("data-key") : null;
    popover.close(false);

    const inputs = described.features.filter(({ name }) => all || features.includes(name));
    const on = inputs.map(({ name }) => features.includes(name));
    const used = on.flatMap((value, j) => (value ? [j] : []));
    const n_outputs = three ? 3 : 1;
    const titles = inputs.map(({ title }) => title);
    const layout = layoutOf({ titles, on, hidden, n_outputs }, room, size);
    const shape = { inputs: used.map((j) => inputs[j].title), hidden, n_outputs };
    items = makeEdges(layout, used, (...place) => weightName(shape, ...place));
    items.forEach((item, k) => listen(item, k));
    if (items[0]) items[0].element.setAttribute("tabindex", "0");
    single = null;
    if (hidden.length === 0 && !three) single = makeSingle(layout, used, letter, plain, edit);
    neurons = (single ? [] : layout.layers).flatMap((places, layer) =>
      places.map((place, index) => {
        const name = neuronName(shape, layer, index, true);
        const made = makeNeuron(place, layout.halves[layer], name, `neuron ${layer} ${index}`, () =>
          machining.showNeuron(i, layer < hidden.length || three ? [layer, index] : null),
        );
        point(made.button, () => sumOf(machine(), params(), layer, index));
        return { ...made, layer, index };
      }),
    );
    const edges = s(
      "g",
      { role: "group", "aria-label": t("machine.weights") },
      ...items.map(({ element }) => element),
    );
    const svg = s("svg", { width: layout.width, height: layout.height }, edges);
    if (single) svg.prepend(single.arrow);
    scene.style.width = `${layout.width}px`;
    scene.style.height = `${layout.height}px`;
    const caption = h("span", { class: "caption" }, t("machine.inputs"));
    const output = h("span", { class: "caption last" }, t("machine.output"));
    output.style.top = `${layout.heads[1]}px`;
    const more = h(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": t("machine.all-inputs"),
        "aria-expanded": String(expanded),
        "data-key": "more",
        "data-control": "features",
        on: { click: expand },
      },
      "…",
    );
    scene.replaceChildren(
      placed(caption, { x: 0, y: layout.heads[1] }),
      ...(single ? [] : [output]),
      ...(state.machines.length > 1 ? [placed(more, { x: 78, y: layout.heads[1] })] : []),
      ...makeInputs(layout, inputs, on, (name) => machining.toggleFeature(i, name)),
      ...makeLayerButtons(layout, hidden, (next) => machining.setHidden(i, next)),
      svg,
      ...neurons.map(({ button }) => button),
      ...(single?.elements ?? []),
    );
    if (focus) findKey(focus)?.focus();
    pointed = null;
  }

  /** Two diagrams have room for the inputs in use; one may be asked to show all. */
  function expand() {
    expanded = !expanded;
    draw();
  }

  /** @param {string} key */
  function findKey(key) {
    return /** @type {HTMLElement | null} */ (
      scene.querySelector(`[data-key="${CSS.escape(key)}"]`) ??
        scene.querySelector('[data-key^="add"]')
    );
  }

  /**
   * Say under the diagram what the pointer or the focus is on.
   *
   * @param {Element} element
   * @param {() => string} say
   */
  function point(element, say) {
    for (const event of ["pointerenter", "focus"]) {
      element.addEventListener(event, () => {
        pointed = say;
        draw();
      });
    }
    for (const event of ["pointerleave", "blur"]) {
      element.addEventListener(event, () => {
        if (pointed !== say) return;
        pointed = null;
        draw();
      });
    }
  }

  /**
   * @param {Item} item
   * @param {number} k
   */
  function listen(item, k) {
    const { element } = item;
    point(element, () => spoken(item, params()));
    element.addEventListener("focus", () => {
      for (const other of items) other.element.setAttribute("tabindex", "-1");
      element.setAttribute("tabindex", "0");
      element.setAttribute("aria-label", spoken(item, params()));
    });
    element.addEventListener("click", () => edit(k));
    element.addEventListener("keydown", (event) => {
      const last = items.length - 1;
      const goal = /** @type {Record<string, number>} */ ({
        ArrowDown: Math.min(last, k + 1),
        ArrowRight: Math.min(last, k + 1),
        ArrowUp: Math.max(0, k - 1),
        ArrowLeft: Math.max(0, k - 1),
        Home: 0,
        End: last,
      })[event.key];
      if (goal !== undefined) items[goal].element.focus();
      else if (event.key === "Enter" || event.key === " ") edit(k);
      else return;
      event.preventDefault();
    });
  }

  /** @param {number} k */
  function edit(k) {
    const item = items[k];
    const value = item && valueOf(item, params());
    if (!item || value === null) return;
    const { layer, part, index } = item;
    const { hidden } = machine();
    const picture = part === "b" && layer < hidden.length;
    popover.open({
      title: item.name,
      label: part === "b" ? "machine.bias" : "machine.weight",
      value,
      text: part === "b" ? sumOf(machine(), params(), layer, index) : "",
      set: (next) => machining.setWeight(i, layer, part, index, next),
      show: picture ? () => machining.showNeuron(i, [layer, index]) : null,
      lead() {
        popover.close();
        machining.setFocus(i);
        lead(wantedParameter(numberOf(params(), layer, part, index)));
      },
      place: { x: item.place.x - scroll.scrollLeft, y: item.place.y },
      back: () => item.element.focus(),
    });
  }

  function drawNow() {
    const state = store.get();
    const run = state.run.machines[i];
    if (!run || state.page !== "studio" || width === 0) return;
    build();
    const still = state.run.mode === "idle";
    const two = state.machines.length > 1;
    showWeights(items, run.params, still);
    root.setAttribute("aria-label", t("machine.diagram", { letter: two ? "AB"[i] : "" }).trim());
    single?.show(state, i);
    if (run !== painted) {
      painted = run;
      single?.paint(run.surface);
      paintNeurons(run);
    }
    const chosen = state.show.surface === "neuron" ? state.show.neurons[i] : null;
    for (const { button, layer, index } of neurons) {
      const pressed = chosen !== null && chosen[0] === layer && chosen[1] === index;
      button.setAttribute("aria-pressed", String(pressed));
    }
    setText(reading, pointed?.() ?? (two ? "" : t("machine.point-at")));
  }

  /** @param {import("../run.js").MachineRun} run */
  function paintNeurons(run) {
    const { activation, hidden } = machine();
    let from = 0;
    for (const { canvas, layer, index } of neurons) {
      if (layer === hidden.length) {
        paintAnswer(canvas, run.surface, index);
      } else if (run.neurons) {
        const [, rows, columns] = run.neurons.shape;
        const values = run.neurons.data.subarray(from, from + rows * columns);
        paint(canvas, values, columns, rangeOf(activation, values));
        from += rows * columns;
      } else {
        paint(canvas, [0], 1, [-1, 1]);
      }
    }
  }

  const draw = seldom(drawNow, () => store.get().run.mode !== "idle");
  new ResizeObserver(() => {
    width = scroll.clientWidth;
    draw();
  }).observe(scroll);
  low.addEventListener("change", draw);
  onSchemeChange(() => {
    built = "";
    draw();
  });
  store.subscribe((state) => {
    // Numbers at once, as all readings; what is drawn can wait for the frame.
    if (state.run.machines[i]) single?.show(state, i);
    draw();
  });
  return root;
}
