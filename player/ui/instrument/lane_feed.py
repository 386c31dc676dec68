"""What the lanes show, kept in step with a drill: an event at a time, a second at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from player.review.lane_plan import LanePlan
from player.review.lane_spans import FindingSpan
from player.review.lanes import LaneFold
from player.ui.review_view import ReviewView
from player.ui.views import DrillView


class LaneFeed(QObject):
    """Follows a drill, live or saved.

    Signals:
        changed: there is something else to show.

    Attributes:
        lanes: everything but the findings.
        findings: what is found, with its answers, in the order of time.
    """

    changed = Signal()

    def __init__(self, view: DrillView, parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self.lanes = LaneFold(view.scenario)
        self.findings: tuple[FindingSpan, ...] = ()
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
        fresh = self.view.entries[self.lanes.count :]
        self.lanes.follow_all((entry.event, entry.wall.utc_ms) for entry in fresh)
        self._pass()

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
