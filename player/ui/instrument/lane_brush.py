"""What every hand that paints lanes shares: the painter, the axis, words that stay in sight, marks and rings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from player.i18n import N_
from player.model.scenario import Scenario
from player.review.lane_marks import ExpectedFate
from player.review.lane_spans import Group, Track
from player.ui.instrument.lane_bars import MARK_PX
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_places import Lane, LanePlaces
from player.ui.scenario.axis import Axis
from player.ui.theme import Theme, Tone, colour, scaled, text_font
from player.ui.widgets import paint_box, paint_mark, paint_text
from player.ui.widgets.marks import StatusLook
from player.ui.widgets.painted import polygon_path, text_width

TINT = 0.2
"""Opacity of the ground of what a unit does: the words on it have to be read, the bar at its foot has the colour."""

WORD_PAD = 6.0
LEAST_WORD_PX = 12.0
_MOST_WEIGHED = 50
_FULL, _ROOMY = 0.55, 3.6
"""Where marks fill more than this part of a lane they get so many times their width each, for their number."""

EXPECTED_LOOKS: Mapping[ExpectedFate, StatusLook] = {
    ExpectedFate.MET: StatusLook("circle", "check", "go", N_("met")),
    ExpectedFate.OPEN: StatusLook("circle", "", "neutral", N_("still open"), hollow=True),
    ExpectedFate.WAIVED: StatusLook("circle", "slash", "neutral", N_("waived"), hollow=True),
    ExpectedFate.LATE: StatusLook("octagon", "alert", "warn", N_("late")),
    ExpectedFate.MISSED: StatusLook("triangle", "alert", "alarm", N_("not seen")),
}
"""What became of an expected action: a shape, a sign and a word for each."""


class Moment(Protocol):
    """Something that lies on the time axis and comes from an event."""

    @property
    def start_ms(self) -> int:
        """When it begins."""

    @property
    def end_ms(self) -> int | None:
        """When it ends."""

    @property
    def seq(self) -> int:
        """Number of its event."""


M = TypeVar("M", bound=Moment)


class Placed(NamedTuple):
    """Where a group of moments is drawn: its middle, and up to where there is room beside it."""

    group: Group
    x: float
    until: float


@dataclass
class LaneBrush:
    """The hand for one moment of time and one size.

    Attributes:
        finding: key of the finding that is chosen; ``event``: number of the event that is, or 0; ``answered``: key of
            the finding that event answers, or empty.
        rings: boxes of what is chosen in the lane painted now.
    """

    painter: QPainter
    theme: Theme
    feed: LaneFeed
    places: LanePlaces
    finding: str = ""
    event: int = 0
    answered: str = ""
    rings: list[QRectF] = field(default_factory=list)

    @property
    def axis(self) -> Axis:
        """The stretch of time in view."""
        return self.places.axis

    @property
    def scenario(self) -> Scenario:
        """The script."""
        return self.feed.view.scenario

    def known(self, end_ms: int | None) -> int:
        """When something ends; the end of what is known, where it lasts."""
        return self.feed.end_ms if end_ms is None else end_ms

    def words(self, box: QRectF) -> QRectF:
        """Where words may stand in a box, in sight even where it begins before the view."""
        words = box.adjusted(WORD_PAD + 1, 0, -2, 0)
        words.setLeft(max(words.left(), self.axis.left_px + WORD_PAD))
        words.setRight(min(words.right(), self.axis.right_px - 2))
        return words

    def label(self, left: float, until: float, box: QRectF, text: str, ink: str, *, whole: bool = False) -> float:
        """Write a label beside something, as far as there is room; gives where it ends.

        Args:
            whole: rather nothing than a part of it.
        """
        font = text_font("key")
        wanted = text_width(font, text) + 2
        left = max(left, self.axis.left_px + 2)
        room = min(until, self.axis.right_px) - left
        if not text or room < (wanted if whole else min(wanted, 2 * LEAST_WORD_PX)):
            return left
        width = min(wanted, room)
        paint_text(self.painter, font, ink, QRectF(left, box.top(), width, box.height()), text)
        return left + width

    def mark(self, look: StatusLook, x: float, middle: float, size: float = 0.0, tone: Tone | None = None) -> QRectF:
        """Paint a mark with its middle there."""
        size = size or float(scaled(MARK_PX))
        box = QRectF(round(x - size / 2), round(middle - size / 2), size, size)
        if look.hollow:
            self.painter.fillRect(box.adjusted(2, 2, -2, -2), colour(self.theme.surfaces.panel))
        paint_mark(self.painter, box, look, self.theme.tone(look.tone) if tone is None else tone)
        return box

    def goes_on(self, shape: QRectF, ink: str) -> None:
        """An arrow head at the end of what still lasts."""
        middle, right = shape.center().y(), shape.right()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = polygon_path((right, middle - 5), (right + 6, middle), (right, middle + 5))
        self.painter.fillPath(path, colour(ink))
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def line(self, start: tuple[float, float], end: tuple[float, float], ink: str, width: float = 1.0) -> None:
        """A line from here to there; one that stands upright is sharp."""
        slanted = abs(start[0] - end[0]) > 1
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, slanted)
        self.painter.setPen(QPen(colour(ink), width))
        shift = 0.0 if slanted else 0.5
        left = start[0] if slanted else float(round(end[0]))
        right = end[0] if slanted else left
        self.painter.drawLine(QLineF(left + shift, start[1], right + shift, end[1]))
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def strike(self, box: QRectF, ink: str) -> None:
        """Strike out what is void."""
        self.painter.fillRect(QRectF(box.left() - 1, round(box.center().y()), box.width() + 2, 1.5), colour(ink))

    def moments(
        self,
        lane: Lane,
        track: Track[M],
        paint_one: Callable[[M, Placed, float], float],
        weigh: Callable[[M], int] | None = None,
    ) -> None:
        """Paint the moments of a track, those too near to each other as one with their number.

        Args:
            paint_one: paints one of a group, with its middle at this height; gives where it ends.
            weigh: the one that weighs the most is painted for its group; without it the last.
        """
        axis, middle = self.axis, lane.top + (lane.height - 1) / 2
        size = float(scaled(MARK_PX))
        groups = self.apart(track, size)
        for place, group in enumerate(groups):
            x = axis.x_of(group.start_ms)
            until = axis.x_of(groups[place + 1].start_ms) - size / 2 if place + 1 < len(groups) else axis.right_px
            count = group.last - group.first + 1
            members = track.items[group.first : group.last + 1]
            shown = members[-1] if weigh is None or count == 1 else max(members[:_MOST_WEIGHED], key=weigh)
            end = paint_one(shown, Placed(group, x, until), middle)
            if count > 1:
                box = QRectF(0, lane.top, 0, lane.height - 1)
                self.label(end + 1, until, box, f"×{count}", self.theme.ink_soft, whole=True)
            if self.event and any(one.seq == self.event for one in members):
                self.ring(QRectF(x - size / 2, middle - size / 2, size, size))

    def apart(self, track: Track[M], size: float) -> list[Group]:
        """The moments of a track in groups that do not lie on one another; where all is full, with room for numbers."""
        found = self._grouped(track, size * self.places.ms_per_px)
        full = len(found) * size > _FULL * self.axis.width_px
        return self._grouped(track, _ROOMY * size * self.places.ms_per_px) if full else found

    def _grouped(self, track: Track[M], reach_ms: float) -> list[Group]:
        axis, found = self.axis, list[Group]()
        for group in track.in_view(axis.start_ms - round(reach_ms), axis.end_ms, reach_ms / 4):
            if found and group.start_ms - found[-1].start_ms < reach_ms:
                before = found[-1]
                found[-1] = before._replace(last=group.last, weight=max(before.weight, group.weight))
            else:
                found.append(group)
        return found

    def ring(self, box: QRectF) -> None:
        """Ring something once the lane is painted."""
        self.rings.append(QRectF(box.adjusted(-2, -1.5, 2, 1.5).toAlignedRect()))

    def paint_rings(self) -> None:
        """Paint the rings that were asked for."""
        for box in self.rings:
            paint_box(self.painter, box, None, self.theme.focus, line_px=2, radius=4)
        self.rings.clear()
