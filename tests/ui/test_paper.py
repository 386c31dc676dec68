"""Sheets of paper: what stands on them, where their pages break, and where they are saved; also without a printer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player.i18n import _
from player.ui.paper import (
    Bars,
    Block,
    CheckItem,
    CheckList,
    Column,
    Facts,
    Heading,
    KeyList,
    Paper,
    Paragraph,
    Signatures,
    Table,
    printers,
)
from player.ui.paper import sheet as sheets
from player.ui.paper.files import free_pdf, save_new
from player.ui.paper.pages import A4, pages_of, pdf_of
from player.ui.paper.printers import printer_names
from player.ui.paper.sheet import PrintSheet
from player.ui.widgets import Label
from tests.helpers.depth import cases
from tests.helpers.desk import Desk, dress

ALL: tuple[Block, ...] = (
    Heading("Muster"),
    Paragraph("<b>plain & simple</b>\nsecond line", "soft"),
    CheckList((CheckItem("Shields", "kit", True, "required"), CheckItem("Radios")), ("Name", "Signature")),
    Facts((("Place", "Alun-alun"),)),
    Heading("Keys", 2),
    KeyList((("Ctrl+P", "Print"),)),
    Table((Column("Time", 1, figures=True), Column("What", 4)), (("00:10", "<i>Bottle</i>"),), frozenset({0})),
    Bars((("Green", 0.4, "04:00"), ("Yellow", 1.7, "06:00"))),
    Signatures(("Controller", "Observer")),
)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dress(qapp)


def paper(*blocks: Block, name: str = "sheet") -> Paper:
    return Paper("Title of it", "Subtitle of it", blocks or ALL, name, "Foot of it")


def without_times(pdf: bytes) -> bytes:
    """A PDF without what its header says of when it was made."""
    pdf = re.sub(rb"/CreationDate \(D:[^)]*\)", b"", pdf)
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^<]*", b"", pdf)


class TestThePdf:
    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here to read it with")
    def test_it_says_every_text_as_it_is(self, tmp_path: Path) -> None:
        file = tmp_path / "one.pdf"
        file.write_bytes(pdf_of(paper()))
        text = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"],
            capture_output=True,
            check=True,
        ).stdout.decode()
        for wanted in (
            *("Title of it", "Subtitle of it", "Foot of it", "<b>plain & simple</b>", "second line", "Shields"),
            *("required", "Alun-alun", "Ctrl+P", "Print", "00:10", "<i>Bottle</i>", "04:00", "Controller", "Observer"),
        ):
            assert wanted in text, wanted
        assert _("EXERCISE") in text

    def test_twice_the_same_paper_gives_the_same_bytes_but_for_its_date(self) -> None:
        first, second = pdf_of(paper()), pdf_of(paper())
        assert without_times(first) == without_times(second)
        assert without_times(first) != without_times(pdf_of(paper(Paragraph("another"))))

    def test_its_pages_are_a4(self) -> None:
        assert re.search(rb"/MediaBox \[0 0 59[56](?:\.\d+)? 84[12](?:\.\d+)?\]", pdf_of(paper()))
        assert A4.pageSize().name().startswith("A4")

    def test_it_brings_its_fonts_along(self) -> None:
        assert b"IBMPlexSans" in pdf_of(paper())

    def test_of_nothing_it_is_a_page(self) -> None:
        assert pdf_of(Paper("Empty", "", (), "empty")).count(b"/Type /Page\n") == 1


ROWS = st.integers(0, 60).map(
    lambda count: Table(
        (Column("A"), Column("B", 3)), tuple((str(place), "word " * (place % 40)) for place in range(count))
    )
)
BLOCKS = st.lists(
    st.one_of(
        ROWS,
        st.sampled_from([Heading("Head"), Heading("Small", 2), Paragraph("Remark", "soft"), *ALL]),
        st.text(max_size=300).map(Paragraph),
        st.integers(1, 40).map(lambda count: CheckList(tuple(CheckItem(f"Item {n}") for n in range(count)), ("Name",))),
    ),
    max_size=12,
)


@given(BLOCKS)
@settings(max_examples=cases(40), deadline=None)
def test_every_piece_stands_on_one_page_below_the_one_before(blocks: list[Block]) -> None:
    pages = pages_of(paper(*blocks))
    for page in pages:
        down = -1.0
        for top, piece in page:
            assert top >= down - 0.01
            down = top + piece.height
        assert page is pages[0] or page
    last = [page[-1][1] for page in pages[:-1] if page]
    assert not any(piece.keep and piece.height > 1 and page_is_short(piece) for piece in last)


def page_is_short(piece: object) -> bool:
    """Whether a piece that wants company is a heading; a long table may be torn all the same."""
    return "heading" in getattr(getattr(piece, "paint", None), "__qualname__", "")


def test_a_table_repeats_its_heading_on_each_page() -> None:
    table = Table((Column("Time"), Column("What")), tuple((str(n), "text") for n in range(120)))
    pages = pages_of(paper(table))
    assert len(pages) > 1
    head = next(piece.head for _top, piece in pages[0] if piece.head is not None)
    assert all(any(piece is head for _top, piece in page) for page in pages)


def test_each_kind_of_block_paints_something() -> None:
    for block in ALL:
        image = QImage(6000, 1500, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.translate(QPointF(50, 50))
        for top, piece in pages_of(Paper("", "", (block,), "one"))[0]:
            piece.paint(painter, 0, top)
        painter.end()
        assert bytes(image.constBits()).count(0) or min(bytes(image.constBits())) < 200, block


class TestItsFile:
    def test_nothing_is_written_over(self, tmp_path: Path) -> None:
        first, second = save_new(tmp_path, "report", b"one"), save_new(tmp_path, "report", b"two")
        assert (first.name, second.name) == ("report.pdf", "report_2.pdf")
        assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
        assert free_pdf(tmp_path, "report").name == "report_3.pdf"

    def test_a_link_to_nowhere_is_in_the_way_too(self, tmp_path: Path) -> None:
        (tmp_path / "report.pdf").symlink_to(tmp_path / "gone")
        assert save_new(tmp_path, "report", b"one").name == "report_2.pdf"

    @pytest.mark.parametrize(("name", "safe"), [("a/b\\c:d", "abcd"), ("Apel 1 Mei", "Apel_1_Mei"), ("../", "gladi")])
    def test_its_name_fits_any_stick(self, name: str, safe: str) -> None:
        assert free_pdf(Path(), name).stem == safe

    def test_where_it_fails_nothing_is_left(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_handle: int) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr("os.fsync", fail)
        with pytest.raises(OSError, match="Input/output"):
            save_new(tmp_path, "report", b"one")
        assert list(tmp_path.iterdir()) == []


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Label) if one.isVisible())


class TestTheSheet:
    @pytest.fixture
    def sheet(self, desk: Desk) -> PrintSheet:
        made = PrintSheet(paper(), desk.folder, desk.window.around, desk.window)
        made.show()
        return made

    def test_enter_saves_once_and_then_closes(self, desk: Desk, sheet: PrintSheet) -> None:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        assert sheet.saved == desk.folder / "sheet.pdf"
        assert str(sheet.saved) in said(sheet)
        QTest.keyClick(sheet, Qt.Key.Key_O)
        assert desk.opened == [sheet.saved]
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        assert not sheet.isVisible()
        assert len(list(desk.folder.glob("*.pdf"))) == 1

    def test_space_does_nothing(self, desk: Desk, sheet: PrintSheet) -> None:
        QTest.keyClick(sheet, Qt.Key.Key_Space)
        assert sheet.isVisible()
        assert list(desk.folder.glob("*.pdf")) == []

    def test_without_a_printer_it_says_so_and_offers_the_pdf(
        self, sheet: PrintSheet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sheets, "printer_names", lambda: ())
        QTest.keyClick(sheet, Qt.Key.Key_P)
        assert _("No printer is set up on this computer. Save a PDF and print it from another one.") in said(sheet)
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        assert sheet.saved is not None

    def test_a_printer_is_chosen_by_its_digit(self, sheet: PrintSheet, monkeypatch: pytest.MonkeyPatch) -> None:
        printed: list[tuple[str, str]] = []
        monkeypatch.setattr(sheets, "printer_names", lambda: ("Laser", "Ink"))
        monkeypatch.setattr(sheets, "print_on", lambda name, one: printed.append((name, one.title)))
        QTest.keyClick(sheet, Qt.Key.Key_P)
        QTest.keyClick(sheet, Qt.Key.Key_2)
        assert printed == [("Ink", "Title of it")]
        assert _("Handed to the printer {name}.").format(name="Ink") in said(sheet)

    def test_a_full_disk_is_said(self, sheet: PrintSheet, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_args: object) -> Path:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(sheets, "save_new", full)
        QTest.keyClick(sheet, Qt.Key.Key_Return)
        assert _("No space left on device") in said(sheet)
        assert sheet.isVisible()

    def test_where_the_system_cannot_print_there_are_no_printers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "PySide6.QtPrintSupport", None)
        assert printer_names() == ()

    def test_a_printer_that_has_gone_is_named(self) -> None:
        with pytest.raises(printers.PrintError, match="Nowhere"):
            printers.print_on("Nowhere", paper())
