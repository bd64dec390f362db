/** The costs of the studio: training and test, each machine, and the runs before. */

import { createCostChart } from "./cost_chart.js";
import { linesOf } from "./curves.js";

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {Pick<import("./figures.js").Actions, "lead">} actions
 */
export function createCostCurve(root, store, { lead }) {
  const chart = createCostChart(root, {
    lines: () => linesOf(store.get()),
    busy: () => store.get().run.mode !== "idle",
    titles: () => store.get().earlier.map(({ title }) => title),
    forget: () => store.update({ earlier: [] }),
    lead: (place) => lead({ stage: "cost", symbols: ["J"], ...place }),
  });
  store.subscribe((state, before) => {
    if (state.language !== before.language) chart.remake();
    const changed =
      state === before ||
      state.run !== before.run ||
      state.earlier !== before.earlier ||
      state.figure !== before.figure;
    if (changed) chart.update();
  });
}
