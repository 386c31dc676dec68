"""The ways through a script: every combination of answers, and of optional phases played or passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from player.engine.rehearsal import Route
from player.model.course import Phase
from player.model.scenario import Scenario

MOST_ROUTES = 256
"""Ways that are listed of a script; one with more is played on the first of them."""

MOST_ROUNDS = 2
"""How often a way comes to the same phase: once round each circle, and out of it."""


MOST_STEPS = 20_000
"""Phases that are looked at for them; a script whose circles have no way out is not searched for ever."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way as far as it has been walked."""

    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    passed_over: frozenset[str] = frozenset()
    rounds: dict[str, int] = field(default_factory=dict)

    def decided(self, decision: str, choice: str) -> _Way:
        choices = {**self.choices, decision: (*self.choices.get(decision, ()), choice)}
        return _Way(choices, self.passed_over, self.rounds)

    def without(self, phase: str) -> _Way:
        return _Way(self.choices, self.passed_over | {phase}, self.rounds)

    def entering(self, phase: str) -> _Way:
        return _Way(self.choices, self.passed_over, {**self.rounds, phase: self.rounds.get(phase, 0) + 1})


def routes_of(scenario: Scenario, most: int = MOST_ROUTES) -> list[Route]:
    """The ways through a script, the planned one first; ways that only conditions on the crowd open are not among them.

    Each holds the answer to every decision it comes to, so that no two are the same.
    """
    ways = islice(_walk(scenario, count()), most)
    return [Route(way.choices, way.passed_over) for way in ways] or [Route()]


def _walk(scenario: Scenario, steps: Iterator[int]) -> Iterator[_Way]:
    """The ways from the first phase to the end, in the order in which the script names the answers."""
    first: tuple[str | None, _Way] = (scenario.phases[0].id, _Way())
    branches: list[Iterator[tuple[str | None, _Way]]] = [iter([first])]  # of each phase of the way: where else it leads
    while branches:
        phase_id, way = next(branches[-1], (None, None))
        if way is None:
            branches.pop()
        elif phase_id is None:
            yield way
        elif way.rounds.get(phase_id, 0) < MOST_ROUNDS and next(steps) < MOST_STEPS:
            branches.append(_answers(scenario, scenario.phase_by_id[phase_id], 0, way.entering(phase_id)))


def _answers(scenario: Scenario, phase: Phase, place: int, way: _Way) -> Iterator[tuple[str | None, _Way]]:
    """Where a phase leads, with the answers that lead there, from the decision in this place on."""
    if place == len(phase.decisions):
        yield from _nexts(scenario, phase.next, way)
        return
    decision = phase.decisions[place]
    planned = decision.planned_choice
    for choice in (planned, *(one for one in decision.choices if one is not planned)):
        onward = way.decided(decision.id, choice.id)
        if choice.moves:
            yield choice.to, onward
        else:
            yield from _answers(scenario, phase, place + 1, onward)


def _nexts(scenario: Scenario, to: str | None, way: _Way) -> Iterator[tuple[str | None, _Way]]:
    """The phase that comes next, and where it is optional the one after it; on one way it is always either."""
    seen: set[str] = set()
    while to is not None and scenario.phase_by_id[to].optional and to not in seen:
        seen.add(to)
        if to not in way.passed_over:
            yield to, way
            if to in way.rounds:
                return
            way = way.without(to)
        to = scenario.phase_by_id[to].next
    if to is None or to not in seen:
        yield to, way
