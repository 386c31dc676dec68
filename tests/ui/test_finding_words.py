from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from player.ui.instrument.finding_words import FindingsByTime

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=12).map(
    lambda spans: [SimpleNamespace(from_ms=start, to_ms=start + length) for start, length in sorted(spans)]
)


def nearest_of_all(findings: Sequence[Any], at_ms: int) -> Any:
    """The same by looking at each of them."""
    before = [one for one in findings if one.from_ms <= at_ms]
    around = [one for one in before if one.to_ms >= at_ms]
    return (around or before or findings[:1] or [None])[-1]


@given(SPANS, st.integers(0, 45))
def test_the_finding_of_a_moment_is_the_last_around_it_or_before_it(findings: list[Any], at_ms: int) -> None:
    assert FindingsByTime(findings).nearest(at_ms) is nearest_of_all(findings, at_ms)
