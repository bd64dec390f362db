"""Another build of the site, made from the one that is there."""

import os
from pathlib import Path


def rename_scripts(site: Path, *starts: str) -> None:
    """Give the scripts whose names start so other ones, as a later build would.

    Of the hash in a name the first three letters stay, which tell scripts of one start apart.
    """
    pages = [site / "index.html", *(site / "assets").glob("*.js")]
    names = {
        path.name: f"{path.stem[:-5]}LATER{path.suffix}"
        for path in pages
        if path.name.startswith(starts)
    }
    for path in pages:
        text = path.read_text("utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        # Hosts and browsers tell versions apart by the second.
        os.utime(path, (2e9, 2e9))
    for old, new in names.items():
        (site / "assets" / old).rename(site / "assets" / new)
