/** The page of the regression: a line through points, dragged by hand and then learned. */

import { t } from "../language.js";
import { createStore } from "../store.js";
import { createCostChart } from "../views/cost_chart.js";
import { h } from "../views/dom.js";
import { number, significant } from "../views/format.js";
import { createDescent } from "./regression_descent.js";
import { createRegression } from "./regression_effects.js";
import { createRegressionPanel } from "./regression_panel.js";
import { createRegressionPlane } from "./regression_plane.js";
import {
  columns,
  costLines,
  firstState,
  lineAt,
  restoredFrom,
  savedOf,
} from "./regression_state.js";

/**
 * @param {HTMLElement} root
 * @param {import("./effects.js").Client} client
 * @param {import("./effects.js").Shared} shared
 * @param {import("./how.js").How} how
 */
export function createRegressionPage(root, client, shared, how) {
  const store = createStore(firstState());
  const actions = createRegression(store, client, shared);
  const lead = how.of(subjectOf(store), store);
  const tools = h("div", { class: "over" });
  const stage = h("section", { class: "stage", label: "regression.stage" }, tools);
  const side = h("div", { class: "side" });
  const descent = h("section", { class: "panel" }, h("h2", { words: "regression.descent" }));
  const cost = h("section", { class: "panel cost" }, h("h2", { words: "figures.tab-cost" }));
  root.append(stage, side);
  createRegressionPlane(stage, store, actions, lead);
  createRegressionPanel(tools, side, store, actions, lead);
  side.append(cost, descent);
  createDescent(descent, store, actions, lead);
  const chart = createCostChart(cost, {
    lines: () => costLines(store.get()),
    busy: () => store.get().training.mode !== "idle",
    titles: () => store.get().earlier.map(titleOf),
    forget: actions.forget,
    lead: ({ kind, iteration }, from) =>
      lead({ stage: "cost", symbols: ["J"], at: kind === "hand" ? 0 : iteration }, from),
  });
  store.subscribe(chart.update);
  shared.subscribe(({ language, page, status }, before) => {
    if (language !== before.language) {
      store.update({});
      chart.remake();
    }
    // A lost worker has left questions open: they are asked again once another one is there.
    if (status.phase === "ready" && before.status.phase !== "ready") actions.ask();
    if (page === "regression") actions.open();
    else if (before.page === "regression") actions.halt();
  });
  root.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "number";
    const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (typing || !undoing || event.shiftKey || event.altKey) return;
    event.preventDefault();
    actions.undo();
  });
  return {
    saved: () => savedOf(store.get()),
    /** @param {unknown} value */
    restore(value) {
      actions.halt();
      store.update({ ...firstState(), ...restoredFrom(value) });
    },
    subscribe: store.subscribe,
  };
}

/**
 * What of the line can be taken apart.
 *
 * @param {import("./regression_state.js").RegressionStore} store
 * @returns {import("./how.js").Subject}
 */
function subjectOf(store) {
  return {
    page: "regression",
    method: "regression_explain",
    about() {
      const { points, line, settings } = store.get();
      return [points, line, settings.learning_rate];
    },
    busy() {
      const { points, training } = store.get();
      return points.length === 0 || training.mode !== "idle";
    },
    args({ point = null, at, best = false }) {
      const { points, settings } = store.get();
      const { learning_rate } = settings;
      return { points: columns(points), ...lineAt(store.get(), at), learning_rate, point, best };
    },
    manner: () => ({ shapes: false, own: ["regression.symbol"], names: {} }),
    stages: "regression.about",
    notes({ earlier }) {
      const begun = store.get().training.iteration > 0;
      return earlier ? [t(begun ? "glass.lead" : "glass.lead-start")] : [];
    },
  };
}

/** @param {import("../run.js").Curve} curve */
function titleOf({ iteration, cost }) {
  const [last, least] = [number(iteration.at(-1) ?? 0, 0), significant(cost.at(-1) ?? 0)];
  return `${t("regression.iteration")} ${last}, ${t("regression.cost")} ${least}`;
}
