"""Looks through the sessions that are listed, one after the other, while the start page is in sight.

A glance does not see a flipped byte within an event; only reading all of them does. That goes on in the background with
rests, and ends when the page is left. What was found is kept for as long as the program runs and not longer: a disk may
lose a byte without any date telling, so that each start looks anew. Nothing is written.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from player.session.listing import look_through
from player.session.store import SessionState, SessionSummary
from player.ui.background import Background
from player.ui.home.shelf import SessionEntry, Stock, in_turn

FIRST_MS = 2_000
"""The page has stood for so long before the first session is looked through."""

BETWEEN_MS = 100

_REST_S = 0.001
_LOOKED_AT = frozenset({SessionState.FINISHED, SessionState.INTERRUPTED, SessionState.SALVAGED, SessionState.DAMAGED})
"""What cannot be read is known for it, and one that is written to is left alone."""


class Checks(QObject):
    """Looks through sessions: those cut off first, then the newest.

    Args:
        background: where they are read.
        by_itself: begin some time after the page is shown; otherwise `check_next` does.

    Signals:
        found: of some session something else is known now.
    """

    found = Signal()

    def __init__(self, background: Background, parent: QObject | None = None, *, by_itself: bool = True) -> None:
        super().__init__(parent)
        self._background, self._by_itself = background, by_itself
        self._stock = Stock()
        self._looked: dict[Path, object] = {}
        self._amiss: dict[Path, tuple[object, SessionSummary]] = {}
        self._enough: Event | None = None
        self._is_on = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check_next)

    def begin(self) -> None:
        """Look through what is listed from now on."""
        self._is_on = True
        self._go_on(FIRST_MS)

    def stop(self) -> None:
        """Let go of everything at once: the page is left."""
        self._is_on = False
        self._timer.stop()
        if self._enough is not None:
            self._enough.set()

    def again(self) -> None:
        """Look through all of them anew; what was found stands until then."""
        self._looked.clear()
        self._go_on(BETWEEN_MS)

    def attend(self, stock: Stock) -> None:
        """Be about these sessions, as they are at a glance."""
        self._stock = stock
        listed = {one.path for one in stock.sessions}
        self._looked = {path: look for path, look in self._looked.items() if path in listed}
        self._amiss = {path: known for path, known in self._amiss.items() if path in listed}
        self._go_on(FIRST_MS)

    def applied(self, stock: Stock) -> Stock:
        """What is seen at a glance with what was found of its sessions, in the order that gives."""
        known = [self._known(one) for one in stock.sessions]
        if known == list(stock.sessions):
            return stock
        return Stock(stock.scripts, tuple(sorted(known, key=in_turn)), stock.problems, stock.looked)

    def known_of(self, summary: SessionSummary) -> SessionSummary:
        """What was found of one session, where its file is as it was then; else what a glance tells."""
        look, known = self._amiss.get(summary.path, (None, summary))
        try:
            now = summary.path.stat()
        except OSError:
            return summary
        return known if look == (now.st_size, now.st_mtime_ns) else summary

    def check_next(self) -> bool:
        """Look through the next one; gives whether there is one, and none is being looked through."""
        entry = next((one for one in self._stock.sessions if self._is_due(one)), None)
        if entry is None or entry.summary is None or self._enough is not None:
            return False
        enough = self._enough = Event()
        work = partial(_look_through, entry.summary, enough)
        self._background.run(work, partial(self._take, entry), partial(self._fail, entry))
        return True

    def _take(self, entry: SessionEntry, summary: SessionSummary | None) -> None:
        if not isValid(self):
            return
        self._enough = None
        if summary is not None:
            look = _look_of(entry)
            self._looked[entry.path] = look
            before = self._amiss.pop(entry.path, None)
            if summary != entry.summary:
                self._amiss[entry.path] = (look, summary)
            if self._amiss.get(entry.path) != before:
                self.found.emit()
        self._go_on(BETWEEN_MS)

    def _fail(self, entry: SessionEntry, error: Exception) -> None:
        """Whatever it is, this one is not tried again; that is told of."""
        if isValid(self):
            self._enough = None
            self._looked[entry.path] = _look_of(entry)
            self._go_on(BETWEEN_MS)
        raise error

    def _go_on(self, after_ms: int) -> None:
        if (
            self._by_itself
            and self._is_on
            and not self._timer.isActive()
            and any(map(self._is_due, self._stock.sessions))
        ):
            self._timer.start(after_ms)

    def _is_due(self, entry: SessionEntry) -> bool:
        summary = entry.summary
        return summary is not None and summary.state in _LOOKED_AT and self._looked.get(entry.path) != _look_of(entry)

    def _known(self, entry: SessionEntry) -> SessionEntry:
        look, summary = self._amiss.get(entry.path, (None, None))
        if summary is None or entry.summary is None or entry.summary.state not in _LOOKED_AT or look != _look_of(entry):
            return entry
        return SessionEntry(entry.path, entry.size_bytes, entry.changed_ns, summary)


class _Enough(Exception):  # noqa: N818
    """The page was left."""


def _look_through(summary: SessionSummary, enough: Event) -> SessionSummary | None:
    """The summary once every event was looked at; None: there was no more time for it."""

    def rest() -> None:
        if enough.wait(_REST_S):
            raise _Enough

    try:
        rest()
        return look_through(summary, rest)
    except _Enough:
        return None


def _look_of(entry: SessionEntry) -> object:
    """What tells that a file is not as it was."""
    return entry.size_bytes, entry.changed_ns
