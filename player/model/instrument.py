"""The events of the instrument: what the crowd came to, what was overridden, what was answered to a finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body


@dataclass(frozen=True, slots=True)
class BehaviourChanged(Body):
    """Another class of behaviour stands. ``behaviour`` and ``before`` are numbers of `Behaviour`."""

    NAME: ClassVar[str] = "behaviour_changed"
    behaviour: int
    before: int


@dataclass(frozen=True, slots=True)
class SituationChanged(Body):
    """The situation has another colour. ``situation`` and ``before`` are numbers of `Situation`."""

    NAME: ClassVar[str] = "situation_changed"
    situation: int
    before: int


@dataclass(frozen=True, slots=True)
class CrowdDispersed(Body):
    """The crowd has dispersed: so few are left."""

    NAME: ClassVar[str] = "crowd_dispersed"


@dataclass(frozen=True, slots=True)
class CrowdGathered(Body):
    """A crowd that had dispersed is there again."""

    NAME: ClassVar[str] = "crowd_gathered"


class Quantity(StrEnum):
    """What the controller may override. The number an event holds of it is said beside each."""

    TENSION = "tension"
    """Millionths: 0 to 1,000,000."""
    BEHAVIOUR = "behaviour"
    """The number of the class, of `Behaviour`."""
    PRESENCE = "presence"
    """The part of the crowd that is there, in millionths: 0 to 1,000,000."""
    FORCE = "force"
    """The stage of force of one unit, 0 to 6."""


class OverrideMode(StrEnum):
    """What an override does."""

    SET = "set"
    """The value is this now, and goes on from it by itself."""
    HOLD = "hold"
    """The value is this until it is released."""
    RELEASE = "release"
    """The value goes on by itself again."""


@dataclass(frozen=True, slots=True)
class ValueOverridden(Body):
    """The controller overrode a value the model or the actions had given.

    Attributes:
        before, after: the value right before and right after it, in the numbers of its `Quantity`.
        unit: whose force it is, else None.
        who, why: who decided it, and why; neither is empty.
    """

    NAME: ClassVar[str] = "value_overridden"
    quantity: Quantity
    mode: OverrideMode
    before: int
    after: int
    unit: str | None
    who: str
    why: str


class AnswerKind(StrEnum):
    """What was answered to a finding."""

    ACCEPTED = "accepted"
    """It is so."""
    EXPLAINED = "explained"
    """It is so, for a reason the log does not show."""
    DISMISSED = "dismissed"
    """It is not so: the log or the rule misses what happened."""


@dataclass(frozen=True, slots=True)
class FindingAnswered(Body):
    """A controller or a trainer answered a finding. The last answer that counts is the one that stands.

    Attributes:
        finding: the key of the finding; it begins with the id of its rule.
        who: who answered, as written; may be empty. ``text``: what was written; empty only where it is accepted.
    """

    NAME: ClassVar[str] = "finding_answered"
    finding: str
    answer: AnswerKind
    text: str = ""
    who: str = ""
