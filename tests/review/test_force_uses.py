"""Each use of force with what its ceiling rested on, and with what was said to the crowd before it."""

from __future__ import annotations

from player.engine import commands as do
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.review.force_uses import GroundKind, UseOfForce, grounds_at, tagged_ms, uses_of_force
from player.review.measures_trace import Trace
from tests.review.measures_cases import Course, M, S, quiet


def uses(drill: Course) -> tuple[UseOfForce, ...]:
    return uses_of_force(drill.events, drill.engine.fold)


def tagged(drill: Course) -> tuple[int, int]:
    fold = drill.engine.fold
    return tagged_ms(fold.state, Trace(fold, fold.now_ms))


def grounds(one: UseOfForce) -> list[GroundKind]:
    return [ground.kind for ground in one.grounds]


def test_each_time_an_action_comes_to_stage_3_is_a_use_of_its_own() -> None:
    drill = quiet().at(10 * S, do.StartAction("cannon-1", stage=1, personnel=8))
    number = next(iter(drill.state.running))
    drill.at(20 * S, do.ChangeStage(number, 5)).at(30 * S, do.ChangeStage(number, 1))
    drill.at(50 * S, do.ChangeStage(number, 3)).at(55 * S, do.ChangeStage(number, 5)).stop(M, "cannon-1")
    drill.at(70 * S, do.StartAction("shove-1"))
    times = [(one.from_ms, one.to_ms, one.stages) for one in uses(drill)]
    assert times == [(20 * S, 30 * S, (5,)), (50 * S, M, (3, 5)), (70 * S, None, (4,))]


def test_orderly_rests_on_nothing() -> None:
    drill = quiet().at(10 * S, do.StartAction("shove-1"))
    (one,) = uses(drill)
    assert (one.behaviour, one.ceiling, one.grounds, one.warnings, one.quiet_ms) == (Behaviour.TERTIB, 2, (), (), None)
    assert not one.is_spoken_to(5 * M)


def test_what_the_script_declares_is_told_from_what_people_tagged() -> None:
    drill = quiet().at(10 * S, do.FireInject("arm"))
    drill.at(30 * S, do.StartAction("shove-1"))
    (one,) = uses(drill)
    assert (one.behaviour, one.tagged) == (Behaviour.AGRESIF, False)
    assert [(ground.kind, ground.name, ground.at_ms) for ground in one.grounds] == [(GroundKind.INJECT, "arm", 10 * S)]
    drill.at(40 * S, do.ObserveTag("agresif", observer="Budi")).at(50 * S, do.StartAction("cannon-1"))
    other = uses(drill)[1]
    assert grounds(other) == [GroundKind.INJECT, GroundKind.TAG]
    assert (other.grounds[1].who, other.tagged) == ("Budi", True)


def test_tags_of_a_calmer_crowd_are_counted_as_far_back_as_a_class_stands() -> None:
    drill = quiet().at(5 * S, do.ObserveTag("tertib")).at(10 * S, do.FireInject("arm"))
    drill.at(20 * S, do.ObserveTag("pasif")).at(30 * S, do.ObserveTag("agresif"), do.StartAction("shove-1"))
    drill.stop(40 * S, "shove-1").at(5 * S + 4 * M, do.StartAction("shove-1"))
    assert [one.calmer for one in uses(drill)] == [2, 1]


def test_a_tag_holds_no_longer_than_its_class_stands_and_not_once_it_is_void() -> None:
    drill = quiet().at(10 * S, do.ObserveTag("aktif"))
    (seq,) = [one.seq for one in drill.events if isinstance(one.body, ev.TagObserved)]
    drill.at(20 * S, do.StartAction("shove-1")).stop(30 * S, "shove-1")
    drill.at(40 * S, do.VoidEntry(seq)).at(50 * S, do.StartAction("shove-1")).stop(M, "shove-1")
    drill.at(70 * S, do.RestoreEntry(seq)).at(80 * S, do.StartAction("shove-1")).stop(90 * S, "shove-1")
    drill.at(70 * S + 4 * M, do.StartAction("shove-1"))
    assert [one.tagged for one in uses(drill)] == [True, False, True, False]


def test_a_class_the_controller_holds_rests_on_the_controller() -> None:
    drill = quiet().at(10 * S, do.Override(ev.Quantity.BEHAVIOUR, ev.OverrideMode.HOLD, 3, "Rini", "seen"))
    drill.at(20 * S, do.StartAction("cannon-1"))
    (one,) = uses(drill)
    assert [(ground.kind, ground.who) for ground in one.grounds] == [(GroundKind.CONTROLLER, "Rini")]


def test_the_last_appeal_before_it_and_how_long_that_was() -> None:
    drill = quiet().at(10 * S, do.StartAction("appeal-1")).stop(30 * S, "appeal-1")
    drill.at(50 * S, do.StartAction("shove-1"))
    drill.at(60 * S, do.StartAction("appeal-1"), do.StartAction("cannon-1")).stop(70 * S, "appeal-1")
    first, second = uses(drill)
    (heard,) = first.warnings
    assert (heard.from_ms, heard.to_ms, first.quiet_ms) == (10 * S, 30 * S, 20 * S)
    assert [(heard.from_ms, heard.to_ms) for heard in second.warnings] == [(60 * S, None), (10 * S, 30 * S)], (
        "what begins in the second of force does not hide what was said before it"
    )
    assert second.is_spoken_to(30 * S)
    assert not second.is_spoken_to(29 * S), "what begins in the second of force was not said before it"


def test_an_appeal_is_no_warning() -> None:
    drill = quiet().at(10 * S, do.StartAction("appeal-1")).at(50 * S, do.StartAction("shove-1"))
    (one,) = uses(drill)
    assert (one.is_spoken_to(5 * M), one.warning_within(5 * M)) == (True, None)


def test_tags_that_bear_the_class_are_counted_beside_the_calmer_ones() -> None:
    drill = quiet().at(5 * S, do.ObserveTag("agresif")).at(10 * S, do.ObserveTag("agresif"), do.ObserveTag("pasif"))
    (one,) = uses(drill.at(20 * S, do.StartAction("shove-1")))
    assert (one.backing, one.calmer) == (2, 1)


def test_only_at_stage_3_a_use_over_at_once_is_a_slip() -> None:
    drill = quiet().at(10 * S, do.StartAction("shove-1", stage=3)).stop(10 * S + 900, "shove-1")
    drill.at(20 * S, do.StartAction("cannon-1")).stop(20 * S, "cannon-1")
    drill.at(30 * S, do.StartAction("shove-1", stage=3)).stop(31 * S, "shove-1")
    drill.at(40 * S, do.StartAction("shove-1", stage=3))
    assert [one.is_momentary for one in uses(drill)] == [True, False, False, False]


def test_the_first_inject_that_lets_the_crowd_ease_while_force_goes_on_is_kept() -> None:
    again = do.FireInject("rumour", how=ev.Firing.AGAIN)
    drill = quiet().at(10 * S, do.FireInject("rumour")).at(20 * S, do.StartAction("shove-1"))
    drill.at(30 * S, do.FireInject("push")).at(40 * S, again).at(45 * S, again).stop(50 * S, "shove-1")
    drill.at(60 * S, do.StartAction("shove-1"))
    told = [one.eased and (one.eased.name, one.eased.at_ms) for one in uses(drill)]
    assert told == [("rumour", 40 * S), None]


def test_what_the_situation_rested_on_at_a_moment() -> None:
    drill = quiet().at(10 * S, do.ObserveTag("agresif", observer="Budi")).at(20 * S, do.FireInject("arm"))
    told = [grounds_at(drill.events, drill.engine.fold, ms) for ms in (5 * S, 15 * S, 25 * S)]
    kinds = [[one.kind for one in of_one] for of_one in told]
    assert kinds == [[], [GroundKind.TAG], [GroundKind.TAG, GroundKind.INJECT]]


def test_force_within_what_was_tagged_is_counted_apart_from_the_script() -> None:
    drill = quiet().at(10 * S, do.FireInject("arm"))
    drill.at(20 * S, do.StartAction("shove-1")).stop(30 * S, "shove-1")
    assert tagged(drill.at(40 * S)) == (10 * S, 0)
    drill.at(40 * S, do.ObserveTag("aktif"), do.StartAction("shove-1")).stop(50 * S, "shove-1")
    assert tagged(drill.at(60 * S)) == (20 * S, 10 * S)
    drill.at(60 * S, do.StartAction("cannon-1")).stop(70 * S, "cannon-1")
    assert tagged(drill.at(80 * S)) == (30 * S, 10 * S), "a tag of active resistance bears no stage 5"
