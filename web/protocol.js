/**
 * What the page and the worker say to each other: constants and types, nothing else.
 *
 * Each call has an id, and exactly one `result` or `error` closes it; `progress` may come before.
 */

export const CALL = "call";
export const CANCEL = "cancel";
/** Asks for any answer at all: a worker that gives none is taken for dead. */
export const PING = "ping";

export const STATUS = "status";
export const PONG = "pong";
/** The worker fetches what the start left out, or keeps its start; until then it answers nothing. */
export const BRINGING = "bringing";
/** A line that Python printed. */
export const PRINTED = "printed";
export const PROGRESS = "progress";
export const RESULT = "result";
export const ERROR = "error";

/**
 * @typedef {object} Call
 * @property {"call"} type
 * @property {number} id
 * @property {string} method
 * @property {object} args
 * @property {number} interval  The least time between two progress messages, in milliseconds.
 * @property {string | null} needs  A package that has to be there first.
 *
 * @typedef {Call | {type: "cancel", id: number} | {type: "ping"}} ToWorker
 *
 * @typedef {"module-workers" | "wasm-exceptions" | "decompression"} Need  Of the page, of a browser.
 *
 * @typedef {object} Status
 * @property {"loading" | "ready" | "failed"} phase
 * @property {number} loaded  Bytes that have arrived.
 * @property {number} total  Bytes in all.
 * @property {string} detail  Which versions are ready, or why they are not.
 * @property {readonly Need[]} [missing]  What the browser lacks.
 *
 * @typedef {object} Failure
 * @property {"input" | "user-code" | "internal" | "cancelled" | "worker"} kind
 * @property {string} name
 * @property {string} message  One sentence for people.
 * @property {number | null} line
 * @property {string} traceback
 * @property {{key: string, values: Record<string, string>}[]} [parts]  The templates of the message,
 *   of an error in the learner's code.
 *
 * @typedef {{type: "status"} & Status
 *   | {type: "pong" | "bringing"}
 *   | {type: "printed", text: string}
 *   | {type: "progress" | "result", id: number, value: any}
 *   | {type: "error", id: number, error: Failure}} FromWorker
 */

/**
 * @typedef {object} Points  Points as columns: what the worker takes and gives.
 * @property {Float64Array | number[]} x
 * @property {Float64Array | number[]} y
 * @property {Uint8Array | number[]} label
 *
 * @typedef {object} Recipe  How to make a data set.
 * @property {string} name
 * @property {number | null} n_points
 * @property {number | null} noise
 * @property {number | null} seed
 * @property {Record<string, number | string>} [settings]  What else the data set lets one choose.
 *
 * @typedef {object} Layer
 * @property {ArrayLike<number> & Iterable<number>} W  Row by row.
 * @property {[number, number]} shape  Neurons in this layer and before it.
 * @property {ArrayLike<number> & Iterable<number>} b
 *
 * @typedef {object} Machine  A neuron or a network, and how it learns.
 * @property {string[]} features
 * @property {number[]} hidden  How many neurons each hidden layer has; none is one neuron.
 * @property {string} activation
 * @property {string} initial_weights
 * @property {string} loss
 * @property {string} optimizer
 * @property {number | null} learning_rate
 * @property {number | null} decay
 * @property {number | null} square_decay
 * @property {number | null} batch_size  Null is all samples.
 * @property {number | null} l1
 * @property {number | null} l2
 * @property {number | null} threshold
 * @property {number | null} seed
 * @property {"readable" | "fast"} engine
 * @property {Layer[] | null} start  Weights set by hand, to begin from.
 * @property {string} [code]  The learner's own Python, to train with.
 *
 * @typedef {object} Testing
 * @property {"fresh" | "held_out"} on
 * @property {number | null} share  Percent of the points.
 *
 * @typedef {{data: Float32Array, shape: number[]}} Picture  Row by row from the top.
 *
 * @typedef {object} MachineSnapshot  A machine after an iteration.
 * @property {Layer[]} params
 * @property {number | null} cost
 * @property {number | null} accuracy
 * @property {number | null} test_cost
 * @property {number | null} test_accuracy
 * @property {{train: number[][], test: number[][] | null} | null} confusion
 * @property {[number, number] | null} boundary  Slope and intercept of the line p = 0.5.
 * @property {Picture | null} surface  P of class 1; for three classes one for each.
 * @property {Picture | null} neurons  A small picture of each hidden neuron.
 * @property {Picture | null} shown  The chosen neuron.
 * @property {{p: Float32Array, z: Float32Array | null, loss: Float32Array} | null} answers
 * @property {Float64Array} history  The costs from the last snapshot's to this one's.
 * @property {number[]} spread
 * @property {string | null} advice
 * @property {string | null} engine
 *
 * @typedef {object} Snapshot
 * @property {number} iteration
 * @property {"cost" | "change" | null} stopped
 * @property {MachineSnapshot[]} machines
 *
 * @typedef {Points & {missed: Uint8Array, accuracy: number}} TestResult
 *
 * @typedef {object} Choice  An entry of a menu.
 * @property {string} name
 * @property {string} title
 *
 * @typedef {object} Described  What the build asks the core, for menus before Python is there.
 * @property {string} version
 * @property {string} numpy
 * @property {string} code  What the learner's own code begins with.
 * @property {{dataset: string, n_points: number, seed: number, n_iterations: number,
 *   machine: Omit<Machine, "start">, testing: Testing}} defaults
 * @property {{n_points: number, n_iterations: number, hidden_layers: number, neurons: number}} limits
 * @property {(Choice & {noise: number, line: [number, number] | null, n_classes: number,
 *   settings: Record<string, number | string>, points: Points})[]} datasets
 * @property {(Choice & {picture: {data: number[], shape: number[]}})[]} features
 * @property {Choice[]} activations
 * @property {Choice[]} initial_weights
 * @property {Choice[]} losses
 * @property {(Choice & {settings: string[]})[]} optimizers
 */
