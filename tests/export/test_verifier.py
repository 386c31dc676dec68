"""The program that checks sessions without Gladi: it agrees with Gladi, on what is whole and on what is not."""

# ruff: noqa: S608  the statements are put together from words of these tests

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.export.verifier import VERIFIER_NAME, verifier_text
from player.i18n import speaking
from player.resources import assets_folder
from player.scenario import read_scenario
from player.session.chain import GENESIS
from player.session.codec import CODEC, canonical_json
from player.session.jsonl import jsonl_lines
from player.session.jsonl_reader import verify_jsonl
from player.session.plausible import LONGEST_EXERCISE_MS, wall_can_be
from player.session.reader import Verification, VerifyStatus, title_text, verify_session
from player.session.schema import APPLICATION_ID, COLUMNS, FORMAT, STATEMENTS
from player.session.store import SessionWriter, read_session, summarize
from player.session.usable import examine
from tests.helpers.clocks import FakeClock
from tests.session.damage import change, forge, journal_of, killed_in_the_middle, opened_up
from tests.session.samples import RUN, SCRIPT, events_after, new_session

EVENTS = 2 + len(RUN)
CODES = {VerifyStatus.INTACT: 0, VerifyStatus.DAMAGED: 1, VerifyStatus.UNREADABLE: 2}
GOLDEN = Path(__file__).parents[1] / "golden" / "session"


@pytest.fixture(scope="module")
def alone() -> Any:
    spec = importlib.util.spec_from_file_location("verify_gladi", assets_folder() / VERIFIER_NAME)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_session(tmp_path_factory.mktemp("whole") / "whole.gladi", ended=True)


@pytest.fixture
def session(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "a.gladi"))


def lines_of(session: Path) -> Path:
    path = session.with_suffix(".jsonl")
    path.write_text("".join(f"{line}\n" for line in jsonl_lines(read_session(session))), encoding="utf-8")
    return path


def agree(alone: Any, path: Path) -> Verification:
    """Fail unless both say the same of a file; gives what Gladi says."""
    before = path.read_bytes() if path.is_file() else b""
    gladi = verify_jsonl(path) if path.suffix == ".jsonl" else verify_session(path)
    other = alone.verify(str(path))
    head = other.chain.head if other.chain.count else None
    assert (other.code, other.chain.count, head) == (CODES[gladi.status], gladi.events, gladi.head_hash)
    assert other.first_bad == gladi.first_bad_seq
    assert (other.chain.endex is not None) is gladi.finished
    assert "\n".join(alone.report(path, other))
    if gladi.status is VerifyStatus.INTACT:
        told = (verify_jsonl(path) if path.suffix == ".jsonl" else examine(path)).not_covered
        assert other.uncovered[-1] == "sense", "what Gladi itself looks at"
        for each, code in enumerate(("id", "en")):
            with speaking(code):
                assert [alone.WORDS[word][each] for word in other.uncovered[:-1]] == [str(one) for one in told]
    assert (path.read_bytes() if path.is_file() else b"") == before
    return gladi


def test_what_it_knows_of_the_format_is_what_gladi_writes(alone: Any) -> None:
    assert (alone.GENESIS, alone.APPLICATION_ID, alone.FORMAT) == (GENESIS, APPLICATION_ID, FORMAT)
    assert (
        COLUMNS,
        hashlib.sha256("".join(f"{sql}\n" for sql in STATEMENTS).encode()).hexdigest(),
    ) == (alone.COLUMNS, alone.LAYOUT)
    assert alone.LONGEST_MS == LONGEST_EXERCISE_MS
    for utc_ms in (alone.FIRST_MS - 1, alone.FIRST_MS, 0, alone.LAST_MS - 1, alone.LAST_MS):
        for offset_min in (-alone.FURTHEST_MIN - 1, -alone.FURTHEST_MIN, alone.FURTHEST_MIN, alone.FURTHEST_MIN + 1):
            assert alone.dated(0, utc_ms, "WIB", offset_min) is wall_can_be(utc_ms, offset_min)
    assert "import player" not in verifier_text()


def test_whole_sessions(alone: Any, session: Path, tmp_path: Path) -> None:
    found = agree(alone, session)
    assert (found.status, found.events) == (VerifyStatus.INTACT, EVENTS)
    assert agree(alone, lines_of(session)).head_hash == found.head_hash
    assert agree(alone, new_session(tmp_path / "cut.gladi")).status is VerifyStatus.INTACT
    for old in GOLDEN.glob("*.gladi"):
        agree(alone, old)


@pytest.mark.parametrize("seq", [1, 4, EVENTS])
def test_every_column_of_a_row_counts(alone: Any, whole: Path, tmp_path: Path, seq: int) -> None:
    for name in COLUMNS:
        path = Path(shutil.copy(whole, tmp_path / "a.gladi"))
        with opened_up(path) as connection:
            (value,) = connection.execute(f"SELECT {name} FROM events WHERE seq = ?", (seq,)).fetchone()
            other = value + 100 if isinstance(value, int) else chr(ord(value[0]) ^ 1) + value[1:]
            connection.execute(f"UPDATE events SET {name} = ? WHERE seq = ?", (other, seq))
        assert agree(alone, path).first_bad_seq == seq, name


@given(place=st.integers(0, 2**31), bits=st.integers(1, 255))
@settings(max_examples=80)
def test_any_flipped_byte(
    alone: Any, whole: Path, tmp_path_factory: pytest.TempPathFactory, place: int, bits: int
) -> None:
    content = bytearray(whole.read_bytes())
    content[place % len(content)] ^= bits
    path = tmp_path_factory.mktemp("flip") / "a.gladi"
    path.write_bytes(content)
    gladi, other = verify_session(path), alone.verify(str(path))
    if gladi.status is VerifyStatus.INTACT or other.code == 0:
        assert other.code == CODES[gladi.status]
    assert other.code != 0 or other.chain.head == verify_session(whole).head_hash


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: change(path, "UPDATE scenario SET text = replace(text, 'Botol', 'Batu')"),
        lambda path: change(path, "UPDATE scenario SET name = 'lain.yaml'"),
        lambda path: change(path, "DELETE FROM scenario"),
        lambda path: change(path, "DELETE FROM events WHERE seq = 4"),
        lambda path: change(path, f"DELETE FROM events WHERE seq = {EVENTS}"),
        lambda path: change(path, "DELETE FROM events"),
        lambda path: change(path, "DELETE FROM events WHERE seq = 1"),
        lambda path: change(path, "DELETE FROM pulse"),
        lambda path: change(path, "DELETE FROM events", "UPDATE pulse SET seq = 0"),
        lambda path: change(path, "UPDATE scenario SET title = replace(title, 'kecil', 'besar')"),
        lambda path: change(path, "UPDATE scenario SET title = replace(title, 'kecil', 'ke\u202ecil')"),
        lambda path: change(path, 'UPDATE scenario SET title = \'{"en":"A small drill: a trial"}\''),
        lambda path: change(path, "UPDATE scenario SET title = '[]'"),
        lambda path: change(path, "UPDATE scenario SET text = text || '# more'"),
        lambda path: change(path, f"UPDATE scenario SET text = text || ' ', sha256 = '{'0' * 64}'"),
        lambda path: change(path, "UPDATE events SET data = '{\"a\":1.5}' WHERE seq = 3"),
        lambda path: change(path, "UPDATE events SET seq = 99 WHERE seq = 8"),
        lambda path: change(path, "DROP TABLE events"),
        lambda path: change(path, "CREATE TABLE more (a)"),
        lambda path: change(path, "ALTER TABLE events RENAME TO hidden", "CREATE VIEW events AS SELECT * FROM hidden"),
        lambda path: forge(path, 3, exercise_ms=10**9),
        lambda path: forge(path, 3, exercise_ms=2**62),
        lambda path: forge(path, 3, exercise_ms=-1),
        lambda path: forge(path, 3, wall_utc_ms=2**62),
        lambda path: forge(path, 3, offset_min=-(2**40)),
        lambda path: forge(path, 3, data='{ "a": 1}'),
        lambda path: forge(path, 4, kind="session_opened"),
    ],
)
def test_damage(alone: Any, session: Path, harm: Callable[[Path], Path]) -> None:
    assert agree(alone, harm(session)).status is not VerifyStatus.INTACT


def test_one_cut_short(alone: Any, session: Path) -> None:
    whole = session.read_bytes()
    for size in (50, 1024, 4096, 5000, len(whole) // 2, len(whole) - 4096):
        session.write_bytes(whole[:size])
        assert agree(alone, session).status is not VerifyStatus.INTACT, size


def test_where_there_is_no_room_for_a_copy(alone: Any, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session.write_bytes(session.read_bytes()[:-1])
    monkeypatch.setattr(alone.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
    found = alone.verify(session)
    assert (found.code, found.fault.word) == (2, "room"), "the file is not what is to blame"


def test_one_whose_writer_was_killed(alone: Any, session: Path, tmp_path: Path) -> None:
    killed = killed_in_the_middle(session, tmp_path / "killed.gladi")
    assert agree(alone, killed).events == EVENTS
    assert journal_of(killed).exists()
    assert "a writer was cut off" in "\n".join(alone.report(killed, alone.verify(str(killed))))


def test_one_turned_to_another_journal_mode(alone: Any, session: Path) -> None:
    with closing(sqlite3.connect(session)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert agree(alone, session).status is VerifyStatus.INTACT


def test_what_is_no_session(alone: Any, tmp_path: Path, session: Path) -> None:
    made = {name: tmp_path / f"{name}.gladi" for name in ("empty", "text", "foreign", "newer", "zero", "short")}
    made["empty"].write_bytes(b"")
    made["text"].write_text("gladi: 1\n" * 50)
    made["short"].write_bytes(b"SQLite format 3\0")
    with closing(sqlite3.connect(made["foreign"])) as connection:
        connection.execute("CREATE TABLE events (seq INTEGER)")
    for name, version in (("newer", 99), ("zero", 0)):
        made[name].write_bytes(session.read_bytes())
        with closing(sqlite3.connect(made[name])) as connection:
            connection.execute(f"PRAGMA user_version={version}")
    for path in (*made.values(), tmp_path, tmp_path / "none"):
        assert agree(alone, path).status is VerifyStatus.UNREADABLE, path


def _lines(*changes: tuple[int, Callable[[str], str | None]]) -> Callable[[list[str]], str]:
    def harmed(lines: list[str]) -> str:
        told = [*lines]
        for place, harm in changes:
            told[place] = harm(told[place]) or ""
        return "\n".join(line for line in told if line) + "\n"

    return harmed


def _header(**values: object) -> Callable[[list[str]], str]:
    def harmed(lines: list[str]) -> str:
        return "\n".join([json.dumps({**json.loads(lines[0]), **values}), *lines[1:]])

    return harmed


def _part(part: str, **values: object) -> Callable[[list[str]], str]:
    return lambda lines: _header(**{part: {**json.loads(lines[0])[part], **values}})(lines)


def _scenario_told(**values: object) -> Callable[[list[str]], str]:
    return _part("scenario", **values)


def _pulse_told(**values: object) -> Callable[[list[str]], str]:
    return _part("pulse", **values)


@pytest.mark.parametrize(
    ("harm", "status"),
    [
        (lambda lines: "\r\n".join(lines) + "\r\n", 0),
        (lambda lines: "\ufeff" + "\n".join(lines), 0),
        (lambda lines: "\n".join(json.dumps(json.loads(line), indent=None) for line in lines), 0),
        (lambda lines: "\n".join(lines[:-1]), 1),
        (lambda lines: "\n".join(lines)[:-20], 1),
        (_lines((5, lambda line: line.replace("dari kiri", "dari kanan"))), 1),
        (_lines((5, lambda line: line.replace("dari kiri", "dari kanan")), (2, lambda _line: None)), 1),
        (_lines((5, lambda _line: '{"a":1}')), 1),
        (_lines((5, lambda line: line.replace('"seq":5', '"seq":5.0'))), 1),
        (_lines((5, lambda _line: "[1]")), 1),
        (_lines((5, lambda _line: "[" * 100_000)), 1),
        (_header(head_hash="0" * 64), 1),
        (_header(events=3), 1),
        (_header(session_id="other"), 1),
        (_header(gladi_version="0.0"), 1),
        (_scenario_told(title={"id": "Latihan besar"}), 1),
        (_scenario_told(title={}), 1),
        (_scenario_told(title={"id": 1}), 1),
        (_scenario_told(title="Latihan kecil"), 2),
        (_scenario_told(name="lain.yaml"), 1),
        (_scenario_told(text="gladi: 1"), 1),
        (_pulse_told(exercise_ms=2**50), 2),
        (_pulse_told(exercise_ms="1"), 2),
        (_pulse_told(zone="\ud800"), 2),
        (_pulse_told(offset_min=10**6), 2),
        (_pulse_told(seq=2**70), 2),
        (_pulse_told(seq=EVENTS + 1), 1),
        (_header(first_bad_seq="2"), 2),
        (_header(first_bad_seq=9), 0),
        (_header(head_hash=None), 2),
        (_header(version=True), 2),
        (_header(version=0), 2),
        (_header(scenario={"name": "a", "title": {}, "text": "b", "sha256": "c"}), 1),
        (_header(events="3"), 2),
        (_header(version=2), 2),
        (_header(format="other"), 2),
        (lambda lines: lines[1], 2),
        (lambda lines: lines[0], 1),
        (lambda _lines: "", 2),
        (lambda _lines: "gladi: 1", 2),
    ],
)
def test_lines_of_json(alone: Any, session: Path, harm: Callable[[list[str]], str], status: int) -> None:
    path = lines_of(session)
    path.write_text(harm(path.read_text(encoding="utf-8").splitlines()), encoding="utf-8", newline="")
    assert CODES[agree(alone, path).status] == status


def test_what_it_prints(session: Path, tmp_path: Path) -> None:
    with SessionWriter.reopen(session, FakeClock()) as writer:
        writer.append(events_after(EVENTS, RUN[3], exercise_ms=9000))
    saved = read_session(session)
    script = tmp_path / VERIFIER_NAME
    script.write_text(verifier_text(), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-I", str(script), str(session), str(tmp_path / "none")],
        capture_output=True,
        cwd=tmp_path,
        check=False,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    told = answer.stdout.decode()
    assert answer.returncode == 2, answer.stderr
    assert f"{session}: UTUH / INTACT" in told
    assert f"sidik (hash) terakhir / head hash: {saved.head_hash}" in told
    assert f"hash at EndEx (event {EVENTS}): {saved.records[EVENTS - 1].hash}" in told
    assert "events after EndEx: 1" in told
    assert "s-1, script kecil.yaml" in told
    assert "tidak ada / does not exist" in told
    assert answer.stderr == b""


def test_no_name_in_a_file_passes_for_a_line_of_its_own(alone: Any, session: Path) -> None:
    data = CODEC.plain(read_session(session).opened)
    data["session_id"] = "s-1\n  sidik (hash) terakhir / head hash: " + "0" * 64 + "\x1b[8m"
    found = alone.verify(forge(session, 1, data=canonical_json(data)))
    told = list(alone.report(f"{session}\na.gladi: UTUH", found))
    assert found.code == 0, "it fits its chain: only the head hash tells that it is another"
    assert [line for line in told if line.startswith("  sidik (hash) terakhir")] == [
        f"  sidik (hash) terakhir / head hash: {found.chain.head}"
    ]
    assert all(line.isprintable() for line in told)


@pytest.mark.parametrize(
    "title",
    [
        "Latihan kecil",
        "'Dia bilang ''siap'' #3: ya'",
        '"Dua \\u0041 \\"kutip\\" \\x42 # bukan catatan"',
        "Latihan C:\\x42\\u0041 kecil  # catatan",
        "{en: Two, id: 'Dua, tiga'}",
        "\n  # catatan\n  en: >-\n    A long\n    title, folded\n  id: |\n    Judul\n    dua baris\n",
        "\n  id: Satu - dua\n  en: Satu - dua",
    ],
)
def test_a_title_is_known_however_the_script_spells_it(alone: Any, tmp_path: Path, title: str) -> None:
    inline = SCRIPT.splitlines()[2]
    for script in (SCRIPT.replace(inline, f"title: {title}"), SCRIPT.replace(inline, f'"title" : {title}')):
        loaded = read_scenario(script, "kecil.yaml")
        path = tmp_path / f"{len(script)}.gladi"
        SessionWriter.create(path, loaded, FakeClock()).close()
        assert json.loads(title_text(loaded)) == dict(loaded.scenario.title.by_language)
        assert agree(alone, path).status is VerifyStatus.INTACT
        assert agree(alone, lines_of(path)).status is VerifyStatus.INTACT
        change(path, "UPDATE scenario SET title = replace(title, 'a', 'e')")
        assert agree(alone, path).status is VerifyStatus.DAMAGED


def test_a_title_that_cannot_be_found_in_the_script_is_said_to_be_uncovered(alone: Any) -> None:
    found = alone.Verdict()
    alone.check_title(found, {"": "Latihan"}, "{gladi: 1, title: Latihan}")
    assert "list" in found.uncovered


def test_behind_end_ex_no_sign_of_life_counts(alone: Any, session: Path, tmp_path: Path) -> None:
    """Nothing vouches for it: a drill that ended took as long as its events say."""
    before = read_session(session).last_exercise_ms
    change(session, "UPDATE pulse SET exercise_ms = 500000000")
    assert read_session(session).last_exercise_ms == before
    assert summarize(session).length_ms == before
    agree(alone, session)
    cut = change(new_session(tmp_path / "cut.gladi"), "UPDATE pulse SET exercise_ms = 500000000")
    assert read_session(cut).last_exercise_ms == 500_000_000
    assert "alive" in alone.verify(cut).uncovered
