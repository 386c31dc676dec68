"""What the rules found: the list of findings, and the one chosen in full."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from player.engine.findings import Finding
from player.i18n import N_, _
from player.model.events import AnswerKind
from player.ui.actions import ActionTable
from player.ui.instrument.answer import can_answer
from player.ui.instrument.badge import CERTAINTY_LOOKS
from player.ui.instrument.finding_detail import FindingDetail
from player.ui.instrument.finding_words import (
    DOT,
    FindingRow,
    FindingsByTime,
    any_rule,
    in_reading_order,
    newest_open,
    row_of,
)
from player.ui.instrument.memory import remember
from player.ui.instrument.segments import Segments
from player.ui.keys import stroke_text
from player.ui.run.panel import DrillPanel
from player.ui.scenario.picklist import MOVING_KEYS, OWN_KEYS, PickList, paint_ground
from player.ui.theme import GAP, MEDIUM_PX, PAD, SMALL_PX, SPACE, Theme, scaled, text_font
from player.ui.views import DrillView
from player.ui.widgets import EmptyHint, paint_icon_in, paint_mark, paint_text
from player.ui.widgets.painted import RIGHT, paint_lines, text_width

NAME = "findings"
TITLE = N_("Findings")
NO_VERDICT = N_("findings, not verdicts")
"""Stands over the list, always."""

OPEN, ALL = "open", "all"
"""The two things the list can show."""

_WIDE_PX, _NARROW_PX = 66, 84
_WIDE_FROM_PX = 520
_ANSWER_ICONS = {
    AnswerKind.ACCEPTED: "check",
    AnswerKind.EXPLAINED: "message-square",
    AnswerKind.DISMISSED: "x",
}
_RULE_WIDEST = "R14"
_FEW = 200
"""With more findings than this, not all of their rows are made anew for every moment."""


class FindingsPanel(DrillPanel):
    """What the rules found in a drill, in a list, and the chosen finding in full.

    Until somebody picks one, the one chosen in a drill under way is the one to answer first.

    Signals:
        picked: another finding is chosen (its key, may be empty).
        sought: the user wants to see a moment (exercise time in ms).
        wanted: the user opened an entry, to see it in the log (its number).
    """

    picked = Signal(str)
    sought = Signal(int)
    wanted = Signal(int)

    def __init__(self, view: DrillView, actions: ActionTable) -> None:
        super().__init__(view, actions, _(NO_VERDICT), pad_px=0)
        self.setAccessibleName(f"{_(TITLE)}: {_(NO_VERDICT)}")
        self._findings: dict[str, Finding] = {}
        self._by_time = FindingsByTime(())
        self._lasts = False
        self._chosen = ""
        self._by_hand = False
        self._dirty = self._wide_rows = True
        self.filter = Segments(_("Findings shown"), [(OPEN, ""), (ALL, "")])
        remember(view, NAME, self.filter)
        self.filter.chosen.connect(lambda _value: self.refresh())
        self.list = PickList(_(TITLE), self._paint_row, height_px=_height_of)
        self.list.own_keys = MOVING_KEYS | OWN_KEYS
        self.list.pressed_at.connect(lambda place, _where: self._press(place))
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _place: self.answer())
        strokes = actions["answer_finding"].strokes
        self.detail = FindingDetail(view, stroke_text(strokes[0]) if strokes else "")
        self.detail.sought.connect(self.sought)
        self.detail.wanted.connect(self.wanted)
        self.detail.answer_wanted.connect(self.answer)
        self._empty = QWidget()
        self._hint: EmptyHint | None = None
        self._hint_said: tuple[str, str] | None = None
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setHandleWidth(GAP)
        self._halves.setChildrenCollapsible(False)
        self._lay_out()
        view.judged.connect(self._note)
        view.second_passed.connect(self._follow_time)
        view.moved.connect(self._follow_moment)
        self.refresh()

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen, or None."""
        return self._findings.get(self._chosen)

    @property
    def picked_key(self) -> str:
        """Key of the finding somebody picked, or empty: none was, and the list follows the one to answer first."""
        return self._chosen if self._by_hand else ""

    def select(self, key: str) -> None:
        """Choose the finding of this key; where the list leaves it out, it shows all."""
        if key not in {finding.key for finding in self.view.findings}:
            return
        self._chosen, self._by_hand = key, True
        self.refresh()
        row = next((row for row in self.list.rows.rows if row.key == key), None)
        if row is None or not row.is_open:
            self.filter.put(ALL)
            self.refresh()

    def answer(self) -> None:
        """Ask for an answer to the finding chosen."""
        action = self.table["answer_finding"]
        if self.chosen is not None and can_answer(self.view) and action.enabled():
            action.do()

    def refresh(self) -> None:
        """Show them as they stand."""
        self._dirty = False
        view = self.view
        found = view.findings
        self._findings = {finding.key: finding for finding in found}
        self._lasts = any(finding.lasting for finding in found)
        before = self._chosen
        first = newest_open(found, view.final_state) if view.live and not self._by_hand else None
        if first is not None:
            self._chosen = first.key
        now_ms = view.now_ms
        rows = [
            row_of(
                finding,
                view.answer_of(finding),
                later=not view.live and finding.from_ms > now_ms,
                wide=self._wide_rows,
            )
            for finding in found
        ]
        waiting = sum(row.is_open for row in rows)
        self.filter.name(OPEN, _("Not answered {n}").format(n=waiting))
        self.filter.name(ALL, _("All {n}").format(n=len(rows)))
        wanted = self.filter.value
        shown = in_reading_order(row for row in rows if wanted == ALL or row.is_open or row.key == self._chosen)
        self.list.show_rows(shown, self._chosen)
        chosen = self.list.chosen
        self._chosen = chosen.key if chosen is not None else ""
        self._show_detail()
        self._halves.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if not shown:
            self._say_empty(answered=len(rows))
        if self._chosen != before:
            self.picked.emit(self._chosen)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take in what happened while it was hidden."""
        super().showEvent(event)
        if self._dirty:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the finding chosen beside the list, or under it where there is more height than width."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(760) or self.width() > 1.2 * self.height()
        side = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if side != self._halves.orientation():
            self._halves.setOrientation(side)
            self._halves.setSizes([500, 500] if wide else [430, 570])
        wide_rows = (self.width() // 2 if wide else self.width()) >= scaled(_WIDE_FROM_PX)
        if wide_rows != self._wide_rows:
            self._wide_rows = wide_rows
            self._note()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(PAD, 2 * SPACE, PAD, 2 * SPACE)
        bar.addWidget(self.filter)
        bar.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._halves.addWidget(left)
        self._halves.addWidget(self.detail)
        self._halves.setSizes([500, 500])
        holder = QVBoxLayout(self._empty)
        holder.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(bar)
        self.body.addWidget(self._halves, 1)
        self.body.addWidget(self._empty, 1)

    def _say_empty(self, *, answered: int) -> None:
        """Say what it means that nothing is listed, which is no praise."""
        if self.view.findings_awaited:
            text = _("In a long session that takes a moment. All else can be looked at meanwhile.")
            said = _("The findings are being worked out …"), text
        elif not any_rule(self.view.scenario):
            said = _("The script has no rule applied"), _("All of them are switched off, so nothing is looked for.")
        elif answered:
            said = _("All findings are answered or cleared"), _("“All” lists them with their answers.")
        else:
            text = _(
                "The rules look only at what is recorded. What nobody recorded they cannot see, so this says nothing "
                "about how well the drill went."
            )
            said = _("No findings up to now"), text
        if said != self._hint_said:
            self._hint_said = said
            layout = self._empty.layout()
            if self._hint is not None:
                self._hint.deleteLater()
            self._hint = EmptyHint("file-check", *said)
            if layout is not None:
                layout.addWidget(self._hint)

    def _show_detail(self) -> None:
        self.detail.show_finding(self.chosen, can_answer=can_answer(self.view))

    def _picked(self, place: int) -> None:
        self._chosen = self.list.rows.rows[place].key
        self._take_over()
        self._show_detail()
        self.picked.emit(self._chosen)
        self._lead()

    def _press(self, place: int) -> None:
        """Leave it to the user, and go there again where it is chosen already."""
        self._take_over()
        if self.list.rows.rows[place].key == self._chosen:
            self._lead()

    def _lead(self) -> None:
        """In a saved session go to where the finding chosen begins, as the lists of the assessment do."""
        chosen = self.chosen
        if not self.view.live and chosen is not None and chosen.from_ms != self.view.now_ms:
            self.sought.emit(chosen.from_ms)

    def _take_over(self) -> None:
        """Leave the one chosen to the user from now on."""
        self._by_hand = True

    def _follow_moment(self) -> None:
        """Choose the finding at the moment shown, unless the one chosen is of that moment."""
        now_ms, chosen, found = self.view.now_ms, self.chosen, self.view.findings
        nearest = chosen
        if chosen is None or not chosen.from_ms <= now_ms <= chosen.to_ms:
            if found is not self._by_time.findings:
                self._by_time = FindingsByTime(found)
            nearest = self._by_time.nearest(now_ms)
        is_other = nearest is not None and nearest.key != self._chosen
        if len(found) <= _FEW or nearest is None or not self.isVisible():
            if is_other and nearest is not None:
                self._chosen, self._by_hand = nearest.key, False
            self._note()
            return
        self.list.viewport().update()  # each row is painted as it stands now
        if is_other:
            self.list.choose(nearest.key)
            if self.list.chosen is None:
                self._note()
                return
            self._chosen, self._by_hand = nearest.key, False
            self._show_detail()

    def _paint_row(self, painter: QPainter, box: QRectF, row: FindingRow, theme: Theme) -> None:
        finding = self._findings.get(row.key)
        later = finding is not None and not self.view.live and finding.from_ms > self.view.now_ms
        paint_finding_row(painter, box, row if later == row.later else replace(row, later=later), theme)

    def _note(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._dirty = True

    def _follow_time(self) -> None:
        """Let the spans of what still goes on grow."""
        if self._lasts:
            self._note()


def _height_of(row: FindingRow) -> int:
    return _WIDE_PX if row.wide else _NARROW_PX


def paint_finding_row(painter: QPainter, box: QRectF, row: FindingRow, theme: Theme) -> None:
    """Paint a finding: how sure as a shape, rule, sentence, when; below it how sure in words, and whether answered."""
    paint_ground(painter, box, theme, chosen=row.chosen)
    faint = row.later or not row.is_open
    ink = theme.ink_soft if faint else theme.ink
    look = CERTAINTY_LOOKS[row.certainty]
    if faint:
        look = look._replace(tone="neutral", hollow=True)
    left, right = box.left() + PAD, box.right() - PAD
    size = scaled(MEDIUM_PX)
    line = (box.height() - 2 * SPACE) / (3.2 if row.wide else 4.3)
    upper = QRectF(box.left(), box.top() + SPACE, box.width(), 2 * line)
    lower = QRectF(box.left(), upper.bottom() + 1, box.width(), 1.1 * line)
    paint_mark(painter, QRectF(left, round(upper.center().y() - size / 2), size, size), look, theme.tone(look.tone))
    left += size + 2 * SPACE
    figures, small = text_font("figure_s"), text_font("small")
    width = text_width(figures, _RULE_WIDEST) + 2 * SPACE
    paint_text(painter, figures, ink, QRectF(left, upper.top(), width, upper.height()), row.rule)
    left += width
    words = QRectF(left, upper.top(), right - left, upper.height())
    paint_lines(painter, text_font("body" if faint else "strong"), ink, words, row.text)
    icon = "circle-help" if row.is_open else "circle-check" if row.answer is None else _ANSWER_ICONS[row.answer]
    room = text_width(small, row.answered) + 1
    paint_text(painter, small, ink, QRectF(right - room, lower.top(), room, lower.height()), row.answered, RIGHT)
    mark = scaled(SMALL_PX)
    paint_icon_in(painter, lower, right - room - mark - SPACE, icon, ink, mark)
    width = text_width(figures, row.span) + 1
    paint_text(painter, figures, ink, QRectF(left, lower.top(), width, lower.height()), row.span)
    tone = theme.tones.warn.text if row.lasting and not faint else theme.ink_soft
    told = DOT.join(filter(None, (row.sure, row.state)))
    if row.wide:
        left += width + 2 * SPACE
        place = QRectF(left, lower.top(), right - room - mark - 3 * SPACE - left, lower.height())
    else:
        place = QRectF(left, lower.bottom(), right - left, lower.height())
    paint_text(painter, small, tone, place, told)
