"""Answering a decision: one sheet, one digit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from player.engine.state import DrillState
from player.i18n import _
from player.model.course import Choice, Decision
from player.ui.run.course import consequence, decider
from player.ui.run.question import AnswerButton
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label


class DecideSheet(Sheet):
    """A question in full, its answers, and what follows from each.

    Attributes:
        choices: the answers on offer.
        choice: the answer given, or None. Read after `exec`, as ``who``.
    """

    def __init__(self, state: DrillState, decision: Decision, parent: QWidget) -> None:
        super().__init__(_("Decision"), parent)
        self.choice: Choice | None = None
        self.choices = decision.choices
        self._who = QLineEdit()
        self._who.setPlaceholderText(_("Who decided (may stay empty)"))
        self._who.setAccessibleName(_("Who decided"))
        by = decider(state.scenario, decision)
        whole = self.column
        whole.addWidget(Label(str(decision.ask), "heading", wrap=True))
        ask = _("{who} decides. The digit answers.").format(who=by) if by else _("The digit answers.")
        whole.addWidget(Label(ask, "body", "soft", wrap=True))
        whole.addSpacing(2 * SPACE)
        for place, choice in enumerate(decision.choices):
            follows = consequence(state, choice)
            button = AnswerButton(str(place + 1), str(choice.title), follows, large=True)
            button.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
            whole.addWidget(button)
        whole.addSpacing(2 * SPACE)
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._who, 1)
        foot.addWidget(leave)
        whole.addLayout(foot)
        self.setFixedWidth(scaled(620))
        self.setFocus()

    @property
    def who(self) -> str:
        """Who decided, as written; may be empty."""
        return self._who.text().strip()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit answers, Esc leaves; Enter leaves the field, and neither it nor Space answers."""
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.key() == Qt.Key.Key_Space:
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.setFocus()
        elif not self._who.hasFocus() and not event.modifiers() & _HELD and 0 <= place < len(self.choices):
            self._choose(self.choices[place])
        else:
            super().keyPressEvent(event)

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
