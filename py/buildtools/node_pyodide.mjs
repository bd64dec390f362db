/**
 * Start the site's Pyodide under Node and run something in it.
 *
 *     node node_pyodide.mjs '{"indexURL": …, "lockFileURL": …, "mounts": …, "run": …, "args": …,
 *         "env": …}'
 *
 * `mounts` maps folders in Pyodide to folders of this machine, which it can read and write. `run` is
 * the path of a Python program, or of a module with a default export of the form
 * `async (pyodide, args) => void`. A Python program finds `args` in `sys.argv`, after its name.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { indexURL, lockFileURL, mounts, run, args, env } = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(`${indexURL}pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL, lockFileURL, env, packages: ["glassneuron"] });
for (const [inside, outside] of Object.entries(mounts)) {
  pyodide.FS.mkdirTree(inside);
  pyodide.mountNodeFS(inside, outside);
}

try {
  if (run.endsWith(".py")) {
    pyodide.globals.set("argv", pyodide.toPy([run, ...args]));
    pyodide.runPython("import sys; sys.argv = argv; del argv, sys");
    pyodide.runPython(readFileSync(run, "utf8"), { filename: run });
  } else {
    const { default: start } = await import(pathToFileURL(run));
    await start(pyodide, args);
  }
} catch (error) {
  // Left to Node, the message comes with the line of Pyodide that threw it: a megabyte.
  console.error(error.message);
  process.exitCode = 1;
}
