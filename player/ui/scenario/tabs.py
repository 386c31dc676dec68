"""The tabs of the page: a strip of buttons with their keys, and below it the tab that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from player.i18n import _
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.scenario.tab import Tab
from player.ui.theme import RADIUS, RULE, SMALL_PX, SPACE, STRIP_HEIGHT, colour, scaled, text_font
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.chips import key_cap_size, paint_key_cap
from player.ui.widgets.painted import Painted, paint_box, paint_icon_in, paint_text, text_width

_CALLING = {"problems"}
"""Tabs whose number calls for attention."""


class TabButton(KitButton):
    """The button of a tab: its key, its name, and how much is in it."""

    def __init__(self, tab: Tab, key: str) -> None:
        super().__init__()
        self.tab = tab
        self._key = key
        self._count: int | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(_(tab.TITLE).replace("&", "&&"))
        self.refresh()

    def refresh(self) -> None:
        """Show how much is in the tab."""
        self._count = self.tab.count
        title = _(self.tab.TITLE)
        self.setAccessibleName(title if self._count is None else f"{title} {self._count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for key, name and number."""
        width = key_cap_size(text_font("key"), self._key).width() + 2 * SPACE
        width += round(text_width(text_font("strong"), _(self.tab.TITLE))) + 6 * SPACE
        if self._count is not None:
            width += round(text_width(text_font("figure_s"), str(self._count))) + 2 * SPACE
            width += scaled(SMALL_PX) + SPACE if self._calls else 0
        return QSize(width, scaled(STRIP_HEIGHT + 4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The name may be cut."""
        return QSize(scaled(48), scaled(STRIP_HEIGHT + 4))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it; the one shown has a bar under it and stands on the ground of what it shows."""
        theme, painter = self.theme, QPainter(self)
        box = self.rect().toRectF()
        shown = self.isChecked()
        if shown:
            painter.fillRect(box, colour(theme.surfaces.panel))
            painter.fillRect(QRectF(0, 0, box.width(), 3), colour(theme.tones.accent.fill))
        elif self.underMouse():
            painter.fillRect(box, colour(theme.surfaces.hover))
        ink = theme.ink if shown else theme.ink_soft
        cap = key_cap_size(text_font("key"), self._key)
        left = 2.0 * SPACE
        middle = box.center().y()
        paint_key_cap(
            painter,
            QRectF(left, round(middle - cap.height() / 2), cap.width(), cap.height()),
            text_font("key"),
            theme.ink_soft,
            self._key,
        )
        left += cap.width() + 2 * SPACE
        right = box.right() - 2 * SPACE
        if self._count is not None:
            text, font = str(self._count), text_font("figure_s")
            width = text_width(font, text)
            tone = theme.tones.warn.text if self._calls else theme.ink_soft
            paint_text(painter, font, tone, QRectF(right - width, 0, width, box.height()), text)
            right -= width + 2 * SPACE
            if self._calls:
                size = scaled(SMALL_PX)
                paint_icon_in(painter, box, right - size, self.tab.ICON, tone, size)
                right -= size + SPACE
        paint_text(painter, text_font("strong"), ink, QRectF(left, 0, right - left, box.height()), _(self.tab.TITLE))
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    @property
    def _calls(self) -> bool:
        return self.tab.NAME in _CALLING and bool(self._count)


class TabPanel(Painted):
    """All tabs, one of them shown.

    Args:
        tabs: in the order of their keys.
        actions: holds an action ``tab_NAME`` for each.
    """

    def __init__(self, tabs: Sequence[Tab], actions: ActionTable) -> None:
        super().__init__()
        self.tabs = tuple(tabs)
        self._stack = QStackedWidget()
        self._buttons: list[TabButton] = []
        self._strip = QWidget()
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(1, 0, 1, 0)
        row.setSpacing(0)
        for place, tab in enumerate(self.tabs):
            strokes = actions[f"tab_{tab.NAME}"].strokes
            button = TabButton(tab, stroke_text(strokes[0]) if strokes else "")
            button.clicked.connect(lambda _checked=False, place=place: self.show_tab(place))
            self._buttons.append(button)
            self._stack.addWidget(tab)
            row.addWidget(button)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(self._stack, 1)
        self.show_tab(0)

    @property
    def place(self) -> int:
        """The number of the tab shown."""
        return self._stack.currentIndex()

    @property
    def shown(self) -> Tab:
        """The tab shown."""
        return self.tabs[self.place]

    def show_tab(self, place: int) -> None:
        """Show the tab of this number."""
        self._stack.setCurrentIndex(place)
        for number, button in enumerate(self._buttons):
            button.setChecked(number == place)

    def show_named(self, name: str) -> None:
        """Show the tab of this name."""
        self.show_tab([tab.NAME for tab in self.tabs].index(name))

    def refresh_counts(self) -> None:
        """Show anew how much is in each tab."""
        for button in self._buttons:
            button.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground and strip."""
        theme, painter = self.theme, QPainter(self)
        box = self.rect().toRectF()
        paint_box(painter, box, theme.surfaces.panel, theme.line, radius=RADIUS)
        strip = QRectF(1, 1, box.width() - 2, self._strip.height())
        painter.fillRect(strip, colour(theme.surfaces.strip))
        painter.fillRect(QRectF(1, strip.bottom() - 1, box.width() - 2, 1), colour(theme.line))
