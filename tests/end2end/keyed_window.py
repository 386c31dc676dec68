"""The real window, on the real clock and disk, under keys pressed by chance as fast as it takes them.

    python -m tests.end2end.keyed_window

Reads lines ``SESSION SEED``. For each a window is opened in a process of its own, which makes the session, or takes it
up again, and presses keys until it is killed. Prints ``begun PID``, ``open SEQ`` when the drill is on screen, then
``saved SEQ`` after each key, the number which the window shows as saved, and at last ``ended CODE``.
"""

# ruff: noqa: T201  its lines are what the tests read

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from player import i18n
from player.app import make_application, make_window
from player.engine.state import Status
from player.ui.background import ThreadBackground
from player.ui.main_window import MainWindow
from player.ui.shell import Shell
from player.ui.theme import DEFAULT_THEME, apply
from player.ui.widgets import Chip
from tests.helpers.desk_script import short_script

_KEY = Qt.Key
_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
KEYS: tuple[tuple[Qt.Key, Qt.KeyboardModifier, int], ...] = (
    (_KEY.Key_M, _NONE, 8),
    (_KEY.Key_Space, _NONE, 3),
    (_KEY.Key_N, _NONE, 4),
    (_KEY.Key_R, _NONE, 2),
    (_KEY.Key_Return, _NONE, 6),
    (_KEY.Key_Escape, _NONE, 6),
    (_KEY.Key_1, _NONE, 3),
    (_KEY.Key_Q, _NONE, 3),
    (_KEY.Key_W, _NONE, 2),
    (_KEY.Key_E, _NONE, 2),
    (_KEY.Key_Q, _SHIFT, 2),
    (_KEY.Key_W, _SHIFT, 2),
    (_KEY.Key_F9, _NONE, 1),
    (_KEY.Key_Plus, _NONE, 1),
    (_KEY.Key_Minus, _NONE, 1),
    (_KEY.Key_H, _NONE, 2),
    (_KEY.Key_Up, _NONE, 1),
    (_KEY.Key_Down, _NONE, 1),
    (_KEY.Key_1, _CTRL, 2),
    (_KEY.Key_Z, _CTRL, 2),
    (_KEY.Key_Z, _CTRL | _SHIFT, 1),
    (_KEY.Key_Return, _CTRL, 1),
)
"""Keys with their modifiers and how often each comes; none that ends the exercise or leaves the program."""


class Hands:
    """Presses a key, and the next one when the window has taken it, also into sheets."""

    def __init__(self, window: MainWindow, shell: QWidget, seed: int) -> None:
        self._window = window
        self._shell = shell
        self._chance = Random(seed)

    def begin(self) -> None:
        """Bring the drill to run, and go on by chance."""
        view = self._window.live_view
        assert view is not None
        print("open", view.saved_seq, flush=True)
        if view.state.status is Status.READY:
            self._press(_KEY.Key_Return, _CTRL)
            self._press(_KEY.Key_Return, _NONE)
        elif view.state.status is Status.HELD:
            self._press(_KEY.Key_F9, _NONE)
        self._go_on()

    def _go_on(self) -> None:
        QTimer.singleShot(0, self._go_on)  # first, for a key may open a sheet that stays
        key, modifiers, _often = self._chance.choices(KEYS, [often for _key, _modifiers, often in KEYS])[0]
        self._press(key, modifiers)
        print("saved", self._shown(), flush=True)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        target = QApplication.activeModalWidget() or QApplication.focusWidget() or self._shell
        QTest.keyClick(target, key, modifiers)

    def _shown(self) -> int:
        """The number that the window shows as saved; 0 where it shows that something is not."""
        assert self._window.page is not None
        chips = [chip.accessibleName() for chip in self._window.page.band.findChildren(Chip) if chip.isVisible()]
        shown = next((text for text in chips if "#" in text), "#0")
        return int(shown.rpartition("#")[2].split()[0])


def press_keys(session: Path, seed: int) -> None:
    """Open the window on a session, and press keys for ever."""
    i18n.use_language(i18n.SOURCE_LANGUAGE)
    application = make_application()
    apply(application, DEFAULT_THEME)
    window = make_window(ThreadBackground())
    shell = Shell()
    shell.show()
    shell.fill(window)
    if session.exists():
        assert window.open_file(session)
        window.resume_session()
    else:
        window.run(short_script(), session)
    hands = Hands(window, shell, seed)
    QTimer.singleShot(0, hands.begin)
    application.exec()


def main() -> None:
    """Do as each line says, in a process of its own that shares what was imported here."""
    for line in sys.stdin:
        session, _blank, seed = line.strip().rpartition(" ")
        child = os.fork()
        if child == 0:
            press_keys(Path(session), int(seed))
            return
        print("begun", child, flush=True)
        _child, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
