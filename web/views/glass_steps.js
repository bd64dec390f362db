/** The row of stages: which there are, and which one is open. */

import { t } from "../language.js";
import { h, setText } from "./dom.js";
import { reveal } from "./glass_panes.js";

/** With more stages than this their names say of which layer they are. */
const ONE_LAYER = 9;

/** @param {(stage: number) => void} go */
export function createSteps(go) {
  const root = h("ol", { class: "steps", role: "list", label: "glass.steps" });
  return {
    root,
    /**
     * @param {readonly import("../glass.js").Stage[]} stages
     * @param {number} open
     */
    show(stages, open) {
      const names = stages.map(({ name, layer }) =>
        layer > 0 && name !== "loss" && stages.length > ONE_LAYER
          ? t("glass.stage-layer", { name: t(`glass.stage-${name}`), layer })
          : t(`glass.stage-${name}`),
      );
      if (root.children.length !== names.length) {
        root.replaceChildren(
          ...names.map((_, i) =>
            h("li", {}, h("button", { type: "button", on: { click: () => go(i) } })),
          ),
        );
      }
      names.forEach((name, i) => {
        const item = /** @type {Element} */ (root.children[i].firstElementChild);
        setText(item, name);
        item.setAttribute("aria-current", i === open ? "step" : "false");
      });
      if (stages.length > 0) reveal(root, root.children[open], true);
    },
  };
}
