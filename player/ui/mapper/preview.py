"""What will come of the sheet: the phases with their injects, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from player.i18n import _, ngettext
from player.ui.mapper.outcome import CourseRow, Outcome, RemarkRow
from player.ui.rows import Painter, part_of
from player.ui.scenario.picklist import PickList, paint_ground
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets import Chip, EmptyHint, Label, Panel, paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, paint_lines, text_width

COURSE_PX = 42
REMARK_PX = 44
_CLOCK_PX = 74
_WHERE_PX = 46
_LIST_KEYS = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
    )
)


class LongList(PickList):
    """A list of thousands of rows, all of which may change at once."""

    def __init__(self, name: str, paint_row: Painter, *, height_px: int) -> None:
        super().__init__(name, paint_row, height_px=height_px)
        self.own_keys = _LIST_KEYS

    def take_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; none is chosen, and the list stays where it was scrolled to."""
        bar = self.verticalScrollBar()
        value = bar.value()
        self.rows.beginResetModel()
        self.rows.rows[:] = rows
        self.rows.endResetModel()
        self.place = -1
        self.doItemsLayout()
        bar.setValue(min(value, bar.maximum()))


class _ListPanel(Panel):
    """A list, or a hint in its place."""

    def __init__(self, title: str, rows: LongList, hint: tuple[str, str, str]) -> None:
        super().__init__(title, pad_px=0)
        self.list = rows
        self.hint = EmptyHint(*hint)
        self.body.addWidget(rows, 1)
        self.body.addWidget(self.hint, 1)
        self.hint.hide()

    def take_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, or the hint."""
        self.list.take_rows(rows)
        self.list.setVisible(bool(rows))
        self.hint.setVisible(not rows)


class CoursePanel(_ListPanel):
    """The phases and injects as they will be."""

    def __init__(self) -> None:
        hint = (
            "clipboard-list",
            _("No row could be imported."),
            _("Give the column with the words of the injects the field Text, that with their times the field Time."),
        )
        super().__init__(
            _("The script as it will be"),
            LongList(_("Phases and injects"), paint_course_row, height_px=COURSE_PX),
            hint,
        )
        self.state = Chip(_("working …"), "hourglass", "accent")
        self.add_to_strip(self.state)
        self.state.hide()


class RemarkPanel(_ListPanel):
    """What to look at, and what was assumed."""

    def __init__(self) -> None:
        hint = ("circle-check", _("Nothing to look at"), _("Every row came through as it stands."))
        super().__init__(_("To look at"), LongList(_("To look at"), paint_remark_row, height_px=REMARK_PX), hint)
        self.count = Label("", "small", "soft")
        self.add_to_strip(self.count)

    def take_rows(self, rows: Sequence[Any]) -> None:
        """Show these remarks, and their number."""
        super().take_rows(rows)
        remarks = sum(1 for row in rows if row.row)
        assumed = len(rows) - remarks
        words = [
            ngettext("{n} remark", "{n} remarks", remarks).format(n=remarks),
            ngettext("{n} assumption", "{n} assumptions", assumed).format(n=assumed),
        ]
        self.count.setText(" · ".join(words) if rows else "")


class Preview(QWidget):
    """Both panels over one another.

    Signals:
        asked: a row of the sheet is to be shown (its number, the column from 0 or None).
    """

    asked = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.course, self.remarks = CoursePanel(), RemarkPanel()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.course, 3)
        whole.addWidget(self.remarks, 2)
        self.course.list.picked.connect(self._show_inject)
        self.remarks.list.picked.connect(self._show_remark)
        self.course.list.opened.connect(self._show_inject)
        self.remarks.list.opened.connect(self._show_remark)
        self._place_of_row: dict[int, int] = {}

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what comes of the sheet."""
        self.course.take_rows(outcome.course)
        self.remarks.take_rows(outcome.remarks)
        self._place_of_row = {row.key: place for place, row in enumerate(outcome.course) if isinstance(row.key, int)}

    def show_working(self, working: bool) -> None:  # noqa: FBT001
        """Say whether a newer preview is on its way."""
        self.course.state.setVisible(working)

    def follow(self, number: int) -> None:
        """Mark what became of a row of the sheet."""
        place = self._place_of_row.get(number, -1)
        course = self.course.list
        if 0 <= place < len(course.rows.rows):
            course.choose(course.rows.rows[place].key)
        remarks = self.remarks.list
        rows = remarks.rows.rows
        chosen = remarks.chosen
        if chosen is None or chosen.row != number:
            key = next((row.key for row in rows if row.row == number), None)
            if key is not None:
                remarks.choose(key)

    def step_remark(self, step: int) -> None:
        """Go on to the next remark on a row, or back; at the ends it stays."""
        rows = self.remarks.list.rows.rows
        last = sum(1 for row in rows if row.row) - 1
        place = self.remarks.list.place
        if last >= 0:
            target = max(0, min(place + step, last)) if place >= 0 else 0
            if target == place:
                self._show_remark(place)
            self.remarks.list.pick(target)

    def _show_inject(self, place: int) -> None:
        row: CourseRow = self.course.list.rows.rows[place]
        if isinstance(row.key, int):
            self.asked.emit(row.key, None)

    def _show_remark(self, place: int) -> None:
        row: RemarkRow = self.remarks.list.rows.rows[place]
        if row.row:
            self.asked.emit(row.row, row.column)


def paint_course_row(painter: QPainter, box: QRectF, row: CourseRow, theme: Theme) -> None:
    """Paint a phase on the ground of a strip, or an inject with its time over two lines."""
    if row.head and not row.chosen:
        painter.fillRect(box, colour(theme.surfaces.strip))
    paint_ground(painter, box, theme, chosen=row.chosen)
    clock_px = scaled(_CLOCK_PX)
    left, right = box.left() + PAD, box.right() - PAD
    figures, small = text_font("figure_s"), text_font("small")
    if row.head:
        width = text_width(small, row.detail) + 1
        paint_text(painter, figures, theme.ink, part_of(box, left, clock_px), row.clock)
        paint_text(painter, small, theme.ink_soft, part_of(box, right - width, width), row.detail, RIGHT)
        room = part_of(box, left + clock_px, right - width - PAD - left - clock_px)
        paint_text(painter, text_font("strong"), theme.ink, room, row.title)
        return
    upper = QRectF(left, box.top() + 3, right - left, box.height() / 2 - 3)
    lower = QRectF(left, upper.bottom(), right - left, box.height() / 2 - 4)
    paint_text(painter, figures, theme.ink, part_of(upper, left, clock_px), row.clock or "–")
    paint_text(painter, small, theme.ink_soft, part_of(lower, left, clock_px), row.offset)
    where = str(row.key)
    width = text_width(figures, where) + scaled(SMALL_PX) + 2 * SPACE
    mark = part_of(upper, right - width, width)
    paint_icon_in(painter, mark, mark.left(), "list", theme.ink_soft, scaled(SMALL_PX - 2))
    paint_text(painter, figures, theme.ink_soft, mark, where, RIGHT)
    words = left + clock_px
    paint_text(painter, text_font("body"), theme.ink, part_of(upper, words, right - width - PAD - words), row.title)
    paint_text(painter, small, theme.ink_soft, part_of(lower, words, right - words), row.detail)


def paint_remark_row(painter: QPainter, box: QRectF, row: RemarkRow, theme: Theme) -> None:
    """Paint a remark: its row, its sign, its words on up to two lines."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    left, right = box.left() + PAD, box.right() - PAD
    where_px, size = scaled(_WHERE_PX), scaled(SMALL_PX)
    paint_text(painter, text_font("figure_s"), theme.ink_soft, part_of(box, left, where_px), row.where or "–")
    left += where_px
    paint_icon_in(painter, box, left, row.icon, theme.tone(row.tone).text, size)
    left += size + 2 * SPACE
    paint_lines(
        painter, text_font("small"), theme.ink, QRectF(left, box.top() + 4, right - left, box.height() - 8), row.text
    )
