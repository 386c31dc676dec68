"""The times of the exercise: when each phase to come will begin and end, and what moves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from player.i18n import _
from player.model.events import Rest
from player.model.times import clock_text
from player.review.outlook import PhaseOutlook, outlook, story_time_text
from player.ui.actions import ActionTable
from player.ui.choices import Choices, Name
from player.ui.rows import RowView, paint_bar, part_of
from player.ui.run.course import bounds_text
from player.ui.run.question import AnswerButton
from player.ui.run.rests import REST_TEXTS, REST_TITLES, over_text
from player.ui.sheets import Sheet
from player.ui.theme import GAP, PAD, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label, paint_text
from player.ui.widgets.painted import RIGHT, text_width

_WIDTH_PX, _AROUND_PX, _LEAST_ROWS = 900, 340, 2
_BESIDE_PX = 6 * GAP
_ROW_PX = 32
_MOVES = {
    Qt.Key.Key_Plus: "phase_longer",
    Qt.Key.Key_Equal: "phase_longer",
    Qt.Key.Key_Minus: "phase_shorter",
    Qt.Key.Key_Right: "injects_later",
    Qt.Key.Key_Left: "injects_sooner",
}


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A phase as the sheet shows it; ``change``: by how much it is planned longer or shorter than by the script."""

    title: str
    span: str
    planned: str
    change: str
    bounds: str
    now: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return " ".join(filter(None, (self.title, self.span, self.planned, self.change, self.bounds)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return self.title


class TimesSheet(Sheet):
    """When the phases end; + and −, and the arrows, move them; a digit says what that does to the rest.

    Args:
        view: the live drill.
        actions: what moves the times.
        choices: keeps what a changed phase does to the rest.
        parent: the window.
    """

    def __init__(self, view: DrillView, actions: ActionTable, choices: Choices, parent: QWidget) -> None:
        super().__init__(_("Timing"), parent)
        self._view, self._table, self._choices = view, actions, choices
        self._end = Label("", "title")
        self._over = Label("", "body", wrap=True)
        self._said = Label("", "body", "alarm", wrap=True)
        self.list = RowView(_("Timing"), paint_time_row, height_px=_ROW_PX, clickable=False)
        self.rests: dict[Rest, AnswerButton] = {}
        self._lay_out()
        view.second_passed.connect(self.refresh)
        view.changed.connect(self._forget)
        view.said.connect(self._hear)
        choices.changed.connect(self.refresh)
        self.refresh()
        self.setFocus()

    @property
    def rows(self) -> list[TimeRow]:
        """What the list shows."""
        return list(self.list.rows.rows)

    @property
    def words(self) -> tuple[str, str]:
        """When the exercise ends, and how far that is from the script."""
        return self._end.text(), self._over.text()

    def refresh(self) -> None:
        """Show the times as they stand."""
        state, starts_ms = self._view.state, self._view.scenario.place.starts_ms
        look = outlook(state, self._view.now_ms)
        self.list.rows.set_rows([self._row(one) for one in look.phases])
        ends = story_time_text(starts_ms, look.end_ms)
        self._end.setText(_("The exercise ends at {time} (story time)").format(time=ends))
        script = story_time_text(starts_ms, look.script_end_ms)
        over = over_text(look.over_ms)
        if not over:
            text = _("As the script plans it.")
        elif look.over_ms > 0:
            text = _("{over}: over. The script plans {time}.").format(over=over, time=script)
        else:
            text = _("{over}: under. The script plans {time}.").format(over=over, time=script)
        self._over.setText(text)
        self._over.set_tone("alarm" if look.over_ms > 0 and over else "soft")
        for rest, button in self.rests.items():
            button.set_chosen(rest is self._choices.rest)

    def choose(self, rest: Rest) -> None:
        """Choose what a changed phase does to the rest."""
        self._choices.choose(Name.REST, rest.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """1 and 2 choose, + and − change the phase, the arrows shift what waits; Esc leaves, Space does nothing."""
        key = Qt.Key(event.key())
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        if key in _MOVES:
            self._move(_MOVES[key])
        elif 0 <= place < len(self.rests) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose(tuple(self.rests)[place])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be as high as the phases need, but no higher than the window."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.size()
        across = min(scaled(_WIDTH_PX), room.width() - _BESIDE_PX)
        wanted = scaled(_AROUND_PX + _ROW_PX * max(_LEAST_ROWS, len(self.rows)))
        self.setFixedSize(across, min(wanted, room.height() - _BESIDE_PX))
        super().showEvent(event)

    def _row(self, one: PhaseOutlook) -> TimeRow:
        scenario = self._view.scenario
        starts_ms, phase = scenario.place.starts_ms, scenario.phase_by_id[one.phase]
        span = f"{story_time_text(starts_ms, one.start_ms)} – {story_time_text(starts_ms, one.end_ms)}"
        planned, change = clock_text(one.planned_ms), over_text(one.changed_ms)
        return TimeRow(str(phase.title), span, planned, change, bounds_text(phase), one.under_way)

    def _move(self, action: str) -> None:
        one = self._table[action]
        if one.enabled():
            self._said.setText("")
            one.do()

    def _forget(self) -> None:
        self._said.setText("")
        self.refresh()

    def _hear(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        if warning:
            self._said.setText(text)

    def _lay_out(self) -> None:
        self.column.addWidget(self._end)
        self.column.addWidget(self._over)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(Label(_("+ and − on the present phase:"), "caption", "soft"))
        rests = QHBoxLayout()
        rests.setSpacing(2 * SPACE)
        for place, rest in enumerate(Rest, start=1):
            button = AnswerButton(str(place), _(REST_TITLES[rest]), _(REST_TEXTS[rest]), large=True)
            button.clicked.connect(lambda _checked=False, rest=rest: self.choose(rest))
            self.rests[rest] = button
            rests.addWidget(button, 1)
        self.column.addLayout(rests)
        self.column.addWidget(self._said)
        moves = QHBoxLayout()
        moves.setSpacing(2 * SPACE)
        for action, key in (
            ("phase_shorter", "−"),
            ("phase_longer", "+"),
            ("injects_sooner", "←"),
            ("injects_later", "→"),
        ):
            one = self._table[action]
            mover = ActionButton(one.text, "", key)
            mover.counts_fast_clicks = True
            mover.clicked.connect(self._mover(action))
            moves.addWidget(mover)
        moves.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addLayout(moves)
        self.column.addLayout(foot)
        self.add_close()

    def _mover(self, action: str) -> Callable[[], None]:
        return lambda: self._move(action)


def paint_time_row(painter: QPainter, box: QRectF, row: TimeRow, theme: Theme) -> None:
    """Paint a phase: its title, from when to when, its length, the change, and its bounds."""
    if row.now:
        painter.fillRect(box, colour(theme.tones.accent.soft))
        paint_bar(painter, box, theme.tones.accent)
    figures, small = text_font("figure_s"), text_font("small")
    right = box.right() - PAD
    columns = (
        (row.bounds, small, text_width(small, "≥ 00:00, ≤ 00:00"), theme.ink_soft),
        (row.change, figures, text_width(figures, "+00:00"), theme.tones.warn.text),
        (row.planned, figures, text_width(figures, "0:00:00"), theme.ink),
        (row.span, figures, text_width(figures, "00:00 (+1 d) – 00:00 (+1 d)"), theme.ink),
    )
    for text, font, width, ink in columns:
        paint_text(painter, font, ink, part_of(box, right - width, width), text, RIGHT)
        right -= width + 3 * SPACE
    font = text_font("strong" if row.now else "body")
    paint_text(painter, font, theme.ink, part_of(box, box.left() + PAD, right - box.left() - PAD), row.title)
