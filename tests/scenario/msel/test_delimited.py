"""Text files with columns: encodings, separators, quotation marks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.scenario.msel import SheetProblem, read_tables
from player.scenario.msel.delimited import decode, delimiter_of, read_delimited

TEXT = "Waktu;Uraian;Kepada\n09.00;Massa menolak – “tolak hasil”;Dalmas\n09.10;Café, jalan buntu;Negosiator\n"


def cells(data: bytes | str) -> list[tuple[object, ...]]:
    return [row.cells for row in read_delimited(data.encode() if isinstance(data, str) else data).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    expected = TEXT.splitlines()[1].split(";")
    assert cells(TEXT.encode(encoding))[1] == tuple(expected)
    assert cells(TEXT.encode(encoding))[0] == ("Waktu", "Uraian", "Kepada")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators(delimiter: str) -> None:
    rows = ["Waktu,Uraian,Kepada", '09.00,"satu, dua; tiga | empat",Dalmas', "09.10,lima,Dalmas"]
    text = "\n".join(row.replace(",", delimiter) for row in rows).replace(
        f"satu{delimiter} dua", f"satu{delimiter} dua"
    )
    assert delimiter_of(text) == delimiter
    assert [len(row) for row in cells(text)] == [3, 3, 3]


def test_a_file_may_name_its_separator_as_excel_does() -> None:
    table = read_delimited(b"sep=|\na,b|c\n")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a,b", "c"))]


def test_line_breaks_and_quotation_marks_inside_a_cell() -> None:
    assert cells('a,"one\r\ntwo ""three"""\r\nb,"x"y\r\n') == [("a", 'one\r\ntwo "three"'), ("b", "xy")]


def test_blank_lines_count_and_blank_cells_do_not() -> None:
    table = read_delimited(b"a,b\n\n , \nc,,\n")
    assert [(row.number, row.cells) for row in table.rows] == [(1, ("a", "b")), (4, ("c",))]
    assert table.blank_rows == 2


def test_what_an_export_made_inert_is_read_as_it_was() -> None:
    assert cells("'=SUM(A1),'+5,'-x,'@a,'quoted',it's\n") == [("=SUM(A1)", "+5", "-x", "@a", "'quoted'", "it's")]


def test_a_quotation_mark_never_closed_is_found() -> None:
    with pytest.raises(SheetProblem, match="A quotation mark opened in line 3 is never closed"):
        cells('a,b\nc,d\ne,"f\ng,h\n')
    with pytest.raises(SheetProblem, match="line 2 is never closed"):
        cells('a,b\ne,"' + "f\n" * 600_000)


def test_a_line_longer_than_any_sheet() -> None:
    with pytest.raises(SheetProblem, match="Row 1 has more than 200 columns"):
        cells(",".join("x" * 201))


def test_a_workbook_by_another_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("Waktu,Uraian\n09.00,a\n")
    assert read_tables(tmp_path / "a.xlsx").tables[0].rows[1].cells == ("09.00", "a")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    with suppress(SheetProblem):
        assert all(row.cells[-1] is not None for row in read_delimited(data).rows)


@given(st.text(max_size=300))
def test_any_text_survives_its_encoding(text: str) -> None:
    with suppress(UnicodeEncodeError, SheetProblem):
        assert decode(text.encode("utf-8-sig")) == text


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6))
def test_delimiters_are_found_in_anything(rows: list[list[str]]) -> None:
    assert delimiter_of("\n".join(";".join(row) for row in rows)) in {",", ";", "\t", "|"}
