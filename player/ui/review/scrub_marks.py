"""What the line of the whole session marks, by its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from player.i18n import N_, _
from player.model import events as ev
from player.model.times import clock_text
from player.session.live import Entry
from player.ui.review_view import ReviewView

_MARKED = frozenset(
    {
        ev.InjectFired,
        ev.DecisionTaken,
        ev.TagObserved,
        ev.CasualtyRecorded,
        ev.ArrestRecorded,
        ev.EvidenceRecorded,
        ev.NoteWritten,
        ev.MarkerPlaced,
        ev.ValueOverridden,
    }
)
"""What the line shows a mark for, unless it is void."""

_ENDS = (ev.ExerciseResumed, ev.EmergencyOver, ev.ExerciseEnded)

_STOPS = frozenset({*_ENDS, ev.ExerciseHeld, ev.EmergencyDeclared, ev.GapFound, ev.SessionResumed})
"""What begins or ends a place where exercise time stood still."""


class PhaseMark(NamedTuple):
    """A phase that was played."""

    start_ms: int
    end_ms: int
    title: str


class StopMark(NamedTuple):
    """A place where exercise time stood still while the clock on the wall went on; ``text`` says why and how long."""

    at_ms: int
    text: str


class ScrubMarks(NamedTuple):
    """What happened in a session, for a line in which there is room for little."""

    phases: tuple[PhaseMark, ...]
    moments_ms: tuple[int, ...]
    stops: tuple[StopMark, ...]

    @classmethod
    def of(cls, view: ReviewView) -> ScrubMarks:
        """The marks of a session."""
        last, voided = view.saved.exercise_entries, view.final_state.voided
        marked = [entry.event for entry in view.entries_of(_MARKED)]
        moments = {one.exercise_ms for one in marked if one.seq <= last and one.seq not in voided}
        stops = [entry for entry in view.entries_of(_STOPS) if entry.event.seq <= last]
        return cls(tuple(_phases(view)), tuple(sorted(moments)), tuple(_stops(stops)))

    def phase_at(self, ms: int) -> PhaseMark | None:
        """The phase under way at a moment, or None."""
        return next((one for one in reversed(self.phases) if one.start_ms <= ms), None)


def _phases(view: ReviewView) -> Iterator[PhaseMark]:
    phases = view.scenario.phase_by_id
    starts = [(run.started_ms, str(phases[run.phase].title)) for run in view.final_state.phases]
    for place, (start_ms, title) in enumerate(starts):
        yield PhaseMark(start_ms, starts[place + 1][0] if place + 1 < len(starts) else view.timeline.end_ms, title)


def _stops(entries: Sequence[Entry]) -> Iterator[StopMark]:
    since: tuple[Entry, str] | None = None
    for entry in entries:
        at_ms = entry.event.exercise_ms
        match entry.event.body:
            case ev.ExerciseHeld(reason=reason):
                since = since or (entry, reason)
            case ev.EmergencyDeclared():
                since = since or (entry, _("Real emergency"))
            case ev.GapFound(gap_ms=gap_ms):
                yield StopMark(at_ms, _("{length} without a record").format(length=clock_text(gap_ms)))
            case ev.SessionResumed(down_ms=down_ms):
                yield StopMark(at_ms, _("cut off, taken up again after {length}").format(length=clock_text(down_ms)))
            case body if since is not None and isinstance(body, _ENDS):
                begun, reason = since
                length = clock_text(max(0, entry.wall.utc_ms - begun.wall.utc_ms))
                template = N_("on hold for {length}: {reason}") if reason else N_("on hold for {length}")
                yield StopMark(begun.event.exercise_ms, _(template).format(length=length, reason=reason))
                since = None
            case _:
                pass
