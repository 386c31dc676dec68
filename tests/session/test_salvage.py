"""What is intact of a damaged session can go on; the damaged file stays as it is, however often one tries."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from player.engine import commands as do
from player.engine.state import Status
from player.session.errors import SessionError, SessionNotSaved, SessionUnreadable
from player.session.jsonl import jsonl_lines
from player.session.jsonl_reader import import_jsonl
from player.session.listing import SessionState, look_through, summarize
from player.session.live import LiveDrill
from player.session.places import new_session_path
from player.session.salvage import salvage
from player.session.store import Damage, SessionWriter, VerifyStatus, fitting, read_session, verify_session
from player.session.usable import can_salvage, has_own_scenario, is_salvaged
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, forge, names_in
from tests.session.play import TROUBLE
from tests.session.samples import SCRIPT, small_drill

HURT = {
    "a row changed": ("UPDATE events SET exercise_ms = 7 WHERE seq = 5", 4),
    "a row gone": ("DELETE FROM events WHERE seq = 5", 4),
    "its end gone": ("DELETE FROM events WHERE seq > 5", 5),
    "the last row changed": ("UPDATE events SET data = '{}' WHERE seq = 7", 6),
    "the sign of life gone": ("DELETE FROM pulse", 7),
}


@pytest.mark.parametrize("hurt", HURT)
def test_the_intact_part_goes_on_in_a_new_file(session: Path, clock: FakeClock, hurt: str) -> None:
    before = read_session(session)
    statement, intact = HURT[hurt]
    change(session, statement)
    damaged = session.read_bytes()

    new = salvage(session, clock)

    assert new.name == "a_salvaged.gladi"
    assert session.read_bytes() == damaged
    assert verify_session(new).status is VerifyStatus.INTACT
    saved = read_session(new)
    assert saved.records == before.records[:intact], "times and hashes are those of the day"
    assert saved.loaded.text == before.loaded.text
    drill = LiveDrill.resume(saved, clock)
    if drill.state.status is Status.HELD:
        drill.do(do.ResumeExercise())
    drill.do(do.EndExercise())
    drill.close()
    assert verify_session(new).status is VerifyStatus.INTACT
    assert session.read_bytes() == damaged


def test_a_salvaged_copy_says_so_under_any_name_until_it_is_taken_up(session: Path, clock: FakeClock) -> None:
    assert summarize(session).state is SessionState.INTERRUPTED, "the drill that was cut off is none"
    assert not is_salvaged(read_session(session))
    change(session, "DELETE FROM events WHERE seq = 5")
    new = salvage(session, clock)
    other = new.rename(new.with_name("other.gladi"))
    assert is_salvaged(read_session(other))
    assert summarize(other).state is SessionState.SALVAGED
    assert look_through(summarize(other)) == summarize(other)
    lines, again = other.with_suffix(".jsonl"), other.with_name("again.gladi")
    lines.write_text("".join(f"{line}\n" for line in jsonl_lines(read_session(other))), encoding="utf-8")
    import_jsonl(lines, again)
    assert summarize(again).state is SessionState.SALVAGED, "so does what is made of its lines"
    LiveDrill.resume(read_session(other), clock).close()
    assert summarize(other).state is SessionState.INTERRUPTED, "it was taken up, and then cut off"
    assert not is_salvaged(read_session(other))


def test_five_times_it_is_five_files(session: Path, clock: FakeClock) -> None:
    change(session, "DELETE FROM events WHERE seq = 5")
    damaged = session.read_bytes()
    made: dict[Path, bytes] = {}
    for _turn in range(5):
        new = salvage(session, clock)
        assert new not in made
        made[new] = new.read_bytes()
        assert {path: path.read_bytes() for path in made} == made, "none was written over"
    assert session.read_bytes() == damaged
    assert names_in(session.parent) == sorted([session.name, *(path.name for path in made)])


def test_a_damaged_session_never_blocks_a_new_one(session: Path, clock: FakeClock) -> None:
    session.write_bytes(session.read_bytes()[:5000])
    damaged = session.read_bytes()
    for _turn in range(5):
        path = new_session_path(small_drill().scenario.id, clock.wall(), session.parent)
        drill = LiveDrill(small_drill(), SessionWriter.create(path, small_drill(), clock), clock)
        drill.do(do.StartExercise())
        drill.close()
        assert verify_session(path).status is VerifyStatus.INTACT
        assert session.read_bytes() == damaged


def test_an_event_that_fits_nothing_before_it_is_where_it_ends(session: Path, clock: FakeClock) -> None:
    forge(session, 4, data='{"how":"schedule","inject":"unheard-of"}')
    new = salvage(session, clock)
    assert len(read_session(new).records) == 3


def test_a_sound_one_is_left_alone(session: Path, clock: FakeClock) -> None:
    with pytest.raises(SessionError, match="not damaged"):
        salvage(session, clock)
    assert names_in(session.parent) == [session.name]


def test_where_the_scenario_is_another_nothing_is_made_up(session: Path, clock: FakeClock) -> None:
    change(session, "UPDATE scenario SET text = replace(text, 'Orasi', 'Orosi')")
    assert not has_own_scenario(fitting(read_session(session)))
    near = session.with_name("near.yaml")
    near.write_text(SCRIPT.replace("Orasi", "Orosi"), encoding="utf-8")
    scripts = [session.with_name("none.yaml"), session.parent, near, session]
    with pytest.raises(SessionError, match=r"kecil\.yaml, as it was then, is not among the scenarios"):
        salvage(session, clock, scripts)
    assert names_in(session.parent) == [session.name, near.name]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scenario SET text = replace(text, 'Orasi', 'Orosi')",
        "UPDATE scenario SET text = replace(text, 'phases', 'phrases')",
        "UPDATE scenario SET text = x'ff'",
        "DELETE FROM scenario",
    ],
)
def test_with_the_script_at_hand_all_is_saved(ended: Path, clock: FakeClock, statement: str) -> None:
    records = read_session(ended).records
    change(ended, statement)
    damaged = ended.read_bytes()
    script = ended.parent.with_name("under_any_name.yaml")
    script.write_bytes(SCRIPT.encode())
    new = salvage(ended, clock, [script])
    assert verify_session(new).status is VerifyStatus.INTACT
    saved = read_session(new)
    assert (saved.records, saved.damage, saved.loaded.text) == (records, None, SCRIPT)
    assert ended.read_bytes() == damaged
    change(ended, "DELETE FROM events WHERE seq = 5")
    assert len(read_session(salvage(ended, clock, [script])).records) == 4, "an event is gone as well"


def test_where_only_the_sum_beside_the_scenario_is_another_all_is_saved(session: Path, clock: FakeClock) -> None:
    change(session, "UPDATE scenario SET sha256 = 'x'")
    assert can_salvage(fitting(read_session(session)))
    assert verify_session(salvage(session, clock)).events == len(read_session(session).records)


@pytest.mark.parametrize(
    "statement", ["UPDATE scenario SET title = '{}'", "DROP TRIGGER events_never_change", "CREATE TABLE more (a)"]
)
def test_what_only_verifying_finds_can_be_salvaged_too(session: Path, clock: FakeClock, statement: str) -> None:
    with closing(sqlite3.connect(session, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER scenario_never_changes")
        connection.execute(statement)
    found = verify_session(session)
    assert found.status is VerifyStatus.DAMAGED
    assert read_session(session).damage == Damage(found.first_bad_seq, found.reason or TROUBLE)
    new = salvage(session, clock)
    assert verify_session(new).status is VerifyStatus.INTACT
    assert read_session(new).records == read_session(session).records


@pytest.mark.parametrize("content", [b"", b"not a session", bytes(9000)])
def test_where_nothing_is_left_that_is_said(session: Path, clock: FakeClock, content: bytes) -> None:
    session.write_bytes(content)
    with pytest.raises(SessionUnreadable):
        salvage(session, clock)
    assert names_in(session.parent) == [session.name]


def test_a_place_that_cannot_be_written_is_said(
    session: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(session, "DELETE FROM events WHERE seq = 5")

    def refuse(*_arguments: object, **_named: object) -> SessionWriter:
        raise SessionNotSaved(TROUBLE)

    monkeypatch.setattr(SessionWriter, "continue_as", refuse)
    with pytest.raises(SessionNotSaved):
        salvage(session, clock)
