"""The window asks what a gap in the time counts as, and keeps the machine awake."""

from __future__ import annotations

from player.ui.parts import WindowPart


class GapPart(WindowPart):
    """The window asks what a gap in the time counts as, and keeps the machine awake."""
