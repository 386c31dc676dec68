"""Expected actions with their running deadlines, each ticked by a click or a key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu

from player.engine.commands import RecordFact, TickExpected
from player.engine.entries import wanted_details, written_for
from player.engine.state import ExpectedState, ExpectedStatus, Status
from player.i18n import N_, _
from player.model.doctrine import RECORD_TITLES
from player.model.times import clock_text, countdown_text
from player.ui.actions import ActionTable
from player.ui.rows import RowView
from player.ui.run.panel import DrillPanel
from player.ui.theme import MEDIUM_PX, PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import SHORT_BELOW, Label, paint_box, paint_deadline, paint_icon_in, paint_key_cap, paint_text
from player.ui.widgets.painted import RIGHT, paint_lines, text_width

NAME = "expected"
TITLE = N_("Expected actions")
KEYED = 9
"""So many open expected actions have a key of their own."""

_OPEN_PX = 62
_DONE_PX = 40


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """An expected action as the list shows it.

    Attributes:
        part_left: the share of its time left, 0..1 in steps.
        key: what ticks it; ``record_key``: what writes a record it calls for; each empty where there is none.
        running: its time still runs.
    """

    expected: str
    text: str
    who: str
    status: ExpectedStatus
    time: str
    part_left: float
    key: str
    record_key: str = ""
    running: bool = True

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.text, self.who, self.time)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return "\n".join(filter(None, (self.text, self.who)))

    @property
    def is_open(self) -> bool:
        """Whether it can still be ticked."""
        return self.status in {ExpectedStatus.OPEN, ExpectedStatus.MISSED}


class ExpectedPanel(DrillPanel):
    """What the players should do now: open and overdue ones first, then what was done last."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self._count)
        self._empty = Label(_("Nothing is expected at this moment."), "body", "soft")
        self._empty.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        self._list = RowView(_(TITLE), paint_expected_row, height_px=_height_of)
        self._list.pressed_at.connect(self._pressed)
        self._list.opened.connect(self._tick_row)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self.body.setSpacing(0)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list, 1)
        view.changed.connect(self.refresh)
        view.second_passed.connect(self._follow_time)
        self.refresh()

    def refresh(self) -> None:
        """Show them as they stand."""
        expected = self.view.state.expected
        unmet = sorted((expected[name] for name in self.view.state.unmet), key=lambda one: one.deadline_ms)
        met = [one for one in reversed(expected.values()) if one.met_ms is not None]
        rows = [self._row(one, number) for number, one in enumerate(unmet, start=1)]
        rows += [self._row(one, 0) for one in met[:20]]
        self._empty.setVisible(not rows)
        self._list.rows.set_rows(rows)
        late = sum(1 for one in unmet if one.status is ExpectedStatus.MISSED)
        open_text = _("{open} open").format(open=len(unmet))
        self._count.setText(f"{open_text} · " + _("{late} overdue").format(late=late) if late else open_text)
        self._count.set_tone("alarm" if late else "soft")

    def tick_number(self, number: int) -> None:
        """Tick the open expected action with this number, from 1."""
        if number <= len(self._list.rows.rows):
            self._tick_row(number - 1)

    def record_number(self, number: int) -> None:
        """Write a record that the open expected action with this number, from 1, calls for."""
        if number <= len(self._list.rows.rows):
            self._record_row(number - 1)

    def _follow_time(self) -> None:
        if self.view.state.unmet:
            self.refresh()

    def _row(self, one: ExpectedState, number: int) -> ExpectedRow:
        spec = self.view.scenario.expected_by_id[one.expected]
        who = str(self.view.scenario.units[spec.by].title) if spec.by else ""
        if spec.record is not None:
            done = min(written_for(self.view.state, one), spec.record.count)
            written = f"{_(RECORD_TITLES[spec.record.kind])} {done}/{spec.record.count}"
            who = " · ".join(filter(None, (written, who)))
        left_ms = one.deadline_ms - self.view.now_ms
        if one.met_ms is not None:
            template = N_("late, after {time}") if one.status is ExpectedStatus.MET_LATE else N_("after {time}")
            time = _(template).format(time=clock_text(one.met_ms - one.opened_ms))
        elif left_ms >= 0 and self.view.state.status is Status.ENDED:
            time = _("open at EndEx")
        elif left_ms >= 0:
            time = _("{time} left").format(time=countdown_text(left_ms))
        else:
            time = _("late {time}").format(time=clock_text(-left_ms))
        running = self.view.state.status is not Status.ENDED
        share = max(0, left_ms) / max(1, one.deadline_ms - one.opened_ms) if running else 0.0
        keyed = self.view.live and 1 <= number <= KEYED
        return ExpectedRow(
            one.expected,
            str(spec.text),
            who,
            one.status,
            time,
            round(share, 2),
            f"Ctrl+{number}" if keyed else "",
            f"Alt+{number}" if keyed and spec.record is not None else "",
            running,
        )

    def _pressed(self, place: int, where: QPointF) -> None:
        row: ExpectedRow = self._list.rows.rows[place]
        box = QRectF(0, 0, self._list.viewport().width(), scaled(_height_of(row)))
        if where.x() < PAD + scaled(MEDIUM_PX) + 2 * SPACE:
            self._tick_row(place)
        elif row.record_key and record_box(box, row).contains(where):
            self._record_row(place)

    def _tick_row(self, place: int) -> None:
        row: ExpectedRow = self._list.rows.rows[place]
        if self.view.live and row.is_open:
            self.view.do(TickExpected(row.expected))

    def _record_row(self, place: int) -> None:
        row: ExpectedRow = self._list.rows.rows[place]
        spec = self.view.scenario.expected_by_id[row.expected]
        if self.view.live and row.is_open and spec.record is not None:
            self.view.do(RecordFact(spec.record.kind, wanted_details(spec)))

    def _open_menu(self, where: QPoint) -> None:
        index = self._list.indexAt(where)
        if not index.isValid() or not self.view.live:
            return
        row: ExpectedRow = index.data(Qt.ItemDataRole.UserRole)
        wanted = self.view.scenario.expected_by_id[row.expected].record
        menu = QMenu(self)
        tick = menu.addAction("\t".join(filter(None, (_("Tick"), row.key))))
        tick.triggered.connect(lambda: self._tick_row(index.row()))
        record = menu.addAction("\t".join(filter(None, (_("Record it"), row.record_key))))
        record.triggered.connect(lambda: self._record_row(index.row()))
        tick.setEnabled(row.is_open)
        record.setEnabled(row.is_open and wanted is not None)
        menu.exec(self._list.viewport().mapToGlobal(where))
        menu.deleteLater()


def _height_of(row: ExpectedRow) -> int:
    return _DONE_PX if row.status in {ExpectedStatus.MET, ExpectedStatus.MET_LATE} else _OPEN_PX


def paint_expected_row(painter: QPainter, box: QRectF, row: ExpectedRow, theme: Theme) -> None:
    """Paint an expected action: tick box, text, who, time left and its bar."""
    overdue = row.status is ExpectedStatus.MISSED
    is_open = row.status is ExpectedStatus.OPEN
    urgent = is_open and row.running and row.part_left < SHORT_BELOW
    tones = theme.tones
    tone = tones.alarm if overdue else tones.warn if urgent else None
    if tone is not None:
        painter.fillRect(box, colour(tone.soft))
    ink = tone.text if tone else theme.ink if is_open else theme.ink_soft
    mark = scaled(MEDIUM_PX)
    left = box.left() + PAD
    names = {ExpectedStatus.OPEN: "square", ExpectedStatus.MISSED: "octagon-alert"}
    paint_icon_in(painter, box, left, names.get(row.status, "square-check"), ink, mark)
    left += mark + 2 * SPACE
    right = box.right() - PAD
    share = 1 / 2 if row.status in {ExpectedStatus.MET, ExpectedStatus.MET_LATE} else 2 / 3
    upper = QRectF(left, box.top() + SPACE, right - left, box.height() * share - SPACE)
    figures = text_font("figure_s")
    width = text_width(figures, row.time) + 1
    paint_text(painter, figures, ink, QRectF(right - width, upper.top(), width, upper.height()), row.time, RIGHT)
    words = QRectF(left, upper.top(), right - width - 3 * SPACE - left, upper.height())
    if is_open or overdue:
        paint_lines(painter, text_font("strong"), theme.ink, words, row.text)
    else:
        paint_text(painter, text_font("body"), ink, words, row.text)
    lower = QRectF(left, upper.bottom(), right - left, box.height() - upper.bottom() + box.top() - SPACE - 1)
    font = text_font("key")
    if row.key:
        cap = _cap_box(row.key, right, lower)
        paint_key_cap(painter, cap, font, theme.ink_soft, row.key)
        right = cap.left() - 3 * SPACE
    if row.record_key:
        button = record_box(box, row)
        paint_box(painter, button, theme.surfaces.panel, theme.edge)
        cap = _cap_box(row.record_key, button.right() - SPACE, lower)
        paint_key_cap(painter, cap, font, theme.ink_soft, row.record_key)
        words = QRectF(button.left() + 2 * SPACE, button.top(), cap.left() - button.left(), button.height())
        paint_text(painter, text_font("strong"), theme.ink, words, _("Record it"))
        right = button.left() - 3 * SPACE
    has_bar = (is_open or overdue) and row.running and not row.record_key
    bar_width = min(scaled(110), (right - left) / 3) if has_bar else 0.0
    paint_text(
        painter,
        text_font("small"),
        theme.ink_soft,
        QRectF(left, lower.top(), right - left - bar_width - PAD, lower.height()),
        row.who,
    )
    if bar_width:
        bar = QRectF(right - bar_width, round(lower.center().y()) - 3, bar_width, 6)
        paint_deadline(painter, bar, theme, row.part_left, late=overdue)


def record_box(box: QRectF, row: ExpectedRow) -> QRectF:
    """Where in the box of a row the button stands that writes a record."""
    lower = QRectF(box.left(), box.top() + 2 / 3 * box.height(), box.width(), box.height() / 3 - SPACE - 1)
    right = _cap_box(row.key, box.right() - PAD, lower).left() - 2 * SPACE
    width = text_width(text_font("strong"), _("Record it")) + text_width(text_font("key"), row.record_key) + 8 * SPACE
    height = scaled(22)
    return QRectF(right - width, round(lower.center().y()) - height / 2, width, height)


def _cap_box(key: str, right: float, lower: QRectF) -> QRectF:
    """Where a key cap stands in the lower part of a row, ending at ``right``."""
    cap = QRectF(0, round(lower.center().y()) - scaled(9), text_width(text_font("key"), key) + 3 * SPACE, scaled(18))
    cap.moveRight(right)
    return cap
