"""Sessions of one script that went each in its own way, to be compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from player.engine.engine import Engine
from player.engine.fold import Fold
from player.engine.rehearsal import Plan, Route, Step, next_moment_ms
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import LoadedScenario, Scenario
from player.session.store import SessionWriter
from tests.helpers.clocks import START_UTC_MS, FakeClock


class LatePlan(Plan):
    """The plan of a script by somebody who is late: each kind of step comes so much later than it should."""

    def __init__(self, scenario: Scenario, route: Route | None, late_ms: Mapping[Step, int]) -> None:
        super().__init__(scenario, route)
        self._late_ms = late_ms

    def _push(self, at_ms: int, what: Step, name: str) -> None:
        super()._push(at_ms + self._late_ms.get(what, 0), what, name)


def play_late(
    scenario: Scenario,
    late_ms: Mapping[Step, int],
    route: Route | None = None,
    *,
    stop_ms: int | None = None,
) -> tuple[tuple[ev.Event, ...], Fold]:
    """Play a script late.

    Args:
        stop_ms: exercise time at which it is cut off.
    """
    engine, plan = Engine(scenario), LatePlan(scenario, route, late_ms)
    events: list[ev.Event] = []

    def take(happened: list[ev.Event]) -> None:
        plan.observe(happened, engine.fold)
        events.extend(happened)

    for command in plan.begin():
        take(engine.do(command, ev.Actor.CONTROLLER))
    while engine.fold.state.status is not Status.ENDED:
        moment_ms = next_moment_ms(plan, engine.next_due_ms)
        if moment_ms is None or (stop_ms is not None and moment_ms >= stop_ms):
            break
        take(engine.advance(max(engine.now_ms, moment_ms)))
        while plan.next_ms is not None and plan.next_ms <= engine.now_ms:
            for command in plan.take(engine.fold):
                take(engine.do(command, ev.Actor.CONTROLLER))
    return tuple(events), engine.fold


def late_session(
    path: Path,
    loaded: LoadedScenario,
    late_ms: Mapping[Step, int],
    route: Route | None = None,
    *,
    stop_ms: int | None = None,
    day: int = 0,
) -> Path:
    """Write a session that was played late, so many days after the first."""
    clock = FakeClock(utc_ms=START_UTC_MS + day * 86_400_000)
    events, _fold = play_late(loaded.scenario, late_ms, route, stop_ms=stop_ms)
    with SessionWriter.create(path, loaded, clock, session_id=f"compared-{path.stem}") as writer:
        first = clock.wall()
        walls = [ev.WallTime(first.utc_ms + event.exercise_ms, first.zone, first.offset_min) for event in events]
        numbered = [
            ev.Event(seq, one.exercise_ms, one.scenario_ms, one.actor, one.body) for seq, one in enumerate(events, 2)
        ]
        writer.append(numbered, walls)
        writer.pulse(numbered[-1].exercise_ms)
    return path
