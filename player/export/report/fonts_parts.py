"""The fonts of Gladi inside a page, packed as browsers take them."""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache

from player.resources import assets_folder

_FACES = (
    ("IBM Plex Sans", 400, "IBMPlexSans-Regular.ttf"),
    ("IBM Plex Sans", 600, "IBMPlexSans-SemiBold.ttf"),
    ("IBM Plex Sans Condensed", 500, "IBMPlexSansCondensed-Medium.ttf"),
    ("IBM Plex Sans Condensed", 600, "IBMPlexSansCondensed-SemiBold.ttf"),
)
"""What a report is set in; a weight between two of a family is drawn with the nearer."""


@cache
def font_faces() -> str:
    """The rules that bring the fonts along, each as a data: URI."""
    rules = []
    for family, weight, file in _FACES:
        packed = base64.b64encode(woff_of((assets_folder() / "fonts" / file).read_bytes())).decode()
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
            f'src:url(data:font/woff;base64,{packed}) format("woff")}}'
        )
    return "\n".join(rules)


def woff_of(font: bytes) -> bytes:
    """A TrueType font as WOFF 1.0, each of its tables compressed; tables of hints for old screens are left out."""
    flavour, count = struct.unpack(">4sH", font[:6])
    entries = [struct.unpack(">4sLLL", font[12 + 16 * place : 28 + 16 * place]) for place in range(count)]
    header, record = 44, 20
    at = header + record * count
    directory, body, whole = b"", b"", 12 + 16 * count
    for tag, checksum, offset, length in sorted(entries):
        table = font[offset : offset + length]
        packed = zlib.compress(table, 9)
        stored = packed if len(packed) < length else table
        directory += struct.pack(">4sLLLL", tag, at + len(body), len(stored), length, checksum)
        body += stored + bytes(-len(stored) % 4)
        whole += (length + 3) // 4 * 4
    size = at + len(body)
    return (
        struct.pack(">4s4sLHHLHHLLLLL", b"wOFF", flavour, size, count, 0, whole, 1, 0, 0, 0, 0, 0, 0) + directory + body
    )
