"""Buttons: large, with the key that does the same printed on them. Space never presses one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from player.ui.theme import MEDIUM_PX, PAD, RULE, SMALL_PX, SPACE, Theme, scaled, text_font, theme_in_use
from player.ui.widgets.chips import key_cap_size, paint_key_cap
from player.ui.widgets.painted import LEFT, paint_box, paint_icon_in, paint_text, text_width

SIZES = {"small": 26, "normal": 34, "large": 44}
"""Height of each size of button, in px."""

_LEAST_LABEL_PX = 44
"""In less room than this the first letters of a label say nothing beside its icon."""

_TEXT_ROLES = {"small": "small", "normal": "strong", "large": "title"}
_KEYED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Look(NamedTuple):
    fill: str | None
    edge: str | None
    ink: str
    edge_px: float = 1.0


class KitButton(QAbstractButton):
    """What all buttons share: reached by Tab alone, pressed by mouse, touch or Enter, never by Space.

    Space fires injects from wherever the focus is, so a button must not take it.

    Attributes:
        counts_fast_clicks: the second click of a double click is one more click. Else a double click is one: its second
            half may hit another button that has only just come under the pointer.
    """

    counts_fast_clicks = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reached_by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return theme_in_use()

    @property
    def shows_focus(self) -> bool:
        """Whether somebody tabbed to it. Focus that Qt gave it, as to the first button of a window, does not count."""
        return self._reached_by_key and self.hasFocus()

    def restyle(self) -> None:
        """Take anew what depends on theme or text size."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Note how the focus came."""
        if event.reason() in _KEYED:
            self._reached_by_key = True
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Forget it, unless only the window lost it."""
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._reached_by_key = False
        super().focusOutEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the second half of a double click for what it is."""
        if self.counts_fast_clicks:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses it where the focus can be seen, Space goes on to the window."""
        if event.key() in _ENTER_KEYS and self.shows_focus and not event.isAutoRepeat():
            self.click()
        elif event.key() in (*_ENTER_KEYS, Qt.Key.Key_Space, Qt.Key.Key_Select):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space goes on to the window."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            event.ignore()
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a new theme."""
        if event.type() == QEvent.Type.StyleChange:
            self.restyle()
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)


class ActionButton(KitButton):
    """A button that does one thing and names its key.

    Args:
        variant: ``primary`` (GO), ``accent``, ``normal``, ``quiet`` or ``danger``.
        size: one of `SIZES`.
        key: the key that does the same, as printed on the cap; empty for none.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        key: str = "",
        *,
        variant: str = "normal",
        size: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key, self._variant, self._size = icon, key, variant, size
        self._armed = False
        self._progress = 0.0
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another label as it is: an ``&`` in the name of a rank is no key that presses the button."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def show_as(self, text: str, icon: str | None = None, variant: str | None = None) -> None:
        """Show another label, icon and variant; None keeps what is there."""
        icon = self._icon if icon is None else icon
        variant = variant or self._variant
        if (text, icon, variant) == (self.text(), self._icon, self._variant):
            return
        self._icon, self._variant = icon, variant
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def show_key(self, key: str) -> None:
        """Print another key on it; empty: none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def set_armed(self, armed: bool) -> None:  # noqa: FBT001
        """Show that the next press or Enter does it."""
        if armed != self._armed:
            self._armed = armed
            self.update()

    def set_progress(self, part: float) -> None:
        """How much of a hold-to-confirm is done, 0..1, as a bar along the lower edge."""
        part = min(1.0, max(0.0, part))
        if part != self._progress:
            self._progress = part
            self.update()

    def restyle(self) -> None:
        """Take fonts anew."""
        self._label_font = text_font(_TEXT_ROLES[self._size])
        self._key_font = text_font("key" if self._size in ("small", "normal") else "figure_s")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for icon, label and key."""
        width = 2 * self._pad + text_width(self._label_font, self.text()) + 2
        if self._icon:
            width += self._icon_px + (2 * SPACE if self.text() else 0)
        if self._key:
            width += key_cap_size(self._key_font, self._key).width() + 3 * SPACE
        return QSize(round(width), scaled(SIZES[self._size]))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A part of the label may be left out, the icon and the key not."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(72)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        look = self._look(self.theme)
        painter = QPainter(self)
        box = self.rect().toRectF()
        paint_box(
            painter,
            box,
            look.fill,
            look.edge,
            line_px=look.edge_px,
            dashed=not self.isEnabled() and look.edge is not None,
        )
        if self._progress > 0:
            bar = QRectF(RULE, box.height() - 2 * RULE - 3, (box.width() - 2 * RULE) * self._progress, 5)
            paint_box(painter, bar, look.ink, radius=0)
        self._paint_inside(painter, box.adjusted(self._pad, 0, -self._pad, 0), look.ink)
        if self.shows_focus:
            paint_box(painter, box, None, self.theme.surfaces.panel, line_px=RULE + 2)
            paint_box(painter, box, None, self.theme.focus, line_px=RULE + 1)

    def _paint_inside(self, painter: QPainter, box: QRectF, ink: str) -> None:
        if self.isDown():
            box.translate(0, 1)
        if self._key:
            size = key_cap_size(self._key_font, self._key)
            cap = QRectF(box.right() - size.width(), round(box.center().y() - size.height() / 2), *size.toTuple())
            paint_key_cap(painter, cap, self._key_font, ink, self._key)
            box.setRight(cap.left() - 3 * SPACE)
        words, text = text_width(self._label_font, self.text()), self.text()
        mark = self._icon_px + (2 * SPACE if self.text() else 0) if self._icon else 0
        if not self._key:
            box.setLeft(box.left() + max(0.0, (box.width() - words - mark) / 2))
        if self._icon:
            if box.width() - mark < min(words, scaled(_LEAST_LABEL_PX)):
                text = ""
                box.setLeft(box.left() + max(0.0, (box.width() - self._icon_px) / 2))
            if box.width() >= self._icon_px or not self._key:
                paint_icon_in(painter, box, box.left(), self._icon, ink, self._icon_px)
            box.setLeft(box.left() + mark)
        paint_text(painter, self._label_font, ink, box, text, LEFT)

    @property
    def _pad(self) -> int:
        if not self.text():
            return (scaled(SIZES[self._size]) - self._icon_px) // 2
        return {"small": 2 * SPACE, "normal": PAD, "large": 4 * SPACE}[self._size]

    @property
    def _icon_px(self) -> int:
        return scaled({"small": SMALL_PX, "normal": SMALL_PX + 2, "large": MEDIUM_PX + 2}[self._size])

    def _look(self, theme: Theme) -> _Look:
        surfaces, tones = theme.surfaces, theme.tones
        if not self.isEnabled():
            bare = self._variant == "quiet"
            return _Look(None if bare else surfaces.sunken, None if bare else theme.edge, theme.ink_soft)
        if self._armed:
            return _Look(tones.warn.fill, theme.ink, tones.warn.on_fill, RULE)
        over = self.underMouse() or self.isDown()
        if self._variant in ("primary", "accent"):
            tone = tones.go if self._variant == "primary" else tones.accent
            return _Look(tone.fill, theme.ink if over else tone.fill, tone.on_fill, RULE)
        if self._variant == "danger":
            tone = tones.alarm
            return _Look(tone.soft if over else surfaces.panel, tone.text, tone.text, RULE if self.isDown() else 1)
        ground = surfaces.selected if self.isDown() else surfaces.hover if over else None
        if self._variant == "quiet":
            return _Look(ground, None, theme.ink)
        return _Look(ground or surfaces.panel, theme.edge, theme.ink)
