"""The ways through a script: every combination of answers, and of optional phases played or passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from player.engine.rehearsal import Route
from player.model.course import Phase
from player.model.scenario import Scenario

MOST_ROUTES = 256
"""Ways that are listed of a script; one with more is played on the first of them."""

MOST_ROUNDS = 2
"""How often a way comes to the same phase: once round each circle, and out of it."""


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
    ways = list(islice(_walk(scenario, scenario.phases[0].id, _Way()), most))
    return [Route(way.choices, way.passed_over) for way in ways]


def _walk(scenario: Scenario, phase_id: str | None, way: _Way) -> Iterator[_Way]:
    if phase_id is None:
        yield way
        return
    if way.rounds.get(phase_id, 0) >= MOST_ROUNDS:
        return
    phase = scenario.phase_by_id[phase_id]
    for to, onward in _answers(phase, way.entering(phase_id)):
        yield from _walk(scenario, to, onward)
        # A phase named by an answer is wanted; one that merely comes next can be passed over.
        if to is not None and to == phase.next and scenario.phase_by_id[to].optional and onward.choices == way.choices:
            yield from _walk(scenario, scenario.phase_by_id[to].next, onward.without(to))


def _answers(phase: Phase, way: _Way) -> Iterator[tuple[str | None, _Way]]:
    """Where a phase leads, with the answers that lead there."""
    yield from _answer(phase, 0, way)


def _answer(phase: Phase, place: int, way: _Way) -> Iterator[tuple[str | None, _Way]]:
    if place == len(phase.decisions):
        yield phase.next, way
        return
    decision = phase.decisions[place]
    planned = decision.planned_choice
    for choice in (planned, *(one for one in decision.choices if one is not planned)):
        onward = way.decided(decision.id, choice.id)
        if choice.moves:
            yield choice.to, onward
        else:
            yield from _answer(phase, place + 1, onward)
