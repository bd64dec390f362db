/** Where the points come from: a data set and its numbers, a table, and what is kept for the test. */

import described from "described";
import { has, t } from "../language.js";
import { DRAWN } from "../scene.js";
import { datasetNamed } from "../state.js";
import { h, setText } from "./dom.js";
import { menu, numberField } from "./fields.js";
import { createPointsTable } from "./points_table.js";

/** @typedef {import("../protocol.js").Testing} Testing */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 * @param {ReturnType<typeof import("../machining.js").createMachining>} machining
 * @param {(file: File) => void} takeFile  Makes points of a file.
 */
export function createDataPanel(root, store, editing, machining, takeFile) {
  const drawn = h("option", { value: DRAWN, words: "data.drawn" });
  const titles = described.datasets.map(({ name, title }) => {
    const words = `data.dataset-${name}`;
    return has(words) ? h("option", { value: name, words }) : new Option(title, name);
  });
  const dataset = menu("data.dataset", "dataset", [...titles, drawn], editing.chooseDataset);
  const formula = h("input", {
    id: "formula",
    type: "text",
    spellcheck: "false",
    autocomplete: "off",
    on: { change: () => editing.setNumbers({ settings: { formula: formula.value } }) },
  });
  const formulaField = h(
    "div",
    { class: "field" },
    h("label", { for: "formula", words: "data.formula" }),
    formula,
  );
  const fields = {
    n_points: numberField(
      "data.n-points",
      { id: "n-points", min: 1, max: described.limits.n_points, step: 1 },
      (n_points) => editing.setNumbers({ n_points }),
    ),
    noise: numberField("data.noise", { id: "noise", min: 0 }, (noise) =>
      editing.setNumbers({ noise }),
    ),
    seed: numberField("data.seed", { id: "seed", min: 0, step: 1 }, (seed) =>
      editing.setNumbers({ seed }),
    ),
  };
  const again = h("button", {
    type: "button",
    words: "data.again",
    title: "data.again-why",
    on: { click: () => editing.setNumbers({ seed: (store.get().numbers.seed ?? 0) + 1 }) },
  });

  const fresh = h("option", { value: "fresh", words: "data.fresh" });
  const heldOut = h("option", { value: "held_out", words: "data.held-out" });
  const testOn = menu("data.test-on", "test-on", [fresh, heldOut], (on) =>
    machining.setTesting({ on: /** @type {Testing["on"]} */ (on) }),
  );
  const share = numberField("data.share", { id: "share", min: 1, max: 80, step: 1 }, (value) =>
    machining.setTesting({ share: value }),
  );

  share.root.classList.add("with-unit");
  const census = h("p", { class: "soft" });
  const table = createPointsTable(store, editing);
  const open = h("button", {
    type: "button",
    words: "data.table",
    "aria-expanded": "false",
    "aria-controls": "points-table",
    on: { click: toggleTable },
  });
  const file = h("input", {
    type: "file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    hidden: true,
    on: {
      change() {
        const [chosen] = file.files ?? [];
        if (chosen) takeFile(chosen);
        file.value = "";
      },
    },
  });
  const openFile = h("button", {
    type: "button",
    words: "data.open-csv",
    title: "data.csv-why",
    on: { click: () => file.click() },
  });

  const making = h(
    "div",
    { class: "data-making" },
    h("div", { id: "examples", "data-control": "examples" }),
    h("div", { class: "stack", "data-control": "dataset" }, dataset.root, formulaField),
    h(
      "div",
      { class: "pairs", "data-control": "numbers" },
      fields.n_points.root,
      fields.noise.root,
    ),
    h("div", { class: "pairs equal", "data-control": "numbers" }, fields.seed.root, again),
    h("div", { class: "pairs", "data-control": "testing" }, testOn.root, share.root),
  );
  root.append(
    h("h2", { words: "data.title" }),
    making,
    census,
    h("div", { class: "data-acts", "data-control": "table" }, open, openFile, file),
    table.root,
  );

  function toggleTable() {
    table.toggle();
    making.hidden = !table.root.hidden;
    open.setAttribute("aria-expanded", String(making.hidden));
  }

  store.subscribe((state, before) => {
    const { numbers, testing } = state;
    dataset.show(state.dataset);
    const own = state.dataset === DRAWN ? {} : datasetNamed(state.dataset).settings;
    formulaField.hidden = !("formula" in own);
    const written = String(numbers.settings?.formula ?? own.formula ?? "");
    if (document.activeElement !== formula) formula.value = written;
    fields.n_points.show(numbers.n_points);
    fields.noise.show(numbers.noise);
    fields.seed.show(numbers.seed);
    fresh.disabled = state.dataset === DRAWN;
    testOn.show(fresh.disabled ? "held_out" : testing.on);
    share.show(testing.share);
    share.field.disabled = testOn.select.value === "fresh";
    again.disabled = state.dataset === DRAWN;
    const changed = state.points !== before.points || state.language !== before.language;
    if (state === before || changed) setText(census, censusOf(state.points));
  });
}

/** @param {import("../state.js").State["points"]} points */
export function censusOf(points) {
  const counts = [0, 0, 0];
  for (const { label } of points) counts[label] += 1;
  const [zeros, ones, twos] = counts;
  return t(twos > 0 ? "data.census-3" : "data.census", { ones, zeros, twos });
}
