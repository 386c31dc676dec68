"""What the chapters of the report are made from: a saved session with everything that is folded from it, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from player.engine.programme import opening_of
from player.engine.rehearsal import rehearse
from player.engine.state import DrillState
from player.export.report.words import NOTHING
from player.model import events as ev
from player.model.paper import Column, Table
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.assessment import Assessment, assessment_of
from player.review.course import PlannedCourse, planned_course
from player.review.hotwash import Hotwash, hotwash
from player.review.lane_plan import LanePlan
from player.review.lanes import LaneFold, fold_lanes
from player.review.lines import Line
from player.review.measures import Measures
from player.review.timeline import Timeline
from player.review.wording import Wording
from player.session.reader import SavedSession

LEAST_SHOWN_MS = 10 * MINUTE_MS
"""So much of a plan is shown however soon the exercise ended."""


@dataclass(frozen=True)
class Source:
    """A session and what is folded from it, each only where it is asked for, in the language then in use."""

    saved: SavedSession
    timeline: Timeline

    @property
    def scenario(self) -> Scenario:
        """The script it was run with."""
        return self.timeline.scenario

    @property
    def state(self) -> DrillState:
        """The drill at its end, with what was added behind it."""
        return self.timeline.fold.state

    @cached_property
    def told(self) -> Hotwash:
        """What happened."""
        log = ((record.event, record.wall) for record in self.saved.records)
        return hotwash(self.scenario, log, self.timeline.fold, self.timeline.findings)

    @cached_property
    def columns(self) -> Mapping[str, Sequence[float]]:
        """The trace of the crowd, second by second."""
        return self.timeline.crowd.columns()

    @property
    def measures(self) -> Measures:
        """What is measured."""
        return self.told.measures

    @property
    def length_ms(self) -> int:
        """How long the exercise was, or how much of it is known."""
        return self.measures.length_ms

    @property
    def shown_ms(self) -> int:
        """How far the time axis of the figures goes: over the plan, but no further than twice what was played."""
        planned_ms = min(self.lanes.plan.end_ms, max(2 * self.length_ms, LEAST_SHOWN_MS))
        return max(self.length_ms, planned_ms, SECOND_MS)

    @cached_property
    def assessment(self) -> Assessment:
        """What trainers have said."""
        return assessment_of(self.state)

    @cached_property
    def lanes(self) -> LaneFold:
        """Everything in lanes over exercise time; the plan in them is that of the script played through."""
        lanes = fold_lanes(
            self.scenario,
            (record.event for record in self.saved.records),
            (record.wall for record in self.saved.records),
        )
        lanes.plan = self._rehearsed[0]
        return lanes

    @property
    def plan(self) -> PlannedCourse:
        """The script played through on its own plan, from where the session began."""
        return self._rehearsed[1]

    @cached_property
    def _rehearsed(self) -> tuple[LanePlan, PlannedCourse]:
        opening = opening_of(record.event for record in self.saved.records)
        rehearsal = rehearse(self.scenario, opening=opening)
        return LanePlan.of_course(rehearsal.events), planned_course(rehearsal)

    @cached_property
    def lines(self) -> Mapping[int, Line]:
        """Every event in words, by its number."""
        wording = Wording(self.scenario)
        return {record.event.seq: wording.line(record.event) for record in self.saved.records}

    @cached_property
    def records(self) -> Mapping[int, ev.Record]:
        """Every record by the number of its event."""
        return {record.event.seq: record for record in self.saved.records}

    @property
    def begun(self) -> bool:
        """Whether StartEx was reached."""
        return self.told.started is not None

    @property
    def first_wall(self) -> ev.WallTime:
        """The wall clock at StartEx, or where that was not, when the session was opened."""
        return self.saved.records[0].wall if self.told.started is None else self.told.started

    def unit(self, unit: str | None) -> str:
        """Title of a unit; empty for none."""
        return "" if unit is None else str(self.scenario.units[unit].title)

    def is_void(self, seq: int) -> bool:
        """Whether an entry counts no longer."""
        return seq in self.state.voided


def told_only(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], marked: Iterable[int] = ()) -> Table:
    """A table without the columns in which no row tells anything."""
    kept = [place for place in range(len(columns)) if any(row[place] not in {"", NOTHING} for row in rows)]
    return Table(
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        frozenset(marked),
    )


def source_of(saved: SavedSession, timeline: Timeline | None = None) -> Source:
    """What the report is made from.

    Args:
        timeline: the drill, where somebody has folded it already.
    """
    return Source(saved, Timeline.of(saved) if timeline is None else timeline)
