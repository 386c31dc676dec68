"""The script's own plan on the time axis of a drill: when each phase and each inject were to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from player.model import events as ev
from player.model.scenario import Scenario
from player.review.lane_marks import PlannedPhase


@dataclass(frozen=True)
class LanePlan:
    """What was planned, whatever was played.

    Attributes:
        phases: along the script's own plan, one after the other from StartEx on.
        injects: exercise time at which each inject was to be delivered first, by its id, in the order of time; without
            those of which nobody could say.
    """

    phases: tuple[PlannedPhase, ...]
    injects: Mapping[str, int]

    @classmethod
    def of(cls, scenario: Scenario) -> LanePlan:
        """The plan as the script writes it down: phases with their lengths, injects with times of their own."""
        phases = tuple(_phases(scenario))
        times = (
            (one.start_ms + inject.at_ms, inject.id)
            for one in phases
            for inject in scenario.phase_by_id[one.phase].injects
            if inject.at_ms is not None
        )
        return cls(phases, {inject: at_ms for at_ms, inject in sorted(times)})

    @classmethod
    def of_course(cls, events: Iterable[ev.Event]) -> LanePlan:
        """The plan as it plays through (`rehearse`): also what depends on what happens has its time there."""
        phases: list[PlannedPhase] = []
        injects: dict[str, int] = {}
        for event in events:
            ms = event.exercise_ms
            match event.body:
                case ev.PhaseStarted(phase=phase):
                    _end_last(phases, ms)
                    phases.append(PlannedPhase(phase, ms, ms))
                case ev.InjectFired(inject=inject):
                    injects.setdefault(inject, ms)
                case ev.ExerciseEnded():
                    _end_last(phases, ms)
                    break
                case _:
                    pass
        return cls(tuple(phases), injects)

    @property
    def end_ms(self) -> int:
        """When the drill was to end."""
        return self.phases[-1].end_ms if self.phases else 0

    def phase_at(self, ms: int) -> PlannedPhase | None:
        """The phase that was planned for this moment, or None."""
        return next((one for one in self.phases if one.start_ms <= ms < one.end_ms), None)


def _phases(scenario: Scenario) -> Iterator[PlannedPhase]:
    start_ms = 0
    for phase in scenario.phase_order:
        yield PlannedPhase(phase.id, start_ms, start_ms + phase.planned_ms)
        start_ms += phase.planned_ms


def _end_last(phases: list[PlannedPhase], ms: int) -> None:
    if phases:
        phases[-1] = phases[-1]._replace(end_ms=ms)
