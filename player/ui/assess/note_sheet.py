"""Writing a trainer's note, or changing one: of what kind, on what, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.model.rules import rule_of_finding
from player.review.assessment import Annotation
from player.review.assessment_wording import ANNOTATION_TITLES, span_text
from player.ui.assess.book import Target, book_of
from player.ui.assess.sheet import Draft, EntrySheet, Words, choice_field, labelled
from player.ui.instrument.segments import Segments
from player.ui.review_view import ReviewView
from player.ui.sheets import ask
from player.ui.theme import SPACE
from player.ui.widgets import Label

_KINDS = tuple(ev.AnnotationKind)
_ALT = Qt.KeyboardModifier.AltModifier
_LONGEST_NAME = 60


class NoteSheet(EntrySheet):
    """A trainer's note.

    Args:
        targets: what it may be on, the likeliest first; at least one.
        kind: how it is meant, unless a draft or the note itself says otherwise.
        note: the note that is changed; None: a new one.
        draft: the name its draft is kept under, where that is not the usual one.
    """

    def __init__(
        self,
        view: ReviewView,
        targets: Sequence[Target],
        kind: ev.AnnotationKind,
        parent: QWidget,
        note: Annotation | None = None,
        draft: str = "",
    ) -> None:
        title = _("Trainer's note") if note is None else _("Change a trainer's note")
        name = f"note.{kind}" if note is None else f"note.{note.number}"
        super().__init__(view, title, draft or name, parent)
        self._note = note
        self.targets = list(targets)
        self.kinds = Segments(_("How it is meant"), [(one.value, _(ANNOTATION_TITLES[one])) for one in _KINDS])
        self.kinds.put(kind.value)
        self._words = Words(_("What is to be said"))
        self.kinds.chosen.connect(lambda _value: self._words.setFocus())
        self._words.saved.connect(self.save)
        self._goes_on = Label(_("Half-written before; it goes on here."), "small", "accent", wrap=True)
        self._about = Label("", "small", "soft", wrap=True)
        objective = "" if note is None else note.objective
        if note is not None:
            self._words.put(note.text)
            self.who.setText(note.who or self.book.who)
        begun = self.draft
        if begun:
            self._words.put(str(begun["text"]))
            self.kinds.put(str(begun["kind"]))
            objective = str(begun["objective"])
            was_on = Target(*cast("Any", begun["target"]))
            if (was_on.on or 1) <= view.saved.exercise_entries:
                self.targets = [was_on, *(one for one in self.targets if one != was_on)]
        self._goes_on.setVisible(bool(begun))
        self.where = Segments(
            _("What it is on"), [(str(place), self._name(one)) for place, one in enumerate(self.targets)]
        )
        self.where.chosen.connect(lambda _value: self._aim())
        aims = [(str(one.title)[:_LONGEST_NAME], one.id) for one in view.scenario.objectives.values()]
        self._objective = choice_field(_("Objective"), [(_("no objective"), ""), *aims], objective)
        self._lay_out()
        self._aim()
        self._words.setFocus()

    @property
    def kind(self) -> ev.AnnotationKind:
        """How it is meant."""
        return ev.AnnotationKind(self.kinds.value)

    @property
    def text(self) -> str:
        """Its words."""
        return self._words.text

    @property
    def target(self) -> Target:
        """What it is on."""
        return self.targets[int(self.where.value)]

    def command(self) -> do.Annotate:
        """The note as it stands on the sheet."""
        on = self.target
        return do.Annotate(
            self.kind,
            on.at_ms,
            self.text,
            on.to_ms if on.to_ms > on.at_ms else None,
            on.on,
            on.finding,
            str(self._objective.currentData()),
            self.who.text(),
            None if self._note is None else self._note.number,
        )

    def missing(self) -> str:
        """A note is nothing without words, unless it is a bookmark."""
        if self.text.strip() or self.kind is ev.AnnotationKind.BOOKMARK:
            return ""
        return _("Write the note first.")

    def done_text(self) -> str:
        """What it is, is said."""
        return _("Saved: {what}. Ctrl+Z undoes it.").format(what=_(ANNOTATION_TITLES[self.kind]))

    def state(self) -> Draft:
        """What was typed, unless it is what stands already."""
        typed = {
            "text": self.text,
            "kind": self.kinds.value,
            "objective": self._objective.currentData(),
            "target": astuple(self.target),
        }
        note = self._note
        if note is None:
            return typed if self.text.strip() else {}
        stood = note.text, note.kind.value, note.objective, astuple(target_of(note))
        return {} if tuple(typed.values()) == stood else typed

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt with a digit says how it is meant, F2 on what it is."""
        place = event.key() - Qt.Key.Key_1
        if event.modifiers() & _ALT and 0 <= place < len(_KINDS):
            self.kinds.put(_KINDS[place].value)
            self.typed()
        elif event.key() == Qt.Key.Key_F2 and not event.isAutoRepeat():
            self.where.put(str((int(self.where.value) + 1) % len(self.targets)))
            self._aim()
            self.typed()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        whole = self.column
        whole.addWidget(Label(self.windowTitle(), "title"))
        whole.addWidget(self._goes_on)
        whole.addWidget(self.kinds)
        whole.addSpacing(SPACE)
        whole.addWidget(self._words)
        whole.addWidget(self.where)
        self.where.setVisible(len(self.targets) > 1)
        whole.addWidget(self._about)
        if self.view.scenario.objectives:
            whole.addLayout(labelled(_("Objective"), self._objective))
        whole.addLayout(labelled(_("Who writes"), self.who))
        self.add_foot(_("Alt+1 to Alt+4: how it is meant"), _("F2: on what") if len(self.targets) > 1 else "")

    def _name(self, target: Target) -> str:
        span = span_text(target.at_ms, target.to_ms)
        if target.finding:
            return _("finding {rule}").format(rule=rule_of_finding(target.finding))
        return span if target.on is None else f"#{target.on}"

    def _aim(self) -> None:
        """Say in words what it is on."""
        target = self.target
        span = span_text(target.at_ms, target.to_ms)
        words = ""
        if target.finding:
            found = (str(one.message) for one in self.view.findings if one.key == target.finding)
            words = next(found, "")
        elif target.on is not None:
            words = self.book.words_of(target.on)
        self._about.setText(f"{span}  {words}" if words else _("On {time}").format(time=span))
        self.fit()


def target_of(note: Annotation) -> Target:
    """What a note is on."""
    return Target(note.at_ms, note.to_ms, note.on, note.finding)


def write_note(view: ReviewView, targets: Sequence[Target], kind: ev.AnnotationKind, parent: QWidget) -> bool:
    """Let the trainer write a note; whether one was written."""
    return ask(NoteSheet(view, targets, kind, parent))


def change_note(view: ReviewView, number: int, parent: QWidget) -> bool:
    """Let the trainer change the note of this number; whether it was changed."""
    note = next((one for one in book_of(view).assessment.annotations if one.number == number), None)
    if note is None:
        return False
    on = target_of(note)
    bare = Target(note.at_ms, note.to_ms)
    others = () if astuple(on) == astuple(bare) else (bare,)
    return ask(NoteSheet(view, (on, *others), note.kind, parent, note))
