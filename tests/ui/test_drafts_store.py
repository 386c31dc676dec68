"""The file of drafts: what is whole in it comes back, what is damaged is passed over, and the newest always stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.ui.drafts.store import DraftWriter, Kept, drafts_file, is_whole, read_drafts

SESSION = "0f0e-session"
WHOLE: Mapping[str, Mapping[str, object]] = {
    "summary": {"text": "Two lines\nof “it”."},
    "note.note": {"text": "Late", "kind": "note", "objective": "", "target": [0, 1, None, "R1@3"]},
    "note.7": {"text": "", "kind": "bookmark", "objective": "calm", "target": [5, 5, 12, ""]},
    "plan": {"text": "Train", "owner": "Kabag Ops", "due": "31/12/2026", "answers": [None, "", ""]},
    "rating.calm": {"text": "", "rating": "P"},
    "answer.R1@3": {"text": "Because", "kind": ""},
    "entry": {"text": "Half a", "on": 3, "begun_ms": None},
}


def write(folder: Path, drafts: Mapping[str, Mapping[str, object]], number: int = 1) -> str:
    return DraftWriter(folder, SESSION).write(number, Kept(drafts, "AKP Sari"))


def test_what_is_written_is_read_again_and_nothing_is_left_without_drafts(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    writer = DraftWriter(folder, SESSION)
    assert writer.write(1, Kept(WHOLE, "AKP Sari")) == ""
    assert read_drafts(folder, SESSION) == Kept(dict(WHOLE), "AKP Sari")
    assert read_drafts(folder, "another") == Kept()
    for number in (2, 3):  # the second time with nothing there
        assert writer.write(number, Kept()) == ""
        assert list(folder.iterdir()) == []


def test_what_is_older_never_takes_the_place_of_what_is_newer(tmp_path: Path) -> None:
    writer = DraftWriter(tmp_path, SESSION)
    writer.write(2, Kept({"summary": {"text": "newer"}}))
    writer.write(1, Kept({"summary": {"text": "older"}}))
    assert read_drafts(tmp_path, SESSION).drafts == {"summary": {"text": "newer"}}


def test_what_another_gladi_has_put_there_meanwhile_stays(tmp_path: Path) -> None:
    one, other = DraftWriter(tmp_path, SESSION), DraftWriter(tmp_path, SESSION)
    one.write(1, Kept({"summary": {"text": "mine"}, "rating.calm": {"text": "", "rating": "U"}}))
    other.write(1, Kept({"note.7": WHOLE["note.7"]}))
    one.write(2, Kept({"summary": {"text": "mine, longer"}}))
    assert read_drafts(tmp_path, SESSION).drafts == {"summary": {"text": "mine, longer"}, "note.7": WHOLE["note.7"]}
    one.write(3, Kept())
    assert read_drafts(tmp_path, SESSION).drafts == {"note.7": WHOLE["note.7"]}


def test_a_strange_id_makes_no_path_of_its_own(tmp_path: Path) -> None:
    for session in ("../../x", "", "a" * 4000, "nul\0", "\ud800"):
        assert drafts_file(tmp_path, session).parent == tmp_path


def test_where_it_cannot_be_written_it_says_why(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert write(blocked, WHOLE)
    assert blocked.read_text() == "x"


@pytest.mark.parametrize(
    ("name", "draft"),
    [
        ("summary", {"text": 3}),
        ("summary", {"text": "x", "more": ""}),
        ("summary", {"text": "\ud800"}),
        ("summary", ["text"]),
        ("note.note", {**WHOLE["note.note"], "kind": "poem"}),
        ("note.note", {**WHOLE["note.note"], "target": [0, True, None, ""]}),
        ("note.note", {**WHOLE["note.note"], "target": [-1, 0, None, ""]}),
        ("plan", {**WHOLE["plan"], "answers": [None, ""]}),
        ("rating.calm", {"text": "", "rating": "X"}),
        ("", {"text": ""}),
        ("poem", {"text": ""}),
    ],
)
def test_one_that_is_damaged_is_passed_over_and_the_others_stand(tmp_path: Path, name: str, draft: object) -> None:
    assert not is_whole(name, draft)
    path = drafts_file(tmp_path, SESSION)
    whole = {"entry": WHOLE["entry"]}
    path.write_text(json.dumps({"version": 1, "session": SESSION, "who": 4, "drafts": {name: draft, **whole}}))
    assert read_drafts(tmp_path, SESSION) == Kept(whole)


@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_file_is_passed_over_and_replaced(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    write(folder, WHOLE)
    path = drafts_file(folder, SESSION)
    raw = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(0, len(raw)))]
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=4)) if raw else []:
        raw[place] = data.draw(st.integers(0, 255))
    path.write_bytes(raw)
    found = read_drafts(folder, SESSION)
    assert all(is_whole(name, draft) for name, draft in found.drafts.items())
    write(folder, WHOLE)
    assert read_drafts(folder, SESSION).drafts == WHOLE
