"""The second window follows the drill."""

from __future__ import annotations

from player.ui.parts import WindowPart


class DisplayPart(WindowPart):
    """The second window follows the drill."""
