"""The window shows Observe, and again after the page was made anew."""

from __future__ import annotations

from player.ui.parts import WindowPart


class ObservePart(WindowPart):
    """The window shows Observe, and again after the page was made anew."""
