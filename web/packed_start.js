/** Starts Python in the one file: the page sends what it has unpacked. */

import createPyodideModule from "pyodide-module";
import { loadPyodide } from "pyodide-loader";
import { MEMORY, hold } from "./packed_fetch.js";

/** @type {Promise<Record<string, Uint8Array<ArrayBuffer>>>} */
const files = new Promise((resolve) => {
  addEventListener("message", function take({ data }) {
    if (!data.files) return;
    removeEventListener("message", take);
    resolve(data.files);
  });
});

/**
 * The same as in starting.js; how far it is the page knows by itself.
 *
 * @param {(text: string) => void} print
 */
export async function startPython(print) {
  const inside = await files;
  hold("pyodide.asm.wasm", inside["pyodide.asm.wasm"], "application/wasm");
  hold("stdlib.zip", inside["stdlib.zip"], "application/zip");
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: MEMORY,
    stdLibURL: `${MEMORY}stdlib.zip`,
    lockFileContents: { info: INSIDE.lockInfo, packages: {} },
    stdout: print,
    stderr: print,
  });
  const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]");
  for (const name of ["numpy.zip", "core.whl"]) {
    pyodide.unpackArchive(inside[name], "zip", { extractDir });
  }
  // Before the page is told that all is ready: from then on it expects quick answers.
  pyodide.pyimport("glassneuron.session").destroy();
  return { pyodide, keep: async () => {} };
}

/**
 * All is here from the start, but for what is too large for one file.
 *
 * @param {any} pyodide
 */
export function bringLate(pyodide) {
  const finder = pyodide.pyimport("glassneuron.late_imports");
  finder.install(pyodide.toPy({}), () => {}, pyodide.toPy(INSIDE.leftOut));
}
