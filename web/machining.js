/** What a person does to the machines: settings, layers, features, weights, a second machine. */

import { remembered } from "./run.js";
import { restarted } from "./state.js";

/**
 * @typedef {import("./protocol.js").Machine} Machine
 * @typedef {import("./protocol.js").Layer} Layer
 */

/** @param {import("./state.js").Store} store */
export function createMachining(store) {
  /** @param {Partial<import("./state.js").State>} changes */
  function change(changes) {
    const before = store.get();
    const state = { ...before, ...changes };
    const earlier = remembered(before.earlier, before.run, titleOf(before));
    store.update({ ...changes, earlier, ...restarted(state) });
  }

  /**
   * @param {number} i
   * @param {Partial<Machine>} changes
   */
  function changeMachine(i, changes) {
    const { machines } = store.get();
    change({
      machines: machines.map((machine, k) => (k === i ? { ...machine, ...changes } : machine)),
    });
  }

  return {
    /**
     * Weights set by hand hold only as long as the shape of the machine is theirs.
     *
     * @param {number} i
     * @param {Partial<Machine>} changes
     */
    setMachine(i, changes) {
      const reshaped = "hidden" in changes || "features" in changes || "initial_weights" in changes;
      changeMachine(i, reshaped ? { ...changes, start: null } : changes);
    },

    /**
     * Begin from these weights.
     *
     * @param {number} i
     * @param {Layer[]} start
     */
    setWeights(i, start) {
      changeMachine(i, { start });
    },

    /** @param {Machine[]} machines  One, or two side by side. */
    setMachines(machines) {
      change({ machines, focus: 0 });
    },

    /** @param {Partial<import("./state.js").Schedule>} changes */
    setSchedule(changes) {
      store.update({ schedule: { ...store.get().schedule, ...changes } });
    },

    /** @param {Partial<import("./protocol.js").Testing>} changes */
    setTesting(changes) {
      change({ testing: { ...store.get().testing, ...changes } });
    },

    reset() {
      const { machines, run } = store.get();
      const begun = machines.map((machine) => ({ ...machine, start: null }));
      change({ machines: begun, run: { ...run, mode: "idle" } });
    },
  };
}

/** @param {import("./state.js").State} state */
function titleOf({ machines }) {
  return machines
    .map(({ hidden, optimizer, learning_rate }) =>
      [["2", ...hidden, "1"].join("-"), optimizer, learning_rate].join(" "),
    )
    .join(" / ");
}
