"""How an inject was delivered and what became of an expected action, in words: for the report and for tables alike."""

from __future__ import annotations

from collections.abc import Mapping

from player.engine.state import ExpectedStatus
from player.i18n import N_
from player.model.events import Firing

HOW_DELIVERED: Mapping[Firing, str] = {
    Firing.SCHEDULE: N_("by itself, on time"),
    Firing.GO: N_("by GO"),
    Firing.CHOSEN: N_("by hand"),
    Firing.AGAIN: N_("once more"),
    Firing.PLAN: N_("by the plan"),
    Firing.CONDITION: N_("by itself, as the crowd was"),
    Firing.EVENT: N_("by itself, after what it waited for"),
}
"""How an inject was delivered."""

OUTCOMES: Mapping[ExpectedStatus, str] = {
    ExpectedStatus.MET: N_("on time"),
    ExpectedStatus.MET_LATE: N_("late"),
    ExpectedStatus.MISSED: N_("not seen"),
    ExpectedStatus.OPEN: N_("still open"),
}
"""What became of an expected action."""
