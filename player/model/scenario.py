"""A scenario as the engine reads it: frozen, complete, every reference resolved by id.

Times are integer milliseconds of exercise time, counted from the start of their phase unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from player.model.doctrine import ACTION_KINDS, Behaviour, Stage
from player.model.text import Text

DEFAULT_RANKS = ("Kapolres", "Kabag Ops", "Kasat Samapta", "Danki", "Danton", "Danru")
"""Who may be named as giving an order where a scenario lists no ranks of its own."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document the scenario is built from, and what was taken from it."""

    id: str
    document: str
    title: Text
    gives: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from.

    Attributes:
        source: id of the `Source` that reports it, or None.
        assumed: what about it is the author's assumption: any of ``time``, ``text``, ``strength``, ``event``.
    """

    source: str | None = None
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when the story plays.

    Attributes:
        zone: IANA zone of the story's clock, e.g. ``Asia/Jakarta``.
        starts_ms: story clock at StartEx, ms after midnight.
    """

    name: Text
    zone: str
    starts_ms: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taking part. ``kind`` is a word of `UNIT_KINDS`; ``strength`` is in persons."""

    id: str
    title: Text
    kind: str
    strength: int
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Crowd:
    """The crowd and where the crowd model starts.

    Attributes:
        size: persons.
        start: tension, activity, legitimacy and presence at StartEx, each 0..1, by those names.
        parameters: coefficients of the crowd model that differ from its defaults, by name.
    """

    size: int
    start: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objective:
    """What the drill is to train."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Pressure:
    """Inject pressure: the input s of the crowd model, per minute, for a time."""

    rate_per_min: float
    for_ms: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What an inject does to the crowd.

    Attributes:
        tension: impulse in points of the tension index, -100..100.
        pressure: pressure that starts with the inject, or None.
        behaviour: behaviour class seen from this moment, or None.
        provocateurs: share of provocateurs active from now on, 0..1, or None for no change.
        unlawful: unlawful acts are declared, so that the situation turns red.
    """

    tension: float = 0.0
    pressure: Pressure | None = None
    behaviour: Behaviour | None = None
    provocateurs: float | None = None
    unlawful: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedAction:
    """What the players are expected to do after an inject.

    Attributes:
        inject: id of the inject that opens it.
        action: kind of action that meets it by itself when a unit starts it, or None: only a tick meets it.
        by: id of the unit that has to do it, or None for any.
        within_ms: time allowed from the firing of the inject.
        objective: id of the objective it shows, or None.
    """

    id: str
    inject: str
    text: Text
    within_ms: int
    action: str | None = None
    by: str | None = None
    objective: str | None = None

    def is_met_by(self, unit: str, action: str) -> bool:
        """Whether this unit starting this kind of action meets it."""
        return self.action is not None and self.action == action and self.by in (None, unit)


@dataclass(frozen=True, slots=True)
class Inject:
    """An entry of the MSEL.

    Attributes:
        sequence: position in the whole script, the last tie-break of injects due at the same instant.
        at_ms: planned time from the start of its phase, or None when it has none.
        manual: the controller fires it by hand; at its planned time it only becomes due.
        sender: who says it; ``receiver``: to whom; ``channel``: a word of `CHANNELS` or None.
    """

    id: str
    phase: str
    sequence: int
    title: Text
    text: Text
    at_ms: int | None = None
    manual: bool = False
    sender: Text = field(default_factory=lambda: Text.plain(""))
    receiver: Text = field(default_factory=lambda: Text.plain(""))
    channel: str | None = None
    effects: Effects = Effects()
    expect: tuple[ExpectedAction, ...] = ()
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class PlannedSpan:
    """When the script plans an action: from the start of the phase, to a time in it or (None) to its end."""

    from_ms: int
    to_ms: int | None


@dataclass(frozen=True, slots=True)
class UnitAction:
    """An action a phase offers: a unit does something, with a stage of force.

    Attributes:
        id: unique in the script.
        does: a word of `ACTION_KINDS`.
        stage: stage of force.
        personnel: persons committed.
        dialogue: dialogue with the crowd while it runs, 0..1.
        order_from: ranks whose order it needs; empty: it needs none.
        planned: when the script plans it.
    """

    id: str
    phase: str
    unit: str
    does: str
    stage: Stage
    personnel: int
    dialogue: float
    order_from: tuple[str, ...] = ()
    planned: tuple[PlannedSpan, ...] = ()
    origin: Origin = Origin()

    @property
    def arrests_provocateurs(self) -> bool:
        """Whether starting it takes the provocateurs out."""
        return ACTION_KINDS[self.does].arrests_provocateurs


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the drill. ``next`` is the id of the phase after it, or None at the end."""

    id: str
    title: Text
    planned_ms: int
    injects: tuple[Inject, ...] = ()
    actions: tuple[UnitAction, ...] = ()
    next: str | None = None
    goal: Text = field(default_factory=lambda: Text.plain(""))
    origin: Origin = Origin()


@dataclass(frozen=True)
class Scenario:
    """A whole script.

    Attributes:
        language: version of the scenario language (the key ``gladi``).
        ranks: who may be named as giving an order.
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
    def action_by_id(self) -> Mapping[str, UnitAction]:
        """Each action offered by any phase, by its id."""
        return {action.id: action for phase in self.phases for action in phase.actions}

    @cached_property
    def total_strength(self) -> int:
        """Persons of all units together."""
        return sum(unit.strength for unit in self.units.values())

    @cached_property
    def phase_order(self) -> tuple[Phase, ...]:
        """The phases in the order the script plays them, from the first until one has no next."""
        return tuple(self._walk())

    @cached_property
    def planned_ms(self) -> int:
        """Planned length of the whole drill."""
        return sum(phase.planned_ms for phase in self.phase_order)

    def phase_number(self, phase_id: str) -> int:
        """Place of a phase in the order of play, from 1."""
        return 1 + next(place for place, phase in enumerate(self.phase_order) if phase.id == phase_id)

    def _walk(self) -> Iterator[Phase]:
        seen: set[str] = set()
        phase: Phase | None = self.phases[0]
        while phase is not None and phase.id not in seen:
            seen.add(phase.id)
            yield phase
            phase = self.phase_by_id[phase.next] if phase.next is not None else None


def _planned_order(inject: Inject) -> tuple[bool, int, int]:
    return (inject.at_ms is None, inject.at_ms or 0, inject.sequence)


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """A scenario with the exact text it was read from.

    Attributes:
        name: file name it was read from, for messages and the log.
        text: the whole text of the file.
        sha256: hex digest of that text in UTF-8.
    """

    scenario: Scenario
    name: str
    text: str
    sha256: str
