"""Every format of the report: what all of them must do, and that all of them say the same."""

from __future__ import annotations

import importlib
import io
import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import player.export.report
from player.export.report.content import report_of
from player.export.report.formats import REPORT_FORMATS, ReportFormat, format_for
from player.export.report.shared_parts import is_list, items_of, labelled, plain
from player.i18n import LANGUAGES, _
from player.model.paper import (
    Bars,
    Card,
    Counts,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Remark,
    Report,
    ReportBlock,
    Signatures,
    Table,
)
from tests.export.report.made_report import STRANGE, made_report
from tests.export.report.reading import docx_text, html_text, pdf_text, squeezed
from tests.export.report.report_cases import busy

READERS: Mapping[str, Callable[[Path], str]] = {"pdf": pdf_text, "docx": docx_text, "html": html_text}

each_format = pytest.mark.parametrize("each", REPORT_FORMATS, ids=lambda each: each.NAME)


def written(each: ReportFormat, report: Report) -> bytes:
    target = io.BytesIO()
    each.write(report, target)
    return target.getvalue()


def texts_of(block: ReportBlock) -> Iterator[str]:  # noqa: C901, PLR0912  one case for each kind
    """Every text of a block, in the order a reader meets them."""
    match block:
        case Heading(text=text) | Remark(text=text):
            yield text
        case Paragraph():
            yield from items_of(block) if is_list(block) else [block.text]
        case Facts(rows=rows):
            for row in rows:
                yield from row
        case Counts(rows=rows):
            for name, figure in rows:
                yield from (figure, name)
        case Table():
            if any(column.title for column in block.columns):
                yield from (column.title for column in block.columns)
            for place, cells in enumerate(block.rows):
                yield from cells
                for note in block.notes[place] if block.notes else ():
                    yield from note
        case Bars():
            for name, _share, value in block.rows:
                yield from (name, value)
        case Signatures(titles=titles):
            yield from titles
        case Card():
            yield from (block.title, block.tag, block.text)
            for row in block.rows:
                yield from row
        case Figure(caption=caption):
            yield caption


def test_every_format_stands_in_the_registry() -> None:
    modules = {
        f"{player.export.report.__name__}.{found.name}"
        for found in pkgutil.iter_modules(player.export.report.__path__)
        if hasattr(importlib.import_module(f"{player.export.report.__name__}.{found.name}"), "SUFFIX")
    }
    assert modules == {each.__name__ for each in REPORT_FORMATS}  # type: ignore[attr-defined]
    assert len({each.NAME for each in REPORT_FORMATS}) == len(REPORT_FORMATS) == len(READERS)
    assert all(format_for(each.SUFFIX.upper()) is each and _(each.TITLE) for each in REPORT_FORMATS)
    assert format_for(".txt") is None


@each_format
def test_the_same_report_is_the_same_bytes(each: ReportFormat) -> None:
    report = made_report(rows=5)
    assert written(each, report) == written(each, report)
    assert written(each, report) != written(each, replace(report, title="Another"))


@cache
def of_a_drill(language: str) -> Report:
    """The report of a drill with something of everything."""
    return report_of(busy().saved, language)


@each_format
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [made_report, of_a_drill], ids=["by hand", "of a drill"])
def test_all_formats_say_the_same(
    each: ReportFormat, language: str, make: Callable[[str], Report], tmp_path: Path
) -> None:
    """Block by block, in order: figures, markup of any format, control characters, right to left, pictographs."""
    if each.NAME == "pdf" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    report = make(language)
    path = tmp_path / f"report{each.SUFFIX}"
    path.write_bytes(written(each, report))
    found = squeezed(READERS[each.NAME](path))
    place = 0
    for block in (block for _label, chapter in labelled(report) for block in chapter.blocks):
        for text in texts_of(block):
            if each.NAME == "pdf" and text == STRANGE:
                continue  # what no font has is another sign there, and right to left comes in another order
            wanted = squeezed(plain(text))
            at = found.find(wanted, place)
            if each.NAME == "pdf" and at < 0:
                at = found.find(wanted)  # pdftotext goes by columns where a page has a narrow one
            place = at
            assert place >= 0, f"{text!r} of {block!r}"
    for text in (report.kind, report.title, report.subtitle, report.contents_title, report.annexes_title):
        assert squeezed(text) in found
    assert all(squeezed(value) in found for row in report.cover for value in row)
    assert [squeezed(chapter.title) in found for _label, chapter in labelled(report)] == [True] * len(report.chapters)


@each_format
def test_a_report_of_almost_nothing_is_written(each: ReportFormat) -> None:
    empty = replace(made_report(), title="", subtitle="", cover=(), chapters=(), data={}, page_text="{count}")
    assert written(each, empty)


@each_format
def test_every_annex_has_a_letter_however_many(each: ReportFormat, tmp_path: Path) -> None:
    report = made_report(rows=2)
    last = report.chapters[-1]
    annexes = tuple(replace(last, name=f"annex{number}", title=f"Judul {number}") for number in range(28))
    many = replace(report, chapters=annexes)
    assert [label for label, _chapter in labelled(many)][24:] == ["Y", "Z", "AA", "AB"]
    assert written(each, many)
