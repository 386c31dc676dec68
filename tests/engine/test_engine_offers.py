"""Injects nobody could foresee: offered as something was missed, or as a condition on the crowd held."""

from __future__ import annotations

from player.engine import commands as do
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.times import MINUTE_MS, SECOND_MS
from player.triggers.when import Condition, When
from tests.helpers.drills import Drill
from tests.helpers.scenarios import expected, inject, phase, scenario


def test_a_contingency_is_due_since_its_expected_action_was_missed() -> None:
    script = scenario(
        phase("first", inject("talk", 0, expect=[expected("wish", MINUTE_MS, contingency="spare")]), inject("spare"))
    )
    drill = Drill(script).start()
    assert drill.state.injects["spare"].due_ms is None
    drill.to(5 * MINUTE_MS)
    stood = drill.state.injects["spare"]
    assert (stood.status, stood.due_ms) == (InjectStatus.DUE, MINUTE_MS)


def test_held_back_and_released_it_is_offered_again() -> None:
    script = scenario(
        phase("first", inject("talk", 0, expect=[expected("wish", MINUTE_MS, contingency="spare")]), inject("spare"))
    )
    drill = Drill(script).start()
    drill.to(2 * MINUTE_MS)
    drill.do(do.HoldBackInject("spare"), do.ReleaseInject("spare"))
    assert drill.state.injects["spare"].status is InjectStatus.DUE


def test_one_that_waits_for_a_condition_and_the_hand_is_due_since_the_condition_held() -> None:
    calm = When((Condition("tension", ">=", 0.0),), 10 * SECOND_MS)
    drill = Drill(scenario(phase("first", inject("calm", trigger=calm, manual=True)))).start()
    drill.to(MINUTE_MS)
    stood = drill.state.injects["calm"]
    assert (stood.status, stood.due_ms) == (InjectStatus.DUE, drill.times_ms(ev.InjectCameDue)[0])
