"""What the controller overrides, quantity by quantity: set, held and released."""

from __future__ import annotations

from itertools import pairwise

import pytest

from player.engine import commands as do
from player.engine.crowd_model import CrowdModel
from player.model import events as ev
from player.model.crowd_parameters import BEHAVIOUR_THRESHOLDS
from player.model.doctrine import CEILING, Behaviour, Situation
from player.model.times import MINUTE_MS, SECOND_MS
from tests.engine.crowd_overrides import (
    BEHAVIOUR,
    FORCE,
    HOLD,
    MILLION,
    PRESENCE,
    RELEASE,
    SET,
    TENSION,
    WHO,
    WHY,
    body,
    everything_that_moves_it,
    override,
    rows,
    started,
)
from tests.helpers.drills import Drill

# Tension


def test_a_tension_that_is_set_goes_on_from_there() -> None:
    drill = started()
    drill.to(10_000)
    before = drill.engine.fold.crowd.tension
    assert body(drill, override(TENSION, SET, 640_000)) == ev.ValueOverridden(
        TENSION, SET, round(before * MILLION), 640_000, None, WHO, WHY
    )
    drill.to(20_000)
    found = rows(drill, "tension")
    assert found[10] == pytest.approx(64.0)
    assert all(later != earlier for earlier, later in pairwise(found[10:]))
    state = (0.64, *drill_state(drill, 10)[1:])
    assert found[11] == 100 * CrowdModel().step(*state, 0.0, 0.0, 0.0, 0, 0.0)[0]
    assert drill.state.overrides == {}


def drill_state(drill: Drill, row: int) -> tuple[float, float, float, float]:
    found = drill.engine.fold.crowd.columns()
    return found["tension"][row] / 100, found["activity"][row], found["legitimacy"][row], found["presence"][row]


def test_a_tension_that_is_held_stays_to_the_last_bit_whatever_is_done() -> None:
    drill = started()
    drill.to(10_000)
    drill.do(override(TENSION, HOLD, 123_456))
    assert drill.state.is_held(TENSION)
    everything_that_moves_it(drill)
    assert set(rows(drill, "tension")[10:]) == {100 * 0.123456}


def test_a_tension_that_is_released_goes_on_from_what_it_was_held_at() -> None:
    drill = started()
    drill.do(override(TENSION, HOLD, 500_000), do.FireInject("orator"))
    drill.to(10_000)
    assert body(drill, override(TENSION, RELEASE)) == ev.ValueOverridden(
        TENSION, RELEASE, 500_000, 500_000, None, WHO, WHY
    )
    drill.to(12_000)
    found = rows(drill, "tension")
    assert set(found[:11]) == {50.0}
    state = (0.5, *drill_state(drill, 10)[1:])
    assert found[11] == 100 * CrowdModel().step(*state, 2.0, 0.0, 0.0, 0, 0.0)[0], "the orator never stopped"
    assert not drill.state.is_held(TENSION)


def test_held_without_a_value_it_stays_as_it_is() -> None:
    drill = started()
    drill.to(30_500)
    drill.do(do.FireInject("orator"))
    drill.to(40_500)
    found = body(drill, override(TENSION, HOLD))
    assert found.before == found.after
    drill.to(60_000)
    tension = rows(drill, "tension")
    assert set(tension[41:]) == {100 * (found.after / MILLION)}
    assert tension[41] - tension[40] == pytest.approx(100 / 30 * 0.6, abs=0.5), "as far as it had come by that row"


def test_held_again_it_is_held_at_the_new_value_and_set_it_is_free() -> None:
    drill = started()
    drill.do(override(TENSION, HOLD, 500_000))
    drill.to(5_000)
    drill.do(override(TENSION, HOLD, 700_000))
    drill.to(10_000)
    drill.do(override(TENSION, SET, 200_000))
    drill.to(20_000)
    found = rows(drill, "tension")
    assert (set(found[:5]), set(found[5:10]), found[10]) == ({50.0}, {70.0}, 20.0)
    assert found[20] < found[10]
    refused = drill.attempt(override(TENSION, RELEASE))
    assert refused is not None
    assert refused.message.msgid == "Nothing is held there that could be released."


# Size of the crowd


def test_a_crowd_that_is_held_neither_grows_nor_leaves() -> None:
    drill = started()
    drill.do(override(PRESENCE, HOLD, 600_000))
    everything_that_moves_it(drill)
    assert set(rows(drill, "presence")) == {0.6}
    drill.do(override(PRESENCE, RELEASE))
    drill.do(do.FireInject("many"))
    drill.to(drill.engine.now_ms + SECOND_MS)
    assert rows(drill, "presence")[-2] == pytest.approx(0.9)
    assert rows(drill, "presence")[-1] < 0.9


def test_a_crowd_that_is_set_leaves_on() -> None:
    drill = started()
    assert body(drill, override(PRESENCE, SET, 300_000)).before == MILLION
    drill.to(MINUTE_MS)
    assert rows(drill, "presence")[0] == 0.3
    assert 0.29 < rows(drill, "presence")[-1] < 0.3


def test_whether_the_crowd_is_there_follows_the_size_the_controller_says() -> None:
    drill = started()
    for at_ms, ppm in ((0, 149_999), (10_000, 199_999), (20_000, 200_000), (30_000, 150_000), (40_000, 149_999)):
        drill.to(at_ms)
        drill.do(override(PRESENCE, HOLD, ppm))
    assert drill.times_ms(ev.CrowdDispersed) == [0, 40_000]
    assert drill.times_ms(ev.CrowdGathered) == [20_000]


# Behaviour


def test_a_class_that_is_held_shows_whatever_is_seen() -> None:
    drill = started()
    drill.do(override(BEHAVIOUR, HOLD, Behaviour.PASIF))
    drill.to(10_000)
    drill.do(do.ObserveTag("throwing"), do.ObserveTag("burning"))
    drill.to(20_000)
    assert set(rows(drill, "behaviour")) == {Behaviour.PASIF}
    assert set(rows(drill, "situation")) == {Situation.KUNING}
    assert set(rows(drill, "ceiling")) == {CEILING[Behaviour.PASIF]}
    assert body(drill, override(BEHAVIOUR, RELEASE)).after == Behaviour.AGRESIF
    drill.to(25_000)
    assert set(rows(drill, "behaviour")[20:]) == {Behaviour.AGRESIF}, "what was declared meanwhile still stands"
    assert set(rows(drill, "situation")[20:]) == {Situation.MERAH}


def test_released_long_after_it_is_what_the_activity_makes() -> None:
    drill = started(activity=0.0)
    drill.do(override(BEHAVIOUR, HOLD, Behaviour.AGRESIF))
    drill.to(10 * MINUTE_MS)
    released = body(drill, override(BEHAVIOUR, RELEASE))
    assert (released.before, released.after) == (Behaviour.AGRESIF, Behaviour.TERTIB)
    assert drill.state.behaviour is Behaviour.TERTIB


def test_the_gravest_class_allows_what_no_activity_does() -> None:
    drill = started()
    drill.do(override(BEHAVIOUR, HOLD, Behaviour.AGRESIF_SEGERA))
    drill.do(do.StartAction("cannon", stage=6))
    drill.to(5 * MINUTE_MS)
    assert set(rows(drill, "excess")) == {0.0}


@pytest.mark.parametrize("behaviour", [Behaviour.TERTIB, Behaviour.PASIF, Behaviour.AKTIF])
def test_a_lower_class_takes_the_activity_into_its_band(behaviour: Behaviour) -> None:
    drill = started(activity=0.6, tension=0.3)
    drill.do(do.ObserveTag("throwing"), do.ObserveTag("burning"))
    drill.do(override(BEHAVIOUR, SET, behaviour))
    activity = drill.engine.fold.crowd.activity
    assert activity < BEHAVIOUR_THRESHOLDS[behaviour]
    assert behaviour == 0 or activity >= BEHAVIOUR_THRESHOLDS[behaviour - 1]
    drill.to(30_000)
    assert set(rows(drill, "behaviour")) == {behaviour}, "also what was declared before is over"
    assert Situation.MERAH not in set(rows(drill, "situation"))


def test_a_higher_class_stands_as_if_it_was_seen_and_leaves_the_activity() -> None:
    drill = started(activity=0.01)
    drill.do(override(BEHAVIOUR, SET, Behaviour.AGRESIF))
    assert rows(drill, "activity") == [0.01]
    drill.to(5 * MINUTE_MS)
    assert rows(drill, "behaviour") == [Behaviour.AGRESIF] * 240 + [0] * 61


def test_an_activity_that_rises_again_makes_the_higher_class_again() -> None:
    drill = started(activity=0.6, tension=1.0)
    drill.do(override(BEHAVIOUR, SET, Behaviour.TERTIB))
    drill.to(10 * MINUTE_MS)
    assert drill.state.behaviour is Behaviour.AGRESIF


# Force of a unit


WHAT_A_UNIT_DOES = {
    "begins": (do.StartAction("line"),),
    "goes on harder": (do.StartAction("line"), do.ChangeStage(2, 2)),
    "ends": (do.StopAction(1),),
}


@pytest.mark.parametrize("what", WHAT_A_UNIT_DOES)
def test_force_that_is_set_stands_until_the_unit_next_does_something(what: str) -> None:
    drill = started()
    drill.do(do.StartAction("push"))
    assert body(drill, override(FORCE, SET, 2, "dalmas")).before == 4
    drill.do(do.StartAction("talk"))
    drill.to(5_000)
    assert drill.engine.fold.crowd.force == 2, "what another unit does leaves it"
    first, *_more = WHAT_A_UNIT_DOES[what]
    drill.do(first)
    own = 2 if what == "ends" else 4
    assert drill.state.unit_stages.get("dalmas", 2) == own
    assert drill.engine.fold.crowd.force == own
    assert drill.state.overrides == {}


@pytest.mark.parametrize("what", WHAT_A_UNIT_DOES)
def test_force_that_is_held_stands_whatever_the_unit_does(what: str) -> None:
    drill = started()
    drill.do(do.StartAction("push"), override(FORCE, HOLD, 5, "dalmas"))
    for n, command in enumerate(WHAT_A_UNIT_DOES[what]):
        drill.to(n * 5_000)
        drill.do(command)
        assert (drill.state.unit_stages["dalmas"], drill.engine.fold.crowd.force) == (5, 5)
    own = max((run.stage for run in drill.state.running.values()), default=0)
    released = body(drill, override(FORCE, RELEASE, unit="dalmas"))
    assert (released.before, released.after) == (5, own)
    assert drill.engine.fold.crowd.force == own


def test_force_of_a_unit_that_does_nothing_counts_but_commits_nobody() -> None:
    drill = started()
    drill.do(override(FORCE, SET, 3, "water-cannon"))
    drill.to(2_000)
    assert (rows(drill, "force"), rows(drill, "personnel")) == ([3, 3, 3], [0, 0, 0])
    assert body(drill, override(FORCE, RELEASE, unit="water-cannon")).after == 0
    assert drill.engine.fold.crowd.force == 0


def test_each_unit_has_its_own_override() -> None:
    drill = started()
    drill.do(override(FORCE, HOLD, 3, "dalmas"), override(FORCE, SET, 5, "water-cannon"))
    drill.do(do.StartAction("cannon", stage=4))
    assert drill.state.unit_stages == {"dalmas": 3, "water-cannon": 4}
    assert drill.state.overrides.keys() == {(FORCE, "dalmas")}
