/**
 * The measurements of `build.py bench`, in whatever started Pyodide: Node or a browser.
 *
 * Those in Python are in `measure.py`, whose text is `program`. Here is what Python cannot measure:
 * how long a surface takes to JavaScript.
 */

const ROUNDS = 15;
const TIMES = 20;

/**
 * @param {object} pyodide
 * @param {[string]} args The text of `measure.py`.
 * @returns {Promise<string>} All measurements, as JSON; they are printed too.
 */
export default async function bench(pyodide, [program]) {
  pyodide.runPython(program);
  const lines = JSON.parse(pyodide.runPython("measure()"));
  lines.push(handOver(pyodide));
  const answer = JSON.stringify(lines);
  console.log(answer);
  return answer;
}

/** A surface of 100 × 100, number by number and as one block of memory. */
function handOver(pyodide) {
  const surface = pyodide.runPython("np.linspace(0, 1, 10_000).reshape(100, 100)");
  const plain = () => {
    const list = surface.tolist();
    const rows = list.toJs();
    list.destroy();
    return rows;
  };
  const fast = () => {
    const buffer = surface.getBuffer();
    const numbers = buffer.data.slice();
    buffer.release();
    return numbers;
  };
  const seconds = { plain: [], fast: [] };
  const expected = plain().flat();
  const difference = Math.max(...fast().map((number, i) => Math.abs(number - expected[i])));
  for (let round = 0; round < ROUNDS; round++) {
    seconds.plain.push(time(plain));
    // A browser's clock is too coarse for one of these.
    seconds.fast.push(time(() => repeat(fast)) / TIMES);
  }
  surface.destroy();
  return { key: "hand over", difference, ...seconds };
}

function repeat(run) {
  for (let i = 0; i < TIMES; i++) run();
}

function time(run) {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1000;
}
