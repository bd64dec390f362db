"""How smooth the page is while it trains: frames, pictures, and the longest task of its thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, sync_playwright

from buildtools import browsers, server
from buildtools.paths import DIST

SECONDS = 6
N_POINTS = 500
LEAST_FRAMES = 55
LONGEST_TASK = 50

COUNT = """seconds => new Promise(resolve => {
  const seen = { frames: 0, pictures: 0, longest: 0 };
  const surface = document.querySelector("canvas.surface").getContext("2d");
  const put = surface.putImageData;
  surface.putImageData = (...picture) => {
    seen.pictures += 1;
    put.apply(surface, picture);
  };
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) seen.longest = Math.max(seen.longest, task.duration);
  }).observe({ type: "longtask" });
  const started = performance.now();
  const next = now => {
    seen.frames += 1;
    const took = (now - started) / 1000;
    if (took < seconds) requestAnimationFrame(next);
    else resolve({ ...seen, frames: seen.frames / took, pictures: seen.pictures / took });
  };
  requestAnimationFrame(next);
})"""


@contextmanager
def open_site(path: str = "") -> Iterator[Page]:
    """Open a page of ``dist/`` in the system's Chromium, or in Playwright's own."""
    found = browsers.system("Chromium")
    with server.serving(DIST) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + path)
        yield page
        browser.close()


def measure() -> dict[str, Any]:
    """Train 2-8-8-1 on 500 points at full speed, and count for some seconds.

    Returns
    -------
    dict
        ``frames`` and ``pictures`` a second (a picture is a new surface on the plane),
        and the ``longest`` task, in milliseconds: 0 where none took more than 50.
    """
    with open_site() as page:
        # A first visit keeps the site and Python's memory first: that passes once.
        page.get_by_role("img", name="Works offline").wait_for(timeout=120_000)
        page.get_by_role("button", name="Spiral", exact=True).click()
        field = page.get_by_role("spinbutton", name="Number of points")
        field.fill(str(N_POINTS))
        field.press("Tab")
        iterations = page.get_by_role("spinbutton", name="Iterations")
        iterations.fill("1000000")
        iterations.press("Tab")
        page.get_by_role("slider", name="Speed").press("End")
        page.get_by_role("button", name="Train", exact=True).click()
        moving = "() => Number(document.getElementById('iteration').dataset.value) > 100"
        page.wait_for_function(moving, timeout=60_000)
        seen: dict[str, Any] = page.evaluate(COUNT, SECONDS)
    return seen


def report(seen: dict[str, Any]) -> tuple[str, bool]:
    """Return what was counted, for people, and whether it misses what is promised."""
    smooth = seen["frames"] >= LEAST_FRAMES
    light = seen["longest"] <= LONGEST_TASK
    longest = f"{seen['longest']:.0f} ms" if seen["longest"] else f"under {LONGEST_TASK} ms"
    text = (
        f"The page, training 2-8-8-1 on {N_POINTS} points for {SECONDS} s in Chromium:\n"
        f"  frames a second    {seen['frames']:6.1f}  (at least {LEAST_FRAMES})"
        f"{'' if smooth else '  MISSED'}\n"
        f"  pictures a second  {seen['pictures']:6.1f}\n"
        f"  longest task       {longest}  (at most {LONGEST_TASK} ms){'' if light else '  MISSED'}"
    )
    return text, not (smooth and light)
