"""The question what a gap in the time counts as: a digit chooses, Enter confirms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from player.i18n import _
from player.model.events import GapAs
from player.ui.gap.words import too_long_text, working_text
from player.ui.run.question import AnswerButton
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

CALM_MS = 700
"""For this long after it came no key counts: whoever was typing meant something else."""

_ANSWERS = (GapAs.HOLD, GapAs.ELAPSED)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Answer(AnswerButton):
    """An answer whose consequences may become known later."""

    def __init__(self, key: str, title: str, follows: str) -> None:
        super().__init__(key, title, follows, large=True)
        self._spoken = f"{key} {title}"

    def show_follows(self, follows: str) -> None:
        """Say what follows from it."""
        self._follows.setText(follows)
        self.setAccessibleName(f"{self._spoken} {follows}")
        for layout in self.findChildren(QLayout):  # each keeps the height it knew
            layout.invalidate()
        self.updateGeometry()


class GapSheet(Sheet):
    """Asks what a gap counts as. Nothing is chosen at first, and Enter alone chooses nothing.

    Args:
        gap: what happened.
        hold: what follows when it counts as a hold.
        now_ms: gives time to measure with.

    Attributes:
        chosen: the answer chosen, or None.
    """

    def __init__(self, gap: str, hold: str, now_ms: Callable[[], int], parent: QWidget) -> None:
        super().__init__(_("A gap in the time"), parent)
        self.chosen: GapAs | None = None
        self._now_ms = now_ms
        self._calm_until_ms = now_ms() + CALM_MS
        self._can_elapse = False
        whole = self.column
        whole.addWidget(Label(gap, "heading", wrap=True))
        whole.addWidget(
            Label(_("The exercise is on hold since then. What does that time count as?"), "body", wrap=True)
        )
        whole.addSpacing(2 * SPACE)
        self._buttons = {
            GapAs.HOLD: _Answer("1", _("As a hold"), hold),
            GapAs.ELAPSED: _Answer("2", _("As exercise time"), working_text()),
        }
        for answer, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, answer=answer: self._choose(answer))
            whole.addWidget(button)
        whole.addSpacing(2 * SPACE)
        self._ask = Label(self._advice(), "body", "soft", wrap=True)
        whole.addWidget(self._ask)
        self._confirm = ActionButton(_("Confirm"), "check", "Enter", variant="accent")
        self._confirm.clicked.connect(self._done)
        later = ActionButton(_("Later"), "x", "Esc", variant="quiet")
        later.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._confirm)
        foot.addStretch(1)
        foot.addWidget(later)
        whole.addLayout(foot)
        self.setFixedWidth(scaled(640))
        self._choose(None)
        self.setFocus()

    def show_consequences(self, lines: Sequence[str] | None) -> None:
        """Say what follows when the gap counts as elapsed; None: it cannot."""
        self._can_elapse = lines is not None
        elapsed = self._buttons[GapAs.ELAPSED]
        elapsed.show_follows(too_long_text() if lines is None else "\n".join(lines))
        elapsed.setEnabled(self._can_elapse)
        self._choose(self.chosen)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the words need at this width, in the middle of the window."""
        self._fit()
        window = self.parentWidget()
        if window is not None:
            # Right after a session is opened some window managers would put it in the corner, its title off the screen.
            self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A digit chooses, Enter does what is chosen, Esc leaves the question open; Space does nothing."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.modifiers() & _HELD or self._now_ms() < self._calm_until_ms:
            return
        if 0 <= place < len(_ANSWERS):
            self._choose(_ANSWERS[place])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()

    def _advice(self) -> str:
        return _("1 or 2 chooses, Enter confirms. With Esc it stays open; F9 resumes and counts it as a hold.")

    def _choose(self, answer: GapAs | None) -> None:
        if answer is GapAs.ELAPSED and not self._can_elapse:
            answer = self.chosen if self.chosen is GapAs.HOLD else None
        self.chosen = answer
        for one, button in self._buttons.items():
            button.set_chosen(one is answer)
        self._confirm.setEnabled(answer is not None)

    def _done(self) -> None:
        if self.chosen is None:
            self._ask.set_tone("alarm")
            self._ask.setText(_("Choose with 1 or 2 first. {advice}").format(advice=self._advice()))
            self._fit()
            return
        self.accept()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
