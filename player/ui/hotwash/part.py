"""The window shows what happened, once the exercise has ended."""

from __future__ import annotations

from player.ui.parts import WindowPart


class HotwashPart(WindowPart):
    """The window shows what happened, once the exercise has ended."""
