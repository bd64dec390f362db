/**
 * A scene as the text behind `#`, and back: what differs from the beginning, with its points packed
 * into bits, deflated, in base64url after a version and a checksum. No DOM, no storage.
 */

import described from "described";
import { fromBits, toBits } from "./point_bits.js";
import { VERSION, sceneOf } from "./saved_scene.js";
import { DRAWN } from "./scene.js";
import { datasetNamed, initialState } from "./state.js";

/** How long a link may be that is given out: what browsers and messengers take. */
export const LONGEST = 16_000;
/** What is read at most: characters of a link, and bytes that it unpacks to. */
const MOST_TEXT = 65_536;
const MOST_BYTES = 1_048_576;
/** Fed to the inflater in small pieces, so that it never makes much more than is asked for. */
const PIECE = 512;
const CHECKSUM = 3;
const LINK = /^s(\d{1,6})=(.*)$/s;

/**
 * The name at place i is written as the sign at place i. Links keep for years: names may be added
 * at the end, never moved.
 */
const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const NAMES = [
  ...["dataset", "numbers", "testing", "machines", "schedule", "show", "place", "figure", "page"],
  ...["hidden", "focus", "descent", "iteration", "pages", "n_points", "noise", "seed", "settings"],
  ...["on", "share", "features", "activation", "initial_weights", "loss", "optimizer"],
  ...["learning_rate", "decay", "square_decay", "batch_size", "l1", "l2", "threshold", "engine"],
  ...["start", "W", "shape", "b", "n_iterations", "speed", "stop_cost", "stop_change", "surface"],
  ...[
    "neurons",
    "misses",
    "held_out",
    "true_line",
    "x",
    "y",
    "zoom",
    "over",
    "code",
    "draft",
    "used",
  ],
];
/** What belongs to the person and not to the scene: who opens a link keeps their own. */
const PERSONAL = ["language", "tool", "brush"];

/** @typedef {import("./saved_scene.js").Scene} Scene */

/** Why a link cannot be read; `reason` is also the end of a key of the words. */
export class LinkError extends Error {
  /** @param {"damaged" | "huge" | "newer" | "browser"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Whether what stands behind `#` is a scene, and not a place on the page.
 *
 * @param {string} text
 */
export function isLink(text) {
  return LINK.test(text);
}

/**
 * @param {Scene} scene
 * @returns {Promise<string>} What goes behind `#`.
 */
export async function toLink(scene) {
  if (!globalThis.CompressionStream) throw new LinkError("browser");
  const source = new Blob([pack(scene)]).stream();
  const deflated = await collect(source.pipeThrough(new CompressionStream("deflate-raw")));
  const bytes = new Uint8Array([...checksum(deflated), ...deflated]);
  const signs = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const text = signs.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `s${VERSION}=${text}`;
}

/**
 * The scene of a link. Its parts are still to be checked, as those of any kept scene.
 *
 * @param {string} text
 * @returns {Promise<Record<string, any>>}
 * @throws {LinkError}
 */
export async function fromLink(text) {
  const [, version = "", signs = ""] = LINK.exec(text) ?? [];
  if (text.length > MOST_TEXT) throw new LinkError("huge");
  if (Number(version) > VERSION) throw new LinkError("newer");
  if (!/^[\w-]+$/.test(signs)) throw new LinkError("damaged");
  if (!globalThis.DecompressionStream) throw new LinkError("browser");
  try {
    const decoded = atob(signs.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(decoded, (sign) => sign.charCodeAt(0));
    const deflated = bytes.subarray(CHECKSUM);
    if (checksum(deflated).some((byte, i) => byte !== bytes[i])) throw new LinkError("damaged");
    const inflated = piecesOf(deflated).pipeThrough(new DecompressionStream("deflate-raw"));
    return { ...unpack(await collect(inflated)), version: Number(version) };
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("damaged");
  }
}

/**
 * A scene as bytes, the same ones for the same scene: the differences as JSON, and if the points
 * were drawn a zero and their bits.
 *
 * @param {Scene} scene
 */
export function pack(scene) {
  const { points, version: _, dataset, machines, ...rest } = scene;
  for (const name of PERSONAL) delete (/** @type {any} */ (rest)[name]);
  const { points: __, machines: first, ...model } = sceneOf(initialState());
  const isDrawn = dataset === DRAWN;
  if (!isDrawn) model.numbers.noise = datasetNamed(dataset).noise;
  const all = machines.map((machine) => difference(machine, first[0]) ?? {});
  const changed = {
    ...(!isDrawn && dataset !== model.dataset && { dataset }),
    ...difference(rest, model),
    ...(JSON.stringify(all) !== "[{}]" && { machines: all }),
  };
  const text = new TextEncoder().encode(JSON.stringify(renamed(changed, shortName)));
  if (!isDrawn) return text;
  return new Uint8Array([...text, 0, ...toBits(points)]);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Record<string, any>}
 */
function unpack(bytes) {
  const end = bytes.indexOf(0);
  const text = new TextDecoder("utf-8", { fatal: true }).decode(
    end < 0 ? bytes : bytes.subarray(0, end),
  );
  const scene = renamed(JSON.parse(text), longName);
  if (end >= 0) return { ...scene, dataset: DRAWN, points: fromBits(bytes.subarray(end + 1)) };
  const noise = described.datasets.find(({ name }) => name === scene.dataset)?.noise;
  const numbers = { ...(noise !== undefined && { noise }), ...scene.numbers };
  return { ...scene, points: null, numbers };
}

/**
 * What of a value is not as in the model; undefined if all is.
 *
 * @param {any} value
 * @param {any} model
 * @returns {any}
 */
function difference(value, model) {
  if (!isRecord(value) || !isRecord(model)) {
    return JSON.stringify(value) === JSON.stringify(model) ? undefined : value;
  }
  // In the model's order, so that the same scene has the same text.
  const entries = Object.keys({ ...model, ...value })
    .map((name) => [name, difference(value[name], model[name])])
    .filter(([, part]) => part !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * A value with other names in its records, and in all that is inside them.
 *
 * @param {any} value
 * @param {(name: string) => string} rename
 * @returns {any}
 */
function renamed(value, rename) {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [rename(name), renamed(part, rename)]),
  );
}

/** @param {string} name */
function shortName(name) {
  return SIGNS[NAMES.indexOf(name)] ?? `_${name}`;
}

/** @param {string} sign */
function longName(sign) {
  const name = sign.startsWith("_") ? sign.slice(1) : NAMES[SIGNS.indexOf(sign)];
  if (name === undefined) throw new LinkError("damaged");
  return name;
}

/** @param {any} value */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * FNV-1a, of which three bytes stay: deflate itself does not notice a sign that was changed.
 *
 * @param {Uint8Array} bytes
 */
function checksum(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return [hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255];
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
function piecesOf(bytes) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.slice(at, (at += PIECE)));
      if (at >= bytes.length) controller.close();
    },
  });
}

/**
 * All bytes of a stream; one that has too many is given up.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 */
async function collect(stream) {
  const reader = stream.getReader();
  const parts = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) {
      reader.cancel().catch(() => {});
      throw new LinkError("huge");
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
