"""The plan of what is being played, laid to the phases as they were played, and kept so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from player.engine.rehearsal import Rehearsal, Route, Superseded, rehearse
from player.engine.state import Status
from player.model import events as ev
from player.model.times import SECOND_MS
from player.review.realigned import Stretch, expected_end_ms, is_on_plan, realign, route_taken
from player.ui.background import Background
from player.ui.views import DrillView

_TURNS = frozenset({ev.PhaseStarted, ev.DecisionTaken})
"""The kinds of entry that say which way the drill takes."""


class MovedPlan(QObject):
    """Follows a drill. Where it took another way than planned, that way is rehearsed, off the thread of the window.

    Signals:
        moved: the pieces are others.
    """

    moved = Signal()

    def __init__(self, view: DrillView, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._background = background
        self._course: list[ev.Event] = []
        self._seen = 0
        self._route: Route | None = None
        self._taken: Rehearsal | None = None
        self._key: object = None
        self.pieces: Sequence[Stretch] = ()
        """The pieces that are not where, or not what, the plan as written is."""
        view.planned.connect(self._plan_again)
        view.grown.connect(self._take)
        if not view.looks_ahead:
            view.second_passed.connect(self.refresh)
        self._take()

    def refresh(self) -> None:
        """Lay the plan anew, if it would lie elsewhere."""
        view = self._view
        plan, runs = view.plan, view.final_state.phases
        if plan is None:
            return
        finished = view.looks_ahead or view.final_state.status is Status.ENDED
        now_ms = view.trace.tick * SECOND_MS if view.looks_ahead else view.now_ms
        end_ms = expected_end_ms(runs[-1], now_ms) if runs else 0
        changes_ms = dict(view.final_state.planned_changes)
        key = (plan, self._taken, tuple(runs), end_ms, finished, changes_ms)
        if key == self._key:
            return
        self._key = key
        stretches = realign(plan, runs, now_ms, finished=finished, taken=self._taken, changes_ms=changes_ms)
        pieces = tuple(stretch for stretch in stretches if stretch.slipped)
        if pieces != self.pieces:
            self.pieces = pieces
            self.moved.emit()

    def _plan_again(self) -> None:
        self._route = self._taken = None
        self._choose()
        self.refresh()

    def _take(self) -> None:
        """Look at what has been added to the log."""
        fresh = [entry.event for entry in self._view.entries_of(_TURNS, self._seen)]
        self._seen = len(self._view.entries)
        if fresh:
            self._course += fresh
            self._choose()
        self.refresh()

    def _choose(self) -> None:
        """Have the way taken rehearsed, where neither the plan as written nor the last such is of it."""
        plan, scenario, opening = self._view.plan, self._view.scenario, self._view.stage_opening
        if plan is None:
            return
        if is_on_plan(scenario, plan, self._course):
            self._route = self._taken = None
            return
        route = route_taken(scenario, self._course)
        if route != self._route and (self._taken is None or not is_on_plan(scenario, self._taken, self._course)):
            self._route = route
            self._background.run(
                lambda: rehearse(scenario, route, opening=opening, wanted=lambda: self._route is route),
                lambda taken: self._rehearsed(route, taken),
                self._given_up,
            )

    def _rehearsed(self, route: Route, taken: Rehearsal) -> None:
        if isValid(self) and self._route is route:
            self._taken = taken
            self.refresh()

    @staticmethod
    def _given_up(error: Exception) -> None:
        if not isinstance(error, Superseded):
            raise error
