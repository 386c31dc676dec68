"""The PDF: tagged, dated, with an outline and what must stand on each page; every text is data to its template."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.export.report import pdf
from player.export.report.pdf import NO_GLYPH
from player.export.report.pdf_parts import pdf_data, said
from player.export.report.svg_parts import svg_for_typst
from player.export.report.syllables import SOFT_HYPHEN, hyphenated
from player.model.paper import Card, Column, Figure, Heading, Paragraph, Table
from tests.export.report.made_report import SVG, made_report, with_blocks
from tests.export.report.reading import pdf_text
from tests.helpers.golden import Golden


def compiled(report: object = None) -> tuple[bytes, list[str]]:
    target = io.BytesIO()
    notes = pdf.write(made_report(rows=30) if report is None else report, target)  # type: ignore[arg-type]
    return target.getvalue(), [str(note) for note in notes]


def objects(content: bytes) -> str:
    """Every object of a PDF, those in compressed streams too."""
    parts = [content.decode("latin-1")]
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(found[1]).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(parts)


def test_it_is_tagged_for_reading_aloud() -> None:
    content, notes = compiled(replace(made_report(), chapters=made_report().chapters[:2]))
    told = objects(content)
    assert not notes
    assert re.search(r"/MarkInfo\s*<<[^>]*/Marked true", told)
    assert "/StructTreeRoot" in told
    assert "/Lang (id-ID)" in told or "/Lang(id-ID)" in told
    assert "pdfuaid:part" in told
    assert "/DisplayDocTitle true" in told
    assert "/Outlines" in told
    assert "Ketegangan naik dari 30 ke 92." in told  # what the figure shows, in words
    assert "D:20261122034000Z" in told


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_every_page_says_that_it_is_an_exercise_and_which_page_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(compiled()[0])
    pages = pdf_text(path).split("\f")[:-1]
    assert len(pages) > 6
    assert all("LATIHAN" in page and "Indeks latihan, bukan prediksi" in page for page in pages)
    assert all(f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages[1:], 2))
    heads = [page for page in pages if "Waktu latihan" in page]
    assert len(heads) > 1  # the head of the long table stands on each of its pages


def test_a_character_without_a_font_is_another_sign_and_said_so() -> None:
    content, notes = compiled(with_blocks(Paragraph("fire \U0001f525 中")))
    assert content.startswith(b"%PDF")
    assert len(notes) == 1
    assert NO_GLYPH in notes[0]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
def test_wide_chapters_lie_on_their_side(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(compiled()[0])
    done = subprocess.run(["pdfinfo", "-l", "99", str(path)], check=True, capture_output=True, text=True)
    sizes = re.findall(r"Page +(\d+) size: +([\d.]+) x ([\d.]+)", done.stdout)
    lying = [int(number) for number, width, height in sizes if float(width) > float(height)]
    wide = next(chapter for chapter in made_report(rows=30).chapters if chapter.wide)
    found = subprocess.run(
        ["pdftotext", "-f", str(lying[0]), "-l", str(lying[0]), str(path), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert wide.title in found.stdout
    assert lying == [*range(lying[0], lying[-1] + 1)]
    assert lying[-1] < len(sizes)


@pytest.mark.parametrize(
    "block",
    [
        Card("Panjang", "tag", "sure", (("Nama", "baris\n" * 120),), "kata " * 1500),
        Table((Column("A"), Column("B", 0.01)), (("kata " * 2500, "x" * 400),)),
        Heading("Tanpa yang di atasnya", 2),
        Figure("f", SVG.replace("Ketegangan", "K\x00"), 900, 300, "", ""),
    ],
    ids=["card", "row", "heading", "figure"],
)
def test_what_is_longer_than_a_page_is_broken_and_not_lost(block: object) -> None:
    content, notes = compiled(with_blocks(block, Paragraph("danach")))
    assert content.startswith(b"%PDF")
    assert not notes


def test_its_data(golden: Golden) -> None:
    data = pdf_data(made_report(rows=3))
    golden("report/pdf_data.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_pieces_make_the_text(text: str) -> None:
    made = said(text)
    assert ("".join(made) if isinstance(made, list) else made) == text


@given(st.text("aiueonghkspydrtmbl", max_size=24))
@settings(max_examples=60)
def test_hyphens_change_no_letter_and_leave_three_at_either_end(word: str) -> None:
    made = hyphenated(word, "id")
    assert made.replace(SOFT_HYPHEN, "") == word
    parts = made.split(SOFT_HYPHEN)
    assert len(parts) == 1 or (len(parts[0]) >= 3 and len(parts[-1]) >= 3)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mempertanggungjawabkan", "mem-per-tang-gung-ja-wab-kan"),
        ("ketegangan", "kete-ga-ngan"),
        ("masyarakat", "masya-ra-kat"),
        ("prediksi", "pre-diksi"),
        ("akhir", "akhir"),
    ],
)
def test_hyphens_stand_between_syllables(word: str, parts: str) -> None:
    made = hyphenated(word, "id").replace(SOFT_HYPHEN, "-")
    assert made == parts
    assert hyphenated(word, "en") == word


def test_the_fonts_of_a_drawing_have_the_names_typst_knows() -> None:
    made = svg_for_typst(SVG)
    assert 'font-family="IBM Plex Sans Cond SmBld" font-weight="600"' in made
    assert 'font-family="IBM Plex Sans Cond Medm" font-weight="500"' in made
    assert "Ketegangan &lt;0–100&gt;" in made
