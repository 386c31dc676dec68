"""Measuring whether something is held long enough: a key or a button. No Qt, no clock of its own."""

from __future__ import annotations

from enum import Enum, auto

HOLD_MS = 2000
"""So long F12, or the button, is held before a real emergency is declared."""

LET_GO_MS = 60
"""What came up and stays up for this long was let go; some X servers send a release and a press for each repeat."""

STUCK_MS = 300
"""A longer time without a look proves nothing: that the key came up may still be on its way."""


class Held(Enum):
    """How a hold stands."""

    IDLE = auto()
    HOLDING = auto()
    LET_GO = auto()
    """It ended too early; told once."""
    DONE = auto()
    """It was long enough; told once."""


class Hold:
    """A key or button that has to be held for a while.

    Every time is a reading of one clock that never falls, in ms. A ``stamp_ms`` is one of the keyboard's own clock, 0
    where it has none: a program that is busy hears of a press late, and the stamps still tell how long it was.

    Args:
        needed_ms: how long it has to be held.
    """

    def __init__(self, needed_ms: int = HOLD_MS) -> None:
        self._needed_ms = needed_ms
        self._begun_ms: int | None = None
        self._up_ms: int | None = None
        self._length_ms = 0
        self._stamp_ms = 0
        self._seen_ms = self._sure_ms = 0

    @property
    def is_on(self) -> bool:
        """Whether something is held at this moment, as far as is known."""
        return self._begun_ms is not None

    def held_ms(self, now_ms: int) -> int:
        """How long it has been held, at most as long as is needed."""
        if self._begun_ms is None:
            return 0
        return min(self._needed_ms, now_ms - self._begun_ms if self._up_ms is None else self._length_ms)

    def part(self, now_ms: int) -> float:
        """How much of the time is over, 0..1."""
        return self.held_ms(now_ms) / self._needed_ms

    def down(self, now_ms: int, stamp_ms: int = 0) -> None:
        """It went down; while it is held, that is only the keyboard repeating."""
        if self._begun_ms is None or (self._up_ms is not None and now_ms - self._up_ms > LET_GO_MS):
            self._begun_ms = self._seen_ms = self._sure_ms = now_ms
            self._stamp_ms = stamp_ms
        self._up_ms = None

    def up(self, now_ms: int, stamp_ms: int = 0) -> None:
        """It came up; where nobody looked for long, that may have been as soon as it was last sure to be down."""
        if self._begun_ms is None or self._up_ms is not None:
            return
        self._up_ms = now_ms
        if 0 < self._stamp_ms <= stamp_ms:
            self._length_ms = stamp_ms - self._stamp_ms
        else:
            known_ms = now_ms if now_ms - self._sure_ms <= STUCK_MS else self._sure_ms
            self._length_ms = known_ms - self._begun_ms

    def stop(self) -> None:
        """Forget what is held."""
        self._begun_ms = self._up_ms = None

    def look(self, now_ms: int) -> Held:
        """How it stands now; to be asked some times a second while something is held."""
        if self._begun_ms is None:
            return Held.IDLE
        was_stuck, self._seen_ms = now_ms - self._seen_ms > STUCK_MS, now_ms
        if self._up_ms is None and not was_stuck:
            self._sure_ms = now_ms
        is_long = self.held_ms(now_ms) >= self._needed_ms
        if self._up_ms is None:
            done, over = is_long and not was_stuck, False
        else:  # what is up for a moment only may be the keyboard repeating
            done, over = is_long, now_ms - self._up_ms > LET_GO_MS
        if not done and not over:
            return Held.HOLDING
        self.stop()
        return Held.DONE if done else Held.LET_GO
