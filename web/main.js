/** Wires everything: the only file that knows all the others. */

import { createClient } from "./client.js";
import { createEditing } from "./editing.js";
import { initialState } from "./state.js";
import { createStore } from "./store.js";
import { createTraining } from "./training.js";
import { createControls } from "./views/controls.js";
import { createCostCurve } from "./views/cost_curve.js";
import { createDrawing } from "./views/drawing.js";
import { createMessages } from "./views/messages.js";
import { createPlane } from "./views/plane.js";
import { createReadings } from "./views/readings.js";

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const store = createStore(initialState());
const client = createClient(
  () => new Worker(new URL(WORKER_URL, import.meta.url), { type: "module" }),
  (status) => store.update({ status }),
  () => training.afterDeath(),
);
const training = createTraining(store, client);
const editing = createEditing(store, client);

createPlane(element("plane"), store);
createDrawing(
  /** @type {HTMLCanvasElement} */ (element("plane-input")),
  element("plane-cursor"),
  element("plane-voice"),
  store,
  editing,
);
createControls(store, editing, training);
createReadings(store);
createCostCurve(element("cost-curve"), element("cost-reading"), store);
createMessages(store, client.restart);
