"""The inject list: what has been delivered, what stands by, what is to come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu

from player.engine import commands as do
from player.i18n import N_, _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.rows import RowView, paint_bar, part_of
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, ROW_HEIGHT, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import STATUS_LOOKS, Label, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.marks import MARK_PX
from player.ui.widgets.painted import RIGHT, text_width

NAME = "injects"
TITLE = N_("Injects")

_CALLING = frozenset({"standby", "due", "late", "held"})
"""Statuses that call for the controller: their rows stand on the ground of their tone."""


@dataclass(frozen=True, slots=True)
class InjectRow:
    """An inject as the list shows it. ``standby`` marks the one GO fires, whatever its status."""

    inject: str
    time: str
    title: str
    status: str
    standby: bool
    detail: str
    by_hand: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.time, self.title, self.word, self.detail)))

    @property
    def shown(self) -> str:
        """The status its mark and word tell: the one GO fires is on standby unless something more is up with it."""
        return "standby" if self.standby and self.status == "pending" else self.status

    @property
    def word(self) -> str:
        """Its status in a word, empty for one that only waits."""
        return "" if self.shown == "pending" else _(STATUS_LOOKS[self.shown].word)


class InjectPanel(DrillPanel):
    """The injects of the present phase."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self._count)
        self._list = RowView(_(TITLE), paint_inject_row, height_px=ROW_HEIGHT + SPACE)
        self._list.pressed_at.connect(self._pressed)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self.set_body(self._list)
        self._shown_standby: str | None = None
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.second_passed.connect(self._follow_time)
        self.refresh()

    def refresh(self) -> None:
        """Show the injects as they stand."""
        injects = self.view.phase_injects()
        standby = self.view.standby
        self._list.rows.set_rows([self._row(inject, standby) for inject in injects])
        left = len(self.view.waiting())
        self._count.setText(_("{left} of {count} to come").format(left=left, count=len(injects)))
        if standby is not None and standby.id != self._shown_standby:
            place = injects.index(standby)
            ahead = min(len(injects) - 1, place + 1)
            self._list.scrollTo(self._list.rows.index(max(0, place - 2)))
            self._list.scrollTo(self._list.rows.index(ahead))
            self._list.scrollTo(self._list.rows.index(place))
        self._shown_standby = standby.id if standby is not None else None

    def _follow_time(self) -> None:
        injects = self.view.state.injects
        standby = self.view.standby
        for place, row in enumerate(self._list.rows.rows):
            if row.status in {"due", "late"} or injects[row.inject].status is InjectStatus.DUE:
                self._list.rows.set_row(place, self._row(self.view.scenario.inject_by_id[row.inject], standby))

    def _row(self, inject: Inject, standby: Inject | None) -> InjectRow:
        now = self.view.state.injects[inject.id]
        status = now.status.value
        detail = ""
        if now.status is InjectStatus.DUE:
            status = "late" if self.view.is_late(inject) else "due"
            detail = f"+{clock_text(self.view.now_ms - (now.due_ms or 0))}"
        elif now.status is InjectStatus.FIRED and now.fired_ms is not None:
            detail = clock_text(now.fired_ms - self._phase_start_ms)
        time = clock_text(inject.at_ms) if inject.at_ms is not None else "––:––"
        return InjectRow(inject.id, time, str(inject.title), status, standby is inject, detail, inject.by_hand)

    @property
    def _phase_start_ms(self) -> int:
        run = self.view.state.phase_run
        return run.started_ms if run is not None else 0

    def _pressed(self, place: int, _where: QPointF) -> None:
        self.view.pick_standby(self._list.rows.rows[place].inject)

    def _open_menu(self, where: QPoint) -> None:
        index = self._list.indexAt(where)
        if not index.isValid() or not self.view.live:
            return
        row: InjectRow = index.data(Qt.ItemDataRole.UserRole)
        menu = QMenu(self)
        entries = (
            (_("Deliver now"), do.FireInject(row.inject), row.status != "fired"),
            (_("Hold back"), do.HoldBackInject(row.inject), row.status in {"pending", "due", "late"}),
            (_("Release"), do.ReleaseInject(row.inject), row.status in {"held", "skipped"}),
            (_("Skip"), do.SkipInject(row.inject), row.status not in {"fired", "skipped"}),
        )
        for text, command, enabled in entries:
            entry = menu.addAction(text)
            entry.setEnabled(enabled)
            entry.triggered.connect(lambda _checked=False, command=command: self.view.do(command))
        menu.exec(self._list.viewport().mapToGlobal(where))
        menu.deleteLater()


def paint_inject_row(painter: QPainter, box: QRectF, row: InjectRow, theme: Theme) -> None:
    """Paint an inject: time, mark, title, and its status in a word."""
    look = STATUS_LOOKS[row.shown]
    tone = theme.tone(look.tone)
    calling = row.shown in _CALLING
    if calling:
        painter.fillRect(box, colour(tone.soft))
    if row.standby:
        paint_bar(painter, box, theme.tones.accent)
    ink = theme.ink_soft if row.status in {"fired", "skipped"} else theme.ink
    figures = text_font("figure_s")
    left = box.left() + PAD
    time_width = text_width(figures, "00:00:00" if len(row.time) > 5 else "00:00")
    paint_text(painter, figures, ink, part_of(box, left, time_width), row.time, RIGHT)
    left += time_width + 2 * SPACE
    size = scaled(MARK_PX)
    if row.by_hand and row.shown == "pending":
        paint_icon_in(painter, box, left, "hand", ink, size)
    else:
        mark = QRectF(round(left), round(box.center().y() - size / 2), size, size)
        paint_mark(painter, mark, look, tone)
    left += size + 2 * SPACE
    right = box.right() - PAD
    note = "  ".join(filter(None, (row.word, row.detail)))
    if note:
        width = text_width(figures, note)
        paint_text(painter, figures, tone.text if calling else ink, part_of(box, right - width, width), note, RIGHT)
        right -= width + 3 * SPACE
    paint_text(painter, text_font("strong" if calling else "body"), ink, part_of(box, left, right - left), row.title)
