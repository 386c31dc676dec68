"""The measures of what the script asks for: expected actions, decisions and injects, counted by hand."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.state import ExpectedStatus
from player.model import events as ev
from player.review.lanes import LATE_AFTER_MS
from player.triggers.every import Every
from tests.helpers.scenarios import inject, phase, scenario
from tests.review.measures_cases import Course, M, S, quiet

# Expected actions


def test_expected_actions_by_how_they_came_out() -> None:
    course = Course().at(70 * S, do.StartAction("appeal-1")).at(2 * M - 1)
    expected = course.measured.expected
    assert [(one.expected, one.status) for one in expected.called] == [
        ("told", ExpectedStatus.MET),
        ("seen", ExpectedStatus.MISSED),
    ]
    total = expected.total
    assert (total.met, total.missed, total.late) == (1, 1, 0)
    assert (total.delays.median_ms, expected.critical.opened) == (10 * S, 1)
    assert expected.by_unit.keys() == {"negosiator"}
    assert (expected.by_objective["warned"].met, expected.by_objective["calm"].missed) == (1, 1)


def test_an_expected_action_seen_after_its_deadline_is_late_and_no_longer_missed() -> None:
    course = Course().at(110 * S, do.TickExpected("seen"))
    total = course.measured.expected.total
    assert (total.late, total.missed, total.delays.longest_ms) == (1, 1, 50 * S)


def test_what_is_called_for_again_counts_each_time() -> None:
    course = Course().at(70 * S, do.TickExpected("seen")).at(4 * M + 1)
    seen = [(one.opened_ms, one.status) for one in course.measured.expected.called if one.expected == "seen"]
    missed = ExpectedStatus.MISSED
    assert seen == [(M, ExpectedStatus.MET), (2 * M, missed), (3 * M, missed), (4 * M, ExpectedStatus.OPEN)]


def test_what_is_called_for_anew_while_it_is_open_counts_from_then() -> None:
    course = Course().at(70 * S, do.FireInject("again", ev.Firing.CHOSEN)).at(75 * S, do.TickExpected("seen"))
    seen = [one for one in course.measured.expected.called if one.expected == "seen"]
    assert [(one.opened_ms, one.latency_ms) for one in seen] == [(70 * S, 5 * S)]


def test_a_void_tick_does_not_count_not_even_once_it_is_called_for_again() -> None:
    course = Course().at(70 * S, do.TickExpected("seen"))
    seq = course.state.last_seq
    course.do(do.VoidEntry(seq))
    assert course.measured.expected.total.open == 2
    course.do(do.RestoreEntry(seq))
    course.at(2 * M + 1, do.VoidEntry(seq))
    first = course.measured.expected.called[1]
    assert (first.expected, first.status, first.latency_ms) == ("seen", ExpectedStatus.MISSED, None)


def test_a_void_tick_of_what_was_called_for_again_at_its_very_deadline_is_missed() -> None:
    course = Course().at(70 * S, do.TickExpected("seen"))
    seq = course.state.last_seq
    course.at(100 * S, do.FireInject("again", ev.Firing.CHOSEN), do.VoidEntry(seq))
    seen = [(one.opened_ms, one.status) for one in course.measured.expected.called if one.expected == "seen"]
    assert seen[0] == (M, ExpectedStatus.MISSED)


def test_what_was_under_way_before_it_was_called_for_is_counted_apart() -> None:
    course = Course().at(30 * S, do.StartAction("appeal-1")).at(2 * M - 1)
    told, seen = course.measured.expected.called
    assert (told.status, told.latency_ms, told.ahead) == (ExpectedStatus.MET, 0, True)
    assert (seen.status, seen.ahead) == (ExpectedStatus.MISSED, False)
    total = course.measured.expected.total
    assert (total.met, total.ahead, total.delays.median_ms) == (1, 1, None)


def test_what_begins_at_the_very_moment_it_is_called_for_is_not_ahead() -> None:
    course = Course().at(M, do.StartAction("appeal-1")).at(2 * M - 1)
    told = course.measured.expected.called[0]
    assert (told.status, told.latency_ms, told.ahead) == (ExpectedStatus.MET, 0, False)


# Decisions and injects


def test_a_decision_waits_from_its_question_to_its_answer() -> None:
    course = quiet().at(2 * M + 12_500, do.Decide("way", "stay"))
    (way,) = course.measured.decisions.decisions
    assert (way.asked_ms, way.taken_ms, way.choice, way.wait_ms) == (2 * M, 2 * M + 12_500, "stay", 12_500)


def test_a_decision_answered_before_its_question_waited_for_nothing() -> None:
    decisions = quiet().at(M, do.Decide("way", "stay")).at(3 * M).measured.decisions
    assert [(one.asked_ms, one.wait_ms) for one in decisions.decisions] == [(None, None)]
    assert decisions.delays.count == 0


def test_a_question_nobody_answered_is_told_without_an_answer() -> None:
    (way,) = quiet().at(2 * M).at(3 * M).measured.decisions.decisions
    assert (way.asked_ms, way.taken_ms, way.wait_ms) == (2 * M, None, None)


def test_injects_are_on_time_late_early_or_have_no_time() -> None:
    course = Course().at(80 * S, do.FireInject("wait", ev.Firing.GO), do.FireInject("rumour", ev.Firing.CHOSEN))
    course.do(do.FireInject("arm", ev.Firing.CHOSEN))
    injects = course.measured.injects
    assert [(one.inject, one.late_ms) for one in injects.deliveries] == [
        ("again", 0),
        ("wait", 20 * S),
        ("rumour", None),
        ("arm", -40 * S),
    ]
    assert (injects.on_time, injects.late, injects.early, injects.untimed, injects.by_hand) == (2, 0, 1, 1, 3)
    edge = Course().at(60 * S + LATE_AFTER_MS, do.FireInject("wait", ev.Firing.GO)).measured.injects
    assert (edge.late, edge.on_time, edge.delays.count) == (0, 3, 1)
    course = Course().at(60 * S + LATE_AFTER_MS + 1, do.FireInject("wait", ev.Firing.GO))
    assert (course.measured.injects.late, course.measured.injects.delays.longest_ms) == (1, LATE_AFTER_MS + 1)


def test_delivering_once_more_leaves_the_first_delivery_as_it_was() -> None:
    course = Course().at(80 * S, do.FireInject("wait", ev.Firing.GO), do.FireInject("arm", ev.Firing.CHOSEN))
    course.at(150 * S, do.FireInject("arm", ev.Firing.AGAIN), do.FireInject("wait", ev.Firing.AGAIN))
    told = [(one.inject, one.late_ms) for one in course.measured.injects.deliveries if one.inject in {"arm", "wait"}]
    assert told == [("wait", 20 * S), ("arm", -40 * S), ("arm", None), ("wait", None)]


def test_what_is_held_back_skipped_or_never_comes_is_counted() -> None:
    course = Course().at(10 * S, do.HoldBackInject("push"), do.SkipInject("arm"))
    before = course.measured.injects
    assert (before.held, before.skipped, before.passed, before.waiting) == (1, 1, 0, 4)
    course.at(20 * S, do.ReleaseInject("push"), do.NextPhase())
    after = course.measured.injects
    assert (after.held, after.skipped, after.passed, after.waiting) == (1, 1, 4, 2)
    course.do(do.EndExercise())
    assert (course.measured.injects.passed, course.measured.injects.waiting) == (6, 0)


def test_an_inject_that_comes_again_and_again_is_timed_each_time_it_waited() -> None:
    ask = inject("ask", trigger=Every(M, M, 3), manual=True, repeats=True)
    course = Course(scenario(phase("only", ask, planned_ms=5 * M)))
    course.at(70 * S, do.FireInject("ask", ev.Firing.GO)).at(145 * S, do.FireInject("ask", ev.Firing.GO))
    assert [one.late_ms for one in course.measured.injects.deliveries] == [10 * S, 25 * S]
    course.at(150 * S, do.FireInject("ask", ev.Firing.CHOSEN))
    assert course.measured.injects.deliveries[-1].late_ms is None
