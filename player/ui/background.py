"""The one door to other threads: do something slow there, get the result back in the thread of the window.

Nothing else in the UI starts a thread. Tests put a fake in its place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")


class Background(Protocol):
    """Where slow work goes."""

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Start this work; one of the other two is called later with what came of it.

        Args:
            work: runs elsewhere, so it may touch no widget.
            on_done: called with the result, in the thread of the window.
            on_failed: called with the exception, likewise; without it the exception is raised there.
        """


class ThreadBackground(QObject):
    """Does each piece of work in a thread of its own.

    A thread holds the process open until its work is done, and what comes of it after this object has gone is dropped.
    """

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: set[threading.Thread] = set()
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Start this work, as `Background` says."""

        def in_thread() -> None:
            try:
                outcome: tuple[Callable[[Any], None], Any] = (on_done, work())
            except Exception as error:  # noqa: BLE001  # whatever it is, it belongs to the window's thread
                outcome = (on_failed or _raise, error)
            try:
                self._ended.emit(outcome, thread)
            except RuntimeError:
                return  # the window has closed meanwhile

        thread = threading.Thread(target=in_thread, name=f"background {getattr(work, '__qualname__', 'work')}")
        self._threads.add(thread)
        thread.start()

    def wait(self) -> None:
        """Wait until all work is done; what came of it is handed over when the event loop next runs."""
        for thread in list(self._threads):
            thread.join()

    def _hand_over(self, outcome: tuple[Callable[[Any], None], Any], thread: threading.Thread) -> None:
        thread.join()
        self._threads.discard(thread)
        then, result = outcome
        then(result)


def _raise(error: Exception) -> None:
    raise error
