/** The worker that the page talks to, fenced in by the page's content security policy. */

import { freshWorker } from "./early_worker.js";
import { workerOrNone } from "./missing.js";
import { createPackedWorker } from "./packed_worker.js";

export function createWorker() {
  // In the one file it comes out of the page, and keeps to its policy as well.
  return workerOrNone(ONE_FILE ? createPackedWorker : freshWorker);
}
