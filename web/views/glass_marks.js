/** Pointing: what is under the pointer or has the focus is marked with its partners everywhere. */

/** What can be pointed at. */
const TARGETS = "[data-symbol], [data-ids]";

/**
 * @param {HTMLElement} root
 * @param {(ids: string[]) => void} mark
 * @param {(id: string) => void} follow  Go to where a symbol comes from.
 */
export function listenForMarks(root, mark, follow) {
  /** @param {Event} event */
  const idsAt = ({ target }) => {
    const element = target instanceof Element ? target.closest(TARGETS) : null;
    const { symbol, made } = /** @type {HTMLElement | null} */ (element)?.dataset ?? {};
    return (symbol ?? made)?.split(" ") ?? [];
  };
  const focused = () => {
    const element = document.activeElement;
    return element && root.contains(element) ? idsAt(/** @type {any} */ ({ target: element })) : [];
  };
  // What moves under a pointer that rests has not been pointed at.
  let at = "";
  const place = (/** @type {PointerEvent} */ { clientX, clientY }) => `${clientX} ${clientY}`;
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) {
    document.addEventListener(name, (event) => (at = place(event)), { capture: true });
  }
  root.addEventListener("pointerover", (event) => {
    const ids = idsAt(event);
    if (ids.length > 0 && place(event) !== at && event.pointerType !== "touch") mark(ids);
  });
  root.addEventListener("pointerleave", (event) => {
    if (place(event) !== at && event.pointerType !== "touch") mark(focused());
  });
  root.addEventListener("focusin", (event) => mark(idsAt(event)));
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) mark([]);
  });
  // A finger's first tap points, its second one follows.
  let pointed = true;
  root.addEventListener("pointerdown", (event) => {
    const target = event.target instanceof Element ? event.target.closest(TARGETS) : null;
    pointed = event.pointerType !== "touch" || target?.classList.contains("marked") === true;
  });
  // A button's Enter comes as a click, too.
  root.addEventListener("click", (event) => {
    const ids = idsAt(event);
    if (ids.length === 0) return;
    mark(ids);
    // What stands for all numbers of an array leads to the first one.
    const one = event.target instanceof Element && event.target.closest("[data-symbol]") !== null;
    if ((one || ids.length === 1) && pointed) follow(ids[0]);
    pointed = true;
  });
}

/**
 * @param {HTMLElement} root
 * @param {readonly string[]} ids
 */
export function showMarks(root, ids) {
  const some = (/** @type {string | null} */ names) =>
    names?.split(" ").some((id) => ids.includes(id)) ?? false;
  for (const element of root.querySelectorAll("[data-symbol]")) {
    element.classList.toggle("marked", some(element.getAttribute("data-symbol")));
  }
  for (const line of root.querySelectorAll("[data-ids]")) {
    line.classList.toggle("marked", some(line.getAttribute("data-ids")));
    line.classList.toggle("maker", some(line.getAttribute("data-made")));
  }
}

/**
 * One stop for Tab in a pane; the arrows go from there.
 *
 * @param {HTMLElement} pane
 * @param {string} selector  What they go through.
 */
export function rove(pane, selector) {
  const items = () => [.../** @type {NodeListOf<HTMLElement>} */ (pane.querySelectorAll(selector))];
  /** @type {Record<string, (at: number, last: number) => number>} */
  const moves = {
    ArrowRight: (at, last) => Math.min(at + 1, last),
    ArrowDown: (at, last) => Math.min(at + 1, last),
    ArrowLeft: (at) => Math.max(at - 1, 0),
    ArrowUp: (at) => Math.max(at - 1, 0),
    Home: () => 0,
    End: (_, last) => last,
  };
  pane.addEventListener("keydown", (event) => {
    if (!(event.key in moves)) return;
    const all = items();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return;
    event.preventDefault();
    all[moves[event.key](at, all.length - 1)].focus();
  });
  pane.addEventListener("focusin", ({ target }) => {
    for (const item of items()) item.setAttribute("tabindex", item === target ? "0" : "-1");
  });
  return () => items()[0]?.setAttribute("tabindex", "0");
}
