/** Drawing helpers: sharp canvases, the page's colours, and a mark for each class. */

/**
 * How wide each sharp canvas is, in CSS pixels: to ask the page in the middle of a frame would have
 * it lay out anew what has just changed.
 *
 * @type {WeakMap<HTMLCanvasElement, {width: number, height: number}>}
 */
const sizes = new WeakMap();
/** A printer has more pixels than a screen: so many each way for one CSS pixel. */
const PAPER_SCALE = 3;
let paper = false;
/** What gives each sharp canvas its pixels. @type {(() => void)[]} */
const fits = [];
/** The colours that have been asked for, by their names. @type {Map<string, string>} */
const colours = new Map();

/**
 * Give a canvas one pixel for each pixel of the screen, now and whenever its size changes.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} redraw
 */
export function keepSharp(canvas, redraw) {
  function fit() {
    const scale = paper ? PAPER_SCALE : window.devicePixelRatio || 1;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    sizes.set(canvas, size);
    const width = Math.round(size.width * scale);
    const height = Math.round(size.height * scale);
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    redraw();
  }
  fits.push(fit);
  // On paper the style sheet stretches what is there.
  const follow = () => paper || fit();
  new ResizeObserver(follow).observe(canvas);
  // Zooming changes the pixels' size, not the box: ask again each time the ratio moves.
  function watchRatio() {
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener(
      "change",
      () => {
        follow();
        watchRatio();
      },
      { once: true },
    );
  }
  watchRatio();
}

/**
 * The size of a canvas in CSS pixels.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function sizeOf(canvas) {
  return sizes.get(canvas) ?? { width: canvas.clientWidth, height: canvas.clientHeight };
}

/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} listener  Called when the page turns light or dark. */
export function onSchemeChange(listener) {
  listeners.push(listener);
}

function turn() {
  colours.clear();
  for (const listener of listeners) listener();
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", turn);

/**
 * Take the light colours and many pixels, whatever the screen has, for paper; or the screen's again.
 *
 * @param {boolean} printing
 */
export function drawForPaper(printing) {
  paper = printing;
  document.documentElement.classList.toggle("paper", printing);
  turn();
  for (const fit of fits) fit();
}

/**
 * A colour of style.css, by its name.
 *
 * @param {string} name
 */
export function colour(name) {
  const known = colours.get(name);
  if (known) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  colours.set(name, value);
  return value;
}

/** The page's letters. */
let letters = "";

export function fontFamily() {
  letters ||= getComputedStyle(document.body).fontFamily;
  return letters;
}

/**
 * The pen of a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function pen(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas.");
  return context;
}

/**
 * The pen of a canvas with nothing on it, which draws in CSS pixels.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function cleared(canvas) {
  const context = pen(canvas);
  const { width, height } = sizeOf(canvas);
  const scale = canvas.width / (width || 1);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * Trace the mark of a class: a disc for 1, a diamond for 0, a triangle for 2.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} label
 * @param {number} radius
 */
export function traceMark(context, x, y, label, radius) {
  context.beginPath();
  if (label === 1) {
    context.arc(x, y, radius, 0, 2 * Math.PI);
  } else if (label === 2) {
    const reach = radius * 1.35;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach * 0.9, y + reach * 0.7);
    context.lineTo(x - reach * 0.9, y + reach * 0.7);
    context.closePath();
  } else {
    const reach = radius * 1.25;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  }
}
