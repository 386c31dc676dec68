"""Whether the events of a session fit its scenario, and what was recorded before them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from player.engine.entries import WORDS
from player.engine.overrides import RANGES
from player.engine.trail import Trail
from player.i18n import Message
from player.model.doctrine import ACTION_KINDS, CHANNELS, Rating, Situation, Stage
from player.model.events import (
    ActionStageChanged,
    ActionStarted,
    Body,
    Event,
    ObservationAmended,
    Record,
    RecordAmended,
    SituationChanged,
    ValueOverridden,
)
from player.model.scenario import Scenario
from player.session.audit import Damage
from player.session.reader import Meanwhile, SavedSession, attended
from player.session.unhurried import uncollected

_VALUED = frozenset(
    {
        ObservationAmended,
        RecordAmended,
        SituationChanged,
        ActionStarted,
        ActionStageChanged,
        ValueOverridden,
    }
)
"""The kinds with values that must be looked at."""


def fitting(saved: SavedSession, meanwhile: Meanwhile | None = None) -> SavedSession:
    """The session up to the first event that fits neither its scenario nor what was recorded before it.

    Gladi writes no such event, and a chain proves only that nothing was changed since it was written.
    """
    found = saved.found_fitting
    if found.all_fit:
        return saved
    checks = _Checks(saved.loaded.scenario)
    trail = Trail(saved.loaded.scenario, len(saved.records))
    with uncollected():
        records = saved.records if meanwhile is None else attended(saved.records, meanwhile)
        try:
            trail.take(checks.checked(records))
        except (LookupError, ValueError):
            fit, misfit = saved.records[: trail.count], saved.records[trail.count].event
            reason = Message("It does not fit the scenario in the file, or what was recorded before it.")
            return replace(saved, records=fit, damage=Damage(misfit.seq, reason))
    found.all_fit, found.trail = True, trail
    return saved


class _Checks:
    """What the events of a session may name, and the values they may hold."""

    def __init__(self, scenario: Scenario) -> None:
        self._names: Mapping[str, Container[str]] = {
            "unit": scenario.units,
            "by": scenario.units,
            "offer": scenario.action_by_id,
            "tag": scenario.tags,
            "inject": scenario.inject_by_id,
            "phase": scenario.phase_by_id,
            "item": scenario.readiness,
            "does": ACTION_KINDS,
            "channel": CHANNELS,
            "rating": ("", *Rating),
            **{field: ("", *words) for field, words in WORDS.items()},
        }
        self._of_kind: dict[type[Body], list[tuple[str, Container[str]]]] = {}
        # What each kind of event named so far, all of it known: a log names the same few things again and again.
        self._fitted: dict[type[Body], tuple[Callable[[Any], object], set[object]] | None] = {}

    def checked(self, records: Iterable[Record]) -> Iterator[Event]:
        """The events of these records, each after it was checked.

        Raises:
            LookupError: a name is not known.
            ValueError: a value cannot be.
        """
        known = self._fitted
        for record in records:
            event = record.event
            body = event.body
            kind = type(body)
            fitted = known[kind] if kind in known else self._names_of(kind)
            if fitted is not None:
                read, seen = fitted
                names = read(body)
                if names not in seen:
                    self._check_names(body)
                    seen.add(names)
            if kind in _VALUED:
                self._check_values(body)
            yield event

    def _names_of(self, kind: type[Body]) -> tuple[Callable[[Any], object], set[object]] | None:
        """What gives all that an event of this kind names, and a place for what fits; None: it names nothing."""
        own = {field.name for field in fields(kind)}
        self._of_kind[kind] = named = [(field, known) for field, known in self._names.items() if field in own]
        self._fitted[kind] = (attrgetter(*(field for field, _ in named)), set()) if named else None
        return self._fitted[kind]

    def _check_names(self, body: Body) -> None:
        for field, known in self._of_kind[type(body)]:
            name = getattr(body, field)
            if name is not None and name not in known:
                raise LookupError(name)

    def _check_values(self, body: Body) -> None:
        match body:
            case ObservationAmended(field=field, value=value) | RecordAmended(field=field, value=value):
                words = self._names.get(field)
                if value and words is not None and value not in words:
                    raise LookupError(value)
            case SituationChanged(before=before):
                Situation(before)
            case ActionStarted(stage=stage) | ActionStageChanged(stage=stage):
                Stage(stage)
            case ValueOverridden(quantity=quantity, before=before, after=after):
                lowest, highest = RANGES[quantity]
                if not (lowest <= before <= highest and lowest <= after <= highest):
                    raise ValueError(quantity)
