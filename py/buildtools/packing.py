"""Bytes as text inside a page: xz, then base85, each kept for the next build."""

import base64
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from buildtools.paths import BUILD
from buildtools.runtime import write_whole
from buildtools.steps import BuildError

#: Enough for all but a percent; the page needs as much memory as the dictionary is large: 8 MiB.
PRESET = 6
#: What the last build has packed, by its hash.
CACHE = BUILD / "packed"
# The oldest time a zip can tell: the same files give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def to_text(data: bytes) -> bytes:
    """Return `data` compressed, as `encode` writes it.

    Raises
    ------
    BuildError
        If this Python cannot write xz.
    """
    try:
        import lzma
    except ImportError as error:
        raise BuildError(
            "the one file is packed with xz, and this Python was built without lzma: "
            "install liblzma's headers and build Python anew, or use another Python."
        ) from error
    return encode(lzma.compress(data, preset=PRESET))


def encode(data: bytes) -> bytes:
    """Return bytes as letters and signs that end no script: base85, with a comma for its ``<``."""
    return base64.b85encode(data).replace(b"<", b",")


def all_to_text(files: Mapping[str, bytes], cache: Path | None = None) -> dict[str, bytes]:
    """Do `to_text` for each file that the last build has not done already."""
    cache = cache or CACHE
    paths = {
        name: cache / f"{hashlib.sha256(data).hexdigest()[:32]}-{PRESET}"
        for name, data in files.items()
    }
    cache.mkdir(parents=True, exist_ok=True)
    for old in set(cache.iterdir()) - set(paths.values()):
        old.unlink()
    missing = [name for name, path in paths.items() if not path.exists()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, text in zip(
            missing, pool.map(to_text, [files[name] for name in missing]), strict=True
        ):
            write_whole(paths[name], text)
    return {name: path.read_bytes() for name, path in paths.items()}


def stored(archives: list[bytes], wanted: Callable[[str], bool] = lambda _: True) -> bytes:
    """Return one zip with the wanted files of several, not compressed.

    xz sees more when zip has done nothing. Where two hold the same module, compiled or not, that
    of the first stays.
    """
    found: dict[str, tuple[str, bytes]] = {}
    for data in archives:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if wanted(name) and not name.endswith("/"):
                    found.setdefault(name.removesuffix("c"), (name, archive.read(name)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(found.values()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data)
    return out.getvalue()
