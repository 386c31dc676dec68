"""The panels of an assessment, for the column of a review."""

from __future__ import annotations

from player.ui.assess import notes, plan, ratings, summary
from player.ui.instrument.panels import PanelKind

ASSESS_PANELS: tuple[PanelKind, ...] = (
    PanelKind(ratings.NAME, ratings.TITLE, ratings.RatingsPanel),
    PanelKind(notes.NAME, notes.TITLE, notes.NotesPanel),
    PanelKind(plan.NAME, plan.TITLE, plan.PlanPanel),
    PanelKind(summary.NAME, summary.TITLE, summary.SummaryPanel),
)
"""Every panel, in the order of its tab. To add one: its module, and its line here."""
