/** How many points of each class were given which answer, in training and test. */

import { t } from "../language.js";
import { h, oncePerFrame } from "./dom.js";
import { number, percent } from "./format.js";
import { howButton } from "./glass_links.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {(symbol: string, test: boolean) => void} Lead
 */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {Pick<import("./figures.js").Actions, "lead">} actions
 */
export function createAccuracy(root, store, { lead }) {
  /** @type {Lead} */
  const leadTo = (symbol, test) => lead({ stage: "accuracy", symbols: [symbol], test });
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
        matrix("training", confusion.train, accuracy, leadTo),
        confusion.test && test_accuracy !== null
          ? matrix("test", confusion.test, test_accuracy, leadTo)
          : h("p", { class: "soft", words: "figures.no-test" }),
      ),
      rated.length === 2
        ? h("p", { class: "rates" }, ...rates(rated, confusion.test !== null, leadTo))
        : h("p", { class: "soft", words: "figures.how-to-read" }),
    );
  }
}

/**
 * @param {"training" | "test"} kind
 * @param {number[][]} counts  Rows: the true class; columns: the answer.
 * @param {number} accuracy
 * @param {Lead} lead
 */
function matrix(kind, counts, accuracy, lead) {
  const test = kind === "test";
  const title = t(`figures.accuracy-${kind}`);
  // Three columns leave no room for the word.
  const names = counts.map((_, k) =>
    counts.length > 2 ? String(k) : t("figures.class", { k: String(k) }),
  );
  return h(
    "table",
    { class: `matrix of-${counts.length}`, "data-kind": kind },
    h(
      "caption",
      { class: "led" },
      title,
      " ",
      h("b", { "data-value": accuracy }, sharePercent(accuracy)),
      howButton(title, () => lead("acc", test)),
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
          ...row.map((count, k) => {
            const name = `${title}, ${t("figures.cell", { truth: i, answer: k })}`;
            return cell(
              count,
              all,
              i === k,
              howButton(name, () => lead("C", test)),
            );
          }),
        );
      }),
    ),
  );
}

/**
 * @param {number} count
 * @param {number} all  In its row.
 * @param {boolean} right
 * @param {HTMLElement} how
 */
function cell(count, all, right, how) {
  const share = all ? count / all : 0;
  const element = h("td", { class: `led ${right ? "right" : "wrong"}` });
  element.append(
    h("span", {}, number(count, 0)),
    h("small", {}, all ? sharePercent(share).replace(" ", "\u202f") : "–"),
    how,
  );
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
 * @param {Lead} lead
 */
function rates([[, falsePositives], [falseNegatives, truePositives]], test, lead) {
  const answered = truePositives + falsePositives;
  const present = truePositives + falseNegatives;
  const where = t(test ? "figures.in-test" : "figures.in-training");
  const precision = answered
    ? t("figures.precision", { where, share: sharePercent(truePositives / answered) })
    : t("figures.no-precision", { where });
  const recall = present
    ? t("figures.recall", { share: sharePercent(truePositives / present) })
    : t("figures.no-recall");
  return [
    { text: precision, symbol: "precision", known: answered > 0 },
    { text: recall, symbol: "recall", known: present > 0 },
  ].flatMap(({ text, symbol, known }) => {
    const how = howButton(t(`figures.${symbol}-name`), () => lead(symbol, test));
    return [`${text} `, known ? how : null];
  });
}
