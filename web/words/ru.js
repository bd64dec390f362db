/** All words of the interface, Russian: one file for each part of the page. */

import code from "./ru/code.json";
import common from "./ru/common.json";
import data from "./ru/data.json";
import exercises from "./ru/exercises.json";
import exporting from "./ru/export.json";
import figures from "./ru/figures.json";
import glass from "./ru/glass.json";
import help from "./ru/help.json";
import machine from "./ru/machine.json";
import messages from "./ru/messages.json";
import missing from "./ru/missing.json";
import offline from "./ru/offline.json";
import plane from "./ru/plane.json";
import regression from "./ru/regression.json";
import run from "./ru/run.json";
import scenes from "./ru/scenes.json";
import share from "./ru/share.json";
import timing from "./ru/timing.json";
import titanic from "./ru/titanic.json";

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
