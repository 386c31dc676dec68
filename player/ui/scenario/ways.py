"""The ways out of a phase, and the course of a route as the script plans it. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from player.engine.rehearsal import Route
from player.model.course import Phase
from player.model.scenario import Scenario
from player.review.course import Visit
from player.scenario.warnings import reachable


class WayKind(StrEnum):
    """How a phase is left."""

    NEXT = "next"
    """It goes on to the phase after it."""
    DECISION = "decision"
    EXIT = "exit"
    SKIP = "skip"
    """The optional phase after it is passed over."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a phase.

    Attributes:
        to: id of the phase it leads to, or None for the end of the script.
        at_ms: when it opens, from the start of the phase; None: at its end, or nobody knows when.
        name: id of the decision or of the exit; ``choice``: id of the answer.
    """

    kind: WayKind
    to: str | None
    at_ms: int | None = None
    name: str = ""
    choice: str = ""


def ways_of(scenario: Scenario, phase: Phase) -> list[Way]:
    """Every way out of a phase: the answers first, in the order of the script, then the exits and going on."""
    ways = [
        Way(WayKind.DECISION, choice.to, _put_at_ms(decision.trigger), decision.id, choice.id)
        for decision in phase.decisions
        for choice in decision.choices
        if choice.moves
    ]
    ways += [Way(WayKind.EXIT, way.to, way.trigger.planned_ms, way.id) for way in phase.exits]
    if not any(decision.branches for decision in phase.decisions):
        ways.append(Way(WayKind.NEXT, phase.next))
        following = scenario.phase_by_id[phase.next] if phase.next is not None else None
        if following is not None and following.optional:
            ways.append(Way(WayKind.SKIP, following.next))
    return ways


def planned_visits(scenario: Scenario, route: Route) -> list[Visit]:
    """The phases a route comes to, each as long as it is planned."""
    visits: list[Visit] = []
    start_ms = 0
    for phase in _walk(scenario, route):
        visits.append(Visit(phase.id, start_ms, start_ms + phase.planned_ms))
        start_ms += phase.planned_ms
    return visits


def phases_after(scenario: Scenario) -> Mapping[str, frozenset[str]]:
    """The phases that can come after each, by its id, near or far."""
    return {
        phase.id: frozenset().union(*(reachable(scenario, to) for to in phase.onward if to is not None))
        for phase in scenario.phases
    }


def _put_at_ms(trigger: object) -> int | None:
    planned = getattr(trigger, "planned_ms", None)
    return planned if isinstance(planned, int) else None


def _walk(scenario: Scenario, route: Route) -> Iterator[Phase]:
    asked: dict[str, int] = {}
    played: dict[str, int] = {}
    phase: Phase | None = scenario.phases[0]
    while phase is not None and played.get(phase.id, 0) < _MOST_VISITS:
        played[phase.id] = played.get(phase.id, 0) + 1
        yield phase
        to = _onward(phase, route, asked, played)
        phase = scenario.phase_by_id[to] if to is not None else None
        while phase is not None and phase.optional and phase.id in route.passed_over:
            phase = scenario.phase_by_id[phase.next] if phase.next is not None else None


_MOST_VISITS = 3
"""How often a phase is drawn on one route; a script may go in a circle for ever."""


def _onward(phase: Phase, route: Route, asked: dict[str, int], played: Mapping[str, int]) -> str | None:
    """Where a route goes from a phase; where it holds no answer, as `player.engine.rehearsal.Plan` answers."""
    for decision in phase.decisions:
        put = asked.get(decision.id, 0)
        asked[decision.id] = put + 1
        wanted = route.choices.get(decision.id, ())
        choice = decision.choice(wanted[put]) if put < len(wanted) else None
        if choice is None:
            choice = decision.planned_choice
            if choice.moves and choice.to in played:
                choice = next((one for one in decision.choices if one.to not in played), choice)
        if choice.moves:
            return choice.to
    return phase.next
