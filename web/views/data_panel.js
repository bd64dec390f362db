/** Where the points come from: a data set and its numbers. */

import described from "described";
import { t } from "../language.js";
import { DRAWN } from "../scene.js";
import { h, setText } from "./dom.js";
import { menu, numberField } from "./fields.js";

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 */
export function createDataPanel(root, store, editing) {
  const drawn = h("option", { value: DRAWN, words: "data.drawn" });
  const titles = described.datasets.map(({ name, title }) => new Option(title, name));
  const dataset = menu("data.dataset", "dataset", [...titles, drawn], editing.chooseDataset);
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
  const census = h("p", { class: "soft" });
  root.append(
    h("h2", { words: "data.title" }),
    dataset.root,
    ...Object.values(fields).map((field) => field.root),
    census,
  );

  store.subscribe((state, before) => {
    dataset.show(state.dataset);
    fields.n_points.show(state.numbers.n_points);
    fields.noise.show(state.numbers.noise);
    fields.seed.show(state.numbers.seed);
    const changed = state.points !== before.points || state.language !== before.language;
    if (state === before || changed) setText(census, censusOf(state.points));
  });
}

/** @param {import("../state.js").State["points"]} points */
function censusOf(points) {
  const counts = [0, 0, 0];
  for (const { label } of points) counts[label] += 1;
  const [zeros, ones, twos] = counts;
  return t(twos > 0 ? "data.census-3" : "data.census", { ones, zeros, twos });
}
