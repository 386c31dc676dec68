"""A finding in full: its sentence, what shows it, what it rests on, and what was answered to it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from player.engine.findings import Finding
from player.engine.state import Answer
from player.i18n import _
from player.model.rules import CERTAINTY_TITLES
from player.model.times import clock_text, story_clock_text
from player.review.instrument_wording import ANSWER_TITLES
from player.review.lines import LineKind
from player.review.wording import Wording
from player.ui.instrument.badge import CERTAINTY_LOOKS
from player.ui.instrument.finding_words import (
    DOT,
    ShownRow,
    length_text,
    mark_text,
    rule_title,
    span_text,
)
from player.ui.instrument.ground import Ground
from player.ui.rows import RowView
from player.ui.run.log import KIND_ICONS
from player.ui.scenario.column import TextColumn
from player.ui.scenario.paras import Para
from player.ui.scenario.picklist import OWN_KEYS
from player.ui.theme import MEDIUM_PX, PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import ActionButton, Label, Painted, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.painted import RIGHT, paint_lines, text_width

_ROW_PX = 40
_TIME_WIDEST = "00:00:00"


class SureMark(Painted):
    """The shape of a certainty."""

    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self.setFixedSize(scaled(MEDIUM_PX), scaled(MEDIUM_PX))

    def show_finding(self, finding: Finding) -> None:
        """Show how sure it is."""
        self._finding = finding
        self.setAccessibleName(_(CERTAINTY_TITLES[finding.certainty]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it."""
        if self._finding is not None:
            look = CERTAINTY_LOOKS[self._finding.certainty]
            paint_mark(QPainter(self), self.rect().toRectF(), look, self.theme.tone(look.tone))


class ShownList(RowView):
    """What shows a finding; as high as its rows."""

    def __init__(self) -> None:
        super().__init__(_("What shows it"), paint_shown_row, height_px=_ROW_PX)
        self.own_keys = OWN_KEYS
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: list[ShownRow]) -> None:
        """Show these, all of them."""
        self.rows.set_rows(rows)
        self.setFixedHeight(max(1, len(rows)) * scaled(_ROW_PX))

    def sizeHint(self) -> QSize:  # noqa: N802
        """All rows."""
        return QSize(scaled(200), max(1, len(self.rows.rows)) * scaled(_ROW_PX))


class FindingDetail(QWidget):
    """One finding in full.

    Signals:
        sought: the user wants to see a moment (exercise time in ms).
        wanted: the user opened an entry, to see it in the log (its number).
        answer_wanted: the user wants to answer it.
    """

    sought = Signal(int)
    wanted = Signal(int)
    answer_wanted = Signal()

    def __init__(self, view: DrillView, key: str) -> None:
        super().__init__()
        self._view = view
        self._wording = Wording(view.scenario)
        self._learned = 0
        self._finding: Finding | None = None
        self._mark = SureMark()
        self._rule = Label("", "caption", "soft", wrap=True)
        self._head, self._lower = TextColumn(), TextColumn()
        self._shown = ShownList()
        self._answer = ActionButton(_("Answer …"), "message-square", key, variant="accent")
        self._hint = Label(_("Choose a finding to see what shows it and what it rests on."), "body", "soft", wrap=True)
        self._hint.setContentsMargins(PAD, PAD, PAD, PAD)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = self._make_scroll()
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        foot.addStretch(1)
        foot.addWidget(self._answer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._hint, 1)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)
        self._shown.pressed_at.connect(self._pressed)
        self._shown.opened.connect(self._open)
        self._answer.clicked.connect(self.answer_wanted)
        self.show_finding(None)

    @property
    def finding(self) -> Finding | None:
        """The finding shown."""
        return self._finding

    @property
    def text(self) -> str:
        """What it says beside the entries that show it."""
        return f"{self._rule.text()}\n{self._head.text}\n{self._lower.text}"

    def show_finding(self, finding: Finding | None, *, can_answer: bool = False) -> None:
        """Show this finding; None: nothing is chosen."""
        anew = finding is None or self._finding is None or finding.key != self._finding.key
        self._finding = finding
        self._hint.setVisible(finding is None)
        self._scroll.setVisible(finding is not None)
        self._foot.setVisible(finding is not None and can_answer)
        if finding is None:
            return
        given = self._view.final_state.answers.get(finding.key, ())
        self._mark.show_finding(finding)
        self._rule.setText(f"{finding.rule}{DOT}{rule_title(finding.rule)}")
        self._head.set_paras(head_paras(finding))
        self._shown.show_rows(self._rows(finding))
        self._lower.set_paras([*basis_paras(finding), *self._answer_paras(given)])
        self._answer.show_as(_("Answer again …") if given else _("Answer …"))
        if anew:
            self._scroll.verticalScrollBar().setValue(0)

    def _make_scroll(self) -> QScrollArea:
        inside = Ground()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2 * SPACE, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, PAD, 0)
        head.setSpacing(2 * SPACE)
        head.addWidget(self._mark)
        head.addWidget(self._rule, 1)
        caption = Label(_("What shows it"), "caption", "soft")
        caption.setContentsMargins(PAD, SPACE, PAD, SPACE)
        column.addLayout(head)
        column.addWidget(self._head)
        column.addWidget(caption)
        column.addWidget(self._shown)
        column.addWidget(self._lower)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("card")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(_("The finding in full"))
        return scroll

    def _rows(self, finding: Finding) -> list[ShownRow]:
        entries, voided = self._view.entries, self._view.final_state.voided
        for entry in entries[self._learned :]:  # an action is told with the order it followed
            self._wording.learn(entry.event)
        self._learned = len(entries)
        rows = []
        for seq in finding.events:
            event = entries[seq - 1].event
            line = self._wording.line(event)
            rows.append(ShownRow(seq, event.exercise_ms, line.kind, line.text, seq in voided))
        if not rows:
            text = _("The course of the crowd and of force; no entry of the log tells it.")
            rows.append(ShownRow(0, finding.from_ms, LineKind.SITUATION, text))
        return rows

    def _answer_paras(self, given: tuple[Answer, ...]) -> Iterator[Para]:
        yield Para(_("Answers"), "caption", "soft", gap=2, rule=True)
        if not given:
            yield Para(_("Nobody has answered yet."), "body", "soft")
        state = self._view.final_state
        standing = state.answer_of(self._finding.key) if self._finding is not None else None
        for answer in reversed(given):
            wall = self._view.entries[answer.seq - 1].wall
            stands = standing is not None and answer.seq == standing.seq
            word = _("stands") if stands else _("void") if answer.seq in state.voided else _("answered anew later")
            kind = _(ANSWER_TITLES[answer.kind])
            who = answer.who or _("no name given")
            clock = f"{story_clock_text(wall.local_ms)} {wall.zone}"
            tone = "ink" if stands else "soft"
            yield Para(f"{kind[:1].upper()}{kind[1:]}{DOT}{word}", "strong", tone, mark="✓" if stands else "–", gap=2)
            when = f"{who}{DOT}{clock_text(answer.at_ms, hours=True)}{DOT}{clock}"
            yield Para(when, "small", "soft", indent=1)
            if answer.text:
                yield Para(answer.text, "body", tone, indent=1, quoted=stands)

    def _pressed(self, place: int, _where: QPointF) -> None:
        self._shown.setCurrentIndex(self._shown.rows.index(place))
        self.sought.emit(self._shown.rows.rows[place].at_ms)

    def _open(self, place: int) -> None:
        row: ShownRow = self._shown.rows.rows[place]
        self.sought.emit(row.at_ms)
        if row.seq:
            self.wanted.emit(row.seq)


def head_paras(finding: Finding) -> list[Para]:
    """The sentence of a finding, and when it was."""
    lasts = _("still going on") if finding.lasting else ""
    length = length_text(finding)
    when = DOT.join(filter(None, (span_text(finding), length, lasts, _(CERTAINTY_TITLES[finding.certainty]))))
    return [Para(str(finding.message), "title", gap=1), Para(when, "figure_s", gap=1)]


def basis_paras(finding: Finding) -> list[Para]:
    """What a finding rests on, where that comes from, and what clears it."""
    paras = [
        Para(_("Basis"), "caption", "soft", gap=2),
        Para(str(finding.basis), "body"),
        Para(mark_text(finding), "small", "soft", gap=0),
    ]
    cleared = finding.cleared
    if cleared is not None:
        at = clock_text(cleared.at_ms, hours=True)
        paras += [
            Para(_("Cleared"), "caption", "soft", gap=2),
            Para(f"{at}{DOT}{cleared.message}", "body", mark="✓"),
        ]
    title = _("What keeps it away") if cleared is not None else _("What would clear it")
    return [*paras, Para(title, "caption", "soft", gap=2), Para(str(finding.cleared_by), "body")]


def paint_shown_row(painter: QPainter, box: QRectF, row: ShownRow, theme: Theme) -> None:
    """Paint an entry that shows a finding: its time, its kind as an icon, its words on up to two lines, its number."""
    ink = theme.ink_soft if row.voided else theme.ink
    figures, small = text_font("figure_s"), text_font("small")
    left, right = box.left() + PAD, box.right() - PAD
    width = text_width(figures, _TIME_WIDEST) + 1
    painter.fillRect(QRectF(left - SPACE, box.top() + 3, 2, box.height() - 7), colour(theme.edge))
    left += SPACE
    paint_text(painter, figures, ink, QRectF(left, box.top(), width, box.height()), row.time)
    left += width + 2 * SPACE
    size = scaled(SMALL_PX)
    paint_icon_in(painter, box, left, KIND_ICONS[row.kind], ink, size)
    left += size + 2 * SPACE
    number = f"#{row.seq}" if row.seq else ""
    room = text_width(small, number) + 1 if number else 0
    paint_text(painter, small, theme.ink_soft, QRectF(right - room, box.top(), room, box.height()), number, RIGHT)
    words = QRectF(left, box.top() + 2, right - room - 2 * SPACE - left, box.height() - 5)
    paint_lines(painter, text_font("body"), ink, words, row.text)
    if row.voided:
        painter.fillRect(QRectF(left, box.center().y(), words.width(), 1), colour(ink))
