/** Points as bytes, in their order: 25 or 26 bits each on the grid of drawn points. */

import { STEPS, isOnGrid } from "./points.js";
import { SIDE } from "./scene.js";

/** @typedef {import("./protocol.js").Points} Points */

/** The first byte says how the others are to be read. */
const THREE_CLASSES = 1;
const EXACT = 2;
const COORDINATE = 12;
/** Off the grid: two numbers of 64 bits and a byte for the class. */
const EXACT_SIZE = 17;

/**
 * @param {Points} points
 * @returns {Uint8Array}
 */
export function toBits({ x, y, label }) {
  const n = x.length;
  const exact = ![...x].every(isOnGrid) || ![...y].every(isOnGrid);
  if (exact) {
    const bytes = new Uint8Array(1 + n * EXACT_SIZE);
    bytes[0] = EXACT;
    const view = new DataView(bytes.buffer, 1);
    for (let i = 0; i < n; i++) {
      view.setFloat64(i * EXACT_SIZE, x[i], true);
      view.setFloat64(i * EXACT_SIZE + 8, y[i], true);
      view.setUint8(i * EXACT_SIZE + 16, label[i]);
    }
    return bytes;
  }
  const labelBits = [...label].includes(2) ? 2 : 1;
  const bytes = new Uint8Array(1 + Math.ceil((n * (2 * COORDINATE + labelBits)) / 8));
  bytes[0] = labelBits === 2 ? THREE_CLASSES : 0;
  let at = 8;
  /**
   * @param {number} value
   * @param {number} size
   */
  const put = (value, size) => {
    for (let bit = size - 1; bit >= 0; bit--, at++) {
      bytes[at >> 3] |= ((value >> bit) & 1) << (7 - (at & 7));
    }
  };
  for (let i = 0; i < n; i++) {
    put(Math.round((x[i] + SIDE) * STEPS), COORDINATE);
    put(Math.round((y[i] + SIDE) * STEPS), COORDINATE);
    put(label[i], labelBits);
  }
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Points}
 * @throws {RangeError} If no points are written like this.
 */
export function fromBits(bytes) {
  const [how] = bytes;
  const size = bytes.length - 1;
  if (how === EXACT) {
    if (size % EXACT_SIZE !== 0) throw new RangeError("half a point");
    const view = new DataView(bytes.buffer, bytes.byteOffset + 1);
    return columns(size / EXACT_SIZE, (i) => [
      view.getFloat64(i * EXACT_SIZE, true),
      view.getFloat64(i * EXACT_SIZE + 8, true),
      view.getUint8(i * EXACT_SIZE + 16),
    ]);
  }
  if (how !== 0 && how !== THREE_CLASSES) throw new RangeError("another way to write points");
  const labelBits = how === THREE_CLASSES ? 2 : 1;
  const each = 2 * COORDINATE + labelBits;
  let at = 8;
  /** @param {number} length */
  const take = (length) => {
    let value = 0;
    for (let bit = 0; bit < length; bit++, at++) {
      value = value * 2 + ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
    }
    return value;
  };
  const coordinate = () => {
    const steps = take(COORDINATE) - SIDE * STEPS;
    if (steps > SIDE * STEPS) throw new RangeError("beyond the plane");
    return steps / STEPS;
  };
  return columns(Math.floor((size * 8) / each), () => [
    coordinate(),
    coordinate(),
    take(labelBits),
  ]);
}

/**
 * @param {number} n
 * @param {(i: number) => number[]} read
 */
function columns(n, read) {
  const [x, y, label] = [new Float64Array(n), new Float64Array(n), new Uint8Array(n)];
  for (let i = 0; i < n; i++) [x[i], y[i], label[i]] = read(i);
  return { x, y, label };
}
