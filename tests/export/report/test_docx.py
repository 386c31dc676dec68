"""The DOCX: real styles, lists and a table of contents, sections on their side, heads that repeat, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from player.export.report import docx
from player.export.report.docx_style_parts import styles_xml
from player.export.report.shared_parts import labelled, line_of
from player.model.paper import Paragraph, Report
from tests.export.report.made_report import made_report, with_blocks
from tests.helpers.golden import Golden

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def packed() -> bytes:
    return of(made_report(rows=20))


def of(report: Report) -> bytes:
    target = io.BytesIO()
    docx.write(report, target)
    return target.getvalue()


def part(name: str, content: bytes | None = None) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content or packed())) as file:
        return ET.fromstring(file.read(name))  # noqa: S314  made by the test itself


def body() -> ET.Element:
    return part("word/document.xml")


def words(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def outline() -> str:
    """Each block of the document by its style, with how its text begins; tables by their size."""
    lines = []
    for element in body()[0]:
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            name = "-" if style is None else style.get(f"{W}val")
            section = element.find(f"{W}pPr/{W}sectPr/{W}pgSz")
            turned = "" if section is None else f" [section {section.get(f'{W}orient', 'portrait')}]"
            drawn = " [figure]" if element.find(f".//{W}drawing") is not None else ""
            lines.append(f"{name}{turned}{drawn} {words(element)[:60]}".rstrip())
        elif element.tag == f"{W}tbl":
            (kind,) = (one.get(f"{W}val") for one in element.iter(f"{W}tblStyle"))
            rows = element.findall(f"{W}tr")
            heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
            whole = sum(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            lines.append(f"{kind} {len(rows)} rows, {heads} heads, {whole} whole")
        elif element.tag == f"{W}sdt":
            lines += [f"contents: {words(one)}" for one in element.iter(f"{W}p") if words(one)]
    return "\n".join(lines) + "\n"


def test_its_outline(golden: Golden) -> None:
    golden("report/docx_outline.txt", outline())


def test_word_and_this_library_read_it() -> None:
    document = Document(io.BytesIO(packed()))
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Annex Heading", "Caption"} <= used
    assert [section.orientation for section in document.sections] == [0, 0, 1, 0]
    about = document.core_properties
    assert about.title == "Laporan kaji ulang: Sispamkota OKU Timur 2024: meriam air"
    assert (about.author, about.language, about.created and about.created.isoformat()[:19]) == (
        "Gladi",
        "id-ID",
        "2026-11-22T03:40:00",
    )


def test_every_style_that_is_used_is_there_and_speaks_the_language() -> None:
    there = set(re.findall(r'w:styleId="([^"]+)"', styles_xml("id")))
    with zipfile.ZipFile(io.BytesIO(packed())) as file:
        used = {
            style
            for name in file.namelist()
            if name.endswith(".xml")
            for style in re.findall(r'w:(?:pStyle|tblStyle|rStyle) w:val="([^"]+)"', file.read(name).decode())
        }
    assert used <= there
    assert '<w:lang w:val="id-ID"' in styles_xml("id")
    assert '<w:lang w:val="en-GB"' in styles_xml("en")


def test_each_section_has_head_and_foot_on_every_page() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as file:
        heads = [file.read(name).decode() for name in file.namelist() if name.startswith("word/header")]
        feet = [file.read(name).decode() for name in file.namelist() if name.startswith("word/footer")]
    assert all("LATIHAN" in head for head in heads)
    assert all("Indeks latihan, bukan prediksi" in foot for foot in feet)
    assert sum(" PAGE " in foot and " NUMPAGES " in foot for foot in feet) == len(feet) - 1  # the cover has no number


def test_the_contents_stand_there_and_word_is_asked_for_their_pages() -> None:
    entries = list(body().iter(f"{W}hyperlink"))
    marks = {element.get(f"{W}name") for element in body().iter(f"{W}bookmarkStart")}
    assert len(entries) == len(made_report().chapters) + 1
    assert {entry.get(f"{W}anchor") for entry in entries} <= marks
    # A page that was told here would be wrong in one program or the other.
    expected = [label + line_of(chapter.title) for label, chapter in labelled(made_report())]
    assert [told for entry in entries if (told := words(entry)) in expected] == expected
    (update,) = part("word/settings.xml").iter(f"{W}updateFields")
    assert update.get(f"{W}val") == "true"


def test_no_row_stands_alone_on_the_next_page_and_the_first_is_tied_to_none() -> None:
    """LibreOffice draws no row behind a first one that is tied to the second, where a repeated head ends a page."""
    seen = 0
    for table in body().iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None]
        (style,) = (one.get(f"{W}val") for one in table.iter(f"{W}tblStyle"))
        if len(rows) < 3 or style == "PlainTable":
            continue
        seen += 1
        tied = [[each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p")] for row in rows]
        assert not any(tied[0])
        assert all(tied[-2])
    assert seen >= 3


def test_a_figure_is_a_drawing_with_pixels_for_old_programs_and_words() -> None:
    document = ET.tostring(body()).decode()
    assert 'descr="Ketegangan naik dari 30 ke 92."' in document
    assert "svgBlip" in document
    with zipfile.ZipFile(io.BytesIO(packed())) as file:
        media = {name: file.read(name) for name in file.namelist() if name.startswith("word/media/")}
        related = file.read("word/_rels/document.xml.rels").decode()
    (png,) = [content for name, content in media.items() if name.endswith(".png")]
    (svg,) = [content for name, content in media.items() if name.endswith(".svg")]
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) > 1200  # 166 mm at 200 dpi
    assert b"<svg" in svg
    assert b"<text" not in svg  # its letters are shapes, so that no font is missed
    assert all(name.removeprefix("word/") in related for name in media)


def test_nothing_of_the_template_of_the_library_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as file:
        names = file.namelist()
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in file.infolist())
        everything = b"".join(file.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in everything
    assert b"generated by" not in everything


def test_what_xml_cannot_hold_is_left_out() -> None:
    content = of(replace(with_blocks(Paragraph("a\x00b\x0b\ud800c\ufffe")), title="x\x01y"))
    assert "ab\nc" in "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


_ORDER: dict[str, str] = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens bidi snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection textAlignment "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish webHidden color spacing w kern position sz "
    "szCs highlight u effect bdr shd vertAlign rtl cs lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "tcBorders": "top left bottom right insideH insideV",
    "tblBorders": "top left bottom right insideH insideV",
    "tcMar": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "pBdr": "top left bottom right between",
}
"""The order ISO/IEC 29500 wants what is inside of these in; Word calls a document damaged that has another."""


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"])
def test_everything_stands_in_the_order_word_wants(name: str) -> None:
    seen = set()
    for element in part(name).iter():
        kind = element.tag.removeprefix(W)
        if kind not in _ORDER:
            continue
        seen.add(kind)
        order = _ORDER[kind].split()
        inside = [order.index(child.tag.removeprefix(W)) for child in element]
        assert inside == sorted(inside), ET.tostring(element).decode()[:400]
    assert "pPr" in seen


def test_each_row_fills_the_columns_of_its_table_and_each_cell_ends_with_a_paragraph() -> None:
    for table in body().iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val", "0")) for span in spans) == columns
            assert all(list(cell)[-1].tag == f"{W}p" for cell in row.findall(f"{W}tc"))
