"""The drill summed up in the trainer's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from player.engine.commands import WriteSummary
from player.i18n import N_, _
from player.ui.actions import ActionTable
from player.ui.assess.panel import AssessPanel
from player.ui.assess.sheet import Words, labelled, line_field
from player.ui.theme import PAD, SPACE
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label

NAME = "summary"
TITLE = N_("Summary")
_LINES = 6


class SummaryPanel(AssessPanel):
    """A text of several paragraphs, written beside the plots; what is not saved is kept as a draft."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _("The trainer's summary"))
        self.words = Words(_("How did the drill go, in half a page?"), _LINES, breaks=True)
        self.who = line_field(_("Who writes (rank and name)"))
        self._is_renamed = False
        self.who.textEdited.connect(self._rename)
        self._stand = Label("", "small", "soft", wrap=True)
        self._save = ActionButton(_("Save"), "check", "Ctrl+Enter", variant="accent")
        self._save.clicked.connect(self.save)
        self._throw = ActionButton(_("Throw away"), "", f"Alt+{_('Del')}", size="small", variant="quiet")
        self._throw.clicked.connect(self.throw_away)
        self._shown, self._is_asked = "", False
        self._lay_out()
        self.words.saved.connect(self.save)
        self.words.textChanged.connect(self._keep)

    @property
    def stand(self) -> str:
        """What is said about whether the text is saved."""
        return self._stand.text()

    def refresh(self) -> None:
        """Show the summary as it stands, or the draft of another one."""
        stands = self.book.assessment.summary
        draft = self.book.drafts.get(NAME)
        text = str(draft["text"]) if draft else stands
        self._shown = stands
        if text != self.words.text:
            self.words.put(text)
        self._tell()
        self._sign()

    def take_focus(self) -> None:
        """Put the keyboard into the text."""
        self.words.setFocus()

    def save(self) -> None:
        """Write it into the session; where that cannot be, the text stays as it is."""
        if not self.carry_out(WriteSummary(self.words.text, self.who.text())):
            text = _("Not saved. The text stays here; Ctrl+Enter tries again.")
            self._stand.setText(text)
            self._stand.set_tone("alarm")
            return
        self.book.note_who(self.who.text().strip())
        self._is_renamed = False
        self.book.drafts.discard(NAME)
        self.book.drafts.flush()
        self.refresh()

    def throw_away(self) -> None:
        """Let what is saved stand again; asked for twice, as nothing brings the draft back."""
        if NAME not in self.book.drafts:
            return
        if self._is_asked:
            self.book.drafts.discard(NAME)
            self.book.drafts.flush()
            self.refresh()
        else:
            self._is_asked = True
            self._stand.setText(_("Alt+Del again throws away what is typed here."))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt+Del throws the draft away."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not event.isAutoRepeat():
                self.throw_away()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        text = self.words.text
        self.book.drafts.put(NAME, {} if text == self._shown else {"text": text})
        self._tell()
        self._sign()

    def _rename(self) -> None:
        self._is_renamed = True
        self.book.note_who(self.who.text().strip())

    def _sign(self) -> None:
        """Name who signed what stands, or who writes what is not saved yet; a name written here stays."""
        if not self._is_renamed:
            stands = NAME not in self.book.drafts and self._shown
            self.who.setText(self.book.summed_up_by if stands else self.book.who)

    def _tell(self) -> None:
        is_draft, self._is_asked = NAME in self.book.drafts, False
        self._throw.setVisible(is_draft)
        if is_draft:
            self._stand.setText(_("Not saved yet: it is kept as a draft, also when Gladi is closed."))
        else:
            self._stand.setText(_("Saved.") if self._shown else _("Nothing written yet; it opens the report."))
        self._stand.set_tone("warn" if is_draft else "soft")
        self._save.setEnabled(is_draft)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.words, 1)
        column.addLayout(labelled(_("Who writes"), self.who))
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._stand, 1)
        foot.addWidget(self._save)
        column.addLayout(foot)
        column.addWidget(self._throw, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column, 1)
