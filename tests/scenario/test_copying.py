"""Copies of scripts: the text as it is, a name that is free, and everything the text names beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from player.free_names import free_path
from player.resources import scenarios_folder
from player.scenario import load_programme, load_scenario
from player.scenario.copying import SCHEMA_FILE, copy_script
from tests.helpers.desk_script import short_script

PROGRAMME = "pasuruan-2023-programme.yaml"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    path = folder / "drill.yaml"
    path.write_text(short_script().text, encoding="utf-8", newline="")
    return path


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_text_is_the_same_byte_for_byte_and_the_schema_lies_beside_it(script: Path, tmp_path: Path) -> None:
    script.write_bytes(script.read_bytes().replace(b"\n", b"\r\n"))
    own = tmp_path / "not" / "there" / "yet"
    copy = copy_script(script, own)
    assert copy == own / "drill.yaml"
    assert copy.read_bytes() == script.read_bytes()
    assert names(own) == {"drill.yaml", SCHEMA_FILE}
    assert (own / SCHEMA_FILE).read_bytes() == (scenarios_folder() / SCHEMA_FILE).read_bytes()


def test_nothing_is_written_over(script: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / SCHEMA_FILE).write_text("mine", encoding="utf-8")
    copies = [copy_script(script, own).name for _turn in range(3)]
    assert copies == ["drill.yaml", "drill_2.yaml", "drill_3.yaml"]
    assert copy_script(own / "drill_2.yaml", own).name == "drill_2_2.yaml"
    assert (own / SCHEMA_FILE).read_text(encoding="utf-8") == "mine"


def test_a_dangling_link_takes_a_name_too(script: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "drill.yaml").symlink_to(own / "nowhere.yaml")
    assert copy_script(script, own).name == "drill_2.yaml"
    assert free_path(own / "drill.yaml").name == "drill_3.yaml"


def test_attachments_come_along_in_a_folder_of_their_own(script: Path, tmp_path: Path) -> None:
    (script.parent / "pictures").mkdir()
    for name in ("map.png", "pictures/square.png"):
        (script.parent / name).write_bytes(name.encode())
    attachments = "attachments:\n  - {file: map.png}\n  - {file: pictures/square.png}\n"
    script.write_text(script.read_text(encoding="utf-8") + attachments, encoding="utf-8")
    load_scenario(script)
    own = tmp_path / "own"
    first, second = copy_script(script, own), copy_script(script, own)
    assert (first, second) == (own / "drill" / "drill.yaml", own / "drill_2" / "drill.yaml")
    for copy in (first, second):
        assert names(copy.parent) == {"drill.yaml", SCHEMA_FILE, "map.png", "pictures/square.png"}
        assert load_scenario(copy).sha256 == load_scenario(script).sha256
        assert (copy.parent / "pictures" / "square.png").read_bytes() == b"pictures/square.png"


def test_a_programme_brings_its_scripts(tmp_path: Path) -> None:
    source = scenarios_folder() / PROGRAMME
    copy = copy_script(source, tmp_path)
    assert copy.parent == tmp_path / "pasuruan-2023-programme"
    taken, given = load_programme(copy), load_programme(source)
    assert taken.sha256 == given.sha256
    assert [one.sha256 for one in taken.scenarios] == [one.sha256 for one in given.scenarios]


def test_a_script_with_errors_is_copied_as_it_is(script: Path, tmp_path: Path) -> None:
    script.write_text("gladi: 1\nphases: [", encoding="utf-8")
    copy = copy_script(script, tmp_path / "own")
    assert copy.read_text(encoding="utf-8") == "gladi: 1\nphases: ["


def test_nothing_is_left_where_it_cannot_be_copied(script: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (script.parent / "map.png").write_bytes(b"x")
    text = script.read_text(encoding="utf-8") + "attachments: [{file: map.png}]\n"
    script.write_text(text, encoding="utf-8")
    own.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(OSError, match="own"):
        copy_script(script, own)
    assert own.read_text(encoding="utf-8") == "a file, not a folder"
    with pytest.raises(FileNotFoundError):
        copy_script(script.with_name("gone.yaml"), tmp_path / "fresh")
    assert [name for name in names(tmp_path / "fresh") if name.endswith(".yaml")] == []
