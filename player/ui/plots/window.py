"""Which stretch of exercise time the axis shows: the whole of it, or the part zoomed into. No Qt."""

from __future__ import annotations

from player.ui.plots.scale import reach_ms, within, zoomed

Range = tuple[int, int]
"""From and to, in ms of exercise time."""


class TimeWindow:
    """The whole axis and the part of it in view. Every method that may change either says whether it did.

    Attributes:
        whole_ms: the whole axis.
    """

    def __init__(self) -> None:
        self.whole_ms: Range = (0, reach_ms(0, 0))
        self._planned_ms: int | None = 0
        self._view_ms: Range | None = None

    @property
    def range_ms(self) -> Range:
        """What is in view."""
        return self._view_ms or self.whole_ms

    @property
    def is_zoomed(self) -> bool:
        """Whether only a part is in view."""
        return self._view_ms is not None

    @property
    def length_ms(self) -> int:
        """How much is in view."""
        start_ms, end_ms = self.range_ms
        return end_ms - start_ms

    def fix(self, start_ms: int, end_ms: int) -> bool:
        """Let the axis run from here to there, and stay."""
        self._planned_ms = None
        return self._reach(start_ms, max(end_ms, start_ms + 1))

    def follow(self, planned_ms: int, reached_ms: int) -> bool:
        """Let the axis run over this planned length, and on with the drill in overtime."""
        self._planned_ms = planned_ms
        return self.grow(reached_ms)

    def grow(self, reached_ms: int) -> bool:
        """The drill has come so far."""
        return self._planned_ms is not None and self._reach(0, reach_ms(self._planned_ms, reached_ms))

    def show_all(self) -> bool:
        """Put the whole axis in view."""
        return self._show(None)

    def look_at(self, start_ms: int, length_ms: int) -> bool:
        """Put a stretch of this length in view, as near to this start as the axis allows."""
        length_ms = max(1, min(length_ms, self.whole_ms[1] - self.whole_ms[0]))
        return self._show(within(start_ms, self.whole_ms, length_ms))

    def zoom(self, at_ms: int, factor: float) -> bool:
        """Zoom around a moment; a factor under 1 zooms in."""
        return self._show(zoomed(self.range_ms, self.whole_ms, at_ms, factor))

    def turn_page(self, now_ms: int) -> bool:
        """Move on when the present moment runs out of a zoomed view it was in."""
        start_ms, end_ms = self.range_ms
        if not self.is_zoomed or not end_ms < now_ms < end_ms + self.length_ms // 4:
            return False
        return self.look_at(start_ms + self.length_ms * 3 // 4, self.length_ms)

    def _show(self, view_ms: Range | None) -> bool:
        view_ms = None if view_ms == self.whole_ms else view_ms
        changed = view_ms != self._view_ms
        self._view_ms = view_ms
        return changed

    def _reach(self, start_ms: int, end_ms: int) -> bool:
        if self.whole_ms == (start_ms, end_ms):
            return False
        self.whole_ms = (start_ms, end_ms)
        if self._view_ms is not None:
            length_ms = min(self.length_ms, end_ms - start_ms)
            self._view_ms = within(self._view_ms[0], self.whole_ms, length_ms)
        return True
