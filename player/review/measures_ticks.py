"""What the log shows of an expected action that somebody ticked: a tick is one person's word, and stands beside it.

What there is to hold a tick against is only what the script itself says of an expected action: a kind of action or
records; or, for one of which it gives nothing but words, what its inject leads to: the decision of those it was
addressed to, or the end of the action it came after. Where the script says nothing of the kind, a tick stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from player.engine.entries import fits
from player.engine.state import ActionRun, DrillState, Status
from player.model.course import Decision, ExpectedAction
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.triggers.after import After
from player.triggers.on import On

BEFORE_TOLERANCE_MS = 2 * SECOND_MS
"""So far before the thing itself a tick still counts as made with it: two hands on two keys. Beyond that, whoever
ticked could not have seen it done."""

AFTER_TOLERANCE_MS = 30 * SECOND_MS
"""So far behind the thing itself a tick still tells its time: somebody looks, is sure, finds the row and ticks it."""

REACH_MS = MINUTE_MS
"""What the log has by this time after the deadline, or after a later tick, may be what was ticked where the script does
not name it; and what had begun before the inject counts where it ended no longer than this before it."""


class Shown(StrEnum):
    """What in the log shows an expected action."""

    BEGUN = "begun"
    """A unit began an action of its kind."""
    STOPPED = "stopped"
    """The unit ended the action its inject came after."""
    RECORDED = "recorded"
    """The last of its records was made."""
    DECIDED = "decided"
    """The decision its inject leads to was taken."""


class Tick(NamedTuple):
    """An expected action that is said to have been seen.

    Attributes:
        opened_ms: when it was called for; ``deadline_ms``: by when; ``ticked_ms``: when it was said to be done.
        again_ms: when it was called for anew, or None; what the log has from then on belongs to that.
        by_hand: a person says so; else a record that was made.
    """

    expected: str
    opened_ms: int
    deadline_ms: int
    ticked_ms: int
    again_ms: int | None = None
    by_hand: bool = True

    def is_of(self, ms: int) -> bool:
        """Whether what the log has at this time may belong to it."""
        return self.opened_ms <= ms and (self.again_ms is None or ms < self.again_ms)

    @property
    def reach_ms(self) -> int:
        """The last moment at which it is looked for where the script does not name it."""
        return max(self.deadline_ms, self.ticked_ms) + REACH_MS


@dataclass(frozen=True, slots=True)
class TickByLog:
    """What the log shows of an expected action that was ticked, or met by a record.

    Attributes:
        what: what would show it; ``name``: the kind of action, the kind of record or the id of the decision.
        ticked_ms: when it was said to be done; ``by_hand``: by a person, else by a record.
        at_ms: when the log has it, or None where it has nothing of the kind.
        unit: id of the unit that did it, where the script names another; else None.
        part: of ``whole`` records called for, how many stand; both 1 for what is no record and is there, part 0 else.
        differs: the log tells otherwise than the tick, further than the tolerances.
    """

    what: Shown
    name: str
    ticked_ms: int
    at_ms: int | None
    unit: str | None = None
    part: int = 1
    whole: int = 1
    differs: bool = False
    by_hand: bool = True

    @property
    def gap_ms(self) -> int | None:
        """From the tick to the thing itself; below 0 where that came first, None where it never did."""
        return None if self.at_ms is None else self.at_ms - self.ticked_ms

    @property
    def contradicts(self) -> bool:
        """Whether, by the log, it had not been done when it was ticked, or not by the unit that had to do it.

        Where the thing came first and the tick behind it, the two agree in that.
        """
        if self.at_ms is None or self.unit is not None:
            return True
        return self.at_ms - self.ticked_ms > BEFORE_TOLERANCE_MS


def by_log(state: DrillState, taken: Mapping[str, Sequence[int]], tick: Tick) -> TickByLog | None:
    """What the log shows of it, or None where the script says of nothing that would show it.

    None also while what is still missing may yet come, and where nothing but a likely link is missing.

    Args:
        state: the drill at its end, or as far as it is.
        taken: when each decision was taken, by its id, in the order of time.
    """
    expected = state.scenario.expected_by_id[tick.expected]
    if expected.action is not None:
        found = _begun(state, expected, tick) if tick.by_hand else None
    elif expected.record is not None:
        found = _recorded(state, expected, tick)
    elif tick.by_hand and _is_alone(state.scenario, expected):
        found = _stopped(state, expected, tick) or _decided(state.scenario, expected, taken, tick)
    else:
        found = None
    if found is None or (found.at_ms is None and _may_come(state, tick)):
        return None
    return found


def _may_come(state: DrillState, tick: Tick) -> bool:
    return state.status is not Status.ENDED and state.exercise_ms < tick.reach_ms


def _made(
    tick: Tick, what: Shown, name: str, at_ms: int | None, unit: str | None = None, *, part: int = 1, whole: int = 1
) -> TickByLog:
    made = TickByLog(what, name, tick.ticked_ms, at_ms, unit, part, whole, by_hand=tick.by_hand)
    return replace(made, differs=_differs(tick, made))


def _differs(tick: Tick, made: TickByLog) -> bool:
    if made.at_ms is None or made.contradicts:
        return True
    since_ms = tick.ticked_ms - made.at_ms
    in_time = made.at_ms <= tick.deadline_ms < tick.ticked_ms
    return tick.by_hand and (since_ms > AFTER_TOLERANCE_MS or in_time or made.at_ms < tick.opened_ms)


def _begun(state: DrillState, expected: ExpectedAction, tick: Tick) -> TickByLog:
    """The action of its kind: by its own unit, else by another, else none."""
    kind = expected.action or ""
    alike = [run for run in state.actions.values() if run.does == kind]
    own = [run for run in alike if expected.by in {None, run.unit}]
    since = [run for run in own if tick.is_of(run.started_ms)]
    before = [run for run in own if _is_just_before(run, tick)]
    others = [run for run in alike if expected.by not in {None, run.unit} and tick.is_of(run.started_ms)]
    soon = [run for run in (*since, *before[-1:], *others) if run.started_ms <= tick.reach_ms]
    run = next(iter((*soon, *since)), None)
    if run is None:
        return _made(tick, Shown.BEGUN, kind, None, part=0)
    return _made(tick, Shown.BEGUN, kind, run.started_ms, None if expected.by in {None, run.unit} else run.unit)


def _is_just_before(run: ActionRun, tick: Tick) -> bool:
    """Whether it had begun when it was called for, and was still going on, or not long over."""
    over_ms = run.stopped_ms
    return run.started_ms < tick.opened_ms and (over_ms is None or over_ms >= tick.opened_ms - REACH_MS)


def _recorded(state: DrillState, expected: ExpectedAction, tick: Tick) -> TickByLog | None:
    """The last of its records; records that are void are none. One that was met by records has them, or lost some."""
    wanted = expected.record
    if wanted is None:
        return None
    count = wanted.count
    facts = sorted(
        (fact.recorded_ms, fact.details.get("by", ""))
        for fact in state.facts.values()
        if fact.kind is wanted.kind and not fact.voided and tick.is_of(fact.recorded_ms) and fits(wanted, fact.details)
    )
    own = [at_ms for at_ms, by in facts if expected.by is None or by in {"", expected.by}]
    if len(own) >= count:
        at_ms = own[count - 1] if tick.by_hand else tick.ticked_ms
        return _made(tick, Shown.RECORDED, wanted.kind, at_ms, part=count, whole=count)
    if len(facts) < count or not tick.by_hand:
        return _made(tick, Shown.RECORDED, wanted.kind, None, part=len(own), whole=count)
    other = next(by for _ms, by in facts if by not in {"", expected.by})
    return _made(tick, Shown.RECORDED, wanted.kind, facts[count - 1][0], other, part=count, whole=count)


def _is_alone(scenario: Scenario, expected: ExpectedAction) -> bool:
    """Whether its inject calls for nothing else of its unit in words only: of two nobody could say which is meant."""
    alike = (
        one
        for one in scenario.inject_by_id[expected.inject].expect
        if one.action is None and one.record is None and one.by == expected.by
    )
    return sum(1 for _one in alike) == 1


def _stopped(state: DrillState, expected: ExpectedAction, tick: Tick) -> TickByLog | None:
    """The end of the action of its unit that brought its inject, where that was still going on then."""
    trigger = state.scenario.inject_by_id[expected.inject].trigger
    if not isinstance(trigger, On) or (trigger.what, trigger.state) != ("action", "started"):
        return None
    for run in state.actions.values():
        goes_on = run.started_ms <= tick.opened_ms and (run.stopped_ms is None or run.stopped_ms >= tick.opened_ms)
        if goes_on and (run.unit, run.does) == (expected.by, trigger.name):
            is_near = run.stopped_ms is not None and tick.is_of(run.stopped_ms) and run.stopped_ms <= tick.reach_ms
            return _made(tick, Shown.STOPPED, run.does, run.stopped_ms) if is_near else None
    return None


def _decided(
    scenario: Scenario, expected: ExpectedAction, taken: Mapping[str, Sequence[int]], tick: Tick
) -> TickByLog | None:
    """The decision its inject leads to, where the unit it is expected of takes it."""
    for decision in _led_to(scenario, expected):
        for at_ms in taken.get(decision.id, ()):
            if tick.is_of(at_ms) and at_ms <= tick.reach_ms:
                return _made(tick, Shown.DECIDED, decision.id, at_ms)
    return None


def _led_to(scenario: Scenario, expected: ExpectedAction) -> Iterator[Decision]:
    """Decisions of its phase taken by a role of its unit: first those that wait for its inject."""
    inject = scenario.inject_by_id[expected.inject]
    roles = {name for name, role in scenario.roles.items() if role.unit is not None and role.unit == expected.by}
    own = [one for one in scenario.phase_by_id[inject.phase].decisions if one.by in roles]
    yield from (one for one in own if isinstance(one.trigger, After) and one.trigger.inject == inject.id)
    yield from (one for one in own if one.by == inject.receiver_role)
