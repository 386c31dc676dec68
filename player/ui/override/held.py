"""The sign that values are overridden: in sight for as long as they are, in a place where it moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from player.engine.state import Override
from player.i18n import _
from player.ui.override.words import sign_in_full, sign_text, standing
from player.ui.theme import SPACE, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets.chips import chip_width, paint_chip
from player.ui.widgets.painted import Painted, plain_tip

_CHIP_PX, _SMALL_CHIP_PX = 22, 16
_LEAST_PX = 120


class HeldStrip(Painted):
    """A chip for each value that is overridden, as many as there is room for, and how many more there are.

    Args:
        view: the drill.
        small: low enough to stand on a line of captions.

    Signals:
        opened: the user pressed it, to release something.
    """

    opened = Signal()

    def __init__(self, view: DrillView, *, small: bool = False) -> None:
        super().__init__()
        self._view = view
        self._small = small
        self._shown: tuple[Override, ...] = ()
        self._texts: tuple[tuple[str, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        view.changed.connect(self.refresh)
        view.moved.connect(self.refresh)
        self.restyle()
        self.refresh()

    @property
    def texts(self) -> tuple[str, ...]:
        """What its chips say, all of them."""
        return tuple(text for text, _held in self._texts)

    def refresh(self) -> None:
        """Show what is overridden at the moment shown."""
        shown, scenario = standing(self._view.state), self._view.scenario
        if shown != self._shown:
            self._shown = shown
            self._texts = tuple((sign_text(scenario, one), one.held) for one in shown)
            in_full = "\n".join(sign_in_full(scenario, one) for one in shown)
            self.setAccessibleName(in_full)
            self.setToolTip(plain_tip(in_full))
            self.updateGeometry()
            self.update()
        if self.parent() is not None:  # shown before it has its place, it would be a window of its own
            self.setVisible(bool(shown))

    def restyle(self) -> None:
        """Take the font anew."""
        self._font = text_font("small" if self._small else "strong")
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._view.live else Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all its chips."""
        widths = [chip_width(self._font, text, "lock") for text, _held in self._texts]
        return QSize(round(sum(widths) + SPACE * max(0, len(widths) - 1)) + 1, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for a part of one."""
        return QSize(min(self.sizeHint().width(), scaled(_LEAST_PX)), self._height)

    @property
    def _height(self) -> int:
        return scaled(_SMALL_CHIP_PX if self._small else _CHIP_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the sheet on which it can be released."""
        if self._view.live and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint as many chips as fit; the last place tells of the others."""
        painter, left = QPainter(self), 0.0
        for place, (text, held) in enumerate(self._texts):
            more = len(self._texts) - place - 1
            rest = _("+{n} more").format(n=more + 1)
            width, room = chip_width(self._font, text, "lock"), self.width() - left
            kept = chip_width(self._font, _("+{n} more").format(n=more), "") + SPACE if more else 0.0
            if place and width + kept > room:
                box = QRectF(left, 0, min(room, chip_width(self._font, rest, "")), self.height())
                paint_chip(painter, box, self._font, self.theme.tones.warn, rest, "", "soft")
                return
            box = QRectF(left, 0, min(width, room - kept), self.height())
            look = "solid" if held else "soft"
            icon = "lock" if held else "gauge"
            paint_chip(painter, box, self._font, self.theme.tones.warn, text, icon, look)
            left += box.width() + SPACE
