/** Reads a pasted or dropped table as points: two columns of numbers and one of classes. */

import { parse } from "papaparse";
import { t } from "./language.js";
import { SIDE } from "./scene.js";

/** Where the outermost of scaled points come to lie. */
const RIM = 9;

/** What a table is refused with: one sentence, and how many columns it has, if it is too many. */
export class TableError extends Error {
  /**
   * @param {string} message
   * @param {boolean} [wide]
   */
  constructor(message, wide = false) {
    super(message);
    this.wide = wide;
  }
}

/**
 * Read points from text; what had to be changed about them is told in `notes`.
 *
 * @param {string} text
 * @param {number} most  How many points the plane holds.
 * @returns {{points: import("./scene.js").Point[], notes: string[]}}
 * @throws {TableError}
 */
export function readPoints(text, most) {
  const delimiter = delimiterIn(text);
  const { data } = parse(text.trim(), { delimiter, skipEmptyLines: "greedy" });
  const rows = data.map((cells) => cells.map((cell) => cell.trim()));
  const width = Math.max(0, ...rows.slice(0, 2).map((cells) => cells.length));
  if (width > 3) throw new TableError(t("data.csv-wide", { n: width }), true);
  if (rows.length === 0 || width < 3) throw new TableError(t("data.csv-narrow", { n: width }));
  const comma = delimiter !== ",";
  const header = rows[0].slice(0, 2).some((cell) => Number.isNaN(numberIn(cell, comma)));
  const first = header ? 1 : 0;
  const body = rows.slice(first);
  if (body.length === 0) throw new TableError(t("data.csv-empty"));
  if (body.length > most) throw new TableError(t("data.csv-long", { n: body.length, most }));
  body.forEach((cells, i) => checkRow(cells, i + first + 1, comma));
  const labels = labelsOf(body.map((cells) => cells[2]));
  const x = scaled(body.map(([cell]) => numberIn(cell, comma)));
  const y = scaled(body.map(([, cell]) => numberIn(cell, comma)));
  const points = body.map((_, i) => ({
    x: x.values[i],
    y: y.values[i],
    label: labels.values[i],
  }));
  const notes = [
    t("data.csv-done", { n: points.length }),
    labels.names ? t("data.csv-classes", { names: labels.names }) : "",
    x.from ? t("data.csv-scaled", { axis: "x", ...x.from }) : "",
    y.from ? t("data.csv-scaled", { axis: "y", ...y.from }) : "",
  ];
  return { points, notes: notes.filter(Boolean) };
}

/**
 * A tab or a semicolon anywhere in the first line parts the cells; else commas do.
 *
 * @param {string} text
 */
function delimiterIn(text) {
  const line = text.trim().split(/\r?\n/, 1)[0];
  return ["\t", ";"].find((sign) => line.includes(sign)) ?? ",";
}

/**
 * @param {string} cell
 * @param {boolean} comma  Whether a comma may stand for the point.
 */
function numberIn(cell, comma) {
  const text = (comma ? cell.replace(",", ".") : cell).replace("−", "-");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/**
 * @param {string[]} cells
 * @param {number} row  As people count, from 1 and with the header.
 * @param {boolean} comma
 */
function checkRow(cells, row, comma) {
  if (cells.length !== 3) {
    throw new TableError(t("data.csv-row-length", { row, n: cells.length }));
  }
  for (const [i, axis] of ["x", "y"].entries()) {
    if (!Number.isFinite(numberIn(cells[i], comma))) {
      throw new TableError(t("data.csv-row-number", { row, axis, cell: shown(cells[i]) }));
    }
  }
  if (cells[2] === "") throw new TableError(t("data.csv-row-class", { row }));
}

/**
 * Classes 0, 1 and 2 as they are; other names in their order, from 0.
 *
 * @param {string[]} cells
 * @returns {{values: number[], names: string}}
 */
function labelsOf(cells) {
  const found = [...new Set(cells)].sort((one, other) =>
    one.localeCompare(other, "en", { numeric: true }),
  );
  if (found.length > 3) {
    const names = found.slice(0, 4).map(shown).join(", ");
    throw new TableError(t("data.csv-many-classes", { n: found.length, names }));
  }
  if (found.every((name) => ["0", "1", "2"].includes(name)) && found.join() !== "1,2") {
    return { values: cells.map(Number), names: "" };
  }
  const numbered = found.every((cell) => !Number.isNaN(Number(cell)))
    ? found.sort((one, other) => Number(one) - Number(other))
    : found;
  return {
    values: cells.map((cell) => numbered.indexOf(cell)),
    names: numbered.map((name, i) => `${shown(name)} = ${i}`).join(", "),
  };
}

/**
 * Numbers that reach beyond the plane, brought onto it.
 *
 * @param {number[]} values
 * @returns {{values: number[], from: {low: number, high: number} | null}}
 */
function scaled(values) {
  const low = values.reduce((one, other) => Math.min(one, other));
  const high = values.reduce((one, other) => Math.max(one, other));
  if (low >= -SIDE && high <= SIDE) return { values, from: null };
  const middle = low / 2 + high / 2;
  const half = high / 2 - low / 2 || 1;
  return {
    values: values.map((value) => ((value - middle) / half) * RIM),
    from: { low, high },
  };
}

/** @param {string} cell */
function shown(cell) {
  return `“${cell.length > 20 ? `${cell.slice(0, 20)}…` : cell}”`;
}
