/** Memory without its empty parts: a third of Python's holds only zeros, such as the unused stack. */

/** What is empty is told by pieces of so many bytes. */
const PIECE = 1 << 16;

/** @typedef {[number, number][]} Parts  The start and the end of each, in bytes. */

/**
 * @param {Uint8Array} memory  Of whole pieces, as WebAssembly's is.
 * @returns {Parts} Where it is not empty.
 */
export function filledParts(memory) {
  const words = new Int32Array(memory.buffer, memory.byteOffset, memory.length / 4);
  /** @type {Parts} */
  const parts = [];
  for (let start = 0; start < memory.length; start += PIECE) {
    const end = start + PIECE;
    if (isEmpty(words, start / 4, end / 4)) continue;
    const last = parts.at(-1);
    if (last?.[1] === start) last[1] = end;
    else parts.push([start, end]);
  }
  return parts;
}

/**
 * @param {Int32Array} words
 * @param {number} start
 * @param {number} end
 */
function isEmpty(words, start, end) {
  for (let i = start; i < end; i++) {
    if (words[i] !== 0) return false;
  }
  return true;
}

/**
 * Make a memory what it was: the parts as they were, and nothing but zeros beside them.
 *
 * @param {Uint8Array} memory
 * @param {Parts} parts
 * @param {Uint8Array} bytes  Those of the parts, one after the other.
 */
export function putFilled(memory, parts, bytes) {
  let done = 0;
  let taken = 0;
  for (const [start, end] of parts) {
    memory.fill(0, done, start);
    memory.set(bytes.subarray(taken, taken + end - start), start);
    taken += end - start;
    done = end;
  }
  memory.fill(0, done);
}
