/** Python's sentences in the language of the page: they come in English, as Python says them. */

import { currentLanguage, wordsOf } from "./language.js";

/** @type {Map<string, {pattern: RegExp, slots: string[], text: string}[]>} */
const ready = new Map();

/**
 * A sentence of Python's, or a part of one, in the language of the page; English where it is not
 * among those that are known.
 *
 * @param {string} sentence
 * @returns {string}
 */
export function inLanguage(sentence) {
  for (const { pattern, slots, text } of templatesOf(currentLanguage())) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    // What stands in a slot may be known too, such as a setting's name.
    const values = new Map(slots.map((slot, i) => [slot, inLanguage(found[i + 1])]));
    return text.replace(/\{(\w+)\}/g, (_, slot) => values.get(slot) ?? "");
  }
  return sentence;
}

/** @param {import("./language.js").Language} language */
function templatesOf(language) {
  let made = ready.get(language);
  if (!made) {
    const templates = /** @type {Record<string, string>} */ (wordsOf("messages").python);
    made = Object.entries(templates).map(([english, text]) => ({
      pattern: patternOf(english),
      slots: [...english.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot),
      text,
    }));
    ready.set(language, made);
  }
  return made;
}

/**
 * What matches a template: any text, as short as may be, in place of each slot.
 *
 * @param {string} template
 */
function patternOf(template) {
  const parts = template
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^]+?)")}$`);
}
