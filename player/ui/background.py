"""The one door to other threads: do something slow there, get the result back in the thread of the window.

Nothing else in the UI starts a thread. Tests put a fake in its place.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

Result = TypeVar("Result")

SWITCH_S = 0.0005
"""How long the window waits for its turn while a thread works.

It does so at each call into Qt, of which a picture takes hundreds: with the usual 5 ms they add up to seconds.
"""

_USUAL_SWITCH_S = sys.getswitchinterval()


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

        sys.setswitchinterval(SWITCH_S)
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
        if not self._threads:
            sys.setswitchinterval(_USUAL_SWITCH_S)
        then, result = outcome
        then(result)


PAINT_MS = 30
"""After each piece of work the window has so long to show what came of it before the next begins."""


class InTurn(QObject):
    """Hands work on to a background one piece after the other, the first once what waits to be painted is painted.

    Threads that work at the same time take the processor from each other and from the window.

    Args:
        background: what does the work.
    """

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def run(
        self,
        work: Callable[[], Result],
        on_done: Callable[[Result], None],
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do this work when all that came before is done, as `Background` says."""
        done, failed = self._then_next(on_done), self._then_next(on_failed or _raise)
        self._waiting.append(lambda: self._background.run(work, done, failed))
        if not self._is_busy:
            self._is_busy = True
            QTimer.singleShot(0, self, self._start)

    def _start(self) -> None:
        self._waiting.popleft()()

    def _then_next(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        def go_on(result: Any) -> None:
            try:
                then(result)
            finally:
                if isValid(self):
                    self._is_busy = bool(self._waiting)
                    if self._waiting:
                        QTimer.singleShot(PAINT_MS, self, self._start)

        return go_on


def _raise(error: Exception) -> None:
    raise error
