/** Numbers as people read them. */

/**
 * By the number of digits: to make one takes far longer than to write with it.
 *
 * @type {Map<number, Intl.NumberFormat>}
 */
const formats = new Map();

/**
 * @param {number} value
 * @param {number} digits  After the point.
 */
export function number(value, digits) {
  const format =
    formats.get(digits) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(digits, format);
  const text = format.format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/**
 * With up to four digits that count, in powers of ten where that would take many zeros.
 *
 * @param {number} value
 */
export function significant(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e6) {
    const [mantissa, exponent] = value.toExponential(2).split("e");
    return `${mantissa.replace("-", "−")}·10${[...String(Number(exponent))].map(raised).join("")}`;
  }
  return number(value, Math.max(0, Math.min(4, 3 - Math.floor(Math.log10(size)))));
}

/** @param {string} sign  A digit, or the minus sign. */
function raised(sign) {
  return sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)];
}

/** @param {number} share  From 0 to 1. */
export function percent(share) {
  return `${number(share * 100, 1)} %`;
}

/**
 * A line as its equation.
 *
 * @param {[number, number]} line
 */
export function equation([slope, intercept]) {
  const sign = intercept < 0 ? "−" : "+";
  return `y = ${number(slope, 2)}x ${sign} ${number(Math.abs(intercept), 2)}`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return number(bytes / 1e6, 1);
}
