"""What the column of a review holds beside the panels of the instrument."""

from __future__ import annotations

from player.ui.assess.panels import ASSESS_PANELS
from player.ui.instrument.panels import PANELS, PanelKind
from player.ui.review import entry

REVIEW_PANELS: tuple[PanelKind, ...] = (
    *PANELS,
    PanelKind(entry.NAME, entry.TITLE, entry.EntryPanel),
    *ASSESS_PANELS,
)
"""Every panel of a review, in the order of its tab. To add one: its module, and its line here."""
