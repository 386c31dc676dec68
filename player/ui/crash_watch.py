"""Errors that nobody foresaw, while a window is open: the traceback goes to a file, one sentence to the user."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Self


class CrashWatch:
    """Is told of every error that no code catches, also in a slot or an event handler, after which Qt goes on.

    An error that comes back, as one in a tick does, is told once.

    Args:
        tell: shows a sentence to the user.
        on_interrupt: Ctrl-C was pressed in the terminal.
    """

    def __init__(self, tell: Callable[[str], None], on_interrupt: Callable[[], object]) -> None:
        self._tell = tell
        self._on_interrupt = on_interrupt
        self._known: set[str] = set()
        self._before = sys.excepthook

    def __enter__(self) -> Self:
        self._before, sys.excepthook = sys.excepthook, self.catch
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._before

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an error, as `sys.excepthook` does."""
        if issubclass(kind, KeyboardInterrupt):
            self._on_interrupt()
            return
        where = "".join(traceback.format_tb(trace)) + kind.__name__
        release_frames(error)
        if where in self._known:
            return
        self._known.add(where)
        from player.session.crashes import report_crash

        sentence = report_crash(error)
        sys.stderr.write(f"{sentence}\n")
        try:
            self._tell(sentence)
        except Exception as another:  # noqa: BLE001 - a window that cannot say it must not make it worse
            report_crash(another)


def release_frames(error: BaseException) -> None:
    """Let go of everything the functions held that an error ended; where it happened can still be told.

    Python keeps the last error, with it the locals of a ``paintEvent`` that failed, and with them a painter still at
    work on a widget. Qt dies when that widget goes first.
    """
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        traceback.clear_frames(link.__traceback__)
        link = link.__cause__ or link.__context__
