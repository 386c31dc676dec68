"""What the start page shows, kept up with the disk: read away from the window, and again when something changes.

The system tells of changes in the folders and to the user's scripts; what it does not tell of, as on network drives
or when a program is killed, is seen when the window is come back to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from shiboken6 import isValid

from player.ui.background import Background
from player.ui.home.checks import Checks
from player.ui.home.shelf import Group, Places, Shelf, Stock

SETTLE_MS = 300
"""Changes within this time are looked at once: a drill that runs elsewhere writes again and again."""

_MOST_WATCHED = 64


class HomeFeed(QObject):
    """Scripts and sessions as they lie on the disk.

    Args:
        places: gives where to look; called in the thread of the window.
        background: where it is read.
        by_itself: follow the folders by what the system tells; otherwise `look` does.

    Attributes:
        stock: what was there when it was last looked at.
        checks: looks through the sessions meanwhile.

    Signals:
        changed: something else is there, or more of it was read.
        moving: a session is about to go elsewhere in the list, for what was found in it.
    """

    changed = Signal()
    moving = Signal()

    def __init__(
        self,
        places: Callable[[], Places],
        background: Background,
        parent: QObject | None = None,
        *,
        by_itself: bool = True,
    ) -> None:
        super().__init__(parent)
        self.stock = Stock()
        self._places, self._background, self._by_itself = places, background, by_itself
        self.checks = Checks(background, self, by_itself=by_itself)
        self.checks.found.connect(self.moving)
        self.checks.found.connect(self.look)
        self._shelf = Shelf()
        self._is_busy = False
        self._look_again = False
        self._watcher: QFileSystemWatcher | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.look)

    def begin(self) -> None:
        """Follow the folders from now on."""
        if self._by_itself and self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._touched)
            self._watcher.fileChanged.connect(self._touched)
        self.checks.begin()
        self.look()

    def stop(self) -> None:
        """Follow them no longer."""
        self._settle.stop()
        self.checks.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def look_anew(self) -> None:
        """See what is there now, and look through all sessions once more."""
        self.checks.again()
        self.look()

    def look(self) -> None:
        """See what is there now."""
        if self._is_busy:
            self._look_again = True
            return
        self._is_busy = True
        self._background.run(partial(self._shelf.look, self._places()), self._take, self._fail)

    def _take(self, seen: Stock) -> None:
        if not isValid(self):
            return
        stock = self.checks.applied(seen)
        if stock != self.stock:
            self.stock = stock
            self.changed.emit()
        if not stock.is_read:
            self._background.run(partial(self._shelf.read_some, seen), self._take, self._fail)
            return
        self._is_busy = False
        self._watch()
        self.checks.attend(seen)
        if self._look_again:
            self._look_again = False
            self.look()

    def _fail(self, error: Exception) -> None:
        """Whatever it is, the next look may go well; this one is told of."""
        if isValid(self):
            self._is_busy = False
        raise error

    def _touched(self) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _watch(self) -> None:
        """Watch the folders, and the scripts that somebody may be writing at."""
        watcher = self._watcher
        if watcher is None:
            return
        places = self._places()
        own = [one.path for one in self.stock.scripts if one.group is not Group.SHIPPED][:_MOST_WATCHED]
        folders = {places.sessions, places.own, *(path.parent for path in own)}
        missing = next((folder for folder in places.own.parents if folder.is_dir()), None)
        if missing is not None and not places.own.is_dir():
            folders.add(missing)
        wanted = {str(path) for path in (*folders, *own)}
        watched = {*watcher.files(), *watcher.directories()}
        if gone := sorted(watched - wanted):
            watcher.removePaths(gone)
        if new := sorted(path for path in wanted - watched if Path(path).exists()):
            watcher.addPaths(new)
