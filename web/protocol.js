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
export const PROGRESS = "progress";
export const RESULT = "result";
export const ERROR = "error";

/**
 * @typedef {{type: "call", id: number, method: string, args: object, interval: number}} Call
 *   `interval` is the least time between two progress messages, in milliseconds.
 * @typedef {Call | {type: "cancel", id: number} | {type: "ping"}} ToWorker
 *
 * @typedef {object} Status
 * @property {"loading" | "ready" | "failed"} phase
 * @property {number} loaded  Bytes that have arrived.
 * @property {number} total  Bytes in all.
 * @property {string} detail  Which versions are ready, or why they are not.
 *
 * @typedef {object} Failure
 * @property {"input" | "user-code" | "internal" | "cancelled" | "worker"} kind
 * @property {string} name
 * @property {string} message  One sentence for people.
 * @property {number | null} line
 * @property {string} traceback
 *
 * @typedef {{type: "status"} & Status
 *   | {type: "pong"}
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
 *
 * @typedef {object} Snapshot  The neuron after an iteration.
 * @property {number} iteration
 * @property {number} cost
 * @property {number} accuracy
 * @property {number[]} w
 * @property {number} b
 * @property {[number, number] | null} boundary  Slope and intercept of the line p = 0.5.
 * @property {{data: Float32Array, shape: [number, number]}} surface  Row by row from the top.
 * @property {Float64Array} history  The costs from the last snapshot's to this one's.
 * @property {string | null} advice
 *
 * @typedef {Points & {missed: Uint8Array, accuracy: number}} TestResult
 *
 * @typedef {object} Described  What the build asks the core, for menus before Python is there.
 * @property {string} version
 * @property {string} numpy
 * @property {{dataset: string, n_points: number, seed: number, learning_rate: number,
 *   n_iterations: number}} defaults
 * @property {{n_points: number, n_iterations: number}} limits
 * @property {{name: string, title: string, noise: number, line: [number, number] | null,
 *   points: Points}[]} datasets
 */
