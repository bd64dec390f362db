/** Two bars that race, their ratio, and the two pieces of code. */

import { t } from "../language.js";
import { h, setText } from "../views/dom.js";
import { numberField } from "../views/fields.js";
import { number, significant } from "../views/format.js";
import { nameHow } from "../views/glass_links.js";
import { pageHow } from "./how.js";

/** @typedef {import("./timing.js").State} State */

/** The slider goes in powers of ten, from 10 to 1,000,000. */
const POWERS = { least: 1, most: 6, step: 0.25 };
const FORMS = /** @type {const} */ (["loop", "matrices"]);

/**
 * @param {HTMLElement} root
 * @param {import("./timing.js").TimingStore} store
 * @param {import("./how.js").Lead} lead
 * @param {{toggle: () => void, set: (n_samples: number | null) => void}} actions
 */
export function createTimingView(root, store, lead, actions) {
  const size = numberField(
    "timing.size",
    { id: "timing-size", min: 1, max: 1_000_000, step: 1 },
    actions.set,
  );
  const slider = h("input", {
    type: "range",
    min: POWERS.least,
    max: POWERS.most,
    step: POWERS.step,
    label: "timing.slider",
    on: { input: () => actions.set(rounded(10 ** slider.valueAsNumber)) },
  });
  const compare = h("button", { type: "button", class: "primary", on: { click: actions.toggle } });
  const rows = FORMS.map((form) => {
    const output = h("output", { id: `timing-${form}`, "aria-live": "off" }, "–");
    const bar = h("span", { class: `bar ${form}` });
    const label = h("label", { for: `timing-${form}`, words: `timing.${form}` });
    const how = pageHow(lead, () => ({ stage: `time-${form}`, symbols: [`t_${form}`] }));
    return {
      form,
      output,
      bar,
      how,
      root: h("li", { class: "leads" }, label, h("span", { class: "track" }, bar), output, how),
    };
  });
  const verdict = h("span", { "aria-live": "polite" });
  const howRatio = pageHow(lead, () => ({ stage: "ratio", symbols: ["ratio"] }));
  const note = h("p", { class: "soft note" });
  const earlier = h("table", { class: "earlier" });
  const codes = FORMS.map((form) => ({ form, root: h("code", {}) }));
  root.append(
    h(
      "section",
      { class: "panel" },
      h("p", { words: "timing.intro" }),
      h("div", { class: "row size" }, size.root, slider, compare),
      h("ul", { class: "race" }, ...rows.map((row) => row.root)),
      h("p", { class: "verdict beside" }, verdict, " ", howRatio),
      note,
    ),
    h(
      "div",
      { class: "codes" },
      ...codes.map(({ form, root: code }) =>
        h(
          "section",
          { class: "panel" },
          h("h2", { words: `timing.${form}` }),
          h("p", { class: "soft", words: `timing.${form}-is` }),
          h("pre", { tabindex: 0, role: "region", label: `timing.${form}-code` }, code),
        ),
      ),
    ),
    h("section", { class: "panel before" }, h("h2", { words: "timing.earlier" }), earlier),
  );
  const before = /** @type {HTMLElement} */ (root.lastElementChild);

  store.subscribe((state) => {
    const { n_samples, running, times, code } = state;
    size.show(n_samples);
    if (n_samples !== null && n_samples > 0 && document.activeElement !== slider) {
      slider.value = String(Math.log10(n_samples));
    }
    slider.setAttribute("aria-valuetext", number(n_samples ?? 0, 0));
    setText(compare, t(running ? "timing.stop" : "timing.compare"));
    // The bars are as long as the times in the end will be: the loop's grows towards its own.
    const share = times ? times.n_looped / times.n_samples : 0;
    const most = Math.max(share ? (times?.loop ?? 0) / share : 0, times?.matrices ?? 0);
    for (const { form, output, bar, how } of rows) {
      const seconds = form === "loop" && times?.n_looped === 0 ? null : (times?.[form] ?? null);
      bar.style.width = seconds === null ? "0" : `max(2px, ${(seconds / most) * 100}%)`;
      setText(output, seconds === null ? "–" : duration(seconds));
      nameHow(how, t(`timing.${form}`));
      how.hidden = !times?.ratio;
      if (seconds === null) delete output.dataset.value;
      else output.dataset.value = String(seconds);
    }
    setText(verdict, times?.ratio ? t("timing.verdict", { ratio: ratioText(times.ratio) }) : "");
    nameHow(howRatio, t("timing.ratio"));
    howRatio.hidden = !times?.ratio;
    setText(note, noteText(state));
    if (times?.ratio) verdict.dataset.value = String(times.ratio);
    else delete verdict.dataset.value;
    for (const { form, root: shown } of codes) setText(shown, code?.[form] ?? t("timing.waiting"));
    before.hidden = state.earlier.length === 0;
    showEarlier(earlier, state.earlier);
  });
}

/** @param {State} state */
function noteText({ times, running }) {
  if (times?.ratio) return t("timing.same", { difference: significant(times.largest_difference) });
  if (!running) return times ? t("timing.stopped") : t("timing.hint");
  if (!times?.n_looped) return t("timing.running");
  const left = (times.loop / times.n_looped) * (times.n_samples - times.n_looped);
  return t("timing.left", { done: times.n_looped, of: times.n_samples, left: duration(left) });
}

/**
 * @param {HTMLTableElement} table
 * @param {State["earlier"]} earlier
 */
function showEarlier(table, earlier) {
  const head = ["size", "loop", "matrices", "ratio"].map((name) =>
    h("th", { scope: "col", words: `timing.${name}` }),
  );
  const rows = earlier.map(({ n_samples, loop, matrices, ratio }) =>
    h(
      "tr",
      {},
      h("td", {}, number(n_samples, 0)),
      h("td", {}, duration(loop)),
      h("td", {}, duration(matrices)),
      h("td", {}, ratioText(ratio ?? 0)),
    ),
  );
  table.replaceChildren(h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
}

/** @param {number} ratio */
function ratioText(ratio) {
  return number(ratio, ratio < 10 ? 1 : 0);
}

/** @param {number} seconds */
function duration(seconds) {
  if (seconds >= 1) return t("timing.seconds", { n: number(seconds, 1) });
  if (seconds >= 1e-3) return t("timing.milliseconds", { n: significant(seconds * 1e3) });
  return t("timing.microseconds", { n: significant(seconds * 1e6) });
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toPrecision(1));
}
