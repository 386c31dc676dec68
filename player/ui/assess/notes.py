"""The trainer's notes: what was good, what is to be improved, what else there is to say, and bookmarks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from player.i18n import N_, _
from player.model.events import AnnotationKind
from player.ui.actions import ActionTable
from player.ui.assess.lists import note_rows
from player.ui.assess.note_sheet import change_note
from player.ui.assess.panel import AssessPanel, key_word
from player.ui.assess.rows import AssessRow
from player.ui.instrument.memory import remember
from player.ui.instrument.segments import Segments
from player.ui.theme import PAD, SPACE
from player.ui.views import DrillView

NAME = "notes"
TITLE = N_("Notes")

_SHOWN: Mapping[str, tuple[str, frozenset[AnnotationKind]]] = {
    "all": (N_("All {n}"), frozenset(AnnotationKind)),
    "good": (N_("Good {n}"), frozenset({AnnotationKind.STRENGTH})),
    "improve": (N_("To improve {n}"), frozenset({AnnotationKind.IMPROVEMENT})),
    "rest": (N_("Others {n}"), frozenset({AnnotationKind.NOTE, AnnotationKind.BOOKMARK})),
}


class NotesPanel(AssessPanel):
    """The notes in the order of the time they are on; choosing one goes there."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _("Trainer's notes"))
        self.filter = Segments(_("Notes shown"), [(name, "") for name in _SHOWN])
        remember(view, NAME, self.filter)
        self.filter.chosen.connect(lambda _value: self.refresh())
        self.list = self.make_list(_("Trainer's notes"))
        self.list.opened.connect(lambda _place: self.open())
        self.list.pressed.connect(lambda _key: self.take_back(self.list.chosen))
        self._edit = self.small_button(_("Change"), "", key_word("enter"), self.open)
        self._remove = self.small_button(
            _("Take back"), "", key_word("delete"), lambda: self.take_back(self.list.chosen)
        )
        self._lay_out()

    def refresh(self) -> None:
        """Show the notes as they stand."""
        counts = {name: len(note_rows(self.book, kinds)) for name, (_text, kinds) in _SHOWN.items()}
        for name, (text, _kinds) in _SHOWN.items():
            self.filter.name(name, _(text).format(n=counts[name]))
        row: AssessRow | None = self.list.chosen
        rows = note_rows(self.book, _SHOWN[self.filter.value][1])
        self.list.show_rows(rows, None if row is None else row.key)
        self.list.setVisible(bool(rows))
        self._edit.setEnabled(bool(rows))
        self._remove.setEnabled(bool(rows))
        self._empty.setVisible(not rows)
        if not counts["all"]:
            text = _("N writes one on the moment shown, S says what was good, I what is to be improved.")
            self.hint("message-square", _("No notes yet"), text)
        elif not rows:
            self.hint("message-square", _("No notes of this kind"), "")

    def select(self, number: int) -> None:
        """Choose the note of this number."""
        self.list.choose(("note", number))

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        self.list.setFocus()

    def open(self) -> None:
        """Change the note chosen."""
        row: AssessRow | None = self.list.chosen
        if row is None:
            return
        if self.session.can_answer:
            change_note(self.session, int(str(row.key[1])), self.window())
        else:
            self.session.said.emit(self.session.answer_obstacle, True)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        bar.addWidget(self.filter)
        bar.addStretch(1)
        self.body.addLayout(bar)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)
        self.body.addLayout(self.foot(self.deed("annotate", _("Note")), self._edit, self._remove))
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
