"""Opening and closing again and again, with the clocks and threads of this machine; and on damaged settings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from player import app, i18n
from player.engine.rehearsal import Rehearsal
from player.i18n import _
from player.model.scenario import LoadedScenario
from player.session.places import session_folder
from player.session.store import SessionState, list_sessions
from player.ui.background import ThreadBackground
from player.ui.confirm import ConfirmSheet
from player.ui.emergency.part import EmergencyPart
from player.ui.settings import read_settings, remember, settings_file
from player.ui.shell import Shell
from player.ui.theme import THEMES, theme_in_use
from tests.helpers.desk import CTRL, Desk, dress

STAGES = ("home", "ready", "running", "observed", "on two screens", "in an emergency", "instrument", "ended", "review")
CUT_OFF = {
    "running": (),
    "observed": (Qt.Key.Key_F8, Qt.Key.Key_1),
    "on two screens": (),
    "in an emergency": (),
    "instrument": (Qt.Key.Key_F6,),
}
"""How a drill stands that is closed while it runs: the keys that lead there, beside what has a line of its own."""


def turn_the_loop(times: int = 2) -> None:
    for _turn in range(times):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def open_and_close(loaded: LoadedScenario, stage: str) -> None:
    """The window as the program opens it, closed as its user closes it."""
    background = ThreadBackground()
    shell = Shell()
    shell.show()
    window = app.make_window(background)
    shell.fill(window)
    turn_the_loop(1)
    if stage != "home":
        window.run(loaded)
    if stage in CUT_OFF or stage in {"ended", "review"}:
        QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
        QTest.keyClick(window, Qt.Key.Key_Return)
        QTest.keyClick(window, Qt.Key.Key_Space)
        window.tick()
        turn_the_loop(1)
    for key in CUT_OFF.get(stage, ()):
        QTest.keyClick(QApplication.focusWidget() or window, key)
    if stage == "on two screens":
        window.actions_table["display"].do()
    if stage == "in an emergency":
        window.part(EmergencyPart).declare()
    turn_the_loop(1)
    if stage in {"ended", "review"}:
        answer_with(_("END"))
        QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    if stage == "review":
        window.review_ended()
    if stage in CUT_OFF:
        answer_with(_("CLOSE"))
    assert shell.close()
    shell.deleteLater()
    turn_the_loop()
    background.wait()
    turn_the_loop()


def answer_with(word: str) -> None:
    def answer() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ConfirmSheet)
        (field,) = sheet.findChildren(QLineEdit)
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)


def cycles(loaded: LoadedScenario, count: int) -> None:
    before = set(QApplication.topLevelWidgets())
    for number in range(count):
        open_and_close(loaded, STAGES[number % len(STAGES)])
        assert set(QApplication.topLevelWidgets()) <= before
    states = [summary.state for summary in list_sessions(session_folder())]
    done = [STAGES[number % len(STAGES)] for number in range(count)]
    ended, cut_off = sum(stage in {"ended", "review"} for stage in done), sum(stage in CUT_OFF for stage in done)
    assert states.count(SessionState.FINISHED) == ended
    assert states.count(SessionState.INTERRUPTED) == cut_off
    assert len(states) == ended + cut_off, "one that was only looked at leaves no file"


def test_opening_and_closing_eighteen_times(qapp: QApplication, short: LoadedScenario, quick_disk: None) -> None:
    dress(qapp)
    cycles(short, 18)


@pytest.mark.soak
def test_opening_and_closing_two_hundred_times(qapp: QApplication, short: LoadedScenario, quick_disk: None) -> None:
    dress(qapp)
    cycles(short, 200)


class TestWorkThatComesTooLate:
    """What a thread brings when its page has gone."""

    @pytest.fixture
    def late(self, desk: Desk) -> tuple[Desk, list[Callable[[], object]]]:
        kept: list[Callable[[], object]] = []

        class Later:
            def run(self, work: Any, on_done: Any, on_failed: Any = None) -> None:
                kept.append(lambda: on_done(work()))

        object.__setattr__(desk.window.around, "background", Later())
        return desk, kept

    @pytest.mark.parametrize("then", ["home", "another", "review", "closed"])
    def test_is_dropped(self, late: tuple[Desk, list[Callable[[], object]]], short: LoadedScenario, then: str) -> None:
        desk, kept = late
        desk.run(short)
        desk.start_ex()
        turn_the_loop()
        first = list(kept)
        assert len(first) >= 2, "the plan and the plots"
        path = desk.view.drill.path
        desk.window.let_go()
        if then == "home":
            desk.window.go_home()
        elif then == "another":
            desk.window.run(short)
        elif then == "review":
            desk.window.open_file(path)
        else:
            desk.shell.close()
        turn_the_loop()
        for bring in first:
            bring()
        turn_the_loop()
        if then == "another":
            assert desk.view.plan is None
            for bring in kept[len(first) :]:
                bring()
            assert isinstance(desk.view.plan, Rehearsal)


DAMAGED = {
    "empty": b"",
    "no json": b"{",
    "a list": b"[1, 2]",
    "a number": b"7",
    "no text": bytes(range(256)),
    "other kinds": b'{"theme": 7, "language": ["id"]}',
    "unknown values": b'{"theme": "neon", "language": "xx"}',
    "half a character": b'{"theme": "\\ud800", "language": "\\udfff"}',
    "endlessly deep": b"[" * 100_000,
    "a bomb of names": json.dumps({str(n): "x" * 100 for n in range(10_000)}).encode(),
}


@pytest.mark.parametrize("name", DAMAGED)
class TestDamagedSettings:
    @pytest.fixture(autouse=True)
    def _damage(self, name: str) -> None:
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        settings_file().write_bytes(DAMAGED[name])

    def test_are_no_settings(self, name: str) -> None:
        found = read_settings()
        assert all(isinstance(value, str) for value in found.values())

    def test_give_way_to_new_ones(self, name: str) -> None:
        remember("theme", "malam")
        remember("language", "en")
        assert read_settings()["theme"] == "malam"
        assert read_settings()["language"] == "en"


@pytest.mark.parametrize("damage", [b"{", b'{"theme": "neon", "language": "xx"}', b"[" * 100_000])
def test_the_window_opens_on_damaged_settings(
    qapp: QApplication, damage: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(damage)
    monkeypatch.setenv(app.MEASURE_READY, "1")
    assert app.show_window(None, language=None, theme=None) == 0
    assert capsys.readouterr().out.startswith("ready ")
    assert i18n.current_language() == i18n.DEFAULT_LANGUAGE
    assert theme_in_use().name in THEMES


def test_what_was_chosen_is_there_at_the_next_start(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    other = next(name for name in THEMES if name != theme_in_use().name)
    remember("theme", other)
    remember("language", "en")
    monkeypatch.setenv(app.MEASURE_READY, "1")
    assert app.show_window(None, language=None, theme=None) == 0
    assert i18n.current_language() == "en"
    assert theme_in_use().name == other
    dress(qapp)


def test_settings_that_cannot_be_written_last_until_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("GLADI_HOME", str(blocked))
    remember("theme", "malam")
    assert read_settings() == {}
    assert blocked.read_text() == "not a folder"


def test_a_folder_in_the_place_of_the_settings_is_no_settings() -> None:
    settings_file().mkdir(parents=True)
    remember("theme", "malam")
    assert read_settings() == {}
