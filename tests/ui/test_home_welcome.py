"""The first start: what Gladi is, in one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from player.i18n import LANGUAGES, _, use_language
from player.model.scenario import LoadedScenario
from player.ui.actions import Mode
from player.ui.home.pages import SEEN, WELCOME
from player.ui.plots.words import DISCLAIMER
from tests.helpers.desk import Desk, dress
from tests.helpers.home_hands import drill, home, scripts

Starting = Callable[..., Desk]


@pytest.fixture
def start(qapp: QApplication, session_folder: Path, script_file: Path, quick_disk: None) -> Iterator[Starting]:
    """Starts the program with what was chosen before."""
    dress(qapp)
    with ExitStack() as stack:

        def begin(**choices: str) -> Desk:
            desk = Desk(session_folder, (script_file,), choices=choices)
            stack.callback(desk.close)
            return desk

        yield begin


def is_welcome(desk: Desk) -> bool:
    welcome = home(desk).welcome
    return welcome is not None and welcome.isVisible()


def words(desk: Desk) -> str:
    welcome = home(desk).welcome
    assert welcome is not None
    return "\n".join(label.text() for label in welcome.findChildren(QLabel))


def test_the_first_start_tells_of_three_people_and_what_it_is_not(start: Starting) -> None:
    desk = start()
    assert is_welcome(desk)
    told = words(desk)
    for person in (_("The controller"), _("The observer"), _("The trainer")):
        assert person in told
    assert _(DISCLAIMER).casefold() in told.casefold()


def test_enter_begins_with_the_first_drill(start: Starting, script_file: Path) -> None:
    desk = start()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.SCENARIO
    assert desk.script_page.script.path == script_file
    assert desk.remembered[WELCOME] == SEEN
    desk.window.go_home()
    assert not is_welcome(desk)


def test_escape_leads_to_the_lists_with_the_keyboard_in_them(start: Starting) -> None:
    desk = start()
    desk.press(Qt.Key.Key_Escape)
    assert not is_welcome(desk)
    assert desk.remembered[WELCOME] == SEEN
    desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.SCENARIO


def test_it_comes_once(start: Starting) -> None:
    assert not is_welcome(start(**{WELCOME: SEEN}))


def test_it_does_not_come_where_there_are_sessions(start: Starting, short: LoadedScenario) -> None:
    desk = start(**{WELCOME: SEEN})
    drill(desk, short, ended=True)
    assert not is_welcome(start())


def test_the_menu_shows_it_again(start: Starting) -> None:
    desk = start(**{WELCOME: SEEN})
    desk.window.actions_table["home_welcome"].do()
    assert is_welcome(desk)
    desk.press(Qt.Key.Key_Escape)
    assert not is_welcome(desk)
    assert len(scripts(desk)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Delete, Qt.Key.Key_R, Qt.Key.Key_F, Qt.Key.Key_Space])
def test_no_key_acts_on_a_row_that_is_not_in_sight(start: Starting, key: Qt.Key) -> None:
    desk = start()
    desk.press(key)
    assert is_welcome(desk)
    assert desk.opened == []
    assert not list(desk.folder.iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_screen_in_the_smallest_window(start: Starting, language: str) -> None:
    use_language(language)
    desk = start()
    desk.shell.resize(1024, 640)
    QApplication.processEvents()
    welcome = home(desk).welcome
    assert welcome is not None
    (scroll,) = welcome.findChildren(QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
    assert welcome.begin.isVisible()


def test_it_stays_in_another_language(start: Starting) -> None:
    desk = start()
    desk.window.set_language("en")
    assert is_welcome(desk)
    assert "The controller" in words(desk)
