/**
 * Turns the formulas, which are LaTeX, into MathML, so that the page needs no library for them.
 *
 * usage: node formulas.mjs web/formulas.json > formulas-as-mathml.json
 *
 * In a formula @{Z} is the symbol of that id; in the MathML it carries data-symbol="Z". A # stands
 * for each number from 1 to 8: a formula in parts becomes eight, of one to eight terms.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const MOST = 8;
const [path] = process.argv.slice(2);
const temml = createRequire(pathToFileURL(path))("temml");
const table = JSON.parse(readFileSync(path, "utf-8"));
const numbers = Array.from({ length: MOST }, (_, i) => i + 1);

const symbols = Object.fromEntries(
  Object.entries(table.symbols).flatMap(([id, latex]) =>
    id.includes("#")
      ? numbers.map((n) => [id.replace("#", n), latex.replaceAll("#", n)])
      : [[id, latex]],
  ),
);

const formulas = Object.fromEntries(
  Object.entries(table.formulas).flatMap(([name, formula]) =>
    typeof formula === "string"
      ? [[name, formula]]
      : numbers.map((n) => [`${name}/${n}`, ofTerms(formula, n)]),
  ),
);

console.log(
  JSON.stringify({
    symbols: mapped(symbols, toMathml),
    formulas: mapped(formulas, (latex) => toMathml(`\\displaystyle ${marked(latex)}`)),
  }),
);

/** Without a `join`, one of the terms alone. */
function ofTerms({ before = "", each, join, after = "" }, n) {
  const terms = numbers.slice(join === undefined ? n - 1 : 0, n);
  return before + terms.map((k) => each.replaceAll("#", k)).join(join ?? "") + after;
}

function marked(latex) {
  return latex.replace(/@\{(\w+)\}/g, (_, id) => {
    if (!(id in symbols)) throw new Error(`no symbol ${id} in ${path}`);
    return `\\data{symbol=${id}}{${symbols[id]}}`;
  });
}

function toMathml(latex) {
  const mathml = temml.renderToString(latex, { trust: true, throwOnError: true });
  // The page's policy allows no style attributes; its style sheet does what they are for.
  return mathml.replace(/ style="[^"]*"/g, "");
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
