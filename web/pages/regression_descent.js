/** The descent: the cost over w and b as contours, and the training's way down. */

import { contours } from "d3-contour";
import { t } from "../language.js";
import { h, oncePerFrame, s, setText } from "../views/dom.js";
import { number, significant } from "../views/format.js";
import { nameHow } from "../views/glass_links.js";
import { drawAxes, places } from "./axes.js";
import { pageHow } from "./how.js";
import { set } from "./regression_layers.js";

/** @typedef {import("./regression_state.js").State} State */

/** An arrow key moves by this share of the picture. */
const STRIDE = 1 / 40;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} root
 * @param {import("./regression_state.js").RegressionStore} store
 * @param {ReturnType<typeof import("./regression_effects.js").createRegression>} actions
 * @param {import("./how.js").Lead} lead
 */
export function createDescent(root, store, actions, lead) {
  const slopes = s("g", { class: "slopes" });
  const axes = s("g", { class: "axes" });
  const path = s("polyline", { class: "path" });
  const begin = s("circle", { class: "begin", r: 5 });
  const best = s("path", { class: "goal", d: "M-6-6L6 6M-6 6L6-6" });
  const here = s("circle", { class: "here", r: 7 });
  const map = h(
    "div",
    { class: "map", tabindex: 0, role: "application", label: "regression.descent" },
    s("svg", {}, slopes, axes, path, begin, best, here),
  );
  const picture = /** @type {SVGElement} */ (map.firstElementChild);
  const words = h("span", {});
  const how = pageHow(lead, () => ({ stage: "cost", symbols: ["J"], best: true }));
  const told = h("p", { class: "soft told beside" }, words, " ", how);
  root.append(map, told);

  /** @type {State["landscape"]} */
  let drawn = null;
  let drawnAt = "";
  /** @type {{w: number, b: number} | null} */
  let under = null;

  const paint = oncePerFrame(draw);
  new ResizeObserver(paint).observe(map);
  store.subscribe(paint);

  function frame() {
    const { landscape } = store.get();
    const { clientWidth: width, clientHeight: height } = map;
    return { width, height, x: landscape?.w ?? [-1, 1], y: landscape?.b ?? [-1, 1] };
  }

  function draw() {
    const { landscape, line, start, path: way } = store.get();
    const now = /** @type {import("./axes.js").Frame} */ (frame());
    if (now.width === 0) return;
    map.classList.toggle("empty", landscape === null);
    const size = `${now.width} ${now.height}`;
    if (landscape && (landscape !== drawn || size !== drawnAt)) {
      drawSlopes(slopes, landscape, now);
      drawAxes(axes, now, ["w", "b"]);
      // On paper it has another size, and no frame to be drawn anew.
      set(picture, { viewBox: `0 0 ${size}` });
    }
    [drawn, drawnAt] = [landscape, size];
    const { across, down } = places(now);
    // What has run away is shown at the rim.
    const x = (/** @type {number} */ w) => Math.max(0, Math.min(now.width, across(w)));
    const y = (/** @type {number} */ b) => Math.max(0, Math.min(now.height, down(b)));
    set(path, { points: way.w.map((w, i) => `${x(w)},${y(way.b[i])}`).join(" ") });
    set(begin, { cx: x(start.w), cy: y(start.b) });
    set(here, { cx: x(line.w), cy: y(line.b) });
    if (landscape) {
      const { w, b } = landscape.best;
      set(best, { transform: `translate(${across(w)} ${down(b)})` });
    }
    setText(words, tell());
    nameHow(how, t("regression.best-cost"));
    how.hidden = landscape === null || under !== null;
  }

  function tell() {
    const { landscape } = store.get();
    if (!landscape) return t("regression.descent-empty");
    if (under) return `w ${number(under.w, 2)}, b ${number(under.b, 2)}`;
    return t("regression.descent-hint", { cost: significant(landscape.best.cost) });
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    const box = map.getBoundingClientRect();
    const now = /** @type {import("./axes.js").Frame} */ (frame());
    const { xAt, yAt } = places({ ...now, width: box.width, height: box.height });
    return { w: xAt(event.clientX - box.left), b: yAt(event.clientY - box.top) };
  }

  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary || !store.get().landscape) return;
    map.setPointerCapture(event.pointerId);
    actions.hold(true);
    actions.setLine(pointed(event));
  });
  map.addEventListener("pointermove", (event) => {
    under = pointed(event);
    if (map.hasPointerCapture(event.pointerId)) actions.setLine(under);
    paint();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    map.addEventListener(end, () => {
      if (end === "pointerleave") under = null;
      else actions.hold(false);
      paint();
    });
  }
  map.addEventListener("keydown", (event) => {
    const { landscape, line } = store.get();
    if (!landscape || !(event.key in ARROWS) || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const [right, up] = ARROWS[event.key];
    const share = event.shiftKey ? STRIDE / 10 : STRIDE;
    actions.setLine({
      w: line.w + right * share * (landscape.w[1] - landscape.w[0]),
      b: line.b + up * share * (landscape.b[1] - landscape.b[0]),
    });
  });
}

/**
 * One shape for each level: the places whose cost is below it, one on the other.
 *
 * @param {SVGGElement} group
 * @param {NonNullable<State["landscape"]>} landscape
 * @param {import("./axes.js").Frame} frame
 */
function drawSlopes(group, { cost, levels }, { width, height }) {
  const [rows, columns] = cost.shape;
  // d3 looks for what is above a level; the valley is what lies below.
  const depths = Array.from(cost.data, (value) => -value);
  const shapes = contours()
    .size([columns, rows])
    .thresholds(levels.map((level) => -level))(depths);
  group.replaceChildren(
    ...shapes.map(({ coordinates }) => {
      const rings = coordinates.flat().map((ring) => {
        const corners = ring.map(([x, y]) => [(x / columns) * width, (y / rows) * height]);
        return `M${corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
      });
      return s("path", { d: rings.join("") });
    }),
  );
}
