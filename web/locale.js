/**
 * A browser in the C locale may call its language "C", which `Intl` refuses, and uPlot asks for that
 * language while it loads. So this is imported before everything else.
 */

try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en" });
}
