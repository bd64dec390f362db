/** Under the plane: what the surface shows, and how near one looks. */

import { HOME, zoomed } from "../place.js";
import { h } from "./dom.js";
import { menu } from "./fields.js";
import { icon } from "./icons.js";

/** @typedef {import("../state.js").State["show"]["surface"]} Surface */

/** @type {Surface[]} */
const SURFACES = ["probability", "confidence", "neuron"];
const ZOOM = 1.5;

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createViewTools(root, store) {
  const options = SURFACES.map((value) => h("option", { value, words: `plane.surface-${value}` }));
  const surface = menu("plane.surface", "surface", options, (value) =>
    choose(/** @type {Surface} */ (value)),
  );
  /**
   * @param {import("./icons.js").Icon} name
   * @param {() => import("../state.js").Place} place
   */
  const button = (name, place) =>
    h(
      "button",
      {
        type: "button",
        label: `plane.zoom-${name}`,
        title: `plane.zoom-${name}`,
        on: { click: () => store.update({ place: place() }) },
      },
      icon(name),
    );
  const zoom = h(
    "div",
    { class: "acts" },
    button("out", () => zoomed(store.get().place, 1 / ZOOM)),
    button("home", () => HOME),
    button("in", () => zoomed(store.get().place, ZOOM)),
  );
  root.append(surface.root, zoom);

  /** @param {Surface} surface */
  function choose(surface) {
    const { show, machines } = store.get();
    const neurons = show.neurons.map((chosen, i) =>
      chosen === null && machines[i]?.hidden.length ? firstNeuron() : chosen,
    );
    const changed = surface === "neuron" ? { surface, neurons } : { surface };
    store.update({ show: { ...show, ...changed } });
  }

  store.subscribe(({ show, machines }) => {
    surface.show(show.surface);
    options[2].disabled = machines.every(({ hidden }) => hidden.length === 0);
  });
}

/** @returns {[number, number]} */
function firstNeuron() {
  return [0, 0];
}
