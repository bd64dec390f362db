/** Keeps what has been made in the browser's storage: the present scene, and those with names. */

import { createStore, del, entries, get, promisifyRequest, set } from "idb-keyval";
import { WrongPart } from "./checked.js";
import { bringLanguage, t } from "./language.js";
import { dropLeft, findLeft, putLeft } from "./leaving.js";
import { isKept, sceneOf, stateFrom } from "./saved_scene.js";
import { initialState } from "./state.js";

/**
 * @typedef {object} KeptPage  Another page, which keeps something of its own.
 * @property {() => unknown} saved
 * @property {(saved: any) => void} restore  Takes anything: what makes no sense is as at first.
 * @property {(listener: (state: any, before: any) => void) => void} subscribe
 */

/** Between two writings, in milliseconds: while something trains it is less urgent. */
const PAUSE = { rest: 250, training: 1000 };
/** Storage that does not answer must not keep the page from starting. */
const PATIENCE = 2000;
const NOW = "now";
const ASIDE = "aside";
const NAMED = "scene:";

/**
 * @param {import("./state.js").Store} store
 * @param {Record<string, KeptPage>} pages
 */
export function createKeeping(store, pages) {
  /** @type {import("idb-keyval").UseStore | null} */
  let storage = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let due = 0;
  let told = false;
  const first = Object.fromEntries(
    Object.entries(pages).map(([name, page]) => [name, JSON.stringify(page.saved())]),
  );

  /** What the pages keep, by their names. */
  function savedPages() {
    return Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, page.saved()]));
  }

  /** @param {string[]} names */
  function changedPages(names) {
    const changed = names.filter(
      (name) => name in pages && JSON.stringify(pages[name].saved()) !== first[name],
    );
    return Object.fromEntries(changed.map((name) => [name, pages[name].saved()]));
  }

  /**
   * @param {unknown} scene
   * @returns {Partial<import("./state.js").State>}
   */
  function bringBack(scene) {
    const { changes, pages: kept } = stateFrom(scene, store.get());
    for (const [name, page] of Object.entries(pages)) {
      if (kept[name] !== undefined) page.restore(kept[name]);
    }
    return changes;
  }

  async function write() {
    clearTimeout(timer);
    timer = undefined;
    const state = store.get();
    // The points that go with a data set just chosen are still on their way.
    if (!storage || state.making) return;
    try {
      await storage("readwrite", (scenes) => {
        const asked = scenes.put(sceneOf(state, savedPages()), NOW);
        // A page that is being left is not asked again whether it is done.
        scenes.transaction.commit();
        return promisifyRequest(asked);
      });
      told = false;
      dropLeft();
    } catch (error) {
      tellOnce(error);
    }
  }

  function leave() {
    if (!storage) return;
    const state = store.get();
    const scene = sceneOf(state, savedPages());
    // Points that are still on their way are made again.
    putLeft(state.making ? { ...scene, points: null } : scene);
    void write();
  }

  /** @param {unknown} error */
  function tellOnce(error) {
    if (told) return;
    told = true;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    store.update({ message: store.get().message ?? t("scenes.not-kept", { reason }) });
  }

  function soon() {
    const now = performance.now();
    const wanted = now + (store.get().run.mode === "idle" ? PAUSE.rest : PAUSE.training);
    if (timer !== undefined && due <= wanted) return;
    clearTimeout(timer);
    due = wanted;
    timer = setTimeout(write, due - now);
  }

  return {
    /** Bring back what was there when the page was left, and keep all that changes from now on. */
    async begin() {
      try {
        const opened = createStore("glassneuron", "scenes");
        const scene = await inTime(get(NOW, opened));
        storage = opened;
        const left = findLeft();
        if (left !== undefined || scene !== undefined) await restore(left ?? scene);
        if (left !== undefined) soon();
      } catch (error) {
        tellOnce(error);
      }
      store.subscribe((state, before) => {
        if (isKept(state, before)) soon();
      });
      for (const { subscribe } of Object.values(pages)) {
        subscribe((state, before) => {
          if (state !== before) soon();
        });
      }
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") leave();
      });
      window.addEventListener("pagehide", leave);
    },

    /** Write at once what has been made, if the page is about to go. */
    now: write,

    /** The scene as others get it, with what was changed on the page that is open. */
    scene() {
      const { code, ...scene } = sceneOf(store.get(), changedPages([store.get().page]));
      return { ...scene, code: { ...code, versions: [] } };
    },

    /** All of it, as it is saved under a name. */
    wholeScene: () => sceneOf(store.get(), changedPages(Object.keys(pages))),

    /**
     * Take over a scene that somebody else has made. Code in it waits, as it does after a reload.
     *
     * @param {unknown} scene
     * @throws {WrongPart} All is as it was.
     */
    takeOver(scene) {
      const { language, tool, brush } = store.get();
      store.update({ ...bringBack(scene), language, tool, brush });
    },

    /** The names of the saved scenes, the last one first. */
    async names() {
      if (!storage) return [];
      const all = await entries(storage);
      return all
        .filter(([key]) => String(key).startsWith(NAMED))
        .sort(([, one], [, other]) => other.when - one.when)
        .map(([key]) => String(key).slice(NAMED.length));
    },

    /**
     * @param {string} name
     * @param {object} [scene]  The present one, if it is not another.
     */
    async save(name, scene = sceneOf(store.get(), savedPages())) {
      await attempt(async (storage) => {
        await set(NAMED + name, { when: Date.now(), scene }, storage);
      });
    },

    /** @param {string} name */
    async open(name) {
      await attempt(async (storage) => {
        const found = await get(NAMED + name, storage);
        const { language } = store.get();
        try {
          store.update({ ...bringBack(found?.scene), language });
        } catch (error) {
          if (!(error instanceof WrongPart)) throw error;
          store.update({ message: t("scenes.wrong", { name, part: error.path || "scene" }) });
        }
      });
    },

    /**
     * @param {string} name
     * @param {string} next
     */
    async rename(name, next) {
      await attempt(async (storage) => {
        await set(NAMED + next, await get(NAMED + name, storage), storage);
        await del(NAMED + name, storage);
      });
    },

    /** @param {string} name */
    async remove(name) {
      await attempt((storage) => del(NAMED + name, storage));
    },

    /** All as on the first visit, but for the language and the saved scenes. */
    startOver() {
      const { language, run, status } = store.get();
      const initial = initialState();
      const fresh = { ...initial.run, epoch: run.epoch + 1 };
      store.update({ ...initial, run: fresh, language, status });
      for (const page of Object.values(pages)) page.restore(undefined);
    },
  };

  /** @param {unknown} scene */
  async function restore(scene) {
    try {
      const changes = bringBack(scene);
      const language = await bringLanguage(changes.language ?? store.get().language);
      store.update({ ...changes, language });
    } catch (error) {
      // It may be of use to somebody who can repair it: the page begins anew, beside it.
      await set(ASIDE, scene, /** @type {any} */ (storage));
      const part = error instanceof WrongPart && error.path ? error.path : "scene";
      store.update({ message: t("scenes.damaged", { part }) });
    }
  }

  /** @param {(storage: import("idb-keyval").UseStore) => Promise<void>} act */
  async function attempt(act) {
    try {
      if (!storage) throw new Error(t("scenes.no-storage"));
      await act(storage);
    } catch (error) {
      told = false;
      tellOnce(error);
    }
  }
}

/**
 * @template Value
 * @param {Promise<Value>} promise
 * @returns {Promise<Value>}
 */
function inTime(promise) {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(t("scenes.no-storage"))), PATIENCE);
  });
  return /** @type {Promise<Value>} */ (Promise.race([promise, late]));
}
