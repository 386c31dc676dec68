"""Exercise time out of monotonic time: a pure mapping that reads no clock."""

from __future__ import annotations

NORMAL_SPEED_PERMILLE = 1000


class ExerciseClock:
    """Exercise time for any monotonic time, through holds and changes of speed.

    Time never runs back: a monotonic time before the last change counts as that change. Nothing is rounded but what is
    read, so no number of holds and changes of speed adds up to an error.
    """

    def __init__(self, exercise_ms: int = 0) -> None:
        self._base_exercise_us = exercise_ms * 1000
        self._base_monotonic_ms = 0
        self._speed_permille = NORMAL_SPEED_PERMILLE
        self._running = False

    @property
    def running(self) -> bool:
        """Whether exercise time goes on."""
        return self._running

    @property
    def speed_permille(self) -> int:
        """Thousandths of real time at which exercise time runs."""
        return self._speed_permille

    def exercise_ms(self, monotonic_ms: int) -> int:
        """Exercise time at this monotonic time."""
        return self._exercise_us(monotonic_ms) // 1000

    def run(self, monotonic_ms: int) -> None:
        """Exercise time goes on from this moment."""
        self._rebase(monotonic_ms)
        self._running = True

    def hold(self, monotonic_ms: int) -> None:
        """Exercise time stands still from this moment."""
        self._rebase(monotonic_ms)
        self._running = False

    def set_speed(self, monotonic_ms: int, speed_permille: int) -> None:
        """Exercise time runs at another speed from this moment.

        Raises:
            ValueError: the speed is not above zero.
        """
        if speed_permille <= 0:
            raise ValueError(f"speed must be above zero, not {speed_permille} permille")
        self._rebase(monotonic_ms)
        self._speed_permille = speed_permille

    def _rebase(self, monotonic_ms: int) -> None:
        self._base_exercise_us = self._exercise_us(monotonic_ms)
        self._base_monotonic_ms = max(self._base_monotonic_ms, monotonic_ms)

    def _exercise_us(self, monotonic_ms: int) -> int:
        if not self._running:
            return self._base_exercise_us
        elapsed_ms = max(0, monotonic_ms - self._base_monotonic_ms)
        return self._base_exercise_us + elapsed_ms * self._speed_permille
