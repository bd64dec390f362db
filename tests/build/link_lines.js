/** Answers each line of JSON with one: the page's own modules, without the page. */

import { createInterface } from "node:readline";
import { fromLink, isLink, pack, toLink } from "../../web/link.js";
import { sceneOf, stateFrom } from "../../web/saved_scene.js";
import { fromColumns } from "../../web/scene.js";
import { initialState } from "../../web/state.js";

const METHODS = {
  /** A scene that differs from the first one as told, as a link and back. */
  async around({ points, iteration = 0, ...changes }) {
    const first = initialState();
    const state = { ...first, ...nested(first, changes) };
    if (points) state.points = fromColumns(points);
    state.run = { ...state.run, iteration };
    const scene = sceneOf(state);
    const link = await toLink(scene);
    const back = await read(link);
    // JSON has no minus zero; the bytes do.
    const same = String(pack(back)) === String(pack(scene));
    return { link, scene: plain(scene), back: plain(back), same };
  },

  /** Why a link is refused, or the scene it holds. */
  async open({ link }) {
    try {
      return { scene: plain(await read(link)) };
    } catch (error) {
      return { reason: error.reason ?? error.path };
    }
  },

  isLink: ({ link }) => isLink(link),
};

async function read(link) {
  const first = initialState();
  return sceneOf({ ...first, ...stateFrom(await fromLink(link), first).changes });
}

function nested(first, changes) {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      if (name === "machines")
        return [name, value.map((one) => ({ ...first.machines[0], ...one }))];
      const record =
        typeof value === "object" && value !== null && !Array.isArray(value);
      return [name, record ? { ...first[name], ...value } : value];
    }),
  );
}

function plain(value) {
  return JSON.parse(
    JSON.stringify(value, (_, part) =>
      ArrayBuffer.isView(part) ? [...part] : part,
    ),
  );
}

for await (const line of createInterface({ input: process.stdin })) {
  const { method, ...args } = JSON.parse(line);
  console.log(JSON.stringify(await METHODS[method](args)));
}
