"""The file the page is about, as it lies on the disk: read away from the window, and read again when it changes.

The system tells of changes to the file and to its folder, for editors save by putting a new file in the place of the
old one. Network drives tell nothing, so every two seconds the file is looked at as well.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from player.model.scenario import LoadedProgramme, LoadedScenario
from player.ui.background import Background
from player.ui.scenario.reading import Reading, Stamp, files_of, read_script, stamp

SETTLE_MS = 200
"""How long a file must be left alone before it is read: editors write in several steps."""

LOOK_EVERY_MS = 2_000


class ScriptFile(QObject):
    """A script or programme on the disk, as it was last read.

    Args:
        path: the file; it need not be there.
        background: where it is read.
        by_itself: follow the file by clock and system; otherwise `look` does.

    Attributes:
        reading: what it held when it was last read, or None before that.
        good: what it last held without errors, or None.

    Signals:
        changed: it was read and now says something else.
    """

    changed = Signal()

    def __init__(
        self, path: Path, background: Background, parent: QObject | None = None, *, by_itself: bool = True
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.reading: Reading | None = None
        self.good: LoadedScenario | LoadedProgramme | None = None
        self._background = background
        self._by_itself = by_itself
        self._stamp: Stamp | None = None
        self._files: tuple[Path, ...] = (path,)
        self._is_busy = False
        self._look_again = False
        self._stopped = False
        self._watcher: QFileSystemWatcher | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._poll = QTimer(self)
        self._poll.setInterval(LOOK_EVERY_MS)
        self._settle.timeout.connect(self.look)
        self._poll.timeout.connect(self.look)

    @property
    def is_broken(self) -> bool:
        """Whether the file, as it is now, cannot be played."""
        return self.reading is not None and self.reading.loaded is None

    def begin(self) -> None:
        """Read the file, and follow it from now on."""
        if self._by_itself:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._touched)
            self._watcher.directoryChanged.connect(self._touched)
            self._poll.start()
            self._watch()
        self.read()

    def read(self) -> None:
        """Read the file now, whether or not it seems to have changed."""
        if self._is_busy:
            self._look_again = True
            return
        self._is_busy = True
        path, files = self.path, self._files

        def work() -> tuple[Stamp, Reading]:
            before = stamp(files)  # what changes while it is read is then seen as changed
            return before, read_script(path)

        self._background.run(work, self._take, self._fail)

    def look(self) -> None:
        """Read the file if it does not look as it did."""
        if self._stopped:
            return
        if self._is_busy:
            self._look_again = True
            return
        self._is_busy = True
        files = self._files
        self._background.run(lambda: stamp(files), self._compare, self._fail)

    def stop(self) -> None:
        """Follow the file no longer; what is still being read is dropped."""
        self._stopped = True
        self._poll.stop()
        self._settle.stop()
        if self._watcher is not None:
            self._watcher.blockSignals(True)

    def _touched(self) -> None:
        """Something happened to the file or beside it: look when it has been left alone for a moment."""
        self._watch()
        self._settle.start()

    def _watch(self) -> None:
        """Watch what is not watched any more: a file that was put in the place of another one is a new one."""
        if self._watcher is None or self._stopped:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        lacking = [str(path) for path in (*self._files, self.path.parent) if str(path) not in watched]
        present = [path for path in lacking if Path(path).exists()]
        if present:
            self._watcher.addPaths(present)

    def _compare(self, found: Stamp) -> None:
        self._is_busy = False
        if self._stopped:
            return
        if found != self._stamp or self._look_again:
            self._look_again = False
            self.read()

    def _fail(self, error: Exception) -> None:
        """Nobody foresaw this; it is told, and the next change of the file is read all the same."""
        self._is_busy = False
        raise error

    def _take(self, found: tuple[Stamp, Reading]) -> None:
        self._is_busy = False
        if self._stopped:
            return
        self._stamp, reading = found
        before, self.reading = self.reading, reading
        if reading.loaded is not None:
            self.good = reading.loaded
            files = files_of(self.path, reading)
            if files != self._files:
                self._files, self._stamp = files, None
        self._watch()
        if before is None or not before.says_the_same(reading):
            self.changed.emit()
        if self._look_again:
            self._look_again = False
            self.look()
