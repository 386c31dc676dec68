"""Answering a finding: accepted, explained or dismissed, in one small sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from player.engine.commands import AnswerFinding
from player.engine.entries import LONGEST_NOTE
from player.engine.findings import Finding
from player.i18n import N_, _
from player.model.events import AnswerKind
from player.model.rules import CERTAINTY_TITLES
from player.ui.drafts.sheet import WritingSheet
from player.ui.drafts.store import Draft
from player.ui.drafts.words import Words, labelled
from player.ui.drafts.writer import writer_of
from player.ui.instrument.finding_words import (
    DOT,
    mark_text,
    rule_title,
    span_text,
)
from player.ui.run.question import AnswerButton
from player.ui.sheets import ask
from player.ui.theme import SPACE
from player.ui.views import DrillView
from player.ui.widgets import Label

ANSWERS: Mapping[AnswerKind, tuple[str, str]] = {
    AnswerKind.ACCEPTED: (N_("Accepted"), N_("it was so; words may follow")),
    AnswerKind.EXPLAINED: (N_("Explained"), N_("it was so, for a reason; say which")),
    AnswerKind.DISMISSED: (N_("Dismissed"), N_("it was not so, or the rule does not fit; say why")),
}
"""The answers in the order of their digits: title, and what each says."""

_TEXT_LINES = 3
_ALT = Qt.KeyboardModifier.AltModifier


def can_answer(view: DrillView) -> bool:
    """Whether findings of this drill can be answered now."""
    return view.can_answer


class AnswerSheet(WritingSheet):
    """One finding, and the answer to it.

    Attributes:
        kind: the answer chosen, or None.
    """

    def __init__(self, view: DrillView, finding: Finding, parent: QWidget) -> None:
        super().__init__(view, _("Answer to a finding"), f"answer.{finding.key}", parent, LONGEST_NOTE)
        self.kind: AnswerKind | None = None
        self._key = finding.key
        self._kinds = tuple(ANSWERS)
        self._words = Words(_("Answer in words"), _TEXT_LINES)
        self._words.saved.connect(self.save)
        self.who.setPlaceholderText(_("Who answers (rank and name)"))
        self.who.setAccessibleName(_("Who answers"))
        self.who.setText(writer_of(view))
        self._buttons = {kind: self._button(place, kind) for place, kind in enumerate(self._kinds)}
        self._lay_out(finding)
        self._take_up()
        self.setFocus()

    @property
    def text(self) -> str:
        """The answer in words, may be empty."""
        return self._words.text.strip()

    def command(self) -> AnswerFinding:
        """The answer as it stands on the sheet."""
        assert self.kind is not None
        return AnswerFinding(self._key, self.kind, self.text, self.who.text().strip())

    def missing(self) -> str:
        """An answer has to be chosen; all but one need words."""
        if self.kind is None:
            self.setFocus()
            return _("Choose 1, 2 or 3 first.")
        if self.kind is not AnswerKind.ACCEPTED and not self.text:
            self._words.setFocus()
            return _("Say it in words: what explains it, or why it is dismissed.")
        return ""

    def done_text(self) -> str:
        """Which answer."""
        what = "" if self.kind is None else _(ANSWERS[self.kind][0])
        return _("Saved: {what}. Ctrl+Z undoes it.").format(what=what)

    def state(self) -> Draft:
        """What was chosen or written."""
        if self.kind is None and not self.text:
            return {}
        return {"kind": "" if self.kind is None else self.kind.value, "text": self._words.text}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit chooses; while words are typed, a digit with Alt."""
        place = event.key() - Qt.Key.Key_1
        typing = self._words.hasFocus() or self.who.hasFocus()
        bare = not typing or bool(event.modifiers() & _ALT)
        if bare and not event.modifiers() & ~_ALT_OR_PAD and 0 <= place < len(self._kinds):
            if not event.isAutoRepeat():
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
        whole.addLayout(labelled(_("Who answers"), self.who))
        whole.addSpacing(SPACE)
        whole.addWidget(Label(_("a finding, not a verdict"), "small", "soft"))
        self.add_foot(_("1 2 3: the answer; Alt with it while writing"))

    def _take_up(self) -> None:
        draft = self.draft
        if draft:
            self._words.put(str(draft["text"]))
            if draft["kind"]:
                self._mark(AnswerKind(str(draft["kind"])))

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
        self.say("")
        self.typed()


_ALT_OR_PAD = _ALT | Qt.KeyboardModifier.KeypadModifier


def answer_finding(view: DrillView, finding: Finding, parent: QWidget) -> bool:
    """Ask for the answer to a finding and give it; whether one was given."""
    return ask(AnswerSheet(view, finding, parent))
