"""How each drill is drawn: by its dash and by the label at its end, and by a colour only besides."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from player.review.comparing import Comparison
from player.review.comparing_wording import label
from player.ui.theme import Theme, colour, text_font
from player.ui.widgets.painted import CENTRE, paint_box, paint_text, text_width

_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (7, 3),
    (2, 2),
    (9, 3, 2, 3),
    (14, 4),
    (9, 3, 2, 3, 2, 3),
    (4, 4),
    (14, 3, 5, 3),
    (2, 5),
    (5, 2, 2, 2, 2, 2),
)
"""A dash for each session, in px; no two are alike, so that none is known by its colour alone."""

_PLAN_DASH = (5.0, 4.0)
WIDTH_PX, LOOKED_AT_PX = 1.6, 2.8
BADGE_PX = 16


def ink_of(theme: Theme, comparison: Comparison, place: int) -> str:
    """The colour of the line of a drill; none that means anything in this theme."""
    plots = theme.plots
    if comparison.subjects[place].is_plan:
        return plots.planned
    inks = (plots.actual, plots.marker, theme.tones.warn.text, plots.personnel)
    return inks[_number(comparison, place) % len(inks)]


def pen_of(theme: Theme, comparison: Comparison, place: int, *, looked_at: bool = False) -> QPen:
    """The pen of a drill."""
    width = LOOKED_AT_PX if looked_at else WIDTH_PX
    pen = QPen(colour(ink_of(theme, comparison, place)), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    is_plan = comparison.subjects[place].is_plan
    dash = _PLAN_DASH if is_plan else _DASHES[_number(comparison, place) % len(_DASHES)]
    if dash:
        pen.setDashPattern([px / width for px in dash])
    return pen


def _number(comparison: Comparison, place: int) -> int:
    return sum(not subject.is_plan for subject in comparison.subjects[:place])


def paint_sample(painter: QPainter, box: QRectF, theme: Theme, comparison: Comparison, place: int) -> None:
    """Draw a piece of the line of a drill through the middle of a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen_of(theme, comparison, place, looked_at=True))
    y = round(box.center().y())
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def badge_width(comparison: Comparison, place: int) -> float:
    """How wide the label of a drill is."""
    return max(float(BADGE_PX), text_width(text_font("key"), label(comparison, place)) + 8)


def paint_badge(
    painter: QPainter, box: QRectF, theme: Theme, comparison: Comparison, place: int, *, looked_at: bool
) -> None:
    """Write the label of a drill in its box; that of the one looked at on solid ground."""
    ink = ink_of(theme, comparison, place)
    fill, words = (ink, theme.surfaces.panel) if looked_at else (theme.surfaces.panel, ink)
    paint_box(painter, box, fill, ink)
    paint_text(painter, text_font("key"), words, box, label(comparison, place), CENTRE)
