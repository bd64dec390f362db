/** The point that is read on the sigmoid and the loss: its numbers, each leading to its line. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";
import { significant } from "./format.js";
import { howButton } from "./glass_links.js";

/** @typedef {"z" | "p" | "loss"} Name */

/** @type {Record<Name, import("../glass.js").Wanted>} */
const WANTED = {
  z: { stage: "sum", symbols: ["z", "zl"] },
  p: { stage: "activation", symbols: ["a", "al"] },
  loss: { stage: "loss", symbols: ["l"] },
};

/** @param {import("./figures.js").Actions["lead"]} lead */
export function createRiding(lead) {
  let point = 0;
  const label = h("span", {});
  const numbers = /** @type {Name[]} */ (Object.keys(WANTED)).map((name) => {
    const text = h("span", {});
    const how = howButton("", () => lead(WANTED[name], point));
    return { name, text, how, root: h("span", { class: "led" }, text, how) };
  });
  const [z, p, loss] = numbers.map((number) => number.root);
  const root = h("p", { class: "soft" }, label, ": ", z, ", ", p, ", ", loss);
  root.hidden = true;
  return {
    root,
    /** @param {(import("./loss_plots.js").Rider & {point: number}) | null} rider */
    show(rider) {
      root.hidden = rider === null;
      if (!rider) return;
      point = rider.point;
      setText(label, t("figures.riding", { k: String(rider.label) }));
      for (const { name, text, how } of numbers) {
        const value = t(`figures.riding-${name}`, { value: significant(rider[name]) });
        setText(text, value);
        how.setAttribute("aria-label", t("glass.how", { name: value }));
      }
    },
  };
}
