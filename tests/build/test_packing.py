"""The one file's parts: packed as text, and as they were again."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from buildtools import javascript, packing
from buildtools.paths import WEB
from hypothesis import given, settings
from hypothesis import strategies as st

DECODER = (WEB / "packed_text.js").as_uri()
PROGRAM = f"""
import {{ fromText }} from "{DECODER}";
import {{ createInterface }} from "node:readline";
for await (const line of createInterface({{ input: process.stdin }})) {{
  let answer;
  try {{ answer = Array.from(fromText(JSON.parse(line))); }}
  catch (error) {{ answer = error.message; }}
  console.log(JSON.stringify(answer));
}}
"""


@pytest.fixture(scope="module")
def decode():
    """Let the page's own decoder read a text: it answers with bytes, or with what is wrong."""
    node = javascript.find_node().node
    command = [node, "--input-type=module", "--eval", PROGRAM]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(text: str) -> bytes | str:
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            return answer if isinstance(answer, str) else bytes(answer)

        yield ask
        process.stdin.close()


@settings(deadline=None)  # a program of its own answers
@given(data=st.binary(max_size=300))
def test_text_is_the_same_bytes_again_in_the_page(decode, data):
    text = packing.encode(data)
    assert decode(text.decode("ascii")) == data


@given(data=st.binary(max_size=300))
def test_text_ends_no_script_and_begins_no_comment(data):
    assert b"<" not in packing.encode(data)
    assert len(packing.encode(data)) <= len(data) * 5 / 4 + 4


# Five times the last sign is 85^5 - 1 = 4,437,053,124, which is more than four bytes hold.
@pytest.mark.parametrize("text", ["0000<", "00 00", "~~~~~", "0000é"])
def test_text_with_a_wrong_sign_is_refused(decode, text):
    assert "wrong sign" in str(decode(text))


def test_packed_text_is_made_once_and_thrown_away_when_nothing_needs_it(tmp_path, monkeypatch):
    first = packing.all_to_text({"a": b"one", "b": b"two"}, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    monkeypatch.setattr(packing, "to_text", lambda _: pytest.fail("it is there already"))
    assert packing.all_to_text({"c": b"one"}, tmp_path) == {"c": first["a"]}
    assert len(list(tmp_path.iterdir())) == 1


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_stored_zip_prefers_what_is_compiled_and_takes_the_rest_from_the_next():
    compiled = zipped({"os.pyc": b"compiled"})
    whole = zipped({"os.py": b"source", "email/a.py": b"late", "email/tests/b.py": b"unwanted"})
    found = packing.stored([compiled, whole], lambda name: "/tests/" not in name)
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        contents = {item.filename: archive.read(item) for item in archive.infolist()}
        assert {item.compress_type for item in archive.infolist()} == {zipfile.ZIP_STORED}
    assert contents == {"email/a.py": b"late", "os.pyc": b"compiled"}
    assert found == packing.stored([compiled, whole], lambda name: "/tests/" not in name)


def test_python_without_lzma_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "lzma", None)
    with pytest.raises(packing.BuildError, match="without lzma: install"):
        packing.to_text(b"anything")
