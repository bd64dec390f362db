/** Wires everything: the only file that knows all the others. */

import "./locale.js";
import { createClient } from "./client.js";
import { createDescending } from "./descending.js";
import { hideControls } from "./controls.js";
import { createEditing } from "./editing.js";
import { createKeeping } from "./keeping.js";
import { createExampleLoading } from "./examples.js";
import { createExporting } from "./exporting.js";
import { createGlassing } from "./glassing.js";
import { createWorker } from "./fenced_worker.js";
import { bringLanguage, languageFor, setLanguage } from "./language.js";
import { createMachining } from "./machining.js";
import { createExercisesPage } from "./pages/exercises.js";
import { createHow } from "./pages/how.js";
import { createRegressionPage } from "./pages/regression.js";
import { createTimingPage } from "./pages/timing.js";
import { createTitanicPage } from "./pages/titanic.js";
import { letter, listenForShortcuts, studioShortcuts } from "./shortcuts.js";
import { createSharing } from "./sharing.js";
import { createSelecting } from "./selecting.js";
import { createOffline } from "./offline.js";
import { initialState } from "./state.js";
import { createStore } from "./store.js";
import { createStrokes } from "./strokes.js";
import { createTraining } from "./training.js";
import { createCodePage } from "./views/code_page.js";
import { createCodeSign } from "./views/code_sign.js";
import { createDataPanel } from "./views/data_panel.js";
import { createDrawingTools } from "./views/drawing_tools.js";
import { createExportMenu } from "./views/export_menu.js";
import { createFigures } from "./views/figures.js";
import { createGlass } from "./views/glass.js";
import { linkReadings } from "./views/glass_links.js";
import { createPull } from "./views/glass_pull.js";
import { choosePoints } from "./views/glass_points.js";
import { createHelp } from "./views/help.js";
import { createLanguageMenu } from "./views/language_menu.js";
import { createLegend } from "./views/legend.js";
import { createEmbed, isEmbedded } from "./views/embed.js";
import { createExamples } from "./views/examples_row.js";
import { createMachinePanel } from "./views/machine_panel.js";
import { createMessages } from "./views/messages.js";
import { createNews } from "./views/news.js";
import { createPageTabs } from "./views/page_tabs.js";
import { createPaste } from "./views/paste.js";
import { drawPicture } from "./views/picture.js";
import { createPlane } from "./views/plane.js";
import { listenForPrint } from "./views/print.js";
import { createRunBar } from "./views/run_bar.js";
import { createScenesMenu } from "./views/scenes_menu.js";
import { createSettingsDialog } from "./views/settings_dialog.js";
import { createShareDialog } from "./views/share_dialog.js";
import { createSheet } from "./views/sheet.js";
import { createViewTools } from "./views/view_tools.js";
import { createVoice } from "./views/voice.js";
import { createWatch } from "./views/watch.js";
import { createWorkshop } from "./workshop.js";

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Let the browser paint and hear: no part of the page waits for all the others. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

document.body.classList.add("unfinished");
await breathe();
const language = await bringLanguage(languageFor(navigator.languages));
const store = createStore({ ...initialState(), language });
setLanguage(language);
store.subscribe(({ language }, before) => {
  if (language !== before.language) setLanguage(language);
});

const client = createClient(createWorker, {
  status: (status) => store.update({ status }),
  death: () => training.afterDeath(),
  printed: (text) => workshop.printed(text),
  silence: (silent) => workshop.silence(silent),
});
await breathe();
const training = createTraining(store, client);
const workshop = createWorkshop(store, client);
const editing = createEditing(store, client);
const strokes = createStrokes(store, editing);
const selecting = createSelecting(store, editing);
const machining = createMachining(store);
const examples = createExampleLoading(store, editing, machining);

await breathe();
// What was there when the page was left comes first, so that each view begins with it.
const exercises = createExercisesPage(element("exercises"), client, store);
await breathe();
const how = createHow(element("how"), client, store);
const regression = createRegressionPage(element("regression"), client, store, how);
await breathe();
const titanic = createTitanicPage(element("titanic"), client, store, how);
await breathe();
const timing = createTimingPage(element("timing"), client, store, how);
const pages = { exercises, regression, titanic, timing };
const keeping = createKeeping(store, pages);
const sharing = createSharing(store, keeping, editing, isEmbedded());
if (!isEmbedded()) await keeping.begin();
if (store.get().making) editing.makeAgain();
await sharing.begin();

createPageTabs(element("pages"), store);
createMessages(store, client.restart);
createNews(store, createOffline(store, isEmbedded(), keeping.now).switchOver);
await breathe();
createRunBar(element("run"), store, training, machining);
createCodeSign(element("run"), store);
await breathe();
const { takeFile } = createPaste(store, editing, pages.titanic.openText, sharing.openFile);
await breathe();
createDataPanel(element("data"), store, editing, machining, takeFile);
createExamples(element("examples"), examples);
await breathe();
createDrawingTools(element("drawing-tools"), store, editing, selecting);
await breathe();
createPlane(element("plane"), element("plane-voice"), store, { strokes, selecting, editing });
await breathe();
const glassing = createGlassing(store, client, training);
createGlass(element("glass"), store, glassing);
await breathe();
createPull(element("plane"), store);
choosePoints(element("plane"), store, glassing.choose);
await breathe();
createCodePage(element("code"), store, workshop);
createWatch(store, workshop.stop);
createViewTools(element("plane-view"), store);
createLegend(element("plane-legend"), store);
await breathe();
const places = { run: element("run"), under: element("diagrams"), tabs: element("sheet") };
createMachinePanel(element("machine"), places, store, {
  machining,
  ...examples,
  lead: glassing.lead,
});
await breathe();
createFigures(element("figures"), store, {
  setWeights: machining.setWeights,
  lead: glassing.lead,
  ...createDescending(store, client),
});

await breathe();
createSheet(element("sheet"), element("run"));
createVoice(element("voice"), store);
createScenesMenu(element("tools"), store, keeping, sharing.openFile);
await breathe();
createShareDialog(element("tools"), sharing);
createExportMenu(element("tools"), createExporting(store, client, drawPicture));
createLanguageMenu(element("tools"), store);
createSettingsDialog(element("tools"), store);
if (isEmbedded()) createEmbed(sharing);
await breathe();
hideControls(store);
linkReadings([element("run"), element("machine"), element("diagrams")], glassing.lead);
const shortcuts = studioShortcuts(store, editing, training, machining, glassing);
const help = createHelp(element("tools"), store, shortcuts);
listenForShortcuts(store, [...shortcuts, letter("?", "help.help", help.open)]);
document.body.classList.remove("unfinished");
listenForPrint();
