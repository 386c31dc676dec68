"""A drill that is taken up again goes on as if it had never been left, also where something was about to happen."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.course import Effects
from player.model.doctrine import Situation
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from player.triggers.when import Condition, When
from tests.helpers.drills import Drill, Step, play
from tests.helpers.scenarios import choice, decision, inject, phase, scenario

RED_FOR_3_S = When((Condition("situation", "=", Situation.MERAH),), 3 * SECOND_MS)


def both(script: Scenario, before: list[Step], after: list[Step]) -> list[ev.Event]:
    """What happens, whether the drill goes on or is left in between and taken up again from its log."""
    whole, left = Drill(script).start(), Drill(script).start()
    play(whole, [*before, *after])
    play(left, before)
    fold = fold_events(script, left.events)
    fold.advance(left.engine.now_ms)
    taken_up = Drill(script, fold)
    taken_up.events = list(left.events)
    play(taken_up, after)
    assert taken_up.events == whole.events
    return whole.events


def fired_ms(events: list[ev.Event], name: str) -> list[int]:
    return [
        event.exercise_ms for event in events if isinstance(event.body, ev.InjectFired) and event.body.inject == name
    ]


def test_how_long_it_has_been_so_counts_from_what_happened_at_the_tick_itself() -> None:
    script = scenario(
        phase(
            "only",
            inject("riot", trigger=When((Condition("tension", ">=", 0.0),)), effects=Effects(unlawful=True)),
            inject("reserve", trigger=RED_FOR_3_S),
        )
    )
    events = both(script, [2_500], [MINUTE_MS])
    assert fired_ms(events, "riot") == [1_000]
    assert fired_ms(events, "reserve") == [4_000], "red since the first second, though only after the look at it"


def test_what_was_delivered_by_hand_while_it_was_so_does_not_come_by_itself_as_well() -> None:
    script = scenario(
        phase(
            "only",
            inject("riot", 1_500, effects=Effects(unlawful=True)),
            inject("reserve", trigger=RED_FOR_3_S, repeats=True),
        )
    )
    events = both(script, [3_500, do.FireInject("reserve"), 200], [MINUTE_MS])
    assert fired_ms(events, "reserve") == [3_500]


def test_a_phase_that_was_left_puts_no_question_any_more() -> None:
    script = scenario(
        phase("first", decision("stay", choice("yes"), choice("no")), planned_ms=MINUTE_MS),
        phase("second", planned_ms=10 * MINUTE_MS),
    )
    events = both(script, [10_000, do.NextPhase()], [5 * MINUTE_MS])
    assert not [event for event in events if isinstance(event.body, ev.DecisionCameDue)]
