"""The window for a second screen or a projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)

from player.ui.display import places
from player.ui.display.facts import Facts
from player.ui.display.paint import paint_display
from player.ui.widgets import Painted

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

LEAST_WIDTH, LEAST_HEIGHT = 480, 300
USUAL = QRect(80, 80, 960, 600)


class DisplayWindow(Painted):
    """Shows `Facts`, and nothing else; it is painted again only when they change.

    What is typed while it has the keyboard means what it means in the main window (``keys_of``), but for F11.

    Signals:
        moved: it stands elsewhere, or has another size.
        closed: it was closed, by whatever means.
    """

    moved = Signal()
    closed = Signal()

    own_keys = (Qt.Key.Key_F11,)

    def __init__(self, main: MainWindow) -> None:
        super().__init__()
        self.keys_of = main
        self._facts = Facts("")
        self.painted_times = 0
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.setWindowTitle("Gladi")

    @property
    def facts(self) -> Facts:
        """What it shows."""
        return self._facts

    def show_facts(self, facts: Facts) -> None:
        """Show these."""
        if facts != self._facts:
            self._facts = facts
            self.setAccessibleName(" · ".join(facts.texts))
            self.update()

    def fill_screen(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(places.inside(screen))
        self.showFullScreen()

    def show_in(self, place: QRect) -> None:
        """Stand as a window of this place and size, as far as it lies on a screen."""
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setGeometry(places.on_a_screen(place))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F11 fills the screen, or no longer; every other key was the main window's."""
        if event.key() == Qt.Key.Key_F11:
            if not event.isAutoRepeat():
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            return
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        self.painted_times += 1
        paint_display(QPainter(self), self.rect().toRectF(), self.theme, self._facts)

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Tell of it."""
        super().moveEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tell of it."""
        super().resizeEvent(event)
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Tell of filling the screen, or no longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.moved.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Nothing ends by it but the window itself."""
        super().closeEvent(event)
        self.closed.emit()
