"""A script played on its own plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.engine.rehearsal import Plan, Rehearsal, Route, next_moment_ms, rehearse
from player.engine.state import ExpectedStatus, Status
from player.i18n import use_language
from player.model import events as ev
from player.model.course import Inject, Phase, PlannedSpan, UnitAction
from player.model.doctrine import InjectStatus
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS
from tests.helpers.depth import cases
from tests.helpers.drills import OWN_UNITS, TIMES_MS, same_drill, sound
from tests.helpers.scenarios import action, expected, inject, phase, scenario, small_drill


def times_ms(course: Rehearsal, kind: type[ev.Body], **fields: object) -> list[int]:
    return [
        event.exercise_ms
        for event in course.events
        if isinstance(event.body, kind) and all(getattr(event.body, name) == fields[name] for name in fields)
    ]


def story(course: Rehearsal, *kinds: type[ev.Body]) -> list[tuple[int, ev.Body]]:
    return [(event.exercise_ms, event.body) for event in course.events if isinstance(event.body, kinds)]


def test_the_phases_begin_on_time_and_endex_comes_with_the_last_one() -> None:
    course = rehearse(small_drill())
    assert times_ms(course, ev.PhaseStarted) == [0, 10 * MINUTE_MS]
    assert times_ms(course, ev.ExerciseEnded) == [20 * MINUTE_MS]
    assert course.fold.state.status is Status.ENDED
    assert course.fold.now_ms == 20 * MINUTE_MS == small_drill().planned_ms


def test_injects_fire_at_their_time_also_the_manual_ones_and_those_without_a_time_do_not() -> None:
    course = rehearse(small_drill())
    assert story(course, ev.InjectFired) == [
        (0, ev.InjectFired("arrival", ev.Firing.SCHEDULE)),
        (2 * MINUTE_MS, ev.InjectFired("orator", ev.Firing.SCHEDULE)),
        (4 * MINUTE_MS, ev.InjectFired("bottle", ev.Firing.PLAN)),
        (11 * MINUTE_MS, ev.InjectFired("push", ev.Firing.SCHEDULE)),
    ]
    assert times_ms(course, ev.InjectSkipped, inject="rumour") == [10 * MINUTE_MS]


def test_units_act_when_planned_and_on_the_order_it_needs() -> None:
    course = rehearse(small_drill())
    assert story(course, ev.OrderGiven, ev.ActionStarted, ev.ActionStopped) == [
        (MINUTE_MS, ev.ActionStarted(1, "line", "dalmas", "shield_line", 1, 4)),
        (3 * MINUTE_MS, ev.ActionStarted(2, "warning", "negosiator", "warning", 2, 4)),
        (4 * MINUTE_MS, ev.ActionStopped(2)),
        (12 * MINUTE_MS, ev.OrderGiven(1, "water-cannon", "water_cannon", "Danki")),
        (12 * MINUTE_MS, ev.ActionStarted(3, "cannon", "water-cannon", "water_cannon", 5, 4, order=1)),
        (13 * MINUTE_MS, ev.ActionStopped(3)),
        (20 * MINUTE_MS, ev.ActionStopped(1)),
    ], "the shield line of the second phase is the one that stands since the first"


def test_what_is_expected_is_met_by_the_planned_action_or_at_half_its_deadline() -> None:
    course = rehearse(small_drill())
    assert story(course, ev.ExpectedActionMet, ev.ExpectedActionMissed) == [
        (3 * MINUTE_MS, ev.ExpectedActionMet("warn", MINUTE_MS, late=False, by_action=2)),
        (5 * MINUTE_MS, ev.ExpectedActionMet("report", MINUTE_MS, late=False)),
    ]


def test_a_missed_tick_is_missed_and_nothing_else_changes() -> None:
    whole, missed = rehearse(small_drill()), rehearse(small_drill(), Route(missed=frozenset({"report"})))
    assert story(missed, ev.ExpectedActionMet, ev.ExpectedActionMissed) == [
        (3 * MINUTE_MS, ev.ExpectedActionMet("warn", MINUTE_MS, late=False, by_action=2)),
        (6 * MINUTE_MS, ev.ExpectedActionMissed("report")),
    ]
    others = (ev.InjectFired, ev.ActionStarted, ev.ActionStopped, ev.PhaseStarted, ev.ExerciseEnded)
    assert story(missed, *others) == story(whole, *others)


def test_a_missed_action_of_a_unit_is_not_done_at_all() -> None:
    course = rehearse(small_drill(), Route(missed=frozenset({"warn"})))
    assert times_ms(course, ev.ActionStarted, offer="warning") == []
    assert times_ms(course, ev.ExpectedActionMissed) == [5 * MINUTE_MS]
    assert times_ms(course, ev.ActionStarted, offer="line") == [MINUTE_MS]


def test_a_unit_that_would_be_at_it_already_is_not_when_it_is_missed() -> None:
    script = scenario(
        phase("first", action("line", planned=[(MINUTE_MS, None)])),
        phase(
            "second",
            inject("opens", MINUTE_MS, expect=[expected("wish", MINUTE_MS, "shield_line")]),
            action("on", planned=[(0, 3 * MINUTE_MS)]),
            action("again", planned=[(5 * MINUTE_MS, None)]),
        ),
    )
    done = rehearse(script)
    assert times_ms(done, ev.ActionStarted) == [MINUTE_MS, 15 * MINUTE_MS]
    assert times_ms(done, ev.ExpectedActionMet) == [11 * MINUTE_MS]
    missed = rehearse(script, Route(missed=frozenset({"wish"})))
    assert times_ms(missed, ev.ExpectedActionMissed) == [12 * MINUTE_MS]
    assert times_ms(missed, ev.ExpectedActionMet) == []
    assert times_ms(missed, ev.ActionStopped) == [10 * MINUTE_MS], "it stands until the phase in which it is missed"


def test_everything_is_the_plan_s_or_the_engine_s() -> None:
    assert {event.actor for event in rehearse(small_drill()).events} == {ev.Actor.PLAN, ev.Actor.ENGINE}


def test_an_action_planned_twice_starts_twice_even_without_a_break() -> None:
    spans = [(0, MINUTE_MS), (MINUTE_MS, 2 * MINUTE_MS), (5 * MINUTE_MS, 6 * MINUTE_MS)]
    course = rehearse(scenario(phase("only", action("line", planned=spans))))
    assert times_ms(course, ev.ActionStarted) == [0, MINUTE_MS, 5 * MINUTE_MS]
    assert times_ms(course, ev.ActionStopped) == [MINUTE_MS, 2 * MINUTE_MS, 6 * MINUTE_MS]


def test_what_falls_on_the_end_of_a_phase_still_belongs_to_it() -> None:
    end_ms = 10 * MINUTE_MS
    script = scenario(
        phase(
            "first",
            inject("opens", 8 * MINUTE_MS, expect=[expected("half", 4 * MINUTE_MS)]),
            inject("by-hand", end_ms, manual=True),
            action("line", planned=[(9 * MINUTE_MS, None)]),
        ),
        phase("second", inject("at-once", 0, manual=True), action("push", does="shield_push", planned=[(0, None)])),
    )
    course = rehearse(script)
    at_the_end = [type(body) for ms, body in story(course, ev.Body) if ms == end_ms]
    assert at_the_end == [
        ev.InjectCameDue,
        ev.ActionStopped,
        ev.InjectFired,
        ev.ExpectedActionMet,
        ev.PhaseStarted,
        ev.InjectCameDue,
        ev.InjectFired,
        ev.ActionStarted,
    ]


def test_what_falls_on_endex_happens_before_it() -> None:
    end_ms = 10 * MINUTE_MS
    script = scenario(
        phase(
            "only",
            inject("opens", 5 * MINUTE_MS, expect=[expected("half", 10 * MINUTE_MS)]),
            inject("by-hand", end_ms, manual=True, expect=[expected("too-late", MINUTE_MS)]),
        )
    )
    course = rehearse(script)
    assert times_ms(course, ev.ExpectedActionMet, expected="half") == [end_ms]
    assert times_ms(course, ev.InjectFired, inject="by-hand") == [end_ms]
    assert isinstance(course.events[-1].body, ev.ExerciseEnded)
    assert course.fold.state.expected["too-late"].status is ExpectedStatus.OPEN


def test_an_expectation_of_an_inject_at_startex_is_met_too() -> None:
    script = scenario(phase("only", inject("opens", 0, expect=[expected("wish", MINUTE_MS)])))
    assert times_ms(rehearse(script), ev.ExpectedActionMet) == [MINUTE_MS // 2]


def test_a_plan_has_nothing_to_do_once_the_exercise_has_ended() -> None:
    script = small_drill()
    ended = rehearse(script).fold
    plan = Plan(script)
    plan.observe(rehearse(script).events[:2], fold_events(script, rehearse(script).events[:2]))
    assert plan.next_ms is not None
    while plan.next_ms is not None:
        assert plan.take(ended) == []
    assert next_moment_ms(plan, 5_000) is None


@pytest.mark.parametrize(("due_ms", "moment_ms"), [(None, MINUTE_MS), (30_000, 30_000), (2 * MINUTE_MS, MINUTE_MS)])
def test_the_next_moment_is_the_plan_s_or_the_engine_s_whichever_comes_first(
    due_ms: int | None, moment_ms: int
) -> None:
    script = scenario(phase("only", planned_ms=MINUTE_MS))
    plan, engine = Plan(script), Engine(script)
    plan.observe(engine.do(do.StartExercise()), engine.fold)
    assert next_moment_ms(plan, due_ms) == moment_ms


@st.composite
def planned_scripts(draw: st.DrawFn) -> Scenario:
    """Scripts whose times fall together often: on the ends of phases, and half deadlines on both."""

    def planned_phase(number: int) -> Phase:
        parts: list[Inject | UnitAction] = []
        for place in range(draw(st.integers(0, 3))):
            name = f"inject-{number}-{place}"
            within_ms = draw(st.sampled_from([2_000, MINUTE_MS, 2 * MINUTE_MS, 7 * MINUTE_MS]))
            wish = expected(f"{name}-wish", within_ms, draw(st.sampled_from([None, "shield_line", "warning"])))
            at_ms = min(draw(TIMES_MS), MINUTE_MS) if draw(st.integers(0, 4)) else None
            parts.append(inject(name, at_ms, manual=draw(st.booleans()), expect=[wish]))
        for place in range(draw(st.integers(0, 3))):
            ends = sorted({min(draw(TIMES_MS), MINUTE_MS), min(draw(TIMES_MS), MINUTE_MS), MINUTE_MS})
            spans = [(ends[0], None if draw(st.booleans()) else ends[-1])] if len(ends) > 1 else []
            does = draw(st.sampled_from(["shield_line", "warning", "shield_push"]))
            ranks = draw(st.sampled_from([(), ("Danki", "Kapolres")]))
            unit = draw(st.sampled_from(OWN_UNITS))
            parts.append(action(f"action-{number}-{place}", unit, does, order_from=ranks, planned=spans))
        return phase(f"phase-{number}", *parts, planned_ms=MINUTE_MS)

    return scenario(*(planned_phase(number) for number in range(draw(st.integers(1, 3)))))


@given(planned_scripts(), st.data())
@settings(max_examples=cases(150))
def test_any_script_plays_through_on_its_plan(script: Scenario, data: st.DataObject) -> None:
    wishes = sorted(script.expected_by_id)
    missed = data.draw(st.frozensets(st.sampled_from(wishes)), label="missed") if wishes else frozenset()
    course = rehearse(script, Route(missed=missed))
    state = course.fold.state
    sound(course.fold)
    assert state.status is Status.ENDED
    assert [run.ended_ms for run in state.phases] == [MINUTE_MS * n for n in range(1, len(script.phases) + 1)]
    for entry in script.inject_by_id.values():
        wanted = InjectStatus.SKIPPED if entry.at_ms is None else InjectStatus.FIRED
        assert state.injects[entry.id].status is wanted
    for opened in state.expected.values():
        half_ms = opened.opened_ms + script.expected_by_id[opened.expected].within_ms // 2
        if opened.expected in missed:
            assert opened.met_ms is None
        elif half_ms <= script.planned_ms:
            assert opened.status is ExpectedStatus.MET
            assert opened.met_ms is not None
            assert opened.met_ms <= half_ms
    for run in state.actions.values():
        offer = script.action_by_id[run.offer]
        assert (run.order is not None) == bool(offer.order_from)
        assert run.order is None or state.orders[run.order].rank == offer.order_from[0]
    same_drill(fold_events(script, course.events), course.fold)
    assert rehearse(script, Route(missed=missed)).events == course.events


def test_a_unit_whose_talk_is_another_in_the_next_phase_begins_it_anew() -> None:
    talks = action("talk", "negosiator", "negotiation", planned=[(0, None)])
    louder = replace(action("talk-again", "negosiator", "negotiation", planned=[(0, None)]), dialogue=1.0)
    course = rehearse(scenario(phase("first", talks), phase("second", louder)))
    assert times_ms(course, ev.ActionStarted) == [0, 10 * MINUTE_MS]
    assert course.fold.crowd.sample(11 * MINUTE_MS).dialogue == 1.0


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_plan_is_the_same_log_in_every_language(language: str) -> None:
    use_language(language)
    push = replace(action("push"), reason=Text({"id": "Barikade ditekan.", "en": "The cordon is pressed."}))
    course = rehearse(scenario(phase("only", replace(push, planned=(PlannedSpan(0, None),)))))
    assert [event.body.reason for event in course.events if isinstance(event.body, ev.ActionStarted)] == [
        "Barikade ditekan."
    ]
