"""State and crowd together: what a log means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, ClassVar

from player.engine.crowd import CrowdTrace, Standing
from player.engine.crowd_journal import Doer
from player.engine.crowd_model import TICK_MS, ticks_up
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.course import NO_EFFECTS, Effects
from player.model.doctrine import Behaviour
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
        self._doing: dict[int, Doer] = {}  # what each running action is to the crowd, by its number
        # What each tag declared, and the tick until which its class stood before.
        self._declared: dict[int, tuple[Behaviour, int]] = {}

    @property
    def crowd(self) -> CrowdTrace:
        """The running crowd, one row per second of exercise time. It is computed up to now when it is asked for."""
        self._crowd.go_to(self._tick)
        return self._crowd

    @property
    def _tick(self) -> int:
        """The tick at which the last event takes effect: the first one not before it, nor before the time reached."""
        told, reached = ticks_up(self.state.exercise_ms), self.now_ms // TICK_MS
        return told if told > reached else reached  # noqa: FURB136  thrice as fast as max()

    @property
    def standing(self) -> Standing:
        """How the crowd stands at the tick it is computed up to."""
        return self._crowd.standing

    def apply(self, event: ev.Event) -> None:
        """Take one more event in."""
        self.now_ms = max(self.now_ms, event.exercise_ms)
        apply_event(self.state, event)
        act = self._ACTS.get(type(event.body))
        if act is not None:
            act(self, event, event.body)

    def next_change_ms(self, until_ms: int, ahead_ms: int = 0) -> int | None:
        """When, up to this time, the crowd next stands otherwise than the log tells; the crowd is computed up to it.

        Args:
            ahead_ms: the next event comes no sooner than this, so that the crowd may be computed up to it.
        """
        state = self.state
        told = state.behaviour, state.situation, state.dispersed
        return self._crowd.advance_to_change(until_ms, told, ahead_ms)

    def advance(self, to_ms: int) -> None:
        """Let exercise time go on with nothing happening."""
        self.now_ms = max(self.now_ms, to_ms)

    def _fire(self, event: ev.Event, body: ev.InjectFired) -> None:
        self._affect_crowd(self.scenario.inject_by_id[body.inject].effects, event.seq)

    def _begin(self, event: ev.Event, body: ev.PhaseStarted) -> None:
        self._affect_crowd(self.scenario.phase_by_id[body.phase].enter, event.seq)

    def _decide(self, event: ev.Event, body: ev.DecisionTaken) -> None:
        taken = self.scenario.decision_by_id[body.decision].choice(body.choice)
        if taken is not None:
            self._affect_crowd(taken.effects, event.seq)

    def _start(self, event: ev.Event, body: ev.ActionStarted) -> None:
        if self.scenario.action_by_id[body.offer].arrests_provocateurs:
            self.crowd.provocateurs = 0.0
            self.crowd.impulse(ARREST_IMPULSE, event.seq)
        self._commit_force(body.action)

    def _change(self, _event: ev.Event, body: ev.ActionStageChanged | ev.ActionStopped) -> None:
        self._commit_force(body.action)

    def _see(self, event: ev.Event, body: ev.TagObserved) -> None:
        """An observer saw something: its class of behaviour stands, until the entry is voided."""
        tag = self.scenario.tags[body.tag]
        if tag.behaviour:  # the lowest class stands by itself: the crowd need not be computed up to here
            self._declared[event.seq] = tag.behaviour, self.crowd.stands_until(tag.behaviour)
            self.crowd.declare(tag.behaviour)
        if tag.unlawful:
            self.crowd.declare_unlawful()

    def _void(self, _event: ev.Event, body: ev.EntryVoided) -> None:
        """What was declared by an entry counts no longer."""
        if body.seq in self._declared:
            self.crowd.withdraw(*self._declared[body.seq])

    def _restore(self, _event: ev.Event, body: ev.EntryRestored) -> None:
        """What was declared by an entry counts again from now on."""
        if body.seq in self._declared:
            self.crowd.declare(self._declared[body.seq][0])

    def _carry_over(self, event: ev.Event, opened: ev.StageOpened) -> None:
        carried = {
            "tension": opened.tension_ppm,
            "activity": opened.activity_ppm,
            "legitimacy": opened.legitimacy_ppm,
        }
        known = {name: ppm / MILLION for name, ppm in carried.items() if ppm is not None}
        self.crowd.start_with(event.seq, **known)

    def _affect_crowd(self, effects: Effects, seq: int) -> None:
        if effects is NO_EFFECTS:
            return
        crowd = self.crowd
        if effects.presence:
            crowd.arrive(effects.presence)
        if effects.tension:
            crowd.impulse(effects.tension, seq)
        if effects.pressure is not None:
            crowd.press(effects.pressure.rate_per_min, effects.pressure.for_ms, seq)
        if effects.behaviour is not None:
            crowd.declare(effects.behaviour)
        if effects.provocateurs is not None:
            crowd.provocateurs = effects.provocateurs
        if effects.unlawful:
            crowd.declare_unlawful()

    def _override(self, event: ev.Event, body: ev.ValueOverridden) -> None:
        crowd, hold = self.crowd, body.mode is ev.OverrideMode.HOLD
        release = body.mode is ev.OverrideMode.RELEASE
        match body.quantity:
            case ev.Quantity.TENSION if release:
                crowd.release_tension()
            case ev.Quantity.TENSION:
                crowd.override_tension(body.after / MILLION, event.seq, hold=hold)
            case ev.Quantity.PRESENCE if release:
                crowd.release_presence()
            case ev.Quantity.PRESENCE:
                crowd.override_presence(body.after / MILLION, hold=hold)
            case ev.Quantity.BEHAVIOUR if release:
                crowd.release_behaviour()
            case ev.Quantity.BEHAVIOUR:
                crowd.override_behaviour(Behaviour(body.after), hold=hold)
            case ev.Quantity.FORCE:
                self._commit_force()

    def _end_overrides(self, _event: ev.Event, _body: ev.ExerciseEnded) -> None:
        """Nothing is held after EndEx; the class that stood last is what the log tells."""
        self._commit_force()
        self.crowd.release_tension()
        self.crowd.release_presence()

    def _commit_force(self, changed: int | None = None) -> None:
        """What every unit does now acts on the crowd from here on.

        Args:
            changed: number of the action that was started, changed or stopped; None: the controller set a force.
        """
        state, doing, crowd = self.state, self._doing, self._crowd
        running = state.running
        if changed is not None:
            run = running.get(changed)
            if run is not None:
                doing[changed] = _doer(run.unit, run.does, run.stage, self.scenario.action_by_id[run.offer].dialogue)
            else:
                doing.pop(changed, None)
        doers = tuple(doing.values())
        if state.overrides:
            doers = self._as_overridden(doers)
        # Written out with ifs: max() takes thrice as long, and this is done for nearly half of all events.
        committed: dict[str, int] = {}
        for run in running.values():
            unit, personnel = run.unit, run.personnel
            if unit not in committed or personnel > committed[unit]:
                committed[unit] = personnel
        force, dialogue = 0, 0.0
        for _, _, stage, talk in doers:
            if stage > force:  # noqa: PLR1730
                force = stage
            if talk > dialogue:  # noqa: PLR1730
                dialogue = talk
        tick = self._tick
        if force != crowd.force or dialogue != crowd.dialogue:
            crowd.go_to(tick)
            crowd.force, crowd.dialogue = force, dialogue
        crowd.commit(max(tick, crowd.tick), sum(committed.values()), doers)

    def _as_overridden(self, doers: tuple[Doer, ...]) -> tuple[Doer, ...]:
        """The same with the stage of force that counts where the controller has set one, also of idle units."""
        overrides = self.state.overrides.items()
        stages = {unit: one.value for (what, unit), one in overrides if what is _FORCE and unit is not None}
        if not stages:
            return doers
        as_set = []
        for doer in doers:
            unit, does, _, dialogue = doer
            as_set.append(_doer(unit, does, stages[unit], dialogue) if unit in stages else doer)
        busy = {doer.unit for doer in doers}
        return (*as_set, *[_doer(unit, "", stage, 0.0) for unit, stage in stages.items() if unit not in busy])

    # Plain functions, found by the kind of event: quicker than asking each event whether it is one of them.
    _ACTS: ClassVar[Mapping[type[ev.Body], Callable[[Fold, ev.Event, Any], None]]] = {
        ev.InjectFired: _fire,
        ev.PhaseStarted: _begin,
        ev.DecisionTaken: _decide,
        ev.ActionStarted: _start,
        ev.ActionStageChanged: _change,
        ev.ActionStopped: _change,
        ev.TagObserved: _see,
        ev.EntryVoided: _void,
        ev.EntryRestored: _restore,
        ev.StageOpened: _carry_over,
        ev.ValueOverridden: _override,
        ev.ExerciseEnded: _end_overrides,
    }


@lru_cache(maxsize=1024)
def _doer(unit: str, does: str, stage: int, dialogue: float) -> Doer:
    """What a unit does: made once for each thing that is done, which a long drill does thousands of times."""
    return Doer(unit, does, stage, dialogue)


_FORCE = ev.Quantity.FORCE  # looking it up each time costs as much as comparing it

MILLION = 1_000_000
"""What is carried from stage to stage is written in millionths: an event holds whole numbers only."""

ARREST_IMPULSE = 2.5
"""Points of tension a targeted arrest adds, the middle of the 0.02-0.03 of the crowd model."""


def fold_events(scenario: Scenario, events: Iterable[ev.Event]) -> Fold:
    """The drill these events tell."""
    fold = Fold(scenario)
    for event in events:
        fold.apply(event)
    return fold
