"""What suggests itself as an area for improvement until a trainer takes it up: on the screen and in the report."""

from __future__ import annotations

from dataclasses import dataclass

from player.engine import commands as do
from player.engine.findings import Finding, find
from player.model import events as ev
from player.review.assessment import assessment_of
from player.review.measures import measures
from player.review.suggesting import Unmet, suggested_findings, suggested_unmet, unmet_of
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, expected, inject, phase, scenario

S, M = 1_000, 60_000
IMPROVEMENT = ev.AnnotationKind.IMPROVEMENT


@dataclass
class Ended:
    """A drill in which a shove came unwarned, one expected action was missed, and two of one inject were open."""

    drill: Drill

    @property
    def findings(self) -> list[Finding]:
        fold = self.drill.engine.fold
        found = find(self.drill.engine.scenario, self.drill.events, fold)
        return list(suggested_findings(fold.state, found, assessment_of(fold.state)))

    @property
    def unmet(self) -> list[Unmet]:
        made, fold = self.drill.engine.scenario, self.drill.engine.fold
        called = measures(made, self.drill.events, fold).expected.called
        return list(suggested_unmet(unmet_of(made, self.drill.events, called), assessment_of(fold.state)))

    @property
    def names(self) -> list[str]:
        return [one.measure.expected for one in self.unmet]

    def improve(self, on: int | None = None, finding: str = "") -> None:
        self.drill.do(do.Annotate(IMPROVEMENT, 0, "Better", on=on, finding=finding))


def ended() -> Ended:
    made = scenario(
        phase(
            "only",
            inject("early", 10 * S, expect=[expected("seen", 30 * S), expected("gone", 30 * S)]),
            inject("late", 4 * M, expect=[expected("left", 5 * M), expected("right", 5 * M)]),
            action("shove-1", "dalmas", "shield_push"),
        )
    )
    drill = Drill(made).start()
    drill.to(20 * S)
    drill.do(do.TickExpected("seen"), do.StartAction("shove-1"))
    drill.to(5 * M)
    drill.do(do.EndExercise())
    return Ended(drill)


def test_what_nobody_saw_suggests_itself_with_the_events_that_tell_so() -> None:
    drill = ended()
    assert drill.names == ["gone", "left", "right"]
    bodies = {event.seq: event.body for event in drill.drill.events}
    gone, left, _right = drill.unmet
    assert bodies[gone.said_seq] == ev.ExpectedActionMissed("gone")
    assert isinstance(bodies[gone.fired_seq], ev.InjectFired)
    assert left.said_seq == left.fired_seq, "nothing but its inject tells of one that was open at EndEx"


def test_one_that_was_taken_up_goes_whichever_of_its_entries_the_area_is_on() -> None:
    for by_inject in (False, True):
        drill = ended()
        gone = drill.unmet[0]
        drill.improve(on=gone.fired_seq if by_inject else gone.said_seq)
        assert drill.names == ["left", "right"]


def test_of_two_that_one_inject_called_for_each_area_takes_one() -> None:
    drill = ended()
    seq = drill.unmet[1].fired_seq
    drill.improve(on=seq)
    assert drill.names == ["gone", "right"]
    drill.improve(on=seq)
    assert drill.names == ["gone"]


def test_a_finding_suggests_itself_until_it_is_taken_up_or_dismissed() -> None:
    first = ended().findings[0].key
    for answer in ev.AnswerKind:
        drill = ended()
        drill.drill.do(do.AnswerFinding(first, answer, "so it is"))
        assert (first in {one.key for one in drill.findings}) is (answer is not ev.AnswerKind.DISMISSED), answer
    drill = ended()
    drill.improve(finding=first)
    assert first not in {one.key for one in drill.findings}
    drill = ended()
    drill.drill.do(do.PlanCorrective("Train it", finding=first))
    assert first not in {one.key for one in drill.findings}
