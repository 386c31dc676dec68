"""What trainers have said of a drill that has ended: what stands of it, for the screen and the reports alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from player.engine.state import DrillState
from player.model import events as ev
from player.model.doctrine import Rating

B = TypeVar("B", bound=ev.Body)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A trainer's note that stands.

    Attributes:
        number: its running number; ``seq``: of the event that says it as it stands now.
        at_ms, to_ms: the stretch of exercise time it is about; both the same for a moment.
        on: number of the event it is about, or None.
        finding: key of the finding it is about, or empty. ``objective``: id of the objective it belongs to, or empty.
    """

    number: int
    seq: int
    kind: ev.AnnotationKind
    at_ms: int
    to_ms: int
    on: int | None
    finding: str
    objective: str
    text: str
    who: str

    @property
    def is_span(self) -> bool:
        """Whether it is about a stretch of time rather than a moment."""
        return self.to_ms > self.at_ms


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating of an objective that stands."""

    objective: str
    seq: int
    rating: Rating
    comment: str
    who: str


@dataclass(frozen=True, slots=True)
class Corrective:
    """A corrective action that stands.

    Attributes:
        number: its running number; ``seq``: of the event that says it as it stands now.
        due: the day it is to be done by, as 2026-12-31, or empty.
        annotation: number of the area for improvement it answers, or None where that no longer stands.
    """

    number: int
    seq: int
    text: str
    owner: str
    due: str
    annotation: int | None
    finding: str
    objective: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What trainers have said of a drill.

    Attributes:
        annotations: in the order of the time they are about.
        ratings: by the id of the objective; those not rated are missing.
        correctives: in the order they were planned.
        summary, summary_seq: the trainer's own words on the whole and their event; empty and None where there are none.
    """

    annotations: tuple[Annotation, ...] = ()
    ratings: Mapping[str, Rated] = field(default_factory=dict)
    correctives: tuple[Corrective, ...] = ()
    summary: str = ""
    summary_seq: int | None = None

    def of_kind(self, kind: ev.AnnotationKind) -> tuple[Annotation, ...]:
        """The annotations meant so, in the order of the time they are about."""
        return tuple(one for one in self.annotations if one.kind is kind)


def assessment_of(state: DrillState) -> Assessment:
    """What stands of what trainers have said, after the events of this state.

    Entries that are void do not count; where a number was changed its last version stands.
    """
    written = _written(state)
    annotations = {body.annotation: _annotation(seq, body) for seq, body in _of(written, ev.AnnotationWritten)}
    numbers = frozenset(annotations)
    correctives = {
        body.corrective: _corrective(seq, body, numbers) for seq, body in _of(written, ev.CorrectiveActionPlanned)
    }
    rated = {body.objective: (seq, body) for seq, body in _of(written, ev.ObjectiveRated)}
    summary_seq, summary = None, ""
    for seq, body in _of(written, ev.SummaryWritten):
        summary_seq, summary = seq, body.text
    return Assessment(
        tuple(sorted(annotations.values(), key=lambda one: (one.at_ms, one.number))),
        {
            objective: Rated(objective, seq, Rating(body.rating), body.comment, body.who)
            for objective, (seq, body) in rated.items()
            if body.rating in set(Rating)
        },
        tuple(correctives[number] for number in sorted(correctives)),
        summary,
        summary_seq if summary else None,
    )


def _written(state: DrillState) -> list[tuple[int, ev.Body]]:
    """What trainers have written that is not void: little beside all else that can be."""
    kinds, voided = frozenset(ev.REVIEW_BODIES), state.voided
    return [(seq, body) for seq, body in state.voidable.items() if type(body) in kinds and seq not in voided]


def _of(written: Iterable[tuple[int, ev.Body]], kind: type[B]) -> Iterator[tuple[int, B]]:
    return ((seq, body) for seq, body in written if isinstance(body, kind))


def _annotation(seq: int, body: ev.AnnotationWritten) -> Annotation:
    to_ms = body.at_ms if body.to_ms is None else body.to_ms
    return Annotation(
        body.annotation,
        seq,
        body.kind,
        body.at_ms,
        to_ms,
        body.on,
        body.finding,
        body.objective,
        body.text,
        body.who,
    )


def _corrective(seq: int, body: ev.CorrectiveActionPlanned, annotations: frozenset[int]) -> Corrective:
    annotation = body.annotation if body.annotation in annotations else None
    return Corrective(body.corrective, seq, body.text, body.owner, body.due, annotation, body.finding, body.objective)
