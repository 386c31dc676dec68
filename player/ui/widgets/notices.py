"""Words of the program to its user: a notice across the window, and the hint in an empty panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import _
from player.ui.theme import MEDIUM_PX, PAD, SPACE, colour, icon_pixmap, paint_icon, scaled, theme_in_use
from player.ui.widgets.buttons import ActionButton
from player.ui.widgets.labels import Label
from player.ui.widgets.painted import Painted, paint_box

_ICONS = {"accent": "info", "neutral": "info", "go": "circle-check", "warn": "triangle-alert", "alarm": "octagon-alert"}
_HINT_ICON_PX = 36


class Notice(Painted):
    """A strip that says something once, with at most one thing to do about it. Hidden until `say`.

    It never asks for an answer and never takes the focus: the drill runs on under it.
    """

    acted = Signal()
    """Its action was pressed; the notice is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "accent"
        self._words = Label("", "strong", wrap=True)
        self._action = ActionButton("", size="small")
        self._close = ActionButton("", "x", size="small", variant="quiet")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        line = self._line = QHBoxLayout(self)
        line.setSpacing(2 * SPACE)
        line.addWidget(self._words, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        self._timer.timeout.connect(self.dismiss)
        self.restyle()
        self.hide()

    def say(self, text: str, tone: str = "accent", *, action: str = "", key: str = "", for_ms: int = 0) -> None:
        """Show a text.

        Args:
            tone: ``accent`` (information), ``go`` (done), ``warn`` or ``alarm``.
            action: label of the one button, or nothing; ``key``: the key that does the same, printed on it.
            for_ms: how long, or 0 to stay until closed.
        """
        self._tone = tone
        self._words.setText(text)
        self.setAccessibleName(text)
        self._action.show_as(action)
        self._action.show_key(key)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(_("Close"))
        self._close.setToolTip(_("Close"))
        self._timer.stop()
        if for_ms:
            self._timer.start(for_ms)
        self.show()
        self.update()

    def dismiss(self) -> None:
        """Hide it."""
        self._timer.stop()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    @property
    def is_passing(self) -> bool:
        """Whether it goes away by itself."""
        return self._timer.isActive()

    @property
    def tone(self) -> str:
        """The tone it says it in."""
        return self._tone

    def restyle(self) -> None:
        """Leave room for the icon."""
        self._line.setContentsMargins(PAD + scaled(MEDIUM_PX) + 2 * SPACE, SPACE, 2 * SPACE, SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, bar and icon."""
        tone = self.theme.tone(self._tone)
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint_box(painter, box, tone.soft, tone.text)
        painter.fillRect(QRectF(0, 0, SPACE, box.height()), colour(tone.fill))
        size = scaled(MEDIUM_PX)
        paint_icon(painter, _ICONS.get(self._tone, "info"), tone.text, PAD, (box.height() - size) / 2, size)

    def _act(self) -> None:
        self._timer.stop()
        self.hide()
        self.acted.emit()


class EmptyHint(QWidget):
    """What an empty panel is for, and how it gets filled."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        words = (Label(title, "strong", "soft", wrap=True), Label(text, "body", "soft", wrap=True))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAD, PAD, PAD, PAD)
        whole.setSpacing(SPACE)
        whole.addStretch(1)
        for label in (self._picture, *words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(label)
        whole.addStretch(1)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icon_pixmap(self._icon, theme_in_use().edge, scaled(_HINT_ICON_PX), ratio))
