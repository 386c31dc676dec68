"""Rows on one line of time, and the phases that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine.rehearsal import rehearse
from player.language.shapes import LONGEST_DURATION_MS
from player.model.events import InjectFired
from player.model.times import HOUR_MS, MINUTE_MS
from player.scenario.msel import ImportResult, SheetProblem, Start, parse_start
from player.scenario.msel.cells import Value
from tests.scenario.msel.sheets import imported, injects_of, scenario_of, sheet, times_of

M = 60
H = 3600


def of_times(*cells: Value, name: str = "Waktu", maps: Sequence[str] = (), start: str | None = None) -> ImportResult:
    """What comes of a sheet whose rows have these times."""
    rows = [(cell, f"kejadian {number}") for number, cell in enumerate(cells, 1)]
    return imported(sheet((name, "Uraian"), *rows), *maps, start=start)


def of_phases(*rows: tuple[Value, Value], start: str | None = None) -> ImportResult:
    """What comes of a sheet whose rows have these phases and times."""
    cells = [(phase, at, f"kejadian {number}") for number, (phase, at) in enumerate(rows, 1)]
    return imported(sheet(("Fase", "Waktu", "Uraian"), *cells), start=start)


def planned_of(result: ImportResult) -> list[int]:
    return [phase.planned_ms // 1000 for phase in scenario_of(result).phases]


def clock_of(result: ImportResult) -> int:
    return scenario_of(result).place.starts_ms // 1000


def said(result: ImportResult, words: str) -> bool:
    return any(words in text for text in result.assumptions)


# StartEx


def test_startex_is_the_earliest_time() -> None:
    result = of_times("09.10", "09.00", "09.30")
    assert clock_of(result) == 9 * H
    assert times_of(result) == {"Exercise": [0, 10 * M, 30 * M]}
    assert [str(inject.text) for inject in injects_of(result)] == ["kejadian 2", "kejadian 1", "kejadian 3"]
    assert result.starts == "09:00"
    assert result.starts_known


def test_startex_may_be_given() -> None:
    assert times_of(of_times("09.10", "09.30", start="09:00")) == {"Exercise": [10 * M, 30 * M]}
    result = of_times("08.50", "09.10", start="09:00")
    assert times_of(result) == {"Before StartEx": [0], "Exercise": [10 * M]}
    assert [phase.optional for phase in scenario_of(result).phases] == [True, False]
    assert planned_of(result)[0] == 10 * M
    assert clock_of(result) == 8 * H + 50 * M


def test_times_from_startex_begin_there() -> None:
    result = of_times("T+5", "T+20", "T+1:30")
    assert times_of(result) == {"Exercise": [5 * M, 20 * M, 90 * M]}
    assert (result.starts, result.starts_known) == ("08:00", False)
    assert said(result, "begins at 08:00, which is assumed")
    assert of_times("T+5", start="10:30").starts == "10:30"


def test_what_lies_before_startex_is_a_phase_of_its_own_that_may_be_passed_over() -> None:
    result = of_times("T-10", "T-5", "T", "T+5")
    assert times_of(result) == {"Before StartEx": [0, 5 * M], "Exercise": [0, 5 * M]}
    assert planned_of(result)[0] == 10 * M
    assert result.starts == "07:50"
    assert [phase.optional for phase in scenario_of(result).phases] == [True, False]


def test_where_all_lies_before_startex_nothing_may_be_passed_over() -> None:
    result = of_times("J-60", "J-30")
    assert times_of(result) == {"J-60": [0], "J-30": [0]}
    assert not any(phase.optional for phase in scenario_of(result).phases)


def test_a_phase_of_the_sheet_on_both_sides_of_startex_is_divided() -> None:
    result = of_phases(("Tahap I", "08.50"), ("Tahap I", "09.10"), ("Tahap II", "09.30"), start="09:00")
    assert list(times_of(result)) == ["Tahap I: Before StartEx", "Tahap I", "Tahap II"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("09:00", Start(9 * HOUR_MS)),
        ("0900", Start(9 * HOUR_MS)),
        ("9.30 pm", Start(21 * HOUR_MS + 30 * MINUTE_MS)),
        ("2024-08-26 09:00", Start(9 * HOUR_MS, date(2024, 8, 26))),
        ("26/08/2024 09.00", Start(9 * HOUR_MS, date(2024, 8, 26))),
    ],
)
def test_startex_as_it_is_given(text: str, start: Start) -> None:
    assert parse_start(text) == start


@pytest.mark.parametrize("text", ["", "soon", "2024-08-26", "T+5", "J+1 09:00", "25:00"])
def test_what_is_no_startex(text: str) -> None:
    with pytest.raises(SheetProblem, match="StartEx is a clock time"):
        parse_start(text)


# Days


def test_around_midnight() -> None:
    result = of_times("23.50", "00.05", "00.20")
    assert times_of(result) == {"Exercise": [0, 15 * M, 30 * M]}
    assert clock_of(result) == 23 * H + 50 * M
    assert said(result, "begin at 23:50 and go on past midnight")
    assert times_of(of_times("00.05", "00.20", start="23:50")) == {"Exercise": [15 * M, 30 * M]}


def test_a_sheet_out_of_order_lies_within_one_day() -> None:
    assert times_of(of_times("14.00", "09.00", "13.00", "10.00"))["Exercise"] == [0, H, 4 * H, 5 * H]


def test_days_are_phases() -> None:
    result = of_times("J-1", "J", "J+1 H+2 M-5", "J+2")
    assert times_of(result) == {"J-1": [0], "J": [0], "J+1": [115 * M], "J+2": [0]}
    assert planned_of(result) == [10 * M, 10 * M, 125 * M, 10 * M]
    assert said(result, "Pauses longer than 8h are not played")
    assert [inject.fields for inject in injects_of(result)][2] == {"Waktu": "J+1 H+2 M-5"}


def test_injects_that_only_say_their_day_follow_each_other_and_are_labelled() -> None:
    result = of_times("J-30", "J-30", "J-30", "J")
    assert times_of(result) == {"J-30": [0, 5 * M, 10 * M], "J": [0]}
    assert all("time" in inject.origin.assumed for inject in injects_of(result))
    assert [inject.fields["Waktu"] for inject in injects_of(result)] == ["J-30", "J-30", "J-30", "J"]


def test_dates_are_phases() -> None:
    rows = [
        ("26/08/2024", "09.00", "satu"),
        ("26/08/2024", "09.30", "dua"),
        ("27/08/2024", "08.00", "tiga"),
        (None, "08.30", "empat"),
    ]
    result = imported(sheet(("Tanggal", "Jam", "Uraian"), *rows))
    assert times_of(result) == {"2024-08-26": [0, 30 * M], "2024-08-27": [0, 30 * M]}
    assert planned_of(result) == [40 * M, 40 * M]
    assert said(result, "The first day is 2024-08-26.")


def test_one_date_is_no_phase() -> None:
    morning = datetime.combine(date(2024, 8, 26), time(9))
    assert times_of(of_times(morning, morning.replace(minute=30))) == {"Exercise": [0, 30 * M]}


def test_days_before_a_date_given_as_startex() -> None:
    rows = [("24/08/2024", "09.00", "satu"), ("26/08/2024", "10.00", "dua")]
    result = imported(sheet(("Tanggal", "Jam", "Uraian"), *rows), start="2024-08-26 09:00")
    assert times_of(result) == {"2024-08-24": [0], "2024-08-26": [H]}
    assert [phase.optional for phase in scenario_of(result).phases] == [True, False]


# Phases of the sheet


def test_the_story_runs_by_the_clock_of_the_sheet() -> None:
    result = of_phases(("Move 0", "09.00"), ("Move 1", "10.00"), ("Move 1", "10.15"), ("Move 2", "10.30"))
    assert times_of(result) == {"Move 0": [0], "Move 1": [0, 15 * M], "Move 2": [0]}
    assert planned_of(result) == [H, 30 * M, 10 * M]
    fired = [
        event.exercise_ms // 1000
        for event in rehearse(scenario_of(result)).events
        if isinstance(event.body, InjectFired)
    ]
    assert fired == [0, H, 75 * M, 90 * M]
    assert all(not inject.fields for inject in injects_of(result))


def test_a_phase_of_one_sign_is_named_after_its_column() -> None:
    assert list(times_of(of_phases(("1", "09.00"), ("II", "09.30")))) == ["Fase 1", "Fase II"]


def test_a_blank_phase_is_that_of_the_row_above() -> None:
    result = of_phases(("Tahap I", "09.00"), (None, "09.10"), ("Tahap II", "09.30"), (None, "09.40"))
    assert times_of(result) == {"Tahap I": [0, 10 * M], "Tahap II": [0, 10 * M]}


def test_phases_come_in_the_order_of_their_times() -> None:
    assert list(times_of(of_phases(("B", "10.00"), ("A", "09.00")))) == ["Fase A", "Fase B"]


def test_phases_that_overlap_follow_each_other_and_that_is_said() -> None:
    result = of_phases(("Tahap I", "09.00"), ("Tahap I", "09.30"), ("Tahap II", "09.20"), ("Tahap II", "09.50"))
    assert planned_of(result) == [40 * M, 40 * M]
    assert said(result, "these begin later than there: Tahap II (+20m)")
    assert [inject.fields for inject in injects_of(result)] == [{}, {}, {"Waktu": "09.20"}, {"Waktu": "09.50"}]


def test_an_inject_as_the_next_phase_begins_still_belongs_to_its_own() -> None:
    result = of_phases(("Tahap I", "09.00"), ("Tahap I", "09.30"), ("Tahap II", "09.30"))
    assert times_of(result) == {"Tahap I": [0, 30 * M], "Tahap II": [0]}
    assert planned_of(result)[0] == 30 * M


def test_a_long_pause_in_a_phase_divides_it() -> None:
    result = of_phases(("Kampanye", "J-60"), ("Kampanye", "J-30"), ("Pemungutan", "J"))
    assert list(times_of(result)) == ["Kampanye · J-60", "Kampanye · J-30", "Pemungutan"]
    assert list(times_of(of_times("T+0", "T+20:00"))) == ["Exercise · 1", "Exercise · 2"]


def test_injects_without_a_time_are_delivered_by_hand_in_their_place() -> None:
    result = of_phases(("Tahap I", "09.00"), ("Tahap I", None), ("Tahap I", "09.20"), ("Tahap II", None))
    assert times_of(result) == {"Tahap I": [0, None, 20 * M], "Tahap II": [None]}
    assert planned_of(result) == [30 * M, 10 * M]
    assert said(result, "delivered by hand")


def test_a_phase_lasts_as_long_as_what_begins_in_it() -> None:
    result = of_times("09.00 - 11.00", "09.30")
    assert planned_of(result) == [2 * H]
    assert injects_of(result)[0].fields == {"Waktu": "09.00 - 11.00"}


def test_times_of_a_day_count_from_the_time_of_startex() -> None:
    assert times_of(of_times("J H-2", "J H+1")) == {"Before StartEx": [0], "J": [H]}
    assert times_of(of_times("J-1 H+2", "J H+1")) == {"J-1": [2 * H], "J": [H]}


# Anything

moments = st.one_of(
    st.none(),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.builds(datetime.combine, st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.times()),
    st.integers(-100, 3000),
    st.floats(-10, 60_000),
    st.builds("{}{:+d}".format, st.sampled_from("TJDHtjdh"), st.integers(-400, 400)),
    st.builds("J{:+d} H{:+d} M{:+d}".format, *[st.integers(-99, 99)] * 3),
    st.builds("{:02}.{:02}".format, st.integers(0, 25), st.integers(0, 60)),
    st.sampled_from(["selesai", "H", "J", "T", "StartEx", "Hari 3", "9999", "24:00"]),
)


@given(st.lists(st.tuples(st.sampled_from([None, "A", "B", "C"]), moments), min_size=1, max_size=12), st.booleans())
def test_any_times_give_a_script_that_plays(rows: list[tuple[Value, Value]], given_start: bool) -> None:  # noqa: FBT001
    cells = [(phase, at, "words") for phase, at in rows]
    maps = ("A=phase", "B=time")
    result = imported(sheet(("Group", "Time", "Text"), *cells), *maps, start="09:00" if given_start else None)
    scenario = scenario_of(result)
    assert len(scenario.inject_by_id) == len(rows)
    assert all(0 < phase.planned_ms <= LONGEST_DURATION_MS for phase in scenario.phases)


def test_the_sheet_may_say_when_a_phase_begins() -> None:
    rows = [
        ("Tahap I", "09:00", "09:01:30", "satu"),
        ("Tahap I", "09:00", "09:05", "dua"),
        ("Tahap II", "09:10", "09:10:45", "tiga"),
        ("Tahap III", "23:50", "00:05", "empat"),
    ]
    result = imported(sheet(("Fase", "Mulai fase", "Waktu", "Uraian"), *rows[:3]))
    assert times_of(result) == {"Tahap I": [90, 5 * M], "Tahap II": [45]}
    assert planned_of(result)[0] == 10 * M
    assert clock_of(result) == 9 * H
    assert all(not inject.fields for inject in injects_of(result))
    assert times_of(imported(sheet(("Fase", "Mulai fase", "Waktu", "Uraian"), rows[3]))) == {"Tahap III": [15 * M]}


def test_a_beginning_of_a_phase_after_its_first_inject_is_not_believed() -> None:
    rows = [("A", "09:30", "09:00", "satu"), ("A", None, "09:10", "dua")]
    assert times_of(imported(sheet(("Fase", "Mulai fase", "Waktu", "Uraian"), *rows)))["Fase A"] == [0, 10 * M]
