"""Delivering any inject at any time: a sheet with all of the script, searched as one types.

Enter makes the chosen one ready, Enter again delivers it; nothing is delivered by one key.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from player.i18n import _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.model.times import clock_text
from player.ui.rows import RowView
from player.ui.run.deliver_rows import ROW_PX, PhaseRow, PickRow, found_rows, paint_pick_row, search_words
from player.ui.run.deliveries import delivery, last_delivered
from player.ui.run.routes import route_text
from player.ui.sheets import Sheet, ask
from player.ui.theme import GAP, SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.scroll import scrolling

BOUNCE_MS = 300
"""An Enter so soon after the one that made ready is the same finger bouncing."""

_WIDTH_PX, _HEIGHT_PX = 980, 620
_BESIDE_PX = 6 * GAP
_PAGE = 8
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
}


def deliver_any(view: DrillView, parent: QWidget, monotonic_ms: Callable[[], int]) -> None:
    """Ask which inject is to be delivered, and deliver it."""
    ask(DeliverSheet(view, parent, monotonic_ms))


def deliver_again(view: DrillView, parent: QWidget, monotonic_ms: Callable[[], int]) -> None:
    """Make the inject delivered last ready to be delivered once more; Enter then does it."""
    last = last_delivered(view.state)
    if last is None:
        view.said.emit(_("No inject has been delivered yet."), True)
        return
    sheet = DeliverSheet(view, parent, monotonic_ms)
    sheet.choose(last)
    sheet.press()
    sheet.came_ready = True
    ask(sheet)


class DeliverSheet(Sheet):
    """Every inject of the script by phase, with its status and words.

    Args:
        view: the live drill.
        parent: the window.
        monotonic_ms: time to measure with.

    Attributes:
        chosen: the inject chosen, or None where none is found.
        armed: the next Enter delivers it.
        came_ready: it was ready as the sheet opened, so that one Esc leaves.
    """

    def __init__(self, view: DrillView, parent: QWidget, monotonic_ms: Callable[[], int]) -> None:
        super().__init__(_("Deliver any inject"), parent)
        self._view, self._monotonic_ms = view, monotonic_ms
        self._words = search_words(view)
        self.chosen: Inject | None = None
        self.armed = self.came_ready = False
        self._armed_at_ms = 0
        self._armed_times = 0
        self._refused = ""
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Search"))
        self.field.setPlaceholderText(_("Search: title, words, phase, who says it …"))
        self.field.setClearButtonEnabled(False)
        self.list = RowView(_("Injects"), paint_pick_row, height_px=ROW_PX)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.pressed_at.connect(self._pressed)
        self._title = Label("", "title", wrap=True)
        self._about = Label("", "small", "soft", wrap=True)
        self._text = Label("", "script", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._summary = Label("", "strong", wrap=True)
        self._do = ActionButton(_("Make ready"), "target", "Enter", variant="accent", size="large")
        self._do.clicked.connect(self.press)
        self._lay_out()
        standby = view.standby
        first = next(iter(view.phase_injects()), None)
        self.chosen = standby or first
        self.field.textChanged.connect(self._search)
        view.changed.connect(self._follow)
        view.second_passed.connect(self.refresh)
        view.said.connect(self._hear)
        self.refresh()
        self._bring_into_sight()
        self.field.setFocus()

    @property
    def summary(self) -> str:
        """What is said over the buttons."""
        return self._summary.text()

    @property
    def rows(self) -> list[PhaseRow | PickRow]:
        """What the list shows."""
        return list(self.list.rows.rows)

    def choose(self, inject: str) -> None:
        """Choose an inject; it is not ready to be delivered yet."""
        self.chosen = self._view.scenario.inject_by_id[inject]
        self._disarm()
        self._bring_into_sight()

    def press(self) -> None:
        """Make the chosen one ready, or deliver it."""
        if self.chosen is None:
            return
        now_ms = self._monotonic_ms()
        if not self.armed:
            self.armed, self._armed_at_ms = True, now_ms
            self._armed_times = self._view.state.injects[self.chosen.id].times
            self._refused = ""
            self.refresh()
        elif now_ms - self._armed_at_ms >= BOUNCE_MS:
            self._refused = ""
            if self._view.do(delivery(self._view.state, self.chosen.id)):
                self.accept()
            else:
                self.armed = False
                self.refresh()

    def refresh(self) -> None:
        """Show all as it stands."""
        chosen = None if self.chosen is None else self.chosen.id
        self.list.rows.set_rows(found_rows(self._view, self._words, self.field.text(), chosen, armed=self.armed))
        self._show_chosen()
        again = self._is_delivered
        if self.armed:
            text = _("Deliver once more") if again else _("Deliver now")
            self._do.show_as(text, "rotate-ccw" if again else "play:solid", "primary")
        else:
            self._do.show_as(_("Make ready"), "target", "accent")
        self._do.set_armed(self.armed)
        self._do.setEnabled(self.chosen is not None)
        self._summary.setText(self._refused or self._words_of_summary())
        self._summary.set_tone("alarm" if self._refused else "warn" if self.armed else "soft")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the room the window has."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        self.setFixedSize(
            min(scaled(_WIDTH_PX), room.width() - _BESIDE_PX), min(scaled(_HEIGHT_PX), room.height() - _BESIDE_PX)
        )
        super().showEvent(event)
        self._bring_into_sight()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows choose; Enter makes ready, then delivers; Esc takes that back, then leaves."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.press()
        elif key == Qt.Key.Key_Escape and self.armed and not self.came_ready:
            self._disarm()
        else:
            super().keyPressEvent(event)

    @property
    def _is_delivered(self) -> bool:
        return self.chosen is not None and self._view.state.injects[self.chosen.id].status is InjectStatus.FIRED

    def _words_of_summary(self) -> str:
        if self.chosen is None:
            return _("No inject is found.")
        if not self.armed:
            return _("↑ ↓ choose. Enter makes ready, Enter once more delivers.")
        title = self.chosen.title
        fired_ms = self._view.state.injects[self.chosen.id].fired_ms
        if self._is_delivered and fired_ms is not None:
            text = _("“{title}” was already delivered at {time}. Enter delivers it ONCE MORE, Esc does not.")
            return text.format(title=title, time=clock_text(fired_ms, hours=True))
        text = _("Enter delivers “{title}” now, Esc does not.").format(title=title)
        present = self._view.state.phase
        if present is not None and self.chosen.phase != present.id:
            phase = self._view.scenario.phase_by_id[self.chosen.phase].title
            text = f"{text} {_('It belongs to the phase “{phase}”.').format(phase=phase)}"
        return text

    def _show_chosen(self) -> None:
        inject = self.chosen
        said = (
            ("", "", "")
            if inject is None
            else (str(inject.title), self._about_text(inject), self._view.words_of(inject))
        )
        for label, text in zip((self._title, self._about, self._text), said, strict=True):
            label.setText(text)
            label.setVisible(bool(text))

    def _about_text(self, inject: Inject) -> str:
        changed = _("changed words") if inject.id in self._view.state.inject_texts else ""
        phase = str(self._view.scenario.phase_by_id[inject.phase].title)
        return " · ".join(filter(None, (phase, route_text(inject), changed)))

    def _follow(self) -> None:
        """Something happened: what is ready is ready no longer if it was delivered meanwhile."""
        if self.armed and self.chosen is not None and self.isVisible():
            times = self._view.state.injects[self.chosen.id].times
            if times != self._armed_times:
                self.armed = False
                self._refused = _("It has just been delivered.")
        self.refresh()

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        if warning:
            self._refused = text
            self.refresh()

    def _disarm(self) -> None:
        self.armed, self._refused, self.came_ready = False, "", False
        self.refresh()

    def _search(self) -> None:
        picks = [
            row.inject
            for row in found_rows(self._view, self._words, self.field.text(), None)
            if isinstance(row, PickRow)
        ]
        if self.chosen is None or self.chosen.id not in picks:
            self.chosen = self._view.scenario.inject_by_id[picks[0]] if picks else None
        self._disarm()
        self._bring_into_sight()

    def _step(self, by: int) -> None:
        picks = [row.inject for row in self.rows if isinstance(row, PickRow)]
        if picks:
            place = picks.index(self.chosen.id) if self.chosen is not None and self.chosen.id in picks else 0
            self.choose(picks[max(0, min(len(picks) - 1, place + by))])

    def _pressed(self, place: int, _where: QPointF) -> None:
        row = self.rows[place]
        if isinstance(row, PickRow) and (self.chosen is None or row.inject != self.chosen.id):
            self.choose(row.inject)
        self.field.setFocus()

    def _bring_into_sight(self) -> None:
        """Scroll to the chosen one, with the name of its phase where it is the first of it."""
        for place, row in enumerate(self.rows):
            if isinstance(row, PickRow) and row.chosen:
                for near in (max(0, place - 1), place):
                    self.list.scrollTo(self.list.rows.index(near))

    def _lay_out(self) -> None:
        page = QWidget()
        words = QVBoxLayout(page)
        words.setContentsMargins(0, 0, SPACE, 0)
        words.setSpacing(SPACE)
        for label in (self._title, self._about, self._text):
            words.addWidget(label)
        words.addStretch(1)
        area = scrolling(page)
        beside = QHBoxLayout()
        beside.setSpacing(4 * SPACE)
        beside.addWidget(self.list, 58)
        beside.addWidget(area, 42)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._summary, 1)
        foot.addWidget(leave)
        foot.addWidget(self._do)
        self.column.addWidget(Label(_("Deliver any inject"), "heading"))
        self.column.addWidget(self.field)
        self.column.addLayout(beside, 1)
        self.column.addLayout(foot)
