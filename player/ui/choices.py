"""What the user has chosen, as values of their own kinds, kept from start to start."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from player.model.course_events import Rest
from player.ui.offers import ALLOWED, Name

__all__ = ["Choices", "Name"]

DEFAULT_ANNOUNCE_S = 30
"""An inject that is due is announced so many seconds ahead, unless chosen otherwise."""

DEFAULT_TEXT = "normal"


class Choices(QObject):
    """The choices that are in force.

    Signals:
        changed: the name of what was chosen anew.

    Args:
        kept: the choices kept, by name; what cannot be understood counts as not chosen.
        remember: keeps a choice (its name, its value) for the next start.
    """

    changed = Signal(str)

    def __init__(self, kept: Mapping[str, str], remember: Callable[[str, str], None]) -> None:
        super().__init__()
        self._kept = dict(kept)
        self._remember = remember

    @property
    def announce_s(self) -> int:
        """An inject that is due is announced so many seconds ahead; 0: not at all."""
        return self._number(Name.ANNOUNCE_S, DEFAULT_ANNOUNCE_S, 600)

    @property
    def sound(self) -> bool:
        """Whether what calls for the controller is heard, too."""
        return self._kept.get(Name.SOUND, "on") != "off"

    @property
    def remind_min(self) -> int:
        """Observers are reminded every so many minutes; 0: never."""
        return self._number(Name.REMIND_MIN, 0, 120)

    @property
    def rest(self) -> Rest:
        """What a changed phase does to the rest of the script."""
        kept = self._kept.get(Name.REST, Rest.SHIFT)
        return Rest(kept) if kept in set(Rest) else Rest.SHIFT

    @property
    def text_size(self) -> str:
        """The size of text, by its word in ``player.ui.theme.TEXT_SCALES``."""
        kept = self._kept.get(Name.TEXT, DEFAULT_TEXT)
        return kept if kept in ALLOWED[Name.TEXT] else DEFAULT_TEXT

    def kept_as(self, name: Name) -> str:
        """What is in force, as one of the values it is kept under."""
        return {
            Name.ANNOUNCE_S: str(self.announce_s),
            Name.SOUND: "on" if self.sound else "off",
            Name.REMIND_MIN: str(self.remind_min),
            Name.REST: self.rest.value,
            Name.TEXT: self.text_size,
        }[name]

    def choose(self, name: Name, value: str) -> None:
        """Choose anew; it is kept at once."""
        if self._kept.get(name) != value:
            self._kept[name] = value
            self._remember(name.value, value)
            self.changed.emit(name.value)

    def _number(self, name: Name, default: int, most: int) -> int:
        kept = self._kept.get(name, "")
        return min(most, int(kept)) if kept.isascii() and kept.isdecimal() else default
