"""What of an assessment was begun and not saved, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from player.i18n import _, ngettext
from player.model.events import AnnotationKind
from player.model.rules import rule_of_finding
from player.review.assessment_wording import ANNOTATION_TITLES
from player.ui.assess import notes, plan, ratings, summary
from player.ui.assess.book import book_of
from player.ui.assess.deeds import ready, show, targets
from player.ui.assess.note_sheet import NoteSheet, change_note, write_note
from player.ui.assess.plan_sheet import PlanSheet, change_plan
from player.ui.assess.plan_sheet import plan as ask_plan
from player.ui.assess.rating_sheet import rate
from player.ui.drafts.keeper import drafts_of
from player.ui.instrument.answer import answer_finding
from player.ui.instrument.finding_words import DOT
from player.ui.override.choice import ChoiceButton
from player.ui.review_view import ReviewView
from player.ui.sheets import Sheet, ask
from player.ui.theme import scaled
from player.ui.widgets import Label

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_WIDTH_PX = 560
_LONGEST = 80
_MOST = 9
_FINDINGS = "findings"


class Drafted(NamedTuple):
    """Something half-written.

    Attributes:
        name: the name of its draft. ``panel``: name of the panel it belongs to.
        title: what it is, in the language in use. ``text``: how it begins.
    """

    name: str
    panel: str
    title: str
    text: str


def drafted(view: ReviewView) -> list[Drafted]:
    """What can be gone on with, in the order it was begun."""
    drafts = drafts_of(view)
    found = []
    for name in drafts:
        place = _place(view, name)
        if place is not None:
            words = " ".join(str(drafts.get(name)["text"]).split())
            found.append(Drafted(name, *place, words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"))
    return found


def mark_text(found: Sequence[Drafted]) -> str:
    """What stands half-written, in as many words as a button has room for."""
    if len(found) == 1:
        return _("Draft: {what}").format(what=found[0].title.partition(DOT)[0])
    return ngettext("{n} draft", "{n} drafts", len(found)).format(n=len(found))


def go_on_with_drafts(window: MainWindow) -> None:
    """Go on with what is half-written; where that is more than one thing, it is asked with which."""
    view = ready(window)
    if view is None:
        return
    found = drafted(view)
    if len(found) == 1:
        go_on(window, view, found[0])
    elif found:
        sheet = DraftsSheet(found, window)
        if ask(sheet) and sheet.picked is not None:
            go_on(window, view, sheet.picked)


def go_on(window: MainWindow, view: ReviewView, one: Drafted) -> None:
    """Open what it was written on, in its panel; a change of what is gone by now becomes something new."""
    head, _dot, rest = one.name.partition(".")
    show(window, one.panel)
    match head:
        case "note" if rest.isdecimal():
            if not _has_note(view, int(rest)):
                ask(NoteSheet(view, targets(window, view), AnnotationKind.NOTE, window, draft=one.name))
            else:
                change_note(view, int(rest), window)
        case "note":
            write_note(view, targets(window, view), AnnotationKind(rest), window)
        case "plan" if rest and not _has_plan(view, int(rest)):
            ask(PlanSheet(view, window, draft=one.name))
        case "plan" if rest:
            change_plan(view, int(rest), window)
        case "plan":
            ask_plan(view, window)
        case "rating":
            rate(view, view.scenario.objectives[rest], window, words=True)
        case "answer":
            answer_finding(view, next(finding for finding in view.findings if finding.key == rest), window)


def _place(view: ReviewView, name: str) -> tuple[str, str] | None:
    """The panel and the title of what a draft is of; None where nothing here can take it up."""
    head, _dot, rest = name.partition(".")
    found: tuple[str, str] | None = None
    match head:
        case "summary":
            found = summary.NAME, _(summary.TITLE)
        case "note" if rest.isdecimal():
            found = notes.NAME, _("Change a trainer's note")
        case "note" if rest in frozenset(AnnotationKind):
            found = notes.NAME, _(ANNOTATION_TITLES[AnnotationKind(rest)])
        case "plan" if not rest or rest.isdecimal():
            found = plan.NAME, _("Change a corrective action") if rest else _("Corrective action")
        case "rating" if rest in view.scenario.objectives:
            found = ratings.NAME, DOT.join((_("Rate an objective"), str(view.scenario.objectives[rest].title)))
        case "answer" if any(finding.key == rest for finding in view.findings):
            found = _FINDINGS, DOT.join((_("Answer to a finding"), rule_of_finding(rest)))
    return found


def _has_note(view: ReviewView, number: int) -> bool:
    return any(one.number == number for one in book_of(view).assessment.annotations)


def _has_plan(view: ReviewView, number: int) -> bool:
    return any(one.number == number for one in book_of(view).assessment.correctives)


class DraftsSheet(Sheet):
    """Asks with which of several things to go on: a digit, or a click.

    Attributes:
        picked: the one chosen, or None.
    """

    def __init__(self, found: Sequence[Drafted], parent: QWidget) -> None:
        super().__init__(_("Half-written"), parent)
        self.picked: Drafted | None = None
        self._found = found[:_MOST]
        self.column.addWidget(Label(_("Half-written"), "title"))
        for number, one in enumerate(self._found, 1):
            button = ChoiceButton(str(number), one.title, one.text)
            button.clicked.connect(partial(self._pick, one))
            self.column.addWidget(button)
        more = len(found) - len(self._found)
        if more:
            text = ngettext("{n} more, in its panel", "{n} more, in their panels", more).format(n=more)
            self.column.addWidget(Label(text, "small", "soft"))
        hint = _("Opened there, Alt+Del throws it away.")
        self.column.addWidget(Label(hint, "small", "soft", wrap=True))
        self.add_close()
        self.setFixedWidth(scaled(_WIDTH_PX))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit goes on with the one of that number."""
        place = event.key() - Qt.Key.Key_1
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and 0 <= place < len(self._found):
            self._pick(self._found[place])
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            super().keyPressEvent(event)

    def _pick(self, one: Drafted, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  what a signal of Qt gives
        self.picked = one
        self.accept()
