/** The pane in which a page's number is taken apart: formula, numbers and Python. */

import { has, t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { h, oncePerFrame, setText } from "../views/dom.js";
import { curveOf } from "../views/glass_curve.js";
import { createPanes } from "../views/glass_panes.js";
import { createSteps } from "../views/glass_steps.js";
import { signsOf, spokenOf } from "../views/glass_symbols.js";

/** @typedef {import("./how.js").State} State */

/**
 * @param {HTMLElement} root
 * @param {import("./how.js").HowStore} store
 * @param {{close: () => void, go: (stage: number) => void, mark: (ids: readonly string[]) => void,
 *   follow: (id: string) => void}} actions
 */
export function createHowPane(root, store, actions) {
  const title = h("h2", { tabindex: -1 });
  const shut = h(
    "button",
    { type: "button", class: "shut", label: "common.close", on: { click: actions.close } },
    "×",
  );
  const about = h("p", { class: "soft" });
  const steps = createSteps(actions.go);
  const panes = createPanes(actions.mark, actions.follow);
  const notes = h("p", { class: "soft" });
  const said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  root.append(
    h("div", { class: "how-head" }, title, steps.root, shut),
    about,
    panes.root,
    h("div", { class: "how-foot" }, said, notes),
  );

  /** Where the focus goes back to. @type {HTMLElement | null} */
  let number = null;

  function paint() {
    const { subject, wanted, explained, stage: at, marked, earlier, stale, problem } = store.get();
    if (!subject || !wanted || root.hidden) return;
    const stage = explained?.stages[at];
    root.classList.toggle("stale", stale);
    if (number?.isConnected) setText(title, number.getAttribute("aria-label") ?? "");
    panes.root.hidden = !stage;
    steps.show(explained?.stages ?? [], at);
    const waiting = problem ? inLanguage(problem) : t("glass.training");
    setText(about, stage ? aboutOf(stage.name, subject.stages) : waiting);
    if (!stage || !explained) {
      for (const line of [said, notes]) setText(line, "");
      return;
    }
    const manner = subject.manner();
    if (drawn !== explained || drawnAt !== at || drawnIn !== document.documentElement.lang) {
      const curve = explained.point === null ? null : curveOf(stage);
      panes.draw(stage, explained, manner, marked, [curve]);
    }
    [drawn, drawnAt, drawnIn] = [explained, at, document.documentElement.lang];
    panes.show(marked);
    const sign = signsOf(stage).find(({ id }) => marked.includes(id));
    setText(said, sign ? `${spokenOf(sign, explained, manner)}.` : "");
    const lines = subject.notes({ ...wanted, earlier }, stage.name);
    setText(notes, lines.join(" "));
  }
  /** @type {import("../glass.js").Explained | null} */
  let drawn = null;
  let drawnAt = -1;
  let drawnIn = "";
  store.subscribe(oncePerFrame(paint));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || root.hidden || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    actions.close();
  });

  return {
    /** @param {HTMLElement} from  The number that was pressed. */
    open(from) {
      number = from;
      root.hidden = false;
      drawn = null;
      paint();
      title.focus({ preventScroll: true });
      from.scrollIntoView({ block: "nearest" });
    },

    /** @param {boolean} back */
    close(back) {
      root.hidden = true;
      if (!back || !number) return;
      // A number that was made anew is found by its name.
      const name = number.getAttribute("aria-label") ?? "";
      const same = `.how[aria-label=${CSS.escape(name)}]`;
      const other = /** @type {HTMLElement | null} */ (document.querySelector(same));
      (number.isConnected ? number : other)?.focus();
    },
  };
}

/**
 * What a stage is about.
 *
 * @param {string} stage
 * @param {string} [own]  Where the page's own words are looked for first.
 */
function aboutOf(stage, own = "glass.about") {
  return t(has(`${own}-${stage}`) ? `${own}-${stage}` : `glass.about-${stage}`);
}
