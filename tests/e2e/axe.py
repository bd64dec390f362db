"""What axe-core has to say of a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Each width once, and both themes: so often a view is looked at.
SIZES = [(1440, "light"), (1024, "dark"), (390, "light")]


def violations(page: Page, within: str = "html") -> None:
    """Let axe-core look for barriers; the sentence it gives names each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(part) => axe.run(part).then((report) => report.violations)", within)
    assert [f"{item['id']}: {item['help']} {item['nodes'][0]['html']}" for item in found] == []
