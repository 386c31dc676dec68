"""Planning a corrective action: what is to be done, by whom, until when, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from player.engine import commands as do
from player.i18n import _
from player.model import events as ev
from player.review.assessment import Corrective
from player.review.suggesting import stands
from player.ui.assess.book import book_of
from player.ui.assess.days import day_in_full, field_text, read_day
from player.ui.assess.sheet import Draft, EntrySheet, Words, choice_field, labelled, line_field
from player.ui.instrument.finding_words import DOT
from player.ui.review_view import ReviewView
from player.ui.sheets import ask
from player.ui.theme import SPACE
from player.ui.widgets import ActionButton, Label

Answers = tuple[int | None, str, str]
"""What a corrective action answers: number of an area for improvement, key of a finding, id of an objective."""

NOTHING: Answers = (None, "", "")
_LONGEST_NAME = 70


class PlanSheet(EntrySheet):
    """A corrective action.

    Args:
        answers: what it answers, where that is known.
        planned: the one that is changed; None: a new one.
        draft: the name its draft is kept under, where that is not the usual one.
    """

    def __init__(
        self,
        view: ReviewView,
        parent: QWidget,
        answers: Answers = NOTHING,
        planned: Corrective | None = None,
        draft: str = "",
    ) -> None:
        title = _("Corrective action") if planned is None else _("Change a corrective action")
        name = f"plan.{planned.number}" if planned is not None else "plan"
        super().__init__(view, title, draft or name, parent)
        self._planned = planned
        self._words = Words(_("What is to be done"), 3)
        self._words.saved.connect(self.save)
        self.owner = line_field(_("Who does it (office or name)"))
        self.due = line_field(_("Until when: day/month/year, or +14 for so many days"))
        self.due.setPlaceholderText(_("31/12/2026 or +14"))
        self._day = Label("", "small", "soft", wrap=True)
        if planned is not None:
            self._put(planned.text, planned.owner, field_text(planned.due))
            answers = planned.annotation, planned.finding, planned.objective
        begun = answers
        kept = self.draft
        if kept:
            self._put(str(kept["text"]), str(kept["owner"]), str(kept["due"]))
            if planned is not None or answers == NOTHING:
                number, finding, objective = cast("Answers", tuple(cast("Any", kept["answers"])))
                answers = number, finding, objective
        self._goes_on = Label(_("Half-written before; it goes on here."), "small", "accent", wrap=True)
        self._goes_on.setVisible(bool(kept))
        choices = self._choices(answers)
        self._begun = _same(choices, begun) or begun
        self._answers = choice_field(_("What it answers"), choices, _same(choices, answers))
        self.due.textChanged.connect(self._read)
        self._lay_out()
        self._read()
        self._words.setFocus()

    @property
    def text(self) -> str:
        """What is to be done."""
        return self._words.text

    @property
    def answers(self) -> Answers:
        """What it answers."""
        return tuple(self._answers.currentData())

    def command(self) -> do.PlanCorrective:
        """The corrective action as it stands on the sheet."""
        day = read_day(self.due.text(), self.session.today)
        return do.PlanCorrective(
            self.text,
            self.owner.text(),
            "" if day is None else day.isoformat(),
            *self.answers,
            None if self._planned is None else self._planned.number,
        )

    def missing(self) -> str:
        """What is to be done has to be said; a day has to be one."""
        if not self.text.strip():
            return _("Write what is to be done first.")
        if self.due.text().strip() and read_day(self.due.text(), self.session.today) is None:
            return _("Write the day as 31/12/2026, or leave it empty.")
        return ""

    def done_text(self) -> str:
        """What it is, is said."""
        return _("Saved: {what}. Ctrl+Z undoes it.").format(what=_("Corrective action"))

    def state(self) -> Draft:
        """What was typed, unless it is what stands already."""
        typed = self.text, self.owner.text(), self.due.text()
        one = self._planned
        stood = ("", "", "") if one is None else (one.text, one.owner, field_text(one.due))
        if typed == stood and (one is None or self.answers == self._begun):
            return {}
        return {**dict(zip(("text", "owner", "due"), typed, strict=True)), "answers": self.answers}

    def _put(self, text: str, owner: str, due: str) -> None:
        self._words.put(text)
        self.owner.setText(owner)
        self.due.setText(due)

    def _choices(self, present: Answers) -> list[tuple[str, object]]:
        view, assessment = self.session, self.book.assessment
        choices: list[tuple[str, object]] = [(_("nothing in particular"), NOTHING)]
        for area in assessment.of_kind(ev.AnnotationKind.IMPROVEMENT):
            words = DOT.join((_("to be improved"), area.text[:_LONGEST_NAME]))
            choices.append((words, (area.number, area.finding, area.objective)))
        for finding in view.findings:
            if stands(view.final_state, finding):
                words = DOT.join((_("finding {rule}").format(rule=finding.rule), str(finding.message)))
                choices.append((words[:_LONGEST_NAME], (None, finding.key, "")))
        for objective in view.scenario.objectives.values():
            words = DOT.join((_("objective"), str(objective.title)[:_LONGEST_NAME]))
            choices.append((words, (None, "", objective.id)))
        if _same(choices, present) is None:
            choices.append((_("what it answered before"), present))
        return choices

    def _lay_out(self) -> None:
        whole = self.column
        whole.addWidget(Label(self.windowTitle(), "title"))
        whole.addWidget(self._goes_on)
        whole.addWidget(self._words)
        whole.addLayout(labelled(_("Who does it"), self.owner))
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.due, 1)
        for count in (7, 14, 30, 90):
            button = ActionButton(f"+{count}", size="small")
            button.setAccessibleName(_("{n} days from today").format(n=count))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter saves; by key the same is typed into the field
            button.clicked.connect(lambda _checked=False, count=count: self._set_due(count))
            row.addWidget(button)
        whole.addLayout(labelled(_("Until when"), days))
        whole.addLayout(labelled("", self._day))
        whole.addLayout(labelled(_("What it answers"), self._answers))
        self.who.hide()
        self.add_foot()

    def _set_due(self, days: int) -> None:
        self.due.setText(field_text((self.session.today + timedelta(days=days)).isoformat()))

    def _read(self) -> None:
        """Say which day was understood."""
        typed, today = self.due.text().strip(), self.session.today
        day = read_day(typed, today)
        if not typed:
            self._day.setText(_("no due date"))
        elif day is None:
            self._day.setText(_("That is no day."))
        else:
            passed = _("; that day has passed") if day < today else ""
            self._day.setText(day_in_full(day, today) + passed)
        self._day.set_tone("warn" if typed and (day is None or day < today) else "soft")
        self.fit()


def _same(choices: Sequence[tuple[str, object]], wanted: Answers) -> Answers | None:
    """The choice that stands for this, whatever else was said of its area for improvement since; or None."""
    for _text, value in choices:
        assert isinstance(value, tuple)
        if value == wanted or (wanted[0] is not None and value[0] == wanted[0]):
            return value
    return None


def plan(view: ReviewView, parent: QWidget, answers: Answers = NOTHING) -> bool:
    """Let the trainer plan a corrective action; whether one was planned."""
    return ask(PlanSheet(view, parent, answers))


def change_plan(view: ReviewView, number: int, parent: QWidget) -> bool:
    """Let the trainer change the corrective action of this number; whether it was changed."""
    planned = next((one for one in book_of(view).assessment.correctives if one.number == number), None)
    return planned is not None and ask(PlanSheet(view, parent, planned=planned))
