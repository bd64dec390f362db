/** A training, from its start until something it depends on changes: pure functions. */

/**
 * @typedef {import("./protocol.js").MachineSnapshot} MachineSnapshot
 * @typedef {import("./protocol.js").Layer} Layer
 *
 * @typedef {object} Curve
 * @property {number[]} iteration
 * @property {number[]} cost
 *
 * @typedef {object} Own  What the page gathers from a machine's snapshots.
 * @property {Layer[] | null} params  Null until Python has drawn the first ones.
 * @property {Curve} curve  The costs.
 * @property {Curve} test_curve  The costs of the test, at the snapshots.
 * @property {{iteration: number[], params: number[][]}} path  All parameters, at the snapshots.
 *
 * @typedef {Omit<MachineSnapshot, "params" | "history"> & Own} MachineRun
 *
 * @typedef {object} Run
 * @property {number} epoch  Goes up with each change; results of an older epoch are dropped.
 * @property {"idle" | "train" | "step" | "pausing"} mode
 * @property {boolean} hurry  It goes at full speed, to come back to where it was.
 * @property {number} goal  The iteration at which it stops.
 * @property {number} iteration
 * @property {"cost" | "change" | null} stopped  Which rule stopped it before its goal.
 * @property {{k: number, of: number} | null} replay  How far a repetition of what was done is.
 * @property {import("./points.js").Box | null} window  The part of the plane on the pictures.
 * @property {MachineRun[]} machines
 *
 * @typedef {object} Earlier  A run that is over.
 * @property {Curve[]} curves  One for each machine.
 * @property {string} title
 */

const MOST_HISTORY = 4000;
const MOST_EARLIER = 5;

/**
 * @param {number} epoch
 * @param {readonly import("./protocol.js").Machine[]} machines
 * @returns {Run}
 */
export function freshRun(epoch, machines) {
  return {
    epoch,
    mode: "idle",
    hurry: false,
    goal: 0,
    iteration: 0,
    stopped: null,
    replay: null,
    window: null,
    machines: machines.map(freshMachine),
  };
}

/**
 * @param {import("./protocol.js").Machine} machine
 * @returns {MachineRun}
 */
function freshMachine(machine) {
  const params = startOf(machine);
  return {
    params,
    cost: null,
    accuracy: null,
    test_cost: null,
    test_accuracy: null,
    confusion: null,
    boundary: null,
    surface: null,
    neurons: null,
    shown: null,
    answers: null,
    spread: [],
    advice: null,
    engine: null,
    curve: { iteration: [], cost: [] },
    test_curve: { iteration: [], cost: [] },
    // The first snapshot of a training may be of a later iteration.
    path: params ? { iteration: [0], params: [flat(params)] } : { iteration: [], params: [] },
  };
}

/**
 * Where a machine begins, as far as it takes no Python to tell: set by hand, or zeros for a neuron.
 *
 * @param {import("./protocol.js").Machine} machine
 * @returns {Layer[] | null}
 */
function startOf({ start, initial_weights, hidden, features }) {
  if (start) return start;
  if (initial_weights !== "zeros" || hidden.length > 0) return null;
  return [{ W: features.map(() => 0), shape: [1, features.length], b: [0] }];
}

/**
 * The run after a snapshot.
 *
 * @param {Run} run
 * @param {import("./protocol.js").Snapshot} snapshot
 * @param {import("./points.js").Box} window  The part of the plane that it was to show.
 * @returns {Run}
 */
export function advance(run, { iteration, stopped, machines }, window) {
  return {
    ...run,
    iteration,
    // Another look at the same place does not know why the training stopped there.
    stopped: stopped ?? (iteration === run.iteration ? run.stopped : null),
    replay: null,
    window,
    machines: run.machines.map((before, i) => advanceMachine(before, machines[i], iteration)),
  };
}

/**
 * @param {MachineRun} before
 * @param {MachineSnapshot} snapshot
 * @param {number} now
 * @returns {MachineRun}
 */
function advanceMachine(before, { history, ...snapshot }, now) {
  const first = now - history.length + 1;
  const seen = before.curve.iteration.at(-1) ?? -1;
  // A training that goes on begins with the cost at which it was paused.
  const costs = Array.from(history.slice(Math.max(0, seen + 1 - first)));
  const iterations = costs.map((_, i) => now - costs.length + 1 + i);
  const { test_curve, path } = before;
  const moved = path.iteration.at(-1) !== now;
  return {
    ...snapshot,
    advice: snapshot.advice ?? before.advice,
    curve: thinned(before.curve.iteration.concat(iterations), before.curve.cost.concat(costs)),
    test_curve:
      snapshot.test_cost === null || test_curve.iteration.at(-1) === now
        ? test_curve
        : thinned([...test_curve.iteration, now], [...test_curve.cost, snapshot.test_cost]),
    path: moved
      ? pathThinned([...path.iteration, now], [...path.params, flat(snapshot.params)])
      : path,
  };
}

/**
 * All parameters in a row: each layer's weights, then its biases.
 *
 * @param {Layer[]} params
 */
export function flat(params) {
  return params.flatMap(({ W, b }) => [...W, ...b]);
}

/**
 * A curve without every other value, once it has more than a screen can show.
 *
 * @param {number[]} iteration
 * @param {number[]} cost
 * @returns {Curve}
 */
function thinned(iteration, cost) {
  if (iteration.length <= MOST_HISTORY) return { iteration, cost };
  return { iteration: everyOther(iteration), cost: everyOther(cost) };
}

/**
 * @param {number[]} iteration
 * @param {number[][]} params
 */
function pathThinned(iteration, params) {
  if (iteration.length <= MOST_HISTORY / 8) return { iteration, params };
  return { iteration: everyOther(iteration), params: everyOther(params) };
}

/**
 * @template Item
 * @param {Item[]} items
 */
function everyOther(items) {
  return items.filter((_, i) => i % 2 === 0 || i === items.length - 1);
}

/**
 * The earlier runs with this one among them, if it has gone far enough to be worth comparing.
 *
 * @param {readonly Earlier[]} earlier
 * @param {Run} run
 * @param {string} title  What distinguishes it.
 */
export function remembered(earlier, run, title) {
  if (run.iteration < 10) return earlier;
  return [...earlier, { curves: run.machines.map(({ curve }) => curve), title }].slice(
    -MOST_EARLIER,
  );
}
