"""NEXT: the standby inject, who says it to whom, its words, and GO."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from player.engine.state import Status
from player.i18n import N_, _
from player.model.course import Inject
from player.model.doctrine import CHANNELS, InjectStatus
from player.model.times import clock_text
from player.ui.actions import ActionTable
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, SPACE
from player.ui.views import DrillView
from player.ui.widgets import Chip, Label

NAME = "next"
TITLE = N_("Next")


class NextPanel(DrillPanel):
    """The inject GO fires, as it is to be read out."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._when = Chip("", "clock")
        self.add_to_strip(self._when)
        self._title = Label("", "strong")
        self._route = Label("", "small", "soft")
        self._text = Label("", "script", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._assumed = Label("", "small", "soft", wrap=True)
        self._build_body()
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.passed.connect(self.refresh_when)
        self.refresh()

    def _build_body(self) -> None:
        page = QWidget()
        text = QVBoxLayout(page)
        text.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        text.setSpacing(SPACE)
        for label in (self._title, self._route, self._text, self._assumed):
            text.addWidget(label)
        text.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self.body.addWidget(scroll, 1)
        if not self.view.live:
            return
        self._go = self.button("go", variant="primary", size="large")
        self._hold_back = self.button("hold_back", size="small")
        self._skip = self.button("skip", size="small")
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 2 * SPACE)
        foot.setSpacing(SPACE)
        lesser = QHBoxLayout()
        lesser.setSpacing(SPACE)
        lesser.addWidget(self._hold_back, 1)
        lesser.addWidget(self._skip, 1)
        foot.addLayout(lesser)
        foot.addWidget(self._go)
        self.body.addLayout(foot)

    def refresh(self) -> None:
        """Show the inject on standby."""
        inject = self.view.standby
        for label in (self._route, self._text, self._assumed):
            label.setVisible(inject is not None)
        if inject is None:
            self._title.setText(_("No inject waits in this phase."))
        else:
            self._title.setText(str(inject.title))
            self._route.setText(route_text(inject))
            self._text.setText(str(inject.text))
            self._assumed.setText(_assumption(inject))
        if self.view.live:
            running = self.view.state.status in {Status.RUNNING, Status.HELD}
            self._go.setEnabled(inject is not None and running)
            status = None if inject is None else self.view.state.injects[inject.id].status
            held = status is InjectStatus.HELD
            self._hold_back.show_as(_("Release") if held else _("Hold back"), "play" if held else "hand")
            self._hold_back.setEnabled(inject is not None)
            self._skip.setEnabled(inject is not None)
        self.refresh_when()

    def refresh_when(self) -> None:
        """Show how long until its time."""
        inject = self.view.standby
        self._when.setVisible(inject is not None)
        if inject is None:
            return
        now = self.view.state.injects[inject.id]
        if now.status is InjectStatus.HELD:
            self._when.show_as(_("held back"), "hand", "warn")
        elif now.due_ms is None:
            text = _("by hand") if inject.at_ms is None else clock_text(inject.at_ms)
            self._when.show_as(text, "hand" if inject.at_ms is None else "clock", "neutral")
        elif now.due_ms >= self.view.now_ms:
            left = clock_text(now.due_ms - self.view.now_ms + 999)
            manual = inject.by_hand
            text = _("GO in {time}") if manual else _("by itself in {time}")
            self._when.show_as(text.format(time=left), "hand" if manual else "clock", "neutral")
        else:
            late = self.view.is_late(inject)
            text = _("late {time}") if late else _("due {time}")
            over = clock_text(self.view.now_ms - now.due_ms)
            self._when.show_as(text.format(time=over), "clock-alert", "alarm" if late else "warn")


def route_text(inject: Inject) -> str:
    """Who says it to whom, by which channel."""
    ends = " → ".join(str(end) for end in (inject.sender, inject.receiver) if end)
    return f"{ends} · {_(CHANNELS[inject.channel])}" if inject.channel and ends else ends


def _assumption(inject: Inject) -> str:
    words = {"time": _("time"), "text": _("words"), "strength": _("number"), "event": _("event")}
    assumed = [words[part] for part in ("event", "time", "text", "strength") if part in inject.origin.assumed]
    return _("Assumed by the author: {what}").format(what=", ".join(assumed)) if assumed else ""
