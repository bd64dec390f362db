/** The glass's three panes on one stage: formula, numbers and Python, marked together. */

import { h } from "./dom.js";
import { formulasOf, placeButtons } from "./glass_formula.js";
import { listenForMarks, rove, showMarks } from "./glass_marks.js";
import { numberRows } from "./glass_numbers.js";
import { codeOf } from "./glass_python.js";

/**
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Stage} Stage
 */

/** What ends so near to the rim is not seen as a whole. */
const EDGE = 24;

/**
 * @param {(ids: string[]) => void} mark
 * @param {(id: string) => void} follow  Go to where a symbol comes from.
 */
export function createPanes(mark, follow) {
  const formula = pane("formula");
  const numbers = pane("numbers");
  const python = pane("python");
  const root = h("div", { class: "panes" }, formula.root, numbers.root, python.root);
  // What is drawn anew loses the focus, and that points at nothing.
  let drawing = false;
  listenForMarks(root, (ids) => drawing || mark(ids), follow);
  const stops = [
    rove(formula.body, ".over"),
    rove(numbers.body, ".sign"),
    rove(python.body, ".line.active"),
  ];
  new ResizeObserver(() => placeButtons(formula.body)).observe(formula.body);

  return {
    root,

    /**
     * @param {Stage} stage
     * @param {Explained} explained
     * @param {import("./glass_symbols.js").Manner} manner
     * @param {readonly string[]} marked
     * @param {(HTMLElement | null)[]} more  What stands under the formulas.
     */
    draw(stage, explained, manner, marked, more) {
      const focused = [formula, numbers, python].find(({ body }) =>
        body.contains(document.activeElement),
      );
      drawing = true;
      const wasOpen = formula.body.querySelector("details")?.open ?? false;
      const under = more.filter((element) => element !== null);
      for (const element of under)
        if (element instanceof HTMLDetailsElement) element.open = wasOpen;
      formula.body.replaceChildren(...formulasOf(stage, explained, manner), ...under);
      numbers.body.replaceChildren(...numberRows(stage, explained, manner));
      python.body.replaceChildren(...codeOf(stage, explained));
      for (const stop of stops) stop();
      placeButtons(formula.body);
      showMarks(root, marked);
      const again = focused?.body.querySelector(":is(.marked, .maker)[tabindex]");
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
      drawing = false;
      const first =
        python.body.querySelector(".maker") ?? python.body.querySelector(".line.active");
      reveal(python.body, first);
      reveal(numbers.body, numbers.body.querySelector(".marked"));
      reveal(formula.body, formula.body.querySelector("math .marked"), true);
    },

    /** @param {readonly string[]} marked */
    show: (marked) => showMarks(root, marked),
  };
}

/** @param {string} name */
function pane(name) {
  const body = h("div", {
    class: "pane-body",
    role: "group",
    label: `glass.${name}`,
    tabindex: -1,
  });
  return {
    body,
    root: h(
      "section",
      { class: `glass-pane ${name}-pane` },
      h("h3", { words: `glass.${name}` }),
      body,
    ),
  };
}

/**
 * Bring something into view in its own pane, without moving the page.
 *
 * @param {HTMLElement} box
 * @param {Element | null | undefined} element
 * @param {boolean} [sideways]  Whether also to the left or the right.
 */
export function reveal(box, element, sideways = false) {
  if (!element) return;
  const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
  if (sideways && (inner.left < outer.left || inner.right + EDGE > outer.right)) {
    box.scrollLeft += inner.left - outer.left - 16;
  }
}
