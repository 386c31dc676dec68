"""Rating an objective: P, S, M or U, and why."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.i18n import _
from player.model.doctrine import RATING_TITLES, Rating
from player.model.entries import Objective
from player.ui.assess.lists import tally_text
from player.ui.assess.sheet import Draft, EntrySheet, Words, labelled
from player.ui.override.choice import ChoiceButton
from player.ui.review_view import ReviewView
from player.ui.sheets import ask
from player.ui.theme import SPACE
from player.ui.widgets import Label

_ALT_OR_PAD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
RATING_KEYS: Mapping[int, Rating] = {
    int(Qt.Key.Key_P): Rating.P,
    int(Qt.Key.Key_S): Rating.S,
    int(Qt.Key.Key_M): Rating.M,
    int(Qt.Key.Key_U): Rating.U,
}
"""The letters that rate."""


_LINES = 2


class RatingSheet(EntrySheet):
    """The rating of one objective.

    Args:
        words: the keyboard begins in the comment, where a rating stands already; else letters choose the rating.
    """

    def __init__(self, view: ReviewView, objective: Objective, parent: QWidget, *, words: bool = False) -> None:
        super().__init__(view, _("Rate an objective"), f"rating.{objective.id}", parent)
        self.objective = objective
        self._stands = self.book.assessment.ratings.get(objective.id)
        self.rating: Rating | None = None
        self._words = Words(_("Why (may stay empty)"))
        self._words.saved.connect(self.save)
        self.buttons = {one: self._button(one) for one in Rating}
        self._lay_out()
        if self._stands is not None:
            self._words.put(self._stands.comment)
            self._mark(self._stands.rating)
        draft = self.draft
        if draft:
            self._words.put(str(draft["text"]))
            self._mark(Rating(str(draft["rating"])) if draft["rating"] else None)
        if words and self.rating is not None:
            self._words.setFocus()
        else:
            self.setFocus()

    @property
    def text(self) -> str:
        """The comment."""
        return self._words.text

    def command(self) -> do.RateObjective:
        """The rating as it stands on the sheet."""
        rating = "" if self.rating is None else self.rating.value
        return do.RateObjective(self.objective.id, rating, self.text, self.who.text())

    def missing(self) -> str:
        """A comment alone rates nothing."""
        return _("Choose P, S, M or U first.") if self.rating is None else ""

    def done_text(self) -> str:
        """Which rating, and of what."""
        letter = "" if self.rating is None else self.rating.value
        return _("Rated {letter}: {objective}. Ctrl+Z undoes it.").format(letter=letter, objective=self.objective.title)

    def state(self) -> Draft:
        """What was typed or chosen, unless it is what stands already."""
        stands = self._stands
        before = ("", None) if stands is None else (stands.comment, stands.rating)
        if (self.text, self.rating) == before:
            return {}
        return {"text": self.text, "rating": "" if self.rating is None else self.rating.value}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A letter chooses; while words are typed, a letter with Alt."""
        rating = RATING_KEYS.get(event.key())
        typing = self._words.hasFocus() or self.who.hasFocus()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if rating is not None and (alt or not typing) and not event.modifiers() & ~_ALT_OR_PAD:
            self._choose(rating)
        else:
            super().keyPressEvent(event)

    def _button(self, rating: Rating) -> ChoiceButton:
        earns = str(self.objective.ratings.get(rating, ""))
        button = ChoiceButton(rating.value, _(RATING_TITLES[rating]), earns, about_lines=_LINES if earns else 0)
        button.clicked.connect(lambda: self._choose(rating))
        return button

    def _lay_out(self) -> None:
        whole = self.column
        whole.addWidget(Label(_("Objective"), "caption", "soft"))
        whole.addWidget(Label(str(self.objective.title), "title", wrap=True))
        figures = tally_text([one for one in self.book.called if one.objective == self.objective.id])
        if figures:
            whole.addWidget(Label(_("Expected actions: {figures}").format(figures=figures), "small", "soft", wrap=True))
        whole.addSpacing(SPACE)
        for button in self.buttons.values():
            whole.addWidget(button)
        whole.addWidget(self._words)
        whole.addLayout(labelled(_("Who writes"), self.who))
        self.add_foot(_("P S M U: the rating; Alt with it while writing"), _("Tab: on to the comment"))

    def _choose(self, rating: Rating) -> None:
        self._mark(rating)
        self._words.setFocus()

    def _mark(self, rating: Rating | None) -> None:
        self.rating = rating
        for other, button in self.buttons.items():
            button.set_chosen(other is rating)
        self.say("")
        self.typed()


def rate(view: ReviewView, objective: Objective, parent: QWidget, *, words: bool = False) -> bool:
    """Let the trainer rate an objective, with its words first if wanted; whether it was rated."""
    return ask(RatingSheet(view, objective, parent, words=words))
