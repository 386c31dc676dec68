"""NOW: the phase under way, the time left in it, and what moves it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy

from player.engine.state import Status
from player.i18n import N_, _
from player.model.course import Phase
from player.model.entries import AT_STARTEX
from player.model.times import clock_text
from player.review.outlook import outlook, story_time_text
from player.ui.actions import ActionTable
from player.ui.choices import Choices
from player.ui.run.course import blocking, bounds_text, next_phase, phase_place, ways_on
from player.ui.run.panel import DrillPanel
from player.ui.run.readiness_rows import count_text
from player.ui.run.rests import over_text, rest_word
from player.ui.theme import PAD, SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import BigClock, Label
from player.ui.widgets.painted import plain_tip

NAME = "now"
TITLE = N_("Now")
_NARROW_PX = 340
_LOW_PX = 310
"""Under this height the countdown needs the room of what can be read elsewhere."""

_LEAST_GOAL_PX = 72
_TINY_PX = 190
"""Under this height it needs the room of how it goes on, too."""

_STANDING = {Status.HELD: "held", Status.EMERGENCY: "held", Status.ENDED: "ended"}


class NowPanel(DrillPanel):
    """The phase and its countdown, the largest thing on screen."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=2 * SPACE)
        self._place = Label("", "caption", "soft")
        self.add_to_strip(self._place)
        self._choices: Choices | None = None
        self._title = Label("", "title")
        self._goal = Label("", "small", "soft")
        self._ways = Label("", "small", "ink", wrap=True)
        self._all_ways = ""
        self._through = Label(_("The script is through. Ctrl+E ends the exercise."), "strong", "accent", wrap=True)
        self._clock = BigClock()
        self._ends = self.button("times", size="small", variant="quiet")
        self._shorter = self.sign_button("phase_shorter")
        self._longer = self.sign_button("phase_longer")
        self._start = self.button("start", variant="primary", size="large", key_of="next_phase")
        self._hold = self.button("hold", size="small")
        self._next = self.button("next_phase", size="small", bare=True)
        self._answer = self.button("decide", variant="accent", size="small")
        self._end = self.button("end", variant="danger", size="small")
        self._review = self.button("to_review", variant="accent")
        self._home = self.button("home")
        self.body.setSpacing(SPACE)
        self._goal.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(SPACE)
        self._head.addWidget(self._title)
        self._head.addWidget(self._goal, 1)
        self.body.addLayout(self._head)
        self.body.addWidget(self._clock, 1)
        onward = QHBoxLayout()
        onward.setSpacing(SPACE)
        onward.addWidget(self._ways, 1)
        onward.addWidget(self._ends)
        self.body.addLayout(onward)
        self.body.addWidget(self._through)
        self.body.addWidget(self._start)
        steer = QHBoxLayout()
        steer.setSpacing(SPACE)
        steer.addWidget(self._shorter)
        steer.addWidget(self._longer)
        steer.addWidget(self._hold)
        steer.addWidget(self._next)
        steer.addWidget(self._answer)
        steer.addWidget(self._end)
        steer.addWidget(self._review, 3)
        steer.addWidget(self._home, 2)
        self.body.addLayout(steer)
        view.changed.connect(self.refresh)
        view.passed.connect(self.refresh_clock)
        self.refresh()

    def follow(self, choices: Choices) -> None:
        """Show what a changed phase does to the rest, as it is chosen here."""
        self._choices = choices
        choices.changed.connect(self._show_end)
        self._show_end()

    def set_armed(self, armed: bool) -> None:  # noqa: FBT001
        """Show that Enter now goes on to the next phase, or starts the exercise."""
        self._next.set_armed(armed and self.view.state.status is not Status.READY)
        self._start.set_armed(armed and self.view.state.status is Status.READY)

    def refresh(self) -> None:
        """Show the state of the drill."""
        state, scenario = self.view.state, self.view.scenario
        phase = state.phase or scenario.phases[0]
        self._place.setText(phase_place(scenario, phase))
        self._title.setText(str(phase.title))
        self._goal.setText(str(phase.goal))
        running = state.status in {Status.RUNNING, Status.HELD}
        for button in (self._shorter, self._longer, self._hold, self._next, self._end):
            button.setVisible(self.view.live and running)
        for button in (self._review, self._home):
            button.setVisible(self.view.live and state.status is Status.ENDED)
        self._start.setVisible(self.view.live and state.status is Status.READY)
        held = state.status is Status.HELD
        self._hold.show_as(
            _("Resume") if held else _("Hold"), "play" if held else "pause", "accent" if held else "normal"
        )
        asks, after = blocking(state) is not None and not state.completed, next_phase(state)
        self._next.setVisible(self.view.live and running and after is not None)
        self._answer.show_as(_("Answer it"))
        self._answer.setVisible(self.view.live and running and asks)
        self._end.setVisible(self.view.live and running and after is None and not asks)
        self._show_ways()
        self.refresh_clock()

    def _show_ways(self) -> None:
        """Show how it goes on from here: to what, by itself when, and what is not ready for it."""
        state, scenario = self.view.state, self.view.scenario
        items = [item for item in scenario.readiness.values() if item.gate == AT_STARTEX]
        if state.status is Status.READY:
            text = count_text(state, items) if items else ""
        else:
            text = "\n".join(ways_on(state)) if state.status is not Status.ENDED else ""
        self._through.setVisible(self.view.live and state.completed and state.status is not Status.ENDED)
        self._all_ways = text
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the room to the countdown where there is little of it."""
        super().resizeEvent(event)
        self._make_room()
        self._show_end()
        narrow = self.width() < scaled(_NARROW_PX)
        onward = self.table["next_phase"]
        self._next.show_as("" if narrow else onward.text, onward.icon if narrow else "")
        self._next.setAccessibleName(onward.text)
        self._next.setToolTip(onward.text)

    def _make_room(self) -> None:
        """In a low panel show the goal beside the title, and the ways on in one line, as far as there is room."""
        low = self.height() < scaled(_LOW_PX)
        beside, under = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(beside if low else under)
        self._head.setSpacing(3 * SPACE if low else SPACE)
        beside_px = self.width() - self._title.sizeHint().width() - 2 * PAD
        has_room = not (low and beside_px < scaled(_LEAST_GOAL_PX))
        self._goal.setVisible(bool(self._goal.text()) and has_room)
        self._title.setToolTip("" if has_room else plain_tip(self._goal.text()))
        text = self._all_ways.replace("\n", " · ") if low else self._all_ways
        self._ways.setWordWrap(not low)
        self._ways.setMinimumWidth(1)
        self._ways.setText(text)
        self._ways.setToolTip(plain_tip(self._all_ways))
        tiny = self.height() < scaled(_TINY_PX)
        self._ways.setVisible(bool(text) and not tiny)
        self._ends.setVisible(self._tells_end and not tiny)

    @property
    def _tells_end(self) -> bool:
        return self.view.live and self.view.state.status is not Status.ENDED

    def refresh_clock(self) -> None:
        """Show the time left, and when all of it will end."""
        show_left(self._clock, self.view)
        self._show_end()

    def _show_end(self) -> None:
        state = self.view.state
        look = outlook(state, self.view.now_ms)
        ends = story_time_text(self.view.scenario.place.starts_ms, look.end_ms)
        rest = rest_word(self._choices.rest) if self._choices is not None and state.phases else ""
        over = over_text(look.over_ms) if state.phases else ""
        shown = (ends, over, rest if self.width() >= scaled(_NARROW_PX) else "")
        self._ends.show_as(" · ".join(filter(None, shown)), "flag")
        spoken = " · ".join(filter(None, (_("The exercise ends at {time} (story time)").format(time=ends), over, rest)))
        if spoken != self._ends.accessibleName():
            self._ends.setAccessibleName(spoken)
            self._ends.setToolTip(self.table["times"].text)


def show_left(clock: BigClock, view: DrillView) -> None:
    """Show on a clock the time left of the present phase; before StartEx, the length of the first."""
    state = view.state
    run = state.phase_run
    if run is None:
        first = view.scenario.phases[0]
        clock.set_time(first.planned_ms, first.planned_ms, standing="ready")
        clock.set_note(_note(first, first.planned_ms))
        return
    end_ms = run.ended_ms if run.ended_ms is not None else view.now_ms
    left_ms = run.started_ms + run.planned_ms - end_ms
    clock.set_time(left_ms, run.planned_ms, standing=_STANDING.get(state.status, ""))
    clock.set_note(_note(view.scenario.phase_by_id[run.phase], run.planned_ms))


def _note(phase: Phase, planned_ms: int) -> str:
    """The planned length, and how short or long it may become."""
    planned = _("planned {time}").format(time=clock_text(planned_ms))
    return " · ".join(filter(None, (planned, bounds_text(phase))))
