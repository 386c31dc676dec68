"""The Review page, first form: the panels of Run over a saved session, moved by a time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from player.i18n import _
from player.model import events as ev
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.plots.host import PlotHost
from player.ui.review.notices import standing_signs, what_is_amiss
from player.ui.review_view import ReviewView
from player.ui.run.page import RunPage
from player.ui.run.panel import action_button
from player.ui.theme import PAD, RULE, SPACE, colour, scaled, text_font
from player.ui.widgets import Painted, Panel, Readout, paint_text
from player.ui.widgets.painted import text_width

if TYPE_CHECKING:
    from player.ui.instrument.page import InstrumentFace


class ReviewPage(RunPage):
    """A saved session at the moment chosen."""

    def __init__(self, view: ReviewView, actions: ActionTable, plots: PlotHost) -> None:
        self._review = view
        super().__init__(view, actions, lambda: view.wall, plots)
        self.scrubber = Scrubber(view)
        self.scrubber.sought.connect(view.seek)
        plots.scrubbed.connect(view.seek)
        self.log.sought.connect(view.seek_entry)
        self._bar = bar = Panel(_("Time axis"), pad_px=2 * SPACE)
        row = QHBoxLayout()
        row.setSpacing(PAD)
        self._moment = Readout(_("moment"), "00:00:00", role="figure_l")
        row.addWidget(self._moment)
        row.addWidget(self.scrubber, 1)
        for sign in standing_signs(view.saved):
            row.addWidget(sign)
        for name in ("move_event_back", "move_event_on"):
            row.addWidget(action_button(actions, name))
        bar.body.addLayout(row)
        self.body.insertWidget(1, bar)
        view.moved.connect(self._show_moment)
        self._show_moment()
        self._tell_what_is_amiss(actions)

    def show_instrument(self, *, on: bool) -> InstrumentFace:
        """As of a drill under way; the time axis then does without its title."""
        face = super().show_instrument(on=on)
        self._bar.show_strip(on=not on)
        return face

    def _show_moment(self) -> None:
        self._moment.set_value(clock_text(self._review.now_ms, hours=True))

    def _tell_what_is_amiss(self, actions: ActionTable) -> None:
        saved, resume = self._review.saved, actions["resume_session"]
        told = what_is_amiss(saved)
        if told is not None:
            offers = told.offers_resume and resume.enabled()
            self.notice.say(told.text, told.tone, action=resume.text if offers else "")
        self.notice.acted.connect(resume.do)


_MARKED = (
    ev.InjectFired,
    ev.DecisionTaken,
    ev.TagObserved,
    ev.CasualtyRecorded,
    ev.ArrestRecorded,
    ev.EvidenceRecorded,
    ev.NoteWritten,
    ev.MarkerPlaced,
    ev.ValueOverridden,
)
"""What the line shows a mark for, unless it is void."""


class Scrubber(Painted):
    """The whole session as one line: phases, what was marked, and the moment shown, moved by the mouse.

    Signals:
        sought: exercise time in ms the user moved to.
    """

    sought = Signal(int)

    def __init__(self, view: ReviewView) -> None:
        super().__init__()
        self._view = view
        self._end_ms = max(1, view.timeline.end_ms)
        self._phases = [
            (event.exercise_ms, str(view.scenario.phase_by_id[event.body.phase].title))
            for event in view.timeline.events
            if isinstance(event.body, ev.PhaseStarted)
        ]
        voided = view.final_state.voided
        self._marks = [
            event.exercise_ms
            for event in view.timeline.events
            if isinstance(event.body, _MARKED) and event.seq not in voided
        ]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(46))
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleName(_("Time axis"))
        view.moved.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the moment under the pointer."""
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint phases, marks and the moment."""
        theme, painter = self.theme, QPainter(self)
        width, height = float(self.width()), float(self.height())
        track = QRectF(0, height / 2, width, height / 2 - SPACE)
        painter.fillRect(track, colour(theme.surfaces.sunken))
        here = self._x(self._view.now_ms)
        painter.fillRect(QRectF(0, track.top(), here, track.height()), colour(theme.tones.accent.soft))
        font = text_font("small")
        for place, (start_ms, title) in enumerate(self._phases):
            left = self._x(start_ms)
            end = self._x(self._phases[place + 1][0]) if place + 1 < len(self._phases) else width
            painter.fillRect(QRectF(left, 2, 1, height - SPACE - 2), colour(theme.edge))
            if end - left > text_width(font, "xxx") + 2 * SPACE:
                paint_text(
                    painter, font, theme.ink_soft, QRectF(left + SPACE, 0, end - left - 2 * SPACE, height / 2), title
                )
        for mark_ms in self._marks:
            painter.fillRect(QRectF(self._x(mark_ms), track.top() + 4, 1, track.height() - 8), colour(theme.ink_soft))
        painter.fillRect(QRectF(here - RULE, 0, 2 * RULE, height), colour(theme.tones.accent.fill))

    def _x(self, ms: int) -> float:
        return ms / self._end_ms * (self.width() - 1)

    def _seek(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(1, self.width() - 1)
        self.sought.emit(round(max(0.0, min(1.0, share)) * self._end_ms))
