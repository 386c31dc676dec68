"""The page for browsers: nothing from outside, no program, the log and its checker inside, landmarks and names."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from functools import cache

import pytest

from player.export.report import html
from player.export.report.fonts_parts import woff_of
from player.model.paper import Report
from player.resources import assets_folder
from tests.export.report.made_report import AWKWARD, made_report


@cache
def page(language: str = "id") -> str:
    return of(made_report(language, rows=10))


def of(report: Report) -> str:
    target = io.BytesIO()
    html.write(report, target)
    return target.getvalue().decode()


def test_nothing_comes_from_outside_and_no_program_is_in_it() -> None:
    bare = re.sub(r"data:[a-z/+-]+;base64,[A-Za-z0-9+/=]+", "data:", page())
    assert "default-src 'none'" in bare
    assert "<script" not in bare
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", bare)
    links = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", bare)
    outside = [link for link in links if not link.startswith(("#", "data:"))]
    assert [link for link in outside if link not in AWKWARD] == []
    assert len(page().encode()) < 3_000_000


def test_programs_that_read_aloud_find_their_way() -> None:
    text = page("en")
    assert '<html lang="en-GB">' in text
    assert page().count("<h1") == 1
    assert [text.count(f"<{name}") for name in ("main", "nav", "header ", "footer")] == [1, 1, 1, 1]
    assert 'class="skip" href="#content"' in text
    assert '<th scope="col"' in text
    assert '<th scope="row"' in text
    assert re.search(r'<svg role="img" aria-labelledby="figure-curve-title figure-curve-desc"', text)
    assert '<desc id="figure-curve-desc">Ketegangan naik dari 30 ke 92.</desc>' in text
    names = re.findall(r'\sid="([^"]+)"', text)
    assert len(names) == len(set(names))
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets <= set(names)


def test_each_printed_page_says_that_it_is_an_exercise() -> None:
    text = page()
    assert '@top-left{content:"LATIHAN"' in text
    assert '@bottom-left{content:"Indeks latihan, bukan prediksi"' in text
    assert 'content:"Halaman " counter(page) " dari " counter(pages) ""' in text
    assert "size: A4 landscape" in text


def test_the_files_inside_are_what_they_were() -> None:
    found = dict(re.findall(r'<a download="([^"]+)" href="data:[^,]+;base64,([^"]+)"', page()))
    assert {name: base64.b64decode(packed) for name, packed in found.items()} == made_report().data
    assert "python3 verify_gladi.py sesi.jsonl" in page()


def test_a_foot_that_looks_like_css_ends_no_style_sheet() -> None:
    from dataclasses import replace

    text = of(replace(made_report(rows=1), foot='"} </style><b> \\'))
    head = text.partition("</head>")[0]
    assert head.count("</style>") == 1
    assert "<b>" not in text


@pytest.mark.parametrize("file", sorted(path.name for path in (assets_folder() / "fonts").glob("*Regular.ttf")))
def test_a_font_packed_is_the_font(file: str) -> None:
    font = (assets_folder() / "fonts" / file).read_bytes()
    packed = woff_of(font)
    magic, flavour, size, count = struct.unpack(">4s4sLH", packed[:14])
    assert (magic, flavour, size) == (b"wOFF", font[:4], len(packed))
    tables = {
        font[12 + 16 * n : 16 + 16 * n]: struct.unpack(">LL", font[20 + 16 * n : 28 + 16 * n]) for n in range(count)
    }
    for place in range(count):
        tag, offset, stored, length, _checksum = struct.unpack(">4sLLLL", packed[44 + 20 * place : 64 + 20 * place])
        content = packed[offset : offset + stored]
        at, whole = tables[tag]
        assert length == whole
        assert (zlib.decompress(content) if stored < length else content) == font[at : at + whole]
    assert len(packed) < len(font) * 0.7
