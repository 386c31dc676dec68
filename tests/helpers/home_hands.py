"""Hands on the start page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.ui.home.page import SCRIPTS, SESSIONS, HomePage
from player.ui.home.pages import HomePages
from player.ui.home.rows import HomeRow
from tests.helpers.desk import Desk

HURT = {"empty.gladi": b"", "text.gladi": b"not a session"}
"""What lies among the sessions and is none."""


def home(desk: Desk) -> HomePage:
    """The start page in sight."""
    page = desk.window.part(HomePages).shown_page
    assert page is not None
    return page


def scripts(desk: Desk) -> list[HomeRow]:
    """The rows of the scripts."""
    return list(home(desk).panels[SCRIPTS].shown)


def sessions(desk: Desk) -> list[HomeRow]:
    """The rows of the sessions."""
    return list(home(desk).panels[SESSIONS].shown)


def go_to(desk: Desk, path: Path) -> None:
    """Put the keyboard on the row of this file."""
    side = SESSIONS if path.suffix == ".gladi" else SCRIPTS
    view = home(desk).panels[side].list
    place = next(number for number, row in enumerate(view.rows.rows) if row.path == path)
    view.setFocus()
    view.setCurrentIndex(view.rows.index(place))
    row = home(desk).row
    assert row is not None
    assert row.path == path


def drill(desk: Desk, loaded: LoadedScenario, *, ended: bool, minutes: int = 3) -> Path:
    """Run a drill for some minutes, to its end or cut off, and come back to the start page."""
    desk.run(loaded)
    desk.start_ex()
    desk.pass_ms(minutes * 60_000)
    if ended:
        desk.end_ex(_("END"))
    path = desk.view.drill.path
    desk.window.let_go()
    desk.clock.advance_ms(600_000)
    desk.window.go_home()
    return path


def hurt(desk: Desk, whole: Path) -> list[Path]:
    """Put what is damaged among the sessions."""
    paths = []
    for name, content in {**HURT, "half.gladi": whole.read_bytes()[:-4096]}.items():
        (desk.folder / name).write_bytes(content)
        paths.append(desk.folder / name)
    desk.window.go_home()
    return paths


def copies(whole: Path, count: int) -> None:
    """So many more sessions."""
    for number in range(count):
        shutil.copyfile(whole, whole.with_name(f"copy-{number:03}.gladi"))


def say(word: str) -> Callable[[QWidget], object]:
    """What answers a sheet that asks for a word."""

    def answer(sheet: QWidget) -> None:
        (field,) = sheet.findChildren(QLineEdit)
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Return)
        if sheet.isVisible():
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

    return answer
