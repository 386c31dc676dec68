from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Refused
from player.engine.fold import fold_events
from player.engine.state import Status
from player.i18n import Message
from player.model import events as ev
from player.model.scenario import LoadedScenario, Scenario
from player.session import reader
from player.session.errors import SessionBusy, SessionError, SessionNotSaved, SessionUnreadable
from player.session.live import RETRY_MS, SLEEP_MS, Entry, LiveDrill
from player.session.store import SavedSession, SessionWriter, VerifyStatus, read_session, verify_session
from tests.helpers.clocks import FakeClock
from tests.helpers.drills import Step, played, same_drill, sound
from tests.session.damage import change, names_in
from tests.session.samples import small_drill

TROUBLE = Message("The disk is gone.")


class FlakyWriter(SessionWriter):
    """A writer whose disk can be taken away."""

    broken = False
    tries = 0

    def append(self, events: Sequence[ev.Event], walls: Sequence[ev.WallTime] | None = None) -> list[ev.Record]:
        self.tries += 1
        if self.broken:
            raise SessionNotSaved(TROUBLE)
        return super().append(events, walls)

    def pulse(self, exercise_ms: int) -> None:
        if self.broken:
            raise SessionNotSaved(TROUBLE)
        super().pulse(exercise_ms)


class Screen:
    """A listener that keeps what it was last told of each entry."""

    def __init__(self, drill: LiveDrill) -> None:
        self.drill = drill
        self.entries: dict[int, Entry] = {}
        self.portions: list[list[int]] = []
        drill.subscribe(self.show)

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.portions.append([entry.seq for entry in entries])
        for entry in entries:
            assert not entry.saved or entry.seq <= self.drill.saved_seq
            known = self.entries.get(entry.seq)
            assert known is None or (known.event == entry.event and not known.saved and entry.saved)
            self.entries[entry.seq] = entry


class Play:
    """A live drill on a fake clock."""

    def __init__(self, path: Path, loaded: LoadedScenario | None = None, *, longest_gap_ms: int | None = None) -> None:
        self.clock = FakeClock()
        self.loaded = small_drill() if loaded is None else loaded
        self.writer = FlakyWriter.create(path, self.loaded, self.clock, session_id="s-1")
        self.drill = LiveDrill(self.loaded, self.writer, self.clock, longest_gap_ms=longest_gap_ms)
        self.screen = Screen(self.drill)

    def after(self, ms: int, command: do.Command | None = None) -> tuple[Entry, ...]:
        """Let time pass, tick, and then do something."""
        self.clock.advance_ms(ms)
        self.drill.tick()
        return () if command is None else self.drill.do(command)

    def events(self) -> list[ev.Event]:
        return [entry.event for entry in self.drill.entries]

    def bodies(self) -> list[ev.Body]:
        return [event.body for event in self.events()]


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    play = Play(tmp_path / "a.gladi")
    yield play
    play.drill.abandon()


def _loaded(script: Scenario) -> LoadedScenario:
    text = "gladi: 1"
    return LoadedScenario(script, "by-chance.yaml", text, hashlib.sha256(text.encode()).hexdigest())


@contextmanager
def _scripts_by_chance(loaded: LoadedScenario) -> Iterator[None]:
    """Read sessions back whose scripts were never written down."""
    with patch.object(reader, "read_scenario", lambda _text, _name: loaded):
        yield


def _records(saved: SavedSession) -> list[ev.Event]:
    return [record.event for record in saved.records]


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
        (0, ev.PhaseStarted("orasi")),
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
    assert _records(saved) == play.events()
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
    play = Play(tmp_path_factory.mktemp("live") / "a.gladi", _loaded(script))

    for number, step in enumerate(steps):
        play.writer.broken = number in breaks
        _take(play, step)
        shown = list(play.screen.entries.values())
        assert shown == play.drill.entries[1:]
        assert [entry.saved for entry in play.drill.entries] == [
            entry.seq <= play.drill.saved_seq for entry in play.drill.entries
        ]
    play.writer.broken = False
    play.drill.close()

    with _scripts_by_chance(play.loaded):
        saved = read_session(play.drill.path)
        assert verify_session(play.drill.path).status is VerifyStatus.INTACT
    assert list(saved.records) == [entry.record for entry in play.drill.entries]
    fold = fold_events(script, _records(saved))
    fold.advance(play.drill.fold.now_ms)
    same_drill(fold, play.drill.fold)
    sound(fold)


def _take(play: Play, step: Step) -> None:
    if isinstance(step, int):
        play.after(step)
    else:
        with suppress(Refused):
            play.drill.do(step)


@settings(max_examples=30)
@given(script_and_steps=played(), data=st.data())
def test_how_often_it_ticks_changes_nothing(
    script_and_steps: tuple[Scenario, list[Step]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    script, steps = script_and_steps
    seldom = Play(tmp_path_factory.mktemp("seldom") / "a.gladi", _loaded(script))
    often = Play(tmp_path_factory.mktemp("often") / "a.gladi", _loaded(script))

    for step in steps:
        if isinstance(step, int):
            seldom.clock.advance_ms(step)
            cuts = sorted({0, step, *data.draw(st.lists(st.integers(0, step), max_size=4))})
            for start, end in pairwise(cuts):
                often.after(end - start)
        else:
            _take(seldom, step)
            _take(often, step)
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
        play = Play(tmp_path_factory.mktemp("twin") / "a.gladi", _loaded(script))
        for step in steps:
            _take(play, step)
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
        play = Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS)
        play.after(0, do.StartExercise())
        play.after(9_000)
        awake = play.clock.wall()
        play.after(600_000)

        assert play.drill.state.status is Status.HELD
        assert play.drill.now_ms == 9_000
        held = play.drill.entries[-1]
        assert (held.event.exercise_ms, held.event.actor, held.wall) == (9_000, ev.Actor.ENGINE, awake)
        assert "10m" in held.event.body.reason  # type: ignore[attr-defined]
        play.after(0, do.ResumeExercise())
        play.after(9_999)
        assert play.drill.now_ms == 18_999
        play.drill.close()

    def test_a_command_right_after_waking_finds_it_on_hold_too(self, tmp_path: Path) -> None:
        play = Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS)
        play.after(0, do.StartExercise())
        play.clock.advance_ms(600_000)
        play.drill.do(do.PlaceMarker())
        assert [type(body) for body in play.bodies()[-2:]] == [ev.ExerciseHeld, ev.MarkerPlaced]
        assert not any(isinstance(body, ev.InjectFired) for body in play.bodies())
        play.drill.close()

    @pytest.mark.parametrize("gap_ms", [SLEEP_MS, 1])
    def test_a_busy_moment_is_no_sleep(self, tmp_path: Path, gap_ms: int) -> None:
        play = Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS)
        play.after(0, do.StartExercise())
        play.after(gap_ms)
        assert play.drill.state.status is Status.RUNNING
        play.drill.close()

    def test_sleep_before_the_start_or_on_hold_is_nobody_s_business(self, tmp_path: Path) -> None:
        play = Play(tmp_path / "a.gladi", longest_gap_ms=SLEEP_MS)
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
        assert _records(moved) == play.events()
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
        assert (saved.pulse.exercise_ms, saved.pulse.seq) == (2000, 3)

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

        drill = LiveDrill.resume(read_session(play.drill.path), play.clock)

        resumed = drill.entries[-1].event
        assert resumed.body == ev.SessionResumed(95_000 + 500)
        assert resumed.exercise_ms == 24_000, "the last sign of life was half a second old"
        assert [entry.event for entry in drill.entries[:-1]] == before
        assert drill.state.status is Status.HELD
        play.clock.advance_ms(60_000)
        drill.tick()
        assert drill.now_ms == 24_000
        drill.do(do.ResumeExercise())
        play.clock.advance_ms(3000)
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
        play = Play(tmp_path_factory.mktemp("cut") / "a.gladi", _loaded(script))
        with _scripts_by_chance(play.loaded):
            for number, step in enumerate(steps):
                if number in cuts and play.drill.state.status is not Status.ENDED:
                    before = play.events()
                    play.drill.abandon()
                    play.clock.advance_ms(down_ms)
                    saved = read_session(play.drill.path)
                    assert _records(saved) == before
                    play.drill = LiveDrill.resume(saved, play.clock)
                    play.screen = Screen(play.drill)
                    assert play.drill.state.status in {Status.READY, Status.HELD}
                _take(play, step)
            play.drill.close()
            saved = read_session(play.drill.path)

        fired = Counter(body.inject for body in play.bodies() if isinstance(body, ev.InjectFired))
        assert set(fired.values()) <= {1}
        assert _records(saved) == play.events()
        fold = fold_events(script, play.events())
        fold.advance(play.drill.fold.now_ms)
        same_drill(fold, play.drill.fold)
