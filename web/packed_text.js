/** Bytes as text that may stand in a page: base85, whose `<` is a comma here. */

const SIGNS =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
const GROUP = 5;
/** What a sign stands for; none stands for anything else. */
const VALUES = new Float64Array(128).fill(Number.NaN);
for (let i = 0; i < SIGNS.length; i++) VALUES[SIGNS.charCodeAt(i)] = i;

/**
 * Four bytes of each five signs; the last group may be shorter.
 *
 * @param {string} text
 * @throws {Error} When a sign does not belong there.
 */
export function fromText(text) {
  const missing = (GROUP - (text.length % GROUP)) % GROUP;
  const whole = text + SIGNS.at(-1)?.repeat(missing);
  const groups = whole.length / GROUP;
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let i = 0, at = 0; i < groups; i++) {
    let value = 0;
    for (const end = at + GROUP; at < end; at++) value = value * 85 + VALUES[whole.charCodeAt(at)];
    if (!(value < 2 ** 32)) throw new Error(`there is a wrong sign before place ${at}`);
    view.setUint32(4 * i, value);
  }
  return new Uint8Array(view.buffer, 0, groups * 4 - missing);
}
