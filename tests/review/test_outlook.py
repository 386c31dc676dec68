"""When the exercise is expected to end: in overtime, lengthened, absorbed, and across midnight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.engine import Engine
from player.i18n import speaking
from player.model.events import Rest
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS
from player.review.outlook import Outlook, outlook, story_time_text
from player.scenario import read_scenario

SCRIPT = """\
gladi: 2
id: night
title: Night drill
place: {name: Alun-alun, zone: Asia/Jakarta, starts: "23:50"}
ranks: [Danki]
units: {dalmas: {title: Dalmas, kind: dalmas_awal, strength: 30}}
crowd: {size: 100, start: {tension: 30}}
phases:
  - {id: one, title: One, planned: 8m, max: 12m, injects: [{id: a, title: A, at: 1m, text: A.}]}
  - {id: two, title: Two, planned: 10m, min: 9m, injects: [{id: b, title: B, at: 1m, text: B.}]}
  - {id: three, title: Three, planned: 12m, injects: [{id: c, title: C, at: 1m, text: C.}]}
"""


@pytest.fixture(scope="module")
def night() -> Scenario:
    return read_scenario(SCRIPT, "night.yaml").scenario


def minutes(look: Outlook) -> list[tuple[str, float, float]]:
    return [(one.phase, one.start_ms / MINUTE_MS, one.end_ms / MINUTE_MS) for one in look.phases]


def begun(scenario: Scenario) -> Engine:
    engine = Engine(scenario)
    engine.do(do.StartExercise())
    return engine


class TestTheWayAhead:
    def test_before_startex_it_is_the_script(self, night: Scenario) -> None:
        look = outlook(Engine(night).fold.state, 0)
        assert minutes(look) == [("one", 0, 8), ("two", 8, 18), ("three", 18, 30)]
        assert (look.end_ms, look.over_ms) == (30 * MINUTE_MS, 0)
        assert not any(one.under_way for one in look.phases)

    def test_in_a_phase_it_is_the_script_still(self, night: Scenario) -> None:
        engine = begun(night)
        engine.advance(5 * MINUTE_MS)
        look = outlook(engine.fold.state, engine.now_ms)
        assert minutes(look) == [("one", 0, 8), ("two", 8, 18), ("three", 18, 30)]
        assert [one.under_way for one in look.phases] == [True, False, False]

    def test_overtime_pushes_all_that_follows(self, night: Scenario) -> None:
        engine = begun(night)
        engine.advance(11 * MINUTE_MS)
        look = outlook(engine.fold.state, engine.now_ms)
        assert minutes(look) == [("one", 0, 11), ("two", 11, 21), ("three", 21, 33)]
        assert look.over_ms == 3 * MINUTE_MS

    def test_a_phase_left_early_is_gained(self, night: Scenario) -> None:
        engine = begun(night)
        engine.advance(6 * MINUTE_MS)
        engine.do(do.NextPhase())
        look = outlook(engine.fold.state, engine.now_ms)
        assert minutes(look) == [("two", 6, 16), ("three", 16, 28)]
        assert look.over_ms == -2 * MINUTE_MS

    def test_made_longer_it_shifts_the_rest(self, night: Scenario) -> None:
        engine = begun(night)
        engine.do(do.AdjustPhase(3 * MINUTE_MS, Rest.SHIFT))
        look = outlook(engine.fold.state, engine.now_ms)
        assert minutes(look) == [("one", 0, 11), ("two", 11, 21), ("three", 21, 33)]
        assert look.over_ms == 3 * MINUTE_MS
        assert [one.changed_ms for one in look.phases] == [3 * MINUTE_MS, 0, 0]

    def test_absorbed_it_ends_when_it_was_to_end(self, night: Scenario) -> None:
        engine = begun(night)
        engine.do(do.AdjustPhase(3 * MINUTE_MS, Rest.ABSORB))
        look = outlook(engine.fold.state, engine.now_ms)
        assert minutes(look) == [("one", 0, 11), ("two", 11, 20), ("three", 20, 30)], "no phase under its least"
        assert look.over_ms == 0

    def test_the_last_phase_has_nothing_after_it(self, night: Scenario) -> None:
        engine = begun(night)
        for _phase in range(2):
            engine.do(do.NextPhase())
        assert [one.phase for one in outlook(engine.fold.state, 0).phases] == ["three"]

    def test_after_endex_it_is_what_was(self, night: Scenario) -> None:
        engine = begun(night)
        engine.advance(7 * MINUTE_MS)
        engine.do(do.EndExercise())
        look = outlook(engine.fold.state, engine.now_ms + 5)
        assert (look.phases, look.end_ms, look.over_ms) == ((), 7 * MINUTE_MS, -23 * MINUTE_MS)

    @given(st.lists(st.tuples(st.integers(0, 9 * MINUTE_MS), st.sampled_from(["+", "-", "next"])), max_size=12))
    def test_it_is_without_a_gap_and_never_over_before_now(self, steps: list[tuple[int, str]]) -> None:
        scenario = read_scenario(SCRIPT, "night.yaml").scenario
        engine = begun(scenario)
        for wait_ms, what in steps:
            engine.advance(engine.now_ms + wait_ms)
            command: do.Command = do.NextPhase() if what == "next" else do.AdjustPhase(int(what + "60000"))
            try:
                engine.do(command)
            except do.Refused:
                continue
        look = outlook(engine.fold.state, engine.now_ms)
        assert look.phases[0].under_way
        assert look.end_ms >= engine.now_ms
        assert look.end_ms == look.phases[-1].end_ms
        assert all(one.end_ms == other.start_ms for one, other in zip(look.phases, look.phases[1:], strict=False))


class TestAcrossMidnight:
    STARTS_MS = (23 * 60 + 50) * MINUTE_MS

    @pytest.mark.parametrize(
        ("minute", "text"), [(0, "23:50"), (9, "23:59"), (10, "00:00 (+1 d)"), (30, "00:20 (+1 d)")]
    )
    def test_the_clock_of_the_story(self, minute: int, text: str) -> None:
        with speaking("en"):
            assert story_time_text(self.STARTS_MS, minute * MINUTE_MS) == text

    def test_two_days_on(self) -> None:
        with speaking("en"):
            assert story_time_text(self.STARTS_MS, 25 * 60 * MINUTE_MS).endswith("(+2 d)")

    def test_over_and_under_do_not_leap_at_midnight(self, night: Scenario) -> None:
        engine = begun(night)
        overs = []
        for minute in range(7, 13):
            engine.advance(minute * MINUTE_MS)
            overs.append(outlook(engine.fold.state, engine.now_ms).over_ms // MINUTE_MS)
        assert overs == [0, 0, 1, 2, 3, 4]
