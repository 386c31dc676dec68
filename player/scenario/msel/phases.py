"""The phases of the script: which rows belong together, how long each phase lasts, and what is not played."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from player.i18n import N_, Message, _
from player.model.times import DAY_MS, MINUTE_MS, duration_text
from player.scenario.msel.cells import line_of
from player.scenario.msel.draft import Draft
from player.scenario.msel.timeline import LONGEST_PAUSE_MS, Timeline, is_day_only

LONGEST_SPAN_MS = 3 * DAY_MS
"""The longest time from the first to the last inject of a phase."""

MARGIN_MS = 10 * MINUTE_MS
"""What a phase lasts beyond its last inject, at least."""

STEP_MS = 5 * MINUTE_MS
"""The time between injects of which the sheet only says the day, and what planned lengths are rounded up to."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A draft with its place in a phase.

    Attributes:
        at_ms: from the start of the phase; None: delivered by hand.
        assumed_time: the sheet does not say this time.
    """

    draft: Draft
    at_ms: int | None
    assumed_time: bool = False


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """A phase.

    Attributes:
        starts_ms: where it begins on the line of time of the sheet; None where nothing in it has a time.
        planned_ms: how long it lasts.
        injects: in the order of their times.
        before_start: all of it lies before StartEx, and there is more after it.
    """

    title: str
    starts_ms: int | None
    planned_ms: int
    injects: tuple[Planned, ...]
    before_start: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The course of the script.

    Attributes:
        doubts: what was assumed and what is not played as the sheet has it.
    """

    phases: tuple[PhasePlan, ...]
    doubts: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A draft with its time from StartEx.

    Attributes:
        order_ms: the same, or where it has none that of the row above it.
        day: what tells its day from others, its own or that of the row above it.
        phase_ms: where its phase begins, where the sheet says.
    """

    draft: Draft
    at_ms: int | None
    order_ms: int | None
    day: object
    phase_ms: int | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that belong together."""

    title: str
    rows: tuple[_Timed, ...]

    @property
    def first_ms(self) -> int | None:
        return min((row.at_ms for row in self.rows if row.at_ms is not None), default=None)

    @property
    def last_ms(self) -> int | None:
        return max((row.at_ms for row in self.rows if row.at_ms is not None), default=None)


def plan_phases(drafts: Sequence[Draft], timeline: Timeline) -> Plan:
    """Group the rows into phases: by the phases of the sheet, else by its days, else into one.

    What lies before StartEx makes phases of its own. Where nothing happens for longer than `LONGEST_PAUSE_MS`, a new
    phase begins, so that no phase waits for days.
    """
    groups = [part for group in _groups(drafts, timeline) for part in _parts(group)]
    groups = _in_order(groups)
    doubts: list[Message] = []
    phases = []
    starts = [_start_ms(group) for group in groups]
    for place, starts_ms in enumerate(starts):
        if starts_ms is not None and starts_ms >= 0:  # the first from StartEx on begins with it
            starts[place] = 0 if starts_ms <= LONGEST_PAUSE_MS else starts_ms
            break
    for group, starts_ms, next_ms in zip(groups, starts, [*starts[1:], None], strict=True):
        injects = _spaced(group, starts_ms)
        before = group.last_ms is not None and group.last_ms < 0
        phases.append(PhasePlan(group.title, starts_ms, _planned_ms(injects, starts_ms, next_ms), injects, before))
    if all(phase.before_start for phase in phases):
        phases = [replace(phase, before_start=False) for phase in phases]
    _explain(phases, doubts)
    return Plan(tuple(phases), tuple(doubts))


def _groups(drafts: Sequence[Draft], timeline: Timeline) -> list[_Group]:
    timed = _timed(drafts, timeline)
    by_name = any(draft.phase for draft in drafts)
    by_day = not by_name and _says_days(drafts) and len({row.day for row in timed if row.at_ms is not None}) > 1
    found: dict[object, list[_Timed]] = {}
    for row in timed:
        found.setdefault(row.draft.phase if by_name else row.day if by_day else "", []).append(row)
    groups = []
    for name, rows in found.items():
        title = str(name) if by_name and name else _day_title(rows, dates=by_day)
        before = [] if by_day else [row for row in rows if row.order_ms is not None and row.order_ms < 0]
        if before and by_name and len(before) == len(rows):
            before = []  # the whole phase lies before StartEx, and has a name of its own
        if before:
            words = _("Before StartEx")
            groups.append(_Group(f"{title}: {words}" if by_name else words, tuple(before)))
        after = rows if not before else [row for row in rows if row.order_ms is None or row.order_ms >= 0]
        if after:
            groups.append(_Group(title, tuple(after)))
    return groups


def _timed(drafts: Sequence[Draft], timeline: Timeline) -> list[_Timed]:
    """Each draft with its time, and where it has none with that of the last row above, of its phase, that has one."""
    above: dict[str, tuple[int, object]] = {}
    rows = []
    for draft, at_ms, phase_ms in zip(drafts, timeline.at_ms, timeline.phase_ms, strict=True):
        if at_ms is not None:
            above[draft.phase] = at_ms, _day(draft, at_ms)
        order_ms, day = above.get(draft.phase, (None, None))
        rows.append(_Timed(draft, at_ms, order_ms, day, phase_ms))
    return rows


def _day(draft: Draft, at_ms: int) -> object:
    """What tells the day of a row from others."""
    moment = draft.moment
    if moment is not None and moment.date is not None:
        return moment.date
    return moment.day if moment is not None and moment.day is not None else at_ms // DAY_MS


def _says_days(drafts: Sequence[Draft]) -> bool:
    return any(draft.moment is not None and draft.moment.has_day for draft in drafts)


def _day_title(rows: Sequence[_Timed], *, dates: bool = True) -> str:
    """What the sheet calls the day of these rows.

    Args:
        dates: a date is such a name.
    """
    for row in rows:
        moment = row.draft.moment
        if moment is not None and moment.label:
            return moment.label
        if moment is not None and moment.date is not None and dates:
            return f"{moment.date:%Y-%m-%d}"
    return _("Exercise")


def _parts(group: _Group) -> list[_Group]:
    """A group cut where nothing happens for too long, each part named after its day or its number."""
    rows = sorted(group.rows, key=lambda row: (row.order_ms is None, row.order_ms or 0))
    parts: list[list[_Timed]] = []
    for row in rows:
        last = parts[-1] if parts else None
        if last is not None and not _is_far(last[0], last[-1], row):
            last.append(row)
        else:
            parts.append([row])
    if len(parts) == 1:
        return [replace(group, rows=tuple(rows))]
    return [_Group(f"{group.title} · {_part_title(part, number)}", tuple(part)) for number, part in enumerate(parts, 1)]


def _part_title(rows: Sequence[_Timed], number: int) -> str:
    return _day_title(rows) if _says_days([row.draft for row in rows]) else str(number)


def _is_far(first: _Timed, last: _Timed, row: _Timed) -> bool:
    if row.order_ms is None or last.order_ms is None or first.order_ms is None:
        return False
    return row.order_ms - last.order_ms > LONGEST_PAUSE_MS or row.order_ms - first.order_ms > LONGEST_SPAN_MS


def _in_order(groups: list[_Group]) -> list[_Group]:
    """Groups in the order of their times; one without any stays behind the one before it."""
    keyed = []
    order_ms = None
    for group in groups:
        order_ms = group.first_ms if group.first_ms is not None else order_ms
        keyed.append((order_ms, group))
    return [group for _key, group in sorted(keyed, key=lambda item: (item[0] is not None, item[0] or 0))]


def _start_ms(group: _Group) -> int | None:
    """Where a group begins on the line of time: at its first inject, or at the time of StartEx on its day."""
    first_ms = group.first_ms
    said_ms = min((row.phase_ms for row in group.rows if row.phase_ms is not None), default=None)
    if first_ms is None:
        return said_ms
    if said_ms is not None and 0 <= first_ms - said_ms <= LONGEST_PAUSE_MS:
        return said_ms
    row = next(row for row in group.rows if row.at_ms == first_ms)
    moment = row.draft.moment
    if moment is not None and moment.day is not None and moment.clock_ms is None:
        day_ms = moment.day * DAY_MS
        if 0 <= first_ms - day_ms <= LONGEST_PAUSE_MS:
            return day_ms
    return first_ms


def _spaced(group: _Group, starts_ms: int | None) -> tuple[Planned, ...]:
    """The injects of a group with their times in the phase; those that only say their day one after the other."""
    planned = []
    step = 0
    for row in group.rows:
        if row.at_ms is None or starts_ms is None:
            planned.append(Planned(row.draft, None))
        elif is_day_only(row.draft.moment):
            planned.append(Planned(row.draft, row.at_ms - starts_ms + step * STEP_MS, assumed_time=True))
            step += 1
        else:
            planned.append(Planned(row.draft, row.at_ms - starts_ms))
    if step:
        planned.sort(key=lambda one: (one.at_ms is None, one.at_ms or 0))
    return tuple(planned)


def _planned_ms(injects: Iterable[Planned], starts_ms: int | None, next_ms: int | None) -> int:
    """How long a phase lasts: until the next begins, if that is soon, or a margin beyond its last inject."""
    last_ms = max((one.at_ms for one in injects if one.at_ms is not None), default=0)
    end_ms = max((one.at_ms + (one.draft.length_ms or 0) for one in injects if one.at_ms is not None), default=0)
    if starts_ms is not None and next_ms is not None:
        until_next_ms = next_ms - starts_ms
        if until_next_ms > 0 and last_ms <= until_next_ms <= last_ms + LONGEST_PAUSE_MS:
            return until_next_ms
    end_ms = max(last_ms + MARGIN_MS, min(end_ms, last_ms + DAY_MS))
    return -(-end_ms // STEP_MS) * STEP_MS


def _explain(phases: Sequence[PhasePlan], doubts: list[Message]) -> None:
    """Say where the script cannot follow the sheet from one phase to the next."""
    pauses, overlaps = [], []
    for phase, following in pairwise(phases):
        if phase.starts_ms is None or following.starts_ms is None:
            continue
        late_ms = phase.starts_ms + phase.planned_ms - following.starts_ms
        if late_ms < 0:
            pauses.append(f"{line_of(phase.title)} → {line_of(following.title)}")
        elif late_ms > 0:
            overlaps.append(f"{line_of(following.title)} (+{duration_text(late_ms)})")
    if pauses:
        text = N_("Pauses longer than {limit} are not played, and the story's clock does not show them: {where}.")
        doubts.append(Message(text, {"limit": duration_text(LONGEST_PAUSE_MS), "where": _few(pauses)}))
    if overlaps:
        text = N_("Phases that overlap in the sheet follow each other; these begin later than there: {where}.")
        doubts.append(Message(text, {"where": _few(overlaps)}))


def _few(items: Sequence[str]) -> str:
    return "; ".join(items) if len(items) <= 6 else f"{'; '.join(items[:6])}; …"
