"""What becomes of each row: an inject with all its cells, or a reason."""

from __future__ import annotations

import pytest

from player.i18n import Message
from player.scenario.msel import Row, RowStatus, Table
from player.scenario.msel.cells import Value
from player.scenario.msel.draft import entries_of
from player.scenario.msel.tables import Span
from player.scenario.msel.words import channel_of, kind_of_unit, units_in
from tests.scenario.msel.sheets import HEADER, imported, injects_of, reasons_of, scenario_of, sheet

EVENT = (1, "09.00", "Tahap I", "Massa tiba", "Sekitar 200 orang", "Pengendali", "Dalmas Awal", "HT", "Himbauan")


def statuses(*rows: tuple[Value, ...], spans: tuple[Span, ...] = ()) -> dict[int, RowStatus]:
    return {row.number: row.status for row in imported(sheet(*rows, spans=spans)).rows}


def test_every_cell_of_a_row_is_in_its_inject() -> None:
    header = (*HEADER, "Tujuan", "Ket", "Lokasi", "Durasi")
    result = imported(sheet(header, (*EVENT, "Kesiapan", "Rawan hujan", "Pagar", "15 menit")))
    (inject,) = injects_of(result)
    (expected,) = inject.expect
    assert inject.id == "inject-1"
    assert (str(inject.title), str(inject.text)) == ("Massa tiba", "Sekitar 200 orang")
    assert (str(inject.sender), str(inject.receiver), inject.channel) == ("Pengendali", "Dalmas Awal", "radio")
    assert (str(expected.text), expected.within_ms, expected.objective) == ("Himbauan", 600_000, "kesiapan")
    assert str(inject.note) == "Rawan hujan"
    assert inject.fields == {"Sarana": "HT", "Lokasi": "Pagar", "Durasi": "15 menit"}
    assert inject.origin.source == "msel"
    assert result.complete


def test_a_column_left_out_is_left_out() -> None:
    assert injects_of(imported(sheet(HEADER, EVENT), "Sarana=ignore", "Kepada=keep"))[0].fields == {
        "Kepada": "Dalmas Awal"
    }


def test_several_columns_of_one_field_are_joined() -> None:
    result = imported(sheet(("Time", "Text", "More"), ("09:00", "one", "two")), "More=text")
    assert str(injects_of(result)[0].text) == "one\n\ntwo"


def test_a_title_alone_is_the_text() -> None:
    (inject,) = injects_of(imported(sheet(HEADER, (1, "09.00", "I", "Massa tiba"))))
    assert str(inject.text) == "Massa tiba"


@pytest.mark.parametrize("row", [(1, "09.00"), (1, None, "I", None, None, None, None, None, "Himbauan")])
def test_a_row_without_a_text_is_imported_and_says_so(row: tuple[Value, ...]) -> None:
    result = imported(sheet(HEADER, EVENT, row))
    inject = injects_of(result)[1]
    assert str(inject.text) == "(Row 3 of the sheet has no text.)"
    assert "text" in inject.origin.assumed
    assert "no-text" in reasons_of(result)[3]
    assert result.complete


def test_what_is_no_inject_has_its_status() -> None:
    rows: list[tuple[Value, ...]] = [
        ("MSEL Gladi",),
        HEADER,
        tuple(range(1, 10)),
        EVENT,
        ("---", "---"),
        HEADER,
        (2, "09.10", "Tahap I", "Orasi"),
        (),
        (None, None, None, None, None, "Pengendali"),
        ("Mengetahui, Kapolres",),
    ]
    result = imported(sheet(*rows))
    assert {row.number: row.status.value for row in result.rows} == {
        1: "above",
        3: "skipped",
        4: "imported",
        5: "skipped",
        6: "skipped",
        7: "imported",
        9: "rejected",
        10: "rejected",
    }
    assert result.counts["blank"] == 1
    assert reasons_of(result)[9] == reasons_of(result)[10] == ["nothing-to-import"]
    assert not result.complete


def test_headings_between_rows_are_phases() -> None:
    header = ("Waktu", "Uraian", "Kepada")
    rows: list[tuple[Value, ...]] = [
        ("Tahap I: Hijau",),
        ("09.00", "Massa tiba", "Dalmas"),
        (None, "TAHAP II: KUNING"),
        ("09.30", "Saling dorong", "Dalmas"),
        ("Tahap III: Merah",),
    ]
    result = imported(sheet(header, *rows))
    assert [str(phase.title) for phase in scenario_of(result).phases] == ["Tahap I: Hijau", "TAHAP II: KUNING"]
    assert {row.number: row.status.value for row in result.rows} == {
        2: "phase",
        3: "imported",
        4: "phase",
        5: "imported",
        6: "rejected",
    }
    assert reasons_of(result)[6] == ["heading-without-rows"]
    assert [row.phase for row in result.rows][:2] == ["tahap-i-hijau", "tahap-i-hijau"]


def test_a_heading_over_several_columns_needs_no_such_word() -> None:
    rows: list[tuple[Value, ...]] = [
        ("Waktu", "Judul", "Uraian"),
        (None, "Situasi memanas"),
        ("09.00", "Orasi", "Orator naik"),
    ]
    assert statuses(*rows)[2] is RowStatus.IMPORTED
    assert statuses(*rows, spans=(Span(2, 2, 1, 3),))[2] is RowStatus.PHASE


def test_merged_cells_hold_for_every_row_they_span() -> None:
    rows: list[tuple[Value, ...]] = [HEADER, EVENT, (2, None, None, "Orasi", "Orator naik", None, "Negosiator")]
    spans = [Span(2, 3, 1, 1), Span(2, 3, 2, 2), Span(2, 3, 5, 5)]
    inject = injects_of(imported(sheet(*rows, spans=spans)))[1]
    assert (inject.at_ms, inject.phase, str(inject.sender)) == (0, "tahap-i", "Pengendali")
    inject = injects_of(imported(sheet(*rows)))[1]
    assert (inject.at_ms, inject.phase, str(inject.sender)) == (None, "tahap-i", "")


def test_a_row_that_shares_the_text_above_belongs_to_that_inject() -> None:
    rows: list[tuple[Value, ...]] = [
        (*HEADER, "Ket"),
        (*EVENT, "satu"),
        (None,) * 8 + ("Rekam video", "dua"),
        (2, "09.10", "Tahap I", "Orasi"),
    ]
    result = imported(sheet(*rows, spans=[Span(2, 3, 4, 4)]))
    first, second = injects_of(result)
    assert [str(expected.text) for expected in first.expect] == ["Himbauan", "Rekam video"]
    assert str(first.note) == "satu\n\ndua"
    assert not second.expect
    joined = next(row for row in result.rows if row.number == 3)
    assert (joined.status, joined.inject, joined.phase) == (RowStatus.JOINED, "inject-1", "tahap-i")


def test_a_fault_in_a_cell_is_named_and_counts_as_lost() -> None:
    faults = {(2, 4): Message("The formula has no saved result."), (5, 0): Message("It went wrong.")}
    rows = [HEADER, (1, "09.00", "I", "Massa tiba", None)]
    result = imported(sheet(*rows, faults=faults))
    assert [row.to_json() for row in result.rows] == [
        {
            "row": 2,
            "status": "imported",
            "inject": "inject-1",
            "phase": "fase-i",
            "reasons": [
                {"code": "no-value", "cell": "E2", "message": "The formula has no saved result.", "lost": True}
            ],
        },
        {
            "row": 5,
            "status": "rejected",
            "inject": None,
            "phase": None,
            "reasons": [{"code": "no-value", "cell": "A5", "message": "It went wrong.", "lost": True}],
        },
    ]
    assert not result.complete
    assert imported(sheet(*rows, faults={(2, 4): faults[2, 4]}), "Uraian=ignore").complete


def test_a_time_that_is_none_is_kept_and_the_inject_is_delivered_by_hand() -> None:
    result = imported(sheet(HEADER, EVENT, (2, "menyesuaikan", "Tahap I", "Orasi")))
    inject = injects_of(result)[1]
    assert (inject.at_ms, inject.by_hand, inject.fields) == (None, True, {"Waktu": "menyesuaikan"})
    (row,) = [row for row in result.rows if row.reasons]
    assert [(reason.code, reason.cell) for reason in row.reasons] == [("time-not-understood", "B3")]
    assert result.complete


def test_control_characters_are_left_out_and_said_so() -> None:
    result = imported(sheet(HEADER, (1, "09.00", "I", "Massa\x07 tiba", "a\u202eb\r\nc\td")))
    assert str(injects_of(result)[0].text) == "ab\nc d"
    assert reasons_of(result)[2] == ["control-characters", "control-characters"]


def test_what_is_too_long_goes_on_in_fields() -> None:
    long = "kata " * 5000
    result = imported(
        sheet((*HEADER, "Lampiran"), (1, "09.00", "I", "judul " * 60, long, None, None, None, long, long))
    )
    (inject,) = injects_of(result)
    told = [str(inject.text), str(inject.expect[0].text), *inject.fields.values()]
    assert max(map(len, told)) <= 10_000
    assert len(str(inject.title)) <= 200
    assert "".join("".join(told).split()).count("kata") == 3 * 5000
    assert inject.fields["Title"].split() == ["judul"] * 60


def test_columns_of_one_name_are_told_apart() -> None:
    result = imported(sheet(("Time", "Text", "x", "x", "<<", None), ("09:00", "words", "1", "2", "3", "4")))
    assert injects_of(result)[0].fields == {"x": "1", "x (D)": "2", "Column E": "3", "Column F": "4"}


def test_a_number_that_names_the_inject_otherwise_is_kept() -> None:
    rows = [("1.a", "09.00", "I", "satu"), ("INJ-07", "09.10", "I", "dua"), ("orator", "09.20", "I", "tiga")]
    result = imported(sheet(HEADER, *rows))
    assert [(inject.id, inject.fields) for inject in injects_of(result)] == [
        ("1-a", {"Inject number": "1.a"}),
        ("inj-07", {"Inject number": "INJ-07"}),
        ("orator", {}),
    ]


def test_several_objectives_are_all_kept() -> None:
    result = imported(sheet((*HEADER, "Tujuan"), (*EVENT, "- Proporsional\n- Akuntabel")))
    scenario = scenario_of(result)
    assert list(scenario.objectives) == ["proporsional", "akuntabel"]
    (inject,) = scenario.inject_by_id.values()
    assert inject.expect[0].objective == "proporsional"
    assert inject.fields["Objective"] == "- Proporsional\n- Akuntabel"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1. satu\n2. dua", ["satu", "dua"]),
        ("- satu\n- dua\nlagi", ["satu", "dua\nlagi"]),
        ("• satu\n\n• dua", ["satu", "dua"]),
        ("a) satu\nb) dua", ["satu", "dua"]),
        ("- satu", ["- satu"]),
        ("satu\n- dua", ["satu\n- dua"]),
        ("satu", ["satu"]),
        ("", []),
    ],
)
def test_lists_in_a_cell(text: str, entries: list[str]) -> None:
    assert entries_of(text) == entries


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("HT", "radio"),
        ("Radio/HT", "radio"),
        ("Pengeras suara", "loudspeaker"),
        ("Send an SMS", "phone"),
        ("E-mail", "note"),
        ("Surat", "note"),
        ("Peragaan massa", "role_play"),
        ("lisan", "voice"),
        ("Bendera", "signal"),
        ("???", None),
        ("", None),
    ],
)
def test_channels(text: str, channel: str | None) -> None:
    assert channel_of(text) == channel


def test_units() -> None:
    assert units_in("Dalmas Awal, Tim Tindak dan Negosiator") == ("Dalmas Awal", "Tim Tindak", "Negosiator")
    assert units_in("Semua satuan") == units_in("Koordinator massa") == units_in("x" * 60) == ()
    kinds = {
        name: kind_of_unit(name) for name in ("Dalmas Lanjut", "Danton Dalmas", "PHH Brimob", "Kodim 0403", "team1")
    }
    assert list(kinds.values()) == ["dalmas_lanjut", "dalmas_awal", "phh", "military", "other"]


def test_nothing_to_import() -> None:
    for table in (Table("a"), sheet(HEADER), Table("a", (Row(1, ("12", None, "7")),))):
        result = imported(table)
        assert result.scenario_yaml == ""
        assert not result.complete
