from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.fold import fold_events
from player.engine.state import Status
from player.model import events as ev
from player.model.scenario import Scenario
from player.session.errors import SessionBusy, SessionError, SessionNotSaved, SessionUnreadable
from player.session.live import LONGEST_PULSE_MS, PULSE_MS, PULSE_SHARE, RETRY_MS, LiveDrill
from player.session.store import VerifyStatus, read_session, verify_session
from tests.helpers.drills import Step, played, same_drill
from tests.session.damage import change, names_in
from tests.session.play import TROUBLE, Play, Screen, loaded, records, scripts_by_chance, take


class TestTroubleSaving:
    def test_the_drill_goes_on_and_is_saved_when_it_can_be(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.writer.broken = True
        play.after(30_000)
        assert play.drill.trouble == TROUBLE
        assert [entry.seq for entry in play.drill.unsaved] == [4]
        assert not play.screen.entries[4].saved
        happened = play.clock.wall()

        play.after(60_000)
        assert [type(entry.event.body) for entry in play.drill.unsaved] == [ev.InjectFired, ev.ExpectedActionMissed]
        assert play.drill.saved_seq == 3

        play.writer.broken = False
        play.after(RETRY_MS)
        assert play.drill.trouble is None
        assert not play.drill.unsaved
        assert all(entry.saved for entry in play.screen.entries.values())
        assert play.screen.portions == [[2, 3], [4], [5], [4, 5]]
        assert play.drill.entries[3].wall == happened, "the time is that of the event, not of the saving"
        play.drill.close()
        assert read_session(play.drill.path).records[3].wall == happened

    def test_it_is_tried_again_but_not_all_the_time(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.writer.broken = True
        before = play.writer.tries
        play.after(30_000)
        for _ in range(100):
            play.after(10)
            play.drill.do(do.PlaceMarker())
        assert play.writer.tries == before + 1 + 1000 // RETRY_MS
        assert len(play.drill.unsaved) == 101

    def test_only_the_sign_of_life_may_be_in_trouble(self, play: Play) -> None:
        play.writer.broken = True
        play.after(1000)
        assert play.drill.trouble == TROUBLE
        play.writer.broken = False
        play.after(1000)
        assert play.drill.trouble is None

    def test_closing_does_not_lose_what_is_unsaved(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.writer.broken = True
        play.drill.do(do.PlaceMarker())
        with pytest.raises(SessionNotSaved, match="The disk is gone"):
            play.drill.close()
        play.writer.broken = False
        play.drill.close()
        assert len(read_session(play.drill.path).records) == 4

    def test_closing_twice_is_closing_once(self, play: Play) -> None:
        play.drill.close()
        play.drill.close()
        play.drill.abandon()

    def test_it_can_go_on_in_another_file(self, play: Play, tmp_path: Path) -> None:
        play.after(0, do.StartExercise())
        play.writer.broken = True
        play.after(30_000, do.PlaceMarker("unsaved"))
        old = play.drill.path

        play.drill.move_to(tmp_path / "stick.gladi")

        assert play.drill.path == tmp_path / "stick.gladi"
        assert play.drill.trouble is None
        assert not play.drill.unsaved
        assert all(entry.saved for entry in play.screen.entries.values())
        play.after(1000, do.EndExercise())
        play.drill.close()
        moved, left = read_session(tmp_path / "stick.gladi"), read_session(old)
        assert records(moved) == play.events()
        assert moved.records[: len(left.records)] == left.records
        assert verify_session(tmp_path / "stick.gladi").status is VerifyStatus.INTACT

    def test_a_bad_place_to_go_on_changes_nothing(self, play: Play, tmp_path: Path) -> None:
        play.after(0, do.StartExercise())
        (tmp_path / "there.gladi").touch()
        with pytest.raises(SessionNotSaved, match="exists already"):
            play.drill.move_to(tmp_path / "there.gladi")
        play.after(30_000)
        assert (play.drill.path, play.drill.saved_seq) == (tmp_path / "a.gladi", 4)


class TestSignOfLife:
    def test_it_is_left_once_a_second(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        for _ in range(25):
            play.after(100)
        saved = read_session(play.drill.path)
        assert saved.pulse is not None
        assert (saved.pulse.exercise_ms, saved.pulse.seq) == (2 * PULSE_MS, 3)

    @pytest.mark.parametrize(("takes_ms", "again_ms"), [(10, PULSE_MS), (100, 2000), (2000, LONGEST_PULSE_MS)])
    def test_a_slow_disk_is_asked_less_often(
        self, play: Play, takes_ms: int, again_ms: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The window stands still while a sign of life is written."""
        assert again_ms in {PULSE_MS, takes_ms * PULSE_SHARE, LONGEST_PULSE_MS}
        left: list[int] = []

        def pulse(_exercise_ms: int) -> None:
            left.append(play.clock.monotonic_ms())
            play.clock.advance_ms(takes_ms)

        monkeypatch.setattr(play.writer, "pulse", pulse)
        while len(left) < 3:
            play.after(50)
        gaps = [after - before for before, after in pairwise(left)]
        assert all(again_ms <= gap <= again_ms + takes_ms + 50 for gap in gaps), gaps

    def test_a_slow_save_in_the_same_tick_puts_off_no_sign_of_life(
        self, play: Play, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left: list[int] = []
        monkeypatch.setattr(play.writer, "pulse", lambda _exercise_ms: left.append(play.clock.monotonic_ms()))
        advance = play.drill._advance

        def slowly(monotonic_ms: int, wall: ev.WallTime) -> list[ev.Event]:
            play.clock.advance_ms(200)
            return advance(monotonic_ms, wall)

        monkeypatch.setattr(play.drill, "_advance", slowly)
        while len(left) < 4:
            play.after(50)
        gaps = [after - before for before, after in pairwise(left)]
        assert max(gaps) <= PULSE_MS + 250, gaps

    def test_a_reader_in_the_way_for_a_moment_is_no_trouble(self, play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
        def busy(_exercise_ms: int) -> None:
            raise SessionBusy(TROUBLE)

        with monkeypatch.context() as patch:
            patch.setattr(play.writer, "pulse", busy)
            play.after(PULSE_MS)
            assert play.drill.trouble is None
            play.after(PULSE_MS)
            assert play.drill.trouble == TROUBLE, "no moment any more"
        play.after(PULSE_MS)
        assert play.drill.trouble is None

    def test_a_disk_that_is_gone_is_found_within_a_second(self, play: Play) -> None:
        for _ in range(17):
            play.after(100)
        play.writer.broken = True
        for _ in range(10):
            play.after(100)
        assert play.drill.trouble == TROUBLE

    def test_nothing_is_written_once_the_exercise_has_ended(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.after(1000, do.EndExercise())
        before = play.drill.path.read_bytes()
        for _ in range(5):
            play.after(1000)
        assert play.drill.path.read_bytes() == before


class TestResuming:
    def test_it_goes_on_on_hold_with_the_time_nobody_logged(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.after(0, do.SetSpeed(2000))
        for _ in range(125):
            play.after(100)
        play.drill.abandon()
        play.clock.jump_wall_ms(95_000)
        before = play.events()

        alive_ms = 12_500 // PULSE_MS * PULSE_MS

        drill = LiveDrill.resume(read_session(play.drill.path), play.clock)

        resumed = drill.entries[-1].event
        assert resumed.body == ev.SessionResumed(95_000 + 12_500 - alive_ms)
        assert resumed.exercise_ms == 2 * alive_ms, "the last sign of life was not a second old"
        assert [entry.event for entry in drill.entries[:-1]] == before
        assert drill.state.status is Status.HELD
        play.clock.advance_ms(60_000)
        drill.tick()
        assert drill.now_ms == 2 * alive_ms
        drill.do(do.ResumeExercise())
        play.clock.advance_ms(15_000 - alive_ms)
        drill.tick()
        assert drill.now_ms == 30_000
        assert drill.entries[-1].event.body == ev.InjectFired("orator", ev.Firing.SCHEDULE)
        drill.close()
        assert verify_session(drill.path).status is VerifyStatus.INTACT

    def test_what_was_shown_but_not_saved_happens_again(self, play: Play) -> None:
        """The machine died with an inject out and unsaved; the sign of life says that its time had come."""
        play.after(0, do.StartExercise())
        play.writer.pulse(45_000)
        play.drill.abandon()

        drill = LiveDrill.resume(read_session(play.drill.path), play.clock)

        assert [(entry.event.exercise_ms, type(entry.event.body)) for entry in drill.entries[3:]] == [
            (30_000, ev.InjectFired),
            (45_000, ev.SessionResumed),
        ]
        drill.close()

    def test_before_the_start_it_is_still_before_the_start(self, play: Play) -> None:
        play.drill.abandon()
        drill = LiveDrill.resume(read_session(play.drill.path), play.clock)
        assert drill.state.status is Status.READY
        drill.do(do.StartExercise())
        drill.close()

    def test_a_wall_clock_set_back_gives_no_negative_time(self, play: Play) -> None:
        play.drill.abandon()
        play.clock.jump_wall_ms(-(10**9))
        drill = LiveDrill.resume(read_session(play.drill.path), play.clock)
        assert drill.entries[-1].event.body == ev.SessionResumed(0)
        drill.close()

    def test_one_that_has_ended_is_only_viewed(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        play.after(1000, do.EndExercise())
        play.drill.close()
        with pytest.raises(SessionError, match="has ended"):
            LiveDrill.resume(read_session(play.drill.path), play.clock)

    def test_one_that_is_running_or_damaged_is_left_alone(self, play: Play) -> None:
        play.after(0, do.StartExercise())
        saved = read_session(play.drill.path)
        with pytest.raises(SessionBusy):
            LiveDrill.resume(saved, play.clock)
        play.drill.abandon()
        change(saved.path, "UPDATE events SET zone = 'WIT' WHERE seq = 2")
        with pytest.raises(SessionUnreadable, match="damaged"):
            LiveDrill.resume(saved, play.clock)
        assert names_in(saved.path.parent) == ["a.gladi"]

    def test_one_that_has_grown_since_it_was_read_is_left_alone(self, play: Play) -> None:
        saved = read_session(play.drill.path)
        play.after(0, do.StartExercise())
        play.drill.abandon()
        with pytest.raises(SessionBusy, match="has written to"):
            LiveDrill.resume(saved, play.clock)
        LiveDrill.resume(read_session(play.drill.path), play.clock).close()

    @settings(max_examples=30)
    @given(script_and_steps=played(), cuts=st.sets(st.integers(0, 50), max_size=4), down_ms=st.integers(0, 10**8))
    def test_cut_off_anywhere_each_inject_fires_once(
        self,
        script_and_steps: tuple[Scenario, list[Step]],
        cuts: set[int],
        down_ms: int,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        script, steps = script_and_steps
        with Play(tmp_path_factory.mktemp("cut") / "a.gladi", loaded(script)) as play:
            with scripts_by_chance(play.loaded):
                for number, step in enumerate(steps):
                    if number in cuts and play.drill.state.status is not Status.ENDED:
                        before = play.events()
                        play.drill.abandon()
                        play.clock.advance_ms(down_ms)
                        saved = read_session(play.drill.path)
                        assert records(saved) == before
                        play.drill = LiveDrill.resume(saved, play.clock)
                        play.screen = Screen(play.drill)
                        assert play.drill.state.status in {Status.READY, Status.HELD, Status.EMERGENCY}
                    take(play, step)
                play.drill.close()
                saved = read_session(play.drill.path)

            fired = Counter(
                body.inject
                for body in play.bodies()
                if isinstance(body, ev.InjectFired) and body.how is not ev.Firing.AGAIN
            )
            assert set(fired.values()) <= {1}
            assert records(saved) == play.events()
            fold = fold_events(script, play.events())
            fold.advance(play.drill.fold.now_ms)
            same_drill(fold, play.drill.fold)
