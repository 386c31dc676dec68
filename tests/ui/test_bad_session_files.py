"""Whatever lies among the sessions: the start page lists it, opening it says a word or shows what is intact."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from player import cli
from player.i18n import SOURCE_LANGUAGE, use_language
from player.session.store import SUFFIX
from player.ui.actions import Mode
from player.ui.problems import ProblemSheet
from tests.helpers.desk import Desk
from tests.session.bad_files import BAD, look_at
from tests.session.samples import new_session

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, links and permissions of POSIX")

SHOWN = {"cut by a byte", "far sign of life", "far event", "event of no time", "huge"}
FILES = [name for name, bad in BAD.items() if bad.intact is None or name in SHOWN]
"""All that cannot be read, and some of what can in part: each of these takes a page to be made."""


def test_every_bad_file_is_listed_and_opened_without_harm(desk: Desk, tmp_path: Path) -> None:
    use_language(SOURCE_LANGUAGE)
    whole = new_session(tmp_path / "whole.gladi", ended=True)
    paths = {}
    for place, name in enumerate(FILES):
        folder = tmp_path / str(place)
        folder.mkdir()
        paths[name] = folder / "a.gladi"
        BAD[name].make(whole, paths[name])
        if os.path.lexists(paths[name]):
            (desk.folder / f"{place}{SUFFIX}").symlink_to(paths[name])
    before = {name: look_at(path.parent) for name, path in paths.items()}
    desk.window.go_home()
    QApplication.processEvents()

    for name, path in paths.items():
        said: list[str] = []

        def read(sheet: QWidget, said: list[str] = said) -> None:
            assert isinstance(sheet, ProblemSheet)
            said.extend(one.toPlainText() for one in sheet.findChildren(QPlainTextEdit))
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        if BAD[name].intact is None:
            with desk.answering(read):
                assert not desk.window.open_file(path)
            assert BAD[name].words in " ".join(said), name
            assert desk.window.mode is Mode.HOME
        else:
            assert desk.window.open_file(path), name
            view = desk.window.review_view
            assert view is not None
            assert len(view.saved.records) == BAD[name].intact
            assert (view.saved.damage is None) is BAD[name].sound
            assert not desk.window.can_resume()
            desk.window.go_home()
        QApplication.processEvents()
    assert {name: look_at(path.parent) for name, path in paths.items()} == before


@pytest.mark.parametrize("name", ["pipe", "cut in the scenario", "pipe for a journal"])
def test_no_picture_is_taken_of_what_cannot_be_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = new_session(tmp_path / "whole.gladi", ended=True)
    path = tmp_path / "a.gladi"
    BAD[name].make(whole, path)
    assert cli.main(["shot", "review", str(path), "-o", str(tmp_path / "a.png"), "--lang", "en"]) == 2
    assert BAD[name].words in capsys.readouterr().err
    assert not (tmp_path / "a.png").exists()
