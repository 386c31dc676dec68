"""A whole import: the three real sheets, and whatever a sheet may hold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from player.i18n import use_language
from player.scenario import ScenarioProblems
from player.scenario.load import LARGEST_FILE
from player.scenario.msel import (
    Field,
    ImportResult,
    Mapping,
    Options,
    RowStatus,
    SheetProblem,
    best_table,
    build,
    propose,
    prove,
    read_tables,
    save,
)
from player.scenario.msel.cells import Value, text_of
from tests.helpers.golden import Golden
from tests.scenario.msel.sheets import HEADER, REAL, SHEETS, imported, injects_of, scenario_of, sheet


def real(name: str) -> ImportResult:
    workbook = read_tables(SHEETS / name)
    table = best_table(workbook)
    return build(table, propose(table), Options(workbook.name))


@pytest.mark.parametrize("name", REAL)
def test_a_real_sheet_becomes_a_script(name: str, golden: Golden) -> None:
    result = real(name)
    prove(result, name)
    assert result.complete
    golden(f"scenario/msel/{name.removesuffix('.xlsx')}.yaml", result.scenario_yaml)


def test_the_real_sheets_lose_nothing() -> None:
    for name in REAL:
        table = best_table(read_tables(SHEETS / name))
        said = real(name).scenario_yaml
        rows = table.rows[1:] if name.startswith("blueprint") else table.rows
        for row in rows:
            for value in row.cells:
                text = text_of(value)
                assert " ".join(text.split()) in " ".join(said.split()) or text in {
                    "0900",
                    "1000",
                    "1015",
                    "1030",
                    "1045",
                    "1055",
                }


def test_the_same_sheet_gives_the_same_script() -> None:
    assert real(REAL[0]) == real(REAL[0])


def test_a_script_speaks_the_language_in_use_and_passes_in_each() -> None:
    for language in ("id", "en"):
        use_language(language)
        for name in REAL:
            prove(real(name), name)


def test_what_stands_above_the_table_is_title_place_and_summary() -> None:
    rows = [("MSEL Gladi Lapang",), ("Tempat: Halaman KPU",), ("Hari: Senin",), HEADER, (1, "09.00", "I", "Massa tiba")]
    scenario = scenario_of(imported(sheet(*rows)))
    assert (str(scenario.title), str(scenario.summary), str(scenario.place.name)) == (
        "MSEL Gladi Lapang",
        "Hari: Senin",
        "Halaman KPU",
    )
    assert scenario.id == "msel-gladi-lapang"


def test_what_the_sheet_does_not_say_is_assumed_and_labelled() -> None:
    scenario = scenario_of(imported(sheet(("Time", "Text"), ("09:00", "a")), document="drill.csv"))
    (unit,) = scenario.units.values()
    assert unit.origin.assumed == {"strength", "event"}
    assert scenario.phases[0].origin.assumed == {"time"}
    assert [source.document for source in scenario.sources] == ["drill.csv"]
    assert len(scenario.assumptions) == 6


@pytest.mark.parametrize(
    ("name", "cell", "zone"),
    [
        ("Waktu (WITA)", "09.00", "Asia/Makassar"),
        ("Waktu", "09.00 WIT", "Asia/Jayapura"),
        ("Waktu (WIB)", "09.00 WIB", "Asia/Jakarta"),
    ],
)
def test_the_time_zone_is_that_beside_the_times(name: str, cell: str, zone: str) -> None:
    result = imported(sheet((name, "Uraian"), (cell, "a")))
    assert scenario_of(result).place.zone == zone
    assert not any("time zone" in text for text in result.assumptions)


@pytest.mark.parametrize(("name", "cell"), [("Waktu", "09.00"), ("Waktu (WIB)", "09.00 WITA")])
def test_without_a_time_zone_that_of_jakarta_is_assumed(name: str, cell: str) -> None:
    result = imported(sheet((name, "Uraian"), (cell, "a")))
    assert scenario_of(result).place.zone == "Asia/Jakarta"
    assert "The time zone is assumed to be Asia/Jakarta." in result.assumptions


def test_a_row_that_is_startex_later_is_pointed_out() -> None:
    result = real("blueprint-newcode.xlsx")
    assert [str(advice) for advice in result.advice] == [
        "Row 3 is StartEx, at 10:00. With --start 10:00, what lies before it may be passed over."
    ]
    table = best_table(read_tables(SHEETS / "blueprint-newcode.xlsx"))
    given_start = imported(table, start="10:00")
    assert not given_start.advice
    assert [phase.optional for phase in scenario_of(given_start).phases] == [True, False, False]


cells: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "L"]), max_size=20),
    st.sampled_from(
        [
            "=SUM(A1:A9)",
            "=cmd|' /C calc'!A0",
            "no",
            "0123",
            "10:00",
            "- a\n- b",
            "1. satu\n2. dua",
            "'",
            '"',
            "key: value",
            "# comment",
            "{a: [b",
            "*alias",
            "&anchor",
            "<<",
            "---",
            "...",
            "x" * 10_001,
            "kata " * 2_100,
            "\U0001f692\U0001f468‍\U0001f692",
            "מילה עברית",
            "كلمة",
            "\t\ttab",
            "end",
            "startex",
            "Tahap I",
            "T+5",
            "J-60",
            "radio",
            "Dalmas Awal, Tim Tindak",
            "a\u2028b\u0085c\x00d",
        ]
    ),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.times(),
)
rows_of_cells = st.lists(st.lists(cells, max_size=9), min_size=1, max_size=6)


@example(rows=[[None, float("inf")], [None, 10**400]], named=True)
@given(rows_of_cells, st.booleans())
def test_whatever_a_sheet_holds_the_script_passes(rows: Sequence[Sequence[Value]], named: bool) -> None:  # noqa: FBT001
    table = sheet(HEADER, *rows) if named else sheet(*rows)
    result = build(table, propose(table), Options("any.xlsx"))
    told = [row.number for row in result.rows]
    header = [] if result.mapping.header is None else [result.mapping.header]
    assert sorted([*told, *header]) == [row.number for row in table.rows]
    if result.scenario_yaml:
        scenario = scenario_of(result)
        imported_rows = [row for row in result.rows if row.status is RowStatus.IMPORTED]
        assert [row.inject for row in imported_rows if row.inject not in scenario.inject_by_id] == []
        assert len(imported_rows) == len(scenario.inject_by_id)
        assert all(row.phase in scenario.phase_by_id for row in imported_rows)
        assert sum(phase.injects for phase in result.phases) == len(imported_rows)


@example(row=["x" * 10_001] * 6, fields=list(Field))
@example(row=["x" * 10_001] * 6, fields=list(Field)[::-1])
@given(st.lists(cells, min_size=6, max_size=6), st.permutations(list(Field)))
def test_under_any_mapping_the_script_passes_and_no_cell_is_lost(row: list[Value], fields: list[Field]) -> None:
    table = sheet(("a1", "b2", "c3", "d4", "e5", "f6"), [*row[:5], "the sixth"])
    mapping = propose(table, 1)
    for column, field in zip(mapping.columns, fields, strict=False):
        mapping = mapping.changed(column.index, field)
    result = build(table, mapping, Options("any.xlsx"))
    if not result.scenario_yaml:
        return
    (inject,) = injects_of(result)
    for column in mapping.columns:
        text = text_of(table.rows[1][column.index])
        told = {Field.TEXT: [str(inject.text)], Field.NOTES: [str(inject.note)], Field.FROM: [str(inject.sender)]}
        pieces = [
            value for label, value in inject.fields.items() if label.startswith((column.name, "Text", "Notes", "From"))
        ]
        if text and column.field in {Field.KEEP, *told}:
            found = [*told.get(column.field, []), *pieces]
            assert squeezed(text) in {squeezed("".join(found[: count + 1])) for count in range(len(found))} | {
                squeezed(one) for one in found
            }


def squeezed(text: str) -> str:
    """A text without its blanks: what is too long is cut at one."""
    return "".join(text.split())


def test_rows_in_any_order() -> None:
    chance = random.Random(7)
    rows = [
        (number, time(9 + number % 8, number % 60), f"Tahap {number % 7}", f"Kejadian {number}")
        for number in range(600)
    ]
    chance.shuffle(rows)
    assert len(injects_of(imported(sheet(HEADER, *rows)))) == 600


def test_a_sheet_too_long_for_one_script_is_said_so() -> None:
    rows = [(number, "09.00", "I", f"Kejadian {number}", "kata " * 1900) for number in range(LARGEST_FILE // 9000)]
    with pytest.raises(SheetProblem, match="too long for one script"):
        prove(imported(sheet(HEADER, *rows)), "long.yaml")


def test_a_script_with_problems_is_not_hidden() -> None:
    result = real(REAL[0])
    broken = ImportResult(
        "gladi: 2\n",
        "",
        "",
        Mapping(None, ()),
        "",
        False,
        (),
        (),
        0,
        (),
    )
    with pytest.raises(ScenarioProblems):
        prove(broken, "broken.yaml")
    prove(result, "good.yaml")


def test_saving(tmp_path: Path) -> None:
    result, target = real(REAL[0]), tmp_path / "drill.yaml"
    save(result, target)
    assert target.read_text(encoding="utf-8") == result.scenario_yaml
    target.write_text("mine")
    with pytest.raises(SheetProblem, match="exists already"):
        save(result, target)
    assert target.read_text() == "mine"
    save(result, target, replace=True)
    assert target.read_text(encoding="utf-8") == result.scenario_yaml
    with pytest.raises(SheetProblem, match="cannot be written: No such file or directory"):
        save(result, tmp_path / "none" / "drill.yaml")
    (tmp_path / "link.yaml").symlink_to(target)
    save(real(REAL[1]), tmp_path / "link.yaml", replace=True)
    assert (tmp_path / "link.yaml").is_symlink()
    assert "openaev" in target.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drill.yaml", "link.yaml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "drill.yaml"
    target.write_text("mine")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SheetProblem, match="No space left on device"):
        save(real(REAL[0]), target, replace=True)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
