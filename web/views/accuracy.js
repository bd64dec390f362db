/** How many points of each class were given which answer, in training and test. */

import { t } from "../language.js";
import { h, oncePerFrame } from "./dom.js";
import { number, percent } from "./format.js";

/** @typedef {import("../state.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 */
export function createAccuracy(root, store) {
  const update = oncePerFrame(draw);
  let shown = "";
  store.subscribe((state, before) => {
    const changed =
      state === before ||
      state.run !== before.run ||
      state.figure !== before.figure ||
      state.focus !== before.focus ||
      state.language !== before.language;
    if (changed && state.figure === "accuracy") update();
  });

  function draw() {
    const { run, focus, machines, language } = store.get();
    const { confusion, accuracy, test_accuracy } = run.machines[focus];
    const { threshold } = machines[focus];
    // Many iterations change no answer: what is there can stay.
    const now = JSON.stringify([confusion, accuracy, test_accuracy, threshold, language]);
    if (now === shown) return;
    shown = now;
    if (!confusion || accuracy === null) {
      root.replaceChildren(h("p", { class: "soft", words: "figures.no-answers" }));
      return;
    }
    const rated = confusion.test ?? confusion.train;
    root.replaceChildren(
      h(
        "div",
        { class: "matrices" },
        matrix("training", confusion.train, accuracy),
        confusion.test && test_accuracy !== null
          ? matrix("test", confusion.test, test_accuracy)
          : h("p", { class: "soft", words: "figures.no-test" }),
      ),
      rated.length === 2
        ? h("p", {}, rates(rated, confusion.test !== null))
        : h("p", { class: "soft", words: "figures.how-to-read" }),
    );
  }
}

/**
 * @param {"training" | "test"} kind
 * @param {number[][]} counts  Rows: the true class; columns: the answer.
 * @param {number} accuracy
 */
function matrix(kind, counts, accuracy) {
  // Three columns leave no room for the word.
  const names = counts.map((_, k) =>
    counts.length > 2 ? String(k) : t("figures.class", { k: String(k) }),
  );
  return h(
    "table",
    { class: `matrix of-${counts.length}`, "data-kind": kind },
    h(
      "caption",
      {},
      t(`figures.accuracy-${kind}`),
      " ",
      h("b", { "data-value": accuracy }, sharePercent(accuracy)),
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h(
          "th",
          { scope: "col", class: "corner" },
          h("span", {}, t("figures.answer")),
          h("span", {}, t("figures.truth")),
        ),
        ...names.map((name) => h("th", { scope: "col" }, name)),
      ),
    ),
    h(
      "tbody",
      {},
      ...counts.map((row, i) => {
        const all = row.reduce((sum, count) => sum + count, 0);
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, names[i]),
          ...row.map((count, k) => cell(count, all, i === k)),
        );
      }),
    ),
  );
}

/**
 * @param {number} count
 * @param {number} all  In its row.
 * @param {boolean} right
 */
function cell(count, all, right) {
  const share = all ? count / all : 0;
  const element = h("td", { class: right ? "right" : "wrong" }, number(count, 0));
  element.append(h("small", {}, all ? sharePercent(share).replace(" ", "\u202f") : "–"));
  element.style.setProperty("--share", String(share));
  return element;
}

/**
 * Without the decimal of a whole number: 100 %, but 99.9 %.
 *
 * @param {number} share
 */
function sharePercent(share) {
  return share === 0 || share === 1 ? `${share * 100} %` : percent(share);
}

/**
 * Precision and recall in words: what they are about is what people forget.
 *
 * @param {number[][]} counts
 * @param {boolean} test
 */
function rates([[, falsePositives], [falseNegatives, truePositives]], test) {
  const answered = truePositives + falsePositives;
  const present = truePositives + falseNegatives;
  const where = t(test ? "figures.in-test" : "figures.in-training");
  const precision = answered
    ? t("figures.precision", { where, share: sharePercent(truePositives / answered) })
    : t("figures.no-precision", { where });
  const recall = present
    ? t("figures.recall", { share: sharePercent(truePositives / present) })
    : t("figures.no-recall");
  return `${precision} ${recall}`;
}
