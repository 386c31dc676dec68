"""What follows when a gap in the time counts as elapsed, before anybody has said so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from player.engine.commands import CountGap, Refused
from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Elapsed:
    """What counting the open gap as elapsed brings.

    Attributes:
        exercise_ms: exercise time then reached.
        due: ids of the injects that then wait for the controller, in order.
        missed: ids of the expected actions whose time runs out in the gap.
        asked: ids of the decisions whose question is put.
        phases: ids of the phases that begin in it by themselves.
        over_ms: how far the phase then running is past its planned end; 0 where it is not.
        completed: whether the last phase ends in it by itself.
    """

    exercise_ms: int
    due: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    over_ms: int = 0
    completed: bool = False


def elapsed_brings(scenario: Scenario, events: Iterable[ev.Event]) -> Elapsed | None:
    """Play the gap that is open at the end of these events through, on a drill of its own.

    It takes about as long as reading the events did, so it may be done in another thread. None: no gap is open, or it
    is too long to count as elapsed.
    """
    engine = Engine(scenario, fold_events(scenario, events))
    try:
        bodies = [event.body for event in engine.do(CountGap(ev.GapAs.ELAPSED))]
    except Refused:
        return None
    state, run = engine.fold.state, engine.fold.state.phase_run
    over_ms = 0 if run is None else engine.now_ms - run.started_ms - run.planned_ms
    return Elapsed(
        engine.now_ms,
        tuple(body.inject for body in bodies if isinstance(body, ev.InjectCameDue)),
        tuple(body.expected for body in bodies if isinstance(body, ev.ExpectedActionMissed)),
        tuple(body.decision for body in bodies if isinstance(body, ev.DecisionCameDue)),
        tuple(body.phase for body in bodies if isinstance(body, ev.PhaseStarted)),
        max(0, over_ms),
        bool(state.completed),
    )
