/** The page of tables: who survived the Titanic, or a table of one's own, learned by a neuron. */

import { createStore } from "../store.js";
import { h } from "../views/dom.js";
import { createTables } from "./titanic_effects.js";
import { tableSubject } from "./titanic_how.js";
import { createTableNeuron } from "./titanic_neuron.js";
import { createPersonPanel } from "./titanic_person.js";
import { firstState, restoredFrom, savedOf } from "./titanic_state.js";
import { createTablePanel } from "./titanic_table.js";

/**
 * @param {HTMLElement} root
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 * @param {import("./how.js").How} how
 */
export function createTitanicPage(root, client, shared, how) {
  const store = createStore(firstState());
  const actions = createTables(store, client, shared);
  const lead = how.of(tableSubject(store), store);
  const table = h("section", { class: "panel", "aria-labelledby": "table-name" });
  const neuron = h("div", { class: "neuron" });
  const person = h("section", { class: "panel" });
  root.append(table, neuron, person);
  createTablePanel(root, table, store, actions);
  createTableNeuron(neuron, store, actions, lead);
  createPersonPanel(person, store, actions, lead);
  shared.subscribe(({ language, page }, before) => {
    if (language !== before.language) store.update({});
    if (page === "titanic") actions.open();
    else if (before.page === "titanic") actions.halt();
  });
  return {
    saved: () => savedOf(store.get()),
    /** @param {unknown} value */
    restore(value) {
      actions.halt();
      store.update({ ...firstState(), ...restoredFrom(value) });
      actions.restored();
    },
    subscribe: store.subscribe,
    openText: actions.openText,
  };
}
