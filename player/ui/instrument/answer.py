"""Answering a finding: accepted, explained or dismissed, in one small sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from player.engine.commands import AnswerFinding
from player.engine.entries import LONGEST_NOTE
from player.engine.findings import Finding
from player.i18n import N_, _
from player.model.events import AnswerKind
from player.model.rules import CERTAINTY_TITLES
from player.ui.instrument.finding_words import (
    DOT,
    last_answerer,
    mark_text,
    rule_title,
    span_text,
)
from player.ui.run.question import AnswerButton
from player.ui.sheets import Sheet, ask
from player.ui.theme import SPACE, scaled
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label

ANSWERS: Mapping[AnswerKind, tuple[str, str]] = {
    AnswerKind.ACCEPTED: (N_("Accepted"), N_("it was so; words may follow")),
    AnswerKind.EXPLAINED: (N_("Explained"), N_("it was so, for a reason; say which")),
    AnswerKind.DISMISSED: (N_("Dismissed"), N_("it was not so, or the rule does not fit; say why")),
}
"""The answers in the order of their digits: title, and what each says."""

_TEXT_LINES = 3
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def can_answer(view: DrillView) -> bool:
    """Whether findings of this drill can be answered now."""
    return view.can_answer


class AnswerDrafts(QObject):
    """Answers begun and not given, and who gives them; kept with the view, so that a sheet that is left loses nothing.

    Attributes:
        who: the name written last, or None: none was written yet.
        drafts: kind and text by the key of the finding.
    """

    def __init__(self, view: DrillView) -> None:
        super().__init__(view)
        self.who: str | None = None
        self.drafts: dict[str, tuple[AnswerKind | None, str]] = {}


def drafts_of(view: DrillView) -> AnswerDrafts:
    """The drafts of a drill."""
    return view.findChild(AnswerDrafts) or AnswerDrafts(view)


class ReasonField(QPlainTextEdit):
    """A few lines of plain text.

    Signals:
        saved: Ctrl+Enter was pressed in it.
        chose: Alt with a digit was pressed in it (the place, from 0).
    """

    saved = Signal()
    chose = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _TEXT_LINES + 4 * SPACE)
        self.textChanged.connect(self._keep_short)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Enter saves; Alt with a digit chooses another answer."""
        place = event.key() - Qt.Key.Key_1
        if event.key() in _ENTER and event.modifiers() & _CTRL:
            self.saved.emit()
        elif event.modifiers() & _ALT and 0 <= place < len(ANSWERS):
            self.chose.emit(place)
        else:
            super().keyPressEvent(event)

    def _keep_short(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_NOTE:
            self.setPlainText(text[:LONGEST_NOTE])
            self.moveCursor(self.textCursor().MoveOperation.End)


class AnswerSheet(Sheet):
    """One finding, and the answer to it.

    Attributes:
        kind: the answer chosen, or None. Read after `exec`, as ``text`` and ``who``.
    """

    def __init__(self, view: DrillView, finding: Finding, parent: QWidget) -> None:
        super().__init__(_("Answer to a finding"), parent)
        self.kind: AnswerKind | None = None
        self._key = finding.key
        self._drafts = drafts_of(view)
        self._kinds = tuple(ANSWERS)
        self._words = ReasonField()
        self._words.setAccessibleName(_("Answer in words"))
        self._words.setPlaceholderText(_("Answer in words"))
        self._words.saved.connect(self.save)
        self._words.chose.connect(lambda place: self._choose(self._kinds[place]))
        self._who = QLineEdit()
        self._who.setMaxLength(LONGEST_NOTE)
        self._who.setPlaceholderText(_("Who answers (rank and name)"))
        self._who.setAccessibleName(_("Who answers"))
        who = self._drafts.who
        self._who.setText(last_answerer(view.final_state.answers) if who is None else who)
        self._missing = Label("", "strong", "alarm", wrap=True)
        self._missing.hide()
        self._buttons = {kind: self._button(place, kind) for place, kind in enumerate(self._kinds)}
        self._lay_out(finding)
        self.setFixedWidth(scaled(640))
        self._take_up(*self._drafts.drafts.get(finding.key, (None, "")))
        self.setFocus()

    @property
    def text(self) -> str:
        """The answer in words, may be empty."""
        return self._words.toPlainText().strip()

    @property
    def who(self) -> str:
        """Who answers, as written; may be empty."""
        return self._who.text().strip()

    def save(self) -> None:
        """Take the answer as it stands; what is missing is said."""
        if self.kind is None:
            self._say(_("Choose 1, 2 or 3 first."))
            self.setFocus()
        elif self.kind is not AnswerKind.ACCEPTED and not self.text:
            self._say(_("Say it in words: what explains it, or why it is dismissed."))
            self._words.setFocus()
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Keep what was written, given or not."""
        self._drafts.who = self._who.text()
        if result:
            self._drafts.drafts.pop(self._key, None)
        else:
            self._drafts.drafts[self._key] = (self.kind, self._words.toPlainText())
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width."""
        self._fit()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit chooses, Ctrl+Enter saves, Esc leaves; neither Enter nor Space does anything by itself."""
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.key() == Qt.Key.Key_Space:
            return
        if event.key() in _ENTER:
            if event.modifiers() & _CTRL:
                self.save()
            return
        bare = not self._who.hasFocus() or bool(event.modifiers() & _ALT)
        if bare and not event.modifiers() & ~_ALT_OR_PAD and 0 <= place < len(self._kinds):
            self._choose(self._kinds[place])
        else:
            super().keyPressEvent(event)

    def _button(self, place: int, kind: AnswerKind) -> AnswerButton:
        title, says = ANSWERS[kind]
        button = AnswerButton(str(place + 1), _(title), _(says))
        button.clicked.connect(lambda: self._choose(kind))
        return button

    def _lay_out(self, finding: Finding) -> None:
        whole = self.column
        whole.addWidget(Label(f"{finding.rule}{DOT}{rule_title(finding.rule)}", "caption", "soft", wrap=True))
        whole.addWidget(Label(str(finding.message), "title", wrap=True))
        lasts = _("still going on") if finding.lasting else ""
        when = DOT.join(filter(None, (span_text(finding), lasts, _(CERTAINTY_TITLES[finding.certainty]))))
        whole.addWidget(Label(when, "figure_s", wrap=True))
        basis = DOT.join(filter(None, (str(finding.basis), mark_text(finding))))
        whole.addWidget(Label(_("Basis: {basis}").format(basis=basis), "small", "soft", wrap=True))
        cleared = finding.cleared
        if cleared is None:
            text = _("What would clear it: {what}").format(what=finding.cleared_by)
        else:
            text = _("Cleared: {what}").format(what=cleared.message)
        whole.addWidget(Label(text, "small", "soft", wrap=True))
        whole.addSpacing(SPACE)
        for button in self._buttons.values():
            whole.addWidget(button)
        whole.addWidget(self._words)
        whole.addWidget(self._missing)
        whole.addWidget(self._who)
        whole.addSpacing(SPACE)
        save = ActionButton(_("Save"), "check", "Ctrl+Enter", variant="accent")
        save.clicked.connect(self.save)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(Label(_("a finding, not a verdict"), "small", "soft"), 1)
        foot.addWidget(leave)
        foot.addWidget(save)
        whole.addLayout(foot)

    def _take_up(self, kind: AnswerKind | None, text: str) -> None:
        self._words.setPlainText(text)
        if kind is not None:
            self._mark(kind)

    def _choose(self, kind: AnswerKind) -> None:
        self._mark(kind)
        self._words.setFocus()

    def _mark(self, kind: AnswerKind) -> None:
        self.kind = kind
        for other, button in self._buttons.items():
            button.set_chosen(other is kind)
        needed = kind is not AnswerKind.ACCEPTED
        self._words.setPlaceholderText(
            _("Answer in words (needed)") if needed else _("Answer in words (may stay empty)")
        )
        self._say("")

    def _say(self, text: str) -> None:
        self._missing.setText(text)
        self._missing.setVisible(bool(text))
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))


_ALT_OR_PAD = _ALT | Qt.KeyboardModifier.KeypadModifier


def answer_finding(view: DrillView, finding: Finding, parent: QWidget) -> bool:
    """Ask for the answer to a finding and give it; whether one was given."""
    sheet = AnswerSheet(view, finding, parent)
    if not ask(sheet) or sheet.kind is None:
        return False
    return view.do(AnswerFinding(finding.key, sheet.kind, sheet.text, sheet.who))
