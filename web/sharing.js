/** Scenes on their way: as a link, as a file, and what is opened from either. */

import { WrongPart } from "./checked.js";
import { t } from "./language.js";
import { LONGEST, LinkError, fromLink, isLink, pack, toLink } from "./link.js";
import { saveFile } from "./save_file.js";
import { isKept, plainLists, sceneOf } from "./saved_scene.js";
import { initialState } from "./state.js";

/** Larger files are not read at all: no 100,000 points take that much. */
const MOST_FILE = 20_000_000;

/** A file's page has an address that means nothing to others: a link is then what follows it. */
const ON_DISK = location.protocol === "file:";

/** @typedef {import("./state.js").State} State */

/**
 * @param {import("./state.js").Store} store
 * @param {ReturnType<typeof import("./keeping.js").createKeeping>} keeping
 * @param {ReturnType<typeof import("./editing.js").createEditing>} editing
 * @param {boolean} embedded  In a frame nothing is kept: several may stand on one page.
 */
export function createSharing(store, keeping, editing, embedded) {
  /** Whether the address names the scene that is there, unchanged. */
  let named = false;

  /**
   * Open what somebody else has made; what was there before is saved under a name of its own.
   *
   * @param {() => Promise<unknown>} read
   * @param {string} name  What the present scene is to be saved as.
   */
  async function open(read, name) {
    try {
      const scene = await read();
      const before = keeping.wholeScene();
      keeping.takeOver(scene);
      if (store.get().code.used !== null) store.update({ message: t("share.code") });
      if (store.get().making) editing.makeAgain();
      const is = (/** @type {import("./saved_scene.js").Scene} */ other) =>
        String(pack(before)) === String(pack(other));
      const known = named || is(keeping.wholeScene()) || is(sceneOf(initialState()));
      if (!known && !embedded) await saveAside(before, name);
      return true;
    } catch (error) {
      store.update({ message: reasonOf(error) });
      return false;
    }
  }

  /**
   * @param {import("./saved_scene.js").Scene} scene
   * @param {string} name
   */
  async function saveAside(scene, name) {
    const names = await keeping.names();
    let free = name;
    for (let n = 2; names.includes(free); n++) free = `${name} ${n}`;
    await keeping.save(free, scene);
  }

  async function openAddress() {
    const text = location.hash.slice(1);
    if (isLink(text)) named = await open(() => fromLink(text), t("share.before-link"));
  }

  /** Once something is changed, a reload must not bring the link's scene back over it. */
  function forgetAddress() {
    named = false;
    history.replaceState(null, "", location.pathname + location.search);
  }

  return {
    onDisk: ON_DISK,

    /** Open the link in the address, if there is one, and each that comes later. */
    async begin() {
      await openAddress();
      window.addEventListener("hashchange", openAddress);
      store.subscribe((state, before) => {
        if (named && state !== before && isChanged(state, before)) forgetAddress();
      });
    },

    /**
     * The address of the present scene; on a disk, the part of it that carries the scene.
     *
     * @param {{embed?: boolean}} [how]
     */
    async link({ embed = false } = {}) {
      const address = new URL(location.href);
      address.search = embed ? "?embed" : "";
      address.hash = await toLink(keeping.scene());
      const text = ON_DISK ? address.hash : address.href;
      return { address: text, fits: text.length <= LONGEST };
    },

    /** @returns {string} The file's name. */
    saveFile() {
      const name = `glass-neuron-${store.get().dataset}.scene.json`;
      const text = JSON.stringify(keeping.scene(), plainLists);
      saveFile(new Blob([text], { type: "application/json" }), name);
      return name;
    },

    /**
     * Open a scene's file; one of the results holds a scene too.
     *
     * @param {File} file
     */
    openFile(file) {
      return open(async () => {
        if (file.size > MOST_FILE) throw new LinkError("huge");
        const content = JSON.parse(await file.text());
        return content?.scene ?? content;
      }, t("share.before-file"));
    },
  };
}

/**
 * Whether a person has changed the scene; points and weights that are still on their way, and
 * what is the person's own, do not count.
 *
 * @param {State} state
 * @param {State} before
 */
function isChanged(state, before) {
  const { language, tool, brush, page } = before;
  const same = { language, tool, brush, page };
  const calm = { ...state, ...same };
  if (before.making) calm.points = before.points;
  if (before.run.hurry) calm.run = before.run;
  return isKept(calm, before);
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof LinkError) return t(`share.${error.reason}`);
  if (error instanceof SyntaxError) return t("share.no-scene");
  if (error instanceof WrongPart) return t("share.wrong", { part: error.path || "scene" });
  throw error;
}
