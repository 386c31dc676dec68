"""Two parts over one another, the lower of which makes room for what now and then stands in the upper one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class RoomSplitter(QSplitter):
    """A vertical splitter that gives its upper part more room for a while, and then what it had before.

    Args:
        usual_share: part of the height the upper part has while it has never been on screen, 0..1.
        extra_px: how much more than its share the upper part is to have at this width.
    """

    def __init__(self, usual_share: float, extra_px: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._usual_share = usual_share
        self._extra_px = extra_px
        self._share: float | None = None

    def make_room(self, wanted: bool) -> None:  # noqa: FBT001
        """Give the upper part more room, or take it back."""
        upper, lower = self.sizes()
        if wanted and self._share is None:
            self._share = upper / (upper + lower) if self.isVisible() and upper + lower else self._usual_share
            self._share_out(self._extra_px())
        elif not wanted and self._share is not None:
            self._share_out(0)
            self._share = None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share out the new height alike."""
        super().resizeEvent(event)
        self._share_out(self._extra_px())

    def _share_out(self, extra_px: int) -> None:
        if self._share is not None:
            room = sum(self.sizes())
            upper = round(room * self._share) + extra_px
            self.setSizes([upper, max(0, room - upper)])
