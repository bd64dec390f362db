/** How a machine learns: its settings, each with a sentence about it. */

import described from "described";
import { has, t } from "../language.js";
import { nClasses } from "../state.js";
import { h } from "./dom.js";
import { menu, numberField } from "./fields.js";

/** @typedef {import("../protocol.js").Machine} Machine */

/** The width of two columns: the run bar has room for the learning rate only, the others fold. */
export const narrow = matchMedia("(min-width: 54rem) and (max-width: 74.99rem)");

/** The slider's ends, as powers of ten, and how fine it is. */
const RATES = { min: -4, max: 2, step: 0.05 };

/**
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../machining.js").createMachining>} machining
 */
export function createMachineSettings(store, machining) {
  /** @param {Partial<Machine>} changes */
  const set = (changes) => machining.setMachine(store.get().focus, changes);
  /**
   * @param {keyof Machine & string} name
   * @param {{name: string}[]} choices
   */
  const choice = (name, choices) => {
    const options = choices.map((item) => {
      const words = `machine.${name}-${item.name}`;
      return h("option", { value: item.name, words: has(words) ? words : null }, item.name);
    });
    for (const option of options) {
      if (option.dataset.words) option.textContent = t(option.dataset.words);
    }
    return explained(
      wordsOf(name),
      menu(wordsOf(name), name, options, (value) => set({ [name]: value })),
    );
  };
  /**
   * @param {keyof Machine & string} name
   * @param {{min?: number, max?: number, step?: number}} limits
   */
  const number = (name, limits) =>
    explained(
      wordsOf(name),
      numberField(wordsOf(name), { id: idOf(name), ...limits }, (value) => set({ [name]: value })),
    );
  const fields = {
    learning_rate: number("learning_rate", { min: 0 }),
    activation: choice("activation", described.activations),
    initial_weights: choice("initial_weights", described.initial_weights),
    optimizer: choice("optimizer", described.optimizers),
    decay: number("decay", { min: 0, max: 1 }),
    square_decay: number("square_decay", { min: 0, max: 1 }),
    loss: choice("loss", described.losses),
    batch_size: number("batch_size", { min: 1, step: 1 }),
    l1: number("l1", { min: 0 }),
    l2: number("l2", { min: 0 }),
    threshold: number("threshold", { min: 0, max: 1 }),
    seed: number("seed", { min: 0, step: 1 }),
    engine: choice("engine", [{ name: "readable" }, { name: "fast" }]),
  };
  fields.batch_size.field.setAttribute("data-words-placeholder", "machine.all-points");
  fields.batch_size.field.placeholder = t("machine.all-points");
  const slider = rateSlider(fields.learning_rate, (learning_rate) => set({ learning_rate }));
  const { learning_rate, activation, initial_weights, optimizer, ...more } = fields;
  const common = h("div", { class: "settings-grid" }, learning_rate.root);
  const folded = h(
    "div",
    { class: "settings-grid" },
    ...Object.values(more).map((field) => field.root),
  );
  const root = h(
    "div",
    { class: "settings", "data-control": "settings" },
    common,
    h(
      "details",
      { class: "more-settings", on: { keydown: closeOnEscape } },
      h("summary", { words: "machine.more" }),
      folded,
    ),
  );
  const place = () => {
    const fields = [activation, initial_weights, optimizer].map((field) => field.root);
    if (narrow.matches) folded.prepend(...fields);
    else common.append(...fields);
  };
  narrow.addEventListener("change", place);
  place();

  store.subscribe(({ machines, focus, points }) => {
    const machine = machines[focus];
    for (const [name, field] of Object.entries(fields)) {
      field.show(/** @type {never} */ (machine[/** @type {keyof Machine} */ (name)]));
    }
    slider.show(machine.learning_rate);
    const chosen = described.optimizers.find(({ name }) => name === machine.optimizer);
    const settings = chosen?.settings ?? [];
    for (const name of /** @type {const} */ (["decay", "square_decay"])) {
      fields[name].root.hidden = !settings.includes(name);
    }
    const steps = settings.includes("learning_rate");
    fields.learning_rate.field.disabled = !steps;
    slider.element.disabled = !steps;
    const single = machine.hidden.length === 0 && nClasses(points) === 2;
    for (const option of fields.optimizer.field.querySelectorAll("option")) {
      option.disabled = option.value === "newton" && !single;
    }
  });
  return root;
}

/**
 * In the run bar the other settings hang over the page; in the panel the key is the sheet's.
 *
 * @this {HTMLDetailsElement}
 * @param {KeyboardEvent} event
 */
function closeOnEscape(event) {
  if (event.key !== "Escape" || !this.open || !this.closest("#run")) return;
  event.preventDefault();
  this.open = false;
  this.querySelector("summary")?.focus();
}

/**
 * The learning rate's other form: each step of it is a factor.
 *
 * @param {{root: HTMLElement, field: HTMLElement}} rate
 * @param {(value: number) => void} onChange
 */
function rateSlider(rate, onChange) {
  const at = () => Number((10 ** element.valueAsNumber).toPrecision(2));
  const element = h("input", {
    type: "range",
    ...RATES,
    label: "machine.learning-rate",
    "aria-describedby": "learning-rate-why",
    on: {
      input: () => element.setAttribute("aria-valuetext", String(at())),
      change: () => onChange(at()),
    },
  });
  rate.field.after(element);
  rate.root.classList.add("with-slider");
  return {
    element,
    /** @param {number | null} value */
    show(value) {
      if (value === null || !(value > 0) || at() === value) return;
      element.value = String(Math.log10(value));
      element.setAttribute("aria-valuetext", String(value));
    },
  };
}

/**
 * A field with a sentence about it, which a small button shows and puts away.
 *
 * @template {HTMLElement} Field
 * @param {string} words
 * @param {{root: HTMLElement, field?: Field, select?: Field, show: (value: any) => void}} made
 */
function explained(words, { root, field, select, show }) {
  const element = /** @type {HTMLInputElement} */ (/** @type {unknown} */ (field ?? select));
  const why = h("p", { class: "why", id: `${element.id}-why`, words: `${words}-why` });
  why.hidden = true;
  element.setAttribute("aria-describedby", why.id);
  const button = h(
    "button",
    {
      type: "button",
      class: "info",
      "aria-expanded": "false",
      "aria-controls": why.id,
      "aria-describedby": `${element.id}-label`,
      label: "machine.about",
      on: {
        click() {
          why.hidden = !why.hidden;
          button.setAttribute("aria-expanded", String(!why.hidden));
        },
      },
    },
    "?",
  );
  const label = /** @type {HTMLElement} */ (root.firstElementChild);
  label.id = `${element.id}-label`;
  const head = h("div", { class: "field-head" });
  label.replaceWith(head);
  head.append(label, button);
  root.append(why);
  return { root, field: element, show };
}

/** @param {string} name */
function wordsOf(name) {
  return `machine.${name.replace("_", "-")}`;
}

/** @param {string} name */
function idOf(name) {
  return name === "seed" ? "seed-of-weights" : name.replace("_", "-");
}
