"""In which lane an event of the log is to be found."""

from __future__ import annotations

from player.engine.transitions import RECORDED
from player.model import events as ev
from player.ui.instrument.lane_feed import LaneFeed
from player.ui.instrument.lane_kinds import LaneKind
from player.ui.instrument.lane_places import Lane, LanePlaces

_KINDS: dict[type[ev.Body], LaneKind] = {
    ev.PhaseStarted: LaneKind.PHASES,
    ev.DecisionTaken: LaneKind.PHASES,
    ev.InjectFired: LaneKind.INJECTS,
    ev.InjectSkipped: LaneKind.INJECTS,
    ev.ExpectedActionMet: LaneKind.EXPECTED,
    ev.ExpectedActionMissed: LaneKind.EXPECTED,
    ev.OrderGiven: LaneKind.ORDERS,
    ev.ActionStarted: LaneKind.UNIT,
    ev.ActionStageChanged: LaneKind.UNIT,
    ev.ActionStopped: LaneKind.UNIT,
    ev.TagObserved: LaneKind.OBSERVER,
    ev.NoteWritten: LaneKind.OBSERVER,
    ev.MarkerPlaced: LaneKind.OBSERVER,
    **dict.fromkeys(RECORDED, LaneKind.RECORDS),
    ev.ValueOverridden: LaneKind.OVERRIDES,
    ev.ExerciseHeld: LaneKind.CLOCK,
    ev.GapFound: LaneKind.CLOCK,
    ev.SessionResumed: LaneKind.CLOCK,
    ev.EmergencyDeclared: LaneKind.CLOCK,
    ev.AnnotationWritten: LaneKind.NOTES,
    ev.FindingAnswered: LaneKind.FINDINGS,
}


def lane_of(feed: LaneFeed, places: LanePlaces, seq: int) -> Lane | None:
    """The lane the event with this number has its mark in, or None where it has none or that is not shown."""
    entries = feed.view.entries
    if not 1 <= seq <= len(entries):
        return None
    body = entries[seq - 1].event.body
    kind = _KINDS.get(type(body))
    if kind is None:
        return None
    key = ""
    match body:
        case ev.ActionStarted(unit=unit):
            key = unit
        case ev.ActionStageChanged(action=action) | ev.ActionStopped(action=action):
            key = feed.view.final_state.actions[action].unit
        case ev.TagObserved(observer=key) | ev.NoteWritten(observer=key) | ev.MarkerPlaced(observer=key):
            pass
    lanes = (*places.pinned, *places.scrolled)
    own = (lane for lane in lanes if (lane.kind, lane.key) == (kind, key))
    group = {LaneKind.UNIT: LaneKind.UNITS, LaneKind.OBSERVER: LaneKind.OBSERVERS}.get(kind)
    return next(own, next((lane for lane in lanes if lane.kind is group), None))
