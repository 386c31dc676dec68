"""Decisions, exits, gates, loops and optional phases."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.rehearsal import MOST_PHASES, Route, rehearse
from player.engine.routes import routes_of
from player.engine.state import DecisionStatus, Status
from player.i18n import use_language
from player.model import events as ev
from player.model.course import Decision, Effects, Inject
from player.model.doctrine import InjectStatus
from player.model.entries import AT_STARTEX, ReadinessItem
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.on import On
from player.triggers.when import Condition, When
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import choice, decision, expected, inject, phase, scenario, way_out


def item(id: str, gate: str = AT_STARTEX, *, required: bool = True) -> ReadinessItem:
    return ReadinessItem(id, Text.plain(f"item {id}"), required=required, gate=gate)


def branching(**more: Any) -> Scenario:
    """Talks that are accepted (the crowd goes home), rejected (force, then home) or go on."""
    answers = (
        choice("accepted", "home", effects=Effects(tension=-20)),
        choice("rejected", "force", planned=True),
        choice("wait"),
    )
    return scenario(
        phase("talks", inject("demand", MINUTE_MS), inject("late", 9 * MINUTE_MS), decision("outcome", *answers)),
        phase("force", inject("stones", MINUTE_MS), next="home"),
        phase("home", inject("thanks", 0)),
        **more,
    )


def text_of(drill: Drill, command: do.Command) -> str:
    use_language("en")
    refused = drill.attempt(command)
    assert refused is not None
    return str(refused)


# Decisions


def test_an_answer_that_leads_on_does_so_at_once() -> None:
    drill = Drill(branching()).start()
    drill.to(2 * MINUTE_MS)
    assert bodies(drill.do(do.Decide("outcome", "accepted", "Kapolres"))) == [
        ev.DecisionTaken("outcome", "accepted", "Kapolres"),
        ev.InjectSkipped("late", ev.SkipReason.PHASE_ENDED),
        ev.PhaseStarted("home", ev.PhaseCause.DECISION),
        ev.InjectFired("thanks", ev.Firing.SCHEDULE),
    ]


def test_an_answer_that_leads_nowhere_lets_the_phase_go_on_and_is_final() -> None:
    drill = Drill(branching()).start()
    assert bodies(drill.do(do.Decide("outcome", "wait"))) == [ev.DecisionTaken("outcome", "wait")]
    assert text_of(drill, do.Decide("outcome", "accepted")) == "This decision has already been taken."
    drill.do(do.NextPhase())
    assert drill.state.phase is not None
    assert drill.state.phase.id == "force"


def test_the_question_is_put_at_the_planned_end_of_the_phase_also_when_that_moves() -> None:
    drill = Drill(branching()).start()
    drill.to(5 * MINUTE_MS)
    drill.do(do.AdjustPhase(2 * MINUTE_MS))
    drill.to(20 * MINUTE_MS)
    assert drill.times_ms(ev.DecisionCameDue) == [12 * MINUTE_MS]
    assert drill.state.decisions["outcome"].status is DecisionStatus.ASKED


def test_a_phase_whose_every_answer_leads_on_is_not_left_without_one() -> None:
    script = scenario(
        phase("talks", decision("outcome", choice("yes", "home"), choice("no", "force"))),
        phase("force", next="home"),
        phase("home"),
    )
    drill = Drill(script).start()
    assert text_of(drill, do.NextPhase()) == "The decision comes first: outcome?"
    drill.do(do.NextPhase("home"))
    assert drill.state.phase is not None
    assert drill.state.phase.id == "home", "by name the controller can go anywhere"


def test_an_answer_to_the_end_waits_for_endex() -> None:
    script = scenario(phase("talks", decision("outcome", choice("over", moves=True))))
    drill = Drill(script).start()
    happened = bodies(drill.do(do.Decide("outcome", "over")))
    assert happened == [ev.DecisionTaken("outcome", "over"), ev.ScriptCompleted(ev.PhaseCause.DECISION)]
    assert drill.state.completed
    assert drill.state.status is Status.RUNNING


def test_what_cannot_be_decided_is_refused() -> None:
    drill = Drill(branching())
    assert text_of(drill, do.Decide("outcome", "accepted")) == "The exercise has not started yet."
    drill.start()
    assert text_of(drill, do.Decide("nothing", "x")) == "The script has no decision nothing."
    assert text_of(drill, do.Decide("outcome", "x")) == "The decision has no answer x."
    drill.do(do.Decide("outcome", "rejected"))
    assert text_of(drill, do.Decide("outcome", "accepted")) == "This decision belongs to another phase."


def test_an_answer_affects_the_crowd() -> None:
    drills = [Drill(branching()).start() for _ in range(2)]
    for drill, answer in zip(drills, ("accepted", "rejected"), strict=True):
        drill.do(do.Decide("outcome", answer))
    assert drills[0].engine.fold.crowd.tension == pytest.approx(0.8 * drills[1].engine.fold.crowd.tension)


# Exits


def test_a_phase_that_ends_on_time_goes_on_by_itself_with_its_adjusted_length() -> None:
    script = scenario(phase("first", on_time=True), phase("second"))
    drill = Drill(script).start()
    drill.do(do.AdjustPhase(-3 * MINUTE_MS))
    drill.to(30 * MINUTE_MS)
    assert drill.find(ev.PhaseStarted)[1].body == ev.PhaseStarted("second", ev.PhaseCause.TIME)
    assert drill.times_ms(ev.PhaseStarted) == [0, 7 * MINUTE_MS]


def test_at_the_end_of_the_script_it_waits_for_endex() -> None:
    drill = Drill(scenario(phase("only", on_time=True))).start()
    drill.to(60 * MINUTE_MS)
    assert drill.times_ms(ev.ScriptCompleted) == [10 * MINUTE_MS]
    assert drill.state.status is Status.RUNNING


def test_an_exit_by_time_event_or_condition_leads_where_it_says() -> None:
    hot = When((Condition("tension", ">=", 60),), 10 * SECOND_MS)
    push = inject("push", 4 * MINUTE_MS, effects=Effects(tension=60))
    script = scenario(
        phase("first", way_out(At(2 * MINUTE_MS), "third")),
        phase("second"),
        phase("third", push, way_out(hot, "fourth")),
        phase("fourth", inject("end", MINUTE_MS), way_out(After(inject="end", delay_ms=5_000), None)),
    )
    drill = Drill(script).start()
    drill.to(30 * MINUTE_MS)
    assert [(event.exercise_ms, event.body) for event in drill.find(ev.PhaseStarted)][1:] == [
        (2 * MINUTE_MS, ev.PhaseStarted("third", ev.PhaseCause.EXIT)),
        (6 * MINUTE_MS + 10 * SECOND_MS, ev.PhaseStarted("fourth", ev.PhaseCause.EXIT)),
    ]
    assert drill.times_ms(ev.ScriptCompleted) == [7 * MINUTE_MS + 15 * SECOND_MS]


def test_no_exit_is_taken_before_the_shortest_time_of_its_phase() -> None:
    calm = When((Condition("tension", "<=", 100),))
    for way in (way_out(calm, "second"), way_out(At(0), "second"), way_out(On("phase", "first", "started"), "second")):
        drill = Drill(scenario(phase("first", way, min_ms=3 * MINUTE_MS), phase("second"))).start()
        drill.to(9 * MINUTE_MS)
        assert drill.times_ms(ev.PhaseStarted) == [0, 3 * MINUTE_MS], way.trigger.KIND


def test_a_phase_is_never_made_longer_than_its_longest_nor_shorter_than_its_shortest() -> None:
    script = scenario(phase("first", min_ms=8 * MINUTE_MS, max_ms=12 * MINUTE_MS))
    drill = Drill(script).start()
    drill.do(do.AdjustPhase(5 * MINUTE_MS))
    assert text_of(drill, do.AdjustPhase(MINUTE_MS)) == "The phase is already as long as the script allows."
    drill.do(do.AdjustPhase(-9 * MINUTE_MS))
    assert [event.body for event in drill.find(ev.PhaseAdjusted)] == [
        ev.PhaseAdjusted("first", 2 * MINUTE_MS),
        ev.PhaseAdjusted("first", -4 * MINUTE_MS),
    ]


# Gates


def test_startex_waits_for_the_required_items_of_the_muster_or_a_reason() -> None:
    script = branching(readiness={"kit": item("kit"), "radio": item("radio"), "tent": item("tent", required=False)})
    drill = Drill(script)
    drill.do(do.CheckReadiness("kit", note=" complete "))
    refusal = "Not ready yet: item radio. Passing all the same needs a reason."
    assert text_of(drill, do.StartExercise()) == refusal
    assert text_of(drill, do.StartExercise(reason="  ")) == refusal
    happened = bodies(drill.do(do.StartExercise("Radio follows")))
    assert happened[:2] == [ev.ReadinessWaived("radio", "Radio follows"), ev.ExerciseStarted()]
    assert drill.bodies()[0] == ev.ReadinessChecked("kit", ready=True, note="complete")


def test_an_item_can_be_opened_again_and_saying_the_same_twice_says_nothing() -> None:
    drill = Drill(branching(readiness={"kit": item("kit")}))
    drill.do(do.CheckReadiness("kit"))
    assert drill.do(do.CheckReadiness("kit")) == []
    drill.do(do.CheckReadiness("kit", ready=False))
    assert drill.state.open_items(AT_STARTEX) == (drill.state.scenario.readiness["kit"],)
    assert text_of(drill, do.CheckReadiness("none")) == "The script has no readiness item none."


def test_a_gate_before_a_phase_holds_by_hand_by_answer_and_by_itself() -> None:
    gated = {"cannon": item("cannon", "force")}
    drill = Drill(branching(readiness=gated)).start()
    assert "item cannon" in text_of(drill, do.NextPhase())
    assert "item cannon" in text_of(drill, do.Decide("outcome", "rejected"))
    assert drill.find(ev.DecisionTaken) == []
    happened = bodies(drill.do(do.Decide("outcome", "rejected", reason="Seen by the Danki")))
    assert ev.ReadinessWaived("cannon", "Seen by the Danki") in happened

    by_itself = scenario(phase("talks", on_time=True), phase("force"), readiness=gated)
    drill = Drill(by_itself).start()
    drill.to(11 * MINUTE_MS)
    assert len(drill.find(ev.PhaseStarted)) == 1
    drill.do(do.CheckReadiness("cannon"), do.NextPhase())
    assert len(drill.find(ev.PhaseStarted)) == 2


# Loops and optional phases


def circle() -> Scenario:
    """Calm, heat, and back or out."""
    return scenario(
        phase(
            "calm",
            inject("once", MINUTE_MS),
            inject("each-round", 2 * MINUTE_MS, repeats=True, expect=[expected("report", MINUTE_MS)]),
            inject("skipped-last-time", 8 * MINUTE_MS),
        ),
        phase("heat", decision("again", choice("back", "calm", planned=True), choice("out", "over"))),
        phase("over"),
    )


def test_in_a_second_round_only_what_repeats_or_was_not_reached_fires() -> None:
    drill = Drill(circle()).start()
    drill.to(3 * MINUTE_MS)
    drill.do(do.NextPhase(), do.Decide("again", "back"))
    drill.to(13 * MINUTE_MS)
    fired = [
        (event.exercise_ms, event.body.inject)
        for event in drill.find(ev.InjectFired)
        if isinstance(event.body, ev.InjectFired)
    ]
    assert fired == [
        (MINUTE_MS, "once"),
        (2 * MINUTE_MS, "each-round"),
        (5 * MINUTE_MS, "each-round"),
        (11 * MINUTE_MS, "skipped-last-time"),
    ]
    assert drill.state.injects["each-round"].times == 2


def test_what_the_controller_left_out_stays_left_out_in_the_next_round() -> None:
    drill = Drill(circle()).start()
    drill.do(do.SkipInject("skipped-last-time"), do.NextPhase(), do.Decide("again", "back"))
    drill.to(20 * MINUTE_MS)
    assert drill.state.injects["skipped-last-time"].status is InjectStatus.SKIPPED


def test_the_plan_goes_round_a_circle_once_and_out() -> None:
    course = rehearse(circle())
    phases = [event.body.phase for event in course.events if isinstance(event.body, ev.PhaseStarted)]
    assert phases == ["calm", "heat", "over"]
    again = rehearse(circle(), Route({"again": ("back", "out")}))
    phases = [event.body.phase for event in again.events if isinstance(event.body, ev.PhaseStarted)]
    assert phases == ["calm", "heat", "calm", "heat", "over"]


def test_an_optional_phase_can_be_passed_over() -> None:
    script = scenario(phase("first"), phase("extra", optional=True), phase("last"))
    assert [route.passed_over for route in routes_of(script)] == [frozenset(), frozenset({"extra"})]
    ends = [[run.phase for run in rehearse(script, route).fold.state.phases] for route in routes_of(script)]
    assert ends == [["first", "extra", "last"], ["first", "last"]]


# Routes


def test_the_routes_are_every_combination_of_answers_the_planned_one_first() -> None:
    choices = [dict(route.choices) for route in routes_of(branching())]
    assert choices == [{"outcome": ("rejected",)}, {"outcome": ("accepted",)}, {"outcome": ("wait",)}]
    played = [[run.phase for run in rehearse(branching(), route).fold.state.phases] for route in routes_of(branching())]
    assert played == [["talks", "force", "home"], ["talks", "home"], ["talks", "force", "home"]]


def test_a_script_of_more_phases_than_python_nests_calls_has_its_route() -> None:
    assert routes_of(scenario(*(phase(f"phase-{number}") for number in range(1_500)))) == [Route()]


@st.composite
def networks(draw: st.DrawFn) -> Scenario:
    """Phases that lead to each other at random."""
    names = [f"phase-{number}" for number in range(draw(st.integers(1, 5)))]
    targets = st.sampled_from([*names, None])
    phases = []
    for number, name in enumerate(names):
        parts: list[Decision | Inject] = []
        for place in range(draw(st.integers(0, 2))):
            moves = draw(st.lists(st.tuples(st.booleans(), targets), min_size=1, max_size=3))
            answers = [choice(f"answer-{n}", to, moves=leads) for n, (leads, to) in enumerate(moves)]
            parts.append(decision(f"decision-{number}-{place}", *answers))
        optional = draw(st.booleans())
        parts += [inject(f"inject-{number}", MINUTE_MS, repeats=draw(st.booleans()))]
        phases.append(phase(name, *parts, optional=optional, planned_ms=3 * MINUTE_MS))
    return scenario(*phases)


@given(networks())
def test_every_route_comes_to_its_end_takes_its_answers_and_reads_back_as_it_was(script: Scenario) -> None:
    for route in routes_of(script, most=12):
        course = rehearse(script, route)
        assert isinstance(course.events[-1].body, ev.ExerciseEnded)
        if len(course.fold.state.phases) > MOST_PHASES:  # a circle with no way out
            assert routes_of(script) == [Route()]
            continue
        taken: dict[str, tuple[str, ...]] = {}
        for event in course.events:
            if isinstance(event.body, ev.DecisionTaken):
                body = event.body
                taken[body.decision] = (*taken.get(body.decision, ()), body.choice)
        assert taken == dict(route.choices)
        again = fold_events(script, course.events)
        assert vars(again.state) == vars(course.fold.state)
