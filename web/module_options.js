/** Options for a worker that is a module, from which one learns whether the browser knows of such. */

export function moduleOptions() {
  let read = false;
  /** @type {WorkerOptions} */
  const options = {
    /**
     * A browser that does not know of modules does not ask.
     *
     * @returns {WorkerType}
     */
    get type() {
      read = true;
      return "module";
    },
  };
  return { options, wereRead: () => read };
}
