/** Drawing helpers: sharp canvases, the page's colours, and a mark for each class. */

/**
 * Give a canvas one pixel for each pixel of the screen, now and whenever its size changes.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} redraw
 */
export function keepSharp(canvas, redraw) {
  function fit() {
    const scale = window.devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * scale);
    const height = Math.round(canvas.clientHeight * scale);
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    redraw();
  }
  new ResizeObserver(fit).observe(canvas);
  // Zooming changes the pixels' size, not the box: ask again each time the ratio moves.
  function watchRatio() {
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener(
      "change",
      () => {
        fit();
        watchRatio();
      },
      { once: true },
    );
  }
  watchRatio();
}

/** @param {() => void} listener  Called when the page turns light or dark. */
export function onSchemeChange(listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}

/**
 * A colour of style.css, by its name.
 *
 * @param {string} name
 */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
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
  const scale = canvas.width / (canvas.clientWidth || 1);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
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
