"""That whoever evaluates is told of all that changes, and of next to nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.findings import Finding, FindingsFold, find
from player.model import events as ev
from player.model.doctrine import Behaviour, RecordKind
from player.model.scenario import Scenario
from tests.engine.findings.play import M, Play, S, rule, script, substance
from tests.engine.findings.test_fold import careless_drills
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play

TOLD_OF_THE_CROWD = (ev.BehaviourChanged, ev.SituationChanged, ev.CrowdDispersed, ev.CrowdGathered)
"""What sessions of version 1 do not have in their logs."""


def in_pieces(steps: list[Step], pieces_ms: Iterator[int]) -> Iterator[Step]:
    """The same steps, with the time cut into pieces."""
    for step in steps:
        if not isinstance(step, int):
            yield step
            continue
        left_ms = step
        while left_ms > 0:
            piece_ms = min(left_ms, next(pieces_ms))
            yield piece_ms
            left_ms -= piece_ms


PIECES_MS = st.lists(st.sampled_from([300, 1_000, 1_000, 4_700, 60_000, 300_000]), min_size=1, max_size=4)


@pytest.mark.parametrize("version", [1, 2])
@given(careless_drills(), PIECES_MS, st.lists(st.booleans(), min_size=1, max_size=6))
@settings(max_examples=cases(100))
def test_nothing_changes_untold(
    version: int, drill_of: tuple[Scenario, list[Step]], pieces_ms: list[int], reads: list[bool]
) -> None:
    whole, steps = drill_of
    drill = Drill(whole)
    live = FindingsFold(drill.engine.fold, rules_version=version)
    log: list[ev.Event] = []
    drill.start()
    told, told_to, seen = False, 0, substance(())
    for step, read in zip(in_pieces(steps, cycle(pieces_ms)), cycle(reads), strict=False):
        play(drill, [step])
        for event in drill.events[told_to:]:
            if version > 1 or not isinstance(event.body, TOLD_OF_THE_CROWD):
                live.follow(event)
                log.append(event)
        told_to = len(drill.events)
        told = live.evaluate() or told
        if read:
            now = substance(live.findings)
            assert told or now == seen
            told, seen = False, now
    assert told_to == len(drill.events) or not steps
    if told_to:
        assert live.findings == find(whole, log, drill.engine.fold, version)


def evaluated(drill: Play, ms: int) -> list[int]:
    """At which seconds up to this time something may have changed, evaluated each second."""
    told = []
    while drill.engine.now_ms < ms:
        for event in drill.engine.advance(drill.engine.now_ms + S):
            drill.events.append(event)
            drill.live.follow(event)
        if drill.live.evaluate():
            told.append(drill.engine.now_ms // S)
    return told


def test_while_nothing_happens_nothing_is_told() -> None:
    drill = Play().begin(10 * M, "line")
    assert evaluated(drill, 11 * M)[1:] == []
    assert evaluated(drill, 60 * M) == []


def test_a_grace_that_is_over_is_told_once_and_how_long_it_lasts_is_not() -> None:
    drill = Play().begin(10 * M, "push", reason="why")
    told = evaluated(drill, 15 * M)
    assert 10 * 60 + 31 in told
    assert [second for second in told if second > 10 * 60 + 31] == []
    assert [one.to_ms for one in drill.live.findings if one.rule == "R2"] == [15 * M]


@pytest.mark.parametrize(
    ("what", "at_s"), [("negotiation", 10 * 60 + 121), ("aid", 10 * 60 + 121), ("calm", 14 * 60 + 121)]
)
def test_each_time_that_passes_is_told(what: str, at_s: int) -> None:
    drill = Play(script({"R8": rule(within=2 * M), "R12": rule(within=2 * M), "R14": rule(after=2 * M)}))
    if what == "negotiation":
        drill.see(10 * M, Behaviour.PASIF)
    elif what == "aid":
        drill.record(10 * M, RecordKind.CASUALTY)
    else:
        drill.see(10 * M, Behaviour.AKTIF).begin(10 * M, "push")
    assert at_s in evaluated(drill, 18 * M)


def test_on_hold_time_stands_still_and_nothing_is_told() -> None:
    drill = Play().begin(10 * M, "push", reason="why").at(10 * M + 20 * S, do.HoldExercise())
    drill.live.evaluate()
    assert drill.engine.advance(20 * M) == []
    assert not drill.live.evaluate()
    drill.do(do.ResumeExercise())
    drill.to(10 * M + 30 * S)
    assert drill.found("R2") == []
    drill.to(10 * M + 31 * S)
    assert [one.from_ms for one in drill.found("R2")] == [10 * M]


@pytest.mark.parametrize("command", [do.PlaceMarker("here"), do.SetSpeed(2_000), do.AdjustPhase(M)])
def test_what_no_rule_looks_at_is_not_told(command: do.Command) -> None:
    drill = Play().begin(10 * M, "push")
    evaluated(drill, 12 * M)
    for event in drill.engine.do(command):
        drill.live.follow(event)
    assert not drill.live.evaluate()


def test_an_event_that_is_followed_later_is_told_of_later() -> None:
    drill = Play()
    (event,) = drill.engine.do(do.StartAction("gas.first"))
    drill.live.evaluate()
    assert drill.live.findings == ()
    drill.live.follow(event)
    assert drill.live.evaluate()
    found: tuple[Finding, ...] = drill.live.findings
    assert {one.rule for one in found} >= {"R3", "R5"}


def test_after_endex_nothing_is_told_any_more() -> None:
    drill = Play().begin(10 * M, "push").finish(10 * M + 400)
    drill.live.evaluate()
    drill.engine.fold.advance(50 * M)
    assert not drill.live.evaluate()
    assert not drill.live.evaluate()
