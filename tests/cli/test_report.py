"""``report``: written whole or not at all, from any session of which something is whole, which is never written to."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Speaker
from tests.session.damage import change, forge
from tests.session.samples import new_session

HEADS = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "html": b"<!DOCTYPE html>"}


@pytest.fixture
def ended(tmp_path: Path) -> Path:
    """A short session that has ended."""
    return new_session(tmp_path / "latihan.gladi", ended=True)


def test_each_format_by_its_ending_and_several_at_once(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    before = ended.read_bytes()
    targets = [tmp_path / f"report.{ending.upper() if ending == 'pdf' else ending}" for ending in HEADS]
    said = gladi("report", ended, *(part for target in targets for part in ("-o", target)))
    assert (said.code, said.err) == (0, "")
    assert said.out == "".join(f"Written: {target}\n" for target in targets)
    assert [target.read_bytes().startswith(head) for target, head in zip(targets, HEADS.values(), strict=True)] == [
        True
    ] * len(HEADS)
    assert ended.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([ended, *targets])


def test_in_the_language_asked_for(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    for lang, word in (("id", "Laporan kaji ulang"), ("en", "After-action report")):
        target = tmp_path / f"{lang}.html"
        assert gladi("report", ended, "-o", target, lang=lang).code == 0
        page = target.read_text(encoding="utf-8")
        assert f'<html lang="{lang}-' in page
        assert f"<title>{word}" in page


def test_nothing_is_written_over_unless_it_is_asked_for(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    target, other = tmp_path / "a.html", tmp_path / "b.html"
    target.write_text("mine")
    said = gladi("report", ended, "-o", target, "-o", other)
    assert said.code == 2
    assert said.err == f"{target}: The file exists already. With --force it is replaced.\n"
    assert target.read_text() == "mine"
    assert other.exists()
    assert gladi("report", ended, "-o", target, "--force").code == 0
    assert target.read_bytes().startswith(HEADS["html"])


def test_a_target_that_cannot_be_written(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    target = tmp_path / "no" / "a.html"
    said = gladi("report", ended, "-o", target)
    assert (said.code, said.err) == (2, f"{target}: The file cannot be written: No such file or directory.\n")


@pytest.mark.parametrize("names", [("a.odt",), ("a",), ("a.pdf", "a.pdf")])
def test_what_cannot_be_meant(gladi: Speaker, ended: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    said = gladi("report", ended, *(part for name in names for part in ("-o", tmp_path / name)))
    assert said.code == 64
    assert "ends in one of .pdf, .docx, .html" in said.err or "is named twice" in said.err
    assert sorted(tmp_path.iterdir()) == [ended]


def test_of_a_damaged_session_what_is_whole_and_so_it_is_said(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    change(ended, "UPDATE events SET zone = 'x' WHERE seq = 3")
    before = ended.read_bytes()
    said = gladi("report", ended, "-o", tmp_path / "a.html")
    assert said.code == 1
    assert said.err.startswith(f"{ended}: this session is damaged; the report tells what is intact. ")
    assert ended.read_bytes() == before


def test_of_a_session_cut_off_what_there_was(gladi: Speaker, tmp_path: Path) -> None:
    path = new_session(tmp_path / "a.gladi")
    said = gladi("report", path, "-o", tmp_path / "a.html")
    assert (said.code, said.err) == (0, f"{path}: this session was cut off before EndEx; the report says so.\n")


def test_what_is_no_session_is_said_in_one_sentence(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    made = {name: tmp_path / f"{name}.gladi" for name in ("folder", "empty", "text", "foreign", "newer", "missing")}
    made["folder"].mkdir()
    made["empty"].write_bytes(b"")
    made["text"].write_text("no session")
    with closing(sqlite3.connect(made["foreign"])) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    made["newer"].write_bytes(ended.read_bytes())
    with closing(sqlite3.connect(made["newer"])) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    for path in made.values():
        said = gladi("report", path, "-o", tmp_path / "a.pdf")
        assert said.code == 2, path
        assert str(path) in said.err
        assert len(said.err.strip().splitlines()) == 1
        told = json.loads(gladi("report", path, "-o", tmp_path / "a.pdf", "--json").out)
        assert (told["status"], told["written"]) == ("unreadable", [])
    assert not (tmp_path / "a.pdf").exists()


def test_json(gladi: Speaker, ended: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    first = {"file": str(target), "format": "html", "ok": True, "notes": []}
    whole = {"file": str(ended), "status": "intact", "reason": None, "ended": True, "language": "en"}
    assert json.loads(gladi("report", ended, "-o", target, "--json").out) == {**whole, "written": [first]}
    again = gladi("report", ended, "-o", target, "--json")
    (told,) = json.loads(again.out)["written"]
    assert (again.code, told["ok"]) == (2, False)
    assert "exists already" in told["problem"]


def test_nothing_is_written_over_what_it_is_made_of(gladi: Speaker, tmp_path: Path) -> None:
    """Neither by its own name nor by another that leads to it."""
    session = new_session(tmp_path / "a.html", ended=True)
    lines = tmp_path / "b.jsonl"
    assert gladi("export", session, "-o", lines).code == 0
    (tmp_path / "link.docx").symlink_to(session)
    (tmp_path / "link.gladi").symlink_to(lines)
    (tmp_path / "link.xlsx").symlink_to(session)
    (tmp_path / "link.png").symlink_to(session)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for command in (
        ("report", session, "-o", session, "--force"),
        ("report", session, "-o", tmp_path / "new.pdf", "-o", tmp_path / "link.docx", "--force"),
        ("export", session, "-o", tmp_path / "link.xlsx", "--force"),
        ("compare", session, "--plan", "-o", tmp_path / "link.xlsx", "--force"),
        ("import", lines, "-o", tmp_path / "link.gladi", "--force"),
        ("shot", "compare", session, session, "-o", tmp_path / "link.png"),
    ):
        said = gladi(*command)
        assert (said.code, "cannot be written over" in said.err) == (64, True), said
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("utc_ms", "offset_min"), [(-30_578_688_000_000, -1439), (253_370_764_799_999, 1439), (0, -1439)], ids=str
)
def test_the_furthest_clock_that_is_believed(gladi: Speaker, tmp_path: Path, utc_ms: int, offset_min: int) -> None:
    """Every format has its own way to write down when it was made."""
    session = forge(new_session(tmp_path / "a.gladi", ended=True), 8, wall_utc_ms=utc_ms, offset_min=offset_min)
    targets = [tmp_path / f"a.{suffix}" for suffix in ("pdf", "docx", "html")]
    said = gladi("report", session, *(word for target in targets for word in ("-o", target)))
    assert (said.code, said.err) == (0, "")
    assert all(target.stat().st_size for target in targets)
