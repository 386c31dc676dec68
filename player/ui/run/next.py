"""NEXT: the standby inject, who says it to whom, its words, and GO."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.engine.state import Status
from player.i18n import N_, _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import clock_text
from player.review.trigger_wording import inject_text
from player.triggers.manual import Manual
from player.ui.actions import ActionTable
from player.ui.run.attachments import AttachmentList
from player.ui.run.injects import hand_text
from player.ui.run.panel import DrillPanel
from player.ui.run.routes import route_text
from player.ui.theme import PAD, SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import Chip, Label
from player.ui.widgets.scroll import scrolling

__all__ = ["NAME", "TITLE", "NextPanel", "route_text", "standby_when"]

NAME = "next"
TITLE = N_("Next")
_NARROW_PX = 340
_LOW_PX = 220


class NextPanel(DrillPanel):
    """The inject GO fires, as it is to be read out."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=0)
        self._when = Chip("", "clock")
        self._way = Label("", "small", "soft")
        self.add_to_strip(self._way)
        self.add_to_strip(self._when)
        self._title = Label("", "strong")
        self._route = Label("", "small", "soft")
        self._waits = Label("", "small", "soft")
        self._note = Label("", "small", "accent", wrap=True)
        self._changed = Chip("", "pencil", "accent")
        self._text = Label("", "script", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._assumed = Label("", "small", "soft", wrap=True)
        self.files = AttachmentList(view.loaded.folder, lambda text: view.said.emit(text, True))
        self._build_body()
        view.changed.connect(self.refresh)
        view.picked.connect(self.refresh)
        view.passed.connect(self.refresh_when)
        view.announced.connect(self.refresh_when)
        self.refresh()

    def _build_body(self) -> None:
        page = QWidget()
        text = QVBoxLayout(page)
        text.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        text.setSpacing(SPACE)
        self._edit = self.button("edit_words", size="small")
        for first, beside in ((self._title, self._edit), (self._route, self._changed)):
            line = QHBoxLayout()
            line.setSpacing(SPACE)
            line.addWidget(first, 1)
            line.addWidget(beside)
            text.addLayout(line)
        self._lines = text
        self._edit.setVisible(self.view.live)  # not before it has its place: it would be a window of its own
        for part in (self._waits, self._note, self._text, self.files, self._assumed):
            text.addWidget(part)
        text.addStretch(1)
        scroll = scrolling(page)
        self.body.addWidget(scroll, 1)
        if not self.view.live:
            return
        self._go = self.button("go", variant="primary", size="large")
        self._hold_back = self.button("hold_back", size="small")
        self._skip = self.button("skip", size="small")
        self._hand = self.button("by_hand", size="small")
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 2 * SPACE)
        foot.setSpacing(SPACE)
        lesser = QHBoxLayout()
        lesser.setSpacing(SPACE)
        for button in (self._hold_back, self._skip, self._hand):
            lesser.addWidget(button)
        foot.addLayout(lesser)
        foot.addWidget(self._go)
        self.body.addLayout(foot)

    def refresh(self) -> None:
        """Show the inject on standby."""
        inject = self.view.standby
        said = ("", "", "", "", "") if inject is None else self._words(inject)
        for label, words in zip((self._route, self._waits, self._note, self._text, self._assumed), said, strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        high = QSizePolicy.Policy.Preferred if inject is None else QSizePolicy.Policy.Fixed
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self._title.setWordWrap(inject is None)
        self._title.setText(_("No inject waits in this phase.") if inject is None else str(inject.title))
        self.files.show_files(inject.attachments if inject is not None else ())
        edited = inject is not None and inject.id in self.view.state.inject_texts
        self._changed.setVisible(edited)
        if self.view.live:
            running = self.view.state.status in {Status.RUNNING, Status.HELD}
            self._go.setEnabled(inject is not None and running)
            self._show_tools(inject)
        self._way.setText("" if inject is None else hand_text(by_hand=self.view.is_by_hand(inject)))
        self.refresh_when()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let icons speak for their words where there is no room."""
        super().resizeEvent(event)
        self._way.setVisible(self._is_wide)
        self._put_words_first(self.height() < scaled(_LOW_PX))
        self._changed.show_as(_("changed words") if self._is_wide else "", "pencil", "accent")
        self._changed.setAccessibleName(_("changed words"))
        self._changed.setToolTip(_("changed words"))
        if self.view.live:
            self._show_tools(self.view.standby)

    def _put_words_first(self, first: bool) -> None:  # noqa: FBT001
        """Where only a line or two is seen, show what is read aloud, and under it who says it to whom."""
        lines = self._lines
        if (lines.indexOf(self._text) == 1) != first:
            lines.removeWidget(self._text)
            lines.insertWidget(1 if first else lines.indexOf(self._note) + 1, self._text)

    @property
    def _is_wide(self) -> bool:
        return self.width() >= scaled(_NARROW_PX)

    def _show_tools(self, inject: Inject | None) -> None:
        """Show what can be done with the inject beside GO: by icon alone what is done seldom, or has no room."""
        by_hand = inject is not None and self.view.is_by_hand(inject)
        held = inject is not None and self.view.state.injects[inject.id].status is InjectStatus.HELD
        for button, icon, name, seldom in (
            (self._hold_back, "play" if held else "hand", _("Release") if held else _("Hold back"), False),
            (self._skip, "ban", self.table["skip"].text, False),
            (self._edit, "square-pen", self.table["edit_words"].text, True),
            (self._hand, "hand" if by_hand else "clock", hand_tip(by_hand=by_hand), True),
        ):
            button.show_as("" if seldom or not self._is_wide else name, icon)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setEnabled(inject is not None)
        self._edit.setVisible(inject is not None)

    def _words(self, inject: Inject) -> tuple[str, str, str, str, str]:
        """Its route, what it waits for, the note for the controller, its text, and what of it is assumed."""
        waits = "" if inject.at_ms is not None else inject_text(inject, self.view.scenario)
        note = _("For the controller: {note}").format(note=inject.note) if inject.note else ""
        by_hand_alone = inject.trigger.KIND == Manual.KIND and inject.id not in self.view.scenario.contingencies
        said = self.view.words_of(inject)
        return route_text(inject), "" if by_hand_alone else waits, note, said, _assumption(inject)

    def refresh_when(self) -> None:
        """Show how long until its time; while it is announced, on a ground that pulses calmly."""
        inject = self.view.standby
        self._when.setVisible(inject is not None)
        if inject is None:
            return
        text, icon, tone = standby_when(self.view, inject)
        announced = inject in self.view.coming
        look = "solid" if announced and self.view.coming_lit else "soft"
        self._when.show_as(text, icon, "warn" if announced else tone, look)


def standby_when(view: DrillView, inject: Inject) -> tuple[str, str, str]:
    """How long until the time of the inject that stands by: words, icon and tone."""
    now = view.state.injects[inject.id]
    if now.status is InjectStatus.HELD:
        return _("held back"), "hand", "warn"
    if now.due_ms is None:
        return _when_unknown(view, inject)
    if now.status is not InjectStatus.DUE and now.due_ms >= view.now_ms:
        left = clock_text(now.due_ms - view.now_ms + 999)
        manual = view.is_by_hand(inject)
        text = _("GO in {time}") if manual else _("by itself in {time}")
        return text.format(time=left), "hand" if manual else "clock", "neutral"
    late = view.is_late(inject)
    text = _("late {time}") if late else _("due {time}")
    if inject.id in view.scenario.contingencies:
        text = _("contingency {time}")
    return text.format(time=clock_text(view.now_ms - now.due_ms)), "clock-alert", "alarm" if late else "warn"


def _when_unknown(view: DrillView, inject: Inject) -> tuple[str, str, str]:
    """What to say of one of which nobody knows yet when it is due."""
    if view.is_in_reserve(inject):
        return _("contingency"), "hand", "neutral"
    if inject.at_ms is not None:
        return clock_text(inject.at_ms), "clock", "neutral"
    if inject.trigger.KIND == Manual.KIND:
        return _("by hand"), "hand", "neutral"
    return _("waits"), "hourglass", "neutral"


def hand_tip(*, by_hand: bool) -> str:
    """What the button that changes the way of delivery says: how it is now, and what pressing it does."""
    if by_hand:
        return _("Delivered by the controller. Press to deliver it automatically.")
    return _("Delivered automatically. Press to let it wait for the controller.")


def _assumption(inject: Inject) -> str:
    words = {"time": _("time"), "text": _("words"), "strength": _("number"), "event": _("event")}
    assumed = [words[part] for part in ("event", "time", "text", "strength") if part in inject.origin.assumed]
    return _("Assumed by the author: {what}").format(what=", ".join(assumed)) if assumed else ""
