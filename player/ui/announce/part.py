"""The window says and sounds what is about to be due."""

from __future__ import annotations

from player.ui.parts import WindowPart


class AnnouncePart(WindowPart):
    """The window says and sounds what is about to be due."""
