"""dist/glass-neuron.html: whole, alone, and behind a policy of its own."""

import base64
import hashlib
import lzma
import re

import pytest
from buildtools import one_file, packing, runtime
from buildtools.one_file import Parts
from buildtools.paths import DIST
from buildtools.steps import BuildError

PAGE = """<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta
      http-equiv="Content-Security-Policy"
      content="default-src 'self'"
    />
    <link rel="icon" href="data:image/svg+xml,x" />
    <link rel="manifest" href="manifest.webmanifest" />
    <link rel="stylesheet" href="style.css" />
    <script type="module" async src="early.js"></script>
    <script defer src="old_browser.js"></script>
    <script type="module" src="main.js"></script>
  </head>
  <body>
    <main></main>
  </body>
</html>
"""


@pytest.fixture(scope="module")
def built() -> str:
    return (DIST / one_file.NAME).read_text("utf-8")


def packed(page: str, name: str) -> bytes:
    """Unpack a part with Python's own means."""
    found = re.search(f'<script type="text/plain" id="packed-{name}">([^<]*)</script>', page)
    assert found is not None
    return lzma.decompress(base64.b85decode(found[1].replace(",", "<")))


def test_file_has_at_most_eleven_megabytes():
    assert 5e6 < (DIST / one_file.NAME).stat().st_size <= 11e6


def test_file_refers_to_nothing_outside(built):
    head = built.partition("<script")[0]
    assert [
        word for word in re.findall(r"(?:src|href)=\"([^\"]*)", head) if word[:5] != "data:"
    ] == ["#plane-input"]
    assert "manifest" not in head


def test_file_lets_in_its_own_script_and_style_alone(built):
    policy = re.search(r'content="(default-src [^"]*)"', built)
    assert policy is not None
    assert "unsafe-inline" not in policy[1]
    for tag, kind in (('script type="module" async', "script"), ("style", "style")):
        text = re.search(f"<{tag}>(.*?)</{kind}>", built, re.DOTALL)
        assert text is not None
        digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]


def test_file_holds_the_runtime_bit_for_bit(built):
    data = packed(built, "pyodide.asm.wasm")
    assert hashlib.sha256(data).hexdigest() == runtime.wanted_files()["pyodide.asm.wasm"]


def test_file_holds_all_of_python_s_library(built):
    names = set(re.findall(rb"[\w/]+\.py", packed(built, "stdlib.zip")))
    for name in (b"os.py", b"statistics.py", b"email/message.py", b"encodings/cp437.py"):
        assert name in names
    names = set(re.findall(rb"[\w/]+\.py", packed(built, "numpy.zip")))
    assert b"numpy/fft/_pocketfft.py" in names
    assert b"numpy/f2py/crackfortran.py" not in names


def test_file_carries_the_licences(built):
    notices = built.partition('<template id="licences">')[2]
    for words in ("Mozilla Public License Version 2.0", "NumPy Developers", "xz-embedded"):
        assert words in notices


def test_scripts_stand_where_the_page_is_there_already(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "CACHE", tmp_path)
    whole = one_file.assemble(
        PAGE, Parts("say(1 && 2)", "a > b {}", "tell()", {"a.bin": b"abc"}), "a < b"
    )
    page = whole.decode()
    assert page.index("<main>") < page.index("say(1 && 2)") < page.index('id="packed-a.bin"')
    assert "<style>a > b {}</style>" in page
    assert "style.css" not in page
    assert "<script>tell()</script>" in page
    assert "main.js" not in page
    assert "old_browser.js" not in page
    assert "early.js" not in page
    assert '<link rel="icon"' in page
    assert packed(page, "a.bin") == b"abc"
    assert "a &lt; b" in page


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (Parts("'</script>'", "", "", {}), "</script in a bundle breaks"),
        (Parts("", "", "'<!--'", {}), "<!-- in a bundle breaks"),
        (Parts("", "a { background: url(b.svg) }", "", {}), "in a bundle breaks"),
    ],
)
def test_part_that_would_break_the_page_stops_the_build(parts, sentence):
    with pytest.raises(BuildError, match=re.escape(sentence)):
        one_file.assemble(PAGE, parts, "")


def test_page_without_its_places_stops_the_build():
    with pytest.raises(BuildError, match="0 places like"):
        one_file.assemble(PAGE.replace("main.js", "start.js"), Parts("", "", "", {}), "")
