"""What moved the tension up to the moment shown, and how the crowd stands then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from player.engine.crowd import CrowdTrace
from player.engine.explain import Explainer
from player.i18n import N_, _
from player.model.events import Event
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.review.explaining import explanation_lines, hold_texts, shown_change
from player.ui.actions import ActionTable
from player.ui.instrument.explanation_bars import CauseBars
from player.ui.instrument.ground import Ground
from player.ui.instrument.memory import remember
from player.ui.instrument.model_values import ValueRow, value_rows
from player.ui.instrument.segments import Segments
from player.ui.plots.words import DISCLAIMER
from player.ui.rows import RowView
from player.ui.run.panel import DrillPanel
from player.ui.theme import GAP, PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import Label, paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

NAME = "explanation"
TITLE = N_("What moved the tension")

PHASE, WHOLE = "phase", "whole"
SPANS: Mapping[str, tuple[str, int]] = {
    "1": (N_("1 min"), MINUTE_MS),
    "5": (N_("5 min"), 5 * MINUTE_MS),
    "15": (N_("15 min"), 15 * MINUTE_MS),
    PHASE: (N_("this phase"), 0),
    WHOLE: (N_("all of it"), 0),
}
"""What can be looked back over from the moment shown: a time, the phase, or all."""

_USUAL = "5"
_WIDE_PX, _NARROW_PX = 64, 82
_WIDE_FROM_PX = 520


class ExplainPanel(DrillPanel):
    """What moved the tension up to the moment shown, cause by cause, and the values of the model at that moment."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._explainer: Explainer | None = None
        self._trace: CrowdTrace | None = None
        self._events: list[Event] = []
        self._shown_ms: int | None = None
        self._wide_rows = True
        self.span = Segments(_("Time looked back over"), [(value, _(title)) for value, (title, _ms) in SPANS.items()])
        self.span.put(_USUAL)
        remember(view, NAME, self.span)
        self.span.chosen.connect(lambda _value: self.refresh())
        self._change = Label("", "heading")
        self._when = Label("", "figure_s", "soft")
        self.bars = CauseBars()
        self._quiet = Label(_("Nothing moved the tension in this time."), "body", "soft", wrap=True)
        self._quiet.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self._holds = Label("", "small", "soft", wrap=True)
        self._holds.setContentsMargins(PAD, SPACE, PAD, SPACE)
        self.values = RowView(_("Values of the model"), paint_value_row, height_px=_height_of, clickable=False)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        view.second_passed.connect(self._follow_time)
        view.changed.connect(self._follow_change)
        view.moved.connect(self._follow_move)

    @property
    def text(self) -> str:
        """The change and the span as they are written."""
        return f"{self._change.text()} {self._when.text()}"

    def refresh(self) -> None:
        """Show what moved it up to the moment shown."""
        view = self.view
        now_ms = view.now_ms
        self._shown_ms = now_ms
        explained = self._explain().between(self._from_ms(now_ms), now_ms)
        lines = explanation_lines(explained, view.scenario, self._events)
        before, after, change = shown_change(explained)
        self._change.setText(_("{before} → {after}  ({change})").format(before=before, after=after, change=change))
        start, end = (clock_text(ms, hours=True) for ms in (explained.from_ms, explained.to_ms))
        self._when.setText(f"{start} – {end}")
        self.bars.show_lines(lines, change)
        self.bars.setVisible(bool(lines))
        self._quiet.setVisible(not lines)
        holds = hold_texts(explained.holds, self._events)
        self._holds.setText("\n".join(holds))
        self._holds.setVisible(bool(holds))
        self._show_values()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with the moment."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the values beside the bars, or under them where there is more height than width."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(760)
        side = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if side != self._halves.orientation():
            self._halves.setOrientation(side)
            self._halves.setSizes([560, 440] if wide else [570, 430])
        wide_rows = (self.width() * 0.44 if wide else self.width()) >= scaled(_WIDE_FROM_PX)
        if wide_rows != self._wide_rows:
            self._wide_rows = wide_rows
            self._show_values()

    def _show_values(self) -> None:
        self.values.rows.set_rows([replace(row, wide=self._wide_rows) for row in value_rows(self.view)])

    def _explain(self) -> Explainer:
        """The explainer of the drill, with all that is in the log by now."""
        trace = self.view.trace
        if self._explainer is None or trace is not self._trace:
            self._explainer, self._trace = Explainer(trace), trace
        entries = self.view.entries
        self._events += [entry.event for entry in entries[len(self._events) :]]
        return self._explainer

    def _from_ms(self, now_ms: int) -> int:
        if self.span.value == PHASE:
            run = self.view.state.phase_run
            return run.started_ms if run is not None else 0
        _title, length_ms = SPANS[self.span.value]
        return max(0, now_ms - length_ms) if length_ms else 0

    def _follow_time(self) -> None:
        """Follow the clock, however fast the exercise runs no more than about once in a real second."""
        if self.view.live and self.isVisible():
            step_ms = max(SECOND_MS, self.view.state.speed_permille)
            if self._shown_ms is None or not 0 <= self.view.now_ms - self._shown_ms < step_ms:
                self.refresh()

    def _follow_change(self) -> None:
        """Show what somebody changed while time stands still."""
        if self.view.live and self.isVisible() and self.view.now_ms == self._shown_ms:
            self.refresh()

    def _follow_move(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        bar.addWidget(self.span)
        bar.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, PAD, SPACE)
        head.setSpacing(PAD)
        self._change.setMinimumWidth(scaled(190))
        head.addWidget(self._change)
        head.addWidget(self._when, 1)
        inside = Ground()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for part in (self.bars, self._quiet, self._holds):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(_(TITLE))
        left = QWidget()
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(scroll, 1)
        self._halves.setHandleWidth(GAP)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(left)
        self._halves.addWidget(self._under())
        self._halves.setSizes([560, 440])
        self.set_body(self._halves)

    def _under(self) -> QWidget:
        """The values, and what they are not."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.values, 1)
        disclaimer = Label(_(DISCLAIMER), "small", "soft")
        disclaimer.setContentsMargins(PAD, SPACE, PAD, SPACE)
        column.addWidget(disclaimer)
        return holder


def _height_of(row: ValueRow) -> int:
    return _WIDE_PX if row.wide else _NARROW_PX


def paint_value_row(painter: QPainter, box: QRectF, row: ValueRow, theme: Theme) -> None:
    """Paint a value: name and figure over a thin meter, and below them what it means."""
    left, right = box.left() + PAD, box.right() - PAD
    upper = QRectF(left, box.top() + 3, right - left, scaled(_WIDE_PX) * 0.4 - 3)
    lower = QRectF(left, upper.bottom() + 1, right - left, box.bottom() - upper.bottom() - SPACE)
    strong, figures = text_font("strong"), text_font("figure_m" if row.part is not None else "strong")
    width = text_width(figures, row.value) + 1
    paint_text(painter, figures, theme.ink, QRectF(right - width, upper.top(), width, upper.height()), row.value, RIGHT)
    paint_text(painter, strong, theme.ink, upper, row.name)
    name = left + text_width(strong, row.name) + 2 * SPACE
    if row.held:
        size = scaled(SMALL_PX)
        paint_icon_in(painter, upper, name, "lock", theme.tones.warn.text, size)
        held = _("held")
        paint_text(
            painter,
            text_font("small"),
            theme.tones.warn.text,
            upper.adjusted(name - left + size + SPACE, 0, 0, 0),
            held,
        )
        name += size + text_width(text_font("small"), held) + 3 * SPACE
    if row.part is not None:
        track = QRectF(max(name, left + scaled(110)), 0, 0, 6)
        track.setRight(min(right - width - 3 * SPACE, track.left() + scaled(140)))
        track.moveTop(round(upper.center().y() - 3))
        if track.width() > scaled(30):
            painter.fillRect(track, colour(theme.edge))
            painter.fillRect(track.adjusted(1, 1, -1, -1), colour(theme.surfaces.panel))
            part = QRectF(track.left(), track.top(), track.width() * min(1.0, row.part), track.height())
            painter.fillRect(part, colour(theme.ink_soft))
    painter.setFont(text_font("small"))
    painter.setPen(colour(theme.ink_soft))
    painter.drawText(lower, Qt.TextFlag.TextWordWrap, row.about)
