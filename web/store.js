/** The page's state, in one place: read it, update it, be told when it changes. No DOM. */

/**
 * @template {object} State
 * @param {State} initial
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<(state: State, before: State) => void>} */
  const listeners = new Set();
  return {
    /** @returns {Readonly<State>} */
    get: () => state,

    /** @param {Partial<State>} changes */
    update(changes) {
      const before = state;
      state = Object.freeze({ ...state, ...changes });
      for (const listener of [...listeners]) listener(state, before);
    },

    /**
     * Call `listener` now, and again after each update.
     *
     * @param {(state: Readonly<State>, before: Readonly<State>) => void} listener
     */
    subscribe(listener) {
      listeners.add(listener);
      listener(state, state);
    },
  };
}
