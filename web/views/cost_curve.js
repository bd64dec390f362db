/** The cost against the iterations: training and test, each machine, and the runs before. */

import uPlot from "uplot";
import { t } from "../language.js";
import { colour, fontFamily, onSchemeChange } from "./canvas.js";
import { h, setText } from "./dom.js";
import { dataOf, inkOf, latest, linesOf, scale, seriesOf } from "./curves.js";
import { number, significant } from "./format.js";
import { seldom } from "./seldom.js";

/** @typedef {import("../state.js").State} State */

const AXIS = { x: 28, y: 46 };

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createCostCurve(root, store) {
  const logarithmic = { x: false, y: false };
  const readings = h("ul", { class: "cost-readings" });
  const frame = h("div", {
    class: "cost-frame",
    id: "cost-curve",
    role: "img",
    tabindex: "0",
    label: "figures.cost-label",
    on: { keydown: moveCursor },
  });
  const forget = h("button", {
    type: "button",
    class: "quiet",
    words: "figures.forget",
    on: { click: () => store.update({ earlier: [] }) },
  });
  root.append(
    readings,
    frame,
    h("div", { class: "cost-choices" }, toggle("x"), toggle("y"), forget),
  );

  /** @type {uPlot | null} */
  let chart = null;
  /** What the chart was made for: with other lines, axes or colours it is made anew. */
  let made = "";
  /** @type {import("./curves.js").Line[]} */
  let lines = [];
  /** @type {State["run"] | null} */
  let drawn = null;
  /** The frame's; 0 while the figure is not shown. */
  let size = { width: 0, height: 0 };
  const update = seldom(draw, () => store.get().run.mode !== "idle");

  new ResizeObserver(() => {
    size = { width: frame.clientWidth, height: frame.clientHeight };
    if (size.width > 0) chart?.setSize(size);
    update();
  }).observe(frame);
  onSchemeChange(remake);
  store.subscribe((state, before) => {
    if (state.language !== before.language) remake();
    const changed =
      state === before ||
      state.run !== before.run ||
      state.earlier !== before.earlier ||
      state.figure !== before.figure;
    if (changed) update();
  });

  function remake() {
    made = "";
    drawn = null;
    update();
  }

  function draw() {
    if (size.width === 0) return;
    const state = store.get();
    const wanted = linesOf(state);
    const key = JSON.stringify([logarithmic, wanted.map(({ kind, machine }) => [kind, machine])]);
    const same = drawn === state.run && lines.length === wanted.length && key === made;
    if (same) return;
    lines = wanted;
    drawn = state.run;
    if (key !== made) {
      chart?.destroy();
      chart = make();
      made = key;
    } else {
      chart?.setData(dataOf(lines, logarithmic));
    }
    forget.title = state.earlier.map(({ title }) => title).join("\n");
    forget.hidden = state.earlier.length === 0;
    read();
  }

  function make() {
    const font = `13px ${fontFamily()}`;
    const axis = {
      stroke: colour("text-soft"),
      font,
      grid: { stroke: colour("line"), width: 1 },
      ticks: { show: false },
    };
    return new uPlot(
      {
        ...size,
        padding: [8, 28, 0, 0],
        pxAlign: false,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
        scales: {
          x: { time: false, ...scale(logarithmic.x, (min, max) => [min, Math.max(max, 10)]) },
          y: scale(logarithmic.y, (_, max) => [0, (max || 0.7) * 1.05]),
        },
        axes: [
          { ...axis, size: AXIS.x, gap: 6, space: 70, values: (_, ticks) => ticks.map(whole) },
          { ...axis, size: AXIS.y, gap: 6, space: 36, values: (_, ticks) => ticks.map(short) },
        ],
        series: [{}, ...lines.map(seriesOf)],
        hooks: { setCursor: [read], draw: [letter] },
      },
      dataOf(lines, logarithmic),
      frame,
    );
  }

  /** The costs under the pointer, or the last ones, in the legend itself. */
  function read() {
    if (!chart) return;
    const [iterations, ...costs] = chart.data;
    const at = chart.cursor.idx ?? iterations.length - 1;
    const two = store.get().run.machines.length > 1;
    const items = lines.flatMap((line, i) =>
      line.kind === "earlier" ? [] : [{ line, cost: latest(costs[i], at) }],
    );
    const wanted = items.length + 1;
    while (readings.childElementCount > wanted) readings.lastElementChild?.remove();
    while (readings.childElementCount < wanted) {
      readings.append(h("li", {}, h("i", {}), h("span", {}), h("b", {})));
    }
    items.forEach(({ line, cost }, i) => {
      const { kind, machine } = line;
      const item = readings.children[i];
      item.className = `${kind} machine-${machine}`;
      const name = t(`figures.${kind}`);
      setText(item.children[1], two ? `${"AB"[machine]} ${name}` : name);
      setText(item.children[2], cost === null ? "–" : significant(cost));
    });
    const last = readings.children[wanted - 1];
    last.className = "at";
    setText(last.children[1], t("figures.iteration"));
    setText(last.children[2], iterations.length ? number(iterations[at], 0) : "–");
  }

  /**
   * A letter at the end of each machine's training curve: not told by the colour alone.
   *
   * @param {uPlot} plot
   */
  function letter(plot) {
    if (store.get().run.machines.length < 2) return;
    const { ctx } = plot;
    ctx.save();
    ctx.font = `700 ${14 * devicePixelRatio}px ${fontFamily()}`;
    ctx.textBaseline = "bottom";
    ctx.textAlign = "right";
    lines.forEach(({ kind, machine }, i) => {
      const costs = plot.data[i + 1];
      const last = costs.length - 1;
      const cost = latest(costs, last);
      if (kind !== "training" || cost === null) return;
      ctx.fillStyle = colour(inkOf(machine));
      const x = plot.valToPos(plot.data[0][last], "x", true);
      ctx.fillText(
        "AB"[machine],
        x - machine * 16 * devicePixelRatio,
        plot.valToPos(cost, "y", true),
      );
    });
    ctx.restore();
  }

  /** @param {KeyboardEvent} event */
  function moveCursor(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!chart || !by) return;
    event.preventDefault();
    const iterations = chart.data[0];
    const step = by * Math.max(1, Math.round(iterations.length / (event.shiftKey ? 400 : 40)));
    const from = chart.cursor.idx ?? iterations.length - 1;
    const at = Math.min(iterations.length - 1, Math.max(0, from + step));
    if (at < 0) return;
    chart.setCursor({ left: chart.valToPos(iterations[at], "x"), top: 0 });
  }

  /** @param {"x" | "y"} axis */
  function toggle(axis) {
    const box = h("input", {
      type: "checkbox",
      on: {
        change: () => {
          logarithmic[axis] = box.checked;
          update();
        },
      },
    });
    return h("label", { class: "check" }, box, h("span", { words: `figures.log-${axis}` }));
  }
}

/** @param {number | null} value */
function whole(value) {
  return value !== null && Number.isInteger(value) ? number(value, 0) : "";
}

/** @param {number | null} value */
function short(value) {
  return value === null ? "" : String(Number(value.toPrecision(3)));
}
