/** Wires everything: the only file that knows all the others. */

import { createClient } from "./client.js";
import { createDescending } from "./descending.js";
import { createEditing } from "./editing.js";
import { languageFor, setLanguage } from "./language.js";
import { createMachining } from "./machining.js";
import { createRegressionPage } from "./pages/regression.js";
import { initialState } from "./state.js";
import { createStore } from "./store.js";
import { createTraining } from "./training.js";
import { createDataPanel } from "./views/data_panel.js";
import { createDrawing } from "./views/drawing.js";
import { createDrawingTools } from "./views/drawing_tools.js";
import { createFigures } from "./views/figures.js";
import { createMachinePanel } from "./views/machine_panel.js";
import { createMessages } from "./views/messages.js";
import { createPageTabs } from "./views/page_tabs.js";
import { createPlane } from "./views/plane.js";
import { createRunBar } from "./views/run_bar.js";

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const store = createStore({ ...initialState(), language: languageFor(navigator.languages) });
setLanguage(store.get().language);
store.subscribe(({ language }, before) => {
  if (language !== before.language) setLanguage(language);
});

const client = createClient(
  () => new Worker(new URL(WORKER_URL, import.meta.url), { type: "module" }),
  (status) => store.update({ status }),
  () => training.afterDeath(),
);
const training = createTraining(store, client);
const editing = createEditing(store, client);
const machining = createMachining(store);

createPageTabs(element("pages"), store);
createMessages(store, client.restart);
createRunBar(element("run"), store, training, machining);
createDataPanel(element("data"), store, editing);
createDrawingTools(element("drawing-tools"), store, editing);
createPlane(element("plane"), store);
createDrawing(
  /** @type {HTMLCanvasElement} */ (element("plane-input")),
  element("plane-cursor"),
  element("plane-voice"),
  store,
  editing,
);
createMachinePanel(element("machine"), store, machining);
createFigures(element("figures"), store, {
  setWeights: machining.setWeights,
  ...createDescending(store, client),
});

createRegressionPage(element("regression"), client, store);
