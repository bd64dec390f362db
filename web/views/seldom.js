/** While something trains, the frames belong to the plane: what can wait shares what is left. */

/** Between two drawings of the same, in milliseconds. */
const REST = 100;

/** @typedef {{draw: () => void, busy: () => boolean, last: number}} Waiting */

/** @type {Set<Waiting>} */
const queue = new Set();

/**
 * Put off a drawing to the next frame; or, while something is busy, until it has rested and no
 * other one has this frame.
 *
 * @param {() => void} draw
 * @param {() => boolean} busy
 */
export function seldom(draw, busy) {
  const waiting = { draw, busy, last: 0 };
  return () => {
    if (queue.size === 0) requestAnimationFrame(turn);
    queue.add(waiting);
  };
}

/** Draw at once what waits. */
export function drawPutOff() {
  for (const item of queue) {
    queue.delete(item);
    item.draw();
  }
}

/** @param {number} now */
function turn(now) {
  const [ready, others] = [/** @type {Waiting[]} */ ([]), /** @type {Waiting[]} */ ([])];
  for (const item of queue) (item.busy() ? others : ready).push(item);
  const rested = others.find(({ last }) => now - last >= REST);
  if (rested) ready.push(rested);
  for (const item of ready) {
    queue.delete(item);
    item.last = now;
  }
  if (queue.size > 0) requestAnimationFrame(turn);
  for (const { draw } of ready) draw();
}
