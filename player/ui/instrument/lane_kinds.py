"""What lanes there are: their kinds, their order, their names, and which of them there is something to show in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from player.i18n import N_
from player.ui.instrument.lane_feed import LaneFeed


class LaneKind(StrEnum):
    """What a lane shows. Each is a group that can be shown or not, but for the single units and observers."""

    PHASES = "phases"
    NOTES = "notes"
    INJECTS = "injects"
    EXPECTED = "expected"
    FINDINGS = "findings"
    ORDERS = "orders"
    UNITS = "units"
    UNIT = "unit"
    OBSERVERS = "observers"
    OBSERVER = "observer"
    RECORDS = "records"
    OVERRIDES = "overrides"
    CLOCK = "clock"


LANE_TITLES: Mapping[LaneKind, str] = {
    LaneKind.PHASES: N_("Phases"),
    LaneKind.NOTES: N_("Trainer's notes"),
    LaneKind.INJECTS: N_("Injects"),
    LaneKind.EXPECTED: N_("Expected"),
    LaneKind.FINDINGS: N_("Findings"),
    LaneKind.ORDERS: N_("Orders"),
    LaneKind.UNITS: N_("Units"),
    LaneKind.OBSERVERS: N_("Observers"),
    LaneKind.RECORDS: N_("Records"),
    LaneKind.OVERRIDES: N_("Overrides"),
    LaneKind.CLOCK: N_("Clock stopped"),
}
"""What each group of lanes is called, in the order in which they lie."""

LANE_TIPS: Mapping[LaneKind, str] = {
    LaneKind.PHASES: N_("Phases: as planned above, as played below"),
    LaneKind.NOTES: N_("The trainer's notes and bookmarks"),
    LaneKind.INJECTS: N_("Injects: as planned above, as delivered below, joined by a line"),
    LaneKind.EXPECTED: N_("Expected actions: from their inject until they were seen, or their deadline"),
    LaneKind.ORDERS: N_("Orders, with the rank that gave them"),
    LaneKind.UNITS: N_("What each unit did; folded, the highest stage of all of them"),
    LaneKind.OBSERVERS: N_("Tags, notes and markers, by observer"),
    LaneKind.RECORDS: N_("Casualties, arrests and evidence"),
    LaneKind.OVERRIDES: N_("Values the controller set or held"),
    LaneKind.CLOCK: N_("Holds, gaps in the time and real emergencies"),
}
"""What a group of lanes shows, where its name does not say it."""

GROUPS = tuple(LANE_TITLES)
"""Every group of lanes, from top to bottom."""

PINNED = frozenset({LaneKind.PHASES})
"""What stays in sight while the rest is scrolled."""

FOLDABLE = frozenset(
    {
        LaneKind.NOTES,
        LaneKind.EXPECTED,
        LaneKind.FINDINGS,
        LaneKind.UNITS,
        LaneKind.OBSERVERS,
        LaneKind.OVERRIDES,
    }
)
"""Groups that may take several rows, and can be folded into one."""

GROUP_OF: Mapping[LaneKind, LaneKind] = {
    **{kind: kind for kind in GROUPS},
    LaneKind.UNIT: LaneKind.UNITS,
    LaneKind.OBSERVER: LaneKind.OBSERVERS,
}
"""The group each lane belongs to."""


def filled(feed: LaneFeed) -> frozenset[LaneKind]:
    """The groups there is a lane for: what every drill has, and what has come about in this one."""
    lanes = feed.lanes
    wanted = {
        LaneKind.PHASES: True,
        LaneKind.NOTES: bool(lanes.annotations),
        LaneKind.INJECTS: True,
        LaneKind.EXPECTED: bool(lanes.scenario.expected_by_id),
        LaneKind.FINDINGS: True,
        LaneKind.ORDERS: bool(len(lanes.every_order)),
        LaneKind.UNITS: bool(lanes.units),
        LaneKind.OBSERVERS: bool(lanes.observed),
        LaneKind.RECORDS: bool(len(lanes.records)),
        LaneKind.OVERRIDES: bool(lanes.overrides),
        LaneKind.CLOCK: bool(len(lanes.clock)),
    }
    return frozenset(kind for kind, there_is in wanted.items() if there_is)


def count_of(feed: LaneFeed, kind: LaneKind) -> int:
    """How many things lie in a group; 0 where their number says nothing."""
    counted = _COUNTS.get(kind)
    return 0 if counted is None else counted(feed)


_COUNTS: Mapping[LaneKind, Callable[[LaneFeed], int]] = {
    LaneKind.NOTES: lambda feed: len(feed.lanes.annotations),
    LaneKind.EXPECTED: lambda feed: len(feed.lanes.expected),
    LaneKind.FINDINGS: lambda feed: len(feed.findings),
    LaneKind.ORDERS: lambda feed: len(feed.lanes.every_order),
    LaneKind.UNITS: lambda feed: len(feed.lanes.units),
    LaneKind.OBSERVERS: lambda feed: sum(len(track) for track in feed.lanes.observed.values()),
    LaneKind.RECORDS: lambda feed: len(feed.lanes.records),
    LaneKind.OVERRIDES: lambda feed: len(feed.lanes.overrides),
    LaneKind.CLOCK: lambda feed: len(feed.lanes.clock),
}
