/** A chart of costs against the iterations: it grows, is read under the pointer, and has log axes. */

import uPlot from "uplot";
import { t } from "../language.js";
import { colour, fontFamily, onSchemeChange } from "./canvas.js";
import { h, setText } from "./dom.js";
import { dataOf, inkOf, latest, latestAt, scale, seriesOf } from "./curves.js";
import { number, significant } from "./format.js";
import { howButton } from "./glass_links.js";
import { seldom } from "./seldom.js";

/**
 * @typedef {import("./curves.js").Line} Line
 *
 * @typedef {object} Source
 * @property {() => Line[]} lines  A line that has grown has another curve.
 * @property {() => boolean} busy  While it trains, the chart takes its turn.
 * @property {() => string[]} titles  What the earlier runs were.
 * @property {() => void} forget  Forget them.
 * @property {(place: Place, from: HTMLElement) => void} [lead]  Leads from a cost to its line.
 *
 * @typedef {object} Place  Which cost is read.
 * @property {Line["kind"]} kind
 * @property {number} machine
 * @property {boolean} test
 * @property {number} iteration
 */

const AXIS = { x: 28, y: 46 };

/**
 * @param {HTMLElement} root
 * @param {Source} source
 */
export function createCostChart(root, source) {
  const logarithmic = { x: false, y: false };
  const readings = h("ul", { class: "cost-readings" });
  const frame = h("div", {
    class: "cost-frame",
    role: "img",
    tabindex: "0",
    label: "figures.cost-label",
    on: { keydown: moveCursor },
  });
  const forget = h(
    "button",
    { type: "button", class: "quiet", label: "figures.forget", on: { click: source.forget } },
    h("span", { class: "long", words: "figures.forget" }),
    h("span", { class: "short", words: "figures.forget-short" }),
  );
  root.append(
    readings,
    frame,
    h("div", { class: "cost-choices" }, toggle("x"), toggle("y"), forget),
  );

  /** @type {uPlot | null} */
  let chart = null;
  /** What the chart was made for: with other lines, axes or colours it is made anew. */
  let made = "";
  /** @type {Line[]} */
  let lines = [];
  /** The frame's; 0 while the figure is not shown. */
  let size = { width: 0, height: 0 };
  /** What is read, in the order of the readings. */
  /** @type {Place[]} */
  let places = [];
  const update = seldom(draw, source.busy);

  new ResizeObserver(() => {
    size = { width: frame.clientWidth, height: frame.clientHeight };
    if (size.width > 0) chart?.setSize(size);
    update();
  }).observe(frame);
  onSchemeChange(remake);

  function remake() {
    made = "";
    update();
  }

  function draw() {
    if (size.width === 0) return;
    const wanted = source.lines();
    const key = JSON.stringify([logarithmic, wanted.map(({ kind, machine }) => [kind, machine])]);
    if (key === made && wanted.every(({ curve }, i) => curve === lines[i].curve)) return;
    lines = wanted;
    if (key !== made) {
      chart?.destroy();
      chart = make();
      made = key;
    } else {
      chart?.setData(dataOf(lines, logarithmic));
    }
    const titles = source.titles();
    forget.title = titles.join("\n");
    forget.hidden = titles.length === 0;
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
        // A press holds the cursor, so that the readings under it can be reached.
        cursor: { y: false, lock: true, drag: { x: false, y: false }, points: { size: 9 } },
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
    const at = chart.cursor.idx ?? reached();
    const two = hasTwo();
    const items = lines.flatMap((line, i) => {
      const found = latestAt(costs[i], at < 0 ? iterations.length - 1 : at);
      const cost = costs[i][found] ?? null;
      return line.kind === "earlier" ? [] : [{ line, cost, iteration: iterations[found] ?? 0 }];
    });
    places = items.map(({ line: { kind, machine }, iteration }) => ({
      kind,
      machine,
      test: kind === "test",
      iteration,
    }));
    const wanted = items.length + 1;
    while (readings.childElementCount > wanted) readings.lastElementChild?.remove();
    while (readings.childElementCount < wanted) {
      const k = readings.childElementCount;
      /** @type {HTMLElement | undefined} */
      const how = source.lead && howButton("", () => how && source.lead?.(places[k], how));
      readings.append(h("li", {}, h("i", {}), h("span", {}), h("b", {}), how ?? null));
    }
    items.forEach(({ line, cost, iteration }, i) => {
      const { kind, machine } = line;
      const item = readings.children[i];
      item.className = `${kind} machine-${machine}`;
      const name = t(`figures.${kind}`);
      setText(item.children[1], two ? `${"AB"[machine]} ${name}` : name);
      setText(item.children[2], cost === null ? "–" : significant(cost));
      const how = /** @type {HTMLElement | undefined} */ (item.children[3]);
      if (how) {
        how.hidden = cost === null;
        const place = { name: item.children[1].textContent ?? "", n: number(iteration, 0) };
        how.setAttribute("aria-label", t("glass.how", { name: t("figures.cost-at", place) }));
      }
    });
    const last = readings.children[wanted - 1];
    last.className = "at";
    if (last.children[3]) /** @type {HTMLElement} */ (last.children[3]).hidden = true;
    setText(last.children[1], t("figures.iteration"));
    setText(last.children[2], at < 0 ? "–" : number(iterations[at], 0));
  }

  /** Where the training is: an earlier run may have gone further. */
  function reached() {
    if (!chart) return -1;
    const trained = lines.filter(({ kind }) => kind === "training");
    const last = Math.max(-1, ...trained.map(({ curve }) => curve.iteration.at(-1) ?? -1));
    return chart.data[0].indexOf(last);
  }

  function hasTwo() {
    return lines.some(({ kind, machine }) => kind === "training" && machine > 0);
  }

  /**
   * A letter at the end of each machine's training curve: not told by the colour alone.
   *
   * @param {uPlot} plot
   */
  function letter(plot) {
    if (!hasTwo()) return;
    const { ctx } = plot;
    ctx.save();
    ctx.font = `700 ${14 * devicePixelRatio}px ${fontFamily()}`;
    ctx.textBaseline = "bottom";
    ctx.textAlign = "right";
    lines.forEach(({ kind, machine }, i) => {
      const costs = plot.data[i + 1];
      const last = reached();
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
    const from = chart.cursor.idx ?? reached();
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

  return { update, remake };
}

/** @param {number | null} value */
function whole(value) {
  return value !== null && Number.isInteger(value) ? number(value, 0) : "";
}

/** @param {number | null} value */
function short(value) {
  return value === null ? "" : String(Number(value.toPrecision(3)));
}
