"""Going to a phase by name: over one that may be passed over, back, or aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from player.engine.state import DrillState
from player.i18n import _
from player.model.course import Phase
from player.model.times import clock_text
from player.ui.run.course import next_phase, open_text, phase_place
from player.ui.run.question import AnswerButton
from player.ui.sheets import Sheet
from player.ui.theme import SPACE, scaled
from player.ui.widgets import ActionButton, Label

PHASE_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Keys of the phases on the sheet, in order."""

_WIDE_FROM = 9
"""So many phases are laid out in two columns."""


class PhaseSheet(Sheet):
    """Every phase of the script; a letter chooses one, Enter goes there.

    Attributes:
        phases: those on offer.
        phase: the phase chosen, or None. Read after `exec`.
    """

    def __init__(self, state: DrillState, parent: QWidget) -> None:
        super().__init__(_("Go to a phase"), parent)
        self.phase: Phase | None = None
        self.phases = sorted(state.scenario.phases, key=lambda one: state.scenario.phase_number(one.id))
        self._buttons: list[AnswerButton] = []
        self._go = ActionButton(_("Go there"), "skip-forward", "Enter", variant="primary", size="large")
        self._go.setEnabled(False)
        self._go.clicked.connect(self._accept_chosen)
        self._hint = Label(_("A letter chooses a phase, Enter goes there."), "body", "soft", wrap=True)
        self.column.addWidget(Label(_("Go to a phase"), "heading"))
        self.column.addWidget(self._hint)
        self.column.addWidget(self._make_list(state))
        leave = ActionButton(_("Cancel"), "x", "Esc", variant="quiet")
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self._go)
        self.column.addLayout(foot)
        self.setFixedWidth(scaled(900 if len(self.phases) >= _WIDE_FROM else 560))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """A letter chooses, Enter goes there, Esc leaves."""
        key = event.key()
        if event.isAutoRepeat() or key == Qt.Key.Key_Space:
            return
        place = PHASE_KEYS.find(chr(key)) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else -1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._accept_chosen()
        elif 0 <= place < len(self.phases) and not event.modifiers():
            self._choose(self.phases[place])
        else:
            super().keyPressEvent(event)

    def _choose(self, phase: Phase) -> None:
        self.phase = phase
        for one, button in zip(self.phases, self._buttons, strict=True):
            button.set_chosen(one is phase)
        self._hint.setText(_("Enter goes to “{title}”.").format(title=phase.title))
        self._hint.set_tone("accent")
        self._go.setEnabled(True)

    def _accept_chosen(self) -> None:
        if self.phase is not None:
            self.accept()

    def _make_list(self, state: DrillState) -> QScrollArea:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE)
        columns = 2 if len(self.phases) >= _WIDE_FROM else 1
        rows = -(-len(self.phases) // columns)
        for place, phase in enumerate(self.phases):
            key = PHASE_KEYS[place] if place < len(PHASE_KEYS) else ""
            button = AnswerButton(key, str(phase.title), _about(state, phase))
            button.clicked.connect(lambda _checked=False, phase=phase: self._choose(phase))
            self._buttons.append(button)
            grid.addWidget(button, place % rows, place // rows)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(rows, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        page.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setMinimumHeight(min(scaled(440), page.sizeHint().height()))
        return scroll


def _about(state: DrillState, phase: Phase) -> str:
    """What there is to know of a phase before going there."""
    runs = [run for run in state.phases if run.phase == phase.id]
    after = next_phase(state)
    left = len(state.open_items(phase.id))
    said = (
        phase_place(state.scenario, phase),
        _("now") if runs and runs[-1] is state.phase_run else _("played") if runs else "",
        _("comes next") if after is not None and after.id == phase.id else "",
        _("may be passed over") if phase.optional else "",
        _("planned {time}").format(time=clock_text(phase.planned_ms)),
        open_text(left) if left else "",
    )
    return " · ".join(filter(None, said))
