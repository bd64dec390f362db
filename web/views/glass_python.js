/** The pane of the Python: the functions at work, line by line, what only checks folded away. */

import { t } from "../language.js";
import { h } from "./dom.js";

/**
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Listing} Listing
 * @typedef {import("../glass.js").Stage} Stage
 * @typedef {Listing["lines"][number]} Line
 */

/**
 * @param {Stage} stage
 * @param {Explained} explained
 */
export function codeOf(stage, explained) {
  return stage.functions.flatMap((name) => {
    const listing = explained.functions.find((item) => item.name === name);
    return listing ? [functionOf(listing, stage)] : [];
  });
}

/**
 * @param {Listing} listing
 * @param {Stage} stage
 */
function functionOf(listing, stage) {
  const signs = stage.symbols.filter((sign) => sign.function === listing.name);
  const words = stage.words.filter((word) => word.function === listing.name);
  return h(
    "figure",
    { class: "function" },
    h("figcaption", {}, h("strong", {}, listing.file), ` ${listing.function}`),
    ...blocks(listing.lines).map((block) =>
      block[0].fold
        ? folded(block)
        : h("div", { class: "code" }, ...block.map((line) => lineOf(line, signs, words))),
    ),
  );
}

/**
 * Lines that are folded together, and lines that stand open.
 *
 * @param {Line[]} lines
 */
function blocks(lines) {
  /** @type {Line[][]} */
  const found = [];
  for (const line of lines) {
    const last = found.at(-1);
    // An empty line goes with what is before it.
    const fold = line.text.trim() === "" && last ? last[0].fold : line.fold;
    if (last && last[0].fold === fold) last.push({ ...line, fold });
    else found.push([{ ...line, fold }]);
  }
  return found;
}

/** @param {Line[]} lines */
function folded(lines) {
  const [first, last] = [lines[0].number, lines[lines.length - 1].number];
  const range = first === last ? String(first) : `${first}–${last}`;
  return h(
    "details",
    { class: "fold" },
    h(
      "summary",
      {},
      h("span", { class: "gutter" }, "⋯"),
      t(`glass.fold-${lines[0].fold}`),
      h("span", { class: "soft" }, ` ${range}`),
    ),
    h("div", { class: "code" }, ...lines.map((line) => lineOf(line, [], []))),
  );
}

/**
 * @param {Line} line
 * @param {import("../glass.js").Sign[]} signs
 * @param {import("../glass.js").Word[]} words
 */
function lineOf({ number, text }, signs, words) {
  const here = signs.filter(({ lines: [first, last] }) => first <= number && number <= last);
  const ids = [...new Set(here.map(({ id }) => id))];
  const made = [...new Set(here.filter(({ computed }) => computed).map(({ id }) => id))];
  const gutter = h("span", { class: "gutter" }, String(number));
  const parts = pieces(
    text,
    words.filter(({ line }) => line === number),
  );
  if (ids.length === 0) return h("div", { class: "line" }, gutter, ...parts);
  return h(
    "button",
    {
      type: "button",
      class: "line active",
      tabindex: -1,
      "data-ids": ids.join(" "),
      "data-made": (made.length > 0 ? made : ids).join(" "),
    },
    gutter,
    ...parts,
  );
}

/**
 * @param {string} text
 * @param {import("../glass.js").Word[]} words  In their order.
 */
function pieces(text, words) {
  const sorted = [...words].sort((one, other) => one.start - other.start);
  /** @type {(Node | string)[]} */
  const parts = [];
  // Python counts characters as people do; JavaScript some of them double.
  const letters = [...text];
  let at = 0;
  for (const { start, end, symbols } of sorted) {
    parts.push(letters.slice(at, start).join(""));
    parts.push(
      h(
        "span",
        { class: "word", "data-symbol": symbols.join(" ") },
        letters.slice(start, end).join(""),
      ),
    );
    at = end;
  }
  parts.push(letters.slice(at).join(""));
  return parts;
}
