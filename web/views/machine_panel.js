/** The machine: what it is made of, its weights, and how it learns. */

import described from "described";
import { isPlainNeuron } from "../state.js";
import { h } from "./dom.js";
import { menu, numberField, reading } from "./fields.js";
import { significant } from "./format.js";

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../machining.js").createMachining>} machining
 */
export function createMachinePanel(root, store, machining) {
  /**
   * @param {string} words
   * @param {"initial_weights" | "optimizer" | "activation"} name
   * @param {import("../protocol.js").Choice[]} choices
   */
  const choice = (words, name, choices) =>
    menu(
      words,
      name,
      choices.map((item) => new Option(item.title, item.name)),
      (value) => machining.setMachine(store.get().focus, { [name]: value }),
    );
  const rate = numberField("machine.learning-rate", { id: "learning-rate", min: 0 }, (value) =>
    machining.setMachine(store.get().focus, { learning_rate: value }),
  );
  const menus = {
    initial_weights: choice(
      "machine.initial-weights",
      "initial_weights",
      described.initial_weights,
    ),
    optimizer: choice("machine.optimizer", "optimizer", described.optimizers),
    activation: choice("machine.activation", "activation", described.activations),
  };
  const weights = ["w1", "w2", "b"].map((name) => reading(name, name, significant));
  const neuron = h("div", { class: "readings" }, ...weights.map((item) => item.root));
  root.append(
    h("h2", { words: "machine.title" }),
    neuron,
    rate.root,
    ...Object.values(menus).map((item) => item.root),
  );

  store.subscribe(({ machines, run, focus, points }) => {
    const machine = machines[focus];
    rate.show(machine.learning_rate);
    for (const [name, item] of Object.entries(menus)) {
      item.show(machine[/** @type {keyof typeof menus} */ (name)]);
    }
    const plain = isPlainNeuron(machine, points);
    neuron.hidden = !plain;
    const layer = plain ? run.machines[focus].params?.[0] : null;
    const [w1, w2] = layer ? Array.from(layer.W) : [null, null];
    weights[0].show(w1);
    weights[1].show(w2);
    weights[2].show(layer ? Array.from(layer.b)[0] : null);
  });
}
