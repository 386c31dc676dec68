"""The widget kit: instruments painted in the colours of the theme, fed by setters with plain types."""

from player.ui.widgets.buttons import ActionButton
from player.ui.widgets.chips import SITUATION_ICONS, SITUATION_TONES, Chip, KeyCap, paint_chip, paint_key_cap
from player.ui.widgets.clock import BigClock
from player.ui.widgets.labels import Label, Readout
from player.ui.widgets.marks import STATUS_LOOKS, paint_mark
from player.ui.widgets.meters import SHORT_BELOW, paint_deadline, paint_stage
from player.ui.widgets.notices import EmptyHint, Notice
from player.ui.widgets.painted import Painted, paint_box, paint_hatch, paint_icon_in, paint_text
from player.ui.widgets.panel import Band, Panel

__all__ = [
    "SHORT_BELOW",
    "SITUATION_ICONS",
    "SITUATION_TONES",
    "STATUS_LOOKS",
    "ActionButton",
    "Band",
    "BigClock",
    "Chip",
    "EmptyHint",
    "KeyCap",
    "Label",
    "Notice",
    "Painted",
    "Panel",
    "Readout",
    "paint_box",
    "paint_chip",
    "paint_deadline",
    "paint_hatch",
    "paint_icon_in",
    "paint_key_cap",
    "paint_mark",
    "paint_stage",
    "paint_text",
]
