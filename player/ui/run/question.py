"""The open decision of the phase: its question, the answers, and what follows from each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from player.engine.state import DrillState, Status
from player.i18n import N_, _
from player.model.course import Choice, Decision
from player.ui.actions import ActionTable
from player.ui.keys import stroke_text
from player.ui.run.course import consequence, is_put, put_text, questions
from player.ui.run.panel import DrillPanel
from player.ui.theme import PAD, RULE, SPACE
from player.ui.views import DrillView
from player.ui.widgets import Chip, KeyCap, Label, paint_box
from player.ui.widgets.buttons import KitButton

NAME = "question"
TITLE = N_("Decision")


class AnswerButton(KitButton):
    """An answer: its digit, its words, and what follows from it.

    Args:
        key: the digit printed on it, or empty.
        large: for a sheet; the words then break into lines.
    """

    def __init__(self, key: str, title: str, follows: str, *, large: bool = False) -> None:
        super().__init__()
        self._chosen = False
        self._words = Label(title, "title" if large else "strong", wrap=large)
        self._follows = Label(follows, "body" if large else "small", "soft", wrap=large)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._words)
        lines.addWidget(self._follows)
        whole = QHBoxLayout(self)
        pad = 2 * SPACE if large else SPACE
        whole.setContentsMargins(PAD, pad, PAD, pad)
        whole.setSpacing(PAD)
        if key:
            whole.addWidget(KeyCap(key))
        whole.addLayout(lines, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(large)
        self.setSizePolicy(policy)
        self.setAccessibleName(" ".join(filter(None, (key, title, follows))))

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001
        """Show whether it is the one chosen, where choosing is not yet doing."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Its height; of its width some may be left out."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground and outline under the words."""
        theme = self.theme
        painter = QPainter(self)
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        down = self.isDown() or self._chosen
        ground = theme.surfaces.selected if down else theme.surfaces.hover if over else theme.surfaces.panel
        edge, line_px = (theme.tones.accent.text, RULE) if self._chosen else (theme.edge, 1)
        paint_box(painter, self.rect().toRectF(), ground, edge, line_px=line_px)
        if self.shows_focus:
            paint_box(painter, self.rect().toRectF(), None, theme.focus, line_px=RULE + 1)


class QuestionPanel(DrillPanel):
    """The decision that is open: in one line until its question is put, then large, with its answers."""

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(TITLE), pad_px=2 * SPACE)
        self._when = Chip("", "clock")
        self.add_to_strip(self._when)
        if view.live:
            self.add_to_strip(KeyCap(stroke_text(actions["decide"].strokes[0])))
        self._early = Label("", "strong")
        self._ask = Label("", "title", wrap=True)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(SPACE)
        self._shown: tuple[object, ...] = ()
        self.body.setSpacing(2 * SPACE)
        self.body.addWidget(self._early)
        self.body.addWidget(self._ask)
        self.body.addLayout(self._answers)
        self.hide()
        view.changed.connect(self.refresh)
        view.second_passed.connect(self._show_time)
        self.refresh()

    @property
    def is_asking(self) -> bool:
        """Whether a question stands that has been put."""
        open_ones = _open_questions(self.view.state)
        return bool(open_ones) and is_put(self.view.state, open_ones[0])

    def height_at(self, width: int) -> int:
        """The height it needs at this width, in px."""
        # The layout of the whole panel hears of a change of words only later.
        inside = width - 2
        words = (
            self.body.totalHeightForWidth(inside) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        )
        return words + self.height_of_strip + 2

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Be as high as the words need."""
        super().resizeEvent(event)
        self.setFixedHeight(self.height_at(self.width()))

    def refresh(self) -> None:
        """Show the decision to take first; hidden where none is open."""
        state = self.view.state
        open_ones = _open_questions(state)
        if self.parent() is not None:  # shown before it has its place, it would be a window of its own
            self.setVisible(bool(open_ones))
        if not open_ones:
            self._shown = ()
            return
        decision = open_ones[0]
        put = is_put(state, decision)
        follows = tuple(consequence(state, choice) for choice in decision.choices)
        if self._shown != (decision.id, put, follows):
            self._shown = (decision.id, put, follows)
            self._show(decision, follows, put=put)
        self._show_time()

    def _show(self, decision: Decision, follows: tuple[str, ...], *, put: bool) -> None:
        self._early.setText(str(decision.ask))
        self._ask.setText(str(decision.ask))
        self._early.setVisible(not put)
        self._ask.setVisible(put)
        while (item := self._answers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if put:
            for place, choice in enumerate(decision.choices):
                button = self._answer(place, choice, follows[place])
                self._answers.addWidget(button)
                button.show()  # at once, or the height is measured without it
        self.setFixedHeight(self.height_at(self.width()))

    def _answer(self, place: int, choice: Choice, follows: str) -> AnswerButton:
        button = AnswerButton(str(place + 1) if self.view.live else "", str(choice.title), follows)
        button.setEnabled(self.view.live)
        button.clicked.connect(self._open_sheet)
        return button

    def _open_sheet(self) -> None:
        self.table["decide"].do()

    def _show_time(self) -> None:
        state = self.view.state
        open_ones = _open_questions(state)
        if open_ones:
            put = is_put(state, open_ones[0])
            text = put_text(state, open_ones[0], self.view.now_ms)
            tone, look = ("warn", "solid") if put else ("neutral", "soft")
            self._when.show_as(text, "circle-help" if put else "clock", tone, look)
            self._when.setVisible(bool(text))


def _open_questions(state: DrillState) -> list[Decision]:
    return questions(state) if state.status in {Status.RUNNING, Status.HELD} else []
