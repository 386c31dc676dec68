"""Backgrounds which start no thread: the work is done when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class HeldBackground:
    """Keeps the work it is given until `finish`."""

    def __init__(self) -> None:
        self._held: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None] | None]] = []

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep this work."""
        self._held.append((work, on_done, on_failed))

    def __len__(self) -> int:
        return len(self._held)

    def finish(self, error: Exception | None = None) -> None:
        """Do everything kept, in its order; with an error, let it fail with that instead."""
        held, self._held = self._held, []
        for work, on_done, on_failed in held:
            failure, result = error, None
            try:
                result = work() if error is None else None
            except Exception as raised:  # noqa: BLE001  handed on below, as a thread does
                failure = raised
            if failure is None:
                on_done(result)
            elif on_failed is not None:
                on_failed(failure)
            else:
                raise failure


class ImmediateBackground:
    """Does the work at once, where it is given."""

    @staticmethod
    def run(
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do this work."""
        on_done(work())
