"""A saved session as exports take it: what is intact of it, and what is to be said of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from player.engine.findings import Finding
from player.engine.state import DrillState
from player.i18n import N_, Message
from player.model.events import ExerciseEnded, ExerciseStarted, Record, WallTime
from player.model.rules import RULES_VERSION, rules_known
from player.model.scenario import Scenario
from player.model.times import SECOND_MS
from player.review.assessment import Assessment, assessment_of
from player.review.lines import Line
from player.review.measures import Measures, measures
from player.review.timeline import Timeline
from player.review.wording import Wording
from player.session.store import SavedSession, fitting, read_session


class SessionSource:
    """A session and what is worked out from it, each when it is first asked for.

    Args:
        saved: the session, up to the first event that cannot be trusted.

    Attributes:
        saved: the same: the rows whose chain is intact. ``fit``: of these, up to the first that does not fit the
            script or what was before it; that is what tables tell.
    """

    def __init__(self, saved: SavedSession) -> None:
        self.saved = saved
        self.fit = fitting(saved)

    @property
    def scenario(self) -> Scenario:
        """The script it was run with."""
        return self.saved.loaded.scenario

    @cached_property
    def timeline(self) -> Timeline:
        """The drill. Behind damage nothing is known of it but that it went on."""
        return Timeline.of(self.fit)

    @property
    def state(self) -> DrillState:
        """The drill at its end."""
        return self.timeline.fold.state

    @cached_property
    def measures(self) -> Measures:
        """Its measures."""
        return measures(self.scenario, self.timeline.events, self.timeline.fold)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in it."""
        return self.timeline.findings

    @cached_property
    def assessment(self) -> Assessment:
        """What trainers have said of it."""
        return assessment_of(self.state)

    def lines(self) -> Iterator[tuple[Record, Line]]:
        """Each event with its words, in the language in use."""
        wording = Wording(self.scenario)
        for record in self.fit.records:
            yield record, wording.line(record.event)

    def wall_of(self, kind: type[ExerciseStarted | ExerciseEnded]) -> WallTime | None:
        """The wall clock at StartEx or EndEx, or None where that was not."""
        walls = (record.wall for record in self.fit.records if isinstance(record.event.body, kind))
        return next(walls, None)

    @property
    def last_second_ms(self) -> int:
        """The last whole second of the drill that the trace of the crowd has, in ms: that in which it ended."""
        length_ms, crowd = self.measures.length_ms, self.timeline.crowd
        return min(-(-length_ms // SECOND_MS), crowd.tick) * SECOND_MS

    def notes(self) -> tuple[Message, ...]:
        """What is to be said of a session that is not whole, or that a newer Gladi has run."""
        found: list[Message] = []
        damage = self.fit.damage
        if damage is not None:
            text = N_("This session is damaged; its {events} usable events are exported. {reason}")
            found.append(Message(text, {"events": len(self.fit.records), "reason": damage.reason}))
        if not self.saved.finished:
            found.append(Message("This session was cut off before EndEx; what there is of it is exported."))
        version = self.saved.opened.rules_version
        if not rules_known(version):
            text = N_("Findings are worked out by rules of version {newest}; it was run with version {version}.")
            found.append(Message(text, {"newest": RULES_VERSION, "version": version}))
        return tuple(found)


def session_source(path: Path) -> SessionSource:
    """The session in this file.

    Raises:
        SessionUnreadable: it is no session, or nothing in it can be used.
    """
    return SessionSource(read_session(path))
