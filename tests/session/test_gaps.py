"""A gap in the time: found, asked about, and counted as hold or as elapsed. Never a burst of injects."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.doctrine import InjectStatus
from player.model.scenario import LoadedScenario
from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS
from player.scenario import read_scenario
from player.session.gaps import elapsed_brings
from player.session.live import SLEEP_MS, LiveDrill
from player.session.store import VerifyStatus, read_session, verify_session
from tests.helpers.drills import same_drill
from tests.session.play import Play, records

HELD, ELAPSED = do.CountGap(ev.GapAs.HOLD), do.CountGap(ev.GapAs.ELAPSED)
MANY = 30


def crowded() -> LoadedScenario:
    """A drill with an inject every 20 s, each expecting an answer within half a minute."""
    lines = [
        f"      - {{id: inject-{n}, at: {20 * n}s, title: Inject {n}, text: Sesuatu terjadi,"
        f" expect: [{{id: wish-{n}, text: Imbauan, action: appeal, by: nego, within: 30s}}]}}"
        for n in range(1, MANY + 1)
    ]
    text = "\n".join(
        (
            "gladi: 1",
            "id: ramai",
            "title: Ramai",
            'place: {name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}',
            "units: {nego: {title: Negosiator, strength: 2, kind: negotiator}}",
            "crowd: {size: 100}",
            "phases:",
            "  - id: satu",
            "    title: Satu",
            "    planned: 11m",
            "    injects:",
            *lines,
            "    actions: [{id: imbau, unit: nego, does: appeal, planned: {from: 1m, to: 2m}}]",
            "  - {id: dua, title: Dua, planned: 5m, injects: [{id: akhir, at: 1m, title: Akhir, text: Bubar}]}",
            "",
        )
    )
    return read_scenario(text, "ramai.yaml")


@pytest.fixture
def asleep(tmp_path: Path) -> Play:
    """A drill whose machine slept for eleven minutes, with all injects in them."""
    play = Play(tmp_path / "a.gladi", crowded(), longest_gap_ms=SLEEP_MS)
    play.after(0, do.StartExercise())
    play.after(5_000)
    play.after(11 * MINUTE_MS)
    return play


def statuses(play: Play) -> Counter[InjectStatus]:
    return Counter(inject.status for inject in play.drill.state.injects.values())


def fired(play: Play) -> list[str]:
    return [body.inject for body in play.bodies() if isinstance(body, ev.InjectFired)]


def test_it_stands_open_until_somebody_says_what_it_is(asleep: Play) -> None:
    gap = asleep.drill.state.gap
    assert gap is not None
    assert (gap.gap_ms, asleep.drill.state.status) == (11 * MINUTE_MS, Status.HELD)
    assert asleep.bodies()[gap.seq - 1] == ev.GapFound(11 * MINUTE_MS)
    assert fired(asleep) == []
    asleep.after(HOUR_MS)
    assert asleep.drill.now_ms == 5_000
    asleep.drill.close()


def test_as_hold_nothing_went_on(asleep: Play) -> None:
    asleep.drill.do(HELD)
    assert asleep.drill.state.gap is None
    asleep.after(1000)
    assert (asleep.drill.now_ms, asleep.drill.state.status) == (5_000, Status.HELD)
    asleep.drill.do(do.ResumeExercise())
    asleep.after(9_000)
    asleep.after(6_000)
    assert (asleep.drill.now_ms, fired(asleep)) == (20_000, ["inject-1"])
    asleep.drill.close()


def test_going_on_says_it_was_a_hold(asleep: Play) -> None:
    asleep.drill.do(do.ResumeExercise())
    assert asleep.drill.state.gap is None
    with pytest.raises(Refused):
        asleep.drill.do(ELAPSED)
    asleep.drill.close()


def test_as_elapsed_time_is_there_and_thirty_injects_wait_for_the_hand(asleep: Play) -> None:
    asleep.drill.do(ELAPSED)
    assert asleep.drill.now_ms == 5_000 + 11 * MINUTE_MS
    assert fired(asleep) == []
    assert statuses(asleep)[InjectStatus.DUE] == MANY
    asleep.after(HOUR_MS)
    assert asleep.drill.now_ms == 5_000 + 11 * MINUTE_MS, "still on hold"
    asleep.drill.do(do.ResumeExercise())
    asleep.after(1_000)
    assert (asleep.drill.now_ms, fired(asleep)) == (6_000 + 11 * MINUTE_MS, [])
    asleep.drill.do(do.FireInject("inject-7", ev.Firing.GO))
    assert fired(asleep) == ["inject-7"]
    asleep.drill.close()
    assert verify_session(asleep.drill.path).status is VerifyStatus.INTACT
    fold = fold_events(asleep.loaded.scenario, records(read_session(asleep.drill.path)))
    fold.advance(asleep.drill.fold.now_ms)
    same_drill(fold, asleep.drill.fold)


def test_at_twice_the_speed_exercise_time_takes_in_twice_the_gap(tmp_path: Path) -> None:
    with Play(tmp_path / "a.gladi", crowded(), longest_gap_ms=SLEEP_MS) as play:
        play.after(0, do.StartExercise())
        play.after(0, do.SetSpeed(2000))
        play.after(2 * MINUTE_MS)
        play.drill.do(ELAPSED)
        assert play.drill.now_ms == 4 * MINUTE_MS
        play.drill.do(do.ResumeExercise())
        play.after(1_000)
        assert play.drill.now_ms == 4 * MINUTE_MS + 2_000


def test_after_a_kill_the_down_time_is_asked_about(tmp_path: Path) -> None:
    with Play(tmp_path / "a.gladi", crowded(), longest_gap_ms=SLEEP_MS) as play:
        play.after(0, do.StartExercise())
        play.after(5_000)
        play.drill.abandon()
        play.clock.advance_ms(3 * MINUTE_MS)
        play.drill = LiveDrill.resume(read_session(play.drill.path), play.clock, longest_gap_ms=SLEEP_MS)
        gap = play.drill.state.gap
        assert gap is not None
        assert gap.gap_ms == 3 * MINUTE_MS
        play.drill.do(ELAPSED)
        assert play.drill.now_ms == 5_000 + 3 * MINUTE_MS
        assert fired(play) == []
        assert statuses(play)[InjectStatus.DUE] == 9


def test_killed_with_the_question_open_it_is_still_open(asleep: Play) -> None:
    asleep.drill.abandon()
    asleep.clock.advance_ms(HOUR_MS)
    drill = LiveDrill.resume(read_session(asleep.drill.path), asleep.clock, longest_gap_ms=SLEEP_MS)
    assert drill.state.gap is not None
    assert drill.state.gap.gap_ms == 11 * MINUTE_MS, "it was on hold while nobody was there"
    drill.close()


class TestWhatElapsedBrings:
    def test_it_is_what_then_happens(self, asleep: Play) -> None:
        before = asleep.events()
        told = elapsed_brings(asleep.loaded.scenario, before)
        assert told is not None
        assert asleep.events() == before
        asleep.drill.do(ELAPSED)
        assert told.exercise_ms == asleep.drill.now_ms
        assert told.due == tuple(f"inject-{n}" for n in range(1, MANY + 1))
        assert told.missed == tuple(
            body.expected for body in asleep.bodies() if isinstance(body, ev.ExpectedActionMissed)
        )
        assert told.over_ms == 5_000
        assert told.phases == ()
        asleep.drill.close()

    def test_nothing_where_no_gap_is_open(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        assert elapsed_brings(play.loaded.scenario, play.events()) is None

    def test_nothing_where_it_would_be_refused(self, tmp_path: Path) -> None:
        with Play(tmp_path / "a.gladi", crowded(), longest_gap_ms=SLEEP_MS) as play:
            play.after(0, do.StartExercise())
            play.after(2 * DAY_MS)
            assert elapsed_brings(play.loaded.scenario, play.events()) is None


@settings(max_examples=25)
@given(
    naps=st.lists(
        st.tuples(st.integers(0, 200_000), st.integers(SLEEP_MS + 1, HOUR_MS), st.sampled_from([HELD, ELAPSED, None])),
        min_size=1,
        max_size=4,
    )
)
def test_however_often_it_sleeps_no_inject_comes_unseen_twice_or_never(
    naps: list[tuple[int, int, do.CountGap | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Play(tmp_path_factory.mktemp("naps") / "a.gladi", crowded(), longest_gap_ms=SLEEP_MS) as play:
        play.after(0, do.StartExercise())
        expected_ms = 0
        for awake_ms, nap_ms, counted in naps:
            for _ in range(awake_ms // SLEEP_MS):
                play.after(SLEEP_MS)
            expected_ms += awake_ms // SLEEP_MS * SLEEP_MS
            before = fired(play)
            play.after(nap_ms)
            if counted is not None:
                play.drill.do(counted)
            expected_ms += nap_ms if counted is ELAPSED else 0
            play.drill.do(do.ResumeExercise())
            assert fired(play) == before
        assert play.drill.now_ms == expected_ms
        came = [body.inject for body in play.bodies() if isinstance(body, (ev.InjectFired, ev.InjectCameDue))]
        assert len(came) == len(set(came))
        assert set(came) == {f"inject-{n}" for n in range(1, MANY + 1) if 20_000 * n <= expected_ms}
        order = [event.exercise_ms for event in play.events()]
        assert order == sorted(order)
