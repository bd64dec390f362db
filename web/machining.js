/** What a person does to the machines: settings, layers, features, weights, a second machine. */

import { remembered } from "./run.js";
import { restarted } from "./state.js";

/**
 * @typedef {import("./protocol.js").Machine} Machine
 * @typedef {import("./protocol.js").Layer} Layer
 * @typedef {import("./state.js").State} State
 */

/** What suits hidden layers, where zeros would keep their neurons alike. */
const RANDOM = "xavier";

/** @param {import("./state.js").Store} store */
export function createMachining(store) {
  /** The machines whose initial weights were not chosen, but came with the first hidden layer. */
  let switched = [false, false];
  /** @type {string | null} */
  let pair = null;

  /** @param {Partial<State>} changes */
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
    pair = null;
    const { machines, show } = store.get();
    change({
      machines: machines.map((machine, k) => (k === i ? { ...machine, ...changes } : machine)),
      ...("hidden" in changes && { show: withoutNeuron(show, i) }),
    });
  }

  /**
   * Weights set by hand hold only as long as the shape of the machine is theirs.
   *
   * @param {number} i
   * @param {Partial<Machine>} changes
   */
  function setMachine(i, changes) {
    const reshaped = "hidden" in changes || "features" in changes || "initial_weights" in changes;
    if ("initial_weights" in changes) switched[i] = false;
    changeMachine(i, reshaped ? { ...changes, start: null } : changes);
  }

  /**
   * Begin from these weights.
   *
   * @param {number} i
   * @param {Layer[]} start
   */
  function setWeights(i, start) {
    changeMachine(i, { start });
  }

  return {
    setMachine,
    setWeights,

    /**
     * Other hidden layers. With the first one the weights start at random, if they started from
     * zeros, and the last one takes that away again.
     *
     * @param {number} i
     * @param {number[]} hidden
     */
    setHidden(i, hidden) {
      const machine = store.get().machines[i];
      /** @type {Partial<Machine>} */
      const changes = { hidden, start: null };
      const first = machine.hidden.length === 0 && hidden.length > 0;
      if (first && machine.optimizer === "newton") changes.optimizer = "gradient_descent";
      if (first && machine.initial_weights === "zeros") {
        switched[i] = true;
        changes.initial_weights = RANDOM;
      } else if (hidden.length === 0 && switched[i]) {
        switched[i] = false;
        changes.initial_weights = "zeros";
      }
      changeMachine(i, changes);
    },

    /**
     * Whether the initial weights came with the first hidden layer.
     *
     * @param {number} i
     */
    wasSwitched: (i) => switched[i],

    /**
     * Switch an input on or off; the last one stays on.
     *
     * @param {number} i
     * @param {string} name
     */
    toggleFeature(i, name) {
      const { features } = store.get().machines[i];
      const without = features.filter((other) => other !== name);
      const next = without.length < features.length ? without : [...features, name];
      if (next.length > 0) setMachine(i, { features: next });
    },

    /**
     * Change one number; all others stay as they are now, and all begin from there.
     *
     * @param {number} i
     * @param {number} layer
     * @param {"W" | "b"} part
     * @param {number} index
     * @param {number} value
     */
    setWeight(i, layer, part, index, value) {
      const { params } = store.get().run.machines[i];
      if (!params) return;
      setWeights(
        i,
        params.map(({ W, shape, b }, k) => {
          const numbers = { W: [...W], b: [...b] };
          if (k === layer) numbers[part][index] = value;
          return { ...numbers, shape };
        }),
      );
    },

    /**
     * Show what a neuron answers on the plane; chosen again, or null, the probability is back.
     *
     * @param {number} i
     * @param {[number, number] | null} neuron  Its layer and its place there.
     */
    showNeuron(i, neuron) {
      const { show } = store.get();
      const now = show.surface === "neuron" ? show.neurons[i] : null;
      const again = now && neuron && now.join() === neuron.join();
      const chosen = again ? null : neuron;
      const neurons = show.neurons.map((other, k) => (k === i ? chosen : other));
      const some = neurons.some((other) => other !== null);
      const back = show.surface === "neuron" ? "probability" : show.surface;
      store.update({ show: { ...show, neurons, surface: some ? "neuron" : back } });
    },

    /**
     * One machine, or two side by side: the second begins as a copy of the first.
     *
     * @param {boolean} two
     */
    setSideBySide(two) {
      const { machines, show } = store.get();
      if (two === machines.length > 1) return;
      pair = null;
      const [first] = machines;
      switched = [switched[0], switched[0]];
      change({
        machines: two ? [first, { ...first }] : [first],
        focus: two ? 1 : 0,
        show: withoutNeuron(show, 1),
      });
    },

    /** @param {number} focus  Which machine the settings are about. */
    setFocus(focus) {
      if (store.get().focus !== focus) store.update({ focus });
    },

    /**
     * Take over machines and all that belongs to them, and stand at their start.
     *
     * @param {object} scene
     * @param {Machine[]} scene.machines  One, or two side by side.
     * @param {Partial<import("./state.js").Schedule>} scene.schedule
     * @param {import("./protocol.js").Testing} [scene.testing]
     * @param {string | null} [name]  Of the pair, where it is one of those that are ready-made.
     */
    load({ machines, schedule, testing }, name = null) {
      const state = store.get();
      pair = name;
      switched = [false, false];
      change({
        machines,
        focus: 0,
        schedule: { ...state.schedule, stop_cost: null, stop_change: null, ...schedule },
        testing: testing ?? state.testing,
        show: { ...state.show, surface: "probability", neurons: [null, null] },
        run: { ...state.run, mode: "idle" },
      });
    },

    /** The name of the ready-made pair, as long as nothing was changed in it. */
    pair: () => pair,

    /** @param {Machine[]} machines  One, or two side by side. */
    setMachines(machines) {
      pair = null;
      change({ machines, focus: 0 });
    },

    /**
     * What is under way goes on by the new schedule.
     *
     * @param {Partial<import("./state.js").Schedule>} changes
     */
    setSchedule(changes) {
      const state = store.get();
      const schedule = { ...state.schedule, ...changes };
      const training = state.run.mode === "train" && !state.run.hurry;
      const goal = schedule.n_iterations ?? 0;
      if (training && "n_iterations" in changes) {
        store.update({ schedule, run: { ...state.run, goal } });
      } else {
        store.update({ schedule });
      }
    },

    /** @param {Partial<import("./protocol.js").Testing>} changes */
    setTesting(changes) {
      change({ testing: { ...store.get().testing, ...changes } });
    },

    /** Back to the start; at the start, weights set by hand are given up for the initial ones. */
    reset() {
      const { machines, run } = store.get();
      const begun =
        run.iteration > 0 ? machines : machines.map((machine) => ({ ...machine, start: null }));
      change({ machines: begun, run: { ...run, mode: "idle" } });
    },
  };
}

/**
 * @param {import("./state.js").Show} show
 * @param {number} i
 * @returns {import("./state.js").Show}
 */
function withoutNeuron(show, i) {
  const neurons = show.neurons.map((neuron, k) => (k === i ? null : neuron));
  const gone = show.surface === "neuron" && neurons.every((neuron) => neuron === null);
  return { ...show, neurons, surface: gone ? "probability" : show.surface };
}

/** @param {State} state */
function titleOf({ machines }) {
  return machines
    .map(({ features, hidden, optimizer, learning_rate }) =>
      [[features.length, ...hidden, 1].join("-"), optimizer, learning_rate].join(" "),
    )
    .join(" / ");
}
