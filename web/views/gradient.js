/** What the gradient check found: a row for each parameter, and a sentence. */

import { t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { h, setText } from "./dom.js";
import { significant } from "./format.js";

export function createGradient() {
  const sentence = h("p", { role: "status", label: "code.check" });
  const place = h("p", { class: "soft" });
  const rows = h("tbody", {});
  const table = h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...["parameter", "analytic", "numeric", "agree"].map((name) =>
          h("th", { scope: "col", words: `code.gradient-${name}` }),
        ),
      ),
    ),
    rows,
  );
  const root = h("div", { class: "gradient" }, sentence, table, place);
  /** @type {import("../edited_code.js").Checked | null} */
  let shown = null;
  root.hidden = true;
  return {
    root,
    /** @param {import("../state.js").State} state */
    show({ code: { checked } }) {
      root.hidden = checked === null;
      if (checked === shown) return;
      shown = checked;
      if (!checked) return;
      setText(sentence, inLanguage(checked.sentence));
      sentence.dataset.ok = String(checked.ok);
      table.hidden = checked.slopes.length === 0;
      rows.replaceChildren(...checked.slopes.map(row));
      const names = checked.place.map((value, i) => {
        const name = i === checked.place.length - 1 ? "b" : `w${i + 1}`;
        return `${name} = ${significant(value)}`;
      });
      setText(place, t("code.gradient-place", { place: names.join(", ") }));
      place.hidden = table.hidden;
    },
  };
}

/** @param {import("../edited_code.js").Slope} slope */
function row({ name, analytic, numeric, ok }) {
  return h(
    "tr",
    { "data-ok": String(ok) },
    h("th", { scope: "row" }, name),
    h("td", { "data-value": analytic }, significant(analytic)),
    h("td", { "data-value": numeric }, significant(numeric)),
    h("td", { words: ok ? "code.gradient-yes" : "code.gradient-no" }),
  );
}
