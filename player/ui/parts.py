"""What the window is put together from, beside its pages: each part hears what the window shows and does its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from player.ui.actions import Mode

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView


class WindowPart(QObject):
    """A part of the window: a second window, a watch, a page that comes at the end.

    Every hook does nothing by itself; a part overrides those it needs. They are called on the window's thread.

    Args:
        window: the window, which owns the part.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    @property
    def mode(self) -> Mode | None:
        """The mode the part brings along while it covers the window, or None."""
        return None

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """The page of a drill was made: for a drill newly shown, or anew for the same one in another language."""

    def ticked(self) -> None:
        """The drill under way has followed the clock."""

    def let_go(self, view: DrillView) -> None:
        """The window lets go of the drill it showed; the view is still whole."""

    def restyled(self) -> None:
        """Another language, theme or size of text is in use; pages of drills are made anew by the window."""

    def closing(self) -> None:
        """The window closes for good."""
