"""The slim header of Observe: the phase with its countdown, what was delivered last, and who observes."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.i18n import N_, _
from player.model import events as ev
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.instrument.strip import StripClock
from player.ui.keys import stroke_text
from player.ui.observe.desk import ObserverDesk
from player.ui.run.course import phase_place
from player.ui.run.next import standby_when
from player.ui.run.now import TITLE as NOW_TITLE
from player.ui.run.now import show_left
from player.ui.run.panel import action_button
from player.ui.theme import PAD, RADIUS, SPACE, colour, scaled
from player.ui.widgets import ActionButton, Label, Painted, paint_box

DELIVERED = N_("Delivered last")
_HEIGHT_PX = 64


class ObserveHeader(Painted):
    """Now, what was delivered last, and a hint at what comes next; nothing that has not been said yet is shown.

    Args:
        desk: the desk of the observers.
        actions: what can be done.
    """

    def __init__(self, desk: ObserverDesk, actions: ActionTable) -> None:
        super().__init__()
        self._desk, self._view = desk, desk.view
        self._clock = StripClock()
        self._place, self._ago = Label("", "caption", "soft"), Label("", "caption", "soft")
        self._phase, self._inject = Label("", "title"), Label("", "title")
        self._text, self._hint = Label("", "small", "soft"), Label("", "small", "soft")
        self._observer = ActionButton("", "user", stroke_text(actions["observer"].strokes[0]))
        self._observer.clicked.connect(lambda: actions["observer"].do() if actions["observer"].enabled() else None)
        self._back = action_button(actions, "observe", bare=True)
        self._back.show_as(_("Run"))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 2 * SPACE, 1)
        row.setSpacing(0)
        row.addWidget(self._clock)
        row.addLayout(_column(self._place, self._phase, self._hint), 3)
        row.addWidget(_Rule())
        row.addLayout(_column(self._ago, self._inject, self._text), 4)
        row.addSpacing(2 * SPACE)
        for button in (self._observer, self._back):
            row.addWidget(button)
            row.addSpacing(SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def refresh(self) -> None:
        """Show the state of the drill."""
        state, scenario = self._view.state, self._view.scenario
        phase = state.phase or scenario.phases[0]
        self._place.setText(f"{_(NOW_TITLE)} · {phase_place(scenario, phase)}")
        self._phase.setText(str(phase.title))
        fired = self._desk.book.delivered
        self._inject.setText(_("No inject has been delivered yet.") if fired is None else "")
        self._text.setText("")
        if fired is not None and isinstance(fired.body, ev.InjectFired):
            inject = scenario.inject_by_id[fired.body.inject]
            self._inject.setText(str(inject.title))
            self._text.setText((state.inject_texts.get(inject.id) or str(inject.text)).replace("\n", " "))
        name = self._desk.name or _("Controller")
        self._observer.show_as(name)
        self._observer.setAccessibleName(_("Observer: {name}").format(name=name))
        self.refresh_times()

    @property
    def width_of_clock(self) -> int:
        """Width of the countdown, in px."""
        return self._clock.width()

    def refresh_times(self) -> None:
        """Show how the time goes on."""
        show_left(self._clock, self._view)
        fired = self._desk.book.delivered
        ago = ""
        if fired is not None:
            ago = " · " + _("{time} ago").format(time=clock_text(self._view.now_ms - fired.exercise_ms))
        self._ago.setText(f"{_(DELIVERED)}{ago}")
        inject = self._view.standby
        hint = ""
        if inject is not None:
            hint = _("Next {when}: {title}").format(when=standby_when(self._view, inject)[0], title=inject.title)
        self._hint.setText(hint)
        observer = self._observer.accessibleName()
        said = (self._phase.text(), self._clock.text, f"{_(DELIVERED)}: {self._inject.text()}", observer)
        self.setAccessibleName(", ".join(said))

    def restyle(self) -> None:
        """Let the header grow with the text."""
        self.setFixedHeight(scaled(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        theme = self.theme
        paint_box(QPainter(self), self.rect().toRectF(), theme.surfaces.panel, theme.line, radius=RADIUS)


def _column(*labels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(PAD, SPACE, PAD, SPACE)
    column.setSpacing(0)
    for label in labels:
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(label)
    return column


class _Rule(Painted):
    """A thin upright line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(event.rect(), colour(self.theme.line))
