"""The strip over the instrument: the phase with its countdown, and the inject that stands by, on one line each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.engine.state import Status
from player.i18n import _
from player.ui.actions import ActionTable
from player.ui.override.held import HeldStrip
from player.ui.run.course import is_put, phase_place, questions, ways_on
from player.ui.run.next import TITLE as NEXT_TITLE
from player.ui.run.next import route_text, standby_when
from player.ui.run.now import TITLE as NOW_TITLE
from player.ui.run.now import show_left
from player.ui.run.panel import action_button
from player.ui.theme import PAD, RADIUS, SPACE, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import BigClock, Chip, Label, Painted, paint_box, paint_icon_in
from player.ui.widgets.painted import text_width

STRIP_PX = 54
_CLOCK_ROLE = "figure_l"
_WIDEST = "+00:00:00"
_BAR_PX = 5
_ICON_PX = 20


class StripClock(BigClock):
    """Time left of a phase in a strip: figures, an icon where they alarm, and what is left as a bar under them."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the longest time."""
        width = text_width(text_font(_CLOCK_ROLE), _WIDEST) + scaled(_ICON_PX) + 2 * PAD
        return QSize(round(width), scaled(STRIP_PX) - 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        painter, box = QPainter(self), self.rect().toRectF()
        look = self.look(self.theme)
        painter.fillRect(box, colour(look.ground))
        inner = box.adjusted(PAD, 0, -PAD, -_BAR_PX - 2 * SPACE)
        left = inner.left()
        if look.icon:
            paint_icon_in(painter, inner.translated(0, 2), left, look.icon, look.ink, scaled(_ICON_PX))
            left += scaled(_ICON_PX) + SPACE
        font = text_font(_CLOCK_ROLE)
        metrics = QFontMetricsF(font)
        base = inner.top() + (inner.height() + metrics.capHeight()) / 2 + 2
        painter.setFont(font)
        painter.setPen(colour(look.ink))
        painter.drawText(round(left), round(base), self.text)
        bar = QRectF(box.left() + PAD, box.bottom() - _BAR_PX - SPACE - 1, box.width() - 2 * PAD, _BAR_PX)
        self.paint_bar(painter, bar, look)


class _Part(QWidget):
    """A caption over a title, and a line of small words under it."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = Label(caption, "caption", "soft")
        self.place = Label("", "caption", "soft")
        self.title = Label("", "strong")
        self.words = Label("", "small", "soft")
        self.head = QHBoxLayout()
        self.head.setSpacing(2 * SPACE)
        self.head.addWidget(self.caption)
        self.head.addWidget(self.place)
        self.head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, SPACE, PAD, SPACE)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.title)
        column.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


class NowNextStrip(Painted):
    """Now and next of a drill on one strip, so that nobody loses it over the curves.

    Args:
        view: the drill.
        actions: what can be done.
    """

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__()
        self.view = view
        self.clock = StripClock()
        self.now, self.next = _Part(_(NOW_TITLE)), _Part(_(NEXT_TITLE))
        self.held = HeldStrip(view, small=True)
        self.held.opened.connect(actions["override"].do)
        self.next.caption.setMinimumWidth(self.next.caption.sizeHint().width())
        self.next.head.addWidget(self.held)
        self.held.refresh()
        self.when = Chip("", "clock")
        self.go = action_button(actions, "go", variant="primary", size="small") if view.live else None
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.clock)
        row.addWidget(self.now, 2)
        row.addWidget(_Rule())
        row.addWidget(self.next, 3)
        row.addWidget(self.when)
        row.addSpacing(2 * SPACE)
        if self.go is not None:
            row.addWidget(self.go)
        self.slot = QHBoxLayout()
        row.addLayout(self.slot)
        row.addSpacing(2 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.passed.connect(self.refresh_times)
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the drill."""
        state, scenario = self.view.state, self.view.scenario
        phase = state.phase or scenario.phases[0]
        self.now.place.setText(phase_place(scenario, phase))
        self.now.title.setText(str(phase.title))
        question = next((one for one in questions(state) if is_put(state, one)), None)
        asks = question is not None and state.status is not Status.ENDED
        self.now.words.set_tone("warn" if asks else "soft")
        self.now.words.setText(self._how_on() if question is None else self._asked(str(question.ask)))
        inject = self.view.standby
        self.next.title.setText(_("No inject waits in this phase.") if inject is None else str(inject.title))
        said = "" if inject is None else " · ".join(filter(None, (route_text(inject), self.view.words_of(inject))))
        self.next.words.setText(said.replace("\n", " "))
        if self.go is not None:
            self.go.setVisible(state.status is not Status.ENDED)
            self.go.setEnabled(inject is not None and state.status in {Status.RUNNING, Status.HELD})
        self.refresh_times()

    def refresh_times(self) -> None:
        """Show how much time is left."""
        show_left(self.clock, self.view)
        inject = self.view.standby
        self.when.setVisible(inject is not None)
        if inject is not None:
            self.when.show_as(*standby_when(self.view, inject))
        self.setAccessibleName(
            ", ".join((self.now.title.text(), self.clock.text, _(NEXT_TITLE), self.next.title.text()))
        )

    def restyle(self) -> None:
        """Let the strip grow with the text."""
        self.setFixedHeight(scaled(STRIP_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the ground."""
        theme = self.theme
        paint_box(QPainter(self), self.rect().toRectF(), theme.surfaces.panel, theme.line, radius=RADIUS)

    def _asked(self, ask: str) -> str:
        """The question that is put, and in a drill under way the key that answers it."""
        return _("F2 answers: {ask}").format(ask=ask) if self.view.live else ask

    def _how_on(self) -> str:
        """How it goes on from here."""
        state = self.view.state
        if state.status in {Status.READY, Status.ENDED}:
            return ""
        return " · ".join(ways_on(state))


class _Rule(Painted):
    """A thin upright line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        QPainter(self).fillRect(event.rect(), colour(self.theme.line))
