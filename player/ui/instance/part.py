"""The window can be raised by a second start, and raises the first."""

from __future__ import annotations

from player.ui.parts import WindowPart


class InstancePart(WindowPart):
    """The window can be raised by a second start, and raises the first."""
