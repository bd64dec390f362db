"""index.html under names that hold a hash."""

import pytest
from buildtools import page
from buildtools.steps import BuildError
from hypothesis import given
from hypothesis import strategies as st

HTML = """<!doctype html>
<link rel="stylesheet" href="style.css" />
<link rel="icon" href='img/icon.svg'>
<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">
<script type="module" src="main.js"></script>
<a href="#plane">Plane</a> <a href="https://pyodide.org/style.css">Pyodide</a> <a href="?a=1">A</a>
<p>src=main.js stays, and so does data-href="style.css" that nobody loads.</p>
"""


def test_references_are_the_page_s_own_files():
    assert page.references(HTML.replace("data-", "")) == ["img/icon.svg", "main.js", "style.css"]


def test_references_get_their_new_names_and_the_rest_stays():
    names = {"style.css": "assets/style-1.css", "main.js": "assets/main-2.js"}
    new = page.rewritten(HTML, names)
    assert '<link rel="stylesheet" href="assets/style-1.css" />' in new
    assert '<script type="module" src="assets/main-2.js">' in new
    assert "href='img/icon.svg'" in new
    assert 'href="https://pyodide.org/style.css"' in new
    assert 'src=main.js stays, and so does data-href="style.css"' in new


@given(st.text("<>=\"' abchrefsrc.:/#"))
def test_page_without_new_names_stays_as_it_is(html):
    assert page.rewritten(html, {}) == html


def test_hashed_name_changes_with_the_contents(tmp_path):
    icon = tmp_path / "icon.svg"
    icon.write_bytes(b"abc")
    # sha256("abc") is the first example in FIPS 180-2: ba7816bf 8f01cfea ...
    assert page.hashed_name(icon) == "icon-ba7816bf.svg"


@pytest.mark.parametrize("name", ["gone.svg", "/icon.svg"])
def test_reference_that_cannot_hold_is_named(tmp_path, name):
    (tmp_path / "icon.svg").touch()
    with pytest.raises(BuildError, match=f"^index.html refers to {name}, but"):
        page.source(name, tmp_path)


def test_imports_at_once_are_told_from_those_that_wait(tmp_path):
    script = tmp_path / "main.js"
    script.write_text(
        'import{a as b}from"./chunk-AB.js";import"./chunk-CD.js";import("./later.js")'
    )
    assert page.imported([script]) == ["chunk-AB.js", "chunk-CD.js"]


def test_links_to_modules_stand_before_the_first_script():
    html = page.with_preloads("<head><script src='a'></script><script src='b'>", ["c.js", "d.js"])
    assert html == (
        '<head><link rel="modulepreload" href="c.js" />\n'
        '<link rel="modulepreload" href="d.js" />\n'
        "<script src='a'></script><script src='b'>"
    )
