"""The events of the review: what a trainer says of a drill that has ended.

They are chained behind EndEx, like answers to findings; nothing that happened in the drill is touched by them. Where a
number comes again, what it stands for was changed; what is taken back is voided like any other entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from player.model.body import Body


class AnnotationKind(StrEnum):
    """How a trainer's note is meant."""

    NOTE = "note"
    STRENGTH = "strength"
    """Something to keep."""
    IMPROVEMENT = "improvement"
    """An area for improvement."""
    BOOKMARK = "bookmark"
    """A moment to come back to; it has no place in the report."""


@dataclass(frozen=True, slots=True)
class AnnotationWritten(Body):
    """A trainer wrote a note on a moment, a span, an entry or a finding, or (the same number again) changed it.

    Attributes:
        annotation: running number of the annotation in the session, from 1.
        at_ms: exercise time it is about; ``to_ms``: end of the span, or None: it is about a moment.
        on: number of the event it is about, or None.
        finding: key of the finding it is about, or empty.
        objective: id of the objective it belongs to, or empty.
        text: may be empty for a bookmark only.
        who: who wrote it, as written; may be empty.
    """

    NAME: ClassVar[str] = "annotation_written"
    annotation: int
    kind: AnnotationKind
    at_ms: int
    to_ms: int | None = None
    on: int | None = None
    finding: str = ""
    objective: str = ""
    text: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ObjectiveRated(Body):
    """A trainer rated an objective. The last rating that counts is the one that stands.

    Attributes:
        rating: P, S, M or U, of `Rating`; empty: it is not rated after all.
        comment: why; may be empty.
    """

    NAME: ClassVar[str] = "objective_rated"
    objective: str
    rating: str
    comment: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class CorrectiveActionPlanned(Body):
    """Something that is to be done after the drill was written into the improvement plan, or changed there.

    Attributes:
        corrective: running number of the corrective action in the session, from 1.
        text: what is to be done. ``owner``: who does it; may be empty.
        due: the day by which it is done, as 2026-12-31; may be empty.
        annotation: number of the area for improvement it answers, or None.
        finding: key of the finding it answers, or empty; ``objective``: id of the objective, or empty.
    """

    NAME: ClassVar[str] = "corrective_action_planned"
    corrective: int
    text: str
    owner: str = ""
    due: str = ""
    annotation: int | None = None
    finding: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class SummaryWritten(Body):
    """A trainer summed the drill up in own words; the last summary that counts is the one that stands."""

    NAME: ClassVar[str] = "summary_written"
    text: str
    who: str = ""


REVIEW_BODIES: tuple[type[Body], ...] = (AnnotationWritten, ObjectiveRated, CorrectiveActionPlanned, SummaryWritten)
"""What only a trainer adds, and only behind EndEx."""
