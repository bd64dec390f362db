/**
 * What of the state is kept, as a plain object: to it, and back from one that may be damaged.
 * No DOM, no storage.
 */

import described from "described";
import {
  WrongPart,
  atLeast,
  either,
  fields,
  like,
  list,
  number,
  oneOf,
  orNull,
  recordOf,
  text,
  textUpTo,
  whole,
} from "./checked.js";
import { MOST_TEXT, MOST_VERSIONS, freshCode, restoredCode, savedCode } from "./edited_code.js";
import { LANGUAGES } from "./language.js";
import { freshRun } from "./run.js";
import { DRAWN, fromColumns, toColumns } from "./scene.js";
import { firstPoints, initialState } from "./state.js";

/** Goes up when a scene of before could no longer be read as it is. */
export const VERSION = 1;
const TOOLS = ["1", "0", "2", "erase", "jitter", "magnet", "select", "pan"];

/** @typedef {ReturnType<typeof sceneOf>} Scene */
/** @typedef {import("./checked.js").Check} Check */

/** Points change seldom and a scene is made often: their columns are made once. */
const columns = new WeakMap();

/**
 * @param {import("./state.js").State} state
 * @param {Record<string, unknown>} [pages]  What the other pages keep, by their names.
 */
export function sceneOf(state, pages = {}) {
  const { points, run } = state;
  if (!columns.has(points)) columns.set(points, toColumns(points));
  const iteration = run.hurry ? run.goal : run.iteration;
  return {
    version: VERSION,
    ...pick(state),
    points: /** @type {import("./protocol.js").Points} */ (columns.get(points)),
    iteration,
    pages,
  };
}

/**
 * Whether a change of the state is one of what is kept.
 *
 * @param {import("./state.js").State} state
 * @param {import("./state.js").State} before
 */
export function isKept(state, before) {
  const names = /** @type {(keyof typeof state)[]} */ (Object.keys(sceneOf(state)));
  return (
    names.some((name) => state[name] !== before[name]) ||
    state.run.iteration !== before.run.iteration
  );
}

/** @param {import("./state.js").State} state */
function pick({ dataset, numbers, testing, machines, schedule, show, place, ...state }) {
  const { figure, page, hidden, language, tool, brush, focus, descent, code } = state;
  return {
    ...{ dataset, numbers, testing, machines: machines.map(plainMachine), schedule, show, place },
    ...{ figure, page, hidden, language, tool, brush, focus, descent: { over: descent.over } },
    code: savedCode(code),
  };
}

/**
 * Weights as plain lists of numbers, which JSON keeps too.
 *
 * @param {import("./protocol.js").Machine} machine
 */
function plainMachine({ start, ...machine }) {
  const layers = start?.map(({ W, shape, b }) => ({ W: [...W], shape, b: [...b] })) ?? null;
  return { ...machine, start: layers };
}

/**
 * The changes that bring a scene back. Where it had been trained, a training at full speed brings
 * the same weights back.
 *
 * @param {unknown} scene
 * @param {import("./state.js").State} state  The present one.
 * @returns {{changes: Partial<import("./state.js").State>, pages: Record<string, unknown>}}
 * @throws {WrongPart}
 */
export function stateFrom(scene, state) {
  const { version, points, iteration, pages, ...kept } = sceneCheck()(scene, "");
  // The points of a data set may be left out: they are made again.
  const missing = points === null || (kept.dataset !== DRAWN && points.x.length === 0);
  if (missing && (points || kept.dataset === DRAWN)) throw new WrongPart("points");
  const list = missing ? firstPoints(kept.dataset, kept.numbers) : fromColumns(points);
  const run = freshRun(state.run.epoch + 1, kept.machines);
  // Code that somebody wrote runs when it is asked for, not when it is opened.
  const trained = iteration > 0 && kept.code.used === null;
  if (trained) Object.assign(run, { mode: "train", hurry: true, goal: iteration });
  const { descent, show, focus, machines } = kept;
  return {
    changes: {
      ...initialState(),
      ...kept,
      points: list ?? [],
      making: list === null,
      run,
      code: restoredCode(kept.code, state.code),
      descent: { ...initialState().descent, ...descent },
      show: { ...show, neurons: show.neurons.map(inside(machines)) },
      focus: Math.min(focus, machines.length - 1),
      status: state.status,
    },
    pages,
  };
}

/**
 * A chosen neuron, as long as its machine has it.
 *
 * @param {import("./protocol.js").Machine[]} machines
 */
function inside(machines) {
  return (/** @type {[number, number] | null} */ neuron, /** @type {number} */ i) =>
    neuron && machines[i] && neuron[1] < [...machines[i].hidden, 3][neuron[0]] ? neuron : null;
}

/** What a scene has to look like. What it lacks is as at the beginning. */
function sceneCheck() {
  const initial = initialState();
  const { limits } = described;
  // Points have no default: without them a scene is none.
  const { points: _, ...model } = sceneOf(initial);
  const optimizers = [...names(described.optimizers), "newton"];
  const source = textUpTo(MOST_TEXT);
  const layer = fields({
    W: list(number, 64 * 64),
    shape: list(whole(1, 64), 2),
    b: list(number, 64),
  });
  const machine = like(
    { ...initial.machines[0], start: null },
    {
      features: list(oneOf(names(described.features)), 32),
      hidden: list(whole(1, limits.neurons), limits.hidden_layers),
      activation: oneOf(names(described.activations)),
      initial_weights: oneOf(names(described.initial_weights)),
      loss: oneOf(names(described.losses)),
      optimizer: oneOf(optimizers),
      engine: oneOf(["readable", "fast"]),
      start: orNull(fittingStart(layer)),
    },
  );
  const settings = (/** @type {any} */ value, /** @type {string} */ path) => {
    if (value === undefined) return undefined;
    return recordOf(either(number, text))(value, path);
  };
  return like(model, {
    version: thisVersion,
    dataset: oneOf([DRAWN, ...names(described.datasets)]),
    numbers: like(initial.numbers, { settings }),
    points: orNull(columnsOf(limits.n_points)),
    testing: like(initial.testing, { on: oneOf(["fresh", "held_out"]) }),
    machines: atLeast(1, list(fitting(machine), 2)),
    schedule: like(initial.schedule, {}),
    show: like(initial.show, {
      surface: oneOf(["probability", "confidence", "neuron"]),
      neurons: list(orNull(list(whole(0, 64), 2)), 2),
    }),
    iteration: whole(0, limits.n_iterations * 10),
    page: oneOf(["studio", "glass", "code", "exercises", "regression", "titanic", "timing"]),
    hidden: list(text, 64),
    code: like(savedCode(freshCode()), {
      draft: orNull(source),
      used: orNull(source),
      versions: list(fields({ n: whole(1, 1e6), when: number, text: source }), MOST_VERSIONS),
    }),
    language: oneOf(Object.keys(LANGUAGES)),
    tool: oneOf(TOOLS),
    focus: whole(0, 1),
    descent: fields({ over: list(whole(0, 1000), 2) }),
    pages: recordOf((value) => value),
  });
}

/** @type {Check} */
function thisVersion(value, path) {
  if (value !== VERSION) throw new WrongPart(path);
  return value;
}

/** @param {{name: string}[]} choices */
function names(choices) {
  return choices.map(({ name }) => name);
}

/**
 * @param {number} most
 * @returns {Check}
 */
function columnsOf(most) {
  const check = fields({
    x: list(number, most),
    y: list(number, most),
    label: list(whole(0, 2), most),
  });
  return (value, path) => {
    const points = check(value, path);
    if (points.x.length !== points.y.length || points.x.length !== points.label.length) {
      throw new WrongPart(path);
    }
    return points;
  };
}

/**
 * Layers whose weights are as many as their shapes say, each fed by the one before.
 *
 * @param {Check} layer
 * @returns {Check}
 */
function fittingStart(layer) {
  return (value, path) => {
    const layers = atLeast(1, list(layer, 8))(value, path);
    layers.forEach((/** @type {any} */ { W, shape, b }, /** @type {number} */ i) => {
      const fits =
        shape.length === 2 &&
        W.length === shape[0] * shape[1] &&
        b.length === shape[0] &&
        (i === 0 || layers[i - 1].shape[0] === shape[1]);
      if (!fits) throw new WrongPart(`${path}[${i}]`);
    });
    return layers;
  };
}

/**
 * A machine whose weights, if any were set by hand, are of its own shape.
 *
 * @param {Check} check
 * @returns {Check}
 */
function fitting(check) {
  return (value, path) => {
    const machine = check(value, path);
    if (machine.features.length === 0) throw new WrongPart(`${path}.features`);
    const sizes = machine.start?.map((/** @type {any} */ { shape }) => shape[1]);
    if (sizes && sizes.join() !== [machine.features.length, ...machine.hidden].join()) {
      throw new WrongPart(`${path}.start`);
    }
    return machine;
  };
}

/**
 * For JSON, which has lists only.
 *
 * @param {string} _name
 * @param {any} value
 */
export function plainLists(_name, value) {
  return ArrayBuffer.isView(value) ? Array.from(/** @type {Float64Array} */ (value)) : value;
}
