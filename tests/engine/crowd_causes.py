"""What the tests of the explanation share: causes by their source, and that they add up."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from player.engine.explain import Cause, CauseKind, Explanation

SUM = 1e-9
"""Points of the index by which a sum may differ from the curve."""

By = tuple[CauseKind, int | None, int, tuple[tuple[str, str], ...]]


def by_source(causes: Iterable[Cause]) -> dict[By, float]:
    return {(cause.kind, cause.seq, cause.stages, cause.doers): cause.points for cause in causes}


def points_of(explanation: Explanation, kind: CauseKind) -> float:
    return sum(cause.points for cause in explanation.causes if cause.kind is kind)


def adds_up(explanation: Explanation) -> None:
    """Fail unless the causes make the change, are merged, and stand in their order."""
    causes = explanation.causes
    assert sum(cause.points for cause in causes) == pytest.approx(explanation.change, abs=SUM)
    assert len(by_source(causes)) == len(causes), "the same cause twice"
    assert list(causes) == sorted(causes, key=lambda cause: -abs(cause.points))
    assert all(cause.points for cause in causes)


def together(*explanations: Explanation) -> dict[By, float]:
    """The causes of spans that follow each other, as of one."""
    total: dict[By, float] = {}
    for explanation in explanations:
        for source, points in by_source(explanation.causes).items():
            total[source] = total.get(source, 0.0) + points
    return total


def same_causes(one: dict[By, float], other: dict[By, float]) -> None:
    for source in one.keys() | other.keys():
        assert one.get(source, 0.0) == pytest.approx(other.get(source, 0.0), abs=SUM), source
