"""Whatever lies where a session should: a clear word, in time, and not a byte of it is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from player import cli
from player.review.timeline import Timeline
from player.session.copying import copy_session
from player.session.errors import SessionUnreadable
from player.session.live import LiveDrill
from player.session.lock import is_being_written
from player.session.salvage import salvage
from player.session.store import (
    SessionError,
    SessionState,
    SessionWriter,
    VerifyStatus,
    fitting,
    list_sessions,
    read_session,
    summarize,
    verify_session,
)
from player.session.usable import said_of_damage
from tests.helpers.clocks import FakeClock
from tests.session.bad_files import BAD, NAME, Bad, look_at
from tests.session.damage import names_in
from tests.session.samples import RUN, events_after, new_session, small_drill

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, links and permissions of POSIX")

UNREADABLE = [name for name, bad in BAD.items() if bad.intact is None]
DAMAGED = [name for name, bad in BAD.items() if bad.intact is not None and not bad.sound]
SOUND = [name for name, bad in BAD.items() if bad.sound]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound session that reached EndEx; not to be changed."""
    return new_session(tmp_path_factory.mktemp("finished") / "whole.gladi", ended=True)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that can be taken away whatever its permissions have become."""
    yield tmp_path
    tmp_path.chmod(0o755)


def made(name: str, whole: Path, folder: Path) -> tuple[Bad, Path]:
    path = folder / NAME
    BAD[name].make(whole, path)
    return BAD[name], path


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_says_so_and_stays_as_it_is(
    name: str, finished: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, path = made(name, finished, folder)
    before = look_at(folder)

    with pytest.raises(SessionUnreadable, match=bad.words) as error:
        read_session(path)
    assert str(path) in str(error.value)
    assert verify_session(path).status is not VerifyStatus.INTACT
    assert summarize(path).state in {SessionState.UNREADABLE, SessionState.DAMAGED, SessionState.FINISHED}
    assert [one.path for one in list_sessions(folder)] == [folder / one for one in before if one == NAME]
    assert not is_being_written(path)
    with pytest.raises(SessionError):
        salvage(path, FakeClock())
    for command in (("findings",), ("verify",)):
        assert cli.main([*command, str(path), "--lang", "en"]) in {1, 2}
        said = capsys.readouterr()
        assert str(path) in said.err
        assert "Traceback" not in said.err
    assert look_at(folder) == before


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_intact_of_a_damaged_one_is_told_and_can_be_salvaged(
    name: str, finished: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, path = made(name, finished, folder)
    before = look_at(folder)

    saved = fitting(read_session(path))
    assert saved.records == read_session(finished).records[: bad.intact]
    found = verify_session(path)
    assert (found.status, found.events) == (VerifyStatus.DAMAGED, bad.intact)
    said = str(said_of_damage(saved))
    assert f"{bad.intact} events" in said
    assert bad.words in said
    assert "Salvage what is intact" in said
    assert f"up to 00:00:0{saved.records[-1].event.exercise_ms // 1000} of exercise time" in said
    timeline = Timeline.of(saved)
    assert timeline.end_ms == saved.records[-1].event.exercise_ms
    assert timeline.findings is not None
    assert saved.last_wall.local.year == 2026
    assert summarize(path).state in {SessionState.DAMAGED, SessionState.FINISHED, SessionState.INTERRUPTED}
    with pytest.raises(SessionError):
        LiveDrill.resume(saved, FakeClock())
    assert cli.main(["findings", str(path), "--lang", "en"]) == 1
    assert f"{path}: {said}" in capsys.readouterr().err
    assert cli.main(["verify", str(path), "--lang", "en"]) == 1
    assert f"{bad.intact} events" in capsys.readouterr().err
    assert look_at(folder) == before

    rescued = salvage(path, FakeClock())
    assert verify_session(rescued).status is VerifyStatus.INTACT
    assert len(read_session(rescued).records) == bad.intact
    rescued.unlink()
    assert look_at(folder) == before


@pytest.mark.parametrize("name", SOUND)
def test_what_lies_around_a_sound_one_does_not_matter(name: str, finished: Path, folder: Path) -> None:
    _, path = made(name, finished, folder)
    before = look_at(folder)
    assert read_session(path).records == read_session(finished).records
    assert verify_session(path).status is VerifyStatus.INTACT
    assert summarize(path).state is SessionState.FINISHED
    assert not is_being_written(path)
    assert look_at(folder) == before


@pytest.mark.parametrize("name", [*UNREADABLE, *DAMAGED])
def test_a_copy_is_what_lies_there_or_is_not_made(name: str, finished: Path, folder: Path) -> None:
    _, path = made(name, finished, folder)
    before = look_at(folder)
    with suppress(SessionError):
        copy = copy_session(path)
        assert copy.read_bytes() == path.read_bytes()
        copy.unlink()
    assert look_at(folder) == before


class TestACutTail:
    """SQLite refuses a file whose end is missing; what was written before that is read all the same."""

    def test_the_events_before_the_cut_are_intact(self, tmp_path: Path) -> None:
        whole = tmp_path / "whole.gladi"
        with SessionWriter.create(whole, small_drill(), FakeClock(), session_id="s") as writer:
            writer.append(
                [
                    event
                    for n in range(100)
                    for event in events_after(1 + n * 6, *RUN[2:], *RUN[2:4], exercise_ms=n * 9000)
                ]
            )
        content, records = whole.read_bytes(), read_session(whole).records
        path = tmp_path / "cut.gladi"
        lasts = []
        for share in (0.7, 0.95, 0.9999):
            path.write_bytes(content[: int(len(content) * share)])
            before = look_at(tmp_path)
            saved = read_session(path)
            assert saved.damage is not None
            assert saved.records == records[: len(saved.records)]
            assert verify_session(path).status is VerifyStatus.DAMAGED
            assert summarize(path).state is SessionState.DAMAGED
            assert look_at(tmp_path) == before
            lasts.append(len(saved.records))
        assert lasts == sorted(lasts)
        assert lasts[0] > 0

    def test_one_that_grows_while_it_is_looked_at_is_not_taken_for_cut(self, tmp_path: Path) -> None:
        whole = new_session(tmp_path / "a.gladi")
        assert names_in(tmp_path) == ["a.gladi"]
        shutil.copyfile(whole, tmp_path / "b.gladi")
        with (tmp_path / "b.gladi").open("ab") as file:
            file.write(bytes(4096))
        assert verify_session(tmp_path / "b.gladi").status is VerifyStatus.INTACT


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read(finished: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(finished, tmp_path / NAME))
    path.chmod(0)
    with pytest.raises(SessionUnreadable, match="cannot be read"):
        read_session(path)
    assert verify_session(path).status is VerifyStatus.UNREADABLE
    assert summarize(path).state is SessionState.UNREADABLE
    tmp_path.chmod(0)
    try:
        with pytest.raises(SessionUnreadable):
            read_session(path)
        assert list_sessions(tmp_path) == []
    finally:
        tmp_path.chmod(0o755)
