"""Links of scenes: taken from the page, and made as a stranger may."""

import base64
import json
import re
import struct
import zlib

from lab import button, value
from playwright.sync_api import Page, expect


def share(page: Page) -> str:
    """Open Share, read the link, and close it."""
    button(page, "Share").click()
    field = page.get_by_role("textbox", name="Link")
    expect(field).to_have_value(re.compile("#s1="))
    link = field.input_value()
    page.keyboard.press("Escape")
    return link


def bits(page: Page, *names: str) -> list[str]:
    """Read outputs as the patterns of their 64 bits."""
    return [struct.pack(">d", value(page, name)).hex() for name in names]


def link_of(site: str, scene: dict[str, object], points: bytes = b"", version: int = 1) -> str:
    """Pack a scene, with its short names, as a stranger may."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = packer.compress(json.dumps(scene).encode() + points) + packer.flush()
    hashed = 0x811C9DC5
    for byte in deflated:
        hashed = (hashed ^ byte) * 0x01000193 % 2**32
    text = base64.urlsafe_b64encode(hashed.to_bytes(4, "big")[:3] + deflated).decode().rstrip("=")
    return f"{site}#s{version}={text}"


def table(n: int, digits: int) -> str:
    """Return points that lie anywhere, with so many digits."""
    points = [((i * 0.754877) % 1 * 20 - 10, (i * 0.569841) % 1 * 20 - 10) for i in range(n)]
    return "\n".join(f"{x:.{digits}f},{y:.{digits}f},{int(y > x)}" for x, y in points)
