from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import Scenario
from player.session.live import SLEEP_MS, Entry
from player.session.store import VerifyStatus, read_session, verify_session
from tests.helpers.drills import Step, played, same_drill, sound
from tests.session.damage import names_in
from tests.session.play import Play, Screen, loaded, records, scripts_by_chance, take


def test_a_drill_from_start_to_end(play: Play) -> None:
    play.after(0, do.StartExercise())
    play.after(30_000)
    play.after(10_000, do.StartAction("imbau"))
    play.after(110_000, do.NextPhase())
    play.after(20_500, do.EndExercise())
    play.drill.close()

    told = [(event.exercise_ms, event.body) for event in play.events()[1:]]
    assert told == [
        (0, ev.ExerciseStarted()),
        (0, ev.PhaseStarted("orasi", ev.PhaseCause.START)),
        (30_000, ev.InjectFired("orator", ev.Firing.SCHEDULE)),
        (40_000, ev.ActionStarted(1, "imbau", "negosiator", "appeal", 2, 4)),
        (40_000, ev.ExpectedActionMet("himbauan", 10_000, late=False, by_action=1)),
        (120_000, ev.InjectFired("lempar", ev.Firing.SCHEDULE)),
        (150_000, ev.InjectSkipped("tawaran", ev.SkipReason.PHASE_ENDED)),
        (150_000, ev.PhaseStarted("bubar")),
        (170_000, ev.InjectFired("reda", ev.Firing.SCHEDULE)),
        (170_500, ev.ActionStopped(1)),
        (170_500, ev.ExerciseEnded()),
    ]
    saved = read_session(play.drill.path)
    assert records(saved) == play.events()
    assert saved.finished
    assert verify_session(play.drill.path).status is VerifyStatus.INTACT
    assert names_in(play.drill.path.parent) == ["a.gladi"]


@settings(max_examples=40)
@given(script_and_steps=played(), breaks=st.sets(st.integers(0, 50)))
def test_the_log_means_what_the_drill_was(
    script_and_steps: tuple[Scenario, list[Step]], breaks: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is done, and whenever the disk is away: folding the saved log gives the live drill."""
    script, steps = script_and_steps
    with Play(tmp_path_factory.mktemp("live") / "a.gladi", loaded(script)) as play:
        for number, step in enumerate(steps):
            play.writer.broken = number in breaks
            take(play, step)
            shown = list(play.screen.entries.values())
            assert shown == play.drill.entries[1:]
            assert [entry.saved for entry in play.drill.entries] == [
                entry.seq <= play.drill.saved_seq for entry in play.drill.entries
            ]
        play.writer.broken = False
        play.drill.close()

        with scripts_by_chance(play.loaded):
            saved = read_session(play.drill.path)
            assert verify_session(play.drill.path).status is VerifyStatus.INTACT
        assert list(saved.records) == [entry.record for entry in play.drill.entries]
        fold = fold_events(script, records(saved))
        fold.advance(play.drill.fold.now_ms)
        same_drill(fold, play.drill.fold)
        sound(fold)


@settings(max_examples=30)
@given(script_and_steps=played(), data=st.data())
def test_how_often_it_ticks_changes_nothing(
    script_and_steps: tuple[Scenario, list[Step]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    script, steps = script_and_steps
    with (
        Play(tmp_path_factory.mktemp("seldom") / "a.gladi", loaded(script)) as seldom,
        Play(tmp_path_factory.mktemp("often") / "a.gladi", loaded(script)) as often,
    ):
        for step in steps:
            if isinstance(step, int):
                seldom.clock.advance_ms(step)
                cuts = sorted({0, step, *data.draw(st.lists(st.integers(0, step), max_size=4))})
                for start, end in pairwise(cuts):
                    often.after(end - start)
            else:
                take(seldom, step)
                take(often, step)
        seldom.drill.tick()
        often.drill.tick()

        assert seldom.events() == often.events()
        same_drill(seldom.drill.fold, often.drill.fold)
        seldom.drill.close()
        often.drill.close()


@settings(max_examples=10)
@given(script_and_steps=played())
def test_the_same_drill_is_the_same_bytes(
    script_and_steps: tuple[Scenario, list[Step]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    script, steps = script_and_steps
    files = []
    for _ in range(2):
        with Play(tmp_path_factory.mktemp("twin") / "a.gladi", loaded(script)) as play:
            for step in steps:
                take(play, step)
            play.drill.close()
            files.append(play.drill.path.read_bytes())
    assert files[0] == files[1]


class TestTime:
    def test_looking_at_the_time_does_nothing(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.clock.advance_ms(31_234)
        assert play.drill.now_ms == 31_234
        assert play.drill.fold.now_ms == 0
        assert len(play.drill.entries) == 3

    def test_it_stands_still_before_the_start_on_hold_and_after_the_end(self, play: Play) -> None:
        play.after(60_000)
        assert play.drill.now_ms == 0
        play.after(0, do.StartExercise())
        play.after(1000, do.HoldExercise())
        play.after(3_600_000, do.ResumeExercise())
        play.after(500, do.EndExercise())
        play.after(5000)
        assert play.drill.now_ms == 1500

    def test_it_follows_the_speed(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.after(1000, do.SetSpeed(60_000))
        play.after(1000)
        assert play.drill.now_ms == 61_000
        assert ev.InjectFired("orator", ev.Firing.SCHEDULE) in play.bodies()

    def test_a_jump_of_the_wall_clock_changes_only_what_it_shows(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.clock.jump_wall_ms(-86_400_000)
        play.after(30_000)
        fired = play.drill.entries[-1]
        assert fired.event.exercise_ms == 30_000
        assert fired.wall == play.clock.wall()
        play.drill.close()
        assert verify_session(play.drill.path).status is VerifyStatus.INTACT

    def test_every_tick_and_command_reads_the_clock_once(self, play: Play) -> None:
        play.drill.tick()  # leaves a sign of life, and looks how long that takes
        before = play.clock.readings
        play.drill.tick()
        play.drill.do(do.StartExercise())
        assert play.clock.readings == before + 2

    def test_a_command_comes_after_what_was_due_before_it(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.clock.advance_ms(31_000)
        made = play.drill.do(do.PlaceMarker("here"))
        assert [entry.event.body for entry in made] == [ev.MarkerPlaced("here")]
        assert play.bodies()[-2:] == [ev.InjectFired("orator", ev.Firing.SCHEDULE), ev.MarkerPlaced("here")]
        assert [event.exercise_ms for event in play.events()[-2:]] == [30_000, 31_000]


class TestSleep:
    def test_a_machine_that_slept_finds_the_drill_on_hold_since_then(self, tmp_path: Path) -> None:
        with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
            play.after(0, do.StartExercise())
            play.after(9_000)
            awake = play.clock.wall()
            play.after(600_000)

            assert play.drill.state.status is Status.HELD
            assert play.drill.now_ms == 9_000
            found, held = play.drill.entries[-2:]
            assert (found.event.body, held.event.body) == (ev.GapFound(600_000), ev.ExerciseHeld(""))
            for entry in (found, held):
                assert (entry.event.exercise_ms, entry.event.actor, entry.wall) == (9_000, ev.Actor.ENGINE, awake)
            play.after(0, do.ResumeExercise())
            play.after(9_999)
            assert play.drill.now_ms == 18_999
            play.drill.close()

    def test_a_command_right_after_waking_finds_it_on_hold_too(self, tmp_path: Path) -> None:
        with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
            play.after(0, do.StartExercise())
            play.clock.advance_ms(600_000)
            play.drill.do(do.PlaceMarker())
            assert [type(body) for body in play.bodies()[-3:]] == [ev.GapFound, ev.ExerciseHeld, ev.MarkerPlaced]
            assert not any(isinstance(body, ev.InjectFired) for body in play.bodies())
            play.drill.close()

    @pytest.mark.parametrize("gap_ms", [SLEEP_MS, 1])
    def test_a_busy_moment_is_no_sleep(self, tmp_path: Path, gap_ms: int) -> None:
        with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
            play.after(0, do.StartExercise())
            play.after(gap_ms)
            assert play.drill.state.status is Status.RUNNING
            play.drill.close()

    def test_sleep_before_the_start_or_on_hold_is_nobody_s_business(self, tmp_path: Path) -> None:
        with Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS) as play:
            play.after(600_000, do.StartExercise())
            play.after(1000, do.HoldExercise())
            play.after(600_000, do.ResumeExercise())
            play.after(1000)
            assert play.drill.now_ms == 2000
            assert play.drill.state.status is Status.RUNNING
            play.drill.close()


class TestListeners:
    def test_they_are_told_of_each_portion_once(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.after(29_999)
        play.after(1)
        assert play.screen.portions == [[2, 3], [4]]

    def test_one_that_has_gone_hears_nothing(self, play: Play) -> None:
        heard: list[Entry] = []
        leave = play.drill.subscribe(heard.extend)
        play.after(0, do.StartExercise())
        leave()
        leave()
        play.after(30_000)
        assert [entry.seq for entry in heard] == [2, 3]

    def test_one_that_gives_a_command_breaks_no_order(self, play: Play) -> None:
        def answer(entries: tuple[Entry, ...]) -> None:
            if any(isinstance(entry.event.body, ev.InjectFired) for entry in entries):
                play.drill.do(do.PlaceMarker("answer"))

        late = Screen(play.drill)
        play.drill.subscribe(answer)
        later = Screen(play.drill)
        play.after(0, do.StartExercise())
        play.after(30_000)
        assert late.portions == later.portions == [[2, 3], [4], [5]]
        assert play.drill.saved_seq == 5

    def test_one_that_fails_keeps_nothing_from_being_saved_and_told(self, play: Play) -> None:
        def fail(_entries: tuple[Entry, ...]) -> None:
            raise RuntimeError("a broken panel")

        leave = play.drill.subscribe(fail)
        after = Screen(play.drill)
        with pytest.raises(RuntimeError, match="panel"):
            play.drill.do(do.StartExercise())
        assert play.drill.saved_seq == 3
        assert after.portions == [[2, 3]]
        leave()
        play.after(30_000)
        assert after.portions == [[2, 3], [4]]

    def test_a_refusal_reaches_the_caller_and_what_time_brought_is_told(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.clock.advance_ms(30_000)
        with pytest.raises(Refused):
            play.drill.do(do.StartExercise())
        assert play.screen.portions == [[2, 3], [4]]
        assert play.drill.saved_seq == 4
