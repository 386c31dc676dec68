"""The open expected actions as an observer ticks them, and how fast the last ones were met."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from player.engine.state import ExpectedState, ExpectedStatus
from player.model.times import clock_text
from player.review.observing import latency_text
from player.ui.actions import ActionTable
from player.ui.observe.desk import ObserverDesk
from player.ui.run.expected import ExpectedPanel, ExpectedRow

_OWN_KEYS = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter)
)
"""Where somebody has tabbed to the list, its own arrows move in it, and Enter ticks."""


class ObservedExpected(ExpectedPanel):
    """The panel of Run, ticked as the observer.

    Args:
        desk: the desk of the observers.
        actions: what can be done.
    """

    def __init__(self, desk: ObserverDesk, actions: ActionTable) -> None:
        self._desk = desk
        super().__init__(desk.view, actions)
        self._list.own_keys = _OWN_KEYS

    def _row(self, one: ExpectedState, number: int) -> ExpectedRow:
        """A row without its records, which are put in Run; what was done says how long it took."""
        row = replace(super()._row(one, number), record_key="")
        if one.met_ms is None:
            return row
        took_ms, late = one.met_ms - one.opened_ms, one.status is ExpectedStatus.MET_LATE
        who = " · ".join(filter(None, (latency_text(took_ms, late=late), row.who)))
        return replace(row, time=clock_text(took_ms), who=who)

    def _tick_row(self, place: int) -> None:
        row: ExpectedRow = self._list.rows.rows[place]
        if row.is_open and self._desk.can_log:
            self._desk.tick(row.expected)
