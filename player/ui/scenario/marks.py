"""What a phase holds as it is drawn on its block: injects as ticks, what units do to the crowd as bars. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from player.model.course import Inject, Phase
from player.model.doctrine import Stage
from player.model.scenario import Scenario
from player.review.course import Visit
from player.triggers.after import After
from player.triggers.every import Every

SHOWN_FROM = Stage.VERBAL_ORDER
"""Stages of force below this one are no bars: that somebody stands there says little about the course."""

_MOST_REPEATS = 60


@dataclass(frozen=True, slots=True)
class Tick:
    """An inject on its block.

    Attributes:
        at_ms: exercise time, or None where nobody can say.
        kind: the kind of its trigger, as a script writes it.
        by_hand: it waits for the controller's hand.
        contingency: it is offered when an expected action is missed.
    """

    inject: str
    at_ms: int | None
    kind: str
    by_hand: bool = False
    contingency: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """An action of a unit on its block. ``row`` keeps those apart that go on at the same time, from 0."""

    action: str
    unit: str
    does: str
    stage: Stage
    from_ms: int
    to_ms: int
    row: int = 0


def ticks_of(scenario: Scenario, phase: Phase, visit: Visit, fired: Mapping[str, Sequence[int]]) -> tuple[Tick, ...]:
    """The injects of a phase by time, last those whose time nobody knows.

    Args:
        fired: when a rehearsal delivered each inject, by its id.
    """
    known = _known_times(phase)
    ticks: list[Tick] = []
    for inject in phase.injects:
        times = [at_ms for at_ms in fired.get(inject.id, ()) if visit.start_ms <= at_ms <= visit.end_ms]
        if not times:
            times = [visit.start_ms + at_ms for at_ms in known.get(inject.id, ())]
            times = [at_ms for at_ms in times if at_ms <= visit.end_ms]
        kind, by_hand, contingency = inject.trigger.KIND, inject.by_hand, inject.id in scenario.contingencies
        ticks += [Tick(inject.id, at_ms, kind, by_hand, contingency) for at_ms in times or (None,)]
    return tuple(sorted(ticks, key=lambda tick: (tick.at_ms is None, tick.at_ms or 0)))


def _known_times(phase: Phase) -> dict[str, list[int]]:
    """The times the script itself gives, from the start of the phase; through chains of injects, too."""
    by_id = {inject.id: inject for inject in phase.injects}
    known: dict[str, list[int]] = {}
    for inject in phase.injects:
        times = _own_times(inject)
        delay_ms, origin, seen = 0, inject, {inject.id}
        while not times and isinstance(origin.trigger, After) and origin.trigger.inject in by_id:
            delay_ms += origin.trigger.delay_ms
            origin = by_id[origin.trigger.inject]
            if origin.id in seen:
                break
            seen.add(origin.id)
            times = _own_times(origin)[:1]
        known[inject.id] = [at_ms + delay_ms for at_ms in times]
    return known


def _own_times(inject: Inject) -> list[int]:
    trigger = inject.trigger
    if isinstance(trigger, Every):
        return [trigger.first_ms + place * trigger.interval_ms for place in range(min(trigger.count, _MOST_REPEATS))]
    return [] if trigger.planned_ms is None else [trigger.planned_ms]


def bars_of(phase: Phase, visit: Visit) -> tuple[Bar, ...]:
    """What units are planned to do to the crowd, the highest stage of force in the upper rows."""
    bars = []
    for action in phase.actions:
        if action.stage < SHOWN_FROM:
            continue
        for span in action.planned:
            start_ms = visit.start_ms + span.from_ms
            end_ms = visit.end_ms if span.to_ms is None else min(visit.end_ms, visit.start_ms + span.to_ms)
            if start_ms < end_ms:
                bars.append(Bar(action.id, action.unit, action.does, action.stage, start_ms, end_ms))
    bars.sort(key=lambda bar: (-bar.stage, bar.from_ms))
    ends: list[int] = []
    rowed = []
    for bar in bars:
        row = next((place for place, end_ms in enumerate(ends) if end_ms <= bar.from_ms), len(ends))
        ends[row:] = [bar.to_ms, *ends[row + 1 :]]
        rowed.append(replace(bar, row=row))
    return tuple(rowed)
