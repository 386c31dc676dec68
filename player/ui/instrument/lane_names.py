"""The column of names left of the lanes, and the ruler over them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from player.i18n import _
from player.ui.instrument.lane_course import planned_box, played_box
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_kinds import FOLDABLE, GROUP_OF, LANE_TIPS, LANE_TITLES, LaneKind, count_of
from player.ui.instrument.lane_places import HEADER_PX, INJECT_PX, ROW_PX, Lane
from player.ui.instrument.lane_told import observer_text
from player.ui.instrument.lane_words import Told
from player.ui.scenario.axis import Axis
from player.ui.theme import PAD, SPACE, Theme, colour, paint_icon, scaled, text_font
from player.ui.widgets import paint_text
from player.ui.widgets.painted import CENTRE, RIGHT, text_width

_CHEVRON_PX = 12
_INDENT_PX = 8
_STAGE_PX = 18


def title_of(feed: LaneFeed, lane: Lane) -> str:
    """What a lane is called."""
    if lane.kind is LaneKind.UNIT:
        return str(feed.view.scenario.units[lane.key].title)
    if lane.kind is LaneKind.OBSERVER:
        return observer_text(lane.key)
    return _(LANE_TITLES[lane.kind])


def name_told(feed: LaneFeed, lane: Lane) -> Told:
    """A lane in words, for whoever points at its name."""
    tip = LANE_TIPS.get(GROUP_OF[lane.kind], "") if lane.kind is not LaneKind.UNIT else ""
    folds = ""
    if can_fold(feed, lane):
        folds = _("Click to unfold") if lane.folded else _("Click to fold")
    return Told(title_of(feed, lane), tuple(filter(None, (_(tip) if tip else "", folds))))


def can_fold(feed: LaneFeed, lane: Lane) -> bool:
    """Whether a click on the name of this lane folds its group, or unfolds it."""
    group = GROUP_OF[lane.kind]
    if group not in FOLDABLE or lane.kind is LaneKind.UNIT:
        return False
    if group is LaneKind.OBSERVERS:
        return len(feed.lanes.observed) > 1 and (lane.folded or lane.key == next(iter(feed.lanes.observed)))
    return group is LaneKind.UNITS or lane.folded or lane.height > scaled(ROW_PX)


def paint_name(painter: QPainter, theme: Theme, feed: LaneFeed, lane: Lane, box: QRectF, right: float) -> None:
    """Paint the name of a lane in its box, up to there; that of a unit, which changes by the moment, not."""
    row = _row_of(box, right)
    if lane.kind in {LaneKind.PHASES, LaneKind.INJECTS}:
        _two_rows(painter, theme, feed, lane, (row, box.top() - lane.top))
        return
    if can_fold(feed, lane):
        size = scaled(_CHEVRON_PX)
        icon = "chevron-right" if lane.folded else "chevron-down"
        paint_icon(painter, icon, theme.ink_soft, PAD - SPACE - 2, row.center().y() - size / 2, size)
    count = 0 if lane.kind is LaneKind.OBSERVER else count_of(feed, lane.kind)
    if lane.kind is LaneKind.OBSERVER:
        count = len(feed.lanes.observed[lane.key])
    if count:
        font, text = text_font("key"), str(count)
        width = text_width(font, text) + 1
        paint_text(painter, font, theme.ink_soft, row.adjusted(0, 0, -2, 0), text, RIGHT)
        row.setRight(row.right() - width - SPACE)
    if lane.kind is LaneKind.OBSERVER:
        size = scaled(_CHEVRON_PX)
        paint_icon(painter, "eye", theme.ink_soft, row.left(), row.center().y() - size / 2, size)
        row.setLeft(row.left() + size + SPACE)
        paint_text(painter, text_font("small"), theme.ink, row, title_of(feed, lane))
        return
    paint_text(painter, text_font("caption"), theme.ink_soft, row, title_of(feed, lane))


def _two_rows(painter: QPainter, theme: Theme, feed: LaneFeed, lane: Lane, where: tuple[QRectF, float]) -> None:
    """The name at what happened, and over it a word for the plan."""
    row, shift = where
    if lane.kind is LaneKind.PHASES:
        upper, lower = planned_box(lane), played_box(lane)
    else:
        half = float(scaled(INJECT_PX)) / 2
        upper, lower = QRectF(0, lane.top, 0, half - 3), QRectF(0, lane.top + half - 3, 0, half + 1)
    plan, name = QRectF(row), QRectF(row)
    for part, source in ((plan, upper), (name, lower)):
        part.setTop(source.top() + shift)
        part.setHeight(source.height())
    paint_text(painter, text_font("key"), theme.ink_soft, plan.adjusted(0, 0, -2, 0), _("plan"), RIGHT)
    paint_text(painter, text_font("caption"), theme.ink_soft, name, title_of(feed, lane))


def _row_of(box: QRectF, right: float) -> QRectF:
    indent = PAD + scaled(_INDENT_PX)
    return QRectF(indent, box.top(), right - indent - SPACE, min(box.height() - 1, float(scaled(ROW_PX))))


def paint_unit_name(painter: QPainter, theme: Theme, feed: LaneFeed, lane: Lane, box: QRectF, right: float) -> None:
    """Paint the name of a unit, and the stage it stands at at the moment shown."""
    row, stage = _row_of(box, right), feed.view.state.unit_stages.get(lane.key)
    cell = float(scaled(_STAGE_PX))
    words = row.adjusted(0, 0, -cell, 0)
    ink = theme.ink if stage is not None else theme.ink_soft
    paint_text(painter, text_font("small"), ink, words, title_of(feed, lane))
    if stage is not None:
        place = QRectF(words.right(), row.top(), cell, row.height()).adjusted(0, 0, -2, 0)
        paint_text(painter, text_font("figure_s"), theme.ink, place, str(stage), RIGHT)


def paint_ruler(painter: QPainter, theme: Theme, axis: Axis, width: float) -> None:
    """Paint the strip over the lanes, with the times of the axis."""
    height = float(scaled(HEADER_PX))
    painter.fillRect(QRectF(1, 1, width - 2, height - 1), colour(theme.surfaces.strip))
    font = text_font("key")
    for ms, text in axis.ticks():
        x, half = axis.x_of(ms), text_width(font, text) / 2 + 1
        if axis.left_px + 4 <= x - half and x + half <= axis.right_px:
            paint_text(painter, font, theme.ink_soft, QRectF(x - half, 1, 2 * half, height - 4), text, CENTRE)
        painter.fillRect(QRectF(round(x), height - 4, 1, 4), colour(theme.edge))
