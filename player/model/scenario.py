"""A scenario as the engine reads it: frozen, complete, every reference resolved by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from player.model.body import Body
from player.model.course import Decision, ExpectedAction, Inject, Phase, Triggered, UnitAction
from player.model.entries import (
    Attachment,
    Crowd,
    EmergencyContact,
    Objective,
    Place,
    ReadinessItem,
    Role,
    RuleSettings,
    Source,
    Tag,
    Unit,
)
from player.model.text import Text

LANGUAGE_VERSION = 2
"""The version of the scenario language that is written now."""

DEFAULT_RANKS = ("Kapolres", "Kabag Ops", "Kasat Samapta", "Danki", "Danton", "Danru")
"""Who may be named as giving an order where a scenario lists no ranks of its own."""


@dataclass(frozen=True)
class Scenario:
    """A whole script.

    Attributes:
        language: version of the scenario language it is written in (the key ``gladi``).
        ranks: who may be named as giving an order.
        emergency: who is called when something real happens, in the order of the list.
        findings: how it has the rules applied that it speaks of, by the id of the rule.
    """

    language: int
    id: str
    title: Text
    summary: Text
    place: Place
    units: Mapping[str, Unit]
    crowd: Crowd
    phases: tuple[Phase, ...]
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Text, ...] = ()
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    ranks: tuple[str, ...] = DEFAULT_RANKS
    roles: Mapping[str, Role] = field(default_factory=dict)
    readiness: Mapping[str, ReadinessItem] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    findings: Mapping[str, RuleSettings] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    emergency: Mapping[str, EmergencyContact] = field(default_factory=dict)

    @cached_property
    def phase_by_id(self) -> Mapping[str, Phase]:
        """Each phase by its id."""
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def inject_by_id(self) -> Mapping[str, Inject]:
        """Each inject of the script by its id."""
        return {inject.id: inject for phase in self.phases for inject in phase.injects}

    @cached_property
    def injects_by_time(self) -> Mapping[str, tuple[Inject, ...]]:
        """The injects of each phase, by its id, in the order of their planned times; last those that have none."""
        return {phase.id: tuple(sorted(phase.injects, key=_planned_order)) for phase in self.phases}

    @cached_property
    def expected_by_id(self) -> Mapping[str, ExpectedAction]:
        """Each expected action of the script by its id."""
        return {expected.id: expected for inject in self.inject_by_id.values() for expected in inject.expect}

    @cached_property
    def expected_places(self) -> Mapping[str, int]:
        """Place of each expected action in the whole script, by its id."""
        return {expected: place for place, expected in enumerate(self.expected_by_id)}

    @cached_property
    def contingencies(self) -> frozenset[str]:
        """Ids of the injects that are offered when an expected action is missed."""
        named = (expected.contingency for expected in self.expected_by_id.values())
        return frozenset(inject for inject in named if inject is not None)

    @cached_property
    def action_by_id(self) -> Mapping[str, UnitAction]:
        """Each action offered by any phase, by its id."""
        return {action.id: action for phase in self.phases for action in phase.actions}

    @cached_property
    def decision_by_id(self) -> Mapping[str, Decision]:
        """Each decision of the script by its id."""
        return {decision.id: decision for phase in self.phases for decision in phase.decisions}

    @cached_property
    def tag_by_key(self) -> Mapping[int, Tag]:
        """Each tag by its digit."""
        return {tag.key: tag for tag in self.tags.values()}

    @cached_property
    def total_strength(self) -> int:
        """Persons of all units together."""
        return sum(unit.strength for unit in self.units.values())

    @cached_property
    def phase_order(self) -> tuple[Phase, ...]:
        """The phases in the order the script plans them: from the first, by the planned answers, until the end."""
        return tuple(self._walk())

    @cached_property
    def planned_ms(self) -> int:
        """Planned length of the whole drill."""
        return sum(phase.planned_ms for phase in self.phase_order)

    @cached_property
    def has_branches(self) -> bool:
        """Whether the course can go more than one way."""
        return any(len(phase.onward) > 1 or phase.optional for phase in self.phases)

    @cached_property
    def listeners(self) -> Mapping[str, Mapping[type[Body], tuple[Triggered, ...]]]:
        """What of each phase, by its id, has a trigger that listens to each kind of event."""
        return {phase.id: _by_kind(phase.triggered) for phase in self.phases}

    @cached_property
    def watchers(self) -> Mapping[str, tuple[Triggered, ...]]:
        """What of each phase, by its id, has a trigger that watches the crowd."""
        return {
            phase.id: tuple(one for one in phase.triggered if one.trigger is not None and one.trigger.WATCHES)
            for phase in self.phases
        }

    def phase_number(self, phase_id: str) -> int:
        """Place of a phase from 1: in the planned order; those that are not planned come after, as in the script."""
        planned = [phase.id for phase in self.phase_order]
        aside = [phase.id for phase in self.phases if phase.id not in set(planned)]
        return 1 + [*planned, *aside].index(phase_id)

    def _walk(self) -> Iterator[Phase]:
        seen: set[str] = set()
        phase: Phase | None = self.phases[0]
        while phase is not None and phase.id not in seen:
            seen.add(phase.id)
            yield phase
            phase = self.phase_by_id[phase.planned_next] if phase.planned_next is not None else None


def _by_kind(triggered: tuple[Triggered, ...]) -> Mapping[type[Body], tuple[Triggered, ...]]:
    found: dict[type[Body], list[Triggered]] = {}
    for one in triggered:
        for kind in one.trigger.LISTENS if one.trigger is not None else ():
            found.setdefault(kind, []).append(one)
    return {kind: tuple(ones) for kind, ones in found.items()}


def _planned_order(inject: Inject) -> tuple[bool, int, int]:
    return (inject.at_ms is None, inject.at_ms or 0, inject.sequence)


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario with the exact text it was read from.

    Attributes:
        name: file name it was read from, for messages and the log.
        text: the whole text of the file.
        sha256: hex digest of that text in UTF-8.
        folder: where the file lies, and its attachments with it; None where it was not read from a file.
    """

    scenario: Scenario
    name: str
    text: str
    sha256: str
    folder: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ProgrammeStage:
    """A stage of a programme.

    Attributes:
        file: the scenario's file, in the folder of the programme.
        when: when it takes place in the story, in words.
        carries: which of tension, activity and legitimacy it takes over from the end of the stage before.
    """

    id: str
    title: Text
    file: str
    when: Text
    carries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """Several scenarios in a row, played as one exercise: one session a stage."""

    id: str
    title: Text
    summary: Text
    stages: tuple[ProgrammeStage, ...]
    sources: tuple[Source, ...] = ()
    assumptions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedProgramme:
    """A programme with the scenario of each of its stages."""

    programme: Programme
    name: str
    text: str
    sha256: str
    scenarios: tuple[LoadedScenario, ...]
