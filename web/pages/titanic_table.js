/** Which table is in use, what it predicts from what, and how to take another one. */

import { t } from "../language.js";
import { inLanguage } from "../python_messages.js";
import { h, setText } from "../views/dom.js";
import { columnName, valueName } from "./titanic_names.js";
import { anotherTable } from "./titanic_state.js";

/** @typedef {import("./titanic_state.js").State} State */

/**
 * @param {HTMLElement} page  Where a file may be dropped.
 * @param {HTMLElement} root
 * @param {import("./titanic_state.js").TableStore} store
 * @param {ReturnType<typeof import("./titanic_effects.js").createTables>} actions
 */
export function createTablePanel(page, root, store, actions) {
  const title = h("h2", { id: "table-name", class: "table-name" });
  const about = h("p", { class: "soft" });
  const file = h("input", {
    type: "file",
    accept: ".csv,.tsv,.txt,text/csv,text/plain",
    class: "visually-hidden",
    label: "titanic.file",
    on: {
      change() {
        const chosen = file.files?.[0];
        if (chosen) actions.openFile(chosen);
        // The same file may be chosen again, once it has been corrected.
        file.value = "";
      },
    },
  });
  const back = h("button", {
    type: "button",
    words: "titanic.titanic",
    on: { click: actions.titanic },
  });
  const text = h("textarea", {
    rows: 6,
    label: "titanic.paste-name",
    placeholder: "titanic.paste-example",
  });
  const paste = h(
    "details",
    {},
    h("summary", { words: "titanic.paste" }),
    text,
    h("button", {
      type: "button",
      words: "titanic.use",
      on: { click: () => actions.openText(text.value) },
    }),
  );
  const label = h("select", {
    id: "table-label",
    autocomplete: "off",
    on: { change: () => actions.setLabel(label.value) },
  });
  const features = h("fieldset", {});
  const rows = h("div", {
    class: "first-rows",
    tabindex: 0,
    role: "region",
    label: "titanic.first-rows",
  });
  root.append(
    title,
    about,
    h(
      "div",
      { class: "row" },
      h("label", { class: "file-button" }, file, h("span", { words: "titanic.open" })),
      back,
    ),
    paste,
    h("div", { class: "field" }, h("label", { for: "table-label", words: "titanic.label" }), label),
    features,
    h("details", {}, h("summary", { words: "titanic.first-rows" }), rows),
  );

  for (const event of ["dragenter", "dragover"]) {
    page.addEventListener(event, (over) => {
      over.preventDefault();
      page.classList.add("dropping");
    });
  }
  page.addEventListener("dragleave", (event) => {
    if (!page.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      page.classList.remove("dropping");
    }
  });
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    page.classList.remove("dropping");
    const dropped = event.dataTransfer?.files[0];
    const words = event.dataTransfer?.getData("text/plain");
    if (dropped) actions.openFile(dropped);
    else if (words) actions.openText(words);
  });
  document.addEventListener("paste", (event) => {
    const writing = event.target instanceof Element && event.target.closest("input, textarea");
    if (page.hidden || writing) return;
    const words = event.clipboardData?.getData("text/plain");
    if (words) actions.openText(words);
  });

  store.subscribe((state, before) => {
    const { source, table, prepared } = state;
    setText(title, source.text === null ? t("titanic.title") : source.name);
    back.hidden = source.text === null;
    setText(about, aboutText(state));
    if (!table || !prepared || !anotherTable(state, before)) return;
    label.replaceChildren(...table.labels.map((name) => new Option(columnName(state, name), name)));
    label.value = state.label;
    showFeatures(state);
    rows.replaceChildren(firstRows(state));
  });

  /** @param {State} state */
  function showFeatures(state) {
    const { table, label: predicted, prepared } = state;
    const used = new Set(prepared?.inputs.map(({ name }) => name));
    const others = (table?.columns ?? []).filter(({ name }) => name !== predicted);
    const focused = features.contains(document.activeElement)
      ? /** @type {HTMLInputElement} */ (document.activeElement).value
      : null;
    const boxes = others.map(({ name, problem }) => {
      const box = h("input", { type: "checkbox", value: name, on: { change } });
      box.checked = used.has(name);
      box.disabled = Boolean(problem);
      const why =
        problem &&
        h("span", { class: "soft" }, t("titanic.left-out", { problem: inLanguage(problem) }));
      return h("label", { class: "tick" }, box, h("span", {}, columnName(state, name)), why);
    });
    features.replaceChildren(h("legend", { words: "titanic.features" }), ...boxes);
    if (focused === null) return;
    for (const box of features.querySelectorAll("input")) if (box.value === focused) box.focus();
  }

  function change() {
    const ticked = [...features.querySelectorAll("input")].filter((box) => box.checked);
    actions.setFeatures(ticked.map((box) => box.value));
  }
}

/** @param {State} state */
function aboutText({ table, prepared }) {
  if (!table || !prepared) return t("titanic.waiting");
  const parts = [t("titanic.rows", { n: table.n_rows, columns: table.columns.length })];
  if (prepared.n_dropped > 0) parts.push(t("titanic.dropped", { n: prepared.n_dropped }));
  return parts.join(" ");
}

/** @param {State} state */
function firstRows(state) {
  const { columns, first_rows } = /** @type {import("./titanic_state.js").Table} */ (state.table);
  const names = columns.map(({ name }) => name);
  const head = names.map((name) => h("th", { scope: "col" }, columnName(state, name)));
  const body = first_rows.map((row) =>
    h("tr", {}, ...row.map((value, i) => h("td", {}, valueName(state, names[i], value)))),
  );
  return h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body));
}
