/** The keys that work everywhere on the page, and what they do. */

/**
 * @typedef {object} Shortcut
 * @property {string[]} keys  As the help shows them.
 * @property {string} words  Key of the sentence that says what it does.
 * @property {(event: KeyboardEvent) => boolean} is
 * @property {() => void} act
 * @property {boolean} [single]  One letter alone: it can be switched off.
 */

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./editing.js").createEditing>} editing
 * @param {ReturnType<typeof import("./training.js").createTraining>} training
 * @param {ReturnType<typeof import("./machining.js").createMachining>} machining
 * @param {ReturnType<typeof import("./glassing.js").createGlassing>} glassing
 * @returns {Shortcut[]}
 */
export function studioShortcuts(store, editing, training, machining, glassing) {
  const tool = (/** @type {string} */ name) => () => editing.chooseTool(name);
  return [
    letter("T", "help.train", training.toggle),
    letter("S", "help.step", () => training.step(1)),
    letter("R", "help.reset", machining.reset),
    letter("1", "help.class-1", tool("1")),
    letter("0", "help.class-0", tool("0")),
    letter("2", "help.class-2", tool("2")),
    letter("E", "help.erase", tool("erase")),
    letter("G", "help.glass", () => {
      const { hovered } = store.get();
      const symbols = hovered === null ? ["A", "Al"] : ["a", "al"];
      glassing.lead({ stage: "activation", symbols }, hovered);
    }),
    { keys: ["Ctrl", "Z"], words: "help.undo", is: withControl("z", false), act: editing.undo },
    {
      keys: ["Ctrl", "Shift", "Z"],
      words: "help.redo",
      is: (/** @type {KeyboardEvent} */ event) =>
        withControl("z", true)(event) || withControl("y", false)(event),
      act: editing.redo,
    },
  ].map((shortcut) => ({
    ...shortcut,
    is: (/** @type {KeyboardEvent} */ event) => store.get().page === "studio" && shortcut.is(event),
  }));
}

/**
 * @param {string} key
 * @param {string} words
 * @param {() => void} act
 * @returns {Shortcut}
 */
export function letter(key, words, act) {
  return {
    keys: [key],
    words,
    single: true,
    act,
    is: (event) =>
      !event.ctrlKey && !event.metaKey && !event.altKey && event.key.toUpperCase() === key,
  };
}

/**
 * @param {string} key
 * @param {boolean} shift
 */
function withControl(key, shift) {
  return (/** @type {KeyboardEvent} */ event) =>
    (event.ctrlKey || event.metaKey) && event.shiftKey === shift && event.key.toLowerCase() === key;
}

/**
 * @param {import("./state.js").Store} store
 * @param {Shortcut[]} shortcuts
 */
export function listenForShortcuts(store, shortcuts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const found = shortcuts.find((shortcut) => shortcut.is(event));
    if (!found || (found.single && store.get().hidden.includes("shortcuts"))) return;
    event.preventDefault();
    found.act();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !["radio", "checkbox", "range", "button"].includes(target.type);
  }
  return target.matches("select, textarea") || target.isContentEditable;
}
