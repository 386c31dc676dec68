"""The file of the page: read away from the window, and read again whenever it changes, however an editor saves it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from player.model.scenario import LoadedProgramme, LoadedScenario
from player.resources import scenarios_folder
from player.ui.background import ThreadBackground
from player.ui.scenario.reading import read_script, stamp
from player.ui.scenario.script import ScriptFile
from player.ui.shot import Foreground
from tests.helpers.background import HeldBackground
from tests.helpers.desk_script import short_script

TEXT = short_script().text
OTHER = short_script(title="Another drill").text
BROKEN = TEXT.replace("planned: 10m", "planned: 10 menit")


def later(path: Path) -> None:
    """Give a file a time of its own: a disk may tell two writings in one instant the same."""
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 2_000_000_000))


def write(path: Path, text: str) -> None:
    """Save in place."""
    path.write_text(text, encoding="utf-8")
    later(path)


def save_by_rename(path: Path, text: str) -> None:
    """Save as most editors do: a new file in the place of the old one."""
    fresh = path.with_name(f".{path.name}.swp")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    later(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "drill.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def title(script: ScriptFile) -> str:
    assert isinstance(script.good, LoadedScenario)
    return str(script.good.scenario.title)


class TestLookedAtByHand:
    @pytest.fixture
    def script(self, path: Path, qapp: object) -> ScriptFile:
        script = ScriptFile(path, Foreground(), by_itself=False)
        script.begin()
        return script

    @pytest.fixture
    def heard(self, script: ScriptFile) -> list[bool]:
        heard: list[bool] = []
        script.changed.connect(lambda: heard.append(script.is_broken))
        return heard

    def test_reads_at_once(self, script: ScriptFile) -> None:
        assert title(script) == "Short drill"
        assert not script.is_broken

    def test_says_nothing_of_nothing(self, script: ScriptFile, heard: list[bool]) -> None:
        script.look()
        assert heard == []

    @pytest.mark.parametrize("save", [write, save_by_rename])
    def test_a_change(self, script: ScriptFile, path: Path, heard: list[bool], save: object) -> None:
        assert callable(save)
        save(path, OTHER)
        script.look()
        assert heard == [False]
        assert title(script) == "Another drill"

    def test_saved_again_as_it_was_nothing_is_said(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        save_by_rename(path, TEXT)
        script.look()
        assert heard == []

    def test_broken_and_mended(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        write(path, BROKEN)
        script.look()
        assert heard == [True]
        assert title(script) == "Short drill", "the last good one is kept"
        assert script.reading is not None
        assert script.reading.problems[0].line > 0
        write(path, OTHER)
        script.look()
        assert heard == [True, False]
        assert title(script) == "Another drill"

    def test_another_mistake_is_told(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        write(path, BROKEN)
        script.look()
        write(path, BROKEN.replace("planned: 5m", "planned: lima"))
        script.look()
        assert heard == [True, True]

    def test_gone_and_back(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        path.unlink()
        script.look()
        assert heard == [True]
        assert script.reading is not None
        assert script.reading.missing
        write(path, TEXT)
        script.look()
        assert heard == [True, False]

    def test_its_folder_gone_and_back(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        shutil.rmtree(path.parent)
        script.look()
        path.parent.mkdir()
        write(path, OTHER)
        script.look()
        assert heard == [True, False]
        assert title(script) == "Another drill"

    def test_an_attachment_that_comes_mends_the_script(self, script: ScriptFile, path: Path) -> None:
        write(path, TEXT + "attachments: [{file: peta/rute.png, title: Peta}]\n")
        script.look()
        assert script.is_broken
        (path.parent / "peta").mkdir()
        script.look()
        (path.parent / "peta" / "rute.png").write_bytes(b"x")
        later(path.parent / "peta")
        script.look()
        assert not script.is_broken

    def test_stopped_it_looks_no_more(self, script: ScriptFile, path: Path, heard: list[bool]) -> None:
        script.stop()
        write(path, OTHER)
        script.look()
        assert heard == []

    def test_reading_again_is_no_change(self, script: ScriptFile, heard: list[bool]) -> None:
        script.read()
        assert heard == []


class TestWhileItIsRead:
    def test_changes_meanwhile_are_read_afterwards(self, path: Path, qapp: object) -> None:
        background = HeldBackground()
        script = ScriptFile(path, background, by_itself=False)
        script.begin()
        script.look()
        script.look()
        assert len(background) == 1, "one at a time"
        background.finish()
        assert title(script) == "Short drill"
        write(path, OTHER)
        while len(background):
            background.finish()
        assert title(script) == "Another drill"

    def test_an_error_nobody_foresaw_does_not_end_it(self, path: Path, qapp: object) -> None:
        background = HeldBackground()
        script = ScriptFile(path, background, by_itself=False)
        script.begin()
        with pytest.raises(ZeroDivisionError):
            background.finish(ZeroDivisionError())
        script.look()
        while len(background):
            background.finish()
        assert title(script) == "Short drill"

    def test_what_comes_after_stop_is_dropped(self, path: Path, qapp: object) -> None:
        background = HeldBackground()
        script = ScriptFile(path, background, by_itself=False)
        script.begin()
        script.stop()
        background.finish()
        assert script.reading is None


class TestByItself:
    """The real thing: threads, the clock and what the system tells."""

    @pytest.fixture
    def background(self, qapp: object) -> Iterator[ThreadBackground]:
        background = ThreadBackground()
        yield background
        background.wait()

    @pytest.fixture
    def script(self, path: Path, background: ThreadBackground, qtbot: QtBot) -> Iterator[ScriptFile]:
        script = ScriptFile(path, background)
        with qtbot.waitSignal(script.changed):
            script.begin()
        yield script
        script.stop()

    @pytest.mark.parametrize("save", [write, save_by_rename])
    def test_a_change_is_seen(self, script: ScriptFile, path: Path, qtbot: QtBot, save: object) -> None:
        assert callable(save)
        for text, expected in ((OTHER, "Another drill"), (TEXT, "Short drill")):
            with qtbot.waitSignal(script.changed):
                save(path, text)
            assert title(script) == expected

    def test_gone_and_back(self, script: ScriptFile, path: Path, qtbot: QtBot) -> None:
        with qtbot.waitSignal(script.changed):
            path.unlink()
        assert script.is_broken
        with qtbot.waitSignal(script.changed):
            write(path, OTHER)
        assert title(script) == "Another drill"

    def test_where_the_system_tells_nothing(self, script: ScriptFile, path: Path, qtbot: QtBot) -> None:
        assert script._watcher is not None
        script._watcher.blockSignals(True)
        with qtbot.waitSignal(script.changed):
            write(path, OTHER)

    def test_ten_quick_changes_are_read_in_the_end(self, script: ScriptFile, path: Path, qtbot: QtBot) -> None:
        for number in range(10):
            save_by_rename(path, short_script(title=f"Drill {number}").text)
        qtbot.waitUntil(lambda: title(script) == "Drill 9")


class TestReading:
    def test_a_programme(self) -> None:
        (file,) = [one for one in scenarios_folder().glob("*.yaml") if "stages:" in one.read_text(encoding="utf-8")]
        reading = read_script(file)
        assert isinstance(reading.loaded, LoadedProgramme)
        assert reading.problems == ()

    def test_a_programme_with_a_stage_that_is_not_there(self, tmp_path: Path) -> None:
        file = tmp_path / "programme.yaml"
        file.write_text("gladi: 2\nid: p\ntitle: P\nstages:\n  - {id: a, title: A, scenario: none.yaml, when: today}\n")
        reading = read_script(file)
        assert reading.loaded is None
        assert reading.problems
        assert not reading.missing

    def test_a_script_with_something_to_look_at_again(self, path: Path) -> None:
        path.write_text(TEXT.replace("    goal: 'Everybody stands.'\n", ""), encoding="utf-8")
        reading = read_script(path)
        assert isinstance(reading.loaded, LoadedScenario)
        assert all(problem.is_warning for problem in reading.problems)

    def test_the_stamp_of_nothing(self, tmp_path: Path) -> None:
        assert stamp((tmp_path / "none" / "none.yaml",)) == stamp((tmp_path / "none" / "none.yaml",))
        assert stamp((Path("\0"),)) == stamp((Path("\0"),))
