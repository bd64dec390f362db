/** Which weight or bias is followed to its next value: a menu of all. */

import { t } from "../language.js";
import { h } from "./dom.js";
import { menu } from "./fields.js";
import { parameterOptions, parametersOf } from "./parameters.js";

/** @param {(parameter: number | null) => void} follow */
export function createParameter(follow) {
  const { root, select, show } = menu("glass.parameter", "glass-parameter", [], (value) =>
    follow(value === "" ? null : Number(value)),
  );
  let listed = "";
  return {
    root,
    /** @param {import("../state.js").State} state */
    show({ run, focus, glass, language }) {
      const all = parametersOf(run.machines[focus].params);
      const now = JSON.stringify([all, language]);
      if (now !== listed) {
        listed = now;
        const none = h("option", { value: "" }, t("glass.every-parameter"));
        select.replaceChildren(none, ...parameterOptions(all));
      }
      show(String(glass.parameter ?? ""));
    },
  };
}
