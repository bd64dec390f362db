/** What build.py puts into the bundles. */

/** In main.js: the worker's bundle, relative to the main bundle. */
declare const WORKER_URL: string;

/** In worker.js: where the runtime is, relative to the worker's bundle. */
declare const RUNTIME: {
  /** The folder of Pyodide's own files, with a slash at its end. */
  indexURL: string;
  /** The trimmed pyodide-lock.json; packages lie relative to it. */
  lockFileURL: string;
  /** The folder of what a start imports, compiled: stdlib.zip and numpy.zip. */
  startURL: string;
  /** The core's wheel. */
  coreURL: string;
  /** Name to raw bytes, of every file fetched on the way to `import glassneuron`. */
  files: Record<string, number>;
  /** Package to name to raw bytes, of the files fetched when that package is asked for. */
  later: Record<string, Record<string, number>>;
  /** The modules that a start leaves out, and the file of the runtime that holds them all. */
  late: Record<"stdlib" | "numpy", { file: string; modules: string[] }>;
};

/** What the service worker keeps: written above it by the build. */
declare const SITE: {
  /** A hash of all that is in it. */
  version: string;
  /** Path to integrity, the start's files first; "./" is the page. */
  files: Record<string, string>;
};

/** What `python -m glassneuron.session` printed while building. */
declare module "described" {
  const described: import("./protocol.js").Described;
  export default described;
}

/** What `formulas.json` became while building: MathML. */
declare module "formulas" {
  const formulas: { symbols: Record<string, string>; formulas: Record<string, string> };
  export default formulas;
}

/** The part of Papa Parse that the page uses; its own types would bring all of Node's. */
declare module "papaparse" {
  export function parse(
    text: string,
    config: { skipEmptyLines: "greedy"; delimiter?: string; delimitersToGuess?: string[] },
  ): {
    data: string[][];
    errors: { type: string; code: string; message: string; row?: number }[];
    meta: { delimiter: string };
  };
}
