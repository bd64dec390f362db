/** Checks for data from outside: each gives a value back as it should be, or refuses it. */

/** @typedef {(value: any, path: string) => any} Check  `path` says where in the whole it is. */

/** What data is refused with: `path` is the part that is not what it should be. */
export class WrongPart extends Error {
  /** @param {string} path */
  constructor(path) {
    super(path);
    this.path = path;
  }
}

/** @type {Check} */
export function number(value, path) {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new WrongPart(path);
  return value;
}

/**
 * @param {number} most  Characters.
 * @returns {Check}
 */
export function textUpTo(most) {
  return (value, path) => {
    if (typeof value !== "string" || value.length > most) throw new WrongPart(path);
    return value;
  };
}

export const text = textUpTo(1000);

/** @type {Check} */
function yesOrNo(value, path) {
  if (typeof value !== "boolean") throw new WrongPart(path);
  return value;
}

/**
 * @param {number} least
 * @param {number} most
 * @returns {Check}
 */
export function whole(least, most) {
  return (value, path) => {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new WrongPart(path);
    }
    return value;
  };
}

/**
 * @param {readonly string[]} choices
 * @returns {Check}
 */
export function oneOf(choices) {
  return (value, path) => {
    if (!choices.includes(value)) throw new WrongPart(path);
    return value;
  };
}

/**
 * @param {Check} check
 * @returns {Check}
 */
export function orNull(check) {
  return (value, path) => (value === null ? null : check(value, path));
}

/**
 * @param {Check} one
 * @param {Check} other
 * @returns {Check}
 */
export function either(one, other) {
  return (value, path) => (typeof value === "number" ? one : other)(value, path);
}

/**
 * @param {Check} check
 * @param {number} most
 * @returns {Check}
 */
export function list(check, most) {
  return (value, path) => {
    const given = ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value;
    if (!Array.isArray(given) || given.length > most) {
      throw new WrongPart(path);
    }
    return given.map((item, i) => check(item, `${path}[${i}]`));
  };
}

/**
 * @param {number} least
 * @param {Check} check  Of a list.
 * @returns {Check}
 */
export function atLeast(least, check) {
  return (value, path) => {
    const checked = check(value, path);
    if (checked.length < least) throw new WrongPart(path);
    return checked;
  };
}

/**
 * @param {Check} check
 * @returns {Check}
 */
export function recordOf(check) {
  return (value, path) => {
    const entries = Object.entries(objectIn(value, path));
    return Object.fromEntries(
      entries.map(([name, item]) => [name, check(item, joined(path, name))]),
    );
  };
}

/**
 * @param {Record<string, Check>} checks
 * @returns {Check}
 */
export function fields(checks) {
  return (value, path) => {
    const given = objectIn(value, path);
    return Object.fromEntries(
      Object.entries(checks).map(([name, check]) => [name, check(given[name], joined(path, name))]),
    );
  };
}

/**
 * An object with the fields of `model`: what is missing is as there, what it does not know is
 * dropped, and the rest is of the same type, or passes its own check.
 *
 * @param {Record<string, any>} model
 * @param {Record<string, Check>} checks
 * @returns {Check}
 */
export function like(model, checks) {
  const all = Object.fromEntries(
    Object.entries(model).map(([name, value]) => {
      const check = checks[name] ?? sameType(value);
      return [
        name,
        (/** @type {any} */ given, /** @type {string} */ path) =>
          given === undefined ? value : check(given, path),
      ];
    }),
  );
  return fields({ ...checks, ...all });
}

/**
 * @param {any} value
 * @returns {Check}
 */
function sameType(value) {
  // What may be empty is null at times: a number whose field has been cleared.
  if (value === null || typeof value === "number") return orNull(number);
  if (typeof value === "boolean") return yesOrNo;
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return list((item) => item, 1000);
  return like(value, {});
}

/**
 * @param {any} value
 * @param {string} path
 * @returns {Record<string, any>}
 */
function objectIn(value, path) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new WrongPart(path);
  }
  return value;
}

/**
 * @param {string} path
 * @param {string} name
 */
function joined(path, name) {
  return path ? `${path}.${name}` : name;
}
