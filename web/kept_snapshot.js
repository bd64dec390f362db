/**
 * Keeps a snapshot among the site's own files, where the browser has such and room for them: they
 * are read in one go, while a cache hands over piece by piece, to a thread that is busy starting.
 */

import { fileName } from "./downloads.js";

const FOLDER = "glass-neuron-snapshot";
/** A snapshot takes 30 MB: where less than this is left, in bytes, none is kept. */
const ROOM = 300e6;
/** A file begins with the SHA-256 of all that follows, in so many bytes. */
const SUM = 32;

/**
 * @typedef {object} Kept
 * @property {ArrayBuffer} buffer  The snapshot.
 * @property {Promise<void>} checked  Rejected where it is not whole.
 *
 * @typedef {object} Shelf  The place of the snapshots of one build.
 * @property {(() => Promise<Kept>) | null} read  Null where there is none.
 * @property {((bytes: Uint8Array<ArrayBuffer>) => Promise<void>) | null} keep  Null without room.
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
    const name = fileName(build);
    const folder = await folderOf(new URL(".", build).pathname);
    const forget = () => folder.removeEntry(name);
    const [file, { quota = 0, usage = 0 }] = await Promise.all([
      folder.getFileHandle(name).catch(() => null),
      navigator.storage.estimate(),
    ]);
    if (!file) {
      for await (const old of folder.keys()) await folder.removeEntry(old);
    }
    /** @param {Uint8Array<ArrayBuffer>} bytes */
    const keep = async (bytes) =>
      write(await folder.getFileHandle(name, { create: true }), bytes).catch(forget);
    return {
      read: file && (() => read(file)),
      keep: quota - usage > ROOM ? keep : null,
      forget,
    };
  } catch {
    return null;
  }
}

/**
 * Two copies of the site on one host share the host's files: the path tells them apart.
 *
 * @param {string} path
 */
async function folderOf(path) {
  const all = await navigator.storage.getDirectory();
  const own = await all.getDirectoryHandle(FOLDER, { create: true });
  return own.getDirectoryHandle(encodeURIComponent(path), { create: true });
}

/**
 * @param {FileSystemFileHandle} file
 * @returns {Promise<Kept>}
 */
async function read(file) {
  // So that several pages may start at once, where the browser knows of this mode.
  const open = await openFile(file, { mode: "read-only" });
  try {
    const sum = new Uint8Array(SUM);
    const bytes = new Uint8Array(Math.max(0, open.getSize() - SUM));
    open.read(sum, { at: 0 });
    open.read(bytes, { at: SUM });
    const checked = check(bytes, sum);
    checked.catch(() => {});
    return { buffer: bytes.buffer, checked };
  } finally {
    open.close();
  }
}

/**
 * @param {FileSystemFileHandle} file
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function write(file, bytes) {
  const sum = await digest(bytes);
  const open = await openFile(file);
  try {
    const written = open.write(bytes, { at: SUM });
    if (written < bytes.length) throw new Error("there is no room");
    open.write(sum, { at: 0 });
  } finally {
    open.close();
  }
}

/**
 * Only a worker may do this, and TypeScript's description of one knows no mode.
 *
 * @param {any} file
 * @param {{mode: string}[]} mode
 */
async function openFile(file, ...mode) {
  return file.createSyncAccessHandle(...mode);
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Uint8Array} sum
 */
async function check(bytes, sum) {
  const found = await digest(bytes);
  if (found.some((byte, i) => byte !== sum[i])) throw new Error("the snapshot is damaged");
}

/** @param {BufferSource} bytes */
async function digest(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
