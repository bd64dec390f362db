/** A table pasted, dropped or chosen becomes points. */

import described from "described";
import { readPoints, TableError } from "../csv_points.js";
import { t } from "../language.js";
import { h } from "./dom.js";

/** Larger files are not read at all: no 100,000 points take that much. */
const MOST_BYTES = 20_000_000;

/**
 * @param {import("../state.js").Store} store
 * @param {ReturnType<typeof import("../editing.js").createEditing>} editing
 * @param {(text: string) => void} openTable  Takes a table of more columns to the page for those.
 * @param {(file: File) => void} openScene
 */
export function createPaste(store, editing, openTable, openScene) {
  const veil = h("div", { class: "drop-veil", hidden: true }, h("p", { words: "data.drop" }));
  document.body.append(veil);

  /** @param {string} text */
  function take(text) {
    try {
      const { points, notes } = readPoints(text, described.limits.n_points);
      editing.act()(points);
      store.update({ message: notes.join(" ") });
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      if (error.wide) {
        store.update({ page: "titanic" });
        openTable(text);
      }
      store.update({ message: error.message });
    }
  }

  /** @param {File} file */
  async function takeFile(file) {
    if (/\.json$/i.test(file.name)) openScene(file);
    else if (file.size > MOST_BYTES) store.update({ message: t("data.csv-large") });
    else take(await file.text());
  }

  const here = () => store.get().page === "studio" && !document.querySelector("dialog[open]");

  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { target } = event;
    const typing =
      target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
    if (!here() || typing || text.trim() === "") return;
    event.preventDefault();
    take(text);
  });
  document.addEventListener("dragover", (event) => {
    if (!here()) return;
    event.preventDefault();
    veil.hidden = false;
  });
  for (const end of ["dragleave", "drop"]) {
    document.addEventListener(end, (event) => {
      const inside = event instanceof DragEvent && event.relatedTarget !== null;
      if (end === "drop" || !inside) veil.hidden = true;
    });
  }
  document.addEventListener("drop", (event) => {
    if (!here()) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (file) takeFile(file);
    else if (text.trim() !== "") take(text);
  });

  return { takeFile };
}
