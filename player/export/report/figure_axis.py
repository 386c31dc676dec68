"""The time axis of the figures: where a moment lies, and the marks with their times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from player.export.report.svg import FAINT, INK, SMALL, SOFT, Svg, text_width
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS, clock_text
from player.review.outlook import story_time_text

_STEPS_MS = (
    *(n * SECOND_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * MINUTE_MS for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR_MS for n in (1, 2, 3, 6, 12, 24, 48, 168)),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of exercise time laid out from left to right.

    Attributes:
        left, right: where it begins and ends on the drawing.
        end_ms: exercise time at its right end.
    """

    left: float
    right: float
    end_ms: int

    def x(self, ms: float) -> float:
        """Where a moment lies; what is outside lies at the end."""
        share = min(1.0, max(0.0, ms / self.end_ms)) if self.end_ms else 0.0
        return self.left + share * (self.right - self.left)

    def marks_ms(self) -> Iterator[int]:
        """The moments that are marked: round ones, as near to each other as their texts allow."""
        wide = text_width("00:00:00", SMALL) + 40
        most = max(1, int((self.right - self.left) / wide))
        step = next((step for step in _STEPS_MS if self.end_ms / step <= most), None)
        if step is None:
            step = -(-self.end_ms // most // _STEPS_MS[-1]) * _STEPS_MS[-1] or _STEPS_MS[-1]
        yield from range(0, self.end_ms + 1, step)

    def draw_grid(self, svg: Svg, top: float, bottom: float) -> None:
        """A faint line at each mark."""
        for ms in self.marks_ms():
            svg.line(self.x(ms), top, self.x(ms), bottom, stroke=FAINT, stroke_width=2)

    def draw_times(self, svg: Svg, y: float, *, lengths: bool = False) -> None:
        """The marks with exercise time, hours:minutes:seconds; ``lengths``: how long something was, minutes:seconds."""
        svg.line(self.left, y, self.right, y, stroke=INK)
        for ms in self.marks_ms():
            x = self.x(ms)
            svg.line(x, y, x, y + 8)
            svg.text(x, y + 34, clock_text(ms, hours=not lengths), SMALL, anchor="middle")

    def draw_story(self, svg: Svg, y: float, starts_ms: int) -> None:
        """The same marks with the story's clock, above a line."""
        for ms in self.marks_ms():
            svg.text(self.x(ms), y, story_time_text(starts_ms, ms), SMALL, anchor="middle", colour=SOFT)
