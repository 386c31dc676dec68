"""How wide the letters of a TrueType font are, read from its tables: to check the widths Gladi ships."""

from __future__ import annotations

import struct
from pathlib import Path


def advances(path: Path) -> dict[str, int]:
    """How wide each character is, in thousandths of the size of the font."""
    data = path.read_bytes()
    tables = {}
    for place in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        tables[tag] = offset
    per_em: int = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    known = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    glyphs = _glyphs(data, tables[b"cmap"])

    def width(glyph: int) -> int:
        advance: int = struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * min(glyph, known - 1))[0]
        return round(1000 * advance / per_em)

    return {chr(code): width(glyph) for code, glyph in glyphs.items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    for place in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * place)[0]
        if struct.unpack_from(">H", data, start)[0] == 4:
            return dict(_format_4(data, start))
    raise ValueError("no table of characters of format 4")


def _format_4(data: bytes, start: int) -> list[tuple[int, int]]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, ranges_at)
    found = []
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, ranges_at + 2 * segment + offset + 2 * (code - first))[0]
            if glyph or not offset:
                found.append((code, (glyph + delta) & 0xFFFF))
    return found
