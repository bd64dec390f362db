/** The cost against the iterations, with axes and a reading under the pointer. */

import uPlot from "uplot";
import { h } from "./dom.js";
import { colour, onSchemeChange } from "./canvas.js";
import { number, significant } from "./format.js";

/**
 * @param {HTMLElement} panel
 * @param {import("../state.js").Store} store
 */
export function createCostCurve(panel, store) {
  const reading = h("span", { class: "soft" });
  const root = h("div", { class: "curve-plot" });
  panel.append(reading, root);
  let chart = draw();
  new ResizeObserver(() => chart.setSize(sizeOf(root))).observe(root);
  onSchemeChange(() => {
    chart.destroy();
    chart = draw();
  });
  store.subscribe((state, before) => {
    if (state.run.machines !== before.run.machines) chart.setData(data());
  });

  /** @returns {uPlot.AlignedData} */
  function data() {
    const { iteration, cost } = store.get().run.machines[0].curve;
    return [iteration, cost];
  }

  function draw() {
    const font = `13px ${getComputedStyle(document.body).fontFamily}`;
    const axis = {
      stroke: colour("text-soft"),
      font,
      grid: { stroke: colour("line"), width: 1 },
      ticks: { show: false },
    };
    return new uPlot(
      {
        ...sizeOf(root),
        padding: [8, 24, 0, 0],
        pxAlign: false,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
        scales: {
          x: { time: false, range: (_, min, max) => [min ?? 0, Math.max(max ?? 0, 10)] },
          y: { range: (_, _min, max) => [0, (max || 0.7) * 1.05] },
        },
        axes: [
          { ...axis, size: 28, gap: 6, space: 70, values: (_, ticks) => ticks.map(whole) },
          { ...axis, size: 46, gap: 6, space: 36, values: (_, ticks) => ticks.map(short) },
        ],
        series: [{}, { stroke: colour("accent"), width: 2.5, points: { show: false } }],
        hooks: { setCursor: [read] },
      },
      data(),
      root,
    );
  }

  /** @param {uPlot} plot */
  function read({ cursor, data: [iterations, costs] }) {
    const i = cursor.idx;
    reading.textContent =
      i === null || i === undefined || iterations[i] === undefined
        ? ""
        : `at iteration ${number(iterations[i], 0)}: ${significant(Number(costs[i]))}`;
  }
}

/** @param {HTMLElement} root */
function sizeOf(root) {
  return { width: root.clientWidth, height: root.clientHeight };
}

/** @param {number} value */
function whole(value) {
  return Number.isInteger(value) ? number(value, 0) : "";
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(3)));
}
