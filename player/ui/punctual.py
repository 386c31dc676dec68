"""The window looks at the drill at the very moment something is due, and not only ten times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from player.engine.clock import NORMAL_SPEED_PERMILLE
from player.engine.state import Status
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow
    from player.ui.views import DrillView

NEAR_MS = 100
"""What is due later than this is looked at again before it is."""


class PunctualPart(WindowPart):
    """The window ticks when something is due: else an inject would come up to a tenth of a second late."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(window.tick)

    def ticked(self) -> None:
        """Look again when the next thing is due, if that is soon."""
        view = self.window.live_view
        wait_ms = None if view is None or not self.window.around.ticks else due_in_ms(view)
        if wait_ms is None or wait_ms >= NEAR_MS:
            self.timer.stop()
        else:
            self.timer.start(wait_ms)

    def let_go(self, view: DrillView) -> None:  # noqa: ARG002
        """Look no more."""
        self.timer.stop()

    def closing(self) -> None:
        """Look no more."""
        self.timer.stop()


def due_in_ms(view: LiveView) -> int | None:
    """Real time until something happens by itself, at least 1 ms; None: nothing will, as it stands."""
    due_ms = view.drill.next_due_ms
    if due_ms is None or view.state.status is not Status.RUNNING:
        return None
    left_ms = max(0, due_ms - view.now_ms)
    return max(1, -(-left_ms * NORMAL_SPEED_PERMILLE // view.state.speed_permille))
