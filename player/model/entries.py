"""What stands in a scenario beside its course: sources, place, people, units, crowd, objectives, readiness, tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from player.model.doctrine import Behaviour, Rating
from player.model.text import Text

NO_TEXT = Text.plain("")
NOTHING: Mapping[str, float] = MappingProxyType({})

AT_STARTEX = "startex"
"""The gate of a readiness item that stands before StartEx."""


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


NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to the scenario.

    Attributes:
        file: its path, relative to the scenario's folder, with ``/`` between folders.
        kind: a word of `ATTACHMENT_KINDS`.
    """

    file: str
    kind: str
    title: Text


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
class Role:
    """Somebody who says or receives injects, or decides.

    Attributes:
        part: a word of `ROLE_PARTS`.
        unit: id of the unit the role belongs to, or None.
        channel: how the role is reached unless an inject says otherwise, a word of `CHANNELS` or None.
    """

    id: str
    title: Text
    part: str = "player"
    unit: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taking part. ``kind`` is a word of `UNIT_KINDS`; ``strength`` is in persons."""

    id: str
    title: Text
    kind: str
    strength: int
    origin: Origin = NO_ORIGIN


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
class CriticalTask:
    """A task an objective cannot do without."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Objective:
    """What the drill is to train.

    Attributes:
        tasks: its critical tasks, by id.
        ratings: what the drill looks like that earns each rating, where the author says it.
    """

    id: str
    title: Text
    tasks: Mapping[str, CriticalTask] = field(default_factory=dict)
    ratings: Mapping[Rating, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """Something that is checked at the muster (apel).

    Attributes:
        kind: a word of `READINESS_KINDS`.
        unit: id of the unit it is checked at, or None.
        required: while it is open, its gate is passed only with a reason.
        gate: `AT_STARTEX`, or the id of the phase it stands before.
    """

    id: str
    text: Text
    kind: str = "other"
    unit: str | None = None
    required: bool = True
    gate: str = AT_STARTEX
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True)
class EmergencyContact:
    """Who is called when something real happens.

    Attributes:
        reach: how: a number, a channel, a place.
    """

    id: str
    title: Text
    reach: Text
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Tag:
    """What an observer logs with one key.

    Attributes:
        key: the digit, 1..9.
        behaviour: class of behaviour that is seen with it, or None.
        unlawful: it is an unlawful act, so that the situation turns red.
        colour: a word of `TAG_COLOURS`.
    """

    id: str
    key: int
    text: Text
    behaviour: Behaviour | None = None
    unlawful: bool = False
    colour: str = "grey"


Setting: TypeAlias = int | float | tuple[str, ...]
"""A setting of a rule: milliseconds, a number or words."""


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """How a scenario has a rule applied.

    Attributes:
        active: whether the rule is applied at all.
        basis: the basis it cites in place of the rule's own, or an empty text.
        values: settings that differ from the rule's own, by name; durations in ms.
    """

    active: bool = True
    basis: Text = NO_TEXT
    values: Mapping[str, Setting] = field(default_factory=dict)
