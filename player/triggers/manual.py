"""``manual``: by the controller's hand alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from player.i18n import N_
from player.language.records import Field
from player.language.shapes import Flag
from player.model.trigger import Trigger
from player.triggers.kind import TriggerKind


@dataclass(frozen=True, slots=True)
class Manual(Trigger):
    """Never due by itself."""

    KIND: ClassVar[str] = "manual"


KIND = TriggerKind(
    Field("manual", Flag(only=True), N_("Only the controller fires it, at any moment"), default_text=N_("no")),
    lambda _: Manual(),
)
