"""Units and orders: one row per action the phase offers, started and stopped by one key or click."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter

from player.engine.state import ActionRun, DrillState, Override, Status
from player.i18n import N_, _
from player.model.course import UnitAction
from player.model.doctrine import ACTION_KINDS
from player.model.events import Quantity
from player.model.times import clock_text
from player.review.wording import giver_text
from player.ui.actions import ActionTable
from player.ui.rows import RowView, paint_bar
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Label, paint_box, paint_chip, paint_icon_in, paint_key_cap, paint_stage, paint_text
from player.ui.widgets.chips import chip_width
from player.ui.widgets.painted import RIGHT, text_width

NAME = "units"
TITLE = N_("Units and orders")
ROW_KEYS = "QWETYUIOPASDGJKZXCVB"
"""Keys of the rows, in order, but for letters with a meaning of their own. With Shift a key stops what it starts."""

_ROW_PX = 38
_BUTTON_PX = 76


@dataclass(frozen=True, slots=True)
class UnitRow:
    """An action on offer, or still running from an earlier phase.

    Attributes:
        action: running number while it runs, else None.
        plan: when the script plans it, in words; ``due``: that is now, and it does not run.
        order: who ordered it, or whose order it needs, with the words planned for it.
        reason: why the script plans it.
        override: that the controller has set or holds the stage of its unit, and at what; else empty.
        override_stage: the stage alone, for where there is no room.
    """

    offer: str
    key: str
    unit: str
    does: str
    stage: int
    ceiling: int
    personnel: int
    action: int | None
    time: str
    plan: str
    due: bool
    order: str
    selected: bool
    live: bool
    reason: str = ""
    override: str = ""
    override_stage: int = 0

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return "\n".join(filter(None, (f"{self.unit}: {self.does}", self.order, self.reason, self.override)))

    @property
    def spoken(self) -> str:
        """The row in words."""
        state = _("under way {time}").format(time=self.time) if self.action is not None else self.plan
        stage = _("stage {stage}").format(stage=self.stage)
        return " ".join(filter(None, (self.unit, self.does, stage, state, self.override, self.order)))


class UnitsPanel(DrillPanel):
    """What the units do.

    Signals:
        start_wanted, stop_wanted: the user wants this offer started or stopped.
    """

    start_wanted = Signal(str)
    stop_wanted = Signal(str)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._count = Label("", "caption", "soft")
        self.add_to_strip(self._count)
        if view.live:
            self._override = self.button("override", size="small", bare=True)
            self._override.show_as("", actions["override"].icon)
            self._override.setAccessibleName(actions["override"].text)
            self._override.setToolTip(actions["override"].text)
            self.add_to_strip(self._override)
        self._pending: dict[tuple[str, str], int] = {}
        self._list = RowView(_(TITLE), paint_unit_row, height_px=_ROW_PX)
        self._list.pressed_at.connect(self._pressed)
        self.set_body(self._list)
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.second_passed.connect(self.refresh)
        self.refresh()

    def offers(self) -> list[UnitAction]:
        """The rows shown: what the phase offers, the highest stage of force first, then what still runs from before."""
        state = self.view.state
        phase = state.phase or self.view.scenario.phases[0]
        shown = sorted(phase.actions, key=lambda offer: -offer.stage)
        doing = {(offer.unit, offer.does) for offer in shown}
        earlier = (self.view.scenario.action_by_id[run.offer] for run in state.running.values())
        return shown + [offer for offer in earlier if (offer.unit, offer.does) not in doing]

    def offer_of_key(self, key: str) -> str | None:
        """Id of the action with this key, or None."""
        offers = self.offers()
        place = ROW_KEYS.find(key)
        return offers[place].id if 0 <= place < len(offers) else None

    def refresh(self) -> None:
        """Show them as they stand."""
        ceiling = int(self.view.sample.ceiling)
        self._pending = pending_orders(self.view.state)
        self._list.rows.set_rows([self._row(place, offer, ceiling) for place, offer in enumerate(self.offers())])
        state = self.view.state
        self._count.setText(
            _("{committed} of {total} committed").format(
                committed=state.personnel, total=self.view.scenario.total_strength
            )
        )

    @property
    def _is_open(self) -> bool:
        """Whether actions can still be recorded."""
        return self.view.live and self.view.state.status is not Status.ENDED

    def _row(self, place: int, offer: UnitAction, ceiling: int) -> UnitRow:
        state = self.view.state
        run = running_like(state, offer)
        key = ROW_KEYS[place] if place < len(ROW_KEYS) and self._is_open else ""
        plan, due = self._plan(offer)
        override = state.overrides.get((Quantity.FORCE, offer.unit)) if state.status is not Status.ENDED else None
        stage = run.stage if run is not None else int(offer.stage)
        return UnitRow(
            offer.id,
            key,
            str(self.view.scenario.units[offer.unit].title),
            _(ACTION_KINDS[offer.does].title),
            override.value if override is not None and run is not None else stage,
            ceiling,
            run.personnel if run is not None else offer.personnel,
            run.action if run is not None else None,
            clock_text(self.view.now_ms - run.started_ms) if run is not None else "",
            plan,
            due and run is None,
            self._order(offer, run),
            self.view.selected_action == offer.id,
            self._is_open,
            run.reason if run is not None else str(offer.reason),
            "" if override is None else stage_sign(override),
            0 if override is None else override.value,
        )

    def _plan(self, offer: UnitAction) -> tuple[str, bool]:
        phase_run = self.view.state.phase_run
        phase = self.view.scenario.phase_by_id[offer.phase]
        spans = [(span.from_ms, span.to_ms if span.to_ms is not None else phase.planned_ms) for span in offer.planned]
        if not spans:
            return _("not planned"), False
        inside_ms = self.view.now_ms - phase_run.started_ms if phase_run is not None else 0
        present = next((span for span in spans if inside_ms < span[1]), spans[-1])
        due = phase_run is not None and phase_run.phase == offer.phase and present[0] <= inside_ms < present[1]
        return f"{clock_text(present[0])}–{clock_text(present[1])}", due

    def _order(self, offer: UnitAction, run: ActionRun | None) -> str:
        orders = self.view.state.orders
        if run is not None:
            if run.order is not None and not orders[run.order].voided:
                return giver_text(orders[run.order].rank, orders[run.order].who)
            return _("no order recorded") if offer.order_from else ""
        waiting = self._pending.get((offer.unit, offer.does))
        if waiting is not None:
            who = giver_text(orders[waiting].rank, orders[waiting].who)
            return _("ordered by {who}").format(who=who)
        return planned_order(offer)

    def _pressed(self, place: int, where: QPointF) -> None:
        row: UnitRow = self._list.rows.rows[place]
        self.view.select_action(row.offer)
        if self._is_open and where.x() > self._list.viewport().width() - PAD - scaled(_BUTTON_PX):
            self._toggle(place)

    def _toggle(self, place: int) -> None:
        row: UnitRow = self._list.rows.rows[place]
        if self._is_open:
            (self.start_wanted if row.action is None else self.stop_wanted).emit(row.offer)


def planned_order(offer: UnitAction) -> str:
    """Whose order an action needs, and how the script has it given; empty where it needs none."""
    planned = offer.order
    ranks = offer.order_from or ((planned.rank,) if planned is not None else ())
    if not ranks:
        return ""
    text = _("order: {ranks}").format(ranks=" / ".join(ranks))
    return f"{text} “{planned.text}”" if planned is not None and planned.text else text


def stage_sign(override: Override) -> str:
    """That the stage of a unit is not the one of its actions, in words."""
    template = N_("held at stage {stage}") if override.held else N_("set to stage {stage}")
    return _(template).format(stage=override.value)


def running_like(state: DrillState, offer: UnitAction) -> ActionRun | None:
    """The running action of this unit and kind, from whatever phase, or None."""
    return next((run for run in state.running.values() if (run.unit, run.does) == (offer.unit, offer.does)), None)


def pending_order(state: DrillState, offer: UnitAction) -> int | None:
    """Number of the last order to this unit for this kind of action that nothing has followed yet, or None."""
    return pending_orders(state).get((offer.unit, offer.does))


def pending_orders(state: DrillState) -> dict[tuple[str, str], int]:
    """The same of every unit and kind of action; one look at all orders, of which a long drill has thousands."""
    used = {run.order for run in state.actions.values()}
    return {
        (order.unit, order.does): number
        for number, order in state.orders.items()
        if not order.voided and number not in used
    }


def paint_unit_row(painter: QPainter, box: QRectF, row: UnitRow, theme: Theme) -> None:
    """Paint an action: key, unit and action, stage against ceiling, personnel, plan or time under way, button."""
    running = row.action is not None
    over = running and row.stage > row.ceiling
    if over or row.selected:
        painter.fillRect(box, colour(theme.tones.alarm.soft if over else theme.surfaces.selected))
    if running:
        paint_bar(painter, box, theme.tones.alarm if over else theme.tones.go)
    half = (box.height() - 1) / 2
    left, right = box.left() + PAD, box.right() - PAD
    if row.key:
        font = text_font("key")
        size = scaled(20)
        paint_key_cap(painter, QRectF(left, box.center().y() - size / 2, size, size), font, theme.ink_soft, row.key)
    left += scaled(20) + 2 * SPACE if row.live else 0
    right = _paint_button(painter, box, row, theme, right) if row.live else right
    time_width = text_width(text_font("figure_s"), "00:00–00:00") + 1
    when = QRectF(right - time_width, box.top(), time_width, half)
    if running:
        paint_text(painter, text_font("figure_s"), theme.ink, when.translated(0, SPACE / 2), row.time, RIGHT)
    else:
        ink = theme.tones.warn.text if row.due else theme.ink_soft
        paint_text(painter, text_font("figure_s"), ink, when.translated(0, SPACE / 2), row.plan, RIGHT)
    people = QRectF(right - time_width, box.top() + half - SPACE / 2, time_width, half)
    paint_text(painter, text_font("small"), theme.ink_soft, people, _("{n} pers.").format(n=row.personnel), RIGHT)
    right -= time_width + 3 * SPACE
    meter = scaled(96)
    stage = QRectF(right - meter, box.center().y() - scaled(8), meter, scaled(16))
    paint_stage(painter, stage, theme, row.stage, row.ceiling, running=running)
    right -= meter + 3 * SPACE
    name = QRectF(left, box.top() + (0 if row.override else SPACE / 2), right - left, half)
    paint_text(painter, text_font("strong"), theme.ink, name, row.does)
    below = name.translated(0, half - (0 if row.override else SPACE))  # the chip keeps off what reaches below a line
    if row.override:
        below.setLeft(_paint_override(painter, below, row, theme))
    words = " · ".join(filter(None, (row.unit, row.order)))
    paint_text(painter, text_font("small"), theme.ink_soft, below, words)


def _paint_override(painter: QPainter, box: QRectF, row: UnitRow, theme: Theme) -> float:
    """Paint that the stage is overridden, with its lock; gives where what follows begins."""
    font, tone = text_font("small"), theme.tones.warn
    fits = chip_width(font, row.override, "lock") <= box.width()
    text = row.override if fits else str(row.override_stage)
    width = min(chip_width(font, text, "lock"), box.width())
    chip = QRectF(box.left(), box.center().y() - scaled(8), width, scaled(16))
    paint_chip(painter, chip, font, tone, text, "lock", "solid")
    return min(box.right(), chip.right() + 2 * SPACE)


def _paint_button(painter: QPainter, box: QRectF, row: UnitRow, theme: Theme, right: float) -> float:
    width, height = scaled(_BUTTON_PX), scaled(26)
    button = QRectF(right - width, box.center().y() - height / 2 - 0.5, width, height)
    running = row.action is not None
    paint_box(painter, button, theme.surfaces.panel, theme.edge)
    size = scaled(SMALL_PX)
    ink = theme.tones.warn.text if row.due else theme.ink
    paint_icon_in(painter, button, button.left() + 2 * SPACE, "square:solid" if running else "play:solid", ink, size)
    words = button.adjusted(size + 3 * SPACE, 0, -SPACE, 0)
    paint_text(painter, text_font("strong"), ink, words, _("Stop") if running else _("Start"))
    return button.left() - 3 * SPACE
