"""How an inject fires: by its time, by hand, both, late, early, or not at all."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.model import events as ev
from player.model.course import Effects, Pressure
from player.model.doctrine import Behaviour, InjectStatus, Situation
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import inject, phase, scenario

AT_MS = 4 * MINUTE_MS
BY_TIME, BY_HAND, BOTH = inject("by-time", AT_MS), inject("by-hand"), inject("both", AT_MS, manual=True)
SCRIPT = scenario(phase("first", BY_TIME, BY_HAND, BOTH), phase("second", inject("later", AT_MS)), phase("third"))
EVERY = ("by-time", "by-hand", "both", "later")


def started() -> Drill:
    return Drill(SCRIPT).start()


def status(drill: Drill, name: str) -> InjectStatus:
    return drill.state.injects[name].status


def fired_ms(drill: Drill, name: str) -> list[int]:
    return drill.times_ms(ev.InjectFired, inject=name)


def test_before_start_every_inject_is_pending_with_no_time() -> None:
    assert {(stands.status, stands.due_ms) for stands in Drill(SCRIPT).state.injects.values()} == {
        (InjectStatus.PENDING, None)
    }


def test_an_inject_with_a_time_fires_at_it() -> None:
    drill = started()
    drill.to(AT_MS - 1)
    assert status(drill, "by-time") is InjectStatus.PENDING
    drill.to(HOUR_MS)
    stands = drill.state.injects["by-time"]
    assert (stands.status, stands.due_ms, stands.fired_ms) == (InjectStatus.FIRED, AT_MS, AT_MS)
    fired = drill.find(ev.InjectFired, inject="by-time")[0]
    assert (fired.actor, fired.exercise_ms, fired.seq) == (ev.Actor.ENGINE, AT_MS, stands.fired_seq)


def test_an_inject_without_a_time_waits_for_the_hand() -> None:
    drill = started()
    drill.to(HOUR_MS)
    assert status(drill, "by-hand") is InjectStatus.PENDING
    assert bodies(drill.do(do.FireInject("by-hand"))) == [ev.InjectFired("by-hand", ev.Firing.CHOSEN)]
    assert fired_ms(drill, "by-hand") == [HOUR_MS]


def test_an_inject_with_a_time_and_a_hand_comes_due_and_then_waits() -> None:
    drill = started()
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.InjectCameDue, inject="both") == [AT_MS]
    assert status(drill, "both") is InjectStatus.DUE
    drill.do(do.FireInject("both", ev.Firing.GO))
    assert fired_ms(drill, "both") == [HOUR_MS]


def test_an_inject_fired_before_its_time_does_not_fire_or_come_due_again() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    drill.do(do.FireInject("both"), do.FireInject("by-time"))
    drill.to(HOUR_MS)
    assert fired_ms(drill, "both") == fired_ms(drill, "by-time") == [MINUTE_MS]
    assert drill.find(ev.InjectCameDue) == []


@pytest.mark.parametrize("name", EVERY)
def test_any_inject_can_be_fired_at_any_moment_even_on_hold(name: str) -> None:
    drill = started()
    drill.to(90 * SECOND_MS)
    drill.do(do.HoldExercise(), do.FireInject(name))
    assert fired_ms(drill, name) == [90 * SECOND_MS]
    with pytest.raises(Refused):
        drill.engine.do(do.FireInject(name))


@pytest.mark.parametrize("name", EVERY)
def test_an_inject_can_still_be_fired_after_it_was_skipped(name: str) -> None:
    drill = started()
    drill.do(do.SkipInject(name))
    drill.to(HOUR_MS)
    assert fired_ms(drill, name) == []
    drill.do(do.FireInject(name))
    assert fired_ms(drill, name) == [HOUR_MS]


@pytest.mark.parametrize("name", EVERY)
def test_an_inject_held_back_does_not_fire_but_can_be_fired(name: str) -> None:
    drill = started()
    drill.do(do.HoldBackInject(name))
    drill.to(HOUR_MS)
    assert status(drill, name) is InjectStatus.HELD
    assert not drill.find(ev.InjectCameDue, inject=name)
    drill.do(do.FireInject(name))
    assert fired_ms(drill, name) == [HOUR_MS]


@pytest.mark.parametrize("back", [do.HoldBackInject("by-time"), do.SkipInject("by-time")])
def test_released_before_its_time_it_fires_at_its_time_once(back: do.Command) -> None:
    drill = started()
    drill.do(back)
    drill.to(MINUTE_MS)
    drill.do(do.ReleaseInject("by-time"))
    assert status(drill, "by-time") is InjectStatus.PENDING
    drill.to(HOUR_MS)
    assert fired_ms(drill, "by-time") == [AT_MS]


@pytest.mark.parametrize("back", [do.HoldBackInject("by-time"), do.SkipInject("by-time")])
@pytest.mark.parametrize("released_ms", [AT_MS, AT_MS + 1, HOUR_MS])
def test_released_after_its_time_it_waits_for_the_controller(back: do.Command, released_ms: int) -> None:
    drill = started()
    drill.do(back)
    drill.to(released_ms)
    drill.do(do.ReleaseInject("by-time"))
    assert status(drill, "by-time") is InjectStatus.DUE
    drill.to(2 * HOUR_MS)
    assert fired_ms(drill, "by-time") == []
    drill.do(do.FireInject("by-time"))
    assert fired_ms(drill, "by-time") == [2 * HOUR_MS]


def test_an_inject_that_is_due_can_be_held_back_skipped_and_released() -> None:
    drill = started()
    drill.to(AT_MS)
    drill.do(do.HoldBackInject("both"))
    assert status(drill, "both") is InjectStatus.HELD
    drill.do(do.SkipInject("both"))
    assert status(drill, "both") is InjectStatus.SKIPPED
    drill.do(do.ReleaseInject("both"))
    assert status(drill, "both") is InjectStatus.DUE


def test_holding_back_and_releasing_many_times_fires_once() -> None:
    drill = started()
    for _ in range(5):
        drill.do(do.HoldBackInject("by-time"), do.ReleaseInject("by-time"))
    drill.to(HOUR_MS)
    assert fired_ms(drill, "by-time") == [AT_MS]


@pytest.mark.parametrize(
    ("back", "then"),
    [(do.HoldBackInject("later"), InjectStatus.HELD), (do.SkipInject("later"), InjectStatus.SKIPPED)],
)
def test_an_inject_of_a_phase_to_come_can_be_held_back_or_skipped_before(back: do.Command, then: InjectStatus) -> None:
    drill = started()
    drill.do(back, do.NextPhase())
    drill.to(HOUR_MS)
    assert status(drill, "later") is then
    assert fired_ms(drill, "later") == []


def test_an_inject_of_a_phase_to_come_released_in_time_fires_by_the_clock_of_its_phase() -> None:
    drill = started()
    drill.do(do.HoldBackInject("later"))
    drill.to(MINUTE_MS)
    drill.do(do.ReleaseInject("later"), do.NextPhase())
    drill.to(HOUR_MS)
    assert fired_ms(drill, "later") == [MINUTE_MS + AT_MS]


def test_an_inject_fired_before_its_phase_does_not_fire_in_it() -> None:
    drill = started()
    drill.to(MINUTE_MS)
    drill.do(do.FireInject("later"), do.NextPhase())
    drill.to(HOUR_MS)
    assert fired_ms(drill, "later") == [MINUTE_MS]


def test_only_the_injects_of_the_present_phase_fire_by_time() -> None:
    drill = started()
    drill.to(HOUR_MS)
    assert fired_ms(drill, "later") == []


def test_an_inject_acts_on_the_crowd_at_its_tick() -> None:
    effects = Effects(
        tension=50.0,
        pressure=Pressure(0.5, 10 * SECOND_MS),
        behaviour=Behaviour.AKTIF,
        provocateurs=0.5,
        unlawful=True,
    )
    drill = Drill(scenario(phase("only", inject("blow", 1_500, effects=effects)))).start()
    drill.to(1_499)
    before = drill.engine.fold.crowd.sample(1_000)
    drill.to(2_000)
    after = drill.engine.fold.crowd.sample(2_000)
    assert after.tension_index == pytest.approx(before.tension_index + 0.5 * (100 - before.tension_index), abs=0.1)
    assert (before.behaviour, after.behaviour) == (Behaviour.TERTIB, Behaviour.AKTIF)
    assert (before.situation, after.situation) == (Situation.HIJAU, Situation.MERAH)
    assert (before.provocateurs, after.provocateurs) == (0.0, 0.5)
    assert (before.pressure, after.pressure) == (0.0, 0.5)
    drill.to(13_000)
    assert drill.engine.fold.crowd.sample(13_000).pressure == 0.0


def test_an_inject_with_no_effects_leaves_the_crowd_as_it_was() -> None:
    drill, quiet = started(), Drill(scenario(phase("only"))).start()
    for each in (drill, quiet):
        each.to(HOUR_MS)
    assert drill.engine.fold.crowd.columns() == quiet.engine.fold.crowd.columns()


def test_an_inject_that_leaves_the_provocateurs_alone_does_not_take_them_away() -> None:
    script = scenario(
        phase(
            "only",
            inject("come", 0, effects=Effects(provocateurs=1.0)),
            inject("stay", 1_000, effects=Effects(tension=1.0)),
            inject("go", 2_000, effects=Effects(provocateurs=0.0)),
        )
    )
    drill = Drill(script).start()
    drill.to(1_000)
    assert drill.engine.fold.crowd.provocateurs == 1.0
    drill.to(2_000)
    assert drill.engine.fold.crowd.provocateurs == 0.0
