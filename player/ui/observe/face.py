"""Observe: all an observer needs in the place of the panels, worked by single keys. Stamp first, type later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.i18n import _
from player.ui.actions import ActionTable, Mode
from player.ui.observe.desk import ObserverDesk
from player.ui.observe.detail import DetailLine, Typing
from player.ui.observe.expected import ObservedExpected
from player.ui.observe.header import ObserveHeader
from player.ui.observe.note import ObserverLine
from player.ui.observe.own import OwnPanel
from player.ui.observe.sheets import ObserverSheet
from player.ui.observe.tiles import TagGrid
from player.ui.run.panel import action_button
from player.ui.sheets import ask
from player.ui.theme import GAP, SPACE

_LEFT, _RIGHT = 61, 39
"""How the width is shared out between tags and lists."""


@dataclass(frozen=True, slots=True)
class FaceKept:
    """What is half typed on the face, beside the drafts the desk keeps.

    Attributes:
        note, on, begun_ms: the half-written note, the entry it is about, and its first keystroke.
        typing: the detail the keyboard is in; ``writes``: it is in the note.
    """

    note: str
    on: int | None
    begun_ms: int | None
    typing: Typing | None
    writes: bool


class ObserveFace(QWidget):
    """The face of Observe.

    Args:
        desk: the desk of the observers.
        actions: what can be done.
    """

    MODE: ClassVar[Mode] = Mode.OBSERVE

    def __init__(self, desk: ObserverDesk, actions: ActionTable) -> None:
        super().__init__()
        self.desk, self.view = desk, desk.view
        self.setAccessibleName(_("Observe"))
        self.header = ObserveHeader(desk, actions)
        self.grid = TagGrid(desk)
        self.expected = ObservedExpected(desk, actions)
        self.own = OwnPanel(desk)
        self.detail = DetailLine(desk, actions)
        self.note = ObserverLine(desk, self)
        self._marker = action_button(actions, "observed_marker")
        self._void = action_button(actions, "observed_void")
        self._lay_out()
        self._keyboard: tuple[Typing | None, bool] = (None, False)
        self.view.changed.connect(self.refresh)
        desk.turned.connect(self.refresh)
        self.view.passed.connect(self._follow_time)
        self.refresh()

    def keep(self) -> FaceKept:
        """What is half typed, for the face that takes its place."""
        note = self.note
        typing, writes = self._keyboard if not self.isVisible() else self._where_keyboard_is()
        return FaceKept(note.text(), note.about, note.begun_ms, typing, writes)

    def restore(self, kept: FaceKept) -> None:
        """Take it up again."""
        self.note.restore(kept.note, kept.on, kept.begun_ms)
        if kept.writes:
            self.note.setFocus()
        elif kept.typing is not None:
            self.detail.go_on_typing(kept.typing)

    def refresh(self) -> None:
        """Show the drill as it stands; out of sight, only once it is seen again."""
        if not self.isVisible():
            return
        for part in (self.header, self.grid, self.own, self.detail):
            part.refresh()
        self._void.setEnabled(self.desk.can_correct)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Remember where the keyboard is, which goes elsewhere now."""
        self._keyboard = self._where_keyboard_is()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Catch up with the drill."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the own entries the room that five of them need, and what is expected the rest."""
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Share the room out anew for another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._share_out()

    def remind(self, text: str) -> None:
        """Say in a quiet line that nothing has been entered for long, or (an empty text) nothing."""
        if text != self.own.reminder.text:
            self.own.reminder.say(text)
            self._share_out()

    def _share_out(self) -> None:
        room = self.height() - self.header.height() - self._foot_height - 4 * GAP
        self.own.take_height(room // 2)

    @property
    def room_for_notice(self) -> QRect:
        """Where something said hides nothing that is needed at once: over all of the header but the clock."""
        left = self.header.width_of_clock + GAP
        return QRect(left, 0, self.width() - left, self.header.height())

    def enter(self) -> None:
        """Enter: say more of the entry that is looked at, in its text, or in a note on it."""
        desk = self.desk
        seen = desk.observation
        if desk.chosen is None:
            self.note.begin()
        elif seen is not None and seen.seq == desk.chosen and not seen.voided:
            self.detail.edit("text")
        else:
            self.note.begin(desk.chosen)

    def tick(self, number: int) -> None:
        """Tick the open expected action with this number, from 1."""
        self.expected.tick_number(number)

    def change_observer(self) -> None:
        """Ask who observes from now on."""
        sheet = ObserverSheet(self.desk.book.names, self.desk.name, self.window())
        if ask(sheet):
            self.detail.commit()
            self.desk.take_turn(sheet.name)

    def _where_keyboard_is(self) -> tuple[Typing | None, bool]:
        return self.detail.typing, self.note.hasFocus()

    def _follow_time(self) -> None:
        if self.isVisible():
            self.header.refresh_times()
            self.grid.follow_time()

    @property
    def _foot_height(self) -> int:
        return self.detail.height() + self.note.height() + 2 * GAP

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.expected, 1)
        right.addWidget(self.own)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GAP)
        middle.addWidget(self.grid, _LEFT)
        middle.addLayout(right, _RIGHT)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self.note, 1)
        foot.addWidget(self._marker)
        foot.addWidget(self._void)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.header)
        whole.addLayout(middle, 1)
        whole.addWidget(self.detail)
        whole.addLayout(foot)
