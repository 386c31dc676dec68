"""The time axis the map and the curves share: which stretch is in view, and where it lies in px. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from player.ui.plots.scale import is_in_hours, tick_step_ms, tick_text, ticks_ms, within, zoomed

_TICK_SPACING_PX = 72.0


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of exercise time between two places on the screen.

    Attributes:
        start_ms, end_ms: what is in view.
        whole_ms: where the axis ends; it begins at 0.
        left_px, width_px: where the stretch lies.
    """

    start_ms: int = 0
    end_ms: int = 60_000
    whole_ms: int = 60_000
    left_px: float = 0.0
    width_px: float = 1.0

    def x_of(self, ms: float) -> float:
        """Where a moment lies, in px."""
        return self.left_px + (ms - self.start_ms) / max(1, self.end_ms - self.start_ms) * self.width_px

    def ms_at(self, x: float) -> int:
        """The moment at this place, kept inside the view."""
        share = min(1.0, max(0.0, (x - self.left_px) / max(1.0, self.width_px)))
        return round(self.start_ms + share * (self.end_ms - self.start_ms))

    @property
    def right_px(self) -> float:
        """Where the view ends."""
        return self.left_px + self.width_px

    @property
    def is_whole(self) -> bool:
        """Whether all of the axis is in view."""
        return self.start_ms == 0 and self.end_ms == self.whole_ms

    def ticks(self) -> list[tuple[int, str]]:
        """The moments that get a label, with the label."""
        step_ms = tick_step_ms(self.end_ms - self.start_ms, self.width_px, _TICK_SPACING_PX)
        hours = is_in_hours(self.whole_ms)
        return [(ms, tick_text(ms, step_ms, hours=hours)) for ms in ticks_ms(self.start_ms, self.end_ms, step_ms)]

    def over(self, whole_ms: int) -> Axis:
        """The same axis over another whole: all of it where all was in view, else the same stretch if it fits."""
        whole_ms = max(1, whole_ms)
        if self.is_whole:
            return self._showing(0, whole_ms, whole_ms)
        length_ms = min(self.end_ms - self.start_ms, whole_ms)
        return self._showing(*within(self.start_ms, (0, whole_ms), length_ms), whole_ms)

    def placed(self, left_px: float, width_px: float) -> Axis:
        """The same stretch in another place."""
        return Axis(self.start_ms, self.end_ms, self.whole_ms, left_px, max(1.0, width_px))

    def zoomed(self, factor: float, at_ms: float | None = None) -> Axis:
        """A shorter stretch around a moment, or with a factor over 1 a longer one; None: around the middle."""
        at_ms = (self.start_ms + self.end_ms) / 2 if at_ms is None else at_ms
        view = zoomed((self.start_ms, self.end_ms), (0, self.whole_ms), at_ms, factor)
        return self._showing(*view, self.whole_ms)

    def moved(self, by_ms: int) -> Axis:
        """A stretch of the same length later, or earlier."""
        view = within(self.start_ms + by_ms, (0, self.whole_ms), self.end_ms - self.start_ms)
        return self._showing(*view, self.whole_ms)

    def fitted(self) -> Axis:
        """All of it."""
        return self._showing(0, self.whole_ms, self.whole_ms)

    def with_in_view(self, start_ms: int, end_ms: int) -> Axis:
        """Moved no further than needed for this stretch to be in view; its beginning, where it is longer than that."""
        length_ms = self.end_ms - self.start_ms
        if end_ms > self.end_ms:
            wished_ms = min(start_ms, end_ms - length_ms)
        elif start_ms < self.start_ms:
            wished_ms = start_ms
        else:
            return self
        return self._showing(*within(wished_ms, (0, self.whole_ms), length_ms), self.whole_ms)

    def _showing(self, start_ms: int, end_ms: int, whole_ms: int) -> Axis:
        return Axis(start_ms, end_ms, whole_ms, self.left_px, self.width_px)
