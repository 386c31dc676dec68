"""The events of the crowd: at the end of every tick the log tells of the crowd what the trace has."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.rehearsal import rehearse
from player.model import events as ev
from player.model.course import Effects
from player.model.doctrine import Behaviour, Situation
from player.model.entries import Crowd, Tag
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.resources import scenarios_folder
from player.scenario.load import is_programme, load_scenario
from player.triggers.when import Condition, When
from tests.engine.crowd_drills import Course, calm_courses, conditions, courses
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, level, play, same_drill, without
from tests.helpers.scenarios import action, choice, decision, inject, phase, scenario

OF_THE_CROWD = (ev.BehaviourChanged, ev.SituationChanged, ev.CrowdDispersed, ev.CrowdGathered)
HOLD_ROWS = 240

Stands = tuple[int, int, bool]
"""Class of behaviour, colour of the situation, and whether the crowd has dispersed."""


def told(events: list[ev.Event]) -> tuple[list[int], list[Stands]]:
    """What the log has told of the crowd after each event that tells of it, with the exercise time of each."""
    times, stood = [-1], [(0, 0, False)]
    for event in events:
        behaviour, situation, dispersed = stood[-1]
        match event.body:
            case ev.BehaviourChanged(behaviour=behaviour, before=before):
                assert before == stood[-1][0] != behaviour
            case ev.SituationChanged(situation=situation, before=before):
                assert before == stood[-1][1] != situation
            case ev.CrowdDispersed():
                assert not dispersed
                dispersed = True
            case ev.CrowdGathered():
                assert dispersed
                dispersed = False
            case _:
                continue
        times.append(event.exercise_ms)
        stood.append((behaviour, situation, dispersed))
    return times, stood


def the_log_tells_the_trace(drill: Drill) -> None:
    """Fail unless at the end of every tick that is over the log tells of the crowd what its row has.

    Row k holds what stands at second k after every event up to it, those of k seconds sharp included, so of the log all
    that is not later counts. The last row is over when its time has come. After EndEx nothing more is told.
    """
    now_ms = drill.engine.now_ms
    columns = drill.engine.fold.crowd.columns()
    times, stood = told(drill.events)
    if drill.state.status == "ready":
        return
    for row, trace in enumerate(zip(columns["behaviour"], columns["situation"], columns["dispersed"], strict=True)):
        if row * SECOND_MS > now_ms or (drill.state.status == "ended" and row * SECOND_MS >= now_ms):
            break
        assert stood[bisect_right(times, row * SECOND_MS) - 1] == (*trace[:2], bool(trace[2])), f"at {row} s"


@settings(max_examples=cases(250))
@given(course=courses)
def test_at_the_end_of_every_tick_the_log_tells_what_the_trace_has(course: Course) -> None:
    drill = course.drill()
    the_log_tells_the_trace(drill)
    times, _stood = told(drill.events)
    of_commands = {event.exercise_ms for event in without(drill.events, *OF_THE_CROWD)}
    assert all(at_ms % SECOND_MS == 0 or at_ms in of_commands for at_ms in times[1:]), "told on a tick, or on hold"


@settings(max_examples=cases(200))
@given(course=calm_courses, cuts=st.lists(st.integers(0, 4 * MINUTE_MS), max_size=8))
def test_it_is_told_alike_however_the_time_is_cut(course: Course, cuts: list[int]) -> None:
    straight, chunked = course.drill(), Drill(course.script).start()
    for step in course.steps:
        start_ms = chunked.engine.now_ms
        if isinstance(step, int):
            for cut_ms in sorted(cut for cut in cuts if cut < step):
                chunked.to(start_ms + cut_ms)
                the_log_tells_the_trace(chunked)
        play(chunked, [start_ms + step - chunked.engine.now_ms if isinstance(step, int) else step])
    assert chunked.events == straight.events
    the_log_tells_the_trace(chunked)


@settings(max_examples=cases(250))
@given(course=calm_courses)
def test_the_state_folded_from_the_log_alone_stands_as_it_was_told(course: Course) -> None:
    drill = course.drill()
    fold = fold_events(course.script, drill.events)
    _times, stood = told(drill.events)
    assert (fold.state.behaviour, fold.state.situation, fold.state.dispersed) == stood[-1]
    fold.advance(drill.engine.now_ms)
    same_drill(fold, drill.engine.fold)


def test_what_is_due_and_no_longer_applies_changes_nothing_of_the_crowd() -> None:
    """The engine has then computed a tick more than the log asks for, and nothing else."""
    answer = decision("ask", choice("on", "second"))
    first = phase("first", inject("never", 1_500), answer, planned_ms=MINUTE_MS)
    whole = scenario(first, phase("second", planned_ms=MINUTE_MS))
    drill = Drill(whole).start()
    drill.do(do.Decide("ask", "on"))
    drill.to(1_959)
    fold = fold_events(whole, drill.events)
    fold.advance(1_959)
    assert (fold.crowd.tick, drill.engine.fold.crowd.tick) == (1, 2)
    same_drill(fold, drill.engine.fold)


def script(*parts: object, **crowd: float) -> Scenario:
    tags = {
        "throwing": Tag("throwing", 1, Text.plain("throwing"), behaviour=Behaviour.AGRESIF),
        "burning": Tag("burning", 2, Text.plain("burning"), unlawful=True),
    }
    only = phase(
        "only",
        *parts,  # type: ignore[arg-type]
        inject("many", effects=Effects(presence=6.0), repeats=True),
        inject("few", effects=Effects(presence=-6.0), repeats=True),
        action("talk", "negosiator", "negotiation"),
        planned_ms=2 * HOUR_MS,
    )
    return scenario(only, crowd=Crowd(300, start=crowd, parameters={"leaving": 0.0}), tags=tags)


# The conditions of a script and the events agree


@settings(max_examples=cases(250))
@given(course=calm_courses)
def test_what_waits_for_a_colour_comes_with_the_event_and_never_before_it(course: Course) -> None:
    """Looked at once a second, after what is told of that second: at the tick of the event, or at the next one where
    the colour came only from what was done at a tick after the look at it."""
    drill = course.drill()
    times, stood = told(drill.events)
    for event in drill.find(ev.InjectFired, how=ev.Firing.CONDITION):
        assert isinstance(event.body, ev.InjectFired)
        waiting = course.script.inject_by_id[event.body.inject].trigger
        assert isinstance(waiting, When)
        (condition,) = waiting.conditions
        if condition.quantity != "situation":
            continue
        assert event.exercise_ms % SECOND_MS == 0
        since = event.exercise_ms - waiting.for_ms
        # What is told at the same time but further down the log comes of what fires here.
        known = [other.exercise_ms for other in drill.events[: event.seq] if isinstance(other.body, OF_THE_CROWD)]
        for tick_ms in range(since, event.exercise_ms + 1, SECOND_MS):
            seen = bisect_right(known, tick_ms) if tick_ms == event.exercise_ms else bisect_right(times[1:], tick_ms)
            assert condition.holds(colour_view(stood[seen][1])), f"not yet so at {tick_ms}"


class colour_view:  # noqa: N801  reads as what it is: a view of a colour
    """A crowd of which only the colour is known."""

    def __init__(self, situation: int) -> None:
        self.situation = Situation(situation)
        self.tension_index = self.activity = self.legitimacy = self.presence = 0.0
        self.force = 0


@pytest.mark.parametrize("at_ms", [0, 1, 500, 999, 1_000, 4_321])
def test_red_brings_what_waits_for_red_at_the_same_tick(at_ms: int) -> None:
    red = When((Condition("situation", "=", Situation.MERAH),))
    burning = inject("burning", at_ms, effects=Effects(unlawful=True))
    drill = Drill(script(burning, inject("reserve", trigger=red))).start()
    drill.to(MINUTE_MS)
    (turned,) = drill.times_ms(ev.SituationChanged)
    (fired,) = drill.times_ms(ev.InjectFired, inject="reserve")
    assert turned == -(-at_ms // SECOND_MS) * SECOND_MS
    assert fired == max(turned, SECOND_MS), "the conditions of a phase are first looked at a second after it begins"


@pytest.mark.parametrize("lasting_s", [0, 5, 30])
def test_what_waits_for_green_again_comes_when_it_has_been_green_so_long(lasting_s: int) -> None:
    green = When((Condition("situation", "=", Situation.HIJAU),), lasting_s * SECOND_MS)
    drill = Drill(script(inject("rest", trigger=green, repeats=True), activity=0.0)).start()
    drill.to(500)
    drill.do(do.ObserveTag("burning"))
    drill.to(10 * MINUTE_MS)
    first, *_more = drill.times_ms(ev.SituationChanged)
    back = drill.times_ms(ev.SituationChanged)[-1]
    assert (first, back) == (SECOND_MS, SECOND_MS + 4 * MINUTE_MS)
    assert drill.times_ms(ev.InjectFired, inject="rest")[-1] == back + lasting_s * SECOND_MS


@settings(max_examples=cases(100))
@given(condition=conditions, course=calm_courses)
def test_an_exit_on_the_crowd_leaves_no_change_untold(condition: Condition, course: Course) -> None:
    first, *others = course.script.phases
    waiting = replace(first, on_time=True, next="second")
    drill = replace(course, script=replace(course.script, phases=(waiting, *others))).drill()
    drill.to(drill.engine.now_ms + 5 * MINUTE_MS)
    the_log_tells_the_trace(drill)


# Hysteresis


def test_a_class_that_was_seen_once_is_told_for_four_minutes() -> None:
    drill = Drill(script(activity=0.0)).start()
    drill.to(10_400)
    drill.do(do.ObserveTag("throwing"))
    drill.to(10 * MINUTE_MS)
    assert [(event.exercise_ms, event.body) for event in drill.events if isinstance(event.body, OF_THE_CROWD)] == [
        (11_000, ev.BehaviourChanged(Behaviour.AGRESIF, Behaviour.TERTIB)),
        (11_000, ev.SituationChanged(Situation.MERAH, Situation.HIJAU)),
        (11_000 + HOLD_ROWS * SECOND_MS, ev.BehaviourChanged(Behaviour.TERTIB, Behaviour.AGRESIF)),
        (11_000 + HOLD_ROWS * SECOND_MS, ev.SituationChanged(Situation.HIJAU, Situation.MERAH)),
    ]


@pytest.mark.parametrize("again_s", [30, 239, 240, 241])
def test_seen_again_before_it_runs_out_it_is_not_told_again(again_s: int) -> None:
    drill = Drill(script(activity=0.0)).start()
    drill.to(2_000)
    drill.do(do.ObserveTag("throwing"))
    drill.to(2_000 + again_s * SECOND_MS - 1)
    drill.do(do.ObserveTag("throwing"))
    drill.to(20 * MINUTE_MS)
    raised = drill.times_ms(ev.BehaviourChanged, behaviour=int(Behaviour.AGRESIF))
    assert raised == ([2_000] if again_s <= HOLD_ROWS else [2_000, 2_000 + again_s * SECOND_MS])


def test_a_crowd_that_comes_and_goes_between_the_limits_is_not_told_to_flicker() -> None:
    """Dispersed below 15 percent, there again from 20: 17 percent changes nothing, whichever side it comes from."""
    drill = Drill(script(presence=0.17)).start()
    moves = (("few", True), ("many", True), ("many", False), ("few", False), ("few", True), ("many", True))
    for at, (name, dispersed) in enumerate(moves, 1):
        drill.to(at * 10_500)
        drill.do(do.FireInject(name))
        drill.to(at * 10_500 + SECOND_MS)
        assert drill.state.dispersed is dispersed, f"after arrival or departure {at}"
    assert drill.times_ms(ev.CrowdDispersed) == [11_000, 53_000]
    assert drill.times_ms(ev.CrowdGathered) == [32_000]


@settings(max_examples=cases(500))
@given(moves=st.lists(st.tuples(st.integers(1, 20_000), st.sampled_from(("few", "many"))), max_size=12))
def test_dispersed_is_told_by_its_two_limits_whatever_comes_and_goes(moves: list[tuple[int, str]]) -> None:
    drill = Drill(script(presence=0.20)).start()
    for wait_ms, name in moves:
        drill.to(drill.engine.now_ms + wait_ms)
        drill.do(do.FireInject(name))
    drill.to(drill.engine.now_ms + SECOND_MS)
    the_log_tells_the_trace(drill)
    columns = drill.engine.fold.crowd.columns()
    gone = False
    for present, dispersed in zip(columns["presence"], columns["dispersed"], strict=True):
        if present < 0.15 or present >= 0.20:
            gone = present < 0.15
        assert bool(dispersed) is gone or 0.15 <= present < 0.20  # within a second it may have passed both limits


# Sessions of before


@settings(max_examples=cases(100))
@given(course=calm_courses)
def test_a_log_without_such_events_has_the_same_crowd(course: Course) -> None:
    """As sessions of before this version have none; what they ran is theirs, and nothing is told anew."""
    drill = course.drill()
    old = [event for event in drill.events if not isinstance(event.body, OF_THE_CROWD)]
    fold = fold_events(course.script, old)
    fold.advance(drill.engine.now_ms)
    level(fold, drill.engine.fold)
    assert fold.crowd.columns() == drill.engine.fold.crowd.columns()
    assert (fold.state.behaviour, fold.state.situation, fold.state.dispersed) == (0, 0, False)


SHIPPED = [path for path in sorted(scenarios_folder().glob("*.yaml")) if not is_programme(path)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_log_of_a_shipped_drill_tells_its_trace(path: object) -> None:
    played = rehearse(load_scenario(str(path)).scenario)
    drill = Drill(played.fold.scenario)
    drill.engine.fold = played.fold
    drill.events = list(played.events)
    the_log_tells_the_trace(drill)
    assert drill.find(ev.BehaviourChanged) or max(played.fold.crowd.columns()["behaviour"]) == 0
