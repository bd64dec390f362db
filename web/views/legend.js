/** What the marks and lines mean; those that one can do without have a box to tick. */

import { translate } from "../language.js";
import { DRAWN } from "../scene.js";
import { isPlainNeuron, nClasses, trueLine } from "../state.js";
import { h, s, setText } from "./dom.js";
import { equation } from "./format.js";
import { icon } from "./icons.js";

/** @typedef {import("../state.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createLegend(root, store) {
  const third = entry(icon("class-2", "is-2"), "plane.class-2");
  const held = toggle("held_out", icon("class-0", "is-hollow"), "plane.held-out");
  const misses = toggle("misses", ring(), "plane.misses");
  const truth = toggle("true_line", stroke("is-true"), "plane.true-line");
  const border = h("span");
  const found = h("dd");
  const known = h("dd");
  const learned = h("div", {}, h("dt", {}, stroke("is-found"), border), found);
  const truly = h("div", {}, h("dt", {}, truth.root), known);
  root.append(
    h(
      "ul",
      { class: "legend" },
      entry(icon("class-1", "is-1"), "plane.class-1"),
      entry(icon("class-0", "is-0"), "plane.class-0"),
      h("li", {}, held.root),
      h("li", {}, misses.root),
      third,
    ),
    h("dl", { class: "legend" }, learned, truly),
  );

  /**
   * @param {"held_out" | "misses" | "true_line"} name
   * @param {SVGElement} picture
   * @param {string} words
   */
  function toggle(name, picture, words) {
    const box = h("input", {
      type: "checkbox",
      autocomplete: "off",
      on: {
        change: () => store.update({ show: { ...store.get().show, [name]: box.checked } }),
      },
    });
    return { root: h("label", {}, box, picture, h("span", { words })), box };
  }

  store.subscribe((state, before) => {
    const { show, test, machines, focus, run } = state;
    held.box.checked = show.held_out;
    misses.box.checked = show.misses || test !== null;
    truth.box.checked = show.true_line || test !== null;
    misses.box.disabled = truth.box.disabled = test !== null;
    held.box.disabled = isFresh(state);
    const line = trueLine(state);
    truly.hidden = !line;
    setText(known, line ? equation(line) : "");
    if (state === before || state.points !== before.points) {
      third.classList.toggle("absent", nClasses(state.points) < 3);
    }
    const words = nClasses(state.points) < 3 ? "plane.line" : "plane.line-3";
    if (border.dataset.words !== words) {
      border.dataset.words = words;
      translate(border);
    }
    const plain = isPlainNeuron(machines[focus], state.points);
    const { boundary } = run.machines[focus];
    setText(found, plain && boundary ? equation(boundary) : "");
  });
}

/** @param {State} state */
function isFresh({ dataset, testing }) {
  return dataset !== DRAWN && testing.on === "fresh";
}

/**
 * @param {SVGElement} picture
 * @param {string} words
 */
function entry(picture, words) {
  return h("li", {}, picture, h("span", { words }));
}

/** @param {string} kind */
function stroke(kind) {
  return s(
    "svg",
    { viewBox: "0 0 26 20", class: `icon ${kind}`, "aria-hidden": "true" },
    s("path", { d: "M3 10h20" }),
  );
}

function ring() {
  return s(
    "svg",
    { viewBox: "0 0 20 20", class: "icon is-missed", "aria-hidden": "true" },
    s("circle", { cx: 10, cy: 10, r: 7.5 }),
  );
}
