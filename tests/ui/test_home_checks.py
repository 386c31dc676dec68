"""What only reading every event finds: the start page looks for it while it is in sight, and offers to salvage."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.i18n import _
from player.model.scenario import LoadedScenario
from player.session import lock
from player.session.places import scripts_folder
from player.session.store import SessionState, VerifyStatus, read_session, summarize, verify_session
from player.ui.background import Background
from player.ui.home import checks as checks_module
from player.ui.home.checks import Checks
from player.ui.home.feed import HomeFeed
from player.ui.home.pages import HomePages
from player.ui.home.rows import HomeRow
from player.ui.home.shelf import Places
from player.ui.shot import Foreground
from tests.helpers.background import HeldBackground
from tests.helpers.desk import Desk, dress
from tests.helpers.home_hands import copies, drill, go_to, home, sessions
from tests.session.bad_files import look_at
from tests.session.damage import change, forge
from tests.session.samples import new_session


def flipped(path: Path) -> Path:
    """A byte of an event is another, and the file is as long and as old as it was."""
    status = path.stat()
    other_digit = "CASE substr(hash, 1, 1) WHEN '0' THEN '1' ELSE '0' END"  # whatever the hash was, it is another now
    change(path, f"UPDATE events SET hash = {other_digit} || substr(hash, 2) WHERE seq = 6")  # noqa: S608  our own words
    assert verify_session(path).first_bad_seq == 6
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    return path


def checks_of(desk: Desk) -> Checks:
    return desk.window.part(HomePages).feed.checks


def look_through_all(desk: Desk) -> int:
    """Let the page look through everything; gives how many that were."""
    count = 0
    while checks_of(desk).check_next():
        count += 1
    return count


def row_of(desk: Desk, path: Path) -> HomeRow:
    return next(row for row in sessions(desk) if row.path == path)


def test_a_flipped_byte_is_found_set_aside_and_salvaged(desk: Desk, short: LoadedScenario) -> None:
    sound, hurt = drill(desk, short, ended=True), drill(desk, short, ended=True)
    flipped(hurt)
    desk.press(Qt.Key.Key_F5)
    before = look_at(desk.folder)
    assert {row.state for row in sessions(desk)} == {SessionState.FINISHED}, "at a glance nothing tells"
    go_to(desk, hurt)
    assert not desk.window.actions_table["home_salvage"].enabled()

    assert look_through_all(desk) == 2

    row = row_of(desk, hurt)
    assert (row.state, row.is_set_aside) == (SessionState.DAMAGED, True)
    assert row.title == str(short.scenario.title)
    assert _("Intact: {events} events, up to {time}. The next one: {reason}").partition("{")[0] in row.detail
    assert "5" in row.detail
    assert row_of(desk, sound).state is SessionState.FINISHED
    known = checks_of(desk).known_of(summarize(hurt))
    assert (known.state, known.length_ms) == (SessionState.DAMAGED, read_session(hurt).records[-1].event.exercise_ms)
    assert checks_of(desk).known_of(summarize(sound)) == summarize(sound)
    chosen = home(desk).row
    assert chosen is not None
    assert chosen.path == hurt, "what was chosen stays chosen"
    assert home(desk).bar.buttons["home_salvage"].isVisible()
    assert look_at(desk.folder) == before, "nothing was written"

    desk.press(Qt.Key.Key_S)
    new = home(desk).row
    assert new is not None
    assert verify_session(new.path).status is VerifyStatus.INTACT
    assert verify_session(new.path).events == 5
    assert look_at(desk.folder)[hurt.name] == before[hurt.name]
    assert look_through_all(desk) == 1, "the new one alone"
    desk.press(Qt.Key.Key_F5)
    assert look_through_all(desk) == 3, "asked for, all of them"
    assert row_of(desk, hurt).state is SessionState.DAMAGED


def test_one_that_is_put_back_whole_is_whole_again(desk: Desk, short: LoadedScenario) -> None:
    path = drill(desk, short, ended=True)
    whole, status = path.read_bytes(), path.stat()
    flipped(path)
    desk.press(Qt.Key.Key_F5)
    look_through_all(desk)
    assert row_of(desk, path).is_set_aside
    path.write_bytes(whole)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # the file is as long and as old as the bad one
    desk.press(Qt.Key.Key_F5)
    assert row_of(desk, path).is_set_aside, "until it was looked at"
    look_through_all(desk)
    assert row_of(desk, path).state is SessionState.FINISHED


def test_what_opening_refuses_is_listed_as_unreadable(desk: Desk, short: LoadedScenario) -> None:
    path = drill(desk, short, ended=True)
    change(path, "UPDATE scenario SET text = replace(text, 'phases', 'phrases')")
    misfit = forge(
        drill(desk, short, ended=True), 5, kind="inject_fired", version=1, data='{"how":"schedule","inject":"?"}'
    )
    desk.press(Qt.Key.Key_F5)
    assert not row_of(desk, path).is_set_aside
    look_through_all(desk)
    assert row_of(desk, path).state is SessionState.UNREADABLE
    assert row_of(desk, path).detail.startswith(path.name), "named as it is in the list"
    assert row_of(desk, misfit).state is SessionState.DAMAGED


def test_one_that_is_written_to_is_left_alone(desk: Desk, short: LoadedScenario) -> None:
    path = drill(desk, short, ended=False)
    held = lock.WriterLock(path.resolve())
    desk.press(Qt.Key.Key_F5)
    assert row_of(desk, path).state is SessionState.RUNNING
    assert look_through_all(desk) == 0
    held.release()


class TestByItself:
    @pytest.fixture
    def folder(self, session_folder: Path) -> Path:
        whole = new_session(session_folder / "whole.gladi", ended=True)
        copies(whole, 3)
        flipped(session_folder / "copy-001.gladi")
        return session_folder

    @pytest.fixture
    def background(self) -> Background:
        return Foreground()

    @pytest.fixture
    def feed(
        self, qapp: QApplication, folder: Path, background: Background, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[HomeFeed]:
        dress(qapp)
        monkeypatch.setattr(checks_module, "FIRST_MS", 0)
        monkeypatch.setattr(checks_module, "BETWEEN_MS", 0)
        feed = HomeFeed(lambda: Places((), scripts_folder(), (), folder), background)
        feed.begin()
        yield feed
        feed.stop()

    def test_all_are_looked_through_while_the_page_stands(self, feed: HomeFeed, qtbot: QtBot) -> None:
        def found() -> bool:
            return [one.path.name for one in feed.stock.sessions if one.summary and one.summary.problem] == [
                "copy-001.gladi"
            ]

        assert not found(), "the page stands first"
        qtbot.waitUntil(found)

    def test_once_left_nothing_is_looked_at_any_more(self, folder: Path, qtbot: QtBot, qapp: QApplication) -> None:
        background = HeldBackground()
        checks = Checks(background)
        places = Places((), scripts_folder(), (), folder)
        feed = HomeFeed(lambda: places, Foreground(), by_itself=False)
        feed.look()
        checks.attend(feed.stock)
        found: list[None] = []
        checks.found.connect(lambda: found.append(None))
        for _turn in range(4):
            assert checks.check_next()
            assert not checks.check_next(), "one at a time"
            checks.stop()
            background.finish()
        assert found == []
        for _turn in range(4):
            assert checks.check_next(), "none of them was looked through"
            background.finish()
        assert not checks.check_next()
        assert found == [None]

    def test_what_fails_unforeseen_is_told_once_and_not_tried_again(self, folder: Path, qapp: QApplication) -> None:
        background = HeldBackground()
        checks = Checks(background, by_itself=False)
        feed = HomeFeed(lambda: Places((), scripts_folder(), (), folder), Foreground(), by_itself=False)
        feed.look()
        checks.attend(feed.stock)
        assert checks.check_next()
        with pytest.raises(RuntimeError):
            background.finish(RuntimeError("unforeseen"))
        for _turn in range(3):
            assert checks.check_next()
            background.finish()
        assert not checks.check_next()


def test_the_page_looks_only_while_it_is_in_sight(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(checks_of(desk), "stop", lambda: told.append("stop"))
    monkeypatch.setattr(checks_of(desk), "begin", lambda: told.append("begin"))
    desk.open_script()
    assert told == ["stop"]
    desk.window.go_home()
    assert told[-1] == "begin"
