"""Answers that are added behind EndEx: as safe as all else, and nothing else is moved by them."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from player.engine import commands as do
from player.engine.commands import Command, Refused
from player.engine.findings import find
from player.engine.fold import fold_events
from player.model import events as ev
from player.model.rules import RULES_VERSION
from player.session import lock
from player.session.afterwards import Afterwards
from player.session.codec import CODEC
from player.session.errors import SessionBusy, SessionError
from player.session.live import LiveDrill
from player.session.lock import WriterLock
from player.session.store import (
    SessionState,
    SessionWriter,
    VerifyStatus,
    list_sessions,
    read_session,
    summarize,
    verify_session,
)
from tests.helpers.clocks import FakeClock
from tests.session.answering import ANSWER, ENDED_MS, EVENTS, answers, digest, open_up
from tests.session.damage import change, forge, names_in
from tests.session.samples import small_drill


@pytest.fixture
def later() -> FakeClock:
    """The clock of the day after."""
    clock = FakeClock()
    clock.advance_ms(86_400_000)
    return clock


class TestAnAnswer:
    def test_is_one_more_event_at_endex_with_a_wall_time_of_its_own(self, ended: Path, later: FakeClock) -> None:
        before = read_session(ended)
        (entry,) = open_up(ended, later).do(ANSWER)

        after = read_session(ended)
        assert after.records[:-1] == before.records
        assert after.records[-1] == entry.record
        assert entry.saved
        assert entry.event == ev.Event(
            EVENTS + 1,
            ENDED_MS,
            before.records[-1].event.scenario_ms,
            ev.Actor.TRAINER,
            ev.FindingAnswered("R2.5", ev.AnswerKind.EXPLAINED, ANSWER.text, ANSWER.who),
        )
        assert entry.wall == later.wall()
        assert verify_session(ended).status is VerifyStatus.INTACT

    def test_stands_until_it_is_voided_and_again_when_restored(self, ended: Path) -> None:
        trainer = open_up(ended)
        trainer.do(do.AnswerFinding("R2.5", ev.AnswerKind.ACCEPTED))
        (second,) = trainer.do(ANSWER)

        trainer.do(do.VoidEntry(second.seq))
        assert answers(ended)["R2.5"].kind is ev.AnswerKind.ACCEPTED  # type: ignore[union-attr]
        (restored,) = trainer.do(do.RestoreEntry(second.seq))
        assert answers(ended)["R2.5"].kind is ev.AnswerKind.EXPLAINED  # type: ignore[union-attr]
        assert restored.event.actor is ev.Actor.TRAINER
        assert [record.event.exercise_ms for record in trainer.saved.records[EVENTS:]] == [ENDED_MS] * 4
        assert trainer.saved.records == read_session(ended).records

    def test_given_while_the_drill_ran_is_voided_afterwards(self, tmp_path: Path) -> None:
        clock, path = FakeClock(), tmp_path / "a.gladi"
        drill = LiveDrill(small_drill(), SessionWriter.create(path, small_drill(), clock), clock)
        drill.do(do.StartExercise())
        (given_live,) = drill.do(ANSWER)
        drill.do(do.EndExercise())
        drill.close()

        open_up(path).do(do.VoidEntry(given_live.seq))

        assert answers(path) == {"R2.5": None}

    def test_is_found_by_whoever_opens_the_session_next(self, ended: Path) -> None:
        open_up(ended).do(ANSWER)
        (entry,) = open_up(ended).do(do.VoidEntry(EVENTS + 1))
        assert entry.seq == EVENTS + 2
        assert answers(ended) == {"R2.5": None}

    def test_leaves_a_file_that_can_be_copied_at_once(self, ended: Path, tmp_path: Path) -> None:
        trainer = open_up(ended)
        for count in range(1, 4):
            trainer.do(ANSWER)
            assert names_in(ended.parent) == [ended.name]
            assert not _is_open(ended)
            WriterLock(ended).release()
            stick = Path(shutil.copy(ended, tmp_path / f"{count}.gladi"))
            assert verify_session(stick).events == EVENTS + count

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            (do.AnswerFinding("R99.1", ev.AnswerKind.ACCEPTED), "no rule R99"),
            (do.AnswerFinding("R2.5", ev.AnswerKind.DISMISSED, "  "), "reason in words"),
            (do.VoidEntry(5), "log is closed"),
            (do.RestoreEntry(5), "log is closed"),
            (do.VoidEntry(99), "log is closed"),
            (do.WriteNote("a note"), "log is closed"),
            (do.PlaceMarker(), "log is closed"),
            (do.SetSpeed(2000), "log is closed"),
            (do.EndExercise(), "log is closed"),
            (do.StartExercise(), "log is closed"),
        ],
    )
    def test_anything_else_is_refused_as_by_the_engine(self, ended: Path, command: Command, words: str) -> None:
        before = digest(ended.parent)
        with pytest.raises(Refused, match=words):
            open_up(ended).do(command)
        assert digest(ended.parent) == before

    def test_that_is_void_already_is_told_as_such(self, ended: Path) -> None:
        trainer = open_up(ended)
        (entry,) = trainer.do(ANSWER)
        with pytest.raises(Refused, match="not void"):
            trainer.do(do.RestoreEntry(entry.seq))
        trainer.do(do.VoidEntry(entry.seq))
        with pytest.raises(Refused, match="already void"):
            trainer.do(do.VoidEntry(entry.seq))


def _is_open(path: Path) -> bool:
    handles = Path("/proc/self/fd")
    return handles.exists() and path.resolve() in {handle.resolve() for handle in handles.iterdir()}


def test_opening_a_session_touches_nothing(ended: Path) -> None:
    before = digest(ended.parent)
    trainer = open_up(ended)
    assert trainer.obstacle is None
    assert trainer.takes(ANSWER)
    assert digest(ended.parent) == before


class TestNotConfused:
    """Whatever looks at the end of a log finds EndEx there, answers or not."""

    @pytest.fixture
    def answered(self, ended: Path, later: FakeClock) -> Path:
        open_up(ended, later).do(ANSWER)
        return ended

    def test_the_listing(self, whole_ended: Path, answered: Path) -> None:
        was, now = summarize(whole_ended), summarize(answered)
        assert (now.state, now.length_ms, now.started) == (SessionState.FINISHED, was.length_ms, was.started)
        assert now.events == was.events + 1
        assert list_sessions(answered.parent) == [now]

    def test_the_listing_while_somebody_answers(self, answered: Path) -> None:
        with SessionWriter.reopen(answered, FakeClock()):
            assert summarize(answered).state is SessionState.FINISHED

    def test_the_session_itself(self, answered: Path) -> None:
        saved = read_session(answered)
        assert saved.finished
        assert saved.last_exercise_ms == ENDED_MS
        assert saved.exercise_entries == EVENTS == len(saved.records) - 1
        assert verify_session(answered).finished

    def test_it_is_not_taken_up_again(self, answered: Path) -> None:
        with pytest.raises(SessionError, match="has ended"):
            LiveDrill.resume(read_session(answered), FakeClock())

    def test_what_is_found_and_where_the_crowd_stands(self, whole_ended: Path, answered: Path) -> None:
        scenario = small_drill().scenario
        logs = [[one.event for one in read_session(path).records] for path in (whole_ended, answered)]
        was, now = (fold_events(scenario, log) for log in logs)
        assert find(scenario, logs[0]) == find(scenario, logs[1])
        assert (was.now_ms, was.crowd.columns()) == (now.now_ms, now.crowd.columns())
        assert was.state.status is now.state.status


class TestRefused:
    def refused(self, path: Path, words: str, trainer: Afterwards | None = None) -> None:
        before = digest(path.parent)
        trainer = trainer or open_up(path)
        with pytest.raises(SessionError, match=words) as error:
            trainer.do(ANSWER)
        assert str(path) in str(error.value)
        assert digest(path.parent) == before

    def test_cut_off(self, session: Path) -> None:
        assert open_up(session).obstacle is not None
        self.refused(session, "Resume it")

    def test_still_running(self, session: Path) -> None:
        trainer = open_up(session)
        with SessionWriter.reopen(session, FakeClock()):
            self.refused(session, "still under way", trainer)

    def test_damaged_before_endex(self, ended: Path) -> None:
        change(ended, "UPDATE events SET data = '{}' WHERE seq = 4")
        self.refused(ended, "damaged.*event|damaged.*hash")

    def test_damaged_behind_endex(self, ended: Path) -> None:
        open_up(ended).do(ANSWER)
        change(ended, "UPDATE events SET actor = 'engine' WHERE kind = 'finding_answered'")
        saved = read_session(ended)
        assert saved.finished
        assert len(saved.records) == EVENTS
        self.refused(ended, "damaged")

    def test_an_answer_cut_off_the_end(self, ended: Path) -> None:
        trainer = open_up(ended)
        for _ in range(3):
            trainer.do(ANSWER)
        change(ended, "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
        found = verify_session(ended)
        assert (found.status, found.first_bad_seq) == (VerifyStatus.DAMAGED, EVENTS + 3)
        self.refused(ended, "damaged")

    def test_a_forged_answer_that_fits_no_drill(self, ended: Path) -> None:
        trainer = open_up(ended)
        (entry,) = trainer.do(ANSWER)
        trainer.do(do.VoidEntry(entry.seq))
        forge(ended, EVENTS + 2, data='{"seq":4711}')
        self.refused(ended, "damaged.*does not fit")

    def test_damaged_after_it_was_opened(self, ended: Path) -> None:
        trainer = open_up(ended)
        change(ended, "UPDATE events SET data = '{}' WHERE seq = 4")
        self.refused(ended, "damaged", trainer)

    def test_changed_at_its_end_after_it_was_opened(self, ended: Path) -> None:
        trainer = open_up(ended)
        forge(ended, EVENTS, wall_utc_ms=1)
        self.refused(ended, "no longer the file", trainer)

    def test_put_back_from_a_copy_without_the_answers(self, ended: Path, whole_ended: Path) -> None:
        trainer = open_up(ended)
        trainer.do(ANSWER)
        shutil.copy(whole_ended, ended)
        self.refused(ended, "no longer the file", trainer)

    def test_another_file_in_its_place(self, ended: Path) -> None:
        trainer = open_up(ended)
        ended.write_bytes(b"something else" * 100)
        self.refused(ended, "not a Gladi session", trainer)

    def test_gone(self, ended: Path) -> None:
        trainer = open_up(ended)
        ended.unlink()
        self.refused(ended, "does not exist", trainer)

    def test_rules_of_a_newer_gladi(self, ended: Path) -> None:
        opened = read_session(ended).opened
        data = CODEC.text(replace(opened, rules_version=RULES_VERSION + 1))
        self.refused(forge(ended, 1, data=data), f"version {RULES_VERSION + 1}")

    def test_a_newer_format(self, ended: Path) -> None:
        trainer = open_up(ended)
        content = bytearray(ended.read_bytes())
        content[60:64] = (99).to_bytes(4)
        ended.write_bytes(content)
        self.refused(ended, "newer Gladi", trainer)

    def test_a_disk_that_cannot_be_written(self, ended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = os.open

        def read_only(path: str, flags: int, *more: int) -> int:
            if flags & os.O_CREAT:
                raise OSError(errno.EROFS, "Read-only file system")
            return real(path, flags, *more)

        monkeypatch.setattr(lock.os, "open", read_only)  # type: ignore[attr-defined]
        self.refused(ended, "Read-only file system")

    def test_after_a_failure_the_same_answer_is_taken(self, ended: Path) -> None:
        trainer = open_up(ended)
        held = WriterLock(ended)
        with pytest.raises(SessionBusy, match="another Gladi"):
            trainer.do(ANSWER)
        assert trainer.saved.records == read_session(ended).records
        held.release()
        assert [entry.seq for entry in trainer.do(ANSWER)] == [EVENTS + 1]
