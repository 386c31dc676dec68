"""The hotwash as data: it agrees with the measures, tells when the exercise stood still, and flatters no force."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings

from player.engine import commands as do
from player.engine.findings import find
from player.engine.state import ExpectedStatus, Status
from player.i18n import speaking
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.events import WallTime
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.force_uses import GroundKind
from player.review.hotwash import HaltKind, Hotwash, hotwash
from player.review.hotwash_lines import Line, Look
from player.review.hotwash_strengths import StrengthKind
from player.review.hotwash_wording import MOST_LINES, hotwash_sections, hotwash_tiles
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play
from tests.helpers.golden import Golden
from tests.review.measures_cases import M, S, courses, quiet
from tests.scenarios.courses import course
from tests.scenarios.test_shipped_all import SCRIPTS

NAMES = [path.stem for path in SCRIPTS]


def wall(utc_ms: int) -> WallTime:
    return WallTime(utc_ms, "WIB", 420)


def told_of(drill: Drill, walls: Iterable[tuple[ev.Event, WallTime]] | None = None) -> Hotwash:
    """Sum up a drill; the wall clock goes with the exercise unless it is given."""
    scenario, fold = drill.engine.scenario, drill.engine.fold
    log = [(event, wall(event.exercise_ms)) for event in drill.events] if walls is None else walls
    return hotwash(scenario, log, fold, find(scenario, drill.events, fold))


HELD_ACTIVE = (ev.Quantity.BEHAVIOUR, ev.OverrideMode.HOLD, 2, "Rini", "seen")


def kinds(told: Hotwash) -> set[StrengthKind]:
    return {one.kind for one in told.strengths}


class TestWhenItStoodStill:
    def test_a_hold_lasts_by_the_wall_clock(self) -> None:
        drill = quiet().at(10 * S)
        before = len(drill.events)
        drill.do(do.HoldExercise("rain"), do.ResumeExercise(), do.EndExercise())
        clock_ms = 10 * S
        log = [(event, wall(event.exercise_ms)) for event in drill.events[:before]]
        for event in drill.events[before:]:
            if isinstance(event.body, ev.ExerciseResumed):
                clock_ms += 4 * M
            log.append((event, wall(clock_ms)))
        (halt,) = told_of(drill, log).halts
        assert (halt.kind, halt.at_ms, halt.lasted_ms, halt.reason) == (HaltKind.HOLD, 10 * S, 4 * M, "rain")
        assert told_of(drill, log).stood_ms == 4 * M

    def test_ended_in_an_emergency(self) -> None:
        drill = quiet().at(M)
        drill.do(do.DeclareEmergency(), do.EndExercise())
        told = told_of(drill)
        assert told.in_emergency
        assert [halt.kind for halt in told.halts] == [HaltKind.EMERGENCY]
        with speaking("en"):
            assert "real emergency" in hotwash_tiles(told)[1].detail

    @pytest.mark.parametrize("between", [(), (do.DeclareEmergency(), do.EndEmergency())], ids=["", "emergency"])
    def test_a_gap_that_counts_as_elapsed_is_no_hold_at_any_speed(self, between: tuple[do.Command, ...]) -> None:
        drill = quiet().at(M, do.SetSpeed(4000))
        slept, at_ms = len(drill.events), drill.engine.now_ms
        drill.events.append(drill.engine.record(ev.GapFound(30 * S), at_ms))
        drill.do(do.HoldExercise(), *between)
        woken = len(drill.events)
        drill.do(do.CountGap(ev.GapAs.ELAPSED), do.ResumeExercise(), do.EndExercise())
        log = [(event, wall(M)) for event in drill.events]
        first = slept + 2  # the gap and the hold bear the time at which the machine fell asleep
        log[first:woken] = [(event, wall(M + 31 * S)) for event, _wall in log[first:woken]]
        log[woken:] = [(event, wall(M + 35 * S)) for event, _wall in log[woken:]]
        told = told_of(drill, log)
        (gap,) = told.halts_of(HaltKind.GAP)
        assert (gap.lasted_ms, gap.counted_as) == (30 * S, ev.GapAs.ELAPSED)
        assert told.stood_ms == 5 * S

    def test_a_gap_asked_about_before_the_program_was_cut_off_is_the_one_that_is_counted(self) -> None:
        drill = quiet().at(M)
        drill.events.append(drill.engine.record(ev.GapFound(30 * S), M))
        drill.do(do.HoldExercise())
        drill.events.append(drill.engine.record(ev.SessionResumed(5 * M), M))
        drill.do(do.CountGap(ev.GapAs.HOLD), do.EndExercise())
        told = told_of(drill)
        assert [halt.counted_as for halt in told.halts_of(HaltKind.GAP)] == [ev.GapAs.HOLD]
        assert [halt.counted_as for halt in told.halts_of(HaltKind.CUT_OFF)] == [None]

    def test_a_wall_clock_set_back_gives_no_length_below_zero(self) -> None:
        drill = quiet().at(M)
        drill.do(do.HoldExercise(), do.ResumeExercise(), do.EndExercise())
        log = [(event, wall(-seq * M)) for seq, event in enumerate(drill.events)]
        assert [halt.lasted_ms for halt in told_of(drill, log).halts] == [0]


class TestWhatWentWell:
    def test_force_alone_is_nothing(self) -> None:
        drill = quiet().at(30 * S, do.StartAction("shove-1"))
        drill.at(5 * M, do.EndExercise())
        told = told_of(drill)
        assert told.measures.force.excess_ms > 0
        assert not kinds(told) & {StrengthKind.IN_PROPORTION, StrengthKind.WARNED, StrengthKind.NO_FORCE}

    def test_a_warning_ahead_of_force_counts_by_how_long(self) -> None:
        drill = quiet().at(30 * S, do.StartAction("warning-1")).stop(40 * S, "warning-1")
        drill.at(75 * S, do.StartAction("shove-1"))
        drill.at(80 * S, do.EndExercise())
        (one,) = [one for one in told_of(drill).strengths if one.kind is StrengthKind.WARNED]
        assert (one.part, one.whole, one.at_ms) == (45 * S, 5 * M, 75 * S)

    @pytest.mark.parametrize("again_ms", [6 * M, 4 * M])
    def test_a_warning_long_before_or_in_the_same_instant_is_no_strength(self, again_ms: int) -> None:
        drill = quiet().at(30 * S, do.StartAction("warning-1")).stop(40 * S, "warning-1")
        drill.at(75 * S, do.StartAction("shove-1")).stop(80 * S, "shove-1")
        same = [do.StartAction("warning-1")] if again_ms == 4 * M else []
        drill.do(do.AdjustPhase(5 * M))
        drill.at(7 * M if again_ms == 4 * M else again_ms, *same, do.StartAction("shove-1"))
        drill.do(do.EndExercise())
        assert StrengthKind.WARNED not in kinds(told_of(drill))

    def test_an_appeal_ahead_of_force_is_no_strength(self) -> None:
        drill = quiet().at(30 * S, do.StartAction("appeal-1")).at(50 * S, do.StartAction("shove-1"))
        drill.at(55 * S, do.EndExercise())
        assert StrengthKind.WARNED not in kinds(told_of(drill))

    def test_a_warning_is_no_strength_where_one_asked_for_came_late(self) -> None:
        drill = quiet().at(30 * S, do.StartAction("warning-1"), do.FireInject("again"))
        drill.at(2 * M, do.StartAction("shove-1"))
        drill.at(150 * S, do.EndExercise())
        told = told_of(drill)
        assert any(one.status is not ExpectedStatus.MET for one in told.measures.expected.called)
        assert StrengthKind.WARNED not in kinds(told)

    @pytest.mark.parametrize(("pause_ms", "is_strength"), [(4 * M, True), (6 * M, False)])
    def test_dialogue_is_no_strength_where_it_was_dropped_for_long_beside_force(
        self, pause_ms: int, *, is_strength: bool
    ) -> None:
        drill = quiet().at(5 * S, do.AdjustPhase(20 * M), do.Override(*HELD_ACTIVE))
        drill.at(10 * S, do.StartAction("talk-1")).stop(30 * S, "talk-1").at(M, do.StartAction("shove-1"))
        drill.stop(90 * S, "shove-1").at(30 * S + pause_ms, do.StartAction("talk-1"))
        drill.at(8 * M, do.EndExercise())
        told = told_of(drill)
        longest = told.dialogue.longest
        assert longest is not None
        assert (longest.from_ms, longest.to_ms, longest.force) == (30 * S, 30 * S + pause_ms, 4)
        assert (StrengthKind.DIALOGUE in kinds(told)) == is_strength

    def test_dialogue_begun_while_it_was_red_is_told(self) -> None:
        drill = quiet().at(10 * S, do.ObserveTag("agresif")).at(20 * S, do.StartAction("talk-1"))
        drill.at(30 * S, do.EndExercise())
        told = told_of(drill)
        assert told.dialogue.in_red == (("negotiation", 20 * S),)
        assert [one.kind for one in told.turned] == [GroundKind.TAG]

    def test_force_over_at_once_is_no_use_but_counted_apart(self) -> None:
        drill = quiet().at(10 * S, do.StartAction("shove-1", stage=3)).stop(10 * S, "shove-1")
        drill.at(20 * S, do.StartAction("shove-1")).stop(40 * S, "shove-1")
        drill.do(do.EndExercise())
        told = told_of(drill)
        assert (len(told.uses), told.momentary) == (1, 1)

    def test_uses_of_force_that_had_no_order_stand_beside_the_orders(self) -> None:
        drill = quiet().at(10 * S, do.GiveOrder("dalmas", "shield_push", "Danki")).at(20 * S, do.StartAction("shove-1"))
        drill.at(30 * S, do.StartAction("line-1", stage=3)).at(40 * S, do.EndExercise())
        (one,) = [one for one in told_of(drill).strengths if one.kind is StrengthKind.ORDERED]
        assert (one.part, one.whole, one.beside) == (1, 1, (30 * S,))

    def test_orders_are_no_strength_while_the_force_they_ordered_is_a_finding(self) -> None:
        drill = quiet().at(10 * S, do.GiveOrder("dalmas", "shield_push", "Danki")).at(20 * S, do.StartAction("shove-1"))
        drill.at(5 * M, do.EndExercise())
        told = told_of(drill)
        assert "R2" in {one.finding.rule for one in told.findings}
        assert StrengthKind.ORDERED not in kinds(told)

    @pytest.mark.parametrize("declared", ["script", "tag"])
    def test_force_is_in_proportion_by_what_people_saw_not_by_the_script(self, declared: str) -> None:
        drill = quiet().at(5 * S, do.StartAction("warning-1"))
        drill.do(do.FireInject("arm") if declared == "script" else do.ObserveTag("agresif"))
        drill.at(30 * S, do.StartAction("shove-1", stage=3)).stop(50 * S, "shove-1")
        drill.do(do.EndExercise())
        told = told_of(drill)
        assert told.measures.force.excess_ms == 0
        assert (StrengthKind.IN_PROPORTION in kinds(told)) == (declared == "tag")

    def test_force_is_no_strength_while_any_finding_on_it_stands(self) -> None:
        drill = quiet().at(5 * S, do.StartAction("warning-1"), do.ObserveTag("agresif"))
        drill.at(30 * S, do.StartAction("shove-1")).stop(50 * S, "shove-1")
        drill.do(do.EndExercise())
        told = told_of(drill)
        assert told.measures.force.excess_ms == 0
        assert {one.finding.rule for one in told.waiting} == {"R4", "R13"}
        for found in told.waiting:
            assert StrengthKind.IN_PROPORTION not in kinds(told_of(drill))
            drill.do(do.AnswerFinding(found.finding.key, ev.AnswerKind.DISMISSED, "on paper"))
        assert StrengthKind.IN_PROPORTION in kinds(told_of(drill))

    def test_no_kind_of_strength_speaks_of_dispersal(self) -> None:
        assert not any("dispers" in kind for kind in StrengthKind)


@given(courses())
@settings(max_examples=cases(60))
def test_it_agrees_with_the_measures(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    drill = Drill(script_and_steps[0])
    play(drill, script_and_steps[1])
    if drill.state.status is not Status.ENDED:
        drill.attempt(do.EndExercise())
    told = told_of(drill)
    measured = told.measures
    assert sum(one.length_ms for one in told.phases) == (measured.length_ms if told.phases else 0)
    total = measured.expected.total
    assert (len(told.unmet), len(told.late)) == (total.missed + total.open, total.late)
    assert all(one.status in {ExpectedStatus.MISSED, ExpectedStatus.OPEN} for one in told.unmet)
    assert len(told.late_injects) == measured.injects.late
    assert len(told.skipped) == measured.injects.skipped
    waits = [found.waits for found in told.findings]
    assert waits == sorted(waits, reverse=True), "those that wait come first"
    certainties = [found.finding.certainty.value for found in told.waiting]
    assert certainties == sorted(certainties), "the surest first"
    counts = dict.fromkeys(RecordKind, 0)
    for fact in drill.state.facts.values():
        counts[fact.kind] += not fact.voided
    assert told.facts == counts
    assert 0 <= (told.peak.index if told.peak else 0) <= 100
    if measured.force.excess_ms:
        assert StrengthKind.IN_PROPORTION not in kinds(told)
    sections = hotwash_sections(told, drill.engine.scenario)
    ends_ms = measured.length_ms
    for line in (line for section in sections for line in section.lines):
        assert line.at_ms is None or 0 <= line.at_ms <= ends_ms
        assert line.share is None or 0 <= line.share <= 1


@pytest.mark.parametrize("name", NAMES)
def test_of_the_planned_route_of_each_shipped_drill(name: str, golden: Golden) -> None:
    played = course(name)
    log = [(event, wall(event.exercise_ms)) for event in played.events]
    scenario = played.fold.scenario
    told = hotwash(scenario, log, played.fold, find(scenario, played.events, played.fold))
    with speaking("en"):
        lines = [f"{tile.look:8} {tile.caption}: {tile.value} | {tile.detail}" for tile in hotwash_tiles(told)]
        for section in hotwash_sections(told, scenario):
            lines += ["", f"{section.title} ({section.note})", *map(_text, section.lines)]
            if not section.lines:
                lines.append(f"         {section.nothing}")
    golden(f"hotwash/{name}.txt", "\n".join(line.rstrip() for line in lines) + "\n")


def _text(line: Line) -> str:
    return f"{line.look:8} {line.text} | {line.value} | {line.detail}"


@pytest.mark.parametrize(("ended_ms", "missed", "still_open"), [(M, 0, 2), (30 * S + 40 * S, 2, 0)])
def test_what_was_still_open_at_endex_is_not_told_as_not_done(ended_ms: int, missed: int, still_open: int) -> None:
    drill = quiet().at(30 * S, do.FireInject("again")).at(ended_ms, do.EndExercise())
    told = told_of(drill)
    with speaking("en"):
        tile = next(one for one in hotwash_tiles(told) if one.caption == "Expected, not done")
        (section,) = (one for one in hotwash_sections(told, drill.engine.scenario) if one.name == "expected")
    assert tile.value == f"{missed} of 2"
    assert tile.look is (Look.WORTH if missed else Look.PLAIN)
    assert ("still open at EndEx: 2" in tile.detail) == bool(still_open)
    assert [line.look for line in section.lines] == [Look.UNMET] * missed + [Look.SOFT] * still_open
    assert all(("still open at EndEx" in line.detail) == (line.look is Look.SOFT) for line in section.lines)


def test_a_section_of_thousands_is_cut_and_says_so() -> None:
    drill = quiet().at(M)
    for _number in range(MOST_LINES + 5):
        drill.do(do.HoldExercise(), do.ResumeExercise())
    drill.do(do.EndExercise())
    sections = {one.name: one for one in hotwash_sections(told_of(drill), drill.engine.scenario)}
    lines = sections["halts"].lines
    assert len(lines) == MOST_LINES + 1
    assert lines[-1].look is Look.SOFT
    assert "5" in lines[-1].text


def test_times_are_whole_milliseconds() -> None:
    told = told_of(quiet().at(90 * SECOND_MS, do.EndExercise()))
    assert told.measures.length_ms == 90 * SECOND_MS
    assert told.planned_ms % MINUTE_MS == 0
