"""What was typed about a drill and not saved, with its view: kept while people type, there again when it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from player.model.events import SessionOpened
from player.ui.background import Background
from player.ui.drafts.store import Draft, DraftWriter, Kept, read_drafts
from player.ui.views import DrillView

PAUSE_MS = 700
"""So long after the first key that is not kept yet it is written; whoever types on is kept again and again."""


class Drafts(QObject):
    """The drafts of one session. Sheets and panels that close lose nothing, nor does Gladi when it closes, or dies.

    Signals:
        changed: something else has a draft, or something has none any more.

    Attributes:
        trouble: why they could not be written when it was last tried; empty where they are on the disk.
    """

    changed = Signal()

    def __init__(self, view: DrillView) -> None:
        super().__init__(view)
        self.trouble = ""
        self._view = view
        self._drafts: dict[str, Draft] = {}
        self._who: str | None = None
        self._writer: DraftWriter | None = None
        self._background: Background | None = None
        self._number = 0
        self._is_written = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._write_meanwhile)

    def __contains__(self, name: str) -> bool:
        return name in self._drafts

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._drafts))

    @property
    def who(self) -> str | None:
        """The name written last, or None: none was written yet."""
        return self._who

    def note_who(self, who: str) -> None:
        """Remember who writes."""
        if who != self._who:
            self._who = who
            if self._drafts:
                self._touch()

    def get(self, name: str) -> Draft:
        """The draft of this name; empty for none."""
        return self._drafts.get(name, {})

    def put(self, name: str, draft: Draft) -> None:
        """Keep this under a name; nothing in it: there is none any more."""
        if draft == self.get(name):
            return
        was_there = name in self._drafts
        if draft:
            self._drafts[name] = dict(draft)
        else:
            del self._drafts[name]
        self._touch()
        if was_there is not (name in self._drafts):
            self.changed.emit()

    def discard(self, name: str) -> None:
        """Let go of a draft, as it was saved, or is not wanted any more."""
        self.put(name, {})

    def open(self, folder: Path | None, background: Background | None = None, kept: Kept | None = None) -> bool:
        """Keep them on the disk from now on, and take up what lies there; gives whether anything did.

        Args:
            folder: where; None: they last as long as this does.
            background: where it is written while people type; None: at once.
            kept: what is newer than what lies there, as it could not be written.
        """
        if self._writer is not None or folder is None:
            return False
        session = session_of(self._view)
        found = read_drafts(folder, session) if kept is None else kept
        self._writer, self._background = DraftWriter(folder, session, found.drafts), background
        self._drafts = {**found.drafts, **self._drafts}
        self._who = found.who if self._who is None else self._who
        if kept is not None:
            self._touch()
        if found.drafts:
            self.changed.emit()
        return bool(found.drafts)

    def kept(self) -> Kept:
        """All of them, as they are now; whoever reviews the drill is not who wrote during it."""
        return Kept(dict(self._drafts), None if self._view.live else self._who)

    def flush(self) -> bool:
        """Write them now; gives whether what there is lies on the disk."""
        self._pause.stop()
        if self._writer is not None and not self._is_written:
            self._number += 1
            self._heard(self._number, self._writer.write(self._number, self.kept()))
        return self._is_written or self._writer is None

    def _touch(self) -> None:
        self._is_written = False
        if self._writer is not None and not self._pause.isActive():
            self._pause.start()

    def _write_meanwhile(self) -> None:
        """Write them in the background, so that the drill never waits for a slow disk."""
        if self._background is None or self._writer is None:
            self.flush()
            return
        self._number += 1
        work = partial(self._writer.write, self._number, self.kept())
        self._background.run(work, partial(self._heard, self._number))

    def _heard(self, number: int, trouble: str) -> None:
        """Take in what came of writing, unless more was typed meanwhile."""
        if not isValid(self):
            return
        self.trouble = trouble
        if number == self._number and not self._pause.isActive():
            self._is_written = not trouble


def drafts_of(view: DrillView) -> Drafts:
    """The drafts of a drill."""
    return view.findChild(Drafts) or Drafts(view)


def session_of(view: DrillView) -> str:
    """Id of the session a view shows."""
    opened = view.entries[0].event.body
    assert isinstance(opened, SessionOpened)
    return opened.session_id
