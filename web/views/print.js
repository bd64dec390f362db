/** What is printed is drawn anew in light colours: canvases keep those they were drawn with. */

import { drawForPaper, pen } from "./canvas.js";
import { drawWaiting } from "./dom.js";
import { drawPutOff } from "./seldom.js";

export function listenForPrint() {
  addEventListener("beforeprint", () => {
    drawForPaper(true);
    // No frame comes before the page is on paper.
    drawWaiting();
    drawPutOff();
    for (const canvas of document.querySelectorAll("canvas")) turnToPixels(canvas);
  });
  addEventListener("afterprint", () => drawForPaper(false));
}

/**
 * Chromium prints what is drawn now as strokes and areas, and what is cleared for it as white: a
 * canvas would hide those below it. Pixels keep what can be seen through.
 *
 * @param {HTMLCanvasElement} canvas
 */
function turnToPixels(canvas) {
  const { width, height } = canvas;
  if (width * height === 0) return;
  // Read from a copy: a canvas that is read from is slower ever after.
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = pen(copy);
  context.drawImage(canvas, 0, 0);
  pen(canvas).putImageData(context.getImageData(0, 0, width, height), 0, 0);
}
