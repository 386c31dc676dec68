"""Panels side by side and over one another, with handles between them that remember their usual places."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from player.ui.theme import GAP

USUAL_SIZES = "usual_sizes"
"""Property of a splitter: how its parts share the room before anybody draws one larger."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Parts that share the room of a splitter.

    Args:
        holder: the splitter.
        parts: what goes into it: widgets, and parts that share a room of their own.
        shares: how much of the room each has at first, against the others.
    """

    holder: QSplitter
    parts: tuple[QWidget | Shared | Over, ...]
    shares: tuple[int, ...]

    def arrange(self) -> None:
        """Put everything where it belongs, what is outside first, in the order the Tab key goes through it.

        Whenever a widget is given another parent, Qt styles it and all that is in it anew: put together from the
        inside, a page is styled once for each level it has, which takes as long as all the rest of making it.
        """
        for part in self.parts:
            if isinstance(part, QWidget):
                self.holder.addWidget(part)
            else:
                self.holder.addWidget(part.holder)
                part.arrange()
        self._share_out()  # by now all parts know how much room they need at least

    def _share_out(self) -> None:
        self.holder.setHandleWidth(GAP)
        self.holder.setChildrenCollapsible(False)
        for place, share in enumerate(self.shares):
            self.holder.setStretchFactor(place, share)
        usual = [share * 20 for share in self.shares]
        self.holder.setProperty(USUAL_SIZES, usual)
        self.holder.setSizes(usual)


@dataclass(frozen=True, slots=True)
class Over:
    """Widgets over one another that share a place; the last takes what room is left."""

    parts: tuple[QWidget, ...]
    holder: QWidget = field(default_factory=QWidget)

    def arrange(self) -> None:
        """Put them in."""
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in self.parts:
            column.addWidget(part, int(part is self.parts[-1]))
