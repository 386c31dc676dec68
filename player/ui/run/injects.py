"""The inject list: what has been delivered, what stands by, what is to come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent

from player.engine.state import InjectState
from player.i18n import N_, _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import clock_text, countdown_text
from player.review.trigger_wording import inject_text
from player.triggers.at import At
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.ui.actions import ActionTable
from player.ui.rows import RowView, paint_bar, part_of
from player.ui.run.announced import AnnouncedLine
from player.ui.run.inject_menu import inject_menu
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import STATUS_LOOKS, Label, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.marks import MARK_PX
from player.ui.widgets.painted import RIGHT, text_width

NAME = "injects"
TITLE = N_("Injects")

_ROW_PX = 36
"""Height of a row: a finger in a glove finds it."""

_BESIDE_LINE_PX = 170
"""Of the strip so much is left for its title and button, whatever is announced."""

_NARROW_PX = 320
"""In a narrower list the words of `_QUIET` give way to the titles: their marks say the same."""

_QUIET = frozenset({"pending", "fired", "skipped"})
_BELOW_PX = 16
_CALLING = frozenset({"standby", "due", "late", "held"})
"""Statuses that call for the controller: their rows stand on the ground of their tone."""


@dataclass(frozen=True, slots=True)
class InjectRow:
    """An inject as the list shows it.

    Attributes:
        standby: it is the one GO fires, whatever its status.
        by_hand: it waits for GO when it is due.
        below: what it waits for, in words, where that is no time of its own; ``contingency``: that something is missed.
        edited: its words are others than those of the script.
        ahead: how long until its time, while it is announced; ``lit``: the light of its pulse is on.
    """

    inject: str
    time: str
    title: str
    status: str
    standby: bool
    detail: str
    by_hand: bool
    below: str = ""
    contingency: bool = False
    edited: bool = False
    ahead: str = ""
    lit: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        changed = _("changed words") if self.edited else ""
        return " ".join(filter(None, (self.time, self.title, self.below, changed, self.word, self.detail)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return "\n".join(filter(None, (self.title, self.below, _("changed words") if self.edited else "")))

    @property
    def shown(self) -> str:
        """The status its mark and word tell: the one GO fires is on standby unless something more is up with it."""
        return "standby" if self.standby and self.status == "pending" else self.status

    @property
    def word(self) -> str:
        """Its status in a word; for one that only waits, how it will be delivered."""
        if self.contingency and self.status in {"due", "late"}:
            return _("contingency")
        if self.shown == "pending":
            return hand_text(by_hand=self.by_hand)
        return _(STATUS_LOOKS[self.shown].word)


class InjectPanel(DrillPanel):
    """The injects of the present phase."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self.line = AnnouncedLine(view)
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self.line)
        self.add_to_strip(self._count)
        if view.live:
            every = self.button("deliver_any", size="small", bare=True)
            every.show_as("", actions["deliver_any"].icon)
            every.setAccessibleName(actions["deliver_any"].text)
            every.setToolTip(actions["deliver_any"].text)
            self.add_to_strip(every)
        self._list = RowView(_(TITLE), paint_inject_row, height_px=_height_of)
        self._list.pressed_at.connect(self._pressed)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self.set_body(self._list)
        self._shown_standby: str | None = None
        self._known: dict[str, tuple[InjectState, InjectRow]] = {}
        self._known_since_ms: int | None = None
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.second_passed.connect(self._follow_time)
        view.announced.connect(self._show_announced)
        self.refresh()

    def refresh(self) -> None:
        """Show the injects as they stand."""
        injects, start_ms = self.view.phase_injects(), self._phase_start_ms
        standby = self.view.standby
        if start_ms != self._known_since_ms:
            self._known_since_ms = start_ms
            self._known.clear()
        self._list.rows.set_rows([self._known_row(inject, standby is inject) for inject in injects])
        reserve = sum(self.view.is_in_reserve(inject) for inject in injects) if self.view.scenario.contingencies else 0
        left, count = len(self.view.waiting()) - reserve, len(injects) - reserve
        self._count.setText(_("{left} of {count} to come").format(left=left, count=count))
        if standby is not None and standby.id != self._shown_standby:
            self._show_standby()
        self._shown_standby = standby.id if standby is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the standby inject in sight when the list gets less room."""
        super().resizeEvent(event)
        self.line.setMaximumWidth(max(scaled(80), self.width() - scaled(_BESIDE_LINE_PX)))
        self._show_standby()

    def _show_standby(self) -> None:
        """Scroll to the standby inject, with one after it and two before it where there is room."""
        rows = self._list.rows.rows
        place = next((number for number, row in enumerate(rows) if row.standby), None)
        if place is not None:
            for number in (max(0, place - 2), min(len(rows) - 1, place + 1), place):
                self._list.scrollTo(self._list.rows.index(number))

    def _follow_time(self) -> None:
        injects = self.view.state.injects
        standby = self.view.standby
        for place, row in enumerate(self._list.rows.rows):
            if row.status in {"due", "late"} or row.ahead or injects[row.inject].status is InjectStatus.DUE:
                inject = self.view.scenario.inject_by_id[row.inject]
                self._list.rows.set_row(place, self._row(inject, standby=standby is inject))

    def _show_announced(self) -> None:
        """Let the rows of what is about to be due pulse, and those that did and no longer do stand still."""
        self._count.setVisible(not self.view.coming)
        coming = {inject.id for inject in self.view.coming}
        for place, row in enumerate(self._list.rows.rows):
            if row.ahead or row.inject in coming:
                inject = self.view.scenario.inject_by_id[row.inject]
                fresh = self._row(inject, standby=row.standby)
                self._list.rows.set_row(place, fresh)
                self._known[inject.id] = self.view.state.injects[inject.id], fresh

    def _known_row(self, inject: Inject, standby: bool) -> InjectRow:  # noqa: FBT001
        """The row of an inject; the one it had where nothing has become of it, for there may be thousands."""
        now = self.view.state.injects[inject.id]
        known = self._known.get(inject.id)
        if (
            known is None
            or known[0] is not now
            or now.status is InjectStatus.DUE
            or not self._is_like(known[1], standby)
        ):
            known = self._known[inject.id] = now, self._row(inject, standby=standby)
        return known[1]

    def _is_like(self, row: InjectRow, standby: bool) -> bool:  # noqa: FBT001
        """Whether what a row tells beside the state of its inject is still so."""
        state = self.view.state
        by_hand = state.by_hand.get(row.inject, self.view.scenario.inject_by_id[row.inject].by_hand)
        edited = row.inject in state.inject_texts
        return (row.standby, row.by_hand, row.edited) == (standby, by_hand, edited) and not row.ahead

    def _row(self, inject: Inject, *, standby: bool) -> InjectRow:
        scenario, now = self.view.scenario, self.view.state.injects[inject.id]
        status = now.status.value
        detail = ""
        if now.status is InjectStatus.DUE:
            status = "late" if self.view.is_late(inject) else "due"
            since_ms = self.view.now_ms if now.due_ms is None else now.due_ms
            detail = f"+{clock_text(self.view.now_ms - since_ms)}"
        elif now.status is InjectStatus.FIRED and now.fired_ms is not None:
            detail = clock_text(now.fired_ms - self._phase_start_ms)
        contingency = inject.id in scenario.contingencies
        ahead = countdown_text(max(0, (now.due_ms or 0) - self.view.now_ms)) if inject in self.view.coming else ""
        timed = inject.trigger.KIND == At.KIND or (inject.trigger.KIND == Manual.KIND and not contingency)
        over = now.status in {InjectStatus.FIRED, InjectStatus.SKIPPED}
        return InjectRow(
            inject.id,
            self._time(inject),
            str(inject.title),
            status,
            standby,
            "  ".join(filter(None, (times_text(inject, now.times), detail))),
            self.view.is_by_hand(inject),
            "" if timed or over else inject_text(inject, scenario),
            contingency,
            inject.id in self.view.state.inject_texts,
            ahead,
            bool(ahead) and self.view.coming_lit,
        )

    def _time(self, inject: Inject) -> str:
        """When it is due in its phase, as far as is known."""
        due_ms = self.view.state.injects[inject.id].due_ms
        if inject.trigger.KIND != At.KIND and due_ms is not None and self.view.state.phase_run is not None:
            return clock_text(max(0, due_ms - self._phase_start_ms))
        return clock_text(inject.at_ms) if inject.at_ms is not None else "––:––"

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
        menu = inject_menu(self.view, self.table, row.inject, self)
        menu.exec(self._list.viewport().mapToGlobal(where))
        menu.deleteLater()


def times_text(inject: Inject, times: int) -> str:
    """How often it was delivered: of how often, where it is planned again and again; empty where once is all."""
    if isinstance(inject.trigger, Every):
        return f"{times}/{inject.trigger.count}"
    return f"×{times}" if times > 1 else ""


def hand_text(*, by_hand: bool) -> str:
    """How an inject is delivered when its time has come."""
    return _("by the controller") if by_hand else _("automatic")


def _height_of(row: InjectRow) -> int:
    return _ROW_PX + (_BELOW_PX - SPACE if row.below else 0)


def paint_inject_row(painter: QPainter, box: QRectF, row: InjectRow, theme: Theme) -> None:
    """Paint an inject: time, mark, title, its status in a word, and under it what it waits for."""
    look = STATUS_LOOKS[row.shown]
    tone = theme.tone(look.tone)
    calling = row.shown in _CALLING
    if row.lit:
        painter.fillRect(box, colour(theme.tones.warn.soft))
    elif calling:
        painter.fillRect(box, colour(tone.soft))
    if row.standby:
        paint_bar(painter, box, theme.tones.accent)
    ink = theme.ink_soft if row.status in {"fired", "skipped"} else theme.ink
    whole = box
    if row.below:
        box = QRectF(box.left(), box.top(), box.width(), box.height() - scaled(_BELOW_PX) - SPACE / 2)
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
    right = _paint_note(painter, box, row, tone.text if calling else ink, theme)
    if row.edited:
        paint_icon_in(painter, box, left, "pencil", theme.tones.accent.text, size)
        left += size + 2 * SPACE
    paint_text(painter, text_font("strong" if calling else "body"), ink, part_of(box, left, right - left), row.title)
    if row.below:
        below = QRectF(left, box.bottom() - SPACE, whole.right() - PAD - left, scaled(_BELOW_PX) + SPACE)
        paint_text(painter, text_font("small"), theme.ink_soft, below, row.below)


def _paint_note(painter: QPainter, box: QRectF, row: InjectRow, ink: str, theme: Theme) -> float:
    """Paint at the right what is to be said of an inject in a word; gives where the room left of it ends."""
    figures = text_font("figure_s")
    right = box.right() - PAD
    if row.ahead:
        width = text_width(figures, row.ahead)
        paint_text(painter, figures, theme.tones.warn.text, part_of(box, right - width, width), row.ahead, RIGHT)
        right -= width + SPACE
        paint_icon_in(painter, box, right - scaled(MARK_PX), "timer", theme.tones.warn.text, scaled(MARK_PX))
        return right - scaled(MARK_PX) - 2 * SPACE
    waits = row.shown == "pending"
    terse = row.shown in _QUIET and box.width() < scaled(_NARROW_PX)
    note = row.detail if terse else "  ".join(filter(None, (row.word, row.detail)))
    font = text_font("small") if waits else figures
    width = text_width(font, note)
    paint_text(painter, font, theme.ink_soft if waits else ink, part_of(box, right - width, width), note, RIGHT)
    return right - width - 3 * SPACE
