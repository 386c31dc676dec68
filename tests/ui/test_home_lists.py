"""What the start page lists: scripts by where they come from, sessions by how they stand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from player.i18n import _, use_language
from player.model.events import WallTime
from player.model.scenario import LoadedScenario
from player.session.places import scripts_folder
from player.session.store import SessionState, SessionSummary, summarize
from player.ui.home import shelf
from player.ui.home.feed import HomeFeed
from player.ui.home.page import SCRIPTS, SESSIONS
from player.ui.home.pages import SEEN, WELCOME, HomePages
from player.ui.home.recent import CHOICE, RecentScripts
from player.ui.home.rows import GROUP_TITLES, HomeRow, script_row, told_apart, wall_text
from player.ui.home.shelf import Group, Places, Shelf
from player.ui.shot import Foreground
from tests.helpers.desk import CTRL, Desk, dress
from tests.helpers.home_hands import copies, drill, go_to, home, hurt, scripts, sessions


@pytest.fixture
def own(short: LoadedScenario) -> Path:
    """The user's own folder, with a script, one with errors and one to look at twice."""
    folder = scripts_folder()
    (folder / "within").mkdir(parents=True)
    (folder / "mine.yaml").write_text(short.text, encoding="utf-8")
    (folder / "within" / "deep.yaml").write_text(short.text, encoding="utf-8")
    (folder / "wrong.yaml").write_text("gladi: 1\nphases: 3\n", encoding="utf-8")
    (folder / "notes.txt").write_text("no script", encoding="utf-8")
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path, short: LoadedScenario) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.yaml").write_text(short.text, encoding="utf-8")
    return folder


def anew(desk: Desk) -> Desk:
    """The program started anew, with what was remembered."""
    return Desk(desk.folder, desk.scripts, desk.clock, {WELCOME: SEEN, **desk.remembered})


class TestScripts:
    def test_three_groups_each_under_its_heading(self, desk: Desk, own: Path, elsewhere: Path) -> None:
        desk.window.open_file(elsewhere / "3.yaml")
        desk.window.go_home()
        rows = scripts(desk)
        assert [(row.origin, row.path.name, row.heads) for row in rows] == [
            (Group.SHIPPED, desk.scripts[0].name, 1),
            (Group.OWN, "mine.yaml", 3),
            (Group.OWN, "deep.yaml", 0),
            (Group.OWN, "wrong.yaml", 0),
            (Group.RECENT, "3.yaml", 1),
        ]
        assert [row.group for row in rows if row.heads] == [_(GROUP_TITLES[group]) for group in Group]

    def test_title_place_length_phases_and_injects(self, desk: Desk, short: LoadedScenario) -> None:
        (row,) = scripts(desk)
        assert row.title == str(short.scenario.title)
        assert str(short.scenario.place.name) in row.detail
        assert row.chip is None
        for count in (len(short.scenario.phases), len(short.scenario.inject_by_id)):
            assert str(count) in row.right

    def test_errors_are_red_and_warnings_amber(self, desk: Desk, own: Path) -> None:
        desk.window.go_home()
        wrong = next(row for row in scripts(desk) if row.path.name == "wrong.yaml")
        assert wrong.chip is not None
        assert wrong.chip[2] == "alarm"
        assert any(letter.isdigit() and letter != "0" for letter in wrong.chip[0])
        entry = shelf.ScriptEntry(own / "mine.yaml", Group.OWN, is_read=True, warnings=2)
        chip = script_row(entry).chip
        assert chip is not None
        assert (chip[2], "2" in chip[0]) == ("warn", True)

    def test_the_own_folder_is_made_only_when_it_is_asked_for(self, desk: Desk) -> None:
        assert not scripts_folder().exists()
        assert scripts_folder().name in home(desk).panels[SCRIPTS].place_said
        desk.window.actions_table["home_own_folder"].do()
        assert scripts_folder().is_dir()
        assert desk.opened == [scripts_folder()]

    def test_a_folder_that_cannot_be_read_is_said_and_the_rest_is_there(self, desk: Desk) -> None:
        scripts_folder().parent.mkdir(parents=True, exist_ok=True)
        scripts_folder().write_text("no folder", encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert str(scripts_folder()) in home(desk).panels[SCRIPTS].place_said
        assert len(scripts(desk)) == 1
        desk.window.actions_table["home_own_folder"].do()
        assert str(scripts_folder()) in home(desk).notice.text

    def test_f5_sees_what_has_changed(self, desk: Desk, request: pytest.FixtureRequest) -> None:
        assert len(scripts(desk)) == 1
        own: Path = request.getfixturevalue("own")
        desk.press(Qt.Key.Key_F5)
        assert len(scripts(desk)) == 4
        (own / "wrong.yaml").write_text((own / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert all(row.chip is None for row in scripts(desk))


class TestOpenedLast:
    def paths(self, desk: Desk) -> list[str]:
        return [row.path.name for row in scripts(desk) if row.origin is Group.RECENT]

    def test_the_last_first_and_never_more_than_eight(self, desk: Desk, elsewhere: Path) -> None:
        for path in [*sorted(elsewhere.iterdir()), elsewhere / "5.yaml"]:
            desk.window.open_file(path)
        desk.window.go_home()
        assert self.paths(desk) == [f"{number}.yaml" for number in (5, 9, 8, 7, 6, 4, 3, 2)]

    def test_they_outlive_the_program_and_gone_ones_drop_out(self, desk: Desk, elsewhere: Path) -> None:
        for number in (1, 2, 3):
            desk.window.open_file(elsewhere / f"{number}.yaml")
        (elsewhere / "2.yaml").unlink()
        other = anew(desk)
        assert self.paths(other) == ["3.yaml", "1.yaml"]
        assert home(other).notice.isHidden(), "quietly"
        other.close()

    def test_shipped_and_own_ones_stay_where_they_are(self, desk: Desk, own: Path) -> None:
        for path in (desk.scripts[0], own / "mine.yaml"):
            desk.window.open_file(path)
        desk.window.go_home()
        assert self.paths(desk) == []
        assert CHOICE not in desk.remembered

    def test_one_can_be_taken_off_and_its_file_stays(self, desk: Desk, elsewhere: Path) -> None:
        desk.window.open_file(elsewhere / "1.yaml")
        desk.window.go_home()
        go_to(desk, elsewhere / "1.yaml")
        desk.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
        assert self.paths(desk) == []
        assert (elsewhere / "1.yaml").exists()
        assert json.loads(desk.remembered[CHOICE]) == []

    @pytest.mark.parametrize("kept", ["", "{", "7", "[1, null]", '["relative.yaml", ""]', "[" * 5000])
    def test_a_damaged_memory_counts_as_none(self, kept: str) -> None:
        assert RecentScripts(kept, lambda _name, _value: None).paths == ()


class TestSessions:
    def test_to_resume_then_the_newest_then_what_is_set_aside(self, desk: Desk, short: LoadedScenario) -> None:
        first = drill(desk, short, ended=True)
        cut = drill(desk, short, ended=False)
        last = drill(desk, short, ended=True)
        damaged = hurt(desk, first)
        rows = sessions(desk)
        assert [row.path for row in rows[:3]] == [cut, last, first]
        assert {row.path for row in rows[3:]} == set(damaged)
        assert [row.heads for row in rows] == [1, 2, 0, 3, 0, 0]
        assert [row.state for row in rows[:3]] == [
            SessionState.INTERRUPTED,
            SessionState.FINISHED,
            SessionState.FINISHED,
        ]
        assert all(row.is_set_aside for row in rows[3:])

    def test_length_when_and_size(self, desk: Desk, short: LoadedScenario) -> None:
        path = drill(desk, short, ended=True)
        (row,) = sessions(desk)
        assert row.title == str(short.scenario.title)
        for word in ("2026-08-26 09:00 WIB", "00:03:00", str(round(path.stat().st_size / 1000))):
            assert word in row.detail

    def test_what_is_damaged_is_never_touched(self, desk: Desk, short: LoadedScenario) -> None:
        damaged = hurt(desk, drill(desk, short, ended=True))
        before = {path: path.read_bytes() for path in damaged}
        for path in damaged:
            go_to(desk, path)
            assert not desk.window.actions_table["home_resume"].enabled()
        drill(desk, short, ended=True)
        assert {path: path.read_bytes() for path in damaged} == before

    def test_a_folder_that_cannot_be_read_is_said(self, desk: Desk) -> None:
        desk.folder.rmdir()
        desk.folder.write_text("no folder", encoding="utf-8")
        desk.press(Qt.Key.Key_F5)
        assert str(desk.folder) in home(desk).panels[SESSIONS].place_said
        assert sessions(desk) == []

    def test_one_running_elsewhere_is_seen_to_end_there(self, desk: Desk, short: LoadedScenario) -> None:
        other = Desk(desk.folder, desk.scripts, desk.clock)
        other.run(short)
        other.start_ex()
        desk.press(Qt.Key.Key_F5)
        assert [row.state for row in sessions(desk)] == [SessionState.RUNNING]
        other.end_ex(_("END"))
        other.close()
        desk.press(Qt.Key.Key_F5)
        assert [row.state for row in sessions(desk)] == [SessionState.FINISHED]


class TestKeyboard:
    def test_an_interrupted_session_has_the_keyboard_at_the_start(self, desk: Desk, short: LoadedScenario) -> None:
        path = drill(desk, short, ended=False)
        other = anew(desk)
        row = home(other).row
        assert row is not None
        assert row.path == path
        assert home(other).panels[SESSIONS].list.hasFocus()
        other.close()

    def test_arrows_lead_through_and_across(self, desk: Desk, own: Path, short: LoadedScenario) -> None:
        drill(desk, short, ended=True)
        page = home(desk)
        seen = []
        for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Left):
            desk.press(key)
            assert page.row is not None
            seen.append(page.row.path.name)
        assert seen == ["wrong.yaml", "deep.yaml", desk.scripts[0].name, desk.sessions()[0].name, desk.scripts[0].name]

    def test_find_narrows_both_lists_and_breaks_no_key(self, desk: Desk, own: Path, short: LoadedScenario) -> None:
        drill(desk, short, ended=True)
        page = home(desk)
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("deep d")
        assert page.find_field.text() == "deep d", "letters are letters"
        assert [row.path.name for row in scripts(desk)] == ["deep.yaml"]
        assert scripts(desk)[0].heads == 1
        assert sessions(desk) == []
        assert list(own.glob("*_2.yaml")) == []
        desk.press(Qt.Key.Key_Return)
        assert page.panels[SCRIPTS].list.hasFocus()
        assert page.row is not None
        assert page.row.path.name == "deep.yaml"
        desk.press(Qt.Key.Key_Escape)
        assert page.find_field.text() == ""
        assert len(scripts(desk)) == 4
        assert page.row.path.name == "deep.yaml", "what was found stays chosen"

    def test_escape_leaves_the_field_and_then_shows_all(self, desk: Desk) -> None:
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("nowhere")
        assert scripts(desk) == []
        desk.press(Qt.Key.Key_Escape)
        assert not home(desk).find_field.hasFocus()
        assert home(desk).find_field.text() == "nowhere"
        desk.press(Qt.Key.Key_Escape)
        assert len(scripts(desk)) == 1

    def test_what_is_chosen_and_found_outlives_another_language(
        self, desk: Desk, own: Path, short: LoadedScenario
    ) -> None:
        drill(desk, short, ended=True)
        go_to(desk, own / "mine.yaml")
        desk.press(Qt.Key.Key_F, CTRL)
        desk.type("mine")
        desk.window.set_language("en")
        page = home(desk)
        assert page.find_field.text() == "mine"
        assert page.row is not None
        assert page.row.path.name == "mine.yaml"
        assert page.row.group == "Own scripts"
        use_language("id")

    def test_coming_back_finds_the_same_row(self, desk: Desk, own: Path) -> None:
        desk.press(Qt.Key.Key_F5)
        go_to(desk, own / "mine.yaml")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_Escape)
        row = home(desk).row
        assert row is not None
        assert row.path == own / "mine.yaml"


class TestManySessions:
    def test_five_hundred_are_read_once(
        self, desk: Desk, short: LoadedScenario, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = drill(desk, short, ended=True)
        copies(whole, 500)
        read: list[Path] = []

        def summarize_and_count(path: Path) -> SessionSummary:
            read.append(path)
            return summarize(path)

        monkeypatch.setattr(shelf, "summarize", summarize_and_count)
        desk.press(Qt.Key.Key_F5)
        assert len(sessions(desk)) == 501
        assert len(read) == len(set(read)) == 500
        go_to(desk, whole.with_name("copy-250.gladi"))
        whole.with_name("copy-100.gladi").unlink()
        desk.press(Qt.Key.Key_F5)
        row = home(desk).row
        assert row is not None
        assert row.path.name == "copy-250.gladi"
        assert len(sessions(desk)) == 500
        assert len(read) == 500, "what has not changed is not read again"

    def test_the_newest_are_read_first(self, tmp_path: Path, desk: Desk, short: LoadedScenario) -> None:
        whole = drill(desk, short, ended=True)
        copies(whole, 100)
        for number, path in enumerate(desk.sessions()):
            os.utime(path, (number, number))
        places = Places(desk.scripts, scripts_folder(), (), desk.folder)
        looker = Shelf()
        stock = looker.look(places)
        assert [one.summary for one in stock.sessions] == [None] * 101
        newest = set(desk.sessions()[-40:])
        stock = looker.read_some(stock)
        assert {one.path for one in stock.sessions if one.summary is not None} == newest
        assert not stock.is_read


class TestFollowing:
    @pytest.fixture
    def feed(self, qapp: QApplication, session_folder: Path) -> Iterator[HomeFeed]:
        dress(qapp)
        feed = HomeFeed(lambda: Places((), scripts_folder(), (), session_folder), Foreground())
        feed.begin()
        yield feed
        feed.stop()

    def test_a_new_session_is_seen_by_itself(self, feed: HomeFeed, session_folder: Path, qtbot: QtBot) -> None:
        assert feed.stock.sessions == ()
        with qtbot.waitSignal(feed.changed):
            (session_folder / "new.gladi").write_bytes(b"")
        qtbot.waitUntil(lambda: len(feed.stock.sessions) == 1)

    def test_the_own_folder_is_seen_when_it_comes(
        self, feed: HomeFeed, short: LoadedScenario, qtbot: QtBot, tmp_path: Path
    ) -> None:
        scripts_folder().mkdir(parents=True)
        (scripts_folder() / "mine.yaml").write_text(short.text, encoding="utf-8")
        qtbot.waitUntil(lambda: [one.path.name for one in feed.stock.scripts] == ["mine.yaml"])
        (scripts_folder() / "mine.yaml").write_text("gladi: 1\n", encoding="utf-8")
        qtbot.waitUntil(lambda: all(one.errors for one in feed.stock.scripts))

    def test_once_stopped_nothing_is_followed(self, feed: HomeFeed, session_folder: Path, qtbot: QtBot) -> None:
        witness = HomeFeed(lambda: Places((), scripts_folder(), (), session_folder), Foreground())
        witness.begin()
        feed.stop()
        (session_folder / "new.gladi").write_bytes(b"")
        qtbot.waitUntil(lambda: len(witness.stock.sessions) == 1)
        witness.stop()
        assert feed.stock.sessions == ()

    def test_the_page_follows_only_while_it_is_in_sight(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        told: list[str] = []
        feed = desk.window.part(HomePages).feed
        monkeypatch.setattr(feed, "begin", lambda: told.append("begin"))
        monkeypatch.setattr(feed, "stop", lambda: told.append("stop"))
        desk.open_script()
        assert told == ["stop"]
        desk.window.go_home()
        assert told == ["stop", "begin"]
        desk.window.go_home()
        assert told[-1] == "begin", "a page made anew follows on"


def test_sessions_that_would_read_alike_are_told_apart() -> None:
    def row(name: str, second: int, title: str = "Unjuk rasa") -> HomeRow:
        started = WallTime(1_787_000_400_000 + second * 1000, "WIB", 420)
        path = Path(f"{name}.gladi")
        return HomeRow(path, title, f"{wall_text(started)} · 01:08:31", "history", started=started, is_session=True)

    one, later, other = row("a", 5), row("b", 12), row("c", 5, title="Lain")
    when, length = one.detail.split(" · ")
    assert told_apart([one, other]) == [one, other], "nothing is added where nothing need be"
    told = told_apart([one, later, other])
    seconds = [text.detail.split(" · ")[0][-3:] for text in told[:2]]
    assert seconds == [":05", ":12"]
    assert told[2] == other
    copied = told_apart([one, row("a_2", 5)])
    assert [text.detail for text in copied] == [f"a · {when} · {length}", f"a_2 · {when} · {length}"]
    assert "a_2" in copied[1].search
    assert "a_2" in copied[1].spoken
