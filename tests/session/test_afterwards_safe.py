"""Answers behind EndEx, whatever happens: other trainers, kills, full disks, a thousand of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Command, Refused
from player.model import events as ev
from player.session import afterwards as module
from player.session.afterwards import SessionGrew
from player.session.store import (
    VerifyStatus,
    read_session,
    summarize,
    verify_session,
)
from tests.session.answering import ANSWER, ENDED_MS, EVENTS, answers, open_up
from tests.session.damage import journal_of, killed_in_the_middle, names_in

REPOSITORY = Path(__file__).resolve().parents[2]


class TestTwoTrainers:
    def test_what_the_other_added_is_taken_in_and_nothing_written_over(self, ended: Path) -> None:
        one, other = open_up(ended), open_up(ended)
        (first,) = one.do(ANSWER)
        with pytest.raises(SessionGrew, match="meanwhile") as grown:
            other.do(do.AnswerFinding("R4.3", ev.AnswerKind.ACCEPTED))

        assert grown.value.entries == (first,)
        assert other.saved.records == one.saved.records
        (second,) = other.do(do.AnswerFinding("R4.3", ev.AnswerKind.ACCEPTED))
        assert second.seq == first.seq + 1
        assert set(answers(ended)) == {"R2.5", "R4.3"}
        assert verify_session(ended).status is VerifyStatus.INTACT

    def test_a_refusal_goes_by_what_the_other_did(self, ended: Path) -> None:
        one = open_up(ended)
        (first,) = one.do(ANSWER)
        other = open_up(ended)
        one.do(do.VoidEntry(first.seq))
        with pytest.raises(SessionGrew):
            other.do(do.VoidEntry(first.seq))
        with pytest.raises(Refused, match="already void"):
            other.do(do.VoidEntry(first.seq))

    def test_a_change_that_shows_from_outside_by_nothing(self, ended: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A disk with coarse times, and a file that did not grow: the log itself refuses a second event of a number."""
        monkeypatch.setattr(module, "_look_of", lambda _path: (1, 2, 3, 4))
        one, other = open_up(ended), open_up(ended)
        one.do(ANSWER)
        with pytest.raises(SessionGrew):
            other.do(ANSWER)
        assert len(read_session(ended).records) == EVENTS + 1
        other.do(ANSWER)
        assert len(read_session(ended).records) == EVENTS + 2

    def test_in_turns(self, ended: Path) -> None:
        both = [open_up(ended), open_up(ended)]
        for turn in range(20):
            try:
                both[turn % 2].do(ANSWER)
            except SessionGrew:
                both[turn % 2].do(ANSWER)
        assert verify_session(ended).events == EVENTS + 20


def test_what_a_killed_writer_left_is_cleared_away(ended: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    killed = killed_in_the_middle(ended, folder / "a.gladi")
    assert journal_of(killed).exists()
    open_up(killed).do(ANSWER)
    assert names_in(killed.parent) == ["a.gladi"]
    assert verify_session(killed).events == EVENTS + 1


def test_a_thousand_answers(ended: Path) -> None:
    trainer = open_up(ended)
    begun = perf_counter()
    for number in range(1000):
        trainer.do(do.AnswerFinding(f"R{1 + number % 14}.{number}", ev.AnswerKind.EXPLAINED, f"alasan {number}", "P"))
    took_s = perf_counter() - begun

    found = verify_session(ended)
    assert (found.status, found.events) == (VerifyStatus.INTACT, EVENTS + 1000)
    assert len(answers(ended)) == 1000
    assert summarize(ended).length_ms == ENDED_MS
    assert took_s < 60, "a file that is read whole for every answer would take longer and longer"


STEPS = st.lists(
    st.one_of(
        st.builds(
            do.AnswerFinding,
            st.sampled_from(["R2.5", "R4.3", "R99.1"]),
            st.sampled_from(ev.AnswerKind),
            st.sampled_from(["", "because"]),
        ),
        st.builds(do.VoidEntry, st.integers(1, EVENTS + 8)),
        st.builds(do.RestoreEntry, st.integers(1, EVENTS + 8)),
        st.just(None),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(steps=STEPS)
def test_any_course_of_answers_is_the_one_in_the_file(
    steps: list[Command | None], whole_ended: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """None: the session is closed and opened anew."""
    path = Path(shutil.copy(whole_ended, tmp_path_factory.mktemp("course") / "a.gladi"))
    trainer, standing = open_up(path), dict[str, list[int]]()
    void: set[int] = set()
    for step in steps:
        if step is None:
            trainer = open_up(path)
            continue
        try:
            entries = trainer.do(step)
        except Refused:
            continue
        for entry in entries:
            match entry.event.body:
                case ev.FindingAnswered(finding=key):
                    standing.setdefault(key, []).append(entry.seq)
                case ev.EntryVoided(seq=seq):
                    void.add(seq)
                case ev.EntryRestored(seq=seq):
                    void.discard(seq)
    expected = {key: next((seq for seq in reversed(seqs) if seq not in void), None) for key, seqs in standing.items()}
    assert {key: one and one.seq for key, one in answers(path).items()} == expected
    assert read_session(path).records == trainer.saved.records
    assert verify_session(path).status is VerifyStatus.INTACT


NOBODY = 65534
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
ANSWER_AS_NOBODY = """
import fcntl, os, sys  # what is imported late may not be there for that user
from pathlib import Path
from player.i18n import use_language
from player.session.errors import SessionError
from player.session.reader import read_session
from tests.session.answering import ANSWER, open_up
use_language("en")
read_session(Path("tests/golden/session/version-1.gladi"))
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
trainer = open_up(Path(sys.argv[1]))
assert trainer.obstacle is None
try:
    trainer.do(ANSWER)
except SessionError as error:
    print(error)
"""


@pytest.fixture
def shelf(whole_ended: Path) -> Iterator[Path]:
    """A session in a folder that anybody may look into."""
    with tempfile.TemporaryDirectory(prefix="gladi-test-") as name:
        folder = Path(name)
        path = Path(shutil.copy(whole_ended, folder / "a.gladi"))
        if ROOT:
            for each in (folder, path):
                os.chown(each, NOBODY, NOBODY)
        yield path
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize(
    ("folder", "file", "words"), [(0o555, 0o644, "Permission denied"), (0o755, 0o444, "read-only"), (0o755, 0o644, "")]
)
def test_what_may_not_be_written_is_refused_and_stays_as_it_is(shelf: Path, folder: int, file: int, words: str) -> None:
    before = shelf.read_bytes()
    shelf.chmod(file)
    shelf.parent.chmod(folder)
    command = [sys.executable, "-c", ANSWER_AS_NOBODY, str(shelf)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)

    assert words in result.stdout
    assert (str(shelf) in result.stdout) == bool(words)
    assert (shelf.read_bytes() == before) == bool(words)
    assert names_in(shelf.parent) == [shelf.name]


def _answer_under_limits(path: Path, step: int, *options: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "tests.session.headless_answerer", str(path), str(step), *options]
    result = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a file can be limited so on Linux only")
@pytest.mark.parametrize(
    ("options", "failure"), [(("--kill",), "killed"), ((), "refused")], ids=["killed", "no-more-room"]
)
@pytest.mark.parametrize("step", [4096, pytest.param(256, marks=pytest.mark.faults)])
def test_at_every_write_it_is_the_old_state_or_the_new(
    ended: Path, step: int, options: tuple[str, ...], failure: str
) -> None:
    tried = _answer_under_limits(ended, step, *options)

    outcomes = [one["outcome"] for one in tried]
    assert set(outcomes) == {failure, "saved"}
    assert outcomes.count(failure) > len(outcomes) // 4
    for one in tried:
        assert (one["status"], one["finished"], one["as_before"]) == ("intact", True, True), one
        assert one["added"] in ({1} if one["outcome"] == "saved" else {0, 1} if failure == "killed" else {0}), one
        assert one["added_by_the_next"] == 1, one
        assert one["left"] == [ended.name], one
