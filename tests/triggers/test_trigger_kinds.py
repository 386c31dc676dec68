"""Every trigger kind by its golden scenario: what is due when, and that neither steps nor a restart change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from player.engine import commands as do
from player.engine.commands import Command
from player.engine.engine import Engine
from player.engine.fold import fold_events
from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.engine.routes import routes_of
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import RecordKind
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.model.trigger import Trigger
from player.scenario import examine_scenario
from player.scenario.language_course import INJECT
from player.session.codec import CODEC
from player.triggers import TRIGGER_KINDS
from tests.helpers.golden import Golden

SCRIPTS = {path.stem: path for path in sorted((Path(__file__).parent / "scripts").glob("*.yaml"))}
NAMES = [kind.field.name for kind in TRIGGER_KINDS]


@cache
def scenario_of(name: str) -> Scenario:
    return examine_scenario(SCRIPTS[name]).loaded.scenario


@cache
def course_of(name: str) -> Rehearsal:
    return rehearse(scenario_of(name))


def told(course: Rehearsal) -> str:
    """A rehearsal as lines: time, who, what."""
    lines = []
    for event in course.events:
        values = " ".join(f"{key}={value}" for key, value in CODEC.plain(event.body).items() if value not in {None, ""})
        lines.append(f"{clock_text(event.exercise_ms)} {event.actor:10} {event.body.NAME} {values}".rstrip())
    return "\n".join(lines) + "\n"


def test_every_kind_has_a_golden_scenario_and_every_scenario_a_kind() -> None:
    assert sorted(SCRIPTS) == sorted(NAMES)


def test_every_kind_is_a_key_of_an_inject_and_named_as_its_trigger() -> None:
    assert [field.name for field in INJECT.fields if field.name in NAMES] == NAMES
    kinds = {kind.KIND for kind in Trigger.__subclasses__()}
    assert kinds == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_its_scenario_shows_it(name: str) -> None:
    shown = [inject for inject in scenario_of(name).inject_by_id.values() if name == inject.trigger.KIND]
    assert shown


@pytest.mark.parametrize("name", NAMES)
def test_its_golden_course(name: str, golden: Golden) -> None:
    golden(f"triggers/{name}.txt", told(course_of(name)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("step_ms", [7, 999, 1_000, 61_000])
def test_the_steps_in_which_time_goes_on_change_nothing(name: str, step_ms: int) -> None:
    if step_ms == 7 and name == "when":
        step_ms = 333  # a tick at a time would be looked at 140 times a second, with the same outcome
    assert stepped(name, step_ms) == list(course_of(name).events)


def stepped(name: str, step_ms: int) -> list[ev.Event]:
    """The same course, time advanced in small steps between the commands of the plan."""
    engine = Engine(scenario_of(name))
    events: list[ev.Event] = []
    for event in course_of(name).events:
        while engine.now_ms < event.exercise_ms and engine.fold.state.status is Status.RUNNING:
            events += engine.advance(min(engine.now_ms + step_ms, event.exercise_ms))
        if len(events) >= event.seq:
            continue
        events += engine.do(COMMANDS[type(event.body)](event.body), ev.Actor.PLAN)
    return events


COMMANDS: Mapping[type[ev.Body], Callable[[Any], Command]] = {
    ev.ExerciseStarted: lambda _: do.StartExercise(),
    ev.ExerciseEnded: lambda _: do.EndExercise(),
    ev.PhaseStarted: lambda _: do.NextPhase(),
    ev.InjectSkipped: lambda body: do.NextPhase() if body.reason is ev.SkipReason.PHASE_ENDED else do.EndExercise(),
    ev.InjectFired: lambda body: do.FireInject(body.inject, ev.Firing.PLAN),
    ev.ExpectedActionMet: lambda body: do.TickExpected(body.expected),
    ev.ActionStarted: lambda body: do.StartAction(body.offer),
    ev.ActionStopped: lambda body: do.StopAction(body.action),
    ev.DecisionTaken: lambda body: do.Decide(body.decision, body.choice),
    ev.CasualtyRecorded: lambda body: do.RecordFact(RecordKind.CASUALTY, {"side": body.side}),
}
"""The command of the plan whose first event each is."""


@pytest.mark.parametrize("name", NAMES)
def test_a_drill_taken_up_again_at_any_moment_goes_on_as_it_would_have(name: str) -> None:
    """Cut off after each event, and once a minute: what happens by itself from there is the same."""
    scenario, course = scenario_of(name), course_of(name)
    end_ms = course.events[-1].exercise_ms
    for cut_ms in range(0, end_ms, 47 * SECOND_MS):
        before = [event for event in course.events if event.exercise_ms <= cut_ms]
        whole, again = Engine(scenario), Engine(scenario)
        for event in before:
            whole.fold.apply(event)
        whole = Engine(scenario, whole.fold)
        whole.advance(cut_ms)
        again = Engine(scenario, fold_events(scenario, before))
        again.advance(cut_ms)
        to_ms = cut_ms + MINUTE_MS
        assert [event.body for event in again.advance(to_ms)] == [event.body for event in whole.advance(to_ms)]


def test_other_answers_make_other_injects_due() -> None:
    fired = {
        route.choices["hasil"][0]: {
            event.body.inject
            for event in rehearse(scenario_of("on"), route).events
            if isinstance(event.body, ev.InjectFired)
        }
        for route in routes_of(scenario_of("on"))
    }
    assert "diterima" in fired["ya"]
    assert "ditolak" not in fired["ya"]
    assert "ditolak" in fired["tidak"]


def test_what_is_missed_makes_what_waits_for_that_due_and_offers_the_contingency() -> None:
    course = rehearse(scenario_of("on"), Route(missed=frozenset({"lapor"})))
    bodies = [event.body for event in course.events]
    assert ev.InjectFired("tak-dilaporkan", ev.Firing.EVENT) in bodies
    assert not any(isinstance(body, ev.InjectFired) and body.inject == "dilaporkan" for body in bodies)
    offered = rehearse(scenario_of("manual"), Route(missed=frozenset({"himbauan"})))
    assert [event.exercise_ms for event in offered.events if event.body == ev.InjectCameDue("desakan")] == [
        2 * MINUTE_MS
    ]
    assert ev.InjectFired("desakan", ev.Firing.PLAN) in [event.body for event in offered.events]
