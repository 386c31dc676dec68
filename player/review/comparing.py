"""Sessions of a scenario side by side, and beside its plan: on one axis, in their measures, and who was first where.

Nothing here is a word to be read; `player.review.comparing_wording` has those. No drill is called better than another:
what is told is what came sooner, took longer, was missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from player.engine.state import ExpectedStatus
from player.review.comparing_axis import Alignment, By, align
from player.review.comparing_first import Contest, Firsts, contests, firsts
from player.review.comparing_rows import MeasureRow, measure_rows
from player.review.comparing_scripts import ScriptDifference, script_differences
from player.review.comparing_subjects import Subject, check_comparable

__all__ = ["By", "Comparison", "Mark", "MarkKind", "compare"]


class MarkKind(StrEnum):
    """What is marked on the line of a drill."""

    FINDING = "finding"
    MISSED = "missed"
    """An expected action that nobody saw in time."""


class Mark(NamedTuple):
    """Something that lies on the line of a drill; ``at_ms``: when it began, in the time of the drill."""

    kind: MarkKind
    at_ms: int


@dataclass(frozen=True)
class Comparison:
    """Drills that are compared.

    Attributes:
        subjects: in the order of their columns.
        base: the place of the one the differences are to: the plan, or else the first.
        rows: the measures; ``contests``: who was first where.
        scripts: what differs between their scripts; empty where they are the same text.
        other_rules: they were run with different versions of the rules.
    """

    subjects: tuple[Subject, ...]
    by: By
    base: int
    alignment: Alignment
    rows: tuple[MeasureRow, ...]
    contests: tuple[Contest, ...]
    scripts: tuple[ScriptDifference, ...] = ()
    other_rules: bool = False

    @cached_property
    def marks(self) -> tuple[tuple[Mark, ...], ...]:
        """What lies on the line of each drill."""
        return tuple(tuple(_marks_of(subject)) for subject in self.subjects)

    @cached_property
    def firsts(self) -> tuple[Firsts, ...]:
        """How often each drill was first."""
        return tuple(firsts(self.contests, place) for place in range(len(self.subjects)))

    def aligned(self, by: By) -> Comparison:
        """The same drills on the other axis."""
        return self if by is self.by else compare(self.subjects, by, base=self.base)


def compare(subjects: Sequence[Subject], by: By = By.STARTEX, *, base: int | None = None) -> Comparison:
    """Put drills side by side.

    Args:
        base: the place of the one the differences are to; None: the plan, or else the first.

    Raises:
        CannotCompare: they are too few, too many, or of other scenarios.
    """
    check_comparable(subjects)
    chosen = tuple(subjects)
    if base is None:
        base = next((place for place, subject in enumerate(chosen) if subject.is_plan), 0)
    order: dict[str, int] = {}
    for subject in sorted(chosen, key=lambda one: (one.sha256, one.name)):
        for phase in subject.scenario.phases:
            order.setdefault(phase.id, subject.scenario.phase_number(phase.id))
    alignment = align([(subject.stays, subject.end_ms) for subject in chosen], by, order)
    texts = {subject.sha256: subject.scenario for subject in chosen}
    return Comparison(
        chosen,
        by,
        base,
        alignment,
        measure_rows(chosen),
        contests(chosen, by),
        script_differences(list(texts.values())) if len(texts) > 1 else (),
        len({subject.rules for subject in chosen if not subject.is_plan}) > 1,
    )


def _marks_of(subject: Subject) -> Iterator[Mark]:
    for finding in subject.findings:
        yield Mark(MarkKind.FINDING, finding.from_ms)
    for called in subject.measures.expected.called:
        if called.status is ExpectedStatus.MISSED:
            yield Mark(MarkKind.MISSED, called.opened_ms)
