"""Excel workbooks as tables, and what is no such workbook, or a bad one."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from player.scenario.msel import SheetProblem, Workbook, best_table, read_tables, xlsx
from player.scenario.msel import tables as limits
from player.scenario.msel.tables import Span
from tests.scenario.msel.workbooks import packed, repacked, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
NO_RESULT = "(?:<v ?/>|<v></v>)"
"""How openpyxl writes a formula without a saved result; it depends on whether lxml is there."""


def read(folder: Path, data: bytes, name: str = "sheet.xlsx") -> Workbook:
    file = folder / name
    file.write_bytes(data)
    return read_tables(file)


def problem_of(folder: Path, data: bytes) -> str:
    """What is wrong with a workbook; a point where nothing is."""
    try:
        read(folder, data)
    except SheetProblem as problem:
        return str(problem)
    return "."


def refusal(folder: Path, data: bytes, name: str = "sheet.xlsx") -> str:
    with pytest.raises(SheetProblem) as refused:
        read(folder, data, name)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_values_are_read_as_what_they_are(tmp_path: Path) -> None:
    held = ["text", 3, 0.5, True, datetime.combine(date(2024, 8, 26), time(9)), time(9, 30), None, " "]
    table = read(tmp_path, workbook(MSEL=[held, [], [None, "below"]])).tables[0]
    assert [(row.number, row.cells) for row in table.rows] == [(1, tuple(held[:6])), (3, (None, "below"))]
    assert (table.name, table.width, table.blank_rows, table.hidden) == ("MSEL", 6, 1, False)


def test_a_size_that_is_wrong_in_the_file_is_not_believed(tmp_path: Path) -> None:
    data = repacked(workbook(A=[["a", "b"], ["c", "d"]]), SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1"')
    assert [row.cells for row in read(tmp_path, data).tables[0].rows] == [("a", "b"), ("c", "d")]


def test_a_formula_gives_its_saved_result_and_is_never_evaluated(tmp_path: Path) -> None:
    data = workbook(A=[["=1+1", "x"], ["=CMD()", "y"], ["=A1", "z"]])
    data = repacked(data, SHEET, rf"<f>1\+1</f>{NO_RESULT}", "<f>1+1</f><v>7</v>")
    data = repacked(data, SHEET, rf'(<c r="A3")[^>]*><f>A1</f>{NO_RESULT}', r'\1 t="e"><f>A1</f><v>#REF!</v>')
    table = read(tmp_path, data).tables[0]
    assert [row.cells for row in table.rows] == [(7, "x"), (None, "y"), (None, "z")]
    assert {cell: str(why) for cell, why in table.faults.items()} == {
        (2, 0): "The formula has no saved result. Open the sheet in a spreadsheet program and save it once.",
        (3, 0): "The formula went wrong and shows #REF!.",
    }


def test_a_formula_whose_saved_result_is_an_empty_text_is_blank(tmp_path: Path) -> None:
    data = repacked(
        workbook(A=[['=""', "x"]]), SHEET, rf'<c r="A1"[^>]*>(<f>.*?</f>){NO_RESULT}', r'<c r="A1" t="str">\1<v></v>'
    )
    table = read(tmp_path, data).tables[0]
    assert (table.rows[0].cells, table.faults) == ((None, "x"), {})


def test_merged_and_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["a", "b", "c"])
    page.append(["d"])
    page.merge_cells("A1:A2")
    page.merge_cells("B1:C1")
    book.create_sheet("Lampiran").sheet_state = "hidden"
    first, second = read(tmp_path, saved(book)).tables
    assert set(first.spans) == {Span(1, 2, 0, 0), Span(1, 1, 1, 2)}
    assert (first.hidden, second.hidden) == (False, True)


def test_escaped_characters_are_what_they_stand_for(tmp_path: Path) -> None:
    data = repacked(workbook(A=[["one MARK two"]]), SHEET, "MARK", "_x000D_&#10;_x0007_")
    assert read(tmp_path, data).tables[0].rows[0].cells == ("one \r\n\x07 two",)


def test_the_sheet_that_looks_like_an_msel_is_chosen(tmp_path: Path) -> None:
    msel = [["Time", "Inject", "To"], ["09:00", "Rope pulled", "Dalmas"], ["09:10", "Rope let go", "Dalmas"]]
    names = [["Name", "Phone"], *([f"Officer {number}", str(number)] for number in range(60))]
    book = read(tmp_path, workbook(Cover=[["Exercise"], ["Secret"]], Names=names, Events=msel))
    assert best_table(book).name == "Events"


def test_a_hidden_sheet_is_chosen_only_where_no_other_has_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Kosong"
    hidden = book.create_sheet("Skenario")
    hidden.append(["Waktu", "Uraian"])
    hidden.append(["09.00", "Massa tiba"])
    hidden.sheet_state = "hidden"
    read_book = read(tmp_path, saved(book))
    assert best_table(read_book).name == "Skenario"
    book.worksheets[0].append(["only", "words"])
    assert best_table(read(tmp_path, saved(book))).name == "Kosong"


def test_a_sheet_by_its_name(tmp_path: Path) -> None:
    book = read(tmp_path, workbook(MSEL=[["a"]], Lampiran=[["b"]]))
    assert book.table("lampiran").rows[0].cells == ("b",)
    for name, sentence in {
        "MSELL": 'There is no sheet "MSELL"; did you mean "MSEL"?',
        "Rencana": 'There is no sheet "Rencana"; the file has: MSEL, Lampiran.',
    }.items():
        with pytest.raises(SheetProblem) as refused:
            book.table(name)
        assert str(refused.value) == sentence


def test_other_kinds_of_file(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    cases = {
        ole: "old format of Office",
        ole + "EncryptedPackage".encode("utf-16-le"): "locked with a password",
        b"%PDF-1.7 ...": "PDF",
        b"\x89PNG\r\n\x1a\n...": "picture",
        b"<!DOCTYPE html><table><tr><td>a</td></tr></table>": "web page",
        b"SQLite format 3\0...": "saved session",
        bytes(range(32)) * 40: "neither a workbook",
        b"": "empty",
        b" \n\n": "empty",
        packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<a/>"): ".ods",
        packed(xl__workbook_xml=b"<a/>"): "archive (.zip)",
        packed(**{"[Content_Types]_xml": b"<a/>", "word__document_xml": b"<a/>"}): "Word document",
        packed(**{"[Content_Types]_xml": b"<a/>", "xl__workbook.bin": b"x"}): ".xlsb",
        packed(**{"[Content_Types]_xml": b"<a/>", "xl__workbook_xml": b"<a/>"}): "damaged",
        packed(**{"[Content_Types]_xml": b"no xml"}): "damaged",
    }
    for data, words in cases.items():
        assert words in refusal(tmp_path, data), words


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    for path, words in {tmp_path: "folder or a device", tmp_path / "none.xlsx": "no such file"}.items():
        with pytest.raises(SheetProblem, match=words):
            read_tables(path)


def test_a_workbook_cut_off_anywhere(tmp_path: Path) -> None:
    data = workbook(MSEL=[["Time", "Text"], ["09:00", "a"]])
    for length in range(8, len(data) - 1, 97):
        assert refusal(tmp_path, data[:length])


def test_a_workbook_damaged_anywhere_gives_its_rows_or_a_sentence(tmp_path: Path) -> None:
    data = workbook(MSEL=[["Time", "Text"], *([f"09:{number:02}", "text"] for number in range(60))])
    for place in range(0, len(data), 61):
        damaged = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        assert problem_of(tmp_path, damaged).endswith(".")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LARGEST_CONTENT", 100_000)
    data = workbook(MSEL=[["a"]])
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", bytes(200_000))
    assert "larger than" in refusal(tmp_path, target.getvalue())
    with zipfile.ZipFile(pictures := io.BytesIO(data), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/photo.bin", bytes(200_000))
    assert read(tmp_path, pictures.getvalue()).tables[0].rows


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>'
    data = repacked(workbook(A=[["MARK"]]), SHEET, r"^", bomb)
    data = repacked(data, SHEET, "MARK", "&a9;")
    assert "damaged" in refusal(tmp_path, data)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_too_many_rows_or_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    from player.scenario.msel import delimited

    for module in (xlsx, delimited):
        monkeypatch.setattr(module, "MOST_ROWS", 10)
        monkeypatch.setattr(module, "MOST_COLUMNS", 5)

    def table(rows: list[list[str]]) -> SheetProblem | None:
        data = workbook(A=rows) if suffix == ".xlsx" else "\n".join(",".join(row) for row in rows).encode()
        try:
            best_table(read(tmp_path, data, f"a{suffix}"))
        except SheetProblem as problem:
            return problem
        return None

    assert table([["a", "b"]] * 10) is None
    assert str(table([["a", "b"]] * 11)) == "The sheet has more than 10 rows."
    assert str(table([["a", "b"], list("abcdef")])) == "Row 2 has more than 5 columns."


def test_one_sheet_too_large_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    book = read(tmp_path, workbook(Data=[["a", "b"]] * 9, MSEL=[["Time", "Text"], ["09:00", "a"]]))
    assert best_table(book).name == "MSEL"
    with pytest.raises(SheetProblem, match="more than 5 rows"):
        book.table("Data")


def test_a_cell_far_below_is_no_row_too_many(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "a"
    book.worksheets[0]["A1048576"] = "b"
    assert [row.number for row in read(tmp_path, saved(book)).tables[0].rows] == [1, 1_048_576]
    data = repacked(workbook(A=[["a"]]), SHEET, r'<row r="1"', '<row r="2000000000"')
    assert "rows" in str(read(tmp_path, data).tables[0].problem)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 1000)
    assert "larger than" in refusal(tmp_path, b"a,b\n" * 400, "a.csv")


def test_nothing_in_any_sheet(tmp_path: Path) -> None:
    with pytest.raises(SheetProblem, match="nothing in any of the sheets"):
        best_table(read(tmp_path, workbook(A=[], B=[[None, " "]])))
    with pytest.raises(SheetProblem, match="nothing in the sheet"):
        best_table(read(tmp_path, workbook(A=[])))
