"""The objectives of the script, each with its rating and what it goes by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from player.engine.commands import RateObjective
from player.i18n import N_, _
from player.model.doctrine import Rating
from player.model.entries import Objective
from player.ui.actions import ActionTable
from player.ui.assess.lists import evidence_rows, rating_rows, unrated_text
from player.ui.assess.panel import AssessPanel, key_word
from player.ui.assess.rating_button import RatingButton
from player.ui.assess.rating_sheet import RATING_KEYS, rate
from player.ui.assess.rows import NOT_RATED, AssessRow
from player.ui.theme import GAP, PAD, SPACE
from player.ui.views import DrillView
from player.ui.widgets import Label

NAME = "ratings"
TITLE = N_("Ratings")


class RatingsPanel(AssessPanel):
    """The objectives in a list, and under it what the rating of the chosen one goes by."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _("Objectives and their ratings"))
        self._count = Label("", "small", "soft")
        self.add_to_strip(self._count)
        self.list = self.make_list(_(TITLE), (*(Qt.Key(key) for key in RATING_KEYS), Qt.Key.Key_Delete))
        self.list.picked.connect(lambda _place: self._show_chosen())
        self.list.opened.connect(lambda _place: self.open())
        self.list.pressed.connect(self._press)
        self.evidence = self.make_list(_("What the rating goes by"), ())
        self.buttons = {one: self._button(one) for one in Rating}
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()

    @property
    def chosen(self) -> Objective | None:
        """The objective that is chosen, or None."""
        row: AssessRow | None = self.list.chosen
        return None if row is None else self.view.scenario.objectives.get(str(row.key[1]))

    @property
    def waiting(self) -> int:
        """How many objectives nobody has rated."""
        rated = self.book.assessment.ratings
        return sum(objective not in rated for objective in self.view.scenario.objectives)

    def refresh(self) -> None:
        """Show the objectives as they are rated."""
        rows = rating_rows(self.session, self.book)
        row: AssessRow | None = self.list.chosen
        self.list.show_rows(rows, None if row is None else row.key)
        self._halves.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if not rows:
            self.hint("target", _("The script has no objectives"), _("Without them there is nothing to rate."))
        waiting = self.waiting
        self._count.setText(unrated_text(waiting) if rows else "")
        self._count.set_tone("warn" if waiting else "soft")
        self._show_chosen()

    def take_focus(self) -> None:
        """Put the keyboard into the list of objectives."""
        self.list.setFocus()

    def choose_unrated(self) -> None:
        """Choose the first objective nobody has rated, if there is one."""
        rows: list[AssessRow] = self.list.rows.rows
        unrated = next((place for place, row in enumerate(rows) if row.letter == NOT_RATED), None)
        if unrated is not None:
            self.list.pick(unrated)

    def open(self, *, words: bool = True) -> None:
        """Rate the objective chosen; where it is rated, its words come first unless that is not wanted."""
        objective = self.chosen
        if objective is None:
            return
        if self.session.can_answer:
            rate(self.session, objective, self.window(), words=words)
        else:
            self.session.said.emit(self.session.answer_obstacle, True)

    def rate(self, rating: Rating | None) -> bool:
        """Rate the objective chosen; the comment stays. None: it is not rated after all."""
        objective = self.chosen
        if objective is None:
            return False
        stands = self.book.assessment.ratings.get(objective.id)
        if rating is None:
            return stands is not None and self.carry_out(RateObjective(objective.id, "", "", self.book.who))
        comment = "" if stands is None else stands.comment
        if not self.carry_out(RateObjective(objective.id, rating.value, comment, self.book.who)):
            return False
        text = _("Rated {letter}: {objective}. Ctrl+Z undoes it.")
        self.session.said.emit(text.format(letter=rating.value, objective=objective.title), False)
        return True

    def _press(self, key: int) -> None:
        self.rate(RATING_KEYS.get(key))

    def _button(self, rating: Rating) -> RatingButton:
        button = RatingButton(rating)
        button.clicked.connect(lambda: self.rate(rating))
        return button

    def _show_chosen(self) -> None:
        objective = self.chosen
        stands = None if objective is None else self.book.assessment.ratings.get(objective.id)
        for rating, button in self.buttons.items():
            button.set_chosen(stands is not None and stands.rating is rating)
        rows = [] if objective is None else evidence_rows(self.session, self.book, objective)
        row: AssessRow | None = self.evidence.chosen
        self.evidence.show_rows(rows, None if row is None else row.key)

    def _lay_out(self) -> None:
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        letters = QHBoxLayout()
        letters.setContentsMargins(PAD, 2 * SPACE, PAD, 0)
        letters.setSpacing(SPACE)
        for button in self.buttons.values():
            letters.addWidget(button, 1)
        column.addLayout(letters)
        remove = self.small_button(_("Take back"), "", key_word("delete"), lambda: self.rate(None))
        column.addLayout(self.foot(self.small_button(_("Comment …"), "", "Enter", self.open), remove))
        column.addWidget(self.evidence, 1)
        self._halves.setHandleWidth(GAP)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.list)
        self._halves.addWidget(lower)
        self._halves.setSizes([420, 580])
        self.body.addWidget(self._halves, 1)
        self.body.addWidget(self._empty, 1)
