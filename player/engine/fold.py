"""State and crowd together: what a log means."""

from __future__ import annotations

from collections.abc import Iterable

from player.engine.crowd import CrowdTrace
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.course import Effects
from player.model.scenario import Scenario


class Fold:
    """A drill after the events applied so far, and its crowd up to the time reached.

    Attributes:
        state: everything but the crowd.
        now_ms: exercise time reached.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.state = DrillState(scenario)
        self.now_ms = 0
        self._crowd = CrowdTrace(scenario.crowd)

    @property
    def crowd(self) -> CrowdTrace:
        """The running crowd, one row per second of exercise time. It is computed up to now when it is asked for."""
        self._crowd.reach(self.state.exercise_ms)
        self._crowd.advance(self.now_ms)
        return self._crowd

    def apply(self, event: ev.Event) -> None:
        """Take one more event in."""
        self.now_ms = max(self.now_ms, event.exercise_ms)
        apply_event(self.state, event)
        match event.body:
            case ev.InjectFired(inject=inject):
                self._affect_crowd(self.scenario.inject_by_id[inject].effects)
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
        self.now_ms = max(self.now_ms, to_ms)

    def _affect_crowd(self, effects: Effects) -> None:
        crowd = self.crowd
        if effects.tension:
            crowd.impulse(effects.tension)
        if effects.pressure is not None:
            crowd.press(effects.pressure.rate_per_min, effects.pressure.for_ms)
        if effects.behaviour is not None:
            crowd.declare(effects.behaviour)
        if effects.provocateurs is not None:
            crowd.provocateurs = effects.provocateurs
        if effects.unlawful:
            crowd.declare_unlawful()

    def _commit_force(self) -> None:
        crowd = self.crowd
        crowd.force = self.state.force
        crowd.personnel = self.state.personnel
        crowd.dialogue = self.state.dialogue


ARREST_IMPULSE = 2.5
"""Points of tension a targeted arrest adds, the middle of the 0.02-0.03 of the crowd model."""


def fold_events(scenario: Scenario, events: Iterable[ev.Event]) -> Fold:
    """The drill these events tell."""
    fold = Fold(scenario)
    for event in events:
        fold.apply(event)
    return fold
