/** The build puts this `fetch` into Pyodide's place of the browser's: all is in memory. */

/** Such an address is nowhere else; the file's name follows. */
export const MEMORY = "memory:/";
/** @type {Map<string, Response>} */
const responses = new Map();

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} type
 */
export function hold(name, bytes, type) {
  responses.set(MEMORY + name, new Response(bytes, { headers: { "Content-Type": type } }));
}

/**
 * Answers each address once: what was read is free to go.
 *
 * @param {string | URL} address
 */
export async function fetch(address) {
  const response = responses.get(String(address));
  if (!response) throw new TypeError(`${address} is not in this file`);
  responses.delete(String(address));
  return response;
}
