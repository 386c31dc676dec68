"""Where each row lies on one line of time: in milliseconds from StartEx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from player.i18n import N_, Message
from player.model.times import DAY_MS, HOUR_MS, story_clock_text
from player.scenario.msel.draft import Draft
from player.scenario.msel.moments import Moment, Reading, parse_moment
from player.scenario.msel.tables import SheetProblem

LONGEST_PAUSE_MS = 8 * HOUR_MS
"""The longest time for which a phase waits for an inject; a longer pause is not played."""

_NIGHT_MS = 12 * HOUR_MS
"""A clock that falls back by more has passed midnight."""

_BEFORE_MS = 6 * HOUR_MS
"""How long before StartEx a clock time without a date may be; an earlier one is on the next day."""


@dataclass(frozen=True, slots=True)
class Start:
    """StartEx, as far as it is known.

    Attributes:
        clock_ms: the story's clock, after midnight.
        date: the day.
    """

    clock_ms: int | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """When everything is planned.

    Attributes:
        start: StartEx, as given or as the earliest time of the sheet.
        at_ms: of each draft from StartEx (negative: before), or None where the sheet does not say.
        phase_ms: of the beginning of its phase, the same way.
        doubts: what had to be assumed.
    """

    start: Start
    at_ms: tuple[int | None, ...]
    phase_ms: tuple[int | None, ...] = ()
    doubts: tuple[Message, ...] = ()


def parse_start(text: str) -> Start:
    """StartEx as a planner gives it: ``09:00``, or ``2024-08-26 09:00``.

    Raises:
        SheetProblem: it is neither.
    """
    moment = parse_moment(text, Reading())
    if moment is None or moment.clock_ms is None or moment.day is not None:
        raise SheetProblem(
            N_('StartEx is a clock time, with a date or without: {examples}; not "{found}".'),
            examples="09:00, 2024-08-26 09:00",
            found=text,
        )
    return Start(moment.clock_ms, moment.date)


def lay_out(drafts: Sequence[Draft], given: Start | None = None) -> Timeline:
    """Put every row on one line of time.

    StartEx is as given, or else the earliest clock time of the sheet. A clock time without a day belongs to the day of
    the row above it, or the next where the clock has passed midnight.
    """
    moments = [draft.moment or Moment() for draft in drafts]
    dates = [moment.date for moment in moments if moment.date is not None]
    first_date = given.date if given and given.date else min(dates, default=None)
    doubts: list[Message] = []
    days = [_day(moment, first_date) for moment in moments]
    _count_nights(moments, days, given, doubts)
    clocks = [
        (day or 0) * DAY_MS + moment.clock_ms
        for moment, day in zip(moments, days, strict=True)
        if moment.clock_ms is not None
    ]
    if given is not None:
        start_ms = given.clock_ms
    else:
        start_ms = min(clocks) % DAY_MS if clocks else None
        if clocks and not dates and all(moment.day is None for moment in moments):
            start_ms = min(clocks)
    at_ms = [_at_ms(moment, day, start_ms or 0) for moment, day in zip(moments, days, strict=True)]
    phase_ms = [_phase_ms(draft.phase_start, at, start_ms or 0) for draft, at in zip(drafts, at_ms, strict=True)]
    early_ms = min((ms for ms in phase_ms if ms is not None), default=0)
    if (
        given is None
        and start_ms is not None
        and early_ms < 0 <= min((ms for ms in at_ms if ms is not None), default=0)
    ):
        start_ms = (start_ms + early_ms) % DAY_MS  # the first phase begins before its first inject
        at_ms = [None if ms is None else ms - early_ms for ms in at_ms]
        phase_ms = [None if ms is None else ms - early_ms for ms in phase_ms]
    return Timeline(Start(start_ms, first_date), tuple(at_ms), tuple(phase_ms), tuple(doubts))


def _day(moment: Moment, first: date | None) -> int | None:
    if moment.date is not None and first is not None:
        return (moment.date - first).days
    return moment.day


def _count_nights(
    moments: Sequence[Moment], days: list[int | None], given: Start | None, doubts: list[Message]
) -> None:
    """Give the clock times that have no day one: each time the clock falls back far, a night has passed.

    A sheet whose times fall back by less anywhere is not in the order of time, and lies within one day.
    """
    places = [place for place, moment in enumerate(moments) if moment.clock_ms is not None and days[place] is None]
    clocks = [moments[place].clock_ms or 0 for place in places]
    if not clocks:
        return
    falls = [above - below for above, below in pairwise(clocks) if below < above]
    in_order = all(fall >= _NIGHT_MS for fall in falls)
    day = 0
    if given is not None and given.clock_ms is not None and clocks[0] < given.clock_ms - _BEFORE_MS:
        day = 1
    for place, clock_ms, above_ms in zip(places, clocks, [clocks[0], *clocks], strict=False):
        if in_order and clock_ms < above_ms:
            day += 1
        days[place] = day
    if in_order and falls:
        clock = story_clock_text(clocks[0], seconds=False)
        doubts.append(Message(N_("The times begin at {clock} and go on past midnight."), {"clock": clock}))


def _at_ms(moment: Moment, day: int | None, start_ms: int) -> int | None:
    if moment.clock_ms is not None:
        return (day or 0) * DAY_MS + moment.clock_ms - start_ms
    if day is None:
        return moment.offset_ms
    return day * DAY_MS + (moment.offset_ms or 0)


def _phase_ms(moment: Moment | None, at_ms: int | None, start_ms: int) -> int | None:
    """Where a phase begins, by what a row of it says: a clock time is the last one before the row itself."""
    if moment is None:
        return None
    if moment.clock_ms is None:
        return _at_ms(moment, moment.day, start_ms)
    ms = moment.clock_ms - start_ms
    if at_ms is None:
        return ms
    before_ms = (at_ms - ms) % DAY_MS
    return at_ms - before_ms if before_ms <= LONGEST_PAUSE_MS else None


def is_day_only(moment: Moment | None) -> bool:
    """Whether a row says its day, but no time of that day."""
    return moment is not None and moment.has_day and not moment.has_time
