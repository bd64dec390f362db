/** Makes elements: a tag, its attributes, what is inside. */

import { translate } from "../language.js";

/**
 * Make an element.
 *
 * Attributes are set as they are named, with these exceptions: `class`; `on` holds listeners by
 * event; `words`, `label`, `title` and `placeholder` hold keys of the words and are filled in,
 * again whenever the language changes; `true` sets an attribute without a value, `false`, null
 * and undefined set none.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { on = {}, words, label, title, placeholder, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) setAttribute(element, name, value);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  if (words) element.dataset.words = words;
  if (label) element.setAttribute("data-words-label", label);
  if (title) element.setAttribute("data-words-title", title);
  if (placeholder) element.setAttribute("data-words-placeholder", placeholder);
  if (words || label || title || placeholder) translate(element);
  element.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * The same for pictures.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  const { on = {}, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) setAttribute(element, name, value);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children);
  return element;
}

/**
 * A label, its field, and a sentence about it that shows under it while it has the focus.
 *
 * @param {string} words  Key of the label's text; key + "-why", where it exists, explains.
 * @param {HTMLElement} field
 * @param {string} id
 */
export function labelled(words, field, id) {
  field.id = id;
  return h("div", { class: "field" }, h("label", { for: id, words }), field);
}

/**
 * Set a text only if it is another one: a live region speaks of each change.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent === text) return;
  const { firstChild } = element;
  // Text that is changed costs less than text that is taken out for another one.
  if (firstChild instanceof Text && !firstChild.nextSibling && text) firstChild.data = text;
  else element.textContent = text;
}

/** What is to be drawn in the next frame. @type {Set<() => void>} */
const waiting = new Set();

/**
 * Put off a drawing to the next frame; asked for again before that, it is still done once.
 *
 * @param {() => void} draw
 */
export function oncePerFrame(draw) {
  return () => {
    if (waiting.has(draw)) return;
    waiting.add(draw);
    requestAnimationFrame(() => {
      if (waiting.delete(draw)) draw();
    });
  };
}

/** Draw at once what waits for the next frame. */
export function drawWaiting() {
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
  }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {any} value
 */
function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) return;
  element.setAttribute(name, value === true ? "" : String(value));
}
