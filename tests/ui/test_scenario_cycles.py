"""Opening and closing the page again and again, and scripts of every size: nothing is left, nothing stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from player import app
from player.engine.rehearsal import rehearse
from player.ui.background import ThreadBackground
from player.ui.main_window import MainWindow
from player.ui.scenario import board, script
from player.ui.scenario.reading import read_script
from player.ui.shell import Shell
from player.ui.theme import THEMES, apply, theme_in_use
from tests.helpers.big_scenario import big_scenario
from tests.helpers.branched import BRANCHED, branched_script
from tests.helpers.depth import cases, is_deep
from tests.helpers.desk import Desk, dress

LONGEST_WAIT_S = 60.0
"""A window that is not heard for so long stands still; where all is well, nothing waits for it."""

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "مظاهرة أمام مقر اللجنة الانتخابية"
ODD = {
    "one phase, empty lists": BRANCHED[: BRANCHED.index("roles:")]
    + "crowd: {size: 1}\nphases: [{id: a, title: A, planned: 1s}]\n",
    "forty phases": BRANCHED[: BRANCHED.index("roles:")]
    + "crowd: {size: 100}\n"
    + "phases:\n"
    + "".join(f"  - {{id: p{n}, title: Phase {n}, planned: {1 + n % 7}m}}\n" for n in range(40)),
    "long words": BRANCHED.replace("Talks at the gate", LONG)
    .replace("They reject it", LONG)
    .replace("Alun-alun", LONG),
    "from right to left": BRANCHED.replace("Talks at the gate", ARABIC).replace("They reject it", ARABIC),
    "markup": BRANCHED.replace("Talks at the gate", "'<b>x</b> & {n}'").replace("They reject it", "'&amp; %s <i>'"),
}


def turn_the_loop(times: int = 2) -> None:
    for _turn in range(times):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[ThreadBackground]:
    dress(qapp)
    background = ThreadBackground()
    yield background
    background.wait()


@pytest.fixture
def shell(background: ThreadBackground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setattr(app, "shipped_scenarios", list)  # reading them all each time would be most of the work
    shell = Shell()
    shell.show()
    shell.fill(app.make_window(background))
    turn_the_loop()
    yield shell
    assert shell.close()
    shell.deleteLater()
    turn_the_loop()
    background.wait()
    turn_the_loop()


class Pulse:
    """A timer of the window, and work elsewhere that ends only when it has been heard again.

    Attributes:
        done: the name of each piece of work, and whether the window was heard while it was done.
    """

    def __init__(self) -> None:
        self.done: list[tuple[str, bool]] = []
        self._listening: list[threading.Event] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def meanwhile(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """This work, the timer being waited for right before its end."""

        def listening(*given: Any, **named: Any) -> Any:
            result = work(*given, **named)
            heard = threading.Event()
            self._listening.append(heard)
            self.done.append((work.__name__, heard.wait(LONGEST_WAIT_S)))
            return result

        return listening

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        for heard in self._listening:
            heard.set()


def window_of(shell: Shell) -> MainWindow:
    found = shell.findChild(MainWindow)
    assert found is not None
    return found


def test_open_and_close_again_and_again(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    """With threads, clock and watched files, closed at every stage of loading."""
    window, path = window_of(shell), branched_script(tmp_path)
    scripts = window.scripts

    def count() -> int:
        turn_the_loop(3)
        return len(shell.findChildren(QWidget))

    window.open_file(path)
    qtbot.waitUntil(lambda: scripts.scenario_page is not None and scripts.scenario_page.board is not None)
    window.go_home()
    before, tops = count(), set(QApplication.topLevelWidgets())
    for number in range(cases(60)):
        assert window.open_file(path)
        if number % 3:
            turn_the_loop(number % 5)
        if number % 10 == 0:
            qtbot.waitUntil(scripts.can_run)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert scripts.script is None
    assert count() == before
    assert set(QApplication.topLevelWidgets()) == tops


def test_closing_the_window_while_it_is_read(shell: Shell, tmp_path: Path) -> None:
    window_of(shell).open_file(branched_script(tmp_path))


def test_no_widget_is_a_window_of_its_own(desk: Desk, tmp_path: Path) -> None:
    seen: list[str] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = set(QApplication.topLevelWidgets())

    def note() -> None:
        tops = (one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before)
        seen.extend(type(one).__name__ for one in tops)

    application.focusChanged.connect(note)
    desk.open_script(branched_script(tmp_path))
    assert QApplication.activeWindow() is desk.shell
    application.focusChanged.disconnect(note)
    note()
    assert seen == []


@pytest.mark.parametrize("name", ODD)
def test_a_script_of_every_shape_can_be_looked_through(desk: Desk, tmp_path: Path, name: str) -> None:
    page = desk.open_script(branched_script(tmp_path, ODD[name]))
    assert not page.script.is_broken, page.script.reading
    assert page.tabs is not None
    for digit in range(1, 10):
        desk.press(Qt.Key(int(Qt.Key.Key_0) + digit))
        page.grab()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_End, Qt.Key.Key_R, Qt.Key.Key_Home, Qt.Key.Key_0):
        desk.press(key)
        page.grab()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_look_and_language(desk: Desk, qapp: QApplication, tmp_path: Path, theme: str, language: str) -> None:
    before = theme_in_use()
    page = desk.open_script(branched_script(tmp_path))
    desk.window.actions_table[f"theme_{theme}"].do()
    desk.window.actions_table[f"language_{language}"].do()
    page = desk.script_page
    page.grab()
    desk.shell.resize(1920, 1080)
    turn_the_loop()
    page.grab()
    apply(qapp, before)


@pytest.mark.parametrize("scale", [1.15, 1.3])
def test_larger_text(desk: Desk, qapp: QApplication, tmp_path: Path, scale: float) -> None:
    page = desk.open_script(branched_script(tmp_path))
    height = page.map_panel.map.height()
    apply(qapp, theme_in_use(), scale=scale)
    turn_the_loop()
    assert page.map_panel.map.height() > height
    page.grab()
    apply(qapp, theme_in_use(), scale=1.0)


MANY = 10_000 if is_deep() else 2_000
"""Two thousand already show what would grow with them."""


class TestVeryManyInjects:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        file = tmp_path / "long.yaml"
        file.write_text(big_scenario(injects=MANY), encoding="utf-8")
        return file

    def test_the_window_goes_on_meanwhile(
        self, shell: Shell, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Read and rehearsed in threads: neither ends before a timer of the window has been heard while it is done."""
        window, pulse = window_of(shell), Pulse()
        monkeypatch.setattr(script, "read_script", pulse.meanwhile(read_script))
        monkeypatch.setattr(board, "rehearse", pulse.meanwhile(rehearse))
        assert window.open_file(path)
        page = window.scripts.scenario_page
        assert page is not None
        qtbot.waitUntil(lambda: page.board is not None and page.board.course is not None, timeout=60_000)
        pulse.stop()
        assert {work for work, _heard in pulse.done} == {"read_script", "rehearse"}
        assert all(heard for _work, heard in pulse.done), "the window stood still while one was done"
        assert window.scripts.can_run()

    def test_the_page_has_no_more_parts_for_them(self, desk: Desk, path: Path, tmp_path: Path) -> None:
        """What is made in the thread of the window is made for the phases, not for each inject."""

        def parts(file: Path) -> int:
            desk.open_script(file)
            turn_the_loop()
            return len(desk.script_page.findChildren(QWidget))

        many = parts(path)
        few = tmp_path / "few.yaml"
        few.write_text(big_scenario(injects=200), encoding="utf-8")
        assert many <= parts(few) + 10

    def test_it_can_be_looked_through(self, desk: Desk, path: Path) -> None:
        page = desk.open_script(path)
        assert page.tabs is not None
        for digit in (1, 2, 4, 5):
            desk.press(Qt.Key(int(Qt.Key.Key_0) + digit))
            page.grab()
        desk.press(Qt.Key.Key_End)
        for _turn in range(4):
            desk.press(Qt.Key.Key_Plus)
        page.grab()
        assert page.board is not None
        assert page.board.block.number == MANY // 100
