/** What of a table's neuron can be taken apart, and what leads there. */

import { t } from "../language.js";
import { featureName } from "./titanic_names.js";
import { chosenOf, featuresOf } from "./titanic_state.js";

/** What the fast engine does; what is read from the answers is computed as it is shown. */
const TRAINING = ["slope", "gradient", "update"];

/**
 * @param {import("./titanic_state.js").TableStore} store
 * @returns {import("./how.js").Subject}
 */
export function tableSubject(store) {
  return {
    page: "titanic",
    method: "table_explain",
    about() {
      const { prepared, neuron, person, settings } = store.get();
      return [prepared, neuron, person, settings.learning_rate];
    },
    busy() {
      const { prepared, training } = store.get();
      return prepared === null || training.mode !== "idle";
    },
    args({ point, parameter = null }) {
      const state = store.get();
      const { w, b } = state.neuron;
      const values = point === undefined ? null : state.person;
      const { learning_rate } = state.settings;
      return { ...chosenOf(state), w, b, values, parameter, learning_rate };
    },
    manner() {
      const state = store.get();
      const names = featuresOf(state.prepared?.inputs ?? []).map((one) => featureName(state, one));
      return { shapes: false, own: [], names: { x: names, w: names, own: names, term: names } };
    },
    notes({ earlier }, stage) {
      const begun = store.get().training.iteration > 0;
      const lines = earlier ? [t(begun ? "glass.lead" : "glass.lead-start")] : [];
      if (!TRAINING.includes(stage)) return lines;
      return [...lines, t("glass.engine", { fast: "fused.py", file: "neuron.py" })];
    },
  };
}
