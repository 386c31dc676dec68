"""Each use of force: where the ceiling it stood under came from, and what was said to the crowd before it.

The class of behaviour that sets the ceiling is no measurement: the script declares it, the model works it out, people
tag it, and the highest stands for a while. Whoever reads that force stayed within its ceiling must be able to see which
of these it was.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from player.engine.crowd_rows import CrowdSample
from player.engine.fold import Fold
from player.engine.state import DrillState
from player.model import events as ev
from player.model.crowd_parameters import BEHAVIOUR_HOLD_MS, BEHAVIOUR_THRESHOLDS
from player.model.doctrine import CEILING, FORCE_FROM, WARNING_KINDS, Behaviour
from player.model.times import SECOND_MS
from player.review.measures_delays import Handlers
from player.review.measures_trace import Trace


class GroundKind(StrEnum):
    """What said that the crowd behaved so."""

    INJECT = "inject"
    PHASE = "phase"
    DECISION = "decision"
    TAG = "tag"
    CONTROLLER = "controller"
    MODEL = "model"


FROM_SCRIPT = frozenset({GroundKind.INJECT, GroundKind.PHASE, GroundKind.DECISION})
"""What the script says by itself, whatever anybody saw."""

_WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a class of behaviour rested on: when it was said last, and by what.

    Attributes:
        name: id of the inject, phase, decision or tag; empty for the others.
        who: who tagged or set it; ``seq``: number of the event, None for the model.
    """

    kind: GroundKind
    at_ms: int
    name: str = ""
    who: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """An appeal or a warning before a use of force: ``to_ms`` None says that it was still going on."""

    does: str
    unit: str
    from_ms: int
    to_ms: int | None


@dataclass(frozen=True, slots=True)
class UseOfForce:
    """An action from when it came to stage 3 or more until it came below it again.

    Attributes:
        action: its running number; ``to_ms``: None while it goes on.
        stages: each stage it came to, in the order of time.
        ceiling, behaviour: at its start; ``grounds``: what that class rested on, the last of each kind.
        calmer: how many tags of a lower class there were in the time a class stands, up to its start; ``backing``: how
            many of that class or a higher one.
        warnings: the last appeal and the last warning that had begun before its second, and what began in that second;
            the later one first.
        eased: the first inject delivered while it went on with which the script lets the crowd calm down or leave.
    """

    action: int
    unit: str
    does: str
    from_ms: int
    to_ms: int | None
    stages: tuple[int, ...]
    ceiling: int
    behaviour: Behaviour
    grounds: tuple[Ground, ...]
    calmer: int
    backing: int
    warnings: tuple[Heard, ...]
    eased: Ground | None = None

    @property
    def quiet_ms(self) -> int | None:
        """For how long nothing had been said to the crowd, 0 while somebody spoke; None where nothing ever was."""
        return min((self._silence_ms(one) for one in self.warnings), default=None)

    @property
    def lasted_ms(self) -> int | None:
        """How long it was, or None while it goes on."""
        return None if self.to_ms is None else self.to_ms - self.from_ms

    @property
    def is_momentary(self) -> bool:
        """Whether it was over within a second at stage 3: a slip of the hand, and not told as a use of force.

        Of the stages above it even a moment counts: a shot is over as soon.
        """
        return self.lasted_ms is not None and self.lasted_ms < SECOND_MS and max(self.stages) == FORCE_FROM

    def warning_within(self, within_ms: int) -> Heard | None:
        """The last warning begun before its second that was heard within this time, an appeal not counted, or None."""
        return next((one for one in self._near(within_ms) if one.does == _WARNING), None)

    def is_spoken_to(self, within_ms: int) -> bool:
        """Whether an appeal or a warning begun before its second was heard within this time."""
        return any(self._near(within_ms))

    def _near(self, within_ms: int) -> Iterator[Heard]:
        before = (one for one in self.warnings if self.from_ms - one.from_ms >= SECOND_MS)
        return (one for one in before if self._silence_ms(one) <= within_ms)

    def _silence_ms(self, one: Heard) -> int:
        return 0 if one.to_ms is None else self.from_ms - one.to_ms

    @property
    def tagged(self) -> bool:
        """Whether somebody had tagged the behaviour its ceiling goes by."""
        return any(ground.kind is GroundKind.TAG for ground in self.grounds)


def uses_of_force(events: Iterable[ev.Event], fold: Fold) -> tuple[UseOfForce, ...]:
    """Every use of force of stage 3 or more that an action made, in the order of time."""
    told = _Told(fold.state)
    handlers = told.handlers
    for event in events:
        handler = handlers.get(type(event.body))
        if handler is not None:
            handler(event)
    warnings = [
        Heard(run.does, run.unit, run.started_ms, run.stopped_ms)
        for run in fold.state.actions.values()
        if run.does in WARNING_KINDS
    ]
    return tuple(_use(one, fold, warnings) for one in told.uses)


def grounds_at(events: Iterable[ev.Event], fold: Fold, at_ms: int) -> tuple[Ground, ...]:
    """What the class of behaviour rested on at a moment."""
    told = _Told(fold.state)
    handlers = told.handlers
    for event in events:
        if event.exercise_ms > at_ms:
            break
        handler = handlers.get(type(event.body))
        if handler is not None:
            handler(event)
    return tuple(_grounds(told.held, told.standing(at_ms), fold.crowd.sample(at_ms)))


def tagged_ms(state: DrillState, trace: Trace) -> tuple[int, int]:
    """How long force of stage 3 or more stood, and how much of that within the ceiling by what people tagged alone."""
    seen = sorted(
        (one.seen_ms, CEILING[behaviour])
        for one in state.observations.values()
        if not one.voided and (behaviour := state.scenario.tags[one.tag].behaviour)
    )
    seen_ms = [at_ms for at_ms, _ in seen]
    force_ms = within_ms = 0
    for run in trace.runs:
        if run.force >= FORCE_FROM:
            force_ms += run.length_ms
            near = slice(bisect_right(seen_ms, run.from_ms - BEHAVIOUR_HOLD_MS), bisect_right(seen_ms, run.to_ms))
            enough = (
                (max(at_ms, run.from_ms), min(at_ms + BEHAVIOUR_HOLD_MS, run.to_ms))
                for at_ms, ceiling in seen[near]
                if ceiling >= run.force
            )
            reached_ms = run.from_ms
            for from_ms, to_ms in enough:
                within_ms += max(0, to_ms - max(from_ms, reached_ms))
                reached_ms = max(reached_ms, to_ms)
    return force_ms, within_ms


@dataclass(slots=True)
class _Use:
    """A use of force as the log tells it, with what stood behind the behaviour when it began."""

    action: int
    unit: str
    does: str
    from_ms: int
    stages: list[int]
    said: Mapping[Behaviour, Sequence[Ground]]
    tagged: Sequence[Behaviour]
    held: Ground | None
    to_ms: int | None = None
    eased: Ground | None = None


@dataclass(slots=True)
class _Told:
    """The log as far as it bears on force and on the class of behaviour."""

    state: DrillState
    uses: list[_Use] = field(default_factory=list)
    _going_on: dict[int, _Use] = field(default_factory=dict)
    _said: dict[tuple[Behaviour, GroundKind], list[Ground]] = field(default_factory=dict)
    held: Ground | None = None
    _tags: dict[int, tuple[Behaviour, Ground]] = field(default_factory=dict)

    @property
    def handlers(self) -> Handlers:
        """What hears of which event."""
        return {
            ev.ActionStarted: self._on_stage,
            ev.ActionStageChanged: self._on_stage,
            ev.ActionStopped: self._on_stopped,
            ev.InjectFired: self._on_script,
            ev.PhaseStarted: self._on_script,
            ev.DecisionTaken: self._on_script,
            ev.TagObserved: self._on_tag,
            ev.EntryVoided: self._on_voided,
            ev.EntryRestored: self._on_voided,
            ev.ValueOverridden: self._on_overridden,
        }

    def _on_stage(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ActionStarted | ev.ActionStageChanged)
        use = self._going_on.get(body.action)
        if body.stage < FORCE_FROM:
            self._end(body.action, event.exercise_ms)
        elif use is not None:
            use.stages.append(body.stage)
        else:
            run = self.state.actions[body.action]
            now_ms = event.exercise_ms
            stages, said, tagged = [body.stage], self.standing(now_ms), self._tagged(now_ms)
            use = _Use(body.action, run.unit, run.does, now_ms, stages, said, tagged, self.held)
            self._going_on[body.action] = use
            self.uses.append(use)

    def _on_stopped(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ActionStopped)
        self._end(body.action, event.exercise_ms)

    def _end(self, action: int, now_ms: int) -> None:
        use = self._going_on.pop(action, None)
        if use is not None:
            use.to_ms = now_ms

    def _on_script(self, event: ev.Event) -> None:
        scenario, body = self.state.scenario, event.body
        match body:
            case ev.InjectFired(inject=name):
                kind, effects = GroundKind.INJECT, scenario.inject_by_id[name].effects
            case ev.PhaseStarted(phase=name):
                kind, effects = GroundKind.PHASE, scenario.phase_by_id[name].enter
            case ev.DecisionTaken(decision=name, choice=choice):
                taken = scenario.decision_by_id[name].choice(choice)
                if taken is None:
                    return
                kind, effects = GroundKind.DECISION, taken.effects
            case _:
                return
        ground = Ground(kind, event.exercise_ms, name, seq=event.seq)
        if effects.behaviour is not None:
            self._say(effects.behaviour, ground)
        if kind is GroundKind.INJECT and (effects.tension < 0 or effects.presence < 0):
            for use in self._going_on.values():
                use.eased = use.eased or ground

    def _on_tag(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.TagObserved)
        behaviour = self.state.scenario.tags[body.tag].behaviour
        if behaviour is not None:
            seen = self.state.observations.get(event.seq)
            who = "" if seen is None else seen.observer
            ground = Ground(GroundKind.TAG, event.exercise_ms, body.tag, who, event.seq)
            self._tags[event.seq] = behaviour, ground
            self._say(behaviour, ground)

    def _on_voided(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.EntryVoided | ev.EntryRestored)
        if body.seq not in self._tags:
            return
        behaviour, ground = self._tags[body.seq]
        said = self._said[behaviour, GroundKind.TAG]
        if isinstance(body, ev.EntryRestored):
            said.append(Ground(ground.kind, event.exercise_ms, ground.name, ground.who, ground.seq))
        else:
            said[:] = [one for one in said if one.seq != body.seq]

    def _on_overridden(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ValueOverridden)
        if body.quantity is not ev.Quantity.BEHAVIOUR:
            return
        ground = Ground(GroundKind.CONTROLLER, event.exercise_ms, who=body.who, seq=event.seq)
        self.held = ground if body.mode is ev.OverrideMode.HOLD else None
        if body.mode is ev.OverrideMode.SET:
            self._say(Behaviour(body.after), ground)

    def _say(self, behaviour: Behaviour, ground: Ground) -> None:
        self._said.setdefault((behaviour, ground.kind), []).append(ground)

    def standing(self, now_ms: int) -> Mapping[Behaviour, Sequence[Ground]]:
        """The last of each kind that still holds a class, by the class."""
        standing: dict[Behaviour, list[Ground]] = {}
        for (behaviour, _kind), said in self._said.items():
            if said and now_ms - said[-1].at_ms < BEHAVIOUR_HOLD_MS:
                standing.setdefault(behaviour, []).append(said[-1])
        return standing

    def _tagged(self, now_ms: int) -> list[Behaviour]:
        """The classes people tagged in the time that one stands; what is void by the end is left out."""
        tagged = []
        for seq, (behaviour, ground) in reversed(self._tags.items()):
            if now_ms - ground.at_ms >= BEHAVIOUR_HOLD_MS:
                break
            if seq not in self.state.voided:
                tagged.append(behaviour)
        return tagged


def _use(told: _Use, fold: Fold, warnings: Sequence[Heard]) -> UseOfForce:
    sample = fold.crowd.sample(told.from_ms)
    behaviour = sample.behaviour
    return UseOfForce(
        told.action,
        told.unit,
        told.does,
        told.from_ms,
        told.to_ms,
        tuple(told.stages),
        int(sample.ceiling),
        behaviour,
        tuple(_grounds(told.held, told.said, sample)),
        sum(one < behaviour for one in told.tagged),
        sum(one >= behaviour for one in told.tagged),
        _heard(warnings, told.from_ms),
        told.eased,
    )


def _grounds(held: Ground | None, said: Mapping[Behaviour, Sequence[Ground]], sample: CrowdSample) -> list[Ground]:
    """What the class of behaviour rests on that stands in this sample."""
    behaviour = sample.behaviour
    if held is not None:
        return [held]
    grounds = sorted(said.get(behaviour, ()), key=lambda one: one.at_ms)
    by_model = bisect_right(BEHAVIOUR_THRESHOLDS, sample.activity) == behaviour
    if behaviour and (by_model or not grounds):
        grounds.append(Ground(GroundKind.MODEL, sample.t_ms))
    return grounds


def _heard(warnings: Sequence[Heard], now_ms: int) -> tuple[Heard, ...]:
    """The last of each kind that had begun before this second, and what began in it; the later one first."""
    last: dict[tuple[str, bool], Heard] = {}
    for one in warnings:
        key = one.does, now_ms - one.from_ms < SECOND_MS
        before = last.get(key)
        if one.from_ms <= now_ms and (before is None or one.from_ms >= before.from_ms):
            to_ms = None if one.to_ms is None or one.to_ms > now_ms else one.to_ms
            last[key] = Heard(one.does, one.unit, one.from_ms, to_ms)
    return tuple(sorted(last.values(), key=lambda one: -one.from_ms))
