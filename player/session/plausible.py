"""Values that no session of Gladi holds, whatever a chain says of them: they would stop whoever works with them."""

from __future__ import annotations

from player.model.times import DAY_MS

LONGEST_EXERCISE_MS = 20 * DAY_MS
"""Exercise time no drill comes to: twenty days. The crowd is computed second by second up to the last moment told, and
a window counts the milliseconds of a plot in 31 bits, which end at 24 days."""

_FIRST_MS, _LAST_MS = -30_578_688_000_000, 253_370_764_800_000
"""1 January of the years 1001 and 9999, as ms since 1970: a year has four digits where moments are written down. A
clock that was never set may be wrong by decades."""

_FURTHEST_OFFSET_MIN = 24 * 60 - 1
"""No zone is a day from UTC, and no computer could tell the time there."""


def exercise_time_can_be(exercise_ms: int) -> bool:
    """Whether a drill can have come to this exercise time."""
    return 0 <= exercise_ms <= LONGEST_EXERCISE_MS


def wall_can_be(utc_ms: int, offset_min: int) -> bool:
    """Whether a wall clock can have shown this: a time some calendar has, in a zone that can be."""
    return _FIRST_MS <= utc_ms < _LAST_MS and -_FURTHEST_OFFSET_MIN <= offset_min <= _FURTHEST_OFFSET_MIN
