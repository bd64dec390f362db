/** What the page begins with, before any of it is to be seen. */

import { startEarly } from "./early_worker.js";

startEarly();
