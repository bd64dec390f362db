/**
 * Python's memory at the moment when all that a start imports is there, and how to go on from it.
 *
 * Pyodide can save and put back the memory of its core alone. NumPy's compiled parts are modules of
 * WebAssembly of their own: each has a place in the memory, and functions in the table that the
 * memory's pointers count through. So they are noted too, and put back at the same places before
 * the memory is.
 */

import { filledParts, putFilled } from "./filled_memory.js";

/** The first number of a snapshot: another form of it would get another one. */
const MARK = 0x474e5332;
const N_NUMBERS = 4;

/** Where Emscripten's record of a loaded library says what is where. */
const MEMORY_BASE = 12;
const TABLE_BASE = 20;
const TABLE_SIZE = 24;

/**
 * @typedef {object} Library  A compiled part of NumPy.
 * @property {string} name  Its path.
 * @property {number} handle  The address of its record.
 * @property {boolean} global
 * @property {number} refcount
 * @property {number} memoryBase
 * @property {number} tableBase
 * @property {number} tableSize
 *
 * @typedef {object} Head
 * @property {Library[]} libraries  In the order in which they were loaded.
 * @property {number} ownTable  How long the table is without them.
 * @property {number} table  And with them.
 * @property {[number, string, string][]} slots  What else the table holds: the place, and which
 *   library's function of which name.
 * @property {Record<string, number>} symbols  What the libraries' names for each other stand for.
 * @property {{hiwireKeys: any[], immortalKeys: string[]}} objects  JavaScript's, held by Python.
 * @property {number} memory  How large it is.
 * @property {import("./filled_memory.js").Parts} filled  Where it is not empty.
 * @property {[string, number][]} files  Path and size.
 *
 * @typedef {{head: Head, memory: Uint8Array, files: Map<string, Uint8Array>}} Snapshot  Of the
 *   memory the filled parts, one after the other.
 */

/**
 * Take a snapshot of a Python that has run nothing but its start.
 *
 * @param {any} pyodide
 * @param {number} ownTable  How long the table was before anything was loaded.
 * @param {string} folder  The files in it belong to the snapshot.
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws Where Python holds something that cannot be put back.
 */
export function takeSnapshot(pyodide, ownTable, folder) {
  const { FS, _module: module } = pyodide;
  const libraries = loadedLibraries(module);
  const paths = filesBelow(FS, folder);
  const files = paths.map((path) => FS.readFile(path));
  // What Pyodide has itself it finds again; anything more than that makes it complain.
  const objects = module.API.serializeHiwireState(undefined, () => {});
  const memory = module.HEAPU8;
  const filled = filledParts(memory);
  /** @type {Head} */
  const head = {
    libraries,
    ownTable,
    table: module.wasmTable.length,
    slots: slotsBeside(module, libraries, ownTable),
    symbols: Object.fromEntries(
      Object.entries(module.GOT).map(([name, { value }]) => [name, value]),
    ),
    objects,
    memory: memory.length,
    filled,
    files: paths.map((path, i) => [path, files[i].length]),
  };
  const parts = filled.map(([start, end]) => memory.subarray(start, end));
  return joined(new TextEncoder().encode(JSON.stringify(head)), parts, files);
}

/**
 * Read what `takeSnapshot` returned.
 *
 * @param {ArrayBuffer} buffer
 * @returns {Snapshot}
 * @throws Where that is not what it is.
 */
export function openSnapshot(buffer) {
  const [mark, headLength, memoryLength, filesLength] = new Uint32Array(buffer, 0, N_NUMBERS);
  const start = N_NUMBERS * 4;
  const total = start + headLength + memoryLength + filesLength;
  if (mark !== MARK || total !== buffer.byteLength) throw new Error("this is no snapshot");
  const text = new TextDecoder().decode(new Uint8Array(buffer, start, headLength));
  /** @type {Head} */
  const head = JSON.parse(text);
  const memory = new Uint8Array(buffer, start + headLength, memoryLength);
  // A copy: the files stay, and the memory's bytes need not stay for their sake.
  let rest = new Uint8Array(buffer.slice(total - filesLength));
  const files = new Map();
  for (const [path, size] of head.files) {
    files.set(path, rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return { head, memory, files };
}

/**
 * Compile the libraries of a snapshot.
 *
 * @param {Snapshot} snapshot
 * @returns {Promise<WebAssembly.Module[]>}
 */
export function compileLibraries({ head, files }) {
  const compile = async (/** @type {Library} */ { name }) =>
    WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (files.get(name)));
  return Promise.all(head.libraries.map(compile));
}

/**
 * Put a snapshot into a runtime that has just been made and has run nothing; `loadPyodide` then
 * goes on from there.
 *
 * @param {any} module  Emscripten's.
 * @param {Snapshot} snapshot
 * @param {WebAssembly.Module[]} compiled  By `compileLibraries`.
 * @throws Where the two do not fit.
 */
export function putBack(module, { head, memory, files }, compiled) {
  const { wasmTable: table, LDSO } = module;
  if (table.length !== head.ownTable) throw new Error("the snapshot is of another runtime");
  if (head.memory > module.HEAPU8.length) module.growMemory(head.memory);
  head.libraries.forEach((library, i) => load(module, library, compiled[i], head.symbols));
  table.grow(head.table - table.length);
  for (const [name, value] of Object.entries(head.symbols)) {
    if (name in module.GOT && module.GOT[name].value !== value) module.GOT[name].value = value;
  }
  for (const [place, name, own] of head.slots) {
    module.setWasmTableEntry(place, LDSO.loadedLibsByName[name].exports[own]);
  }
  module.API.restoreSnapshot = () => {
    putFilled(module.HEAPU8, head.filled, memory);
    writeFiles(module.FS, files);
    return head.objects;
  };
}

/** @param {any} module */
function loadedLibraries(module) {
  const { HEAPU32, LDSO } = module;
  const handles = new Map(
    Object.entries(LDSO.loadedLibsByHandle).map(([handle, library]) => [library, Number(handle)]),
  );
  /** @type {any[]} */
  const all = Object.values(LDSO.loadedLibsByName);
  return all
    .filter(({ name }) => name !== "__main__")
    .map((library) => {
      const handle = /** @type {number} */ (handles.get(library));
      const { name, global, refcount } = library;
      const [memoryBase, tableBase, tableSize] = [MEMORY_BASE, TABLE_BASE, TABLE_SIZE].map(
        (offset) => HEAPU32[(handle + offset) / 4],
      );
      return { name, handle, global, refcount, memoryBase, tableBase, tableSize };
    });
}

/**
 * Tell what the table holds that no library put there when it was loaded.
 *
 * @param {any} module
 * @param {Library[]} libraries
 * @param {number} ownTable
 * @returns {[number, string, string][]}
 */
function slotsBeside({ wasmTable: table, LDSO }, libraries, ownTable) {
  const known = new Map();
  for (const { name } of libraries) {
    for (const [own, value] of Object.entries(LDSO.loadedLibsByName[name].exports)) {
      known.set(value, [name, own]);
    }
  }
  /** @type {[number, string, string][]} */
  const slots = [];
  for (let place = ownTable; place < table.length; place++) {
    const owner = libraries.find(
      ({ tableBase, tableSize }) => place >= tableBase && place < tableBase + tableSize,
    );
    if (owner) {
      place = owner.tableBase + owner.tableSize - 1;
      continue;
    }
    const found = known.get(table.get(place));
    if (!found) throw new Error("the table holds a function of unknown origin");
    slots.push([place, found[0], found[1]]);
  }
  return slots;
}

/**
 * Load a library to where it was. What it writes into the memory meanwhile does not matter.
 *
 * @param {any} module
 * @param {Library} library
 * @param {WebAssembly.Module} compiled
 * @param {Record<string, number>} symbols
 */
function load(module, library, compiled, symbols) {
  const { wasmTable: table, LDSO, GOT } = module;
  const { name, handle, global, refcount, memoryBase, tableBase, tableSize } = library;
  // A library without functions in the table has no place there.
  if (tableSize) table.grow(tableBase + tableSize - table.length);
  const main = LDSO.loadedLibsByName.__main__.exports;
  /** @type {Record<string, any>} */
  let own;
  /** @type {Record<string, Function>} */
  const later = {};
  const environment = new Proxy(later, {
    get(_, /** @type {string} */ symbol) {
      if (symbol === "__memory_base") return memoryBase;
      if (symbol === "__table_base") return tableBase;
      if (symbol in main && !main[symbol].stub) return main[symbol];
      return (later[symbol] ??= (/** @type {any[]} */ ...args) => own[symbol](...args));
    },
  });
  const offsets = new Proxy(GOT, {
    get: (_, /** @type {string} */ symbol) =>
      (GOT[symbol] ??= new WebAssembly.Global({ value: "i32", mutable: true }, symbols[symbol])),
  });
  const { exports } = new WebAssembly.Instance(compiled, {
    env: environment,
    wasi_snapshot_preview1: environment,
    "GOT.mem": offsets,
    "GOT.func": offsets,
  });
  own = module.relocateExports(exports, memoryBase);
  Object.assign(module.newDSO(name, handle, own), { global, refcount });
}

/**
 * @param {any} FS
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(FS, folder) {
  return FS.readdir(folder)
    .filter((/** @type {string} */ name) => name !== "." && name !== "..")
    .flatMap((/** @type {string} */ name) => {
      const path = `${folder}/${name}`;
      return FS.isDir(FS.stat(path).mode) ? filesBelow(FS, path) : [path];
    });
}

/**
 * @param {any} FS
 * @param {Map<string, Uint8Array>} files
 */
function writeFiles(FS, files) {
  const made = new Set();
  for (const [path, bytes] of files) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(path, bytes, { canOwn: true });
  }
}

/**
 * @param {Uint8Array} head
 * @param {Uint8Array[]} memory
 * @param {Uint8Array[]} files
 */
function joined(head, memory, files) {
  const [memoryLength, filesLength] = [memory, files].map((parts) =>
    parts.reduce((total, part) => total + part.length, 0),
  );
  const numbers = new Uint32Array([MARK, head.length, memoryLength, filesLength]);
  const all = new Uint8Array(numbers.byteLength + head.length + memoryLength + filesLength);
  all.set(new Uint8Array(numbers.buffer));
  let end = numbers.byteLength;
  for (const part of [head, ...memory, ...files]) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}
