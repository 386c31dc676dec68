"""The window tells of a real emergency."""

from __future__ import annotations

from player.ui.parts import WindowPart


class EmergencyPart(WindowPart):
    """The window tells of a real emergency."""
