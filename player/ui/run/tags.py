"""The tags of the script in one slim row: digit, a shape in their colour, words, and how often each was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from player.engine.state import Status
from player.i18n import N_, _
from player.model.doctrine import TAG_COLOURS
from player.model.entries import Tag
from player.ui.actions import ActionTable
from player.ui.theme import GAP, RULE, SPACE, Theme, Tone, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import paint_box, paint_key_cap, paint_mark, paint_text
from player.ui.widgets.buttons import KitButton
from player.ui.widgets.marks import MARK_PX, StatusLook
from player.ui.widgets.painted import RIGHT, paint_lines, plain_tip, text_width

NAME = "tags"
TITLE = N_("Tags")

TAG_LOOKS: Mapping[str, StatusLook] = {
    "grey": StatusLook("circle", "", "neutral", ""),
    "green": StatusLook("square", "", "hijau", ""),
    "yellow": StatusLook("triangle", "", "kuning", ""),
    "orange": StatusLook("diamond", "", "warn", ""),
    "red": StatusLook("octagon", "", "merah", ""),
    "blue": StatusLook("wedge", "", "accent", ""),
    "purple": StatusLook("cross", "", "", ""),
}
"""Shape and tone of each colour a tag may have; no two share a shape."""

_ROW_PX = 40
_KEY_PX = 20


def tag_tone(theme: Theme, colour: str) -> Tone:
    """The tone of a colour of tags; purple has none of its own and takes that of the marks in the plots."""
    name = TAG_LOOKS[colour].tone
    if name:
        return theme.tone(name)
    marker = theme.plots.marker
    return Tone(marker, marker, theme.surfaces.panel, theme.surfaces.panel)


class TagRow(QWidget):
    """One button a tag, all as wide as each other."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__()
        self._view = view
        self.setAccessibleName(_(TITLE))
        self.buttons = [TagButton(tag) for tag in sorted(view.scenario.tags.values(), key=lambda one: one.key)]
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        for button in self.buttons:
            action = actions[f"tag_{button.tag.key}"]
            button.pressed.connect(lambda action=action: action.do() if action.enabled() else None)
            whole.addWidget(button, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        view.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how often each was logged."""
        state = self._view.state
        seen = Counter(one.tag for one in state.observations.values() if not one.voided)
        for button in self.buttons:
            button.set_count(seen[button.tag.id])
            button.setEnabled(state.status in {Status.RUNNING, Status.HELD})


class TagButton(KitButton):
    """A tag, logged as it is pressed: its time is that of the finger coming down."""

    counts_fast_clicks = True

    def __init__(self, tag: Tag) -> None:
        super().__init__()
        self.tag = tag
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name()

    def set_count(self, count: int) -> None:
        """Show how often it was logged."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its share, two lines high."""
        return QSize(scaled(90), scaled(_ROW_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint digit, shape, words and count."""
        theme, painter, box = self.theme, QPainter(self), self.rect().toRectF()
        on = self.isEnabled()
        over = on and (self.underMouse() or self.isDown())
        ground = theme.surfaces.selected if on and self.isDown() else theme.surfaces.hover if over else None
        paint_box(painter, box, ground or theme.surfaces.panel, theme.edge if on else theme.line)
        left, size = box.left() + 1.5 * SPACE, scaled(_KEY_PX)
        cap = QRectF(left, round(box.center().y() - size / 2), size, size)
        paint_key_cap(painter, cap, text_font("key"), theme.ink if on else theme.ink_soft, str(self.tag.key))
        left += size + SPACE
        mark = scaled(MARK_PX)
        shape = QRectF(round(left), round(box.center().y() - mark / 2), mark, mark)
        paint_mark(painter, shape, TAG_LOOKS[self.tag.colour], tag_tone(theme, self.tag.colour))
        left += mark + SPACE
        right = box.right() - SPACE
        font = text_font("figure_s")
        if self._count:
            count = f"×{self._count}"
            width = text_width(font, count) + 1
            paint_text(painter, font, theme.ink, QRectF(right - width, box.top(), width, box.height()), count, RIGHT)
            right -= width + SPACE
        words = QRectF(left, box.top() + SPACE / 2, right - left, box.height() - SPACE)
        paint_lines(painter, font, theme.ink if on else theme.ink_soft, words, str(self.tag.text))
        if self.shows_focus:
            paint_box(painter, box, None, theme.focus, line_px=RULE + 1)

    def _name(self) -> None:
        colour = _(TAG_COLOURS[self.tag.colour])
        count = f"×{self._count}" if self._count else ""
        self.setAccessibleName(" ".join(filter(None, (str(self.tag.key), str(self.tag.text), colour, count))))
        self.setToolTip(plain_tip(str(self.tag.text)))
