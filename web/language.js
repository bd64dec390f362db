/** The words of the interface: which language, and how a text is found, filled in and changed. */

import en from "./words/en.js";

/** @typedef {string | Record<string, string>} Words  A text, or one for each plural form. */
/** @typedef {"en" | "ru"} Language */

/** Each language under its own name. */
export const LANGUAGES = { en: "English", ru: "Русский" };
/** @typedef {Record<string, Record<string, Words>>} AllWords */

/** Those that are here: English at once, the others when they are asked for. */
const WORDS = /** @type {{en: AllWords} & Partial<Record<Language, AllWords>>} */ ({ en });
/** @type {Partial<Record<Language, () => Promise<{default: object}>>>} */
const LATER = { ru: () => import("./words/ru.js") };
/** Attributes that `translate` fills from keys: data-words-label holds the key of aria-label. */
const ATTRIBUTES = { label: "aria-label", title: "title", placeholder: "placeholder" };

/** @type {Language} */
let language = "en";
let plural = new Intl.PluralRules(language);

/**
 * The languages a browser asks for decide; English where it asks for none that we have.
 *
 * @param {readonly string[]} wanted  Such as navigator.languages.
 * @returns {Language}
 */
export function languageFor(wanted) {
  const codes = wanted.map((name) => name.slice(0, 2).toLowerCase());
  return /** @type {Language} */ (codes.find((code) => code in LANGUAGES) ?? "en");
}

/**
 * Fetch a language's words, which has to be done before it is set.
 *
 * @param {Language} wanted
 * @returns {Promise<Language>}  The one that can be set: that of now, if they cannot be had.
 */
export async function bringLanguage(wanted) {
  try {
    WORDS[wanted] ??= /** @type {AllWords} */ ((await LATER[wanted]?.())?.default);
    return wanted;
  } catch {
    return language;
  }
}

/**
 * The texts of a part of the page in the language of now, as they are.
 *
 * @param {string} area
 */
export function wordsOf(area) {
  return WORDS[language]?.[area] ?? {};
}

/** @param {Language} next */
export function setLanguage(next) {
  language = next;
  plural = new Intl.PluralRules(next);
  document.documentElement.lang = next;
  translate(document.documentElement);
}

export function currentLanguage() {
  return language;
}

/**
 * The text under a key such as "run.train", with its {names} replaced by values.
 *
 * Where a text has plural forms, the value `n` chooses among them. Numbers are written as the
 * language writes them; give a text instead to keep its form.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const [area, ...rest] = key.split(".");
  const name = rest.join(".");
  const found = WORDS[language]?.[area]?.[name] ?? WORDS.en[area]?.[name];
  if (found === undefined) throw new Error(`no words for ${key}`);
  const text = typeof found === "string" ? found : pluralForm(found, Number(values.n));
  return text.replace(/\{(\w+)\}/g, (whole, slot) => {
    const value = values[slot];
    if (value === undefined) return whole;
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}

/**
 * Whether there are words under a key, for names that come from Python.
 *
 * @param {string} key
 */
export function has(key) {
  const [area, ...rest] = key.split(".");
  return rest.join(".") in (WORDS.en[area] ?? {});
}

/**
 * Fill in the words of an element and of all inside it, from their data-words attributes.
 *
 * @param {Element} root
 */
export function translate(root) {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    if (!(element instanceof HTMLElement)) continue;
    const { words } = element.dataset;
    if (words) element.textContent = t(words);
    for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
      const key = element.getAttribute(`data-words-${name}`);
      if (key) element.setAttribute(attribute, t(key));
    }
  }
}

/**
 * @param {Record<string, string>} forms
 * @param {number} n
 */
function pluralForm(forms, n) {
  return forms[plural.select(n)] ?? forms.other;
}
