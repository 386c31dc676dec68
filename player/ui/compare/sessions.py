"""The list of sessions to choose from, which is the legend of the figure, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from player.i18n import _
from player.model.times import SECOND_MS, clock_text
from player.review.comparing import Comparison
from player.review.comparing_wording import plan_note
from player.session.store import SessionState, SessionSummary
from player.ui.compare.lines import badge_width, paint_badge, paint_sample
from player.ui.compare.work import CompareWork
from player.ui.home.rows import STATE_LOOKS
from player.ui.scenario.picklist import PickList, paint_ground
from player.ui.theme import PAD, SMALL_PX, SPACE, Theme, colour, scaled, text_font
from player.ui.widgets import EmptyHint, Panel, paint_icon_in, paint_text
from player.ui.widgets.painted import RIGHT, text_width

_ROW_PX, _HEADING_PX = 46, 24
_SAMPLE_PX = 30
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session, the plan, or a heading.

    Attributes:
        key: its file, or `PLAN`.
        right: what stood in it at the cursor, or how long it is.
        place: its column, or None.
        alarm: something is wrong with it.
    """

    key: str
    title: str
    detail: str = ""
    right: str = ""
    ticked: bool = False
    place: int | None = None
    looked_at: bool = False
    alarm: bool = False
    tip: str = ""
    chosen: bool = False
    heading: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        tick = _("chosen") if self.ticked else ""
        return ", ".join(filter(None, (self.title, self.detail, self.right, tick)))


def session_rows(work: CompareWork) -> list[SessionRow]:
    """The plan, the sessions of the same script, then all others."""
    chosen = work.choice.paths
    scripts = {one.scenario for path in chosen if (one := work.summary_of(path)) is not None}
    every = [_row(work, one) for one in work.sessions or ()]
    same = [row for row, one in zip(every, work.sessions or (), strict=True) if one.scenario in scripts]
    others = [row for row, one in zip(every, work.sessions or (), strict=True) if one.scenario not in scripts]
    if not scripts:
        return others
    rows = [_plan_row(work), *same]
    if others:
        rows.append(SessionRow("others", _("Of other scenarios"), heading=True))
    return [*rows, *others]


def _plan_row(work: CompareWork) -> SessionRow:
    place = work.place_of(None)
    row = SessionRow(
        PLAN, _("Plan of the script"), _("as it is rehearsed"), ticked=work.choice.with_plan, tip=plan_note()
    )
    return _on_board(work, row, place)


def _row(work: CompareWork, glance: SessionSummary) -> SessionRow:
    one = work.as_read(glance)
    word, _icon, _tone = STATE_LOOKS[one.state]
    problem = work.problems.get(one.path, "")
    title = f"{one.started.local:%Y-%m-%d %H:%M}" if one.started is not None else one.path.name
    told = [] if one.state is SessionState.FINISHED else [_(word)]
    detail = " · ".join([*told, one.path.stem])
    ticked = one.path in work.choice.paths
    tip = "\n".join(filter(None, (problem, str(one.title), str(one.path))))
    amiss = bool(problem) or one.state in {SessionState.DAMAGED, SessionState.UNREADABLE}
    row = SessionRow(str(one.path), title, problem or detail, clock_text(one.length_ms), ticked, alarm=amiss, tip=tip)
    return _on_board(work, row, work.place_of(one.path) if ticked else None)


def _on_board(work: CompareWork, row: SessionRow, place: int | None) -> SessionRow:
    comparison, cursor = work.board.comparison, work.board.cursor
    if place is None or comparison is None:
        return row
    right = row.right if cursor is None else _standing(comparison, place, cursor)
    return replace(row, place=place, right=right, looked_at=place == work.board.place)


def _standing(comparison: Comparison, place: int, cursor: int) -> str:
    """Tension and stage of force of a drill at the cursor: "62 · F4"."""
    ms = comparison.alignment.placed[place].own_ms(cursor)
    if ms is None:
        return "–"
    columns = comparison.subjects[place].fold.crowd.columns()
    at = min(ms // SECOND_MS, len(columns["tension"]) - 1)
    return f"{columns['tension'][at]:.0f} · F{int(columns['force'][at])}"


class SessionsPanel(Panel):
    """The list.

    Signals:
        ticked: a session is to be compared, or no longer (its file; None: the plan).
    """

    ticked = Signal(object)

    def __init__(self, work: CompareWork) -> None:
        super().__init__(_("Sessions"), pad_px=0)
        self._work = work
        self.list = PickList(
            _("Sessions to compare"),
            session_painter(lambda: work.board.comparison),
            height_px=lambda row: _HEADING_PX if row.heading else _ROW_PX,
        )
        self._hint = EmptyHint("history", _("No sessions"), _("Every drill you run is saved and stands here."))
        self.set_body(self.list)
        self.set_body(self._hint)
        self.list.pressed_at.connect(lambda place, _where: self._press(place))
        for signal in (work.changed, work.board.shown, work.board.placed, work.board.moved):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the sessions as they stand now."""
        rows = session_rows(self._work)
        chosen: SessionRow | None = self.list.chosen
        self.list.show_rows(rows, chosen.key if chosen is not None else PLAN)
        self.list.scheduleDelayedItemsLayout()
        self.list.setVisible(bool(rows))
        self._hint.setVisible(not rows and self._work.sessions is not None)

    @property
    def path(self) -> Path | None:
        """File of the row chosen, or None."""
        row: SessionRow | None = self.list.chosen
        return None if row is None or row.heading or row.key == PLAN else Path(row.key)

    def tick(self) -> None:
        """Compare the row chosen, or no longer."""
        row: SessionRow | None = self.list.chosen
        if row is not None and not row.heading:
            self.ticked.emit(self.path)

    def choose(self, path: Path | None) -> None:
        """Choose the row of this session, or none."""
        self.list.choose(None if path is None else str(path))

    def _press(self, place: int) -> None:
        self.list.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.list.place == place:
            self.tick()


def session_painter(
    comparison: Callable[[], Comparison | None],
) -> Callable[[QPainter, QRectF, SessionRow, Theme], None]:
    """What paints the rows of the list."""

    def paint(painter: QPainter, box: QRectF, row: SessionRow, theme: Theme) -> None:
        if row.heading:
            painter.fillRect(box, colour(theme.surfaces.sunken))
            paint_text(painter, text_font("caption"), theme.ink_soft, box.adjusted(PAD, 0, -PAD, 0), row.title)
            return
        paint_ground(painter, box, theme, chosen=row.chosen)
        size = scaled(SMALL_PX) + 2
        left = box.left() + PAD
        icon = "square-check" if row.ticked else "square"
        paint_icon_in(painter, box, left, icon, theme.ink if row.ticked else theme.ink_soft, size)
        left += size + 2 * SPACE
        half = box.height() / 2
        upper = QRectF(left, box.top() + 3, box.right() - left - PAD, half - 3)
        lower = QRectF(left, box.top() + half, box.right() - left - PAD, half - 4)
        figures = text_font("figure_s")
        if row.right:
            width = text_width(figures, row.right) + 1
            ink = theme.ink if row.place is not None else theme.ink_soft
            where = QRectF(upper.right() - width, upper.top(), width, upper.height())
            paint_text(painter, figures, ink, where, row.right, RIGHT)
            upper.setRight(where.left() - 2 * SPACE)
        shown = comparison()
        if row.place is not None and shown is not None:
            badge = QRectF(upper.left(), upper.center().y() - 8, badge_width(shown, row.place), 16)
            paint_badge(painter, badge, theme, shown, row.place, looked_at=row.looked_at)
            upper.setLeft(badge.right() + 2 * SPACE)
            sample = QRectF(lower.right() - scaled(_SAMPLE_PX), lower.top(), scaled(_SAMPLE_PX), lower.height())
            paint_sample(painter, sample, theme, shown, row.place)
            lower.setRight(sample.left() - 2 * SPACE)
        paint_text(painter, text_font("strong" if row.ticked else "body"), theme.ink, upper, row.title)
        ink = theme.tones.alarm.text if row.alarm else theme.ink_soft
        paint_text(painter, text_font("small"), ink, lower, row.detail)

    return paint
