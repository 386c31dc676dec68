"""How long decisions waited, how injects were delivered, and what was overridden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from player.engine.state import DrillState
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import Scenario
from player.review.lanes import LATE_AFTER_MS
from player.review.measures_delays import Delays, Handlers, delays_of

_BY_HAND = frozenset({ev.Firing.GO, ev.Firing.CHOSEN, ev.Firing.AGAIN})
_BY_ITSELF = frozenset({ev.Firing.SCHEDULE, ev.Firing.CONDITION, ev.Firing.EVENT})


@dataclass(frozen=True, slots=True)
class DecisionMeasure:
    """A decision as it was put or taken once.

    Attributes:
        asked_ms: when its question was put, None where it was answered before; ``taken_ms``: when it was answered.
        choice: the answer, or None.
    """

    decision: str
    asked_ms: int | None
    taken_ms: int | None = None
    choice: str | None = None

    @property
    def wait_ms(self) -> int | None:
        """From the question to the answer; nothing for one that was answered before it was put."""
        return None if self.asked_ms is None or self.taken_ms is None else self.taken_ms - self.asked_ms


@dataclass(frozen=True, slots=True)
class DecisionMeasures:
    """The decisions of a drill, each as often as it was put or taken, in the order of time; ``delays`` of answers."""

    decisions: tuple[DecisionMeasure, ...]
    delays: Delays


@dataclass(frozen=True, slots=True)
class DeliveryMeasure:
    """An inject as it was delivered once. ``late_ms``: after its time, below 0 before it, None where it had none."""

    inject: str
    fired_ms: int
    how: ev.Firing
    late_ms: int | None


@dataclass(frozen=True, slots=True)
class InjectMeasures:
    """The injects of a drill.

    Attributes:
        deliveries: each delivery, in the order of time; ``on_time``, ``late``, ``early``, ``untimed``: how many of
            them were within `LATE_AFTER_MS` of their time, later, earlier, and had none.
        by_hand: how many deliveries were by the controller's hand.
        delays: of those after their time, how late.
        held: how many injects were held back at some time.
        skipped: how many the controller skipped for good; ``passed``: of the phases that were played, how many others
            never came to be delivered; ``waiting``: how many of the present phase may still be.
    """

    deliveries: tuple[DeliveryMeasure, ...]
    on_time: int
    late: int
    early: int
    untimed: int
    by_hand: int
    delays: Delays
    held: int
    skipped: int
    passed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OverrideMeasure:
    """What was overridden of one value. ``unit`` is whose force it is, else None; ``held_ms``: how long it was held."""

    quantity: ev.Quantity
    unit: str | None
    sets: int
    holds: int
    releases: int
    held_ms: int


@dataclass(frozen=True, slots=True)
class OverrideMeasures:
    """The overrides of a drill, by value. ``held_ms``: how long any value at all was held."""

    values: tuple[OverrideMeasure, ...]
    count: int
    held_ms: int


class Asked:
    """The decisions, each as often as it was put or taken."""

    def __init__(self) -> None:
        self._all: list[DecisionMeasure] = []
        self._open: dict[str, int] = {}
        self.handlers: Handlers = {ev.DecisionCameDue: self._on_due, ev.DecisionTaken: self._on_taken}

    def measures(self) -> DecisionMeasures:
        """How long each waited for its answer."""
        waits = (one.wait_ms for one in self._all if one.wait_ms is not None)
        return DecisionMeasures(tuple(self._all), delays_of(waits))

    def _on_due(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.DecisionCameDue)
        self._open[body.decision] = len(self._all)
        self._all.append(DecisionMeasure(body.decision, event.exercise_ms))

    def _on_taken(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.DecisionTaken)
        place = self._open.pop(body.decision, None)
        if place is None:
            place = len(self._all)
            self._all.append(DecisionMeasure(body.decision, None))
        self._all[place] = replace(self._all[place], taken_ms=event.exercise_ms, choice=body.choice)


class Delivered:
    """The injects, each delivery against its time."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._fired: list[tuple[str, int, ev.Firing, int | None]] = []
        self._due_ms: dict[str, int] = {}
        self._again: Counter[str] = Counter()
        self._held: set[str] = set()
        self.handlers: Handlers = {
            ev.InjectCameDue: self._on_due,
            ev.InjectFired: self._on_fired,
            ev.InjectHeldBack: self._on_held,
        }

    def measures(self, state: DrillState, *, ended: bool) -> InjectMeasures:
        """How they were delivered, and what became of the others."""
        each = tuple(self._delivery(state, *fired) for fired in self._fired)
        lates = [one.late_ms for one in each if one.late_ms is not None]
        late, early = sum(ms > LATE_AFTER_MS for ms in lates), sum(ms < -LATE_AFTER_MS for ms in lates)
        skipped, passed, waiting = self._left(state, ended=ended)
        return InjectMeasures(
            each,
            len(lates) - late - early,
            late,
            early,
            len(each) - len(lates),
            sum(one.how in _BY_HAND for one in each),
            delays_of(ms for ms in lates if ms > 0),
            len(self._held),
            skipped,
            passed,
            waiting,
        )

    def _delivery(
        self, state: DrillState, inject: str, fired_ms: int, how: ev.Firing, due_ms: int | None
    ) -> DeliveryMeasure:
        """Of one that was delivered once and for all the state knows the time; of others the log, where it tells it.

        What the controller delivers once more has no time.
        """
        if how is ev.Firing.AGAIN:
            return DeliveryMeasure(inject, fired_ms, how, None)
        stood = state.injects[inject]
        if stood.times - self._again[inject] == 1 and stood.status is InjectStatus.FIRED and stood.due_ms is not None:
            due_ms = stood.due_ms
        if due_ms is None and how in _BY_ITSELF:
            due_ms = fired_ms
        return DeliveryMeasure(inject, fired_ms, how, None if due_ms is None else fired_ms - due_ms)

    def _left(self, state: DrillState, *, ended: bool) -> tuple[int, int, int]:
        played = {run.phase for run in state.phases}
        present = state.phases[-1].phase if state.phases and not ended else None
        skipped = passed = waiting = 0
        for name, stood in state.injects.items():
            phase = self._scenario.inject_by_id[name].phase
            if stood.times:
                continue
            if stood.status is InjectStatus.SKIPPED and stood.left_out:
                skipped += 1
            elif phase == present:
                waiting += 1
            elif phase in played:
                passed += 1
        return skipped, passed, waiting

    def _on_due(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.InjectCameDue)
        self._due_ms.setdefault(body.inject, event.exercise_ms)

    def _on_fired(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.InjectFired)
        due_ms = self._due_ms.pop(body.inject, None)
        self._again[body.inject] += body.how is ev.Firing.AGAIN
        self._fired.append((body.inject, event.exercise_ms, body.how, due_ms))

    def _on_held(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.InjectHeldBack)
        self._held.add(body.inject)


class Overridden:
    """The values the controller overrode, and how long each was held."""

    def __init__(self) -> None:
        self._counts: dict[tuple[ev.Quantity, str | None], dict[ev.OverrideMode, int]] = {}
        self._since_ms: dict[tuple[ev.Quantity, str | None], int] = {}
        self._spans: dict[tuple[ev.Quantity, str | None], list[tuple[int, int]]] = {}
        self.handlers: Handlers = {ev.ValueOverridden: self._on_overridden}

    def measures(self, end_ms: int) -> OverrideMeasures:
        """How often, and how long held, up to the end."""
        spans = {key: list(of_it) for key, of_it in self._spans.items()}
        for key, since_ms in self._since_ms.items():
            spans[key].append((since_ms, max(since_ms, end_ms)))
        values = tuple(
            OverrideMeasure(
                *key,
                counts[ev.OverrideMode.SET],
                counts[ev.OverrideMode.HOLD],
                counts[ev.OverrideMode.RELEASE],
                _covered_ms(spans[key]),
            )
            for key, counts in self._counts.items()
        )
        count = sum(one.sets + one.holds + one.releases for one in values)
        return OverrideMeasures(values, count, _covered_ms([span for of_it in spans.values() for span in of_it]))

    def _on_overridden(self, event: ev.Event) -> None:
        body = event.body
        assert isinstance(body, ev.ValueOverridden)
        key = body.quantity, body.unit
        self._counts.setdefault(key, dict.fromkeys(ev.OverrideMode, 0))[body.mode] += 1
        spans = self._spans.setdefault(key, [])
        if body.mode is ev.OverrideMode.HOLD:
            self._since_ms.setdefault(key, event.exercise_ms)
        elif key in self._since_ms:
            spans.append((self._since_ms.pop(key), event.exercise_ms))


def _covered_ms(spans: Sequence[tuple[int, int]]) -> int:
    """How long at least one of these was."""
    covered_ms = reached_ms = 0
    for from_ms, to_ms in sorted(spans):
        covered_ms += max(0, to_ms - max(from_ms, reached_ms))
        reached_ms = max(reached_ms, to_ms)
    return covered_ms
