/** The versions that were kept: open one, compare with it, delete it. */

import { currentLanguage, t } from "../language.js";
import { h, setText } from "./dom.js";

/**
 * @param {ReturnType<typeof import("../workshop.js").createWorkshop>} workshop
 * @param {(text: string) => void} onCompare
 */
export function createVersions(workshop, onCompare) {
  const list = h("ul", {});
  const summary = h("summary", {});
  const root = h("details", { class: "code-versions" }, summary, list);
  /** What the rows depend on: they stay as they are, with the focus on them, until it changes. */
  let made = "";

  /**
   * @param {import("../edited_code.js").Version} version
   * @param {boolean} open  Whether it is what stands in the editor.
   * @param {boolean} compared
   */
  function row({ n, when, text }, open, compared) {
    const name = t("code.version", {
      n: String(n),
      when: new Date(when).toLocaleString(currentLanguage(), {
        dateStyle: "medium",
        timeStyle: "short",
      }),
    });
    /** @param {string} words @param {() => void} click @param {Record<string, any>} [more] */
    const button = (words, click, more = {}) =>
      h(
        "button",
        { type: "button", on: { click }, "aria-label": `${t(words)}: ${name}`, ...more },
        t(words),
      );
    return h(
      "li",
      {},
      h("span", {}, name),
      button("code.version-open", () => workshop.open(n), { disabled: open }),
      button("code.version-compare", () => onCompare(text), { "aria-pressed": String(compared) }),
      button("code.version-remove", () => workshop.remove(n)),
    );
  }

  return {
    root,
    /**
     * @param {import("../state.js").State} state
     * @param {string | null} other  What the text is compared with.
     */
    show({ code: { versions, draft }, language }, other) {
      root.hidden = versions.length === 0;
      setText(summary, t("code.versions", { n: versions.length }));
      const looks = versions.map(({ n, text }) => [n, text === draft, text === other]);
      const next = JSON.stringify([language, looks]);
      if (next === made) return;
      made = next;
      list.replaceChildren(
        ...versions.map((version) => row(version, version.text === draft, version.text === other)),
      );
    },
  };
}
