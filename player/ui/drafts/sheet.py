"""Sheets to write on: Enter saves, Shift+Enter breaks a line, Esc leaves with what was typed kept as a draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from player.engine.commands import Command
from player.engine.entries import LONGEST_NAME
from player.i18n import _
from player.ui.drafts.keeper import drafts_of
from player.ui.drafts.store import Draft
from player.ui.drafts.words import ENTER_KEYS, line_field
from player.ui.instrument.segments import Segments
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label

_WIDTH_PX = 640
_ALT = Qt.KeyboardModifier.AltModifier


class WritingSheet(Sheet):
    """Something to be written into a session.

    It saves by itself while it is open: where nothing can be saved it says so, and stays. What is typed is kept as a
    draft from the first key on, until it is saved or thrown away.

    Args:
        title: what is written.
        draft: the name its draft is kept under.
        longest: how many letters the name of who writes may have.
    """

    def __init__(self, view: DrillView, title: str, draft: str, parent: QWidget, longest: int = LONGEST_NAME) -> None:
        super().__init__(title, parent)
        self.view, self.drafts = view, drafts_of(view)
        self._draft = draft
        self.who = line_field(_("Who writes (rank and name)"), longest)
        self._said = Label("", "strong", "alarm", wrap=True)
        self._said.hide()
        self._throw = ActionButton(_("Throw away"), "trash-2", f"Alt+{_('Del')}", variant="quiet")
        self._throw.clicked.connect(self.throw_away)
        self._saves = self._is_listening = self._is_thrown = self._is_asked = self._is_renamed = False
        self.who.textEdited.connect(self._rename)
        self.setFixedWidth(scaled(_WIDTH_PX))
        view.said.connect(self._hear)

    @property
    def said(self) -> str:
        """What is said about what is missing, or why nothing was saved; empty for nothing."""
        return self._said.text()

    def command(self) -> Command:
        """What is asked of the session."""
        raise NotImplementedError  # pragma: no cover - each sheet has its own

    def missing(self) -> str:
        """What has to be written first, or empty."""
        return ""

    def state(self) -> Draft:
        """What was typed, to be taken up later; empty: nothing worth keeping."""
        raise NotImplementedError  # pragma: no cover

    def done_text(self) -> str:
        """What is said, quietly, once it is saved."""
        return _("Saved. Ctrl+Z undoes it.")

    @property
    def draft(self) -> Draft:
        """What was typed here before and not saved; empty for nothing."""
        return self.drafts.get(self._draft)

    def save(self) -> None:
        """Write it into the session; what is missing, or why that cannot be, is said."""
        missing = self.missing()
        if missing:
            self.say(missing)
            return
        self._saves = True
        try:
            if self.view.do(self.command()):
                self.accept()
                if not self.view.live:
                    self.view.said.emit(self.done_text(), False)
        finally:
            self._saves = False

    def say(self, text: str) -> None:
        """Say something over the buttons; empty: nothing."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.fit()

    def typed(self) -> None:
        """Keep what stands here by now."""
        if self._is_listening:
            state = self.state()
            self.drafts.put(self._draft, state)
            self._throw.setVisible(bool(state))
            self._is_asked = False

    def throw_away(self) -> None:
        """Leave, and let go of what was typed; asked for twice, as nothing brings it back."""
        if self._is_asked:
            self._is_thrown = True
            self.reject()
        elif self.draft:
            self._is_asked = True
            self.say(_("Alt+Del again throws away what is typed here."))

    def done(self, result: int) -> None:
        """Keep what was typed, unless it was saved or thrown away; a name nobody wrote or saved is nobody's."""
        if self._is_renamed or (result and not self.who.isHidden()):
            self.drafts.note_who(self.who.text().strip())
        self.drafts.put(self._draft, {} if result or self._is_thrown else self.state())
        self._is_listening = False
        self.drafts.flush()
        super().done(result)

    def add_foot(self, *hints: str) -> None:
        """Put what is said, the keys and the buttons, under the rest."""
        self.column.addWidget(self._said)
        keys = "   ".join(filter(None, (*hints, _("Shift+Enter: new line"))))
        self.column.addWidget(Label(keys, "small", "soft", wrap=True))
        save = ActionButton(_("Save"), "check", "Enter", variant="accent")
        save.clicked.connect(self.save)
        leave = ActionButton(_("Keep as draft"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._throw)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(save)
        self.column.addLayout(foot)

    def fit(self) -> None:
        """Be as high as the words need at this width."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width, and hear from now on what is typed."""
        if not self._is_listening:
            self._is_listening = True
            self._listen()
            for button in self.findChildren(QAbstractButton):
                button.installEventFilter(self)
            self._throw.setVisible(bool(self.draft))
        self.fit()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Enter save where a button has the focus, too: it would press that."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter saves, Esc leaves, Alt+Del throws away; Space does nothing by itself."""
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.save()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & _ALT:
            if not event.isAutoRepeat():
                self.throw_away()
        elif event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def _listen(self) -> None:
        for words in self.findChildren(QPlainTextEdit):
            words.textChanged.connect(self.typed)
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self.typed)
        for box in self.findChildren(QComboBox):
            box.currentIndexChanged.connect(self.typed)
        for choice in self.findChildren(Segments):
            choice.chosen.connect(self.typed)

    def _rename(self) -> None:
        """Remember that somebody wrote a name of their own."""
        self._is_renamed = True

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        """Say here what is said under the sheet: why nothing was saved."""
        if warning and self._saves:
            self.say(_("{reason} What is typed stays here; Enter tries again.").format(reason=text))
