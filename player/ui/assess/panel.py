"""What the panels of an assessment share: a list, its buttons, and taking in what happened while out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.engine.commands import Command, RemoveAnnotation, RemoveCorrective
from player.i18n import _
from player.ui.actions import ActionTable
from player.ui.assess.book import book_of
from player.ui.assess.rows import AssessList, AssessRow
from player.ui.keys import stroke_text
from player.ui.review_view import ReviewView
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, SPACE
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, EmptyHint
from player.ui.widgets.painted import plain_tip


class AssessPanel(DrillPanel):
    """A panel over the assessment of a saved session.

    Signals:
        sought: the user wants to see a moment (exercise time in ms).
    """

    sought = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable, title: str) -> None:
        super().__init__(view, actions, title, pad_px=0)
        assert isinstance(view, ReviewView)
        self.session, self.book = view, book_of(view)
        self._dirty = True
        self._hint: EmptyHint | None = None
        self._hint_said: tuple[str, ...] = ()
        self._empty = QWidget(self)
        self._empty.hide()
        holder = QVBoxLayout(self._empty)
        holder.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        view.judged.connect(self._note)
        view.grown.connect(self._note)
        self.book.drafts.changed.connect(self._note)

    @property
    def waiting(self) -> int:
        """How much in it waits for somebody; shown on its tab."""
        return 0

    def refresh(self) -> None:
        """Show everything as it stands."""
        raise NotImplementedError  # pragma: no cover - each panel has its own

    def take_focus(self) -> None:
        """Put the keyboard where this panel is used."""
        raise NotImplementedError  # pragma: no cover

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take in what happened while it was hidden."""
        super().showEvent(event)
        if self._dirty:
            self._take_in()

    def carry_out(self, command: Command) -> bool:
        """Do something, unless nothing can be added to this session, which is then said."""
        if not self.session.can_answer:
            self.session.said.emit(self.session.answer_obstacle, True)
            return False
        return self.session.do(command)

    def take_back(self, row: AssessRow | None) -> bool:
        """Take out what a row stands for; gives whether it is gone."""
        match row.key if row is not None else ():
            case ("note", int(number)):
                return self.carry_out(RemoveAnnotation(number))
            case ("corrective", int(number)):
                return self.carry_out(RemoveCorrective(number))
        return False

    def hint(self, icon: str, title: str, text: str) -> None:
        """Say what it means that nothing is listed."""
        if self._hint_said != (icon, title, text):
            self._hint_said = icon, title, text
            if self._hint is not None:
                self._hint.deleteLater()
            self._hint = EmptyHint(icon, title, text)
            layout = self._empty.layout()
            assert layout is not None
            layout.addWidget(self._hint)
            self._hint.show()

    def make_list(self, name: str, keys: tuple[Qt.Key, ...] = (Qt.Key.Key_Delete,)) -> AssessList:
        """A list whose rows lead to their moments."""
        made = AssessList(name, keys)
        made.picked.connect(lambda place: self._lead(made.rows.rows[place]))
        made.pressed_at.connect(lambda place, _where: self._lead(made.rows.rows[place]))
        return made

    def foot(self, *buttons: ActionButton) -> QHBoxLayout:
        """A row of buttons under the list."""
        row = QHBoxLayout()
        row.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        row.setSpacing(SPACE)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def small_button(self, text: str, icon: str, key: str, do: Callable[[], object]) -> ActionButton:
        """A small button for what a key of the list does."""
        button = ActionButton(text, icon, key, size="small")
        button.clicked.connect(lambda _checked=False: do())
        return button

    def deed(self, action_id: str, text: str) -> ActionButton:
        """A small button for an action of the table, in shorter words."""
        action = self.table[action_id]
        button = self.small_button(
            text, "", stroke_text(action.strokes[0]), lambda: action.do() if action.enabled() else None
        )
        button.setToolTip(plain_tip(action.text))
        return button

    def _lead(self, row: AssessRow) -> None:
        if row.at_ms is not None and row.at_ms != self.session.now_ms:
            self.sought.emit(row.at_ms)

    def _note(self) -> None:
        if self.isVisible():
            self._take_in()
        else:
            self._dirty = True

    def _take_in(self) -> None:
        self._dirty = False
        self.refresh()


def key_word(name: str) -> str:
    """What is printed for a key of a list."""
    return {"delete": _("Del"), "enter": "Enter"}[name]
