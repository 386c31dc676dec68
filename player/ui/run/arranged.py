"""Panels side by side and over one another, with handles between them that remember their usual places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from player.ui.theme import GAP

USUAL_SIZES = "usual_sizes"
"""Property of a splitter: how its parts share the room before anybody draws one larger."""


def column(*parts: QWidget) -> QWidget:
    """Widgets over one another that share a place; the last takes what room is left."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for part in parts:
        column.addWidget(part, int(part is parts[-1]))
    return holder


def stacked(upper: QWidget, lower: QWidget, *, stretch: tuple[int, int]) -> QSplitter:
    """Two panels over each other."""
    return splitter_of(Qt.Orientation.Vertical, (upper, lower), stretch)


def splitter_of(direction: Qt.Orientation, parts: tuple[QWidget, ...], shares: tuple[int, ...]) -> QSplitter:
    """A new splitter with these parts, with their shares of it."""
    return put_into(QSplitter(direction), parts, shares)


def put_into(splitter: QSplitter, parts: tuple[QWidget, ...], shares: tuple[int, ...]) -> QSplitter:
    """Put parts into a splitter, with their shares of it."""
    splitter.setHandleWidth(GAP)
    splitter.setChildrenCollapsible(False)
    for place, (part, share) in enumerate(zip(parts, shares, strict=True)):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, share)
    usual = [share * 20 for share in shares]
    splitter.setProperty(USUAL_SIZES, usual)
    splitter.setSizes(usual)
    return splitter
