/** What build.py puts into the bundles. */

/** Whether this goes into the one file, which has everything inside. */
declare const ONE_FILE: boolean;

/** In main.js: how many bytes that file has, for who is to download it; 0 where there is none. */
declare const FILE_SIZE: number;

/** In the one file's page: name to raw bytes, of all that is packed in it. */
declare const PACKED: Record<string, number>;

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

/** In the one file's worker: what Pyodide's lock says of itself, and modules that are not inside. */
declare const INSIDE: { lockInfo: object; leftOut: string[] };

/** In worker.js: starting.js, or packed_start.js in the one file. */
declare module "starting" {
  export const startPython: typeof import("./starting.js").startPython;
  export const bringLate: typeof import("./starting.js").bringLate;
}

/** What the service worker keeps: written above it by the build. */
declare const SITE: {
  /** A hash of all that is in it. */
  version: string;
  /** Path to integrity, the start's files first; "./" is the page. */
  files: Record<string, string>;
};

/** The two halves of Pyodide's core, in the one file. */
declare module "pyodide-loader" {
  export function loadPyodide(options: object): Promise<any>;
}
declare module "pyodide-module" {
  const createPyodideModule: Function;
  export default createPyodideModule;
}

/** The bundle of unpack_worker.js. */
declare module "unpacker" {
  const script: string;
  export default script;
}

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
