/** The glass: an iteration's stages, and of the one that is open the formula, numbers, Python. */

import { t } from "../language.js";
import { h, oncePerFrame, setText } from "./dom.js";
import { numberField } from "./fields.js";
import { curveOf } from "./glass_curve.js";
import { derivationOf } from "./glass_derivation.js";
import { newsOf, notesOf } from "./glass_notes.js";
import { createPanes } from "./glass_panes.js";
import { createParameter } from "./glass_parameter.js";
import { createPath } from "./glass_path.js";
import { createSteps } from "./glass_steps.js";
import { mannerOf, signsOf, spokenOf } from "./glass_symbols.js";

/**
 * @typedef {import("../state.js").State} State
 * @typedef {import("../glass.js").Explained} Explained
 * @typedef {import("../glass.js").Stage} Stage
 */

/**
 * @param {HTMLElement} root
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../glassing.js").createGlassing>} glassing
 */
export function createGlass(root, store, glassing) {
  /** @param {string} words @param {() => void} click @param {Record<string, any>} [more] */
  const button = (words, click, more = {}) =>
    h("button", { type: "button", words, on: { click }, ...more });
  const title = h("h2", {});
  const news = h("p", { class: "soft", role: "status" });
  const back = button("glass.back", glassing.back);
  const next = button("glass.next", glassing.next);
  const play = h("button", { type: "button", on: { click: glassing.play } });
  const all = button("glass.all", () => glassing.choose(null), { "aria-pressed": "true" });
  const now = h("button", {
    type: "button",
    class: "quiet",
    on: { click: () => glassing.goTo(null) },
  });
  const iteration = numberField("glass.at", { id: "glass-iteration", min: 0, step: 1 }, (value) =>
    glassing.goTo(value === null ? null : Math.round(value)),
  );
  const point = numberField("glass.point", { id: "glass-point", min: 1, step: 1 }, (value) =>
    glassing.choose(value === null ? null : value - 1),
  );
  const shapes = h("input", {
    type: "checkbox",
    role: "switch",
    on: { change: () => glassing.showShapes(shapes.checked) },
  });
  const path = createPath(glassing.follow);
  const parameter = createParameter(glassing.followParameter);
  const steps = createSteps(glassing.go);
  const about = h("p", { class: "about" });
  const notes = h("div", { class: "notes" });
  const said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  const panes = createPanes(glassing.mark, (id) => {
    const { stage } = open(store.get());
    const sign = stage?.symbols.find((item) => item.id === id);
    if (sign && !sign.computed) glassing.toOrigin(sign);
  });
  root.append(
    h("div", { class: "glass-head" }, title, news, now),
    h(
      "div",
      { class: "glass-bar" },
      h(
        "div",
        { class: "row" },
        back,
        next,
        play,
        button("glass.do-step", glassing.step, { class: "primary" }),
      ),
      h(
        "div",
        { class: "row" },
        iteration.root,
        all,
        point.root,
        path.root,
        parameter.root,
        h("label", { class: "switch" }, shapes, h("span", { words: "glass.shapes" })),
      ),
    ),
    steps.root,
    about,
    panes.root,
    notes,
    said,
  );

  const draw = oncePerFrame(() => {
    const state = store.get();
    const { stage, explained } = open(state);
    panes.root.hidden = !stage;
    steps.root.hidden = !stage;
    const stages = explained?.stages ?? [];
    steps.show(stages, state.glass.stage);
    back.disabled = !explained || state.glass.stage === 0;
    next.disabled = !explained || state.glass.stage >= stages.length - 1;
    setText(about, stage ? t(`glass.about-${stage.name}`) : "");
    notes.replaceChildren(...(explained && stage ? notesOf(state, explained, stage) : []));
    if (!stage || !explained) return;
    setText(title, t("glass.iteration", { n: explained.iteration }));
    panes.draw(stage, explained, mannerOf(state), state.glass.marked, [
      explained.point === null ? null : curveOf(stage),
      derivationOf(stage, explained),
    ]);
  });

  store.subscribe((state, before) => {
    const { glass, run, points, language } = state;
    if (state.page !== "glass") return;
    const at = glass.iteration ?? run.iteration;
    // While another iteration is on its way, the title stays that of the numbers below.
    if (!glass.explained) setText(title, t("glass.iteration", { n: at }));
    iteration.show(at);
    iteration.field.max = String(run.iteration);
    now.hidden = glass.iteration === null;
    setText(now, t("glass.to-now", { n: run.iteration }));
    setText(news, newsOf(state));
    setText(play, t(glass.playing ? "glass.stop" : "glass.play"));
    play.setAttribute("aria-pressed", String(glass.playing));
    all.setAttribute("aria-pressed", String(glass.point === null && !glass.test));
    point.show(glass.point === null ? null : glass.point + 1);
    point.field.max = String(points.length);
    shapes.checked = glass.shapes;
    path.show(glass);
    parameter.show(state);
    root.classList.toggle("stale", glass.explained !== null && !isFresh(state));
    const same =
      before.page === "glass" &&
      before.language === language &&
      before.glass.explained === glass.explained &&
      before.glass.stage === glass.stage &&
      before.glass.shapes === glass.shapes;
    if (!same || state === before) draw();
    if (before.glass.marked !== glass.marked) {
      panes.show(glass.marked);
      const [sign] = marked(state);
      const { explained } = glass;
      const text = sign && explained ? spokenOf(sign, explained, mannerOf(state)) : "";
      const origin = sign && !sign.computed ? ` ${t("glass.said-origin")}` : "";
      const lead = t(explained?.iteration === 0 ? "glass.lead-start" : "glass.lead");
      setText(said, glass.earlier ? `${text}. ${lead}` : text && `${text}.${origin}`);
    }
  });
}

/**
 * The stage that is open.
 *
 * @param {State} state
 * @returns {{explained: Explained | null, stage: Stage | null}}
 */
function open({ glass: { explained, stage } }) {
  return { explained, stage: explained?.stages[stage] ?? null };
}

/** @param {State} state */
function marked(state) {
  const { stage } = open(state);
  return stage ? signsOf(stage).filter(({ id }) => state.glass.marked.includes(id)) : [];
}

/**
 * Whether what is shown is about the iteration at which the training stands.
 *
 * @param {State} state
 */
function isFresh({ glass: { explained, iteration }, run }) {
  return run.mode === "idle" && explained?.iteration === (iteration ?? run.iteration);
}
