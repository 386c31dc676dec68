"""What the layers of the plots draw from, held in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

from player.ui.plots.course import Course, Reading
from player.ui.plots.look import Look
from player.ui.plots.marks import FindingMark, Mark, MarksInView, OverrideMark
from player.ui.plots.stretches import Realigned
from player.ui.plots.words import Phase


@dataclass
class PlotState:
    """Everything shown, apart from the stretch of time in view.

    Attributes:
        look: colours and fonts.
        course, plan: the actual and the planned course.
        realigned: the plan laid to the phases as they were played, where that is not the plan as it was written.
        phases, marks, findings, overrides: by time.
        marks_in_view: where the marks stand.
        available: persons there are, or 0 where that is not known.
        now_ms: the present moment, or in review the moment looked at.
        present: what the actual course says now, as of the last `refresh`.
        has_finding_lane: the findings are shown here.
        scrubbing: the present moment can be dragged.
    """

    look: Look
    course: Course = field(default_factory=Course)
    plan: Course = field(default_factory=Course)
    realigned: Realigned = field(default_factory=Realigned)
    phases: list[Phase] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    marks_in_view: MarksInView = field(default_factory=MarksInView)
    findings: list[FindingMark] = field(default_factory=list)
    overrides: list[OverrideMark] = field(default_factory=list)
    available: int = 0
    now_ms: int = 0
    present: Reading = field(default_factory=lambda: Reading(0))
    has_finding_lane: bool = True
    scrubbing: bool = False

    def refresh(self) -> None:
        """Read the course at the present moment; where it has not come quite so far, its last row."""
        self.present = self.course.read(max(self.course.start_ms, min(self.now_ms, self.course.end_ms)))

    @property
    def most_personnel(self) -> int:
        """The most persons there are, or are committed or planned at once."""
        planned = max(self.plan.most_personnel, self.realigned.most_personnel)
        return max(self.course.most_personnel, planned, self.available, 1)
