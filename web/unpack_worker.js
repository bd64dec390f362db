/** The one file's first worker: from the text in the page back to files. */

import { XzReadableStream } from "xz-decompress";
import { fromText } from "./packed_text.js";

/** Between two reports, at least, in bytes. */
const STEP = 250_000;

onmessage = async ({ data }) => {
  let loaded = 0;
  try {
    for (const { name, size, text } of data) {
      const before = loaded;
      const bytes = await unpack(text, size, (length) => {
        if (before + length - loaded < STEP) return;
        loaded = before + length;
        postMessage({ loaded });
      });
      loaded = before + size;
      postMessage({ loaded, name, bytes }, { transfer: [bytes.buffer] });
    }
  } catch (error) {
    postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
};

/**
 * @param {string} text
 * @param {number} size
 * @param {(length: number) => void} onProgress
 */
async function unpack(text, size, onProgress) {
  const bytes = new Uint8Array(size);
  let length = 0;
  const reader = new XzReadableStream(streamOf(fromText(text))).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (length + part.value.length > size) throw new Error("there is more than there should be");
    bytes.set(part.value, length);
    length += part.value.length;
    onProgress(length);
  }
  if (length < size) throw new Error("there is less than there should be");
  return bytes;
}

/**
 * Not by a Blob: WebKit reads none in the worker of a file's page.
 *
 * @param {Uint8Array} bytes
 */
function streamOf(bytes) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
