"""From when to when a value held."""

from __future__ import annotations

import pytest

from player.review.held import held

S = 1_000


@pytest.mark.parametrize(
    ("values", "end_ms", "expected"),
    [
        ([], 5 * S, []),
        ([7], 0, [(0, 0, 7)]),
        ([7, 7, 7], 2 * S + 1, [(0, 2 * S + 1, 7)]),
        ([1, 1, 2, 1], 3 * S, [(0, 2 * S, 1), (2 * S, 3 * S, 2), (3 * S, 3 * S, 1)]),
        ([1, 2], 1 * S + 500, [(0, 1 * S, 1), (1 * S, 1 * S + 500, 2)]),
        ([1, 2], 500, [(0, 1 * S, 1), (1 * S, 1 * S, 2)]),
        ([(1, 0), (1, 0), (1, 2)], 9 * S, [(0, 2 * S, (1, 0)), (2 * S, 9 * S, (1, 2))]),
    ],
)
def test_each_value_until_the_next_and_the_last_until_the_end(
    values: list[object], end_ms: int, expected: list[tuple[int, int, object]]
) -> None:
    assert list(held(values, end_ms)) == expected
