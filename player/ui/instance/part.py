"""A second start on a session that is open is told so, and the window that has it comes to the front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.engine.state import Status
from player.i18n import _
from player.session.errors import SessionBusy
from player.session.lock import is_being_written
from player.session.store import SUFFIX, SessionError
from player.ui.instance.door import Door, knock
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart
from player.ui.problems import ProblemSheet
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView


class InstancePart(WindowPart):
    """While a drill is under way other starts of Gladi can ask for it to be shown; and this one asks others."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._door: Door | None = None

    @property
    def door(self) -> Door | None:
        """Where other starts knock, while a drill is under way."""
        return self._door

    def page_made(self, page: RunPage, view: DrillView) -> None:  # noqa: ARG002
        """Listen for other starts that want this session."""
        self._listen(view)

    def ticked(self) -> None:
        """Listen for those that want the file it goes on in, where it is saved elsewhere now; after EndEx no more."""
        view = self.window.live_view
        if view is not None and self._door is not None:
            self._listen(view)

    def let_go(self, view: DrillView) -> None:  # noqa: ARG002
        """Listen no more."""
        self._shut()

    def closing(self) -> None:
        """Listen no more."""
        self._shut()

    def is_shown_elsewhere(self, path: Path) -> bool:
        """Whether another Gladi on this machine runs the drill of this session: its window then comes to the front.

        That is also said here.
        """
        if path.suffix != SUFFIX or self._is_here(path) or not is_being_written(path) or not knock(path):
            return False
        text = _(
            "{path}\nis open in another Gladi on this computer. Its window has been brought to the front; go on there."
        )
        ask(ProblemSheet(_("This drill is already open"), text.format(path=path), self.window))
        return True

    def tell_not_resumed(self, path: Path, error: SessionError) -> None:
        """Say why a session cannot be taken up again; where another window runs it, that one comes to the front."""
        if isinstance(error, SessionBusy) and self.is_shown_elsewhere(path):
            self.window.go_home()
            return
        ask(ProblemSheet(_("This cannot be taken up again"), str(error), self.window))

    def come_forward(self) -> None:
        """Bring this window to the front, out of the task bar if need be, and say why."""
        shell = self.window.window()
        shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        shell.show()
        shell.raise_()
        shell.activateWindow()
        QApplication.alert(shell)  # where the system lets no program come forward by itself, it blinks
        if self.window.page is not None:
            self.window.page.say(_("Gladi was started again for this drill. It is open here."), False)

    def _listen(self, view: DrillView) -> None:
        if not isinstance(view, LiveView) or view.state.status is Status.ENDED:
            self._shut()
        elif self._door is None or self._door.session != view.drill.path:
            self._shut()
            self._door = Door(view.drill.path, self)
            self._door.knocked.connect(self.come_forward)

    def _is_here(self, path: Path) -> bool:
        view = self.window.live_view
        return view is not None and view.drill.path == path.resolve()

    def _shut(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            door.shut()
