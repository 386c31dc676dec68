"""The wall clock only tells: it may jump, change its zone or be years off, and nothing that happens is another."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import player
from player.engine import commands as do
from player.model import events as ev
from player.model.times import DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS
from player.session.live import SLEEP_MS, LiveDrill
from player.session.store import VerifyStatus, read_session, verify_session
from tests.session.play import Play, records

YEAR_MS = 365 * DAY_MS
JUMPS = (-30 * YEAR_MS, -YEAR_MS, -HOUR_MS, -1, 1, HOUR_MS, DAY_MS, 30 * YEAR_MS)
ZONES = (("WIB", 7 * 60), ("WITA", 8 * 60), ("WIT", 9 * 60), ("UTC", 0), ("NST", -(3 * 60 + 30)))
STEPS: tuple[do.Command | int, ...] = (
    do.StartExercise(),
    20 * SECOND_MS,
    do.PlaceMarker("one"),
    15 * SECOND_MS,
    do.HoldExercise(),
    7 * SECOND_MS,
    do.ResumeExercise(),
    90 * SECOND_MS,
    do.WriteNote("two"),
    do.NextPhase(),
    30 * SECOND_MS,
    do.EndExercise(),
)


def _play(path: Path, jumps: dict[int, int], zones: dict[int, tuple[str, int]]) -> list[ev.Event]:
    """Play the steps, the wall clock jumping and the zone changing before some of them; gives what happened."""
    with Play(path, longest_gap_ms=SLEEP_MS) as play:
        for number, step in enumerate(STEPS):
            play.clock.jump_wall_ms(jumps.get(number, 0))
            play.clock.zone, play.clock.offset_min = zones.get(number, (play.clock.zone, play.clock.offset_min))
            if isinstance(step, int):
                for _ in range(step // SECOND_MS):
                    play.after(SECOND_MS)
            else:
                play.drill.do(step)
        play.drill.close()
        assert verify_session(path).status is VerifyStatus.INTACT
        saved = read_session(path)
        assert [one.wall for one in saved.records] == [entry.wall for entry in play.drill.entries]
        return records(saved)


@settings(max_examples=40)
@given(
    jumps=st.dictionaries(st.integers(0, len(STEPS) - 1), st.sampled_from(JUMPS), max_size=6),
    zones=st.dictionaries(st.integers(0, len(STEPS) - 1), st.sampled_from(ZONES), max_size=4),
)
def test_whatever_it_does_the_same_happens_at_the_same_exercise_time(
    jumps: dict[int, int], zones: dict[int, tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("walls")
    assert _play(folder / "a.gladi", jumps, zones) == _play(folder / "b.gladi", {}, {})


@pytest.mark.parametrize("jump_ms", JUMPS)
def test_a_jump_is_no_sleep(tmp_path: Path, jump_ms: int) -> None:
    with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
        play.after(0, do.StartExercise())
        play.clock.jump_wall_ms(jump_ms)
        play.after(SECOND_MS)
        assert play.drill.state.gap is None
        assert play.drill.now_ms == SECOND_MS


@pytest.mark.parametrize("jump_ms", JUMPS)
def test_taken_up_after_a_jump_only_the_length_of_the_interruption_is_another(tmp_path: Path, jump_ms: int) -> None:
    """There is nothing else to measure an interruption with: one that cannot be, counts as none."""
    with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
        play.after(0, do.StartExercise())
        play.after(5_000)
        play.drill.abandon()
        play.clock.jump_wall_ms(jump_ms)
        play.drill = LiveDrill.resume(read_session(play.drill.path), play.clock, longest_gap_ms=SLEEP_MS)
        body = play.drill.entries[-1].event.body
        assert body == ev.SessionResumed(max(0, jump_ms))
        assert play.drill.now_ms == 5_000
        assert (play.drill.state.gap is None) == (jump_ms < 0)


def test_over_midnight_and_the_turn_of_the_year_walls_go_on(tmp_path: Path) -> None:
    with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
        new_year_ms = 1_798_736_400_000  # 1 January 2027, 00:00 WIB
        play.clock.jump_wall_ms(new_year_ms - 10 * MINUTE_MS - play.clock.wall().utc_ms)
        play.after(0, do.StartExercise())
        for _ in range(20 * 60):
            play.after(SECOND_MS)
        marked = play.drill.do(do.PlaceMarker())[0]
        assert f"{play.drill.entries[1].wall.local:%Y-%m-%d %H:%M}" == "2026-12-31 23:50"
        assert f"{marked.wall.local:%Y-%m-%d %H:%M}" == "2027-01-01 00:10"
        assert marked.event.exercise_ms == 20 * MINUTE_MS


FOLDER = Path(player.__file__).parent
READS_TIME = {
    "session/clocks.py": "the one place",
    "session/crashes.py": "dates a line of the program's own log",
    "setup/build.py": "says how long the setting up took",
    "app.py": "tells a benchmark when the window was there",
}
"""Modules that ask the system for the time, and why they may."""

_ASKS = {
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "clock_gettime",
             "clock_gettime_ns", "localtime", "gmtime", "strftime"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"},
    "QTime": {"currentTime"},
    "QDate": {"currentDate"},
}  # fmt: skip


def _asks_for_the_time(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in _ASKS.get(owner, ()):
                return True
            case ast.ImportFrom(module="time", names=names) if {alias.name for alias in names} & _ASKS["time"]:
                return True
            case ast.Name(id="QElapsedTimer"):
                return True
    return False


def test_nothing_but_the_clock_of_the_session_asks_the_system_for_the_time() -> None:
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py") if _asks_for_the_time(path)}
    assert found == set(READS_TIME)
