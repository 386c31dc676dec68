"""Times as planners write them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from player.scenario.msel.cells import Value
from player.scenario.msel.fields import Field
from player.scenario.msel.moments import Moment, Numbers, Reading, looks_like_moment, parse_moment, parse_span
from player.scenario.msel.readings import reading_of

NINE = 9 * HOUR_MS
FIVE_PAST = NINE + 5 * MINUTE_MS
AUGUST_26 = date(2024, 8, 26)


def on(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, minute))


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0900", NINE),
        ("900", NINE),
        ("09:00", NINE),
        ("9:05", FIVE_PAST),
        ("09h05", FIVE_PAST),
        ("9H05", FIVE_PAST),
        ("9h", NINE),
        ("09.05", FIVE_PAST),
        ("9.05", FIVE_PAST),
        ("9:05 AM", FIVE_PAST),
        ("9:05 pm", FIVE_PAST + 12 * HOUR_MS),
        ("9.05 p.m.", FIVE_PAST + 12 * HOUR_MS),
        ("9 am", NINE),
        ("12:00 AM", 0),
        ("12 pm", 12 * HOUR_MS),
        ("19:29:00", 19 * HOUR_MS + 29 * MINUTE_MS),
        ("19.29.30", 19 * HOUR_MS + 29 * MINUTE_MS + 30 * SECOND_MS),
        ("09:00:00.000", NINE),
        ("0900 hrs", NINE),
        ("0900h", NINE),
        ("0900Z", NINE),
        ("09.00 WIB", NINE),
        ("Pukul 09.00 WIB", NINE),
        ("pkl. 09.00", NINE),
        ("jam 09:00", NINE),
        (" 09:00 ", NINE),
        ("24:00", DAY_MS),
        ("2400", DAY_MS),
        ("0000", 0),
    ],
)
def test_clock_times(text: str, ms: int) -> None:
    assert parse_moment(text) == Moment(clock_ms=ms)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("T+5", 5 * MINUTE_MS),
        ("t + 5", 5 * MINUTE_MS),
        ("T-10", -10 * MINUTE_MS),
        ("T−10", -10 * MINUTE_MS),
        ("T+1:30", 90 * MINUTE_MS),
        ("T+0:05:30", 5 * MINUTE_MS + 30 * SECOND_MS),
        ("T+90s", 90 * SECOND_MS),
        ("T + 2 jam", 2 * HOUR_MS),
        ("T", 0),
        ("T+0", 0),
        ("H+2", 2 * HOUR_MS),
        ("H-1", -HOUR_MS),
        ("H+2 M-5", 2 * HOUR_MS - 5 * MINUTE_MS),
        ("Jam J+2", 2 * HOUR_MS),
        ("StartEx+10", 10 * MINUTE_MS),
        ("STARTEX + 1:00", HOUR_MS),
        ("Start Ex", 0),
        ("+00:15", 15 * MINUTE_MS),
        ("-00:15", -15 * MINUTE_MS),
        ("+5", 5 * MINUTE_MS),
        ("-5", -5 * MINUTE_MS),
        ("+90 detik", 90 * SECOND_MS),
        ("15 menit", 15 * MINUTE_MS),
        ("1 jam 30 menit", 90 * MINUTE_MS),
        ("4m30s", 4 * MINUTE_MS + 30 * SECOND_MS),
        ("1h05m", 65 * MINUTE_MS),
        ("1,5 jam", 90 * MINUTE_MS),
    ],
)
def test_times_from_startex(text: str, ms: int) -> None:
    assert parse_moment(text) == Moment(offset_ms=ms)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("J-60", Moment(day=-60, label="J-60")),
        ("J", Moment(day=0, label="J")),
        ("J+1 H+2 M-5", Moment(day=1, offset_ms=115 * MINUTE_MS, label="J+1")),
        ("D+1", Moment(day=1, label="D+1")),
        ("D-Day", Moment(day=0, label="D")),
        ("D+1 0900", Moment(day=1, clock_ms=NINE, label="D+1")),
        ("Hari H-7", Moment(day=-7, label="H-7")),
        ("Day 2", Moment(day=1, label="Day 2")),
        ("Day 2, 09:00", Moment(day=1, clock_ms=NINE, label="Day 2")),
        ("Hari ke-2", Moment(day=1, label="Hari 2")),
        ("Hari 1 pukul 09.00 WIB", Moment(day=0, clock_ms=NINE, label="Hari 1")),
        ("2024-08-26", Moment(date=AUGUST_26)),
        ("26/08/2024", Moment(date=AUGUST_26)),
        ("26.08.2024", Moment(date=AUGUST_26)),
        ("8/26/2024", None),
        ("26 Agustus 2024", Moment(date=AUGUST_26)),
        ("Senin, 26 Agustus 2024", Moment(date=AUGUST_26)),
        ("Aug 26, 2024", Moment(date=AUGUST_26)),
        ("26-Aug-24", Moment(date=AUGUST_26)),
        ("26 août 2024", Moment(date=AUGUST_26)),
        ("2024-08-26T09:05:00", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("2024-08-26T09:05:00.000Z", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("2024-08-26T09:05+07:00", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("26/08/2024 09.05", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("Senin, 26 Agustus 2024 pukul 09.05 WIB", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("09:05, 26 August 2024", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("26 Aug 09:05", Moment(date=date(2000, 8, 26), clock_ms=FIVE_PAST)),
        ("260905Z AUG 24", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("260905AUG2024", Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        ("31/02/2024", None),
    ],
)
def test_days_and_dates(text: str, moment: Moment | None) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "length_ms"),
    [
        ("09.00 - 09.30", 30 * MINUTE_MS),
        ("09:00–09:30 WIB", 30 * MINUTE_MS),
        ("0900-0930", 30 * MINUTE_MS),
        ("09.00 s/d 09.30", 30 * MINUTE_MS),
        ("09.00 s.d. 09.30 WIB", 30 * MINUTE_MS),
        ("09.00 sampai 09.30", 30 * MINUTE_MS),
        ("9:00 to 9:30", 30 * MINUTE_MS),
        ("09.00 - selesai", None),
    ],
)
def test_from_one_time_to_another(text: str, length_ms: int | None) -> None:
    assert parse_moment(text) == Moment(clock_ms=NINE, length_ms=length_ms)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TBD",
        "menyesuaikan",
        "25:00",
        "09:60",
        "0960",
        "13 pm",
        "Move 3",
        "subject",
        "Rp 10.000",
        "M",
        "H",
        "J+",
        "+",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert parse_moment(text) is None


@given(st.text(max_size=100))
def test_any_text_is_a_time_or_none(text: str) -> None:
    looks_like_moment(text)
    parse_span(text)
    for field in (Field.TIME, Field.OFFSET, Field.DATE):
        reading, _doubts = reading_of([text], field, "")
        parse_moment(text, reading)


@given(st.text(st.sampled_from("0123456789:.hHjJdDtTmM+- apAPsS/")))
def test_anything_like_a_time_is_a_time_or_none(text: str) -> None:
    for reading in (Reading(), Reading(from_start=True, spans=True), Reading(is_day=True, h_is_day=True)):
        moment = parse_moment(text, reading)
        assert moment is None or moment.has_day or moment.has_time


@given(st.floats(), st.sampled_from(Numbers))
def test_any_number_is_a_time_or_none(number: float, numbers: Numbers) -> None:
    parse_moment(number, Reading(numbers=numbers))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (time(9, 5), Moment(clock_ms=FIVE_PAST)),
        (time(9, 4, 59, 999_999), Moment(clock_ms=FIVE_PAST)),
        (timedelta(hours=9, minutes=5), Moment(clock_ms=FIVE_PAST)),
        (timedelta(hours=30), Moment(offset_ms=30 * HOUR_MS)),
        (on(2024, 8, 26, 9, 5), Moment(date=AUGUST_26, clock_ms=FIVE_PAST)),
        (on(1900, 1, 1, 1, 0), Moment(clock_ms=25 * HOUR_MS)),
        (AUGUST_26, Moment(date=AUGUST_26)),
        (True, None),
        (None, None),
    ],
)
def test_what_a_workbook_holds(value: Value, moment: Moment | None) -> None:
    assert parse_moment(value) == moment


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        ([900, 1000, 1015], Numbers.CLOCK),
        (["900", "1030"], Numbers.CLOCK),
        ([9.3, 10.0, 10.15], Numbers.POINT),
        ([0.375, 0.5], Numbers.FRACTION),
        ([45530.375, 45530.5], Numbers.SERIAL),
        ([0, 5, 15, 90], Numbers.MINUTES),
        ([0, 5, 160], Numbers.MINUTES),
        ([9, "09:30"], Numbers.POINT),
        (["0900", "1000"], Numbers.CLOCK),
    ],
)
def test_what_plain_numbers_mean_shows_in_their_column(cells: list[Value], numbers: Numbers) -> None:
    reading, doubts = reading_of(cells, Field.TIME, "Time")
    assert reading.numbers is numbers
    assert bool(doubts) == (numbers is Numbers.MINUTES)


def test_numbers_as_times() -> None:
    assert parse_moment(900, Reading(numbers=Numbers.CLOCK)) == Moment(clock_ms=NINE)
    assert parse_moment(9.3, Reading(numbers=Numbers.POINT)) == Moment(clock_ms=NINE + 30 * MINUTE_MS)
    assert parse_moment(0.375, Reading(numbers=Numbers.FRACTION)) == Moment(clock_ms=NINE)
    assert parse_moment(45530.375, Reading(numbers=Numbers.SERIAL)) == Moment(date=AUGUST_26, clock_ms=NINE)
    assert parse_moment(15, Reading(numbers=Numbers.MINUTES)) == Moment(offset_ms=15 * MINUTE_MS)
    assert parse_moment(961, Reading(numbers=Numbers.CLOCK)) is None


@pytest.mark.parametrize(
    ("cells", "name", "field", "cell", "moment"),
    [
        (["J-60", "J+1 H+2 M-5"], "", Field.TIME, "H+2", Moment(offset_ms=2 * HOUR_MS)),
        (["D-1", "H+2"], "", Field.TIME, "H+2", Moment(offset_ms=2 * HOUR_MS)),
        (["H-1 J+2", "H J-3"], "", Field.TIME, "H-1 J+2", Moment(day=-1, offset_ms=2 * HOUR_MS, label="H-1")),
        (["H-60", "H-7"], "", Field.TIME, "H-7", Moment(day=-7, label="H-7")),
        (["H-1 09.00"], "", Field.TIME, "H-1 09.00", Moment(day=-1, clock_ms=NINE, label="H-1")),
        (["H-1", "H+1"], "Hari", Field.TIME, "H-1", Moment(day=-1, label="H-1")),
        (["H-1", "H+1"], "Tanggal", Field.DATE, "H-1", Moment(day=-1, label="H-1")),
        (["J-1", "J+10"], "Jam J", Field.TIME, "J+10", Moment(offset_ms=10 * HOUR_MS)),
        (["0:15", "1:30"], "T+", Field.OFFSET, "0:15", Moment(offset_ms=15 * MINUTE_MS)),
        ([15, 90], "T+", Field.OFFSET, 15, Moment(offset_ms=15 * MINUTE_MS)),
        ([time(0, 15)], "T+", Field.OFFSET, time(0, 15), Moment(offset_ms=15 * MINUTE_MS)),
        (["8/9/2024", "8/26/2024"], "Date", Field.DATE, "8/26/2024", Moment(date=AUGUST_26)),
        (["26.08.24"], "Tanggal", Field.DATE, "26.08.24", Moment(date=AUGUST_26)),
        (["2h", "30m"], "Time", Field.TIME, "2h", Moment(offset_ms=2 * HOUR_MS)),
        (
            [on(2024, 8, 26), on(2024, 8, 27)],
            "Date",
            Field.DATE,
            on(2024, 8, 26),
            Moment(date=AUGUST_26),
        ),
    ],
)
def test_a_column_says_how_its_cells_are_read(
    cells: list[Value], name: str, field: Field, cell: Value, moment: Moment
) -> None:
    reading, _doubts = reading_of(cells, field, name)
    assert parse_moment(cell, reading) == moment


def test_what_a_column_does_not_settle_is_said() -> None:
    _reading, doubts = reading_of(["H+1", "H+2"], Field.TIME, "Waktu")
    assert [str(doubt) for doubt in doubts] == [
        "H+1 and H-1 are read as hours. If they are days (hari), import again with --map Waktu=date."
    ]
    _reading, doubts = reading_of(["0900Z"], Field.TIME, "Time")
    assert [str(doubt) for doubt in doubts] == ["Time zones written beside the times are not converted."]
    _reading, doubts = reading_of(["8/9/2024"], Field.DATE, "Date")
    assert [str(doubt) for doubt in doubts] == ["Dates are read with the day before the month."]


@pytest.mark.parametrize(
    ("value", "ms"),
    [
        ("15 menit", 15 * MINUTE_MS),
        ("0:15", 15 * MINUTE_MS),
        (15, 15 * MINUTE_MS),
        ("1h", HOUR_MS),
        (time(0, 20), 20 * MINUTE_MS),
    ],
)
def test_spans(value: Value, ms: int) -> None:
    assert parse_span(value) == ms


@pytest.mark.parametrize("value", ["lama", -5, None, True, "J+1"])
def test_what_is_no_span(value: Value) -> None:
    assert parse_span(value) is None


@pytest.mark.parametrize("value", ["0900", "09.05", "J-60", "T+5", AUGUST_26])
def test_what_looks_like_a_time(value: Value) -> None:
    assert looks_like_moment(value)


@pytest.mark.parametrize("value", ["12", "100", "J", "no", 900, None])
def test_what_does_not(value: Value) -> None:
    assert not looks_like_moment(value)
