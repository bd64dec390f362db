/** The only file that names Pyodide: it starts Python, from a snapshot where there is one. */

import { fetchEarly, fileName, stopWatching, watchDownloads } from "./downloads.js";
import { openShelf } from "./kept_snapshot.js";
import { compileLibraries, openSnapshot, putBack, takeSnapshot } from "./snapshot.js";

const base = new URL(import.meta.url);
const indexURL = new URL(RUNTIME.indexURL, base).href;
const startURL = new URL(RUNTIME.startURL, base).href;
const coreURL = new URL(RUNTIME.coreURL, base).href;

/** The path of the zip that Python's own modules are in. */
const LIBRARY = "import sys; next(path for path in sys.path if path.endswith('.zip'))";
const SITE = "import site; site.getsitepackages()[0]";
/** What the page needs of Python, and nothing that only this visit knows. */
const IMPORT = "import glassneuron.session, random, numpy.random, sys";
/** Chance begins anew, and Pyodide puts another empty path in front at each start. */
const RENEW = `${IMPORT}; random.seed(); numpy.random.seed(); sys.path.remove("")`;

/** On their way while the browser is asked for a snapshot. */
const loader = import(`${indexURL}pyodide.mjs`);
const runtime = import(`${indexURL}pyodide.asm.mjs`);
loader.catch(() => {});
runtime.catch(() => {});

/**
 * @param {(text: string) => void} print  Told each line that Python prints.
 * @param {(loaded: number, total: number) => void} onLoaded
 * @returns {Promise<{pyodide: any, keep: () => Promise<void>}>} Python with the core imported, and
 *   what keeps a snapshot of it, to be called before any other code runs in it.
 */
export async function startPython(print, onLoaded) {
  const shelf = await openShelf(base.href);
  if (shelf?.read) {
    try {
      const pyodide = await fromSnapshot(shelf.read(), print, onLoaded);
      return { pyodide, keep: async () => {} };
    } catch {
      // Whatever it is: without it Python starts too.
      await shelf.forget().catch(() => {});
    }
  }
  const { pyodide, ownTable } = await fromFiles(print, onLoaded);
  const keep = async () => {
    try {
      await shelf?.keep?.(takeSnapshot(pyodide, ownTable, pyodide.runPython(SITE)));
    } catch {
      // The next visit starts like this one.
    }
  };
  return { pyodide, keep };
}

/**
 * @param {(text: string) => void} print
 * @param {(loaded: number, total: number) => void} onLoaded
 */
async function fromFiles(print, onLoaded) {
  const lost = watchDownloads(RUNTIME.files, onLoaded);
  // All at once: what the interpreter needs later is on its way while it starts.
  const archives = Promise.all([bytesOf(`${startURL}numpy.zip`), bytesOf(coreURL)]);
  archives.catch(() => {});
  let ownTable = 0;
  // Left alone, Pyodide waits for ever for a file that does not come.
  const pyodide = await Promise.race([
    load(print, {}, (module) => {
      ownTable = module.wasmTable.length;
    }),
    lost,
  ]);
  const extractDir = pyodide.runPython(SITE);
  for (const archive of await Promise.race([archives, lost])) {
    pyodide.unpackArchive(archive, "zip", { extractDir });
  }
  stopWatching();
  runAside(pyodide, IMPORT);
  return { pyodide, ownTable };
}

/**
 * @param {Promise<import("./kept_snapshot.js").Kept>} kept
 * @param {(text: string) => void} print
 * @param {(loaded: number, total: number) => void} onLoaded
 */
async function fromSnapshot(kept, print, onLoaded) {
  const { [fileName(coreURL)]: core, "numpy.zip": numpy, ...sizes } = RUNTIME.files;
  const lost = watchDownloads(sizes, onLoaded);
  const read = kept.then(async ({ buffer, checked }) => {
    const snapshot = openSnapshot(buffer);
    const compiled = await compileLibraries(snapshot);
    await checked;
    return { snapshot, compiled };
  });
  read.catch(() => {});
  // That there is something to put back is all that Pyodide itself has to know.
  const options = { _loadSnapshot: new Uint8Array(0) };
  const pyodide = await Promise.race([
    load(print, options, async (module) => {
      const { snapshot, compiled } = await read;
      putBack(module, snapshot, compiled);
    }),
    lost,
  ]);
  stopWatching();
  runAside(pyodide, RENEW);
  return pyodide;
}

/**
 * Run statements that leave no names behind.
 *
 * @param {any} pyodide
 * @param {string} code
 */
function runAside(pyodide, code) {
  const globals = pyodide.toPy({});
  pyodide.runPython(code, { globals });
  globals.destroy();
}

/**
 * @param {(text: string) => void} print
 * @param {object} more
 * @param {(module: any) => unknown} onModule  Called between the making of the runtime and Python.
 */
async function load(print, more, onModule) {
  const [stdLibURL, lockFileURL] = [
    `${startURL}stdlib.zip`,
    new URL(RUNTIME.lockFileURL, base).href,
  ];
  // All that Pyodide asks for in the end, at once.
  fetchEarly([`${indexURL}pyodide.asm.wasm`, stdLibURL, lockFileURL]);
  const { loadPyodide } = await loader;
  return loadPyodide({
    indexURL,
    stdLibURL,
    lockFileURL,
    // What is printed is told at once: code that never ends may print all the same.
    stdout: print,
    stderr: print,
    /** @param {object} settings */
    createPyodideModule: async (settings) => {
      const module = await (await runtime).default(settings);
      await onModule(module);
      return module;
    },
    ...more,
  });
}

/**
 * Let Python's imports bring what the start left out: the rest of its library, and of NumPy.
 *
 * @param {any} pyodide
 * @param {() => void} onBring  Told each time, before Python waits.
 */
export function bringLate(pyodide, onBring) {
  const { late } = RUNTIME;
  /** @param {"stdlib" | "numpy"} source */
  const bring = (source) => {
    onBring();
    const archive = bytesNow(indexURL + late[source].file);
    const extractDir = pyodide.runPython(SITE);
    if (source === "numpy") pyodide.unpackArchive(archive, "zip", { extractDir });
    else pyodide.FS.writeFile(pyodide.runPython(LIBRARY), archive);
  };
  const names = { stdlib: late.stdlib.modules, numpy: late.numpy.modules };
  pyodide.pyimport("glassneuron.late_imports").install(pyodide.toPy(names), bring);
}

/** @param {string} url */
async function bytesOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${fileName(url)} is not there (${response.status})`);
  return response.arrayBuffer();
}

/**
 * The same for an import, which cannot wait for a promise.
 *
 * @param {string} url
 */
function bytesNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${fileName(url)} is not there (${request.status})`);
  return new Uint8Array(request.response);
}
