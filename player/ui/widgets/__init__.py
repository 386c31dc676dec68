"""The widget kit: instruments painted in the colours of the theme, fed by setters with plain types."""

from player.ui.widgets.buttons import ActionButton, KitButton
from player.ui.widgets.chips import SITUATION_ICONS, SITUATION_TONES, Chip, KeyCap, paint_chip, paint_key_cap
from player.ui.widgets.clock import BigClock
from player.ui.widgets.labels import Label, Readout, ink_of
from player.ui.widgets.painted import Painted, paint_box, paint_hatch, paint_text
from player.ui.widgets.panel import Band, Panel

__all__ = [
    "SITUATION_ICONS",
    "SITUATION_TONES",
    "ActionButton",
    "Band",
    "BigClock",
    "Chip",
    "KeyCap",
    "KitButton",
    "Label",
    "Painted",
    "Panel",
    "Readout",
    "ink_of",
    "paint_box",
    "paint_chip",
    "paint_hatch",
    "paint_key_cap",
    "paint_text",
]
