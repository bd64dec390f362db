/** Keeps a snapshot in the browser's storage, where there is such a thing and room in it. */

const CACHE = "glass-neuron-snapshot";
/** A snapshot takes 30 MB: where less than this is left, in bytes, none is kept. */
const ROOM = 300e6;
const DIGEST = "Snapshot-SHA-256";

/**
 * @typedef {object} Shelf  The place of the snapshots of one build.
 * @property {Response | undefined} kept
 * @property {((bytes: Uint8Array<ArrayBuffer>) => Promise<void>) | null} keep  Null without room.
 *   What it does is under way when its promise is kept, and asks nothing more of this worker.
 * @property {() => Promise<unknown>} forget
 */

/**
 * Look for the snapshot of a build; those of other builds in the same folder are thrown away.
 *
 * @param {string} build  The address of the script that says it all by the hashes in it.
 * @returns {Promise<Shelf | null>} Null where the browser keeps nothing.
 */
export async function openShelf(build) {
  try {
    const address = `${build}.snapshot`;
    const cache = await self.caches.open(`${CACHE} ${new URL(".", build).href}`);
    const [kept, { quota = 0, usage = 0 }] = await Promise.all([
      cache.match(address),
      navigator.storage.estimate(),
    ]);
    if (!kept) {
      const old = await cache.keys();
      await Promise.all(old.map((request) => cache.delete(request)));
    }
    /** @param {Uint8Array<ArrayBuffer>} bytes */
    const keep = async (bytes) => {
      const headers = { [DIGEST]: await digest(bytes) };
      cache.put(address, new Response(bytes, { headers })).catch(() => {});
    };
    return {
      kept,
      keep: quota - usage > ROOM ? keep : null,
      forget: () => cache.delete(address),
    };
  } catch {
    return null;
  }
}

/**
 * Read a snapshot at once, and check meanwhile that it is whole.
 *
 * @param {Response} kept
 * @returns {Promise<{buffer: ArrayBuffer, checked: Promise<void>}>}
 */
export async function readKept(kept) {
  const buffer = await kept.arrayBuffer();
  const check = async () => {
    const found = await digest(buffer);
    if (found !== kept.headers.get(DIGEST)) throw new Error("the snapshot is damaged");
  };
  return { buffer, checked: check() };
}

/** @param {BufferSource} bytes */
async function digest(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
