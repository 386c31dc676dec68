"""A session as lines of JSON, and the same session from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from player.i18n import Message
from player.model.events import Event, WallTime
from player.session import jsonl_reader
from player.session.errors import SessionBusy, SessionNotSaved, SessionUnreadable
from player.session.jsonl import jsonl_lines
from player.session.jsonl_reader import import_jsonl, read_jsonl, verify_jsonl
from player.session.reader import Verification
from player.session.rows import saved_rows
from player.session.schema import SELECT_EVENTS
from player.session.store import SessionWriter, VerifyStatus, list_sessions, read_session, verify_session
from player.session.usable import examine
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, forge, journal_of, names_in
from tests.session.samples import new_session, small_drill
from tests.session.strategies import WALLS, logs

GOLDEN = Path(__file__).parents[1] / "golden" / "session"


def written(session: Path, target: Path | None = None) -> Path:
    path = target or session.with_suffix(".jsonl")
    text = "".join(f"{line}\n" for line in jsonl_lines(read_session(session)))
    path.write_text(text, encoding="utf-8", newline="")
    return path


def rows_in(session: Path) -> list[object]:
    with closing(sqlite3.connect(session)) as connection:
        return connection.execute(f"{SELECT_EVENTS} ORDER BY seq").fetchall()


class TestThereAndBack:
    def test_the_same_rows_and_the_same_head(self, ended: Path, tmp_path: Path) -> None:
        lines = written(ended)
        target = tmp_path / "again.gladi"
        found = import_jsonl(lines, target)

        assert rows_in(target) == rows_in(ended)
        assert verify_session(target) == verify_session(ended).__class__(
            target, VerifyStatus.INTACT, len(found.rows), read_session(ended).head_hash, finished=True
        )
        assert read_session(target).pulse == read_session(ended).pulse
        assert written(target, tmp_path / "again.jsonl").read_bytes() == lines.read_bytes()

    @given(logs(most=8), WALLS)
    @settings(max_examples=40)
    def test_of_any_log(self, tmp_path_factory: pytest.TempPathFactory, events: list[Event], wall: WallTime) -> None:
        folder = tmp_path_factory.mktemp("any")
        with SessionWriter.create(folder / "a.gladi", small_drill(), FakeClock(), session_id="s") as writer:
            writer.append(events, [wall] * len(events))
        lines = written(folder / "a.gladi")
        import_jsonl(lines, folder / "b.gladi")
        assert rows_in(folder / "b.gladi") == rows_in(folder / "a.gladi")
        assert verify_session(folder / "b.gladi").status is VerifyStatus.INTACT
        assert written(folder / "b.gladi").read_bytes() == lines.read_bytes()

    @pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.gladi")), ids=lambda path: path.stem)
    def test_of_files_of_old(self, path: Path, tmp_path: Path) -> None:
        """Rows are kept in the shape they were written in; a record only tells how they are understood today."""
        import_jsonl(written(path, tmp_path / "a.jsonl"), tmp_path / "a.gladi")
        assert rows_in(tmp_path / "a.gladi") == rows_in(path)

    def test_a_reader_needs_no_gladi_to_read_it(self, session: Path) -> None:
        header, *events = map(json.loads, written(session).read_text(encoding="utf-8").splitlines())
        assert (header["format"], header["version"], header["events"]) == ("gladi session", 1, len(events))
        assert header["head_hash"] == events[-1]["hash"]
        assert events[4]["data"]["text"] == "lempar botol — “dari kiri”"

    def test_of_a_damaged_session_what_is_whole(self, session: Path, tmp_path: Path) -> None:
        change(session, "UPDATE events SET wall_utc_ms = 1 WHERE seq = 5")
        lines = written(session)
        found = import_jsonl(lines, tmp_path / "b.gladi")
        assert (len(found.rows), found.first_bad_seq) == (4, 5)
        assert verify_session(tmp_path / "b.gladi").status is VerifyStatus.INTACT


class TestRefused:
    def test_a_file_that_is_there(self, session: Path, tmp_path: Path) -> None:
        lines, other = written(session), tmp_path / "other.gladi"
        other.write_bytes(b"mine")
        with pytest.raises(SessionNotSaved, match="exists already"):
            import_jsonl(lines, other)
        assert other.read_bytes() == b"mine"
        import_jsonl(lines, other, replace=True)
        assert rows_in(other) == rows_in(session)
        assert names_in(tmp_path) == ["a.gladi", "a.jsonl", "other.gladi"]

    def test_to_replace_one_that_is_not_at_rest(self, session: Path, tmp_path: Path) -> None:
        lines, other = written(session), tmp_path / "other.gladi"
        other.write_bytes(b"mine")
        journal_of(other).write_bytes(b"its journal")
        with pytest.raises(SessionNotSaved, match="not replaced"):
            import_jsonl(lines, other, replace=True)
        journal_of(other).unlink()
        with SessionWriter.create(tmp_path / "live.gladi", small_drill(), FakeClock()), pytest.raises(SessionBusy):
            import_jsonl(lines, tmp_path / "live.gladi", replace=True)
        (tmp_path / "folder.gladi").mkdir()
        with pytest.raises(SessionNotSaved, match="folder"):
            import_jsonl(lines, tmp_path / "folder.gladi", replace=True)
        assert other.read_bytes() == b"mine"

    @pytest.mark.parametrize(
        ("harm", "words"),
        [
            (lambda lines: [*lines[:5], lines[5].replace("kiri", "kanan"), *lines[6:]], "Line 6: It is not what was"),
            (lambda lines: [*lines[:5], *lines[6:]], "Line 6: It is missing: after it comes event 6"),
            (lambda lines: lines[:-1], "Line 8: The file ends with event 6, but its first line tells of 7"),
            (lambda lines: [*lines[:-1], lines[-1][:-9]], "Line 8: The file is cut off in the middle of a line"),
            (lambda lines: [*lines[:3], "{nonsense}", *lines[3:]], "Line 4: This is not JSON"),
            (lambda lines: [*lines[:3], '{"seq":3}', *lines[4:]], "Line 4: This is no event"),
            (lambda lines: [*lines[:3], lines[3].replace('"seq":3', f'"seq":{2**63}'), *lines[4:]], "64 bits"),
            (lambda lines: [*lines[:3], lines[3].replace('"seq":3', '"seq":"3"'), *lines[4:]], "column seq"),
            (lambda lines: [lines[0].replace("Botol", "Batu"), *lines[1:]], "Line 1: The scenario in the file"),
            (lambda lines: [lines[0].replace("a trial", "another"), *lines[1:]], "Line 1: The scenario in the file"),
            (lambda lines: [lines[0].replace("session_id", "session"), *lines[1:]], "line 1 lacks something"),
            (lambda lines: [lines[0].replace('"version":1}', '"version":9}'), *lines[1:]], "newer Gladi"),
            (lambda lines: lines[1:], "is not a session as JSON lines"),
            (lambda _lines: [], "is empty"),
        ],
    )
    def test_what_is_not_whole(
        self, session: Path, tmp_path: Path, harm: Callable[[list[str]], list[str]], words: str
    ) -> None:
        lines = written(session)
        harmed = harm(lines.read_text(encoding="utf-8").splitlines())
        cut = "cut off" in words
        lines.write_text("\n".join(harmed) + "\n" * (bool(harmed) and not cut), encoding="utf-8")
        with pytest.raises(SessionUnreadable, match=words.replace("(", r"\(")) as error:
            import_jsonl(lines, tmp_path / "b.gladi")
        assert str(lines) in str(error.value)
        assert verify_jsonl(lines).status is not VerifyStatus.INTACT
        assert names_in(tmp_path) == ["a.gladi", "a.jsonl"]

    def test_a_disk_that_takes_nothing(self, session: Path, tmp_path: Path) -> None:
        lines = written(session)
        with pytest.raises(SessionNotSaved):
            import_jsonl(lines, tmp_path / "no" / "b.gladi")

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        for path in (tmp_path, tmp_path / "none.jsonl"):
            with pytest.raises(SessionUnreadable, match=str(path)):
                read_jsonl(path)


class TestReplacing:
    def test_while_it_is_replaced_there_is_no_second_session(
        self, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever is killed then leaves nothing that the start page would show."""
        lines = written(session, tmp_path / "a.jsonl")
        seen: list[str] = []
        target = new_session(tmp_path / "b.gladi")

        def looked(path: Path) -> Verification:
            seen.extend(one.path.name for one in list_sessions(tmp_path))
            return verify_session(path)

        monkeypatch.setattr(jsonl_reader, "verify_session", looked)
        import_jsonl(lines, target, replace=True)
        assert set(seen) == {"b.gladi", session.name} & set(seen)
        assert seen.count("b.gladi") == 1

    def test_a_full_disk_is_told_of_the_file_that_was_asked_for(
        self, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(path: Path, *_given: object) -> None:
            raise SessionNotSaved(
                Message("The disk is full: {path} cannot grow. Make room on it.", {"path": str(path)})
            )

        lines, target = written(session, tmp_path / "a.jsonl"), new_session(tmp_path / "b.gladi")
        before = target.read_bytes()
        monkeypatch.setattr(jsonl_reader, "write_session", full)
        with pytest.raises(SessionNotSaved, match=f"^The disk is full: {target} cannot"):
            import_jsonl(lines, target, replace=True)
        assert target.read_bytes() == before


def test_lines_that_fit_their_chain_but_no_scenario_are_damaged(session: Path) -> None:
    """As the session itself is: the check of the one and that of the other say the same."""
    forge(session, 3, data='{"cause":"time","phase":"none"}', kind="phase_started")
    lines = written(session)
    assert (examine(session).status, examine(session).first_bad_seq) == (VerifyStatus.DAMAGED, 3)
    found = verify_jsonl(lines)
    assert (found.status, found.first_bad_seq, found.events) == (VerifyStatus.DAMAGED, 3, 2)
    assert "Line 4: It does not fit the scenario" in str(found.reason)


def test_a_session_that_was_changed_meanwhile_is_not_mixed(session: Path) -> None:
    saved = read_session(session)
    change(session, "UPDATE events SET wall_utc_ms = 1 WHERE seq = 5")
    with pytest.raises(SessionUnreadable, match="was changed while it was read"):
        list(saved_rows(saved))


def test_of_a_file_whose_end_is_missing_what_is_there_is_written(session: Path, tmp_path: Path) -> None:
    whole = session.read_bytes()
    session.write_bytes(whole[:-4096])
    lines = written(session)
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 1 + len(read_session(session).records)
