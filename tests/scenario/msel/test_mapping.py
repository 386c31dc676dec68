"""Which row names the columns, what each column seems to mean, and what a planner says it means."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.scenario.msel import Field, Mapping, Origin, SheetProblem, Table, propose, read_tables, remap
from player.scenario.msel.cells import Value
from player.scenario.msel.fields import NAMES
from player.scenario.msel.headers import field_scores, find_header
from player.scenario.msel.tables import Span
from tests.scenario.msel.sheets import HEADER, SHEETS, sheet

EVENT = (
    1,
    "09.00",
    "Tahap I",
    "Massa tiba",
    "Sekitar 200 orang tiba di depan kantor",
    "Pengendali",
    "Dalmas Awal",
    "HT",
)


def fields_of(mapping: Mapping) -> dict[str, str]:
    return {column.letter: column.field.value for column in mapping.columns}


def fields_by_name(*names: str, cells: tuple[Value, ...] = ()) -> dict[str, str]:
    """What the columns of a sheet of one row mean, by their names."""
    row = cells or tuple(f"words about {name}" for name in names)
    mapping = propose(sheet(names, row, row))
    return {column.name: column.field.value for column in mapping.columns}


def test_every_name_means_its_field() -> None:
    for field, names in NAMES.items():
        for name in names.split(", "):
            assert field_scores(name)[field] == 1.0
            assert field_scores(name.upper() + ":")[field] == 1.0


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("WAKTU (WIB)", Field.TIME),
        ("Waktu/Jam", Field.TIME),
        ("Event Time (local)", Field.TIME),
        ("Event #", Field.NUMBER),
        ("No. Inject", Field.NUMBER),
        ("N°", Field.NUMBER),
        ("Inject No.", Field.NUMBER),
        ("Expected Player Action(s)", Field.EXPECT),
        ("Tindakan yg diharapkan", Field.EXPECT),
        ("Recipient Player(s)", Field.TO),
        ("Responsible Controller", Field.FROM),
        ("Capability/Objective", Field.OBJECTIVE),
        ("Delivery Method (radio, phone)", Field.CHANNEL),
        ("Uraian kejadian / inject", Field.TEXT),
        ("Descripton", Field.TEXT),
        ("T+", Field.OFFSET),
    ],
)
def test_names_as_planners_write_them(name: str, field: Field) -> None:
    scores = field_scores(name)
    assert max(scores, key=lambda each: scores[each]) is field


@pytest.mark.parametrize("name", ["", "bonus", "x" * 80, "12", "Lokasi", "Status"])
def test_names_that_mean_nothing_to_gladi(name: str) -> None:
    assert not field_scores(name)


def test_an_hseep_sheet() -> None:
    names = (
        "Event #",
        "Event Time",
        "Event Description",
        "Responsible Controller",
        "Recipient Player(s)",
        "Expected Outcome of Player Action",
        "Inject Mode",
        "Capability/Objective",
        "Notes",
        "Location",
    )
    row = (1, time(9), "A crowd gathers", "C1", "Police", "Line up", "Radio", "Crowd control", "-", "Gate")
    assert list(fields_by_name(*names, cells=row).values()) == [
        "number",
        "time",
        "text",
        "from",
        "to",
        "expect",
        "channel",
        "objective",
        "notes",
        "keep",
    ]


def test_an_indonesian_sheet() -> None:
    mapping = propose(sheet(HEADER, EVENT, EVENT))
    assert list(fields_of(mapping).values()) == [
        "number",
        "time",
        "phase",
        "title",
        "text",
        "from",
        "to",
        "channel",
        "expect",
    ]
    assert all(column.origin is Origin.NAME for column in mapping.columns)


def test_the_real_sheets() -> None:
    found = {
        name: fields_of(propose(read_tables(SHEETS / f"{name}.xlsx").tables[0]))
        for name in ("blueprint-newcode", "openaev-test_file_1", "openaev-test_file_5")
    }
    assert list(found["blueprint-newcode"].values()) == ["time", "phase", "number", "title", "text", "keep"]
    fields = ("channel", "time", "to", "title", "text", "keep", "expect", "keep", "keep")
    without_header = dict(zip("BCDEFGHIJ", fields, strict=True))
    assert found["openaev-test_file_1"] == found["openaev-test_file_5"] == without_header


def test_of_two_columns_for_one_field_the_surer_has_it_and_the_other_is_kept() -> None:
    assert fields_by_name("Description", "Message", "Details") == {
        "Description": "keep",
        "Message": "text",
        "Details": "keep",
    }
    assert fields_by_name("Notes", "Remarks") == {"Notes": "notes", "Remarks": "notes"}
    assert fields_by_name("Offset", "Time", cells=("T+5", "09:00")) == {"Offset": "keep", "Time": "time"}


def test_what_stands_in_a_column_corrects_its_name() -> None:
    assert fields_by_name("Inject", "Text", cells=("3", "words"))["Inject"] == "number"
    assert fields_by_name("Inject", "Time", cells=("A crowd gathers at the gate", "09:00"))["Inject"] == "text"
    assert fields_by_name("Time", "Text", cells=("26/08/2024", "words"))["Time"] == "date"
    assert fields_by_name("Date", "Text", cells=("26/08/2024 09:00", "words"))["Date"] == "time"
    assert fields_by_name("Time", "Text", cells=("whenever", "words"))["Time"] == "keep"


def test_a_column_whose_values_come_and_go_is_no_phase() -> None:
    together = [("09:00", name, "words") for name in "AABBCC"]
    mixed = [("09:00", name, "words") for name in "ABCABCABC"]
    assert fields_of(propose(sheet(("Time", "Group", "Text"), *together)))["B"] == "phase"
    assert fields_of(propose(sheet(("Time", "Group", "Text"), *mixed)))["B"] == "keep"


def test_a_header_below_titles() -> None:
    table = sheet(["MSEL Gladi Lapang"], ["Tempat: Lapangan", "Hari: Senin"], [], HEADER, EVENT, EVENT)
    assert propose(table).header == 4


def test_a_header_in_two_rows_whose_cells_are_merged() -> None:
    rows: list[list[Value]] = [
        ["Waktu", "Inject", None],
        [None, "Judul", "Uraian"],
        ["09.00", "Massa tiba", "Sekitar 200 orang"],
    ]
    mapping = propose(sheet(*rows, rows[2], spans=[Span(1, 2, 0, 0)]))
    assert mapping.header == 2
    assert [(column.name, column.field.value) for column in mapping.columns] == [
        ("Waktu", "time"),
        ("Judul", "title"),
        ("Uraian", "text"),
    ]


def test_names_nobody_knows_are_a_header_where_data_stand_below() -> None:
    table = sheet(["Kell", "Mondat"], ["09:00", "A crowd gathers"], ["09:10", "It leaves"])
    mapping = propose(table)
    assert mapping.header == 1
    assert fields_of(mapping) == {"A": "time", "B": "text"}


def test_without_a_header_the_columns_are_told_by_what_stands_in_them() -> None:
    rows = [
        (1, "09:00", "Tahap I", "Tiba", "Massa sekitar 200 orang tiba di depan kantor KPU", "Dalmas Awal", "radio"),
        (
            2,
            "09:10",
            "Tahap I",
            "Orasi",
            "Orator menyerukan agar massa merapat ke pagar",
            "Negosiator",
            "pengeras suara",
        ),
        (3, "09:20", "Tahap II", "Dorong", "Barisan depan menarik tali dan menekan", "Dalmas Lanjut", "HT"),
    ]
    mapping = propose(sheet(*rows))
    assert mapping.header is None
    assert list(fields_of(mapping).values()) == ["number", "time", "phase", "title", "text", "to", "channel"]
    assert {column.origin for column in mapping.columns} == {Origin.CONTENT}


def test_the_header_may_be_told() -> None:
    table = sheet(["Time", "Text"], ["Start", "Message"], ["09:00", "a"])
    assert find_header(table) is table.rows[0]
    assert [column.name for column in propose(table, 2).columns] == ["Start", "Message"]
    assert propose(table, None).header is None
    with pytest.raises(SheetProblem, match="Row 9 has nothing in it"):
        propose(table, 9)


@pytest.fixture
def mapping() -> Mapping:
    return propose(sheet(("Time", "Words", "C", "Words"), ("09:00", "a long text", "x", "y"), ("09:10", "b", "x", "y")))


@pytest.mark.parametrize(
    ("assignment", "letter"),
    [
        ("time=date", "A"),
        ("TIME=Date", "A"),
        (" Time =date", "A"),
        ("A=date", "A"),
        ("b=date", "B"),
        ("4=date", "D"),
        ("C=date", "C"),
    ],
)
def test_a_column_is_named_by_header_letter_or_number(mapping: Mapping, assignment: str, letter: str) -> None:
    changed = remap(mapping, [assignment])
    assert [column.letter for column in changed.of(Field.DATE)] == [letter]
    assert changed.of(Field.DATE)[0].origin is Origin.GIVEN


def test_what_is_given_takes_the_place_of_what_was_proposed(mapping: Mapping) -> None:
    changed = remap(mapping, ["C=time", "D=ignore"])
    assert fields_of(changed) == {"A": "keep", "B": "text", "C": "time", "D": "ignore"}
    assert fields_of(remap(mapping, ["C=offset"]))["A"] == "keep"
    assert fields_of(remap(mapping, ["C=text", "D=text"])) == {"A": "time", "B": "text", "C": "text", "D": "text"}


@pytest.mark.parametrize(
    ("assignments", "sentence"),
    [
        (["Tme=date"], 'There is no column "Tme"; did you mean "Time"?'),
        (["Quite else=date"], 'There is no column "Quite else"; there are: A Time, B Words, C C, D Words.'),
        (["Z=date"], 'There is no column "Z"; there are: A Time, B Words, C C, D Words.'),
        (["words=date"], 'Several columns are called "words"; name yours by its letter: B, D.'),
        (["A=tme"], 'There is no field "tme"; did you mean "time"?'),
        (
            ["A=zzz"],
            f'There is no field "zzz"; there are: {", ".join(Field)}.',
        ),
        (["A"], 'A column is mapped as COLUMN=FIELD, for example C=time; "A" is not.'),
        (["=time"], 'A column is mapped as COLUMN=FIELD, for example C=time; "=time" is not.'),
        (["A=time", "C=time"], "Only one column can be time; A and C were both given it."),
        (["A=time", "C=offset"], "Only one column can be offset; A and C were both given it."),
    ],
)
def test_what_cannot_be_mapped(mapping: Mapping, assignments: list[str], sentence: str) -> None:
    with pytest.raises(SheetProblem) as refused:
        remap(mapping, assignments)
    assert str(refused.value) == sentence


values: st.SearchStrategy[Value] = st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(), st.times())


@given(st.lists(st.lists(values, max_size=5), max_size=8))
def test_any_sheet_has_a_mapping(rows: list[list[Value]]) -> None:
    table: Table = sheet(*rows)
    mapping = propose(table)
    assert {column.index for column in mapping.columns} <= set(range(table.width))
    single = [column.field for column in mapping.columns if column.field not in {Field.KEEP, Field.NOTES}]
    assert len(single) == len(set(single))
