/** The groups of controls that can be hidden: the names in data-control attributes. */

export const CONTROLS = [
  "pages",
  "examples",
  "dataset",
  "numbers",
  "testing",
  "table",
  "drawing",
  "features",
  "layers",
  "settings",
  "run-settings",
  "figures",
  "side-by-side",
  "scenes",
  "share",
  "export",
  "language",
];

/** A style sheet that takes the hidden groups out of the page, whenever they are made. */
const sheet = new CSSStyleSheet();

/** @param {import("./state.js").Store} store */
export function hideControls(store) {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  store.subscribe((state, before) => {
    if (state !== before && state.hidden === before.hidden) return;
    document.documentElement.dataset.hidden = state.hidden.join(" ");
    const rules = state.hidden.map(
      (name) => `[data-control~="${name}"] { display: none !important; }`,
    );
    sheet.replaceSync(rules.join("\n"));
  });
}
