"""An override as it is being made: what has been chosen and typed, and what is still wrong with it. No Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from player.engine import commands as do
from player.engine.fold import MILLION, Fold
from player.engine.overrides import RANGES, present
from player.i18n import Message
from player.model import events as ev

NUMBERS = frozenset({ev.Quantity.TENSION, ev.Quantity.PRESENCE})
"""The quantities that are typed as a number; the others are chosen from a list."""

_HIGHEST_TENSION = 100
_GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0]\d{3})+")
_STEPS = ((100, (1, 10)), (1_000, (10, 50)), (10_000, (100, 500)))
_LARGEST_STEPS = (1_000, 5_000)


class Part(IntEnum):
    """A part of an override that can be wrong, in the order in which they are asked for."""

    UNIT = auto()
    MODE = auto()
    VALUE = auto()
    WHO = auto()
    WHY = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """How a quantity is shown as a number.

    Attributes:
        highest: the highest number; the lowest is 0.
        small, large: by how much the buttons beside it move it.
    """

    highest: int
    small: int
    large: int

    def shown(self, value: int) -> int:
        """A value of an event as the number on screen."""
        return round(value * self.highest / MILLION)

    def value(self, shown: int) -> int:
        """The number on screen as the value of an event."""
        return round(shown * MILLION / self.highest)


def scale_of(quantity: ev.Quantity, crowd_size: int) -> Scale:
    """The scale of a quantity that is a number: points of tension, or people."""
    highest = _HIGHEST_TENSION if quantity is ev.Quantity.TENSION else crowd_size
    small, large = next((steps for most, steps in _STEPS if highest <= most), _LARGEST_STEPS)
    return Scale(highest, small, large)


def number(text: str) -> int | None:
    """The whole number somebody typed, thousands grouped or not, or None."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    return int(text) if text.isdecimal() else None


@dataclass(slots=True)
class Draft:
    """What has been chosen and typed so far.

    Attributes:
        mode: None until it is chosen.
        unit: whose force; only for force, None until it is chosen.
        typed: the number as typed; None while nobody has touched it: the value as it stands is then meant.
        chosen: the class or stage chosen, likewise.
    """

    quantity: ev.Quantity = ev.Quantity.TENSION
    unit: str | None = None
    mode: ev.OverrideMode | None = None
    typed: str | None = None
    chosen: int | None = None
    who: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[ev.Quantity, str | None]:
        """What it is about, as the drill keeps what is held."""
        return self.quantity, self.unit if self.quantity is ev.Quantity.FORCE else None

    @property
    def is_about_something(self) -> bool:
        """Whether it is clear which value is meant."""
        return self.quantity is not ev.Quantity.FORCE or self.unit is not None

    @property
    def asks_for_a_stage(self) -> bool:
        """Whether a stage of force is to be chosen now, so that digits mean that."""
        return self.quantity is ev.Quantity.FORCE and self.unit is not None and self.mode is not ev.OverrideMode.RELEASE

    def choose(self, quantity: ev.Quantity, unit: str | None = None) -> None:
        """Make it about another quantity, or unit; what was chosen for the one before is not meant for this one."""
        if (quantity, unit) != (self.quantity, self.unit):
            self.quantity, self.unit = quantity, unit
            self.typed = self.chosen = None

    def present(self, fold: Fold) -> int:
        """The value as it stands now."""
        return present(fold, *self.key)

    def value(self, fold: Fold) -> int | None:
        """The value meant, in the numbers of its quantity, or None where it is none."""
        if self.quantity not in NUMBERS:
            return self.present(fold) if self.chosen is None else self.chosen
        if self.typed is None:
            return self.present(fold)
        scale, shown = scale_of(self.quantity, fold.scenario.crowd.size), number(self.typed)
        return scale.value(shown) if shown is not None and shown <= scale.highest else None

    def problems(self, fold: Fold) -> dict[Part, Message]:
        """What is missing or wrong, by part, in the order in which they are asked for."""
        found: dict[Part, Message] = {}
        if not self.is_about_something:
            found[Part.UNIT] = Message("Choose the unit.")
        if self.mode is None:
            found[Part.MODE] = Message("Choose what is done with it.")
        elif self.mode is ev.OverrideMode.RELEASE and self.is_about_something and self.key not in fold.state.overrides:
            found[Part.MODE] = Message("Nothing is held here.")
        if self.mode is not ev.OverrideMode.RELEASE and self.value(fold) is None:
            highest = scale_of(self.quantity, fold.scenario.crowd.size).highest
            found[Part.VALUE] = Message("A whole number from 0 to {highest}.", {"highest": highest})
        if not self.who.strip():
            found[Part.WHO] = Message("Write who decided it.")
        if not self.why.strip():
            found[Part.WHY] = Message("Write why.")
        return found

    def command(self, fold: Fold) -> do.Override:
        """What is asked of the drill.

        Raises:
            ValueError: something is still missing; see `problems`.
        """
        if self.mode is None or self.problems(fold):
            raise ValueError("the override is not complete")
        touched = self.typed is not None or self.chosen is not None
        value = self.value(fold) if touched and self.mode is not ev.OverrideMode.RELEASE else None
        quantity, unit = self.key
        return do.Override(quantity, self.mode, value, self.who, self.why, unit)


def choices(quantity: ev.Quantity) -> range:
    """The classes or stages to choose from."""
    lowest, highest = RANGES[quantity]
    return range(lowest, highest + 1)


def put_before(text: str, chosen: str, known: Sequence[str], joint: str = " ") -> str:
    """A text with a suggestion put at its beginning, in the place of another suggestion; nothing typed is lost."""
    rest = text.strip()
    stood = (one for one in sorted(known, key=len, reverse=True) if f"{rest}{joint}".startswith(f"{one}{joint}"))
    rest = rest[len(next(stood, "")) :].removeprefix(joint).strip()
    return f"{chosen}{joint}{rest}" if rest else chosen
