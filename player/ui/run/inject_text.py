"""Changing the words of an inject before it is delivered: the script's beside those that will be said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from player.engine.commands import EditInjectText
from player.engine.desk import LONGEST_TEXT
from player.i18n import _
from player.model.course import Inject
from player.model.doctrine import InjectStatus
from player.ui.run.routes import route_text
from player.ui.sheets import Sheet, ask
from player.ui.theme import GAP, SPACE, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label
from player.ui.widgets.scroll import scrolling

_WIDTH_PX, _HEIGHT_PX = 860, 470
_BESIDE_PX = 6 * GAP
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def edit_words(view: DrillView, inject: Inject, parent: QWidget) -> None:
    """Let the controller change the words of an inject."""
    ask(WordsSheet(view, inject, parent))


class WordsField(QPlainTextEdit):
    """A field of several lines; Ctrl+Enter and Tab are left to the sheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Write; what saves or leaves is not text."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class WordsSheet(Sheet):
    """The words of an inject, to be changed for this exercise. The drill goes on under it.

    Words that were changed and not saved are kept, and taken up again when the sheet is next opened.
    """

    def __init__(self, view: DrillView, inject: Inject, parent: QWidget) -> None:
        super().__init__(_("Change the words"), parent)
        self._view, self._inject = view, inject
        self._times = view.state.injects[inject.id].times
        self._before = view.words_of(inject)
        self.field = WordsField()
        self.field.setAccessibleName(_("Words said in this exercise"))
        self.field.setTabChangesFocus(True)
        self.field.setFont(text_font("script"))
        self.field.setPlainText(view.drafts.get(inject.id, self._before))
        self._hint = Label("", "body", "soft", wrap=True)
        self._save = ActionButton(_("Save"), "save", "Ctrl+Enter", variant="primary", size="large")
        self._save.clicked.connect(self.save)
        self._undo = ActionButton(_("The words of the script"), "undo-2", "F4")
        self._undo.clicked.connect(self.take_script)
        self._lay_out()
        self.field.textChanged.connect(self._show_hint)
        view.changed.connect(self._follow)
        view.said.connect(self._hear)
        self._show_hint()
        self.field.setFocus()
        self.field.selectAll() if not self._is_changed else self.field.moveCursor(
            self.field.textCursor().MoveOperation.End
        )

    @property
    def words(self) -> str:
        """The words as they stand in the field."""
        return self.field.toPlainText().strip()

    @property
    def hint(self) -> str:
        """What is said under the field."""
        return self._hint.text()

    def save(self) -> None:
        """Save the words and leave; those of the script, or none, bring the script back."""
        words = self.words
        if len(words) > LONGEST_TEXT:
            self._tell(_("Too long: {n} characters, at most {most}.").format(n=len(words), most=LONGEST_TEXT), "alarm")
            return
        own = "" if words == str(self._inject.text).strip() else words
        if self._view.do(EditInjectText(self._inject.id, own)):
            self._view.drafts.pop(self._inject.id, None)
            self.accept()

    def take_script(self) -> None:
        """Put the words of the script into the field."""
        self.field.setPlainText(str(self._inject.text))
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Keep what is not saved, however the sheet is left."""
        if result != self.DialogCode.Accepted:
            if self._is_changed:
                self._view.drafts[self._inject.id] = self.field.toPlainText()
                text = _("Not saved: the changed words of “{title}”. They wait in the sheet.")
                self._view.said.emit(text.format(title=self._inject.title), True)
            else:
                self._view.drafts.pop(self._inject.id, None)
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the room the window has."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        self.setFixedSize(
            min(scaled(_WIDTH_PX), room.width() - _BESIDE_PX), min(scaled(_HEIGHT_PX), room.height() - _BESIDE_PX)
        )
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Enter saves, F4 brings back the script, Esc leaves."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.save()
        elif event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.take_script()
        else:
            super().keyPressEvent(event)

    @property
    def _is_changed(self) -> bool:
        return self.words != self._before.strip()

    def _show_hint(self) -> None:
        if self._view.state.injects[self._inject.id].times > self._times:
            self._tell(_("It has just been delivered, in the words it had."), "warn")
        elif not self.words:
            self._tell(_("Nothing written: the words of the script will be said."), "warn")
        elif self._is_changed:
            self._tell(_("Changed, not saved yet."), "accent")
        elif self._inject.id in self._view.state.inject_texts:
            self._tell(_("These are not the words of the script."), "soft")
        else:
            self._tell(_("These are the words of the script."), "soft")

    def _follow(self) -> None:
        """Tell when it was delivered meanwhile."""
        if self._view.state.injects[self._inject.id].times > self._times:
            self._show_hint()

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        if warning:
            self._tell(text, "alarm")

    def _tell(self, text: str, tone: str) -> None:
        self._hint.setText(text)
        self._hint.set_tone(tone)

    def _lay_out(self) -> None:
        inject, stood = self._inject, self._view.state.injects[self._inject.id]
        self.column.addWidget(Label(str(inject.title), "heading"))
        about = route_text(inject)
        if stood.status is InjectStatus.FIRED:
            delivered = _("already delivered; these words count from the next time on")
            about = " · ".join(filter(None, (about, delivered)))
        self.column.addWidget(Label(about, "body", "soft"))
        script = Label(str(inject.text), "script", "soft", wrap=True)
        script.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        script.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        script.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = scrolling(script)
        beside = QHBoxLayout()
        beside.setSpacing(4 * SPACE)
        for title, part in ((_("Script"), area), (_("Said in this exercise"), self.field)):
            half = QVBoxLayout()
            half.setSpacing(SPACE)
            half.addWidget(Label(title, "caption", "soft"))
            half.addWidget(part, 1)
            beside.addLayout(half, 1)
        self.column.addLayout(beside, 1)
        self.column.addWidget(self._hint)
        leave = ActionButton(_("Leave"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._undo)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self._save)
        self.column.addLayout(foot)
