"""What a rehearsal of one route says of the plan: its curves, and the few facts that sum them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from player.engine.rehearsal import Rehearsal
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.doctrine import Situation
from player.model.events import InjectFired
from player.model.times import SECOND_MS
from player.review.held import held


@dataclass(frozen=True, slots=True)
class Visit:
    """A phase as it is played once: from and to in exercise time."""

    phase: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of exercise time in which a value held."""

    start_ms: int
    end_ms: int
    value: int


@dataclass(frozen=True, slots=True)
class Excess:
    """A stretch of exercise time in which the stage of force stood above its ceiling."""

    start_ms: int
    end_ms: int
    force: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A planned course in a few numbers.

    Attributes:
        length_ms: how long it takes.
        peak: the highest tension index, 0..100; ``peak_ms``: when; ``peak_phase``: id of the phase then.
        dispersed_ms: from when on the crowd has dispersed for good, or None where at the end it is still there.
        excess_ms: how long force stands above its ceiling in all.
        most_personnel: the most persons committed at once.
        highest_stage: the highest stage of force.
        red_ms: how long the situation is red in all.
        lowest_legitimacy: the lowest legitimacy, 0..1; ``presence``: the share of the crowd there at the end, 0..1.
    """

    length_ms: int
    peak: float
    peak_ms: int
    peak_phase: str
    dispersed_ms: int | None
    excess_ms: int
    most_personnel: int
    highest_stage: int
    red_ms: int
    lowest_legitimacy: float
    presence: float


@dataclass(frozen=True)
class PlannedCourse:
    """The curves of one route.

    Attributes:
        visits: the phases as they were played.
        fired: when each inject was delivered, by its id.
        tension: the index 0..100, one value a second.
        force, ceiling, situation: what held from when to when.
    """

    visits: tuple[Visit, ...]
    fired: Mapping[str, Sequence[int]]
    tension: Sequence[float]
    force: tuple[Span, ...]
    ceiling: tuple[Span, ...]
    situation: tuple[Span, ...]
    excess: tuple[Excess, ...]
    facts: Facts

    def tension_at(self, ms: int) -> float | None:
        """The tension index at this moment, or None outside the course."""
        place = ms // SECOND_MS
        return self.tension[place] if 0 <= place < len(self.tension) else None

    def value_at(self, spans: Sequence[Span], ms: int) -> int | None:
        """What held at this moment in one of its rows of spans, or None outside the course."""
        return next((span.value for span in spans if span.start_ms <= ms < span.end_ms), None)


def planned_course(rehearsal: Rehearsal) -> PlannedCourse:
    """Sum up a rehearsal."""
    columns = rehearsal.fold.crowd.columns()
    end_ms = rehearsal.events[-1].exercise_ms if rehearsal.events else 0
    fired: dict[str, list[int]] = {}
    for event in rehearsal.events:
        if isinstance(event.body, InjectFired):
            fired.setdefault(event.body.inject, []).append(event.exercise_ms)
    visits = tuple(
        Visit(run.phase, run.started_ms, end_ms if run.ended_ms is None else run.ended_ms)
        for run in rehearsal.fold.state.phases
    )
    force, ceiling = _spans(columns["force"]), _spans(columns["ceiling"])
    tension = columns["tension"]
    return PlannedCourse(
        visits,
        fired,
        tension,
        force,
        ceiling,
        _spans(columns["situation"]),
        tuple(_excesses(columns["force"], columns["ceiling"])),
        _facts(columns, visits, end_ms),
    )


def _facts(columns: Mapping[str, Sequence[float]], visits: Sequence[Visit], end_ms: int) -> Facts:
    tension = columns["tension"]
    peak = max(tension)
    peak_ms = tension.index(peak) * SECOND_MS
    phase = next((visit.phase for visit in reversed(visits) if visit.start_ms <= peak_ms), "")
    excess = sum(1 for force, ceiling in zip(columns["force"], columns["ceiling"], strict=True) if force > ceiling)
    return Facts(
        end_ms,
        peak,
        peak_ms,
        phase,
        _dispersed_ms(columns["presence"]),
        excess * SECOND_MS,
        int(max(columns["personnel"])),
        int(max(columns["force"])),
        SECOND_MS * sum(situation == Situation.MERAH for situation in columns["situation"]),
        min(columns["legitimacy"]),
        columns["presence"][-1],
    )


def _dispersed_ms(presence: Sequence[float]) -> int | None:
    last_there = next((row for row in range(len(presence) - 1, -1, -1) if presence[row] >= DISPERSED_BELOW), -1)
    return None if last_there == len(presence) - 1 else (last_there + 1) * SECOND_MS


def _spans(values: Sequence[float]) -> tuple[Span, ...]:
    """Runs of the same value; the last one ends where the course does."""
    last_ms = (len(values) - 1) * SECOND_MS
    spans = [Span(from_ms, to_ms, int(value)) for from_ms, to_ms, value in held(values, last_ms)]
    return tuple(span for place, span in enumerate(spans) if span.end_ms > span.start_ms or not place)


def _excesses(force: Sequence[float], ceiling: Sequence[float]) -> list[Excess]:
    both = held(zip(force, ceiling, strict=True), (len(force) - 1) * SECOND_MS)
    return [Excess(from_ms, to_ms, int(stage), int(limit)) for from_ms, to_ms, (stage, limit) in both if stage > limit]
