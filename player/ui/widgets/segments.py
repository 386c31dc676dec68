"""A choice of a few, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from player.ui.theme import PAD, RULE, SMALL_PX, SPACE, colour, paint_icon, scaled, text_font
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.painted import LEFT, paint_box, paint_text, text_width

_HEIGHT = 32
_SMALL_HEIGHT = 22


class _Segment(KitButton):
    def __init__(self, text: str, icon: str, *, on_band: bool, small: bool) -> None:
        super().__init__()
        self._icon = icon
        self._on_band = on_band
        self._small = small
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        self._font = text_font("small" if self._small else "strong")
        self._height = scaled(_SMALL_HEIGHT if self._small else _HEIGHT)

    @property
    def _pad(self) -> int:
        return 2 * SPACE if self._small else PAD

    def sizeHint(self) -> QSize:  # noqa: N802
        mark = scaled(SMALL_PX) + 1.5 * SPACE if self._icon else 0
        return QSize(round(2 * self._pad + mark + text_width(self._font, self.text()) + 2), self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(48), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        theme = self.theme
        painter = QPainter(self)
        box = self.rect().toRectF()
        chosen, over = self.isChecked(), self.underMouse()
        if self._on_band:
            ink = theme.on_band if chosen or over else theme.on_band_soft
            if chosen:
                painter.fillRect(QRectF(0, box.height() - 3, box.width(), 3), colour(theme.on_band))
        else:
            accent = theme.tones.accent
            ink = accent.on_fill if chosen else theme.ink
            ground = accent.fill if chosen else theme.surfaces.hover if over else theme.surfaces.panel
            paint_box(painter, box, ground, accent.fill if chosen else theme.edge, radius=2)
        self._paint_words(painter, box.adjusted(self._pad, 0, -self._pad, 0), ink)
        if self.shows_focus:
            paint_box(painter, box, None, theme.on_band if self._on_band else theme.focus, line_px=RULE + 1, radius=2)

    def _paint_words(self, painter: QPainter, box: QRectF, ink: str) -> None:
        mark = scaled(SMALL_PX) + 1.5 * SPACE if self._icon else 0
        box.setLeft(box.left() + max(0.0, (box.width() - mark - text_width(self._font, self.text())) / 2))
        if self._icon:
            size = scaled(SMALL_PX)
            paint_icon(painter, self._icon, ink, box.left(), box.center().y() - size / 2, size)
            box.setLeft(box.left() + mark)
        paint_text(painter, self._font, ink, box, self.text(), LEFT)


class Segments(QWidget):
    """A choice of one among a few, side by side: modes, filters, ranges.

    Args:
        options: key, text and icon (may be empty) of each.
        on_band: it stands on the top band.
        small: it stands in the title strip of a panel.
    """

    chosen = Signal(str)
    """Another option was chosen by hand; its key."""

    def __init__(
        self,
        options: Sequence[tuple[str, str, str]] = (),
        *,
        on_band: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_band = on_band
        self._small = small
        self._buttons: dict[str, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE if on_band else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str, str]]) -> None:
        """Offer other options; the first is chosen, or the one that was if it is still there."""
        before = self.choice
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for key, text, icon in options:
            button = _Segment(text, icon, on_band=self._on_band, small=self._small)
            button.clicked.connect(lambda _checked=False, key=key: self._pick(key))
            self._buttons[key] = button
            self._row.addWidget(button)
        if self._buttons:
            self.choose(before if before in self._buttons else next(iter(self._buttons)))

    @property
    def choice(self) -> str:
        """Key of the chosen option, empty when there are none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without telling anybody.

        Raises:
            KeyError: there is no such option.
        """
        chosen = self._buttons[key]
        for button in self._buttons.values():
            button.setChecked(button is chosen)

    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
