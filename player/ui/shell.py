"""The frame that is on screen before anything else is loaded.

Reading the rest of the program takes longer than showing a window, so the window comes first, drawn as an instrument
without its figures, and what belongs in it is put there as soon as it is ready.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from player.ui.frame import Frame, frame_of
from player.ui.look.themes import DEFAULT_THEME
from player.ui.look.tokens import GAP, STRIP_HEIGHT, Theme

_BAND_PX = 48
_FRAME_PX = 40
"""What a window's own frame may take of the height."""


class Shell(QMainWindow):
    """The top-level window. Closing it asks what it holds.

    It has no ``event`` of its own: an error in the painting of any widget would be kept until that returns, with the
    painter still at work, and Qt would die of it.

    Signals:
        painted: it has been painted for the first time.
    """

    painted = Signal()

    def __init__(self, theme: Theme = DEFAULT_THEME) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self.setWindowTitle("Gladi")
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.setCentralWidget(_Skeleton(theme, self.painted))

    def show_fitting(self, kept: str = "") -> None:
        """Show it; where the screen holds no more than it and its frame, over the whole screen.

        Args:
            kept: the frame it had when it was last closed, as text; one off all screens, or none, counts for nothing.
        """
        frame = frame_of(kept)
        if frame is not None:
            screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            rooms = [(one.x(), one.y(), one.width(), one.height()) for one in screens]
            frame = frame.on(rooms, (self.minimumWidth(), self.minimumHeight()))
        if frame is not None:
            self._show_in(frame)
            return
        room = self.screen().availableGeometry()
        if room.width() <= self.width() or room.height() <= self.height() + _FRAME_PX:
            self.showMaximized()
        else:
            self.show()

    def _show_in(self, frame: Frame) -> None:
        self.setGeometry(frame.x, frame.y, frame.width, frame.height)
        if frame.shown == "full_screen":
            self.showFullScreen()
        elif frame.shown == "maximised":
            self.showMaximized()
        else:
            self.show()

    def fill(self, content: QWidget) -> None:
        """Put the real thing in the place of the skeleton."""
        self._content = content
        self.setCentralWidget(content)
        self.setWindowTitle(content.windowTitle())
        content.windowTitleChanged.connect(self.setWindowTitle)
        content.setFocus()

    def fail(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setWordWrap(True)
        words.setMargin(_BAND_PX)
        self.setCentralWidget(words)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close when the content agrees."""
        if self._content is not None and not self._content.close():
            event.ignore()
            return
        super().closeEvent(event)


class _Skeleton(QWidget):
    """Band and panels without anything in them; tells once that it is on the screen."""

    def __init__(self, theme: Theme, painted: SignalInstance) -> None:
        super().__init__()
        self._theme = theme
        self._painted: SignalInstance | None = painted

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        surfaces = self._theme.surfaces
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(surfaces.window))
        painter.fillRect(QRect(0, 0, self.width(), _BAND_PX), QColor(self._theme.band))
        middle = self.width() // 2
        height = self.height() - _BAND_PX - 2 * GAP
        for left, width in (
            (GAP, middle - GAP - GAP // 2),
            (middle + GAP // 2, self.width() - middle - GAP - GAP // 2),
        ):
            painter.fillRect(QRect(left, _BAND_PX + GAP, width, height), QColor(surfaces.panel))
            painter.fillRect(QRect(left, _BAND_PX + GAP, width, STRIP_HEIGHT), QColor(surfaces.strip))
        painter.end()
        if self._painted is not None:
            QTimer.singleShot(0, self._painted.emit)
            self._painted = None
