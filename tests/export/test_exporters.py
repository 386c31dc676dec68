"""What every format of export holds to, and what is in their files."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from player.export import msel_csv, msel_xlsx
from player.export.formats import EXPORTERS, Exporter, exporter_for
from player.export.inert import LONGEST_CELL, inert, is_number, looks_like_formula
from player.export.workbook import row_height, sheet_name
from player.i18n import use_language
from player.model.scenario import Scenario
from player.model.text import Text
from player.scenario import read_scenario
from player.scenario.msel.delimited import read_delimited
from tests.export.round_trip import exported, loaded
from tests.helpers.golden import Golden
from tests.helpers.scenarios import expected, inject, phase, scenario, small_drill

EVERYTHING = Path(__file__).parents[1] / "scenario" / "good" / "everything.yaml"
FORMULAS = ("=1+1", '=HYPERLINK("http://x","y")', "+62 812", "@SUM(A1)", "-5 orang", "-1+1", "\t=1", "'=1")


def everything() -> Scenario:
    return read_scenario(EVERYTHING.read_bytes(), EVERYTHING.name).scenario


def sheets_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.NAME)
def test_what_every_format_holds_to(exporter: Exporter) -> None:
    assert exporter_for(exporter.SUFFIX.upper()) is exporter
    assert exporter.TITLE
    target = io.BytesIO()
    assert exporter.write(loaded(small_drill()), target) == ()
    first = target.getvalue()
    assert first == exported(small_drill(), exporter)
    assert first


def test_every_format_has_its_own_name_and_ending() -> None:
    assert len({exporter.NAME for exporter in EXPORTERS}) == len({each.SUFFIX for each in EXPORTERS}) == len(EXPORTERS)
    assert exporter_for(".pdf") is None


def test_golden_csv(golden: Golden) -> None:
    golden("export/everything.csv", exported(everything(), msel_csv).decode("utf-8-sig").replace("\r\n", "\n"))


def test_golden_xlsx(golden: Golden) -> None:
    lines = []
    for sheet in sheets_of(exported(everything(), msel_xlsx)).worksheets:
        lines.append(f"=== {sheet.title}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    shown = repr(cell.value) if isinstance(cell.value, str) else str(cell.value)
                    lines.append(f"{cell.coordinate} {cell.data_type} {shown}")
    golden("export/everything.xlsx.txt", "\n".join(lines) + "\n")


def test_a_csv_is_for_the_spreadsheet_program_of_the_language() -> None:
    script = scenario(phase("only", inject("a", 0, note=Text.plain('satu; "dua", tiga\nempat'))))
    for language, separator in (("id", ";"), ("en", ",")):
        use_language(language)
        data = exported(script, msel_csv)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
        assert len({len(row) for row in rows}) == 1
        assert 'satu; "dua", tiga\nempat' in rows[-1]


def test_a_span_in_a_csv_has_hours_so_that_minutes_are_not_taken_for_them() -> None:
    text = exported(scenario(phase("only", inject("a", 270_000))), msel_csv).decode("utf-8-sig")
    assert "09:04:30,0:04:30,0:04:30" in text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_none(text: str) -> None:
    only = phase("only", inject("a", 0, note=Text.plain(text), fields={text: text}))
    script = scenario(replace(only, title=Text.plain(text)))
    rows = csv.reader(io.StringIO(exported(script, msel_csv).decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert f"'{text}" in cells
    assert text not in cells
    found = [cell for row in sheets_of(exported(script, msel_xlsx))["MSEL"].iter_rows() for cell in row]
    same = [cell for cell in found if cell.value == text]
    assert len(same) >= 2
    assert {cell.data_type for cell in same} == {"s"}
    assert all(cell.quotePrefix for cell in same if cell.row > 5)  # or else editing it makes it a formula


def test_numbers_stay_numbers() -> None:
    fields = {"Jumlah": "12", "Suhu": "-5", "Nomor": "007", "Telepon": "+62812", "Bagian": "1.50", "Panjang": "1.25"}
    page = sheets_of(exported(scenario(phase("only", inject("a", 0, fields=fields))), msel_xlsx))["MSEL"]
    values = [cell.value for cell in page[page.max_row]][-6:]
    assert values == [12, -5, "007", "+62812", "1.50", 1.25]
    assert [is_number(text) for text in ("0", "-0", "1e5", "1.", ".5", "12345678901234567")] == [True, *[False] * 5]
    assert (inert("-5"), inert("-5a"), inert("a=1"), inert("")) == ("-5", "'-5a", "a=1", "")
    assert looks_like_formula("''=1")


@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\x0b", "\xa0", "\ufeff", "\u200b", "\u202e", "' "])
@pytest.mark.parametrize("sign", list("=+-@\uff1d\uff0b\uff0d\uff20"))
def test_no_formula_hides_behind_what_is_not_seen(before: str, sign: str) -> None:
    text = f"{before}{sign}1+1"
    assert (inert(text), inert(f"\0{sign}1")) == (f"'{text}", f"'\0{sign}1")
    data = io.StringIO(newline="")
    csv.writer(data).writerows([["Nama", "Uraian"], [inert(text), "b"]])
    assert read_delimited(data.getvalue().encode()).rows[-1].cells[0] == text, "read as it was"


def test_times_are_times() -> None:
    page = sheets_of(exported(small_drill(), msel_xlsx))["MSEL"]
    headers = [cell.value for cell in page[5]]
    orator = [cell.value for cell in page[8]]
    found = dict(zip(headers, orator, strict=True))
    assert (found["Planned time"], found["From StartEx"]) == (time(9, 2), timedelta(minutes=2))
    assert found["In phase"] == timedelta(minutes=2)


def test_a_workbook_is_ready_to_be_handed_out() -> None:
    book = sheets_of(exported(everything(), msel_xlsx))
    assert book.sheetnames == ["MSEL", "Expected actions", "Units and roles", "Phases and branches"]
    page = book["MSEL"]
    assert page.freeze_panes == "D6"
    assert page.print_title_rows == "$5:$5"
    assert page.auto_filter.ref.startswith("A5:")
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0  # as many pages down as it takes, one across
    assert "LATIHAN" in page.oddHeader.center.text
    assert "LATIHAN" in page.oddFooter.center.text
    assert "LATIHAN" in page["A2"].value
    assert page["H6"].alignment.wrap_text
    assert page.column_dimensions["I"].width > 40
    assert page["B6"].fill.start_color.rgb != page["B7"].fill.start_color.rgb


def test_a_text_too_long_for_a_cell_is_cut_and_said_so() -> None:
    long = Text.plain("\U0001f692" * 9_000)
    wanted = [replace(expected(f"e{number}"), text=long) for number in range(2)]
    target = io.BytesIO()
    (note,) = msel_xlsx.write(loaded(scenario(phase("only", inject("a", 0, expect=wanted)))), target)
    assert str(note) == "Excel holds 32 767 characters in a cell; longer texts are cut in MSEL!N7."
    text = sheets_of(target.getvalue())["MSEL"]["N7"].value
    assert text.endswith("[cut: too long for a cell]")
    assert LONGEST_CELL - 2 <= len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_names_of_sheets() -> None:
    taken: set[str] = set()
    assert sheet_name("Fase [1]: a/b?*", taken) == "Fase 1 a b"
    assert len(sheet_name("x" * 50, taken)) == 31
    assert sheet_name("'MSEL'", {"msel"}) == "MSEL 2"
    assert sheet_name("[]", taken) == "-"


def test_a_row_is_as_tall_as_its_longest_text() -> None:
    assert (
        row_height(["a", 1], [10, 5])
        < row_height(["a" * 40, 1], [10, 5])
        < row_height(["a\nb\nc\nd\ne\nf", 1], [10, 5])
    )
    assert row_height(["a" * 100_000], [10]) == 409
