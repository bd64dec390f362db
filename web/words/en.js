/** All words of the interface, English: one file for each part of the page. */

import code from "./en/code.json";
import common from "./en/common.json";
import data from "./en/data.json";
import exercises from "./en/exercises.json";
import exporting from "./en/export.json";
import figures from "./en/figures.json";
import glass from "./en/glass.json";
import help from "./en/help.json";
import machine from "./en/machine.json";
import messages from "./en/messages.json";
import missing from "./en/missing.json";
import offline from "./en/offline.json";
import plane from "./en/plane.json";
import regression from "./en/regression.json";
import run from "./en/run.json";
import scenes from "./en/scenes.json";
import share from "./en/share.json";
import timing from "./en/timing.json";
import titanic from "./en/titanic.json";

export default {
  code,
  common,
  data,
  exercises,
  export: exporting,
  figures,
  glass,
  help,
  machine,
  messages,
  missing,
  offline,
  plane,
  regression,
  run,
  scenes,
  share,
  timing,
  titanic,
};
