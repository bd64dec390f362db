"""What ``index.html`` refers to, and those references under names that hold a hash."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from buildtools.steps import BuildError

REFERENCE = re.compile(r"""(\s(?:src|href)=(["']))([^"']+)(\2)""")
#: What a bundle imports at once.
IMPORT = re.compile(r"""(?:from|import)["']\./([\w-]+\.js)["']""")
#: Another site, a place on this page, this page with a question, or data right here.
ELSEWHERE = re.compile(r"[a-z]+:|//|#|\?")


def references(html: str) -> list[str]:
    """Return the files that the page refers to, as they are written there."""
    found = (match[3] for match in REFERENCE.finditer(html))
    return sorted({name for name in found if not ELSEWHERE.match(name)})


def rewritten(html: str, names: Mapping[str, str]) -> str:
    """Return the page with each reference that `names` knows replaced by its value."""
    return REFERENCE.sub(lambda match: match[1] + names.get(match[3], match[3]) + match[4], html)


def imported(scripts: Iterable[Path]) -> list[str]:
    """Return the names of the scripts that these ones import at once, from beside them."""
    texts = (script.read_text("utf-8") for script in scripts)
    return sorted({name for text in texts for name in IMPORT.findall(text)})


def with_preloads(html: str, addresses: Iterable[str]) -> str:
    """Return the page with a link, before its first script, for each module to fetch at once.

    Without it the browser learns of them only when what imports them has arrived.
    """
    links = "".join(f'<link rel="modulepreload" href="{address}" />\n' for address in addresses)
    before, script, after = html.partition("<script")
    return before + links + script + after


def hashed_name(path: Path) -> str:
    """Return the file's name with a hash of its contents, such as ``icon-0f3a9c21.svg``."""
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}{path.suffix}"


def integrity(data: bytes) -> str:
    """Return the hash of a file or script as browsers check it: ``sha256-`` and base64."""
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode('ascii')}"


def source(name: str, folder: Path) -> Path:
    """Return the path of the file in `folder` that the page calls `name`.

    Raises
    ------
    BuildError
        If there is no such file, or if its address would only hold at the top of a host.
    """
    path = folder / name
    if name.startswith("/") or not path.is_file():
        raise BuildError(
            f"index.html refers to {name}, but there is no such file in {folder}: "
            "put it there, or write the reference relative to index.html."
        )
    return path
