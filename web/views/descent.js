/** The descent: a map of the cost over two parameters, and the way the machine takes on it. */

import { t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { flat } from "../run.js";
import { keepSharp, onSchemeChange } from "./canvas.js";
import { drawMap, drawWay, geometry } from "./cost_map.js";
import { h, oncePerFrame, setText } from "./dom.js";
import { moved, placeAt, readingOf, shaped, sliceInWords } from "./map_places.js";
import { howButton } from "./glass_links.js";
import { parameterOptions, parametersOf } from "./parameters.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("./map_places.js").Place} Place
 */

const STEPS = { coarse: 40, fine: 200 };

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {import("./figures.js").Actions} actions
 */
export function createDescent(root, store, actions) {
  const ground = h("canvas", { "aria-hidden": "true" });
  const way = h("canvas", {
    id: "descent-map",
    tabindex: "0",
    role: "application",
    label: "figures.descent-map",
    "aria-describedby": "descent-help",
  });
  const [across, up] = ["across", "up"].map((name) =>
    h("select", { id: `descent-${name}`, autocomplete: "off", on: { change: choose } }),
  );
  const reading = h("p", { class: "descent-reading", id: "descent-reading" });
  const how = howButton("", () => actions.lead({ stage: "cost", symbols: ["J"] }));
  const slice = h("p", { class: "soft descent-slice" });
  const busy = h("progress", { label: "figures.descent-progress", max: "1" });
  const message = h("p", { class: "descent-message soft" });
  const voice = h("p", { class: "visually-hidden", "aria-live": "polite" });
  root.append(
    h("div", { class: "descent-map" }, ground, way, message, busy),
    h(
      "div",
      { class: "descent-side" },
      h("label", {}, h("span", { words: "figures.across" }), across),
      h("label", {}, h("span", { words: "figures.up" }), up),
      h("div", { class: "led" }, reading, how),
      slice,
      h("button", {
        type: "button",
        class: "quiet",
        words: "figures.fit",
        on: { click: () => actions.fit() },
      }),
    ),
    h("p", { class: "visually-hidden", id: "descent-help", words: "figures.descent-help" }),
    voice,
  );

  /**
   * Where the pointer or the keyboard's cursor is.
   *
   * @type {Place | null}
   */
  let cursor = null;
  /** @type {State["descent"]["map"]} */
  let mapped = null;
  let listed = "";
  const update = oncePerFrame(draw);

  for (const canvas of [ground, way]) keepSharp(canvas, redraw);
  onSchemeChange(redraw);
  way.addEventListener("pointermove", (event) => point(placeOf(event)));
  way.addEventListener("pointerleave", () => point(null));
  // A click is rounded to whole pixels; what was read under the pointer is what is meant.
  way.addEventListener("click", (event) => begin(cursor ?? placeOf(event)));
  way.addEventListener("keydown", press);
  way.addEventListener("blur", () => point(null));
  store.subscribe((state, before) => {
    if (state.figure !== "descent") return;
    const changed =
      state === before ||
      state.run !== before.run ||
      state.descent !== before.descent ||
      state.focus !== before.focus ||
      state.machines !== before.machines ||
      state.figure !== before.figure ||
      state.language !== before.language;
    if (changed) update();
  });

  function redraw() {
    mapped = null;
    update();
  }

  function draw() {
    if (way.clientWidth === 0) return;
    const { run, focus, descent } = store.get();
    const { map } = descent;
    const { params, path } = run.machines[focus];
    list();
    if (map !== mapped) {
      drawMap(ground, map);
      mapped = map;
    }
    const usable =
      map && params && map.machine === focus && map.held.length === flat(params).length;
    const places = usable
      ? [...path.params, flat(params)].filter(({ length }) => length === map.held.length)
      : [];
    drawWay(way, usable ? map : null, places, cursor);
    busy.hidden = descent.progress === null || map !== null;
    busy.value = descent.progress ?? 0;
    const waiting = params ? "figures.descent-waiting" : "figures.descent-not-yet";
    setText(message, map ? "" : inLanguage(descent.message ?? t(waiting)));
    const names = parametersOf(params).map(({ name }) => name);
    setText(slice, usable ? sliceInWords(map, flat(params), names) : "");
    const at = cursor ?? (usable && params ? placeAt(map.over, flat(params)) : null);
    // Where the machine is, its own cost is known; elsewhere the map's.
    const known = cursor ? null : run.machines[focus].cost;
    setText(reading, at && usable ? readingOf(map, at, names, known) : "");
    // The machine's own cost has its line; the map's is that of all its places at once.
    how.hidden = known === null || !usable;
    how.setAttribute("aria-label", t("glass.how", { name: t("run.cost") }));
  }

  /** Fill the two menus, when the machine has other parameters than before. */
  function list() {
    const { run, focus, descent, language } = store.get();
    const { params } = run.machines[focus];
    const all = parametersOf(params);
    const now = JSON.stringify([all, language]);
    if (now !== listed) {
      listed = now;
      for (const select of [across, up]) select.replaceChildren(...parameterOptions(all));
    }
    const over = Math.max(...descent.over) < all.length ? descent.over : [0, 1];
    across.value = String(over[0]);
    up.value = String(over[1]);
  }

  /** @param {Event} event */
  function choose({ currentTarget }) {
    const [first, second] = [Number(across.value), Number(up.value)];
    const before = store.get().descent.over;
    // The same one twice: the other takes the place that became free.
    if (first !== second) actions.choose([first, second]);
    else if (currentTarget === across) actions.choose([first, before[0]]);
    else actions.choose([before[1], second]);
  }

  /** @param {Place | null} place */
  function point(place) {
    cursor = place;
    update();
  }

  /** @param {MouseEvent} event */
  function placeOf(event) {
    const { map } = store.get().descent;
    if (!map) return null;
    const box = way.getBoundingClientRect();
    const { valueAt } = geometry(way, map);
    return valueAt(event.clientX - box.left, event.clientY - box.top);
  }

  /**
   * Begin the training from a place on the map.
   *
   * @param {Place | null} place
   */
  function begin(place) {
    const { run, focus, descent } = store.get();
    const { params } = run.machines[focus];
    const { map } = descent;
    if (!place || !params || !map || map.machine !== focus) return;
    const numbers = flat(params);
    numbers[map.over[0]] = place.first;
    numbers[map.over[1]] = place.second;
    actions.setWeights(focus, shaped(numbers, params));
    setText(voice, t("figures.descent-set"));
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const { run, focus, descent } = store.get();
    const { map } = descent;
    const { params } = run.machines[focus];
    if (!map || !params) return;
    const here = cursor ?? placeAt(map.over, flat(params));
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      begin(here);
      return;
    }
    const [right, higher] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key] ??
      [];
    if (right === undefined || higher === undefined) return;
    event.preventDefault();
    const steps = event.shiftKey ? STEPS.fine : STEPS.coarse;
    cursor = {
      first: moved(map.first, here.first, right / steps),
      second: moved(map.second, here.second, higher / steps),
    };
    setText(
      voice,
      readingOf(
        map,
        cursor,
        parametersOf(params).map(({ name }) => name),
      ),
    );
    update();
  }
}
