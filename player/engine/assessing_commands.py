"""What a trainer can ask for after EndEx: annotations, ratings, corrective actions, a summary."""

from __future__ import annotations

from dataclasses import dataclass

from player.engine.command import Command
from player.model.events import AnnotationKind


@dataclass(frozen=True, slots=True)
class Annotate(Command):
    """Write a trainer's note after EndEx.

    Attributes:
        at_ms: exercise time it is about; ``to_ms``: end of the span, or None.
        on: number of the entry it is about, or None. ``finding``, ``objective``: what it belongs to, or empty.
        annotation: number of the annotation that is changed; None: a new one.
    """

    kind: AnnotationKind
    at_ms: int
    text: str = ""
    to_ms: int | None = None
    on: int | None = None
    finding: str = ""
    objective: str = ""
    who: str = ""
    annotation: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveAnnotation(Command):
    """Take a trainer's note back, with every change to it."""

    annotation: int


@dataclass(frozen=True, slots=True)
class RateObjective(Command):
    """Rate an objective after EndEx; an empty rating takes it back."""

    objective: str
    rating: str
    comment: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class PlanCorrective(Command):
    """Write a corrective action into the improvement plan after EndEx.

    Attributes:
        due: the day, as 2026-12-31, or empty.
        corrective: number of the one that is changed; None: a new one.
    """

    text: str
    owner: str = ""
    due: str = ""
    annotation: int | None = None
    finding: str = ""
    objective: str = ""
    corrective: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveCorrective(Command):
    """Take a corrective action out of the improvement plan, with every change to it."""

    corrective: int


@dataclass(frozen=True, slots=True)
class WriteSummary(Command):
    """Sum the drill up in words after EndEx; an empty text takes the summary back."""

    text: str
    who: str = ""
