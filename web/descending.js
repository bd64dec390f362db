/** Keeps the map of the descent in step with the machine, as long as someone looks at it. */

import { flat } from "./run.js";
import { DRAWN, toColumns } from "./scene.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {[number, number]} Range
 *
 * @typedef {object} CostMap  What Python computed, and for what.
 * @property {number} machine
 * @property {[number, number]} over
 * @property {Float64Array} first  The values of the first parameter.
 * @property {Float64Array} second
 * @property {{data: Float64Array, shape: [number, number]}} cost  Row by row from the lowest second.
 * @property {{first: number, second: number, cost: number}} lowest
 * @property {number[]} held  All parameters, as they were.
 *
 * @typedef {object} Descent
 * @property {[number, number]} over  Which two of all parameters the map is over.
 * @property {CostMap | null} map
 * @property {number | null} progress  From 0 to 1, while a map is being made.
 * @property {string | null} message  Why there is no map.
 */

/** A stroke changes the points many times a second: ask once it rests this long. */
const REST = 80;
/** While it trains, maps may take one part in so many of the worker's time. */
const SHARE = 8;
const LEAST_PAUSE = 200;

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./client.js").createClient>} client
 */
export function createDescending(store, client) {
  /** @type {{source: unknown[], controller: AbortController} | null} */
  let asked = null;
  /** What the present map or message is of. */
  /** @type {unknown[]} */
  let answered = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let earliest = 0;
  /** The points whose map it was: for others a new view is chosen. */
  /** @type {State["points"] | null} */
  let points = null;

  store.subscribe(() => {
    const state = store.get();
    if (state.page !== "studio" || state.figure !== "descent") return;
    const { params } = state.run.machines[state.focus];
    if (!params || state.making || timer) return;
    const source = sourceOf(state);
    if (asked) {
      // A map of other weights is still of use; one of another cost is not.
      if (!same(asked.source.slice(1), source.slice(1))) asked.controller.abort();
      return;
    }
    if (same(answered, source) || stillTrue(state, source)) return;
    timer = setTimeout(ask, Math.max(REST, earliest - performance.now()));
  });

  /**
   * Where nothing is held, the map is the same wherever the place is in it.
   *
   * @param {State} state
   * @param {unknown[]} source
   */
  function stillTrue({ run, focus, descent }, source) {
    const { map } = descent;
    const { params } = run.machines[focus];
    if (!map || !params || !same(answered.slice(1), source.slice(1))) return false;
    const now = flat(params);
    if (!inside(map, now)) return false;
    return map.held.every((value, k) => map.over.includes(k) || value === now[k]);
  }

  async function ask() {
    timer = undefined;
    const state = store.get();
    const { run, focus, machines, testing, dataset, numbers } = state;
    const { params, path } = run.machines[focus];
    if (!params) return;
    const held = flat(params);
    const over = fitting(state.descent.over, held.length);
    const mine = { source: sourceOf(state), controller: new AbortController() };
    asked = mine;
    const { map } = state.descent;
    const keeps =
      map &&
      points === state.points &&
      map.machine === focus &&
      same(map.over, over) &&
      map.held.length === held.length;
    points = state.points;
    // Before the first snapshot there may be weights of another shape.
    const places = path.params.filter((place) => place.length === held.length);
    const args = {
      points: toColumns(state.points),
      testing,
      dataset: dataset === DRAWN ? null : { name: dataset, ...numbers },
      machine: machines[focus],
      params,
      over,
      path: {
        first: places.map((place) => place[over[0]]),
        second: places.map((place) => place[over[1]]),
      },
      window: keeps ? [ends(map.first), ends(map.second)] : null,
    };
    const started = performance.now();
    try {
      const found = await client.call("descent", args, {
        signal: mine.controller.signal,
        onProgress: ({ done, of }) => show({ progress: done / of }),
      });
      show({ over, map: { ...found, machine: focus, over, held }, progress: null, message: null });
    } catch (error) {
      const cancelled = mine.controller.signal.aborted;
      const message = error instanceof Error && !cancelled ? error.message : null;
      show({ map: null, progress: null, message });
    }
    const took = performance.now() - started;
    const training = store.get().run.mode === "train";
    earliest = training ? performance.now() + Math.max(LEAST_PAUSE, SHARE * took) : 0;
    asked = null;
    answered = mine.source;
    // What has changed meanwhile is looked at once more.
    store.update({});
  }

  /** @param {Partial<Descent>} changes */
  function show(changes) {
    store.update({ descent: { ...store.get().descent, ...changes } });
  }

  return {
    /**
     * Choose the two parameters.
     *
     * @param {[number, number]} over
     */
    choose(over) {
      show({ over, map: null });
    },

    /** Choose the view anew. */
    fit() {
      answered = [];
      show({ map: null });
    },
  };
}

/**
 * What a map depends on, the weights first.
 *
 * @param {State} state
 * @returns {unknown[]}
 */
function sourceOf({ run, focus, points, testing, machines, descent }) {
  const { features, activation, loss, l1, l2, hidden } = machines[focus];
  return [
    run.machines[focus].params,
    ...[points, testing, focus, String(descent.over), activation, loss, l1, l2],
    String([features, hidden]),
  ];
}

/**
 * The chosen two, or the first two where the machine has not so many.
 *
 * @param {[number, number]} over
 * @param {number} n
 * @returns {[number, number]}
 */
function fitting(over, n) {
  return Math.max(...over) < n ? over : [0, 1];
}

/**
 * @param {CostMap} map
 * @param {number[]} place
 */
function inside({ over, first, second }, place) {
  return [first, second].every((values, k) => {
    const [low, high] = ends(values);
    return low <= place[over[k]] && place[over[k]] <= high;
  });
}

/**
 * @param {Float64Array} values
 * @returns {Range}
 */
function ends(values) {
  return [values[0], values[values.length - 1]];
}

/**
 * @param {readonly unknown[]} one
 * @param {readonly unknown[]} other
 */
function same(one, other) {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
