"""When a row of a sheet is planned: clock times, times from StartEx, days and dates as planners write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from player.scenario.msel.cells import Value, clean, ms_of, time_ms
from player.scenario.msel.dates import split_date

LONGEST_MOMENT = 80
"""Characters of the longest text that is looked at for a time."""

LARGEST_NUMBER = 1_000_000
"""A number from here on is no time."""


class Numbers(StrEnum):
    """What plain numbers in a column of times mean."""

    CLOCK = "clock"
    """0900 as 900"""
    POINT = "point"
    """09.30 as 9.3"""
    FRACTION = "fraction"
    """Excel's parts of a day"""
    SERIAL = "serial"
    """Excel's days since 1900"""
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Reading:
    """How the times of a column are to be read, where one alone would not tell.

    Attributes:
        from_start: 0:15 is a quarter of an hour after StartEx, not after midnight.
        is_day: the column says the day, not the time.
        h_is_day: H-1 is a day before (hari), not an hour.
        j_is_hour: J+2 is two hours after (jam), not days (jour).
        month_first: 8/9/2024 is in August.
        spans: 2h is a span of time, not two o'clock.
        dates_only: midnight of a date means the date alone.
    """

    from_start: bool = False
    is_day: bool = False
    h_is_day: bool = False
    j_is_hour: bool = False
    month_first: bool = False
    spans: bool = False
    dates_only: bool = False
    numbers: Numbers = Numbers.CLOCK


@dataclass(frozen=True, slots=True)
class Moment:
    """When a row is planned, as far as it says.

    Attributes:
        date: the date.
        day: the day, counted from that of StartEx, which is 0.
        clock_ms: the time of day after midnight; 24:00 is a day.
        offset_ms: the time after StartEx (negative: before), or, with a day, after the same time on that day.
        length_ms: how long it takes, where a beginning and an end are given.
        label: the day as the sheet calls it: ``J-60``.
    """

    date: date | None = None
    day: int | None = None
    clock_ms: int | None = None
    offset_ms: int | None = None
    length_ms: int | None = None
    label: str = ""

    @property
    def has_day(self) -> bool:
        """Whether it says the day."""
        return self.date is not None or self.day is not None

    @property
    def has_time(self) -> bool:
        """Whether it says more than the day."""
        return self.clock_ms is not None or self.offset_ms is not None


_UNITS = {
    DAY_MS: "days day hari jours jour d",
    HOUR_MS: "hours hour hrs hr jam heures heure h",
    MINUTE_MS: "minutes minute mins min menit mnt m ' ′",
    SECOND_MS: "seconds second secs sec detik dtk s",
}
_MS_OF_UNIT = {unit: ms for ms, units in _UNITS.items() for unit in units.split()}
_UNIT = "|".join(sorted(map(re.escape, _MS_OF_UNIT), key=len, reverse=True))
_NO_MORE = r"(?![a-z]| ?[+-])"

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "`": "'", "：": ":"})
_ZONES = re.compile(r"\b(?:wib|wita|wit|utc|gmt|local time|lt|lcl)\b\.?|(?<=\d\d\d\d) ?(?:hrs|hours|hr|h|z)\b\.?")
_ISO_ZONE = re.compile(r"(?<=\d)(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)$")
_LEAD = re.compile(r"^(?:pukul|pkl|jam|at)\b[ .:]*(?=\d)")
_DAY_WORDS = (
    (re.compile(r"\bhari[ -]?h\b"), "k"),
    (re.compile(r"\bd[ -]day\b"), "d"),
    (re.compile(r"\bjour[ -]j\b"), "j"),
    (re.compile(r"\b(?:jam[ -]?j|h[ -]hour|heure[ -]h)\b"), "o"),
    (re.compile(r"\bstart ?ex\b"), "startex"),
)
_TOKEN = rf"(startex|t|d|k|o|j|h|m)(?: ?([+-]) ?(\d{{1,4}})(?::(\d\d))?(?::(\d\d))?(?: ?({_UNIT}){_NO_MORE})?)?"
_ONE_TOKEN = re.compile(_TOKEN)
_TOKENS = re.compile(rf"{_TOKEN}(?:[ ,;]+{_TOKEN})*")
_DAY_NUMBER = re.compile(r"(day|hari|jour)(?: ?ke)?[ .#-]*(\d{1,3})(?![\d:.h])[ ,;:-]*")
_CLOCK = re.compile(
    r"(\d{1,2}) ?[:.h] ?(\d\d)(?:[:.m](\d\d)s?(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?"
    r"|(\d{1,2})(?: ?([ap])\.?m\.?| ?h)"
    r"|(\d{1,2})(\d\d)(?: ?([ap])\.?m\.?)?"
)
_RANGE = re.compile(r"(.*?\S) ?(?:-|s/d|s\.d\.?|sd|sampai dengan|sampai|hingga|to|until|a(?= ))[ .]*(\S.*)")
_OPEN_END = frozenset({"selesai", "end", "finish", "endex", "fin", "?", "..."})
_SIGNED = re.compile(rf"([+-]) ?(\d{{1,4}})(?::(\d\d))?(?::(\d\d))?(?: ?({_UNIT}))?")
_COLONS = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?")
_SPAN = re.compile(
    "".join(
        rf"(?:(\d{{1,4}}(?:[.,]\d{{1,2}})?) ?(?:{'|'.join(map(re.escape, units.split()))}){_NO_MORE} ?)?"
        for units in _UNITS.values()
    )
)
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WRITTEN_CLOCK = re.compile(r"\d\d\.?\d\d")


def parse_moment(value: Value, reading: Reading = Reading()) -> Moment | None:
    """When a cell says; None where it is not understood as a time, a day or a date."""
    moment: Moment | None = None
    match value:
        case str():
            moment = _of_text(value, reading) if len(value) <= LONGEST_MOMENT else None
        case datetime():
            moment = _of_datetime(value, reading)
        case date():
            moment = Moment(date=value)
        case time():
            moment = _of_clock(time_ms(value), reading)
        case timedelta():
            ms = ms_of(value)
            moment = _of_clock(ms, reading) if 0 <= ms < DAY_MS else Moment(offset_ms=ms)
        case bool():
            moment = None
        case int() | float() if abs(value) < LARGEST_NUMBER:
            moment = _of_number(float(value), reading)
    return moment


def looks_like_moment(value: Value) -> bool:
    """Whether a cell would be understood as a time if its column were one of times; plain numbers are not."""
    if isinstance(value, str):
        text = value.strip()
        if not any(letter.isdecimal() for letter in text[:LONGEST_MOMENT]):
            return False
        if _PLAIN_NUMBER.fullmatch(text) and not _WRITTEN_CLOCK.fullmatch(text):
            return False
        return parse_moment(text) is not None
    return isinstance(value, (date, time, timedelta))


def parse_span(value: Value) -> int | None:
    """A length of time in milliseconds, such as ``15 menit``, ``0:15`` or 15; None where it is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return None if not 0 <= value < 10_000 else round(value * (DAY_MS if 0 < value < 1 else MINUTE_MS))
    moment = parse_moment(value, Reading(from_start=True, spans=True, numbers=Numbers.MINUTES))
    if moment is None or moment.has_day or moment.offset_ms is None or moment.offset_ms < 0:
        return None
    return moment.offset_ms


@lru_cache(maxsize=4096)
def _of_text(text: str, reading: Reading) -> Moment | None:
    text = " ".join(clean(text).casefold().translate(_DASHES).split())
    for pattern, letter in _DAY_WORDS:
        text = pattern.sub(letter, text)
    text = " ".join(_ZONES.sub(" ", text).split()).strip(" ,;")
    text = _LEAD.sub("", text)
    if not text:
        return None
    if (
        _PLAIN_NUMBER.fullmatch(text)
        and not (len(text) == 4 and text.isdecimal())
        and not _is_point_clock(text, reading)
    ):
        return parse_moment(float(text.replace(",", ".")), reading)
    found = split_date(text, month_first=reading.month_first, date_only=reading.is_day)
    if found is not None:
        return _with_time(Moment(date=found[0]), _ISO_ZONE.sub("", found[1]), reading)
    numbered = _DAY_NUMBER.match(text)
    if numbered is not None:
        label = f"{numbered[1].capitalize()} {int(numbered[2])}"
        return _with_time(Moment(day=int(numbered[2]) - 1, label=label), text[numbered.end() :], reading)
    return _of_letters(text, reading) or _of_time(text, reading)


def _is_point_clock(text: str, reading: Reading) -> bool:
    """Whether a number is a clock time with a point, as in 09.30."""
    return not reading.from_start and re.fullmatch(r"\d{1,2}[.]\d\d", text) is not None


def _with_time(moment: Moment, rest: str, reading: Reading) -> Moment | None:
    """A day with the time that stands beside it, if any; None where that is not understood."""
    rest = _LEAD.sub("", rest.strip(" ,;-"))
    if not rest:
        return moment
    found = _of_time(rest, replace(reading, from_start=False))
    if found is None:
        return None
    return replace(found, date=moment.date, day=moment.day, label=moment.label)


def _of_letters(text: str, reading: Reading) -> Moment | None:
    """Times such as ``T+5`` and ``J+1 H+2 M-5``, with a clock time behind them or none."""
    whole = _TOKENS.match(text)
    if whole is None:
        return None
    rest = text[whole.end() :]
    if rest and rest[0] not in " ,;":
        return None
    days: list[int] = []
    label = ""
    offset_ms: int | None = None
    for letter, sign, number, minutes, seconds, unit in _ONE_TOKEN.findall(whole[0]):
        role_ms = _role_ms(letter, reading)
        ms = _MS_OF_UNIT[unit] if unit else role_ms
        if not sign and (letter == "m" or (letter == "h" and role_ms != DAY_MS)):
            return None
        if ms == DAY_MS:
            if minutes:
                return None
            days.append(int(f"{sign}{number or 0}"))
            label = label or _label(letter, sign, number)
        else:
            amount = _amount_ms(int(number or 0), minutes, seconds, ms)
            offset_ms = (offset_ms or 0) + (-amount if sign == "-" else amount)
    moment = Moment(day=sum(days) if days else None, offset_ms=offset_ms, label=label)
    return moment if not rest else _with_time(moment, rest, reading)


def _role_ms(letter: str, reading: Reading) -> int:
    if letter in {"d", "k"} or (letter == "h" and reading.h_is_day) or (letter == "j" and not reading.j_is_hour):
        return DAY_MS
    return HOUR_MS if letter in {"h", "j", "o"} else MINUTE_MS


def _label(letter: str, sign: str, number: str) -> str:
    """The day as the sheet calls it, whose "Hari H" was shortened to a letter that nobody uses."""
    name = "H" if letter == "k" else letter.upper()
    return name if not int(number or 0) else f"{name}{sign}{int(number)}"


def _amount_ms(number: int, minutes: str, seconds: str, unit_ms: int) -> int:
    """``5``, ``1:30`` or ``0:05:30``: with a colon the first number is hours."""
    if not minutes:
        return number * unit_ms
    return number * HOUR_MS + int(minutes) * MINUTE_MS + int(seconds or 0) * SECOND_MS


def _of_time(text: str, reading: Reading) -> Moment | None:
    """A time without a day: signed, a span, a clock time, or from one clock time to another."""
    signed = _SIGNED.fullmatch(text)
    if signed:
        sign, number, minutes, seconds, unit = signed.groups()
        amount = _amount_ms(int(number), minutes or "", seconds or "", _MS_OF_UNIT[unit] if unit else MINUTE_MS)
        return Moment(offset_ms=-amount if sign == "-" else amount)
    if reading.from_start and (found := _COLONS.fullmatch(text)):
        return Moment(offset_ms=_amount_ms(int(found[1]), found[2], found[3] or "", HOUR_MS))
    clock_ms = None if reading.spans and text.endswith("h") else clock_of(text)
    if clock_ms is not None:
        return Moment(clock_ms=clock_ms)
    span = _SPAN.fullmatch(text)
    if span and any(span.groups()):
        parts = zip(span.groups(), _UNITS, strict=True)
        return Moment(offset_ms=round(sum(float((part or "0").replace(",", ".")) * ms for part, ms in parts)))
    return _of_range(text)


def _of_range(text: str) -> Moment | None:
    found = _RANGE.fullmatch(text)
    start_ms = clock_of(found[1]) if found else None
    if found is None or start_ms is None:
        return None
    if found[2] in _OPEN_END:
        return Moment(clock_ms=start_ms)
    end_ms = clock_of(found[2])
    return None if end_ms is None else Moment(clock_ms=start_ms, length_ms=(end_ms - start_ms) % DAY_MS)


def clock_of(text: str) -> int | None:
    """A clock time in small letters, in milliseconds after midnight; None where it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    if found[5]:
        hours, minutes, seconds, half = int(found[5]), 0, 0, found[6]
    elif found[7]:
        hours, minutes, seconds, half = int(found[7]), int(found[8]), 0, found[9]
    else:
        hours, minutes, seconds, half = int(found[1]), int(found[2]), int(found[3] or 0), found[4]
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    ms = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
    return ms if ms <= DAY_MS and minutes < 60 and seconds < 60 else None


def _of_clock(ms: int, reading: Reading) -> Moment:
    return Moment(offset_ms=ms) if reading.from_start else Moment(clock_ms=ms)


def _of_datetime(value: datetime, reading: Reading) -> Moment:
    clock_ms = time_ms(value.time())
    if value.year <= 1900:  # a time of more than a day, which Excel counts from the last day of 1899
        return _of_clock((value.date() - date(1899, 12, 31)).days * DAY_MS + clock_ms, reading)
    if not clock_ms and reading.dates_only:
        return Moment(date=value.date())
    return Moment(date=value.date(), clock_ms=clock_ms)


def _of_number(number: float, reading: Reading) -> Moment | None:
    if reading.numbers is Numbers.MINUTES or number < 0:
        return Moment(offset_ms=round(number * MINUTE_MS))
    if reading.numbers is Numbers.SERIAL:
        return _of_serial(number)
    if reading.numbers is Numbers.FRACTION:
        return _of_clock(round(number * DAY_MS / SECOND_MS) * SECOND_MS, reading) if number < 2 else None
    hundredths = round(number if reading.numbers is Numbers.CLOCK else 100 * number)
    if reading.numbers is Numbers.CLOCK and number != hundredths:
        return None
    hours, minutes = divmod(hundredths, 100)
    ms = hours * HOUR_MS + minutes * MINUTE_MS
    return Moment(clock_ms=ms) if minutes < 60 and ms <= DAY_MS else None


def _of_serial(number: float) -> Moment | None:
    days, part = divmod(number, 1)
    if not 1 <= days <= 200_000:
        return None
    clock_ms = round(part * DAY_MS / SECOND_MS) * SECOND_MS
    return Moment(date=date(1899, 12, 30) + timedelta(days=days), clock_ms=clock_ms or None)
