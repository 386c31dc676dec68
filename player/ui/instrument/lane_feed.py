"""What the lanes show, kept in step with a drill: an event at a time, a second at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from player.model.scenario import Scenario
from player.review.lane_plan import LanePlan
from player.review.lane_spans import FindingSpan
from player.review.lanes import LaneFold
from player.session.live import Entry
from player.ui.review_view import ReviewView
from player.ui.views import DrillView

MANY_ENTRIES = 5_000
"""More than this are not taken in while the window waits."""


class KeptBars(NamedTuple):
    """Where findings lie in rows, as far as that has been worked out, by whatever it depends on."""

    findings: tuple[FindingSpan, ...]
    known: dict[object, tuple[Any, ...]]


class LaneFeed(QObject):
    """Follows a drill, live or saved.

    Signals:
        changed: there is something else to show.

    Attributes:
        lanes: everything but the findings.
        findings: what is found, with its answers, in the order of time.
        bars: where the findings lie.
        is_awaited: the lanes are still being worked out, so that none are there yet.
    """

    changed = Signal()

    def __init__(self, view: DrillView, parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self.lanes = LaneFold(view.scenario)
        self.findings: tuple[FindingSpan, ...] = ()
        self.is_awaited = False
        self.bars = KeptBars((), {})
        view.judged.connect(self._judge)
        view.grown.connect(self._follow)
        view.planned.connect(self._plan)
        if view.live:
            view.second_passed.connect(self._pass)
        self._follow()
        self._plan()
        self._judge()

    @property
    def end_ms(self) -> int:
        """Up to when anything is known, where what still lasts is drawn to."""
        view = self.view
        return view.timeline.end_ms if isinstance(view, ReviewView) else view.now_ms

    def _follow(self) -> None:
        if self.is_awaited:
            return
        fresh = self.view.entries[self.lanes.count :]
        if self.view.background is not None and len(fresh) > MANY_ENTRIES:
            self.is_awaited = True
            self.view.background.run(partial(_folded, self.view.scenario, fresh), self._take)
            return
        self.lanes.follow_all((entry.event, entry.wall.utc_ms) for entry in fresh)
        self._pass()

    def _take(self, lanes: LaneFold) -> None:
        if isValid(self):
            lanes.plan = self.lanes.plan
            self.lanes, self.is_awaited = lanes, False
            self._follow()

    def _plan(self) -> None:
        if self.view.plan is not None:
            self.lanes.plan = LanePlan.of_course(self.view.plan.events)
            self.changed.emit()

    def _pass(self) -> None:
        ceiling = self.lanes.ceiling
        ceiling.take(self.view.columns(ceiling.next_row))
        if any(span.finding.lasting for span in self.findings):
            self._judge()
        else:
            self.changed.emit()

    def _judge(self) -> None:
        view = self.view
        answers = ((finding, view.answer_of(finding)) for finding in view.findings)
        self.findings = tuple(FindingSpan(finding, None if one is None else one.kind) for finding, one in answers)
        self.changed.emit()


def _folded(scenario: Scenario, entries: Sequence[Entry]) -> LaneFold:
    lanes = LaneFold(scenario)
    lanes.follow_all((entry.event, entry.wall.utc_ms) for entry in entries)
    return lanes
