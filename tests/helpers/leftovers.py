"""What a test may not leave behind: running threads and running Qt timers."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QTimer

PATIENCE_S = 5.0
_TIMERS: weakref.WeakSet[QTimer] = weakref.WeakSet()


def running_threads() -> set[threading.Thread]:
    """Every thread which keeps the process alive."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


def leftover_threads(before: set[threading.Thread]) -> list[str]:
    """The names of the threads which still run and did not before; one about to end is waited for."""
    new = running_threads() - before
    for thread in new:
        thread.join(PATIENCE_S)
    return sorted(thread.name for thread in new if thread.is_alive())


def watch_timers() -> None:
    """Have every Qt timer that is made from now on known; call it before anything imports one.

    To look for them among all objects there are takes longer than most tests of the window.
    """
    from PySide6 import QtCore

    class KnownTimer(QtCore.QTimer):
        """A timer like any other, but known."""

        def __init__(self, *args: Any, **values: Any) -> None:
            super().__init__(*args, **values)
            _TIMERS.add(self)

    KnownTimer.__name__ = KnownTimer.__qualname__ = "QTimer"
    QtCore.QTimer = KnownTimer  # type: ignore[misc]  # for the tests alone


def leftover_timers() -> list[str]:
    """Every Qt timer still running, with the chain of its parents; empties Qt's list of things to delete first."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
    from shiboken6 import isValid

    if QCoreApplication.instance() is None:
        return []
    QThreadPool.globalInstance().waitForDone(int(PATIENCE_S * 1000))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def running_timers() -> list[QTimer]:
        return [timer for timer in list(_TIMERS) if isValid(timer) and timer.isActive()]

    if running_timers():
        gc.collect()  # slow, and only those which then still run were left by somebody
    return sorted(f"{_chain(timer)}, every {timer.interval()} ms" for timer in running_timers())


def _chain(item: QObject | None) -> str:
    """A Qt object and its parents, by class and name."""
    names = []
    while item is not None:
        names.append(f"{type(item).__name__} {item.objectName()!r}" if item.objectName() else type(item).__name__)
        item = item.parent()
    return " in ".join(names)
