/** The points as a table: to read, to change, to add and to delete. One page of it at a time. */

import { t } from "../language.js";
import { SIDE } from "../scene.js";
import { h, setText } from "./dom.js";

const ROWS = 50;

/** @typedef {import("../scene.js").Point} Point */

/**
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 */
export function createPointsTable(store, editing) {
  let page = 0;
  /** @type {string | null} Which cell gets the focus once the table is there again. */
  let wanted = null;
  const body = h("tbody");
  const where = h("span", { class: "soft", role: "status" });
  const before = h(
    "button",
    { type: "button", label: "data.table-before", on: { click: () => turn(-1) } },
    "‹",
  );
  const after = h(
    "button",
    { type: "button", label: "data.table-after", on: { click: () => turn(1) } },
    "›",
  );
  const root = h(
    "div",
    { class: "points-table", id: "points-table", hidden: true },
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", label: "data.table" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "x"),
            h("th", { scope: "col" }, "y"),
            h("th", { scope: "col", words: "data.class" }),
            h(
              "th",
              { scope: "col" },
              h("span", { class: "visually-hidden", words: "data.delete" }),
            ),
          ),
        ),
        body,
      ),
    ),
    h("div", { class: "row table-foot" }, before, where, after),
    h("button", { type: "button", words: "data.add", on: { click: add } }),
  );

  store.subscribe((state, was) => {
    if (state.points !== was.points || state.language !== was.language) show();
  });

  /** @param {number} by */
  function turn(by) {
    page += by;
    show();
  }

  function show() {
    if (root.hidden) return;
    const { points } = store.get();
    const last = Math.max(0, Math.ceil(points.length / ROWS) - 1);
    page = Math.max(0, Math.min(page, last));
    const from = page * ROWS;
    const rows = points.slice(from, from + ROWS);
    const focused = wanted ?? keyOf(document.activeElement);
    wanted = null;
    body.replaceChildren(...rows.map((point, i) => row(point, from + i)));
    const cell = focused && body.querySelector(`[data-cell="${focused}"]`);
    if (cell instanceof HTMLElement) cell.focus();
    before.disabled = page === 0;
    after.disabled = page === last;
    const range = { from: Math.min(from + 1, points.length), to: from + rows.length };
    setText(where, t("data.table-where", { ...range, n: points.length }));
  }

  /**
   * @param {Point} point
   * @param {number} i
   */
  function row(point, i) {
    const remove = h(
      "button",
      {
        type: "button",
        class: "quiet",
        "data-cell": `${i} delete`,
        "aria-label": t("data.delete-it", { n: i + 1 }),
        on: { click: () => editing.act()(store.get().points.filter((_, k) => k !== i)) },
      },
      "×",
    );
    return h(
      "tr",
      {},
      h("td", {}, coordinate(point, i, "x")),
      h("td", {}, coordinate(point, i, "y")),
      h("td", {}, label(point, i)),
      h("td", {}, remove),
    );
  }

  /**
   * @param {Point} point
   * @param {number} i
   * @param {"x" | "y"} axis
   */
  function coordinate(point, i, axis) {
    const field = h("input", {
      type: "number",
      step: "any",
      value: short(point[axis]),
      "data-value": point[axis],
      "data-cell": `${i} ${axis}`,
      "aria-label": t("data.cell", { name: axis, n: i + 1 }),
      on: {
        // All digits while it is being read or changed; there is no room for those of each.
        focus() {
          field.value = String(point[axis]);
          field.select();
        },
        blur: () => (field.value = short(point[axis])),
        change() {
          const value = field.valueAsNumber;
          if (Number.isFinite(value) && Math.abs(value) <= SIDE) {
            set(i, { [axis]: value });
            return;
          }
          store.update({ message: t("data.cell-wrong", { name: axis, side: SIDE }) });
          field.value = String(point[axis]);
        },
      },
    });
    return field;
  }

  /**
   * @param {Point} point
   * @param {number} i
   */
  function label(point, i) {
    const select = h(
      "select",
      {
        "data-cell": `${i} label`,
        "aria-label": t("data.cell", { name: t("data.class"), n: i + 1 }),
        on: { change: () => set(i, { label: Number(select.value) }) },
      },
      ...[1, 0, 2].map((value) => h("option", { value }, String(value))),
    );
    select.value = String(point.label);
    return select;
  }

  /**
   * @param {number} i
   * @param {Partial<Point>} changes
   */
  function set(i, changes) {
    const { points } = store.get();
    editing.act()(points.map((point, k) => (k === i ? { ...point, ...changes } : point)));
  }

  function add() {
    const { points, tool } = store.get();
    page = Number.MAX_SAFE_INTEGER;
    wanted = `${points.length} x`;
    const label = ["0", "1", "2"].includes(tool) ? Number(tool) : 1;
    editing.act()([...points, { x: 0, y: 0, label }]);
  }

  return {
    root,
    toggle() {
      root.hidden = !root.hidden;
      show();
    },
  };
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toFixed(3)));
}

/** @param {Element | null} element */
function keyOf(element) {
  return element instanceof HTMLElement ? (element.dataset.cell ?? null) : null;
}
