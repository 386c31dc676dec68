"""State and crowd together: what a log means."""

from __future__ import annotations

from collections.abc import Iterable

from player.engine.crowd import CrowdTrace
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.scenario import Scenario


class Fold:
    """A drill after the events applied so far, and its crowd up to the time reached.

    Attributes:
        state: everything but the crowd.
        crowd: the running crowd, one row per second of exercise time.
        now_ms: exercise time reached.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.state = DrillState(scenario)
        self.crowd = CrowdTrace(scenario.crowd)
        self.now_ms = 0

    def apply(self, event: ev.Event) -> None:
        """Take one more event in; the crowd is first brought to its time."""
        self.crowd.reach(event.exercise_ms)
        self.now_ms = max(self.now_ms, event.exercise_ms)
        apply_event(self.state, event)
        match event.body:
            case ev.InjectFired(inject=inject):
                self._affect_crowd(inject)
            case ev.ActionStarted(offer=offer):
                if self.scenario.action_by_id[offer].arrests_provocateurs:
                    self.crowd.provocateurs = 0.0
                    self.crowd.impulse(ARREST_IMPULSE)
                self._commit_force()
            case ev.ActionStageChanged() | ev.ActionStopped():
                self._commit_force()
            case _:
                pass

    def advance(self, to_ms: int) -> None:
        """Let exercise time go on with nothing happening."""
        self.crowd.advance(to_ms)
        self.now_ms = max(self.now_ms, to_ms)

    def _affect_crowd(self, inject: str) -> None:
        effects = self.scenario.inject_by_id[inject].effects
        if effects.tension:
            self.crowd.impulse(effects.tension)
        if effects.pressure is not None:
            self.crowd.press(effects.pressure.rate_per_min, effects.pressure.for_ms)
        if effects.behaviour is not None:
            self.crowd.declare(effects.behaviour)
        if effects.provocateurs is not None:
            self.crowd.provocateurs = effects.provocateurs
        if effects.unlawful:
            self.crowd.declare_unlawful()

    def _commit_force(self) -> None:
        self.crowd.force = self.state.force
        self.crowd.personnel = self.state.personnel
        self.crowd.dialogue = self.state.dialogue


ARREST_IMPULSE = 2.5
"""Points of tension a targeted arrest adds, the middle of the 0.02-0.03 of the crowd model."""


def fold_events(scenario: Scenario, events: Iterable[ev.Event]) -> Fold:
    """The drill these events tell."""
    fold = Fold(scenario)
    for event in events:
        fold.apply(event)
    return fold
