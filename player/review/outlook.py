"""When the phases to come, and with them the exercise, are expected to end, and how far that is from the script.

All of it is in exercise time, which midnight and a changed wall clock do not touch; the story's clock is put to it only
where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from player.engine.plans import phases_to_come
from player.engine.state import DrillState, Status
from player.i18n import _
from player.model.times import DAY_MS, story_clock_text


@dataclass(frozen=True, slots=True)
class PhaseOutlook:
    """A phase that is under way or still to come.

    Attributes:
        start_ms, end_ms: from when to when it is expected to last, in exercise time.
        planned_ms: how long it is planned now; ``script_ms``: how long the script planned it.
        under_way: it is the present one.
    """

    phase: str
    start_ms: int
    end_ms: int
    planned_ms: int
    script_ms: int
    under_way: bool = False

    @property
    def changed_ms(self) -> int:
        """By how much it is planned longer than the script says, negative for shorter."""
        return self.planned_ms - self.script_ms


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the rest of the exercise is expected to go.

    Attributes:
        phases: the present phase, then those planned after it; before StartEx all that are planned.
        end_ms: exercise time at which the exercise is expected to end, or has ended.
        script_end_ms: exercise time at which the script planned its end.
    """

    phases: tuple[PhaseOutlook, ...]
    end_ms: int
    script_end_ms: int

    @property
    def over_ms(self) -> int:
        """By how much the exercise is expected to end later than the script planned, negative for sooner."""
        return self.end_ms - self.script_end_ms


def outlook(state: DrillState, now_ms: int) -> Outlook:
    """How the rest of the exercise is expected to go, by the way the script plans from here.

    A phase under way ends as planned and adjusted, and never before now: in overtime everything after it slips.
    """
    scenario, run = state.scenario, state.phase_run
    script_end_ms = scenario.planned_ms
    if run is None:
        names, begins_ms, found = [phase.id for phase in scenario.phase_order], 0, []
    else:
        ends_ms = run.ended_ms if run.ended_ms is not None else max(now_ms, run.started_ms + run.planned_ms)
        if state.status is Status.ENDED:
            return Outlook((), state.exercise_ms if run.ended_ms is None else run.ended_ms, script_end_ms)
        script_ms = scenario.phase_by_id[run.phase].planned_ms
        found = [PhaseOutlook(run.phase, run.started_ms, ends_ms, run.planned_ms, script_ms, under_way=True)]
        names, begins_ms = [] if state.completed else list(phases_to_come(state)), ends_ms
    for name in names:
        planned_ms = state.planned_ms_of(name)
        script_ms = scenario.phase_by_id[name].planned_ms
        found.append(PhaseOutlook(name, begins_ms, begins_ms + planned_ms, planned_ms, script_ms))
        begins_ms += planned_ms
    return Outlook(tuple(found), begins_ms, script_end_ms)


def story_time_text(starts_ms: int, exercise_ms: int) -> str:
    """The story's clock at an exercise time, to the minute: "00:20", on a later day than StartEx "00:20 (+1 day)".

    Args:
        starts_ms: the story's clock at StartEx, ms after midnight.
    """
    story_ms = starts_ms + exercise_ms
    days = story_ms // DAY_MS - starts_ms // DAY_MS
    text = story_clock_text(story_ms, seconds=False)
    if days == 0:
        return text
    return _("{time} (+{days} d)").format(time=text, days=days)
