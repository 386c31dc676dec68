"""``verify``: intact, damaged or no session, said and by exit code; the file stays as it is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from player.session.store import read_session
from tests.cli.conftest import Speaker
from tests.session.damage import change, forge
from tests.session.samples import new_session

OUTSIDE = [
    "what may have followed the last event (compare the head hash with the report)",
    "the name and the dates of the file",
]
"""What nothing vouches for in a session that ended."""


def test_an_intact_session(gladi: Speaker, session: Path) -> None:
    before = session.read_bytes()
    said = gladi("verify", session)
    head = read_session(session).head_hash
    assert said.code == 0
    outside = "; ".join(OUTSIDE)
    assert said.out == (
        f"{session}: intact, 8 events, ended with EndEx.\nNot covered by the chain: {outside}.\nHead hash {head}\n"
    )
    assert said.err == ""
    assert session.read_bytes() == before
    assert [path.name for path in session.parent.iterdir()] == [session.name]


def test_a_session_that_was_cut_off(gladi: Speaker, tmp_path: Path) -> None:
    said = gladi("verify", new_session(tmp_path / "a.gladi"))
    assert (said.code, "cut off before EndEx" in said.out) == (0, True)


def test_in_indonesian(gladi: Speaker, session: Path) -> None:
    assert gladi("verify", session, lang="id").out.startswith(f"{session}: utuh, 8 entri, ")


@pytest.mark.parametrize("seq", [2, 4, 8])
def test_the_first_bad_event_is_named(gladi: Speaker, session: Path, seq: int) -> None:
    change(session, f"UPDATE events SET wall_utc_ms = wall_utc_ms + 5 WHERE seq >= {seq}")  # noqa: S608
    before = session.read_bytes()
    said = gladi("verify", session)
    assert said.code == 1
    assert said.out == ""
    intact = f"the {seq - 1} events before it, up to 00:00:0{max(0, seq - 2)} of exercise time, are intact. "
    assert said.err.startswith(f"{session}: damaged from event {seq} on; {intact}")
    assert session.read_bytes() == before


def test_any_flipped_byte_of_the_log_is_found(gladi: Speaker, session: Path) -> None:
    whole = session.read_bytes()
    places = [whole.index(text) for text in (b"hujan", b"dari kiri", b'orator"', b"Jangan mundur")]
    for place in places:
        session.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        said = gladi("verify", session)
        assert said.code == 1, place
        assert "damaged" in said.err


def test_a_truncated_session(gladi: Speaker, session: Path) -> None:
    whole = session.read_bytes()
    for size in (len(whole) // 2, 4096, 1024, 50):
        session.write_bytes(whole[:size])
        said = gladi("verify", session)
        assert said.code in {1, 2}, size
        assert said.err.startswith(str(session))
        assert session.read_bytes() == whole[:size]


def _no_sessions(folder: Path, session: Path) -> dict[str, Path]:
    made = {name: folder / f"{name}.gladi" for name in ("empty", "text", "foreign", "newer", "missing")}
    made["empty"].write_bytes(b"")
    made["text"].write_text("gladi: 1\n" * 50)
    with closing(sqlite3.connect(made["foreign"])) as connection:
        connection.execute("CREATE TABLE events (seq INTEGER)")
        connection.commit()
    made["newer"].write_bytes(session.read_bytes())
    with closing(sqlite3.connect(made["newer"])) as connection:
        connection.execute("PRAGMA user_version=99")
    return {**made, "folder": folder}


def test_what_is_no_session(gladi: Speaker, tmp_path: Path, session: Path) -> None:
    reasons = {
        "empty": "is empty",
        "text": "is not a Gladi session",
        "foreign": "is a database of another program",
        "newer": "was made by a newer Gladi (format 99",
        "missing": "does not exist",
        "folder": "is a folder",
    }
    for name, path in _no_sessions(tmp_path, session).items():
        said = gladi("verify", path)
        assert said.code == 2, name
        assert said.err.startswith(f"{path} {reasons[name]}"), name
        assert said.out == ""


def test_several_sessions_and_json(gladi: Speaker, session: Path, tmp_path: Path) -> None:
    damaged = forge(new_session(tmp_path / "b.gladi"), 3, actor="nobody")
    said = gladi("verify", session, damaged, tmp_path / "none", "--json")
    assert said.code == 2
    assert said.err == ""
    intact, bad, missing = json.loads(said.out)
    assert intact == {
        "file": str(session),
        "status": "intact",
        "events": 8,
        "head_hash": read_session(session).head_hash,
        "first_bad_seq": None,
        "finished": True,
        "reason": None,
        "unusable": None,
        "not_covered": OUTSIDE,
    }
    assert (bad["status"], bad["first_bad_seq"], bad["events"]) == ("damaged", 3, 2)
    assert bad["reason"]
    assert (missing["status"], missing["events"], missing["head_hash"]) == ("unreadable", 0, None)
    assert gladi("verify", session, damaged).code == 1
