"""State and crowd together: what a log means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from player.engine.crowd import CrowdTrace, Standing
from player.engine.crowd_journal import Doer
from player.engine.state import DrillState
from player.engine.transitions import apply_event
from player.model import events as ev
from player.model.course import NO_EFFECTS, Effects
from player.model.doctrine import Behaviour
from player.model.entries import Tag
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
        # What each tag declared, and the tick until which its class stood before.
        self._declared: dict[int, tuple[Behaviour, int]] = {}

    @property
    def crowd(self) -> CrowdTrace:
        """The running crowd, one row per second of exercise time. It is computed up to now when it is asked for."""
        self._crowd.reach(self.state.exercise_ms)
        self._crowd.advance(self.now_ms)
        return self._crowd

    @property
    def standing(self) -> Standing:
        """How the crowd stands at the tick it is computed up to."""
        return self._crowd.standing

    def apply(self, event: ev.Event) -> None:
        """Take one more event in."""
        self.now_ms = max(self.now_ms, event.exercise_ms)
        apply_event(self.state, event)
        effects = self._effects_of(event.body)
        if effects is not NO_EFFECTS:
            self._affect_crowd(effects, event.seq)
        match event.body:
            case ev.ActionStarted(offer=offer):
                if self.scenario.action_by_id[offer].arrests_provocateurs:
                    self.crowd.provocateurs = 0.0
                    self.crowd.impulse(ARREST_IMPULSE, event.seq)
                self._commit_force()
            case ev.ActionStageChanged() | ev.ActionStopped():
                self._commit_force()
            case ev.TagObserved(tag=tag):
                self._see(event.seq, self.scenario.tags[tag])
            case ev.EntryVoided(seq=seq) | ev.EntryRestored(seq=seq) if seq in self._declared:
                self._count(seq, counts=isinstance(event.body, ev.EntryRestored))
            case ev.StageOpened():
                self._carry_over(event.body, event.seq)
            case ev.ValueOverridden():
                self._override(event.body, event.seq)
            case ev.ExerciseEnded():
                self._end_overrides()

    def _effects_of(self, body: ev.Body) -> Effects:
        """What the script says an event does to the crowd."""
        match body:
            case ev.InjectFired(inject=inject):
                return self.scenario.inject_by_id[inject].effects
            case ev.PhaseStarted(phase=phase):
                return self.scenario.phase_by_id[phase].enter
            case ev.DecisionTaken(decision=decision, choice=choice):
                taken = self.scenario.decision_by_id[decision].choice(choice)
                return taken.effects if taken is not None else NO_EFFECTS
        return NO_EFFECTS

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

    def _see(self, seq: int, tag: Tag) -> None:
        """An observer saw something: its class of behaviour stands, until the entry is voided."""
        if tag.behaviour is not None:
            self._declared[seq] = tag.behaviour, self.crowd.stands_until(tag.behaviour)
            self.crowd.declare(tag.behaviour)
        if tag.unlawful:
            self.crowd.declare_unlawful()

    def _count(self, seq: int, *, counts: bool) -> None:
        """What was declared by an entry counts no longer, or again from now on."""
        if counts:
            self.crowd.declare(self._declared[seq][0])
        else:
            self.crowd.withdraw(*self._declared[seq])

    def _carry_over(self, opened: ev.StageOpened, seq: int) -> None:
        carried = {
            "tension": opened.tension_ppm,
            "activity": opened.activity_ppm,
            "legitimacy": opened.legitimacy_ppm,
        }
        known = {name: ppm / MILLION for name, ppm in carried.items() if ppm is not None}
        self.crowd.start_with(seq, **known)

    def _affect_crowd(self, effects: Effects, seq: int) -> None:
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

    def _override(self, body: ev.ValueOverridden, seq: int) -> None:
        crowd, hold = self.crowd, body.mode is ev.OverrideMode.HOLD
        release = body.mode is ev.OverrideMode.RELEASE
        match body.quantity:
            case ev.Quantity.TENSION if release:
                crowd.release_tension()
            case ev.Quantity.TENSION:
                crowd.override_tension(body.after / MILLION, seq, hold=hold)
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

    def _end_overrides(self) -> None:
        """Nothing is held after EndEx; the class that stood last is what the log tells."""
        self._commit_force()
        self.crowd.release_tension()
        self.crowd.release_presence()

    def _commit_force(self) -> None:
        crowd = self.crowd
        crowd.force = self.state.force
        crowd.personnel = self.state.personnel
        crowd.dialogue = self.state.dialogue
        crowd.journal.do(crowd.tick, tuple(self._doers()))

    def _doers(self) -> Iterator[Doer]:
        """What every unit does now, with the stage of force that counts: its own, or what the controller has set."""
        state = self.state
        overridden = {unit: one.value for (what, unit), one in state.overrides.items() if what is ev.Quantity.FORCE}
        for run in state.running.values():
            stage = overridden.get(run.unit, run.stage)
            yield Doer(run.unit, run.does, stage, self.scenario.action_by_id[run.offer].dialogue)
        busy = {run.unit for run in state.running.values()} if overridden else ()
        for unit, stage in overridden.items():
            if unit is not None and unit not in busy:
                yield Doer(unit, "", stage, 0.0)


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
