"""What units do, who ordered it, and the force and personnel that come of it."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.state import ActionRun, Order
from player.model import events as ev
from player.model.course import Effects
from player.model.times import MINUTE_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import action, inject, phase, scenario

SCRIPT = scenario(
    phase(
        "first",
        inject("provocateurs", 0, effects=Effects(provocateurs=1.0)),
        action("line", "dalmas", "shield_line", personnel=20),
        action("push", "dalmas", "shield_push", personnel=12),
        action("talk", "negosiator", "negotiation", personnel=3),
        action("chat", "negosiator", "appeal", personnel=4),
        action("arrest", "dalmas", "hard_arrest", personnel=6),
    ),
    phase(
        "second",
        action("line-again", "dalmas", "shield_line", personnel=30),
        action("cannon", "water-cannon", "water_cannon", stage=6, personnel=8),
    ),
)


def started() -> Drill:
    return Drill(SCRIPT).start()


def test_an_action_starts_and_stops_with_a_running_number() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    assert bodies(drill.do(do.StartAction("line"))) == [ev.ActionStarted(1, "line", "dalmas", "shield_line", 1, 20)]
    assert bodies(drill.do(do.StartAction("talk"))) == [ev.ActionStarted(2, "talk", "negosiator", "negotiation", 2, 3)]
    drill.to(2 * MINUTE_MS)
    assert bodies(drill.do(do.StopAction(1))) == [ev.ActionStopped(1)]
    assert drill.state.actions[1] == ActionRun(
        1, "line", "dalmas", "shield_line", 1, 20, MINUTE_MS, stopped_ms=2 * MINUTE_MS
    )
    assert list(drill.state.running) == [2]
    with pytest.raises(Refused):
        drill.engine.do(do.StopAction(1))


def test_a_unit_can_take_up_again_what_it_stopped_under_a_new_number() -> None:
    drill = started()
    drill.do(do.StartAction("line"), do.StopAction(1), do.StartAction("line"))
    assert list(drill.state.running) == [2]


def test_a_unit_does_not_begin_what_it_is_doing_even_from_another_phase() -> None:
    drill = started()
    drill.do(do.StartAction("line"))
    for offer in ("line", "line-again"):
        with pytest.raises(Refused):
            drill.engine.do(do.StartAction(offer))


def test_an_action_of_another_phase_can_be_recorded() -> None:
    drill = started()
    drill.do(do.StartAction("cannon"))
    assert drill.state.force == 6


def test_stage_and_personnel_can_differ_from_the_script() -> None:
    drill = started()
    drill.do(do.StartAction("line", stage=0, personnel=0))
    run = drill.state.running[1]
    assert (run.stage, run.personnel) == (0, 0)


def test_personnel_counts_a_unit_once_with_its_larger_number() -> None:
    drill = started()
    counts = []
    for command in (
        do.StartAction("push"),
        do.StartAction("line"),
        do.StartAction("talk"),
        do.StopAction(2),
        do.StopAction(1),
    ):
        drill.do(command)
        counts.append(drill.state.personnel)
    assert counts == [12, 20, 23, 15, 3]


def test_force_is_the_highest_stage_under_way() -> None:
    drill = started()
    forces = []
    for command in (
        do.StartAction("line"),
        do.StartAction("cannon"),
        do.StartAction("push"),
        do.ChangeStage(2, 3, "half pressure"),
        do.StopAction(3),
        do.StopAction(2),
        do.StopAction(1),
    ):
        drill.do(command)
        forces.append(drill.state.force)
        assert drill.engine.fold.crowd.force == drill.state.force
    assert forces == [1, 6, 6, 4, 3, 1, 0]


def test_dialogue_is_the_strongest_under_way() -> None:
    drill = started()
    levels = []
    for command in (do.StartAction("chat"), do.StartAction("talk"), do.StopAction(1), do.StopAction(2)):
        drill.do(command)
        levels.append(drill.state.dialogue)
        assert drill.engine.fold.crowd.dialogue == drill.state.dialogue
    assert levels == [0.2, 0.6, 0.6, 0.0]


def test_a_change_of_stage_says_why() -> None:
    drill = started()
    drill.do(do.StartAction("push"))
    assert bodies(drill.do(do.ChangeStage(1, 3, "they give way"))) == [ev.ActionStageChanged(1, 3, "they give way")]
    assert drill.state.actions[1].stage == drill.state.running[1].stage == 3


def test_an_arrest_takes_the_provocateurs_out_and_stirs_the_crowd() -> None:
    drill = started()
    crowd = drill.engine.fold.crowd
    before = crowd.tension
    drill.do(do.StartAction("line"))
    assert (crowd.provocateurs, crowd.tension) == (1.0, before)
    drill.do(do.StartAction("arrest"))
    assert crowd.provocateurs == 0.0
    assert 0.02 <= (crowd.tension - before) / (1 - before) <= 0.03


def test_an_action_changes_the_crowd_from_its_tick_on() -> None:
    drill = started()
    drill.to(1_500)
    drill.do(do.StartAction("push"))
    drill.to(5_000)
    columns = drill.engine.fold.crowd.columns()
    assert list(columns["force"]) == [0, 0, 4, 4, 4, 4]
    assert list(columns["personnel"]) == [0, 0, 12, 12, 12, 12]


def test_an_order_is_recorded_with_who_gave_it_and_how() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    order = do.GiveOrder("water-cannon", "water_cannon", "Danki", "Iptu Sari", "voice")
    assert bodies(drill.do(order)) == [ev.OrderGiven(1, "water-cannon", "water_cannon", "Danki", "Iptu Sari", "voice")]
    drill.do(do.GiveOrder("dalmas", "shield_line", "Kapolres"), do.StartAction("line", order=2))
    assert drill.state.orders == {
        1: Order(1, "water-cannon", "water_cannon", "Danki", "Iptu Sari", "voice", MINUTE_MS),
        2: Order(2, "dalmas", "shield_line", "Kapolres", "", "radio", MINUTE_MS),
    }
    assert drill.state.running[1].order == 2


def test_an_action_does_not_follow_an_order_that_was_not_given_or_is_void() -> None:
    drill = started()
    (given,) = drill.do(do.GiveOrder("dalmas", "shield_line", "Danki"))
    drill.do(do.VoidEntry(given.seq))
    assert drill.state.orders[1].voided
    for number in (0, 1, 2):
        with pytest.raises(Refused):
            drill.engine.do(do.StartAction("line", order=number))
    drill.do(do.RestoreEntry(given.seq), do.StartAction("line", order=1))
    assert not drill.state.orders[1].voided
    assert drill.state.running[1].order == 1


def test_an_order_that_was_followed_stays_even_when_the_action_has_ended() -> None:
    drill = started()
    (given,) = drill.do(do.GiveOrder("dalmas", "shield_line", "Danki"))
    drill.do(do.StartAction("line", order=1), do.StopAction(1))
    with pytest.raises(Refused):
        drill.engine.do(do.VoidEntry(given.seq))
