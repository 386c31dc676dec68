"""Expected actions: opened by an inject, met by a unit or a tick, in time, late or never; and corrections of them."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.state import ExpectedStatus
from player.model import events as ev
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from tests.helpers.drills import Drill, bodies
from tests.helpers.scenarios import action, expected, inject, phase, scenario

OPENED_MS, WITHIN_MS = MINUTE_MS, 3 * MINUTE_MS
DEADLINE_MS = OPENED_MS + WITHIN_MS
SCRIPT = scenario(
    phase(
        "only",
        inject(
            "opens",
            OPENED_MS,
            expect=[
                expected("warn", WITHIN_MS, "warning", "negosiator"),
                expected("anyone", WITHIN_MS, "warning"),
                expected("report", WITHIN_MS),
            ],
        ),
        action("warning", "negosiator", "warning"),
        action("line", "dalmas", "shield_line"),
        action("line-warns", "dalmas", "warning"),
    )
)


def opened() -> Drill:
    drill = Drill(SCRIPT).start()
    drill.to(OPENED_MS)
    return drill


def status(drill: Drill, name: str) -> ExpectedStatus:
    return drill.state.expected[name].status


def test_it_opens_with_its_inject_and_not_before() -> None:
    drill = Drill(SCRIPT).start()
    drill.to(OPENED_MS - 1)
    assert not drill.state.expected
    with pytest.raises(Refused):
        drill.engine.do(do.TickExpected("warn"))
    drill.to(OPENED_MS)
    assert list(drill.state.expected) == list(drill.state.unmet) == ["warn", "anyone", "report"]
    assert {(one.opened_ms, one.deadline_ms, one.status) for one in drill.state.expected.values()} == {
        (OPENED_MS, DEADLINE_MS, ExpectedStatus.OPEN)
    }


def test_its_deadline_runs_from_the_firing_not_from_the_plan() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.FireInject("opens"))
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.ExpectedActionMissed) == [WITHIN_MS] * 3


def test_a_unit_doing_it_meets_it() -> None:
    drill = opened()
    drill.to(2 * MINUTE_MS)
    assert bodies(drill.do(do.StartAction("warning"))) == [
        ev.ActionStarted(1, "warning", "negosiator", "warning", 2, 4),
        ev.ExpectedActionMet("warn", MINUTE_MS, late=False, by_action=1),
        ev.ExpectedActionMet("anyone", MINUTE_MS, late=False, by_action=1),
    ]
    assert drill.events[-1].actor is ev.Actor.ENGINE
    assert drill.state.expected["warn"].met_ms == 2 * MINUTE_MS
    assert list(drill.state.unmet) == ["report"]


def test_another_unit_or_another_kind_of_action_does_not_meet_it() -> None:
    drill = opened()
    drill.do(do.StartAction("line"))
    assert not drill.find(ev.ExpectedActionMet)
    drill.do(do.StartAction("line-warns"))
    assert [event.body.expected for event in drill.events if isinstance(event.body, ev.ExpectedActionMet)] == ["anyone"]


def test_a_unit_that_is_at_it_already_meets_it_at_once() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("line"), do.StartAction("line-warns"), do.StartAction("warning"))
    assert [(event.body, event.actor) for event in drill.to(OPENED_MS)] == [
        (ev.InjectFired("opens", ev.Firing.SCHEDULE), ev.Actor.ENGINE),
        (ev.ExpectedActionMet("warn", 0, late=False, by_action=3), ev.Actor.ENGINE),
        (ev.ExpectedActionMet("anyone", 0, late=False, by_action=2), ev.Actor.ENGINE),
    ]
    assert list(drill.state.unmet) == ["report"]
    drill.to(HOUR_MS)
    assert len(drill.find(ev.ExpectedActionMissed)) == 1


@pytest.mark.parametrize("stage", [3, 4, 6])
def test_an_action_with_more_force_than_its_kind_has_does_not_meet_it(stage: int) -> None:
    drill = opened()
    drill.do(do.StartAction("warning", stage=stage))
    assert not drill.find(ev.ExpectedActionMet)
    before = Drill(SCRIPT).start()
    before.do(do.StartAction("warning"), do.ChangeStage(1, stage))
    before.to(OPENED_MS)
    assert not before.find(ev.ExpectedActionMet)


def test_it_is_met_once_that_force_comes_down() -> None:
    drill = opened()
    drill.do(do.StartAction("line-warns", stage=6), do.ChangeStage(1, 4))
    drill.to(2 * MINUTE_MS)
    assert bodies(drill.do(do.ChangeStage(1, 2))) == [
        ev.ActionStageChanged(1, 2),
        ev.ExpectedActionMet("anyone", MINUTE_MS, late=False, by_action=1),
    ]
    assert drill.do(do.TickExpected("warn"), do.ChangeStage(1, 3), do.ChangeStage(1, 2))[-1].body == (
        ev.ActionStageChanged(1, 2)
    )


def test_what_the_script_offers_at_a_stage_is_of_its_kind_at_it() -> None:
    made = scenario(
        phase(
            "only",
            inject("opens", OPENED_MS, expect=[expected("hold", WITHIN_MS, "shield_line")]),
            action("line", "dalmas", "shield_line", stage=4),
        )
    )
    drill = Drill(made).start()
    drill.to(OPENED_MS)
    drill.do(do.StartAction("line", stage=5))
    assert not drill.find(ev.ExpectedActionMet)
    assert isinstance(drill.do(do.ChangeStage(1, 4))[-1].body, ev.ExpectedActionMet)


def test_an_action_that_ended_before_it_opened_does_not_meet_it() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("warning"), do.StopAction(1))
    drill.to(HOUR_MS)
    assert status(drill, "warn") is ExpectedStatus.MISSED


def test_an_inject_fired_by_hand_is_met_at_once_too() -> None:
    drill = Drill(SCRIPT).start()
    drill.do(do.StartAction("warning"))
    assert bodies(drill.do(do.FireInject("opens")))[1:] == [
        ev.ExpectedActionMet("warn", 0, late=False, by_action=1),
        ev.ExpectedActionMet("anyone", 0, late=False, by_action=1),
    ]


def test_a_tick_meets_it() -> None:
    drill = opened()
    drill.to(OPENED_MS + 30 * SECOND_MS)
    (met,) = drill.do(do.TickExpected("report"))
    assert met.body == ev.ExpectedActionMet("report", 30 * SECOND_MS, late=False)
    assert met.actor is ev.Actor.CONTROLLER
    assert status(drill, "report") is ExpectedStatus.MET
    with pytest.raises(Refused):
        drill.engine.do(do.TickExpected("report"))
    drill.to(HOUR_MS)
    assert not drill.find(ev.ExpectedActionMissed, expected="report")


def test_a_deadline_passes_at_its_millisecond() -> None:
    drill = opened()
    assert drill.to(DEADLINE_MS - 1) == []
    drill.do(do.TickExpected("report"))
    assert bodies(drill.to(DEADLINE_MS)) == [ev.ExpectedActionMissed("warn"), ev.ExpectedActionMissed("anyone")]
    assert status(drill, "warn") is ExpectedStatus.MISSED
    assert "warn" in drill.state.unmet


@pytest.mark.parametrize("done", [do.TickExpected("warn"), do.StartAction("warning")])
@pytest.mark.parametrize("after_ms", [0, 1, 31 * SECOND_MS])
def test_what_is_done_once_the_deadline_has_passed_is_late(done: do.Command, after_ms: int) -> None:
    drill = opened()
    drill.to(DEADLINE_MS + after_ms)
    drill.do(done)
    (met,) = drill.find(ev.ExpectedActionMet, expected="warn")
    assert isinstance(met.body, ev.ExpectedActionMet)
    assert met.body.late
    assert met.body.latency_ms == WITHIN_MS + after_ms
    assert status(drill, "warn") is ExpectedStatus.MET_LATE
    assert "warn" not in drill.state.unmet


def test_deadlines_stand_still_on_hold() -> None:
    drill = opened()
    drill.to(2 * MINUTE_MS)
    drill.do(do.HoldExercise())
    drill.to(HOUR_MS)
    assert not drill.find(ev.ExpectedActionMissed)
    drill.do(do.TickExpected("report"), do.ResumeExercise())
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.ExpectedActionMissed) == [DEADLINE_MS] * 2


def test_a_deadline_runs_on_into_the_next_phase_and_ends_with_the_exercise() -> None:
    script = scenario(
        phase("first", inject("opens", 0, expect=[expected("soon", MINUTE_MS), expected("never", HOUR_MS)])),
        phase("second"),
    )
    drill = Drill(script).start()
    drill.do(do.NextPhase())
    drill.to(2 * MINUTE_MS)
    drill.do(do.EndExercise())
    drill.to(2 * HOUR_MS)
    assert drill.times_ms(ev.ExpectedActionMissed) == [MINUTE_MS]
    assert status(drill, "never") is ExpectedStatus.OPEN


def test_a_void_tick_opens_it_again_and_restored_it_counts_as_it_did() -> None:
    drill = opened()
    drill.to(OPENED_MS + 10 * SECOND_MS)
    (tick,) = drill.do(do.TickExpected("report"))
    drill.do(do.VoidEntry(tick.seq))
    stands = drill.state.expected["report"]
    assert (stands.status, stands.met_ms) == (ExpectedStatus.OPEN, None)
    assert "report" in drill.state.unmet
    drill.to(2 * MINUTE_MS)
    drill.do(do.RestoreEntry(tick.seq))
    stands = drill.state.expected["report"]
    assert (stands.status, stands.met_ms) == (ExpectedStatus.MET, OPENED_MS + 10 * SECOND_MS)
    assert "report" not in drill.state.unmet
    drill.to(HOUR_MS)
    assert not drill.find(ev.ExpectedActionMissed, expected="report")


def test_a_tick_voided_before_the_deadline_can_still_be_missed_once() -> None:
    drill = opened()
    (tick,) = drill.do(do.TickExpected("report"))
    for _ in range(3):
        drill.do(do.VoidEntry(tick.seq), do.RestoreEntry(tick.seq))
    drill.do(do.VoidEntry(tick.seq))
    drill.to(HOUR_MS)
    assert drill.times_ms(ev.ExpectedActionMissed, expected="report") == [DEADLINE_MS]


@pytest.mark.parametrize("on_hold", [False, True])
@pytest.mark.parametrize("later_ms", [0, 1, HOUR_MS])
def test_a_tick_voided_from_the_deadline_on_is_missed_at_once(later_ms: int, on_hold: bool) -> None:  # noqa: FBT001
    drill = opened()
    (tick,) = drill.do(do.TickExpected("report"))
    drill.to(DEADLINE_MS + later_ms)
    if on_hold:
        drill.do(do.HoldExercise())
    assert bodies(drill.do(do.VoidEntry(tick.seq))) == [
        ev.EntryVoided(tick.seq),
        ev.ExpectedActionMissed("report"),
    ]
    drill.attempt(do.ResumeExercise())
    drill.to(2 * HOUR_MS)
    assert status(drill, "report") is ExpectedStatus.MISSED
    assert len(drill.find(ev.ExpectedActionMissed, expected="report")) == 1


def test_a_void_tick_cannot_be_restored_beside_another_one() -> None:
    drill = opened()
    (first,) = drill.do(do.TickExpected("report"))
    drill.do(do.VoidEntry(first.seq))
    drill.to(OPENED_MS + 20 * SECOND_MS)
    (second,) = drill.do(do.TickExpected("report"))
    with pytest.raises(Refused):
        drill.engine.do(do.RestoreEntry(first.seq))
    drill.do(do.VoidEntry(second.seq), do.RestoreEntry(first.seq))
    assert drill.state.expected["report"].met_ms == OPENED_MS


def test_a_void_late_tick_is_missed_again() -> None:
    drill = opened()
    drill.to(HOUR_MS)
    (tick,) = drill.do(do.TickExpected("report"))
    drill.do(do.VoidEntry(tick.seq))
    assert status(drill, "report") is ExpectedStatus.MISSED
    drill.do(do.RestoreEntry(tick.seq))
    assert status(drill, "report") is ExpectedStatus.MET_LATE


def test_what_a_unit_met_cannot_be_voided() -> None:
    drill = opened()
    met = drill.do(do.StartAction("warning"))[1]
    with pytest.raises(Refused):
        drill.engine.do(do.VoidEntry(met.seq))


def test_after_a_void_tick_a_unit_can_meet_it() -> None:
    drill = opened()
    (tick,) = drill.do(do.TickExpected("warn"))
    drill.do(do.VoidEntry(tick.seq), do.StartAction("warning"))
    assert status(drill, "warn") is ExpectedStatus.MET
    with pytest.raises(Refused):
        drill.engine.do(do.RestoreEntry(tick.seq))
