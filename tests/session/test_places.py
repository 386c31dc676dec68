from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from player.model.events import WallTime
from player.resources import HOME_VARIABLE
from player.session.errors import SessionNotSaved
from player.session.places import logs_folder, new_session_path, session_folder
from player.session.store import SessionWriter, list_sessions
from tests.helpers.clocks import FakeClock
from tests.session.samples import small_drill

NINE_IN_THE_MORNING = WallTime(1_787_709_600_000, "WIB", 420)


def test_everything_lies_in_the_home_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "stick"))
    for folder in (session_folder(), logs_folder()):
        assert folder.is_dir()
        assert folder.is_relative_to(tmp_path / "stick")
    assert session_folder() != logs_folder()


@pytest.mark.parametrize("value", [None, ""])
def test_otherwise_among_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(HOME_VARIABLE, value)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Dokumen")
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_args, **_kwargs: tmp_path / "log")

    assert session_folder() == tmp_path / "Dokumen" / "Gladi"
    assert logs_folder() == tmp_path / "log"
    assert session_folder().is_dir()


def test_a_session_is_named_after_its_script_and_local_time(tmp_path: Path) -> None:
    path = new_session_path("okut-2024", NINE_IN_THE_MORNING, tmp_path)
    assert path == tmp_path / "okut-2024_2026-08-26_0900.gladi"


def test_no_existing_file_is_named(tmp_path: Path) -> None:
    names = []
    for _ in range(4):
        path = new_session_path("okut-2024", NINE_IN_THE_MORNING)
        path.touch()
        names.append(path.stem.removeprefix("okut-2024_2026-08-26_"))
    assert names == ["0900", "0900_2", "0900_3", "0900_4"]


def test_a_dangling_link_is_a_name_taken(tmp_path: Path) -> None:
    first = new_session_path("a", NINE_IN_THE_MORNING, tmp_path)
    first.symlink_to(tmp_path / "nowhere")
    assert new_session_path("a", NINE_IN_THE_MORNING, tmp_path) != first


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d*?", "", "…", "x" * 500, "con\0trol\n"])
def test_no_name_leads_elsewhere(tmp_path: Path, name: str) -> None:
    path = new_session_path(name, NINE_IN_THE_MORNING, tmp_path)
    assert path.parent == tmp_path
    assert len(path.name) < 120
    path.touch()
    assert path.resolve().parent == tmp_path.resolve()


@pytest.mark.parametrize(
    ("utc_ms", "offset_min", "stamp"), [(0, -600, "1969-12-31_1400"), (60_000, 0, "1970-01-01_0001")]
)
def test_a_clock_that_was_never_set_still_names_a_file(
    tmp_path: Path, utc_ms: int, offset_min: int, stamp: str
) -> None:
    assert stamp in new_session_path("a", WallTime(utc_ms, "X", offset_min), tmp_path).name


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file"))
    path = new_session_path("a", NINE_IN_THE_MORNING)
    assert list_sessions(session_folder()) == []
    with pytest.raises(SessionNotSaved, match="file/sessions"):
        SessionWriter.create(path, small_drill(), FakeClock())
