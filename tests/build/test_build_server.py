"""The static server behind ``build.py serve``."""

import urllib.request

import pytest
from buildtools import server
from buildtools.steps import BuildError


@pytest.fixture
def address(tmp_path):
    for name in ("index.html", "a.js", "a.mjs", "a.css", "a.json", "a.wasm", "a.whl", "a.svg"):
        (tmp_path / name).write_text("content")
    with server.serving(tmp_path) as address:
        yield address


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html"),
        ("a.js", "text/javascript"),
        ("a.mjs", "text/javascript"),
        ("a.css", "text/css"),
        ("a.json", "application/json"),
        ("a.wasm", "application/wasm"),
        ("a.whl", "application/zip"),
        ("a.svg", "image/svg+xml"),
    ],
)
def test_file_comes_with_its_type_and_is_never_cached_unasked(address, name, kind):
    with urllib.request.urlopen(address + name) as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read() == b"content"


def test_port_in_use_is_one_sentence(tmp_path):
    with server.listen(tmp_path, 0) as first:
        with pytest.raises(BuildError) as stopped:
            server.listen(tmp_path, first.server_port)
        sentence = str(stopped.value)
        assert sentence.startswith(f"port {first.server_port} cannot be used (")
        assert "--port" in sentence
        assert "\n" not in sentence


def test_second_server_finds_another_port(tmp_path):
    with server.listen_anywhere(tmp_path) as first, server.listen_anywhere(tmp_path) as second:
        assert first.server_port != second.server_port


def test_port_that_is_no_port_is_one_sentence(tmp_path):
    with pytest.raises(BuildError, match=r"^port 99999 cannot be used"):
        server.listen(tmp_path, 99999)
