"""Sources, assumptions, and the files a script brings along: seen small, opened outside, never from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from player.i18n import _
from player.scenario import load_scenario
from player.ui.scenario.attached import attached_files, place_of, small_picture
from player.ui.scenario.page import ScenarioPage
from player.ui.scenario.sources import SourceTab
from tests.helpers.branched import BRANCHED, branched_script
from tests.helpers.desk import Desk

FILES = """\
attachments:
  - {file: peta/rute.png, title: Route}
  - {file: sirine.wav, title: Siren}
  - {file: rusak.png, title: Damaged}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "peta").mkdir()
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(tmp_path / "peta" / "rute.png"))
    (tmp_path / "sirine.wav").write_bytes(b"RIFF")
    (tmp_path / "rusak.png").write_bytes(b"no picture")
    text = BRANCHED.replace("text: Push!,", "text: Push!, attachments: [{file: peta/rute.png, title: Route}],")
    branched_script(tmp_path, text + FILES)
    return tmp_path


@pytest.fixture
def page(desk: Desk, folder: Path) -> ScenarioPage:
    page = desk.open_script(folder / "branched.yaml")
    assert not page.script.is_broken, page.script.reading
    desk.press(Qt.Key.Key_8)
    return page


@pytest.fixture
def tab(page: ScenarioPage) -> SourceTab:
    tab = page.tab_of(SourceTab)
    assert isinstance(tab, SourceTab)
    return tab


def test_each_file_stands_once_with_where_it_is_used(folder: Path) -> None:
    scenario = load_scenario(folder / "branched.yaml").scenario
    found = {one.attachment.file: one.uses for one in attached_files(scenario)}
    assert list(found) == ["peta/rute.png", "sirine.wav", "rusak.png"]
    assert found["peta/rute.png"] == (_("the whole drill"), "They push")


def test_sources_and_assumptions_are_told(tab: SourceTab) -> None:
    said = tab.card.column.text
    for words in ("Report of the drill", "report.txt", "the order of events", "All times are assumed."):
        assert words in said


class TestOpening:
    def test_by_key_by_enter_in_the_list_and_by_button(self, desk: Desk, tab: SourceTab, folder: Path) -> None:
        desk.press(Qt.Key.Key_O)
        tab.list.setFocus(Qt.FocusReason.TabFocusReason)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Return)
        QTest.mouseClick(tab.open_button, Qt.MouseButton.LeftButton)
        place = folder.resolve()
        assert desk.opened == [place / "peta" / "rute.png", place / "sirine.wav", place / "sirine.wav"]

    def test_where_no_program_opens_it(self, desk: Desk, page: ScenarioPage) -> None:
        desk.opens_files = False
        desk.press(Qt.Key.Key_O)
        assert "peta/rute.png" in page.notice.text

    def test_one_that_has_gone_meanwhile(self, desk: Desk, page: ScenarioPage, folder: Path) -> None:
        (folder / "peta" / "rute.png").unlink()
        desk.press(Qt.Key.Key_O)
        assert desk.opened == []
        assert "peta/rute.png" in page.notice.text

    def test_one_that_has_become_a_link_to_elsewhere(
        self, desk: Desk, page: ScenarioPage, folder: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        secret = tmp_path_factory.mktemp("elsewhere") / "secret.png"
        secret.write_bytes(b"x")
        (folder / "peta" / "rute.png").unlink()
        (folder / "peta" / "rute.png").symlink_to(secret)
        desk.press(Qt.Key.Key_O)
        assert desk.opened == []
        assert page.notice.isVisible()

    @pytest.mark.parametrize("file", ["../branched.yaml", "/etc/passwd", "peta", "none.png", "", "\0", "peta/../.."])
    def test_what_lies_nowhere_in_the_folder(self, folder: Path, file: str) -> None:
        assert place_of(folder / "peta", file) is None or file == "peta"
        assert place_of(folder, "peta/rute.png") is not None


class TestPictures:
    def test_are_shown_small(self, tab: SourceTab) -> None:
        QApplication.processEvents()
        assert tab.picture.has_image
        tab.picture.grab()

    def test_what_is_no_picture_shows_none(self, desk: Desk, tab: SourceTab) -> None:
        for _turn in range(2):
            desk.press(Qt.Key.Key_Down)
            assert not tab.picture.has_image
            tab.picture.grab()
        desk.press(Qt.Key.Key_Home)

    def test_as_large_as_asked_and_no_larger(self, folder: Path) -> None:
        image = small_picture(folder / "peta" / "rute.png", 100, 100)
        assert (image.width(), image.height()) == (100, 50)
        assert small_picture(folder / "rusak.png", 100, 100).isNull()
        assert small_picture(folder / "none.png", 100, 100).isNull()


def test_a_script_without_any_says_so(desk: Desk) -> None:
    page = desk.open_script()
    desk.press(Qt.Key.Key_8)
    tab = page.tab_of(SourceTab)
    assert isinstance(tab, SourceTab)
    assert tab.hint.isVisible()
    desk.press(Qt.Key.Key_O)
    assert desk.opened == []
