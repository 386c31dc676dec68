"""``when``: as soon as the crowd is so, and has been for a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.reader import Reader
from player.language.records import Entry, Field, Record
from player.language.shapes import Comparison, Duration
from player.model.doctrine import Situation, Stage
from player.model.trigger import CrowdView, Trigger
from player.triggers.kind import TriggerKind


@dataclass(frozen=True, slots=True)
class Condition:
    """A quantity of the crowd compared with a number.

    Attributes:
        quantity: tension, activity, legitimacy or presence, as 0..100; force; or situation.
        sign: one of ``>=``, ``>``, ``<=``, ``<``, ``=``.
    """

    quantity: str
    sign: str
    than: float

    def holds(self, crowd: CrowdView) -> bool:
        """Whether it is true of the crowd now."""
        value = _value(crowd, self.quantity)
        match self.sign:
            case ">=":
                return value >= self.than
            case ">":
                return value > self.than
            case "<=":
                return value <= self.than
            case "<":
                return value < self.than
        return value == self.than


def _value(crowd: CrowdView, quantity: str) -> float:
    match quantity:
        case "tension":
            return crowd.tension_index
        case "activity":
            return 100 * crowd.activity
        case "legitimacy":
            return 100 * crowd.legitimacy
        case "presence":
            return 100 * crowd.presence
        case "force":
            return crowd.force
    return crowd.situation


@dataclass(frozen=True, slots=True)
class When(Trigger):
    """Due as soon as all conditions have held together for ``for_ms``, looked at once a second."""

    KIND: ClassVar[str] = "when"
    WATCHES: ClassVar[bool] = True
    conditions: tuple[Condition, ...]
    for_ms: int = 0

    @property
    def lasting_ms(self) -> int:
        """How long the conditions must have held."""
        return self.for_ms

    def holds(self, crowd: CrowdView) -> bool:
        """Whether all conditions are true of the crowd now."""
        return all(condition.holds(crowd) for condition in self.conditions)


_SITUATIONS = {situation.name.lower(): float(situation) for situation in Situation}
_PERCENT = Comparison(0, 100, example='">= 60"')
_QUANTITIES = (
    Field("tension", _PERCENT, N_("Tension index, 0 to 100"), default_text="–"),
    Field("activity", _PERCENT, N_("Percent of the crowd in active disorder"), default_text="–"),
    Field("legitimacy", _PERCENT, N_("Percent of legitimacy"), default_text="–"),
    Field("presence", _PERCENT, N_("Percent of the crowd that is there"), default_text="–"),
    Field(
        "force", Comparison(0, max(Stage), example='">= 4"'), N_("Highest stage of force under way"), default_text="–"
    ),
    Field(
        "situation",
        Comparison(0, max(Situation), words=_SITUATIONS, example="merah"),
        N_("Colour of the situation: hijau, kuning, merah"),
        default_text="–",
    ),
)

RECORD = Record(
    "when",
    N_("condition on the crowd"),
    (
        *_QUANTITIES,
        Field("for", Duration(example="30s"), N_("How long it must have been so"), default=0, default_text="0s"),
    ),
    example='{tension: ">= 60", for: 30s}',
)


def _check(entry: Entry, reader: Reader) -> None:
    if not any(entry.has(field.name) for field in _QUANTITIES):
        reader.report("when-nothing", entry.node)


def _build(entry: Entry) -> When:
    asked = ((field.name, entry[field.name]) for field in _QUANTITIES)
    return When(tuple(Condition(name, *found) for name, found in asked if found is not None), entry["for"])


KIND = TriggerKind(Field("when", RECORD, N_("As soon as the crowd is so"), default_text=N_("none")), _build, _check)
