"""What can be done with a row of the start page: by key, by button and by its menu."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.session.lock import WriterLock
from player.session.places import scripts_folder
from player.session.store import SessionState, read_session
from player.ui.actions import Mode
from player.ui.confirm import HOLD_MS, ConfirmSheet
from player.ui.home import bin as bin_module
from player.ui.home.bar import offered
from player.ui.home.page import SCRIPTS, SESSIONS
from player.ui.home.resume_sheet import ResumeSheet
from player.ui.widgets import ActionButton
from tests.helpers.desk import Desk
from tests.helpers.home_hands import drill, go_to, home, hurt, say, scripts, sessions

SHIFT = Qt.KeyboardModifier.ShiftModifier
Answer = Callable[[QWidget], object]


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bin of the system, for this test alone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    (tmp_path / "share").mkdir()
    return tmp_path / "share" / "Trash" / "files"


@pytest.fixture
def no_trash(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that has no bin."""
    monkeypatch.setattr(bin_module, "move_to_system_bin", lambda _path: False)


@pytest.fixture
def mine(desk: Desk, short: LoadedScenario) -> Path:
    """A script of the user's own, listed."""
    path = scripts_folder() / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(short.text, encoding="utf-8")
    desk.press(Qt.Key.Key_F5)
    return path


def delete(desk: Desk, path: Path, word: str | None = None) -> None:
    go_to(desk, path)
    with desk.answering(say(_("DELETE") if word is None else word)):
        desk.press(Qt.Key.Key_Delete)


class TestResume:
    @pytest.fixture
    def cut(self, desk: Desk, short: LoadedScenario) -> Path:
        return drill(desk, short, ended=False)

    def accept(self, sheet: QWidget) -> None:
        assert isinstance(sheet, ResumeSheet)
        QTest.keyClick(sheet, Qt.Key.Key_Return)

    def test_one_key_and_enter(self, desk: Desk, cut: Path) -> None:
        go_to(desk, cut)
        with desk.answering(self.accept):
            desk.press(Qt.Key.Key_R)
        assert desk.window.mode is Mode.RUN
        assert desk.view.drill.path == cut
        assert (desk.view.state.status, desk.view.now_ms) == (Status.HELD, 180_000)
        assert len(desk.bodies(ev.SessionResumed)) == 1

    def test_from_the_scripts_it_is_the_last_one_that_was_cut_off(self, desk: Desk, cut: Path) -> None:
        go_to(desk, desk.scripts[0])
        with desk.answering(self.accept):
            desk.press(Qt.Key.Key_R)
        assert desk.view.drill.path == cut

    def test_escape_changes_nothing(self, desk: Desk, cut: Path) -> None:
        before = cut.read_bytes()
        with desk.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
            desk.press(Qt.Key.Key_R)
        assert desk.window.mode is Mode.HOME
        assert cut.read_bytes() == before

    def test_space_and_a_held_enter_resume_nothing(self, desk: Desk, cut: Path) -> None:
        def try_it(sheet: QWidget) -> None:
            QTest.keyClick(sheet, Qt.Key.Key_Space)
            desk.repeat(Qt.Key.Key_Return)
            assert sheet.isVisible()
            QTest.keyClick(sheet, Qt.Key.Key_Escape)

        with desk.answering(try_it):
            desk.press(Qt.Key.Key_R)
        assert desk.window.mode is Mode.HOME

    def test_enter_shows_it_in_review(self, desk: Desk, cut: Path) -> None:
        go_to(desk, cut)
        desk.press(Qt.Key.Key_Return)
        assert desk.window.mode is Mode.REVIEW

    def test_without_one_the_key_is_dead(self, desk: Desk, short: LoadedScenario) -> None:
        drill(desk, short, ended=True)
        desk.press(Qt.Key.Key_R)
        assert desk.window.mode is Mode.HOME
        assert not desk.window.actions_table["home_resume"].enabled()


class TestSalvage:
    @pytest.fixture
    def damaged(self, desk: Desk, short: LoadedScenario) -> Path:
        """A drill cut off, the last of its events changed by somebody."""
        path = drill(desk, short, ended=False)
        connection = sqlite3.connect(path, isolation_level=None)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)")
        connection.close()
        desk.press(Qt.Key.Key_F5)
        go_to(desk, path)
        return path

    def test_what_is_intact_is_a_session_of_its_own_and_the_rest_stays(self, desk: Desk, damaged: Path) -> None:
        before = damaged.read_bytes()
        assert home(desk).bar.buttons["home_salvage"].isVisible()
        desk.press(Qt.Key.Key_S)
        row = home(desk).row
        assert row is not None
        assert row.path.name == f"{damaged.stem}_salvaged.gladi"
        assert row.state is SessionState.SALVAGED
        assert not home(desk).bar.buttons["home_resume"].isVisible()
        assert row.path.name in home(desk).notice.text
        assert damaged.read_bytes() == before
        assert [row.path for row in sessions(desk) if row.is_set_aside] == [damaged]

    def test_where_nothing_is_intact_that_is_said(self, desk: Desk, damaged: Path) -> None:
        (desk.folder / "noise.gladi").write_bytes(b"not a session")
        desk.press(Qt.Key.Key_F5)
        go_to(desk, desk.folder / "noise.gladi")
        desk.press(Qt.Key.Key_S)
        assert home(desk).notice.tone == "alarm"
        assert sorted(path.name for path in desk.folder.iterdir()) == sorted([damaged.name, "noise.gladi"])

    def test_it_is_not_offered_for_others(self, desk: Desk, damaged: Path) -> None:
        go_to(desk, desk.scripts[0])
        desk.press(Qt.Key.Key_S)
        assert desk.sessions() == [damaged]
        assert not home(desk).bar.buttons["home_salvage"].isVisible()


class TestDuplicate:
    def test_a_shipped_script_becomes_one_of_your_own(self, desk: Desk) -> None:
        for name in ("short.yaml", "short_2.yaml"):
            go_to(desk, desk.scripts[0])
            desk.press(Qt.Key.Key_D)
            row = home(desk).row
            assert row is not None
            assert row.path == scripts_folder() / desk.scripts[0].with_name(name).name
            assert row.path.read_bytes() == desk.scripts[0].read_bytes()
            assert row.path.name in home(desk).notice.text
        desk.press(Qt.Key.Key_Return)
        assert desk.script_page.script.path == scripts_folder() / "short_2.yaml"

    def test_a_session(self, desk: Desk, short: LoadedScenario) -> None:
        path = drill(desk, short, ended=True)
        go_to(desk, path)
        desk.press(Qt.Key.Key_D)
        row = home(desk).row
        assert row is not None
        assert row.path == path.with_name(f"{path.stem}_2.gladi")
        assert read_session(row.path).records == read_session(path).records
        assert len(sessions(desk)) == 2

    def test_where_it_cannot_be_written_that_is_said(self, desk: Desk) -> None:
        scripts_folder().parent.mkdir(parents=True, exist_ok=True)
        scripts_folder().write_text("no folder", encoding="utf-8")
        desk.press(Qt.Key.Key_D)
        assert home(desk).notice.tone == "alarm"
        assert str(scripts_folder()) in home(desk).notice.text


class TestDelete:
    def test_a_session_goes_into_the_bin_of_the_system(self, desk: Desk, short: LoadedScenario, trash: Path) -> None:
        path = drill(desk, short, ended=True)
        content = path.read_bytes()
        delete(desk, path)
        assert desk.sessions() == []
        assert sessions(desk) == []
        assert (trash / path.name).read_bytes() == content
        assert path.name in home(desk).notice.text
        assert sorted(desk.folder.iterdir()) == []

    def test_what_sqlite_left_beside_it_goes_along(self, desk: Desk, short: LoadedScenario, trash: Path) -> None:
        path = drill(desk, short, ended=False)
        path.with_name(f"{path.name}-journal").write_bytes(b"")
        delete(desk, path)
        assert sorted(one.name for one in trash.iterdir()) == [path.name, f"{path.name}-journal"]

    def test_without_a_bin_it_lies_in_a_folder_beside_it(
        self, desk: Desk, short: LoadedScenario, no_trash: None
    ) -> None:
        for name in ("mine.yaml", "mine_2.yaml"):
            path = scripts_folder() / "mine.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(short.text, encoding="utf-8")
            desk.press(Qt.Key.Key_F5)
            delete(desk, path)
            assert not path.exists()
            assert (scripts_folder() / "Bin" / name).read_text(encoding="utf-8") == short.text
            assert str(scripts_folder() / "Bin") in home(desk).notice.text

    def test_what_lies_in_that_folder_is_not_listed(self, desk: Desk, mine: Path, no_trash: None) -> None:
        delete(desk, mine)
        assert [row.path for row in scripts(desk)] == [desk.scripts[0]]

    @pytest.mark.parametrize("word", ["", "y", "DEL", "OK"])
    def test_another_word_deletes_nothing(self, desk: Desk, mine: Path, trash: Path, word: str) -> None:
        delete(desk, mine, word)
        assert mine.exists()
        assert not trash.exists()

    def test_holding_the_button_confirms_too(self, desk: Desk, mine: Path, trash: Path) -> None:
        def hold(sheet: QWidget) -> None:
            assert isinstance(sheet, ConfirmSheet)
            for _step in range(HOLD_MS // 50 + 1):
                sheet._hold_on()

        go_to(desk, mine)
        with desk.answering(hold):
            desk.press(Qt.Key.Key_Delete)
        assert not mine.exists()

    def test_what_comes_with_gladi_stays_and_that_is_said(self, desk: Desk) -> None:
        go_to(desk, desk.scripts[0])
        desk.press(Qt.Key.Key_Delete)
        assert desk.scripts[0].exists()
        assert home(desk).notice.tone == "warn"

    def test_one_that_is_written_elsewhere_stays(self, desk: Desk, short: LoadedScenario, trash: Path) -> None:
        path = drill(desk, short, ended=False)
        lock = WriterLock(path.resolve())
        delete(desk, path)
        assert path.exists()
        assert home(desk).notice.tone == "alarm"
        desk.press(Qt.Key.Key_F5)
        go_to(desk, path)
        desk.press(Qt.Key.Key_Delete)
        assert home(desk).notice.tone == "warn", "seen at once, and nothing is asked"
        lock.release()
        desk.press(Qt.Key.Key_F5)
        delete(desk, path)
        assert not path.exists()

    def test_one_that_is_gone_by_then_is_said_to_be(self, desk: Desk, mine: Path, trash: Path) -> None:
        go_to(desk, mine)

        def gone(sheet: QWidget) -> None:
            mine.unlink()
            answer = say(_("DELETE"))
            answer(sheet)

        with desk.answering(gone):
            desk.press(Qt.Key.Key_Delete)
        assert home(desk).notice.tone == "alarm"
        assert str(mine) in home(desk).notice.text
        assert [row.path for row in scripts(desk)] == [desk.scripts[0]]

    def test_the_next_row_is_chosen_then(self, desk: Desk, short: LoadedScenario, trash: Path) -> None:
        paths = [drill(desk, short, ended=True) for _turn in range(3)]
        delete(desk, paths[1])
        row = home(desk).row
        assert row is not None
        assert row.path == paths[0]
        assert home(desk).panels[SESSIONS].list.hasFocus()

    def test_damaged_ones_can_be_deleted(self, desk: Desk, short: LoadedScenario, trash: Path) -> None:
        damaged = hurt(desk, drill(desk, short, ended=True))
        for path in damaged:
            delete(desk, path)
        assert not any(path.exists() for path in damaged)
        assert len(desk.sessions()) == 1


class TestReveal:
    def test_the_folder_is_opened_in_the_file_manager(self, desk: Desk, short: LoadedScenario) -> None:
        path = drill(desk, short, ended=True)
        go_to(desk, path)
        desk.press(Qt.Key.Key_F)
        assert desk.opened == [path.parent]

    def test_without_a_file_manager_the_folder_is_said(self, desk: Desk) -> None:
        desk.opens_files = False
        desk.press(Qt.Key.Key_F)
        assert str(desk.scripts[0].parent) in home(desk).notice.text


class TestButtonsAndMenu:
    def shown(self, desk: Desk) -> list[str]:
        return [name for name, button in home(desk).bar.buttons.items() if button.isVisible()]

    def test_every_row_has_its_buttons(self, desk: Desk, short: LoadedScenario, mine: Path) -> None:
        ended, cut = drill(desk, short, ended=True), drill(desk, short, ended=False)
        for path in (desk.scripts[0], mine, ended, cut):
            go_to(desk, path)
            assert self.shown(desk) == [name for name in offered(home(desk).row) if name in home(desk).bar.buttons]
        assert "home_resume" in self.shown(desk)
        go_to(desk, desk.scripts[0])
        assert {"home_resume", "home_delete"}.isdisjoint(self.shown(desk))

    def test_a_button_does_what_its_key_does(self, desk: Desk) -> None:
        button = next(
            one
            for one in desk.window.findChildren(ActionButton)
            if one.text() == desk.window.actions_table["home_duplicate"].text
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (scripts_folder() / desk.scripts[0].name).exists()

    def menu_at(self, desk: Desk, path: Path, how: str) -> list[str]:
        """The entries of the menu of a row, asked for in one way."""
        side = SESSIONS if path.suffix == ".gladi" else SCRIPTS
        view = home(desk).panels[side].list
        place = next(number for number, row in enumerate(view.rows.rows) if row.path == path)
        box = view.visualRect(view.rows.index(place))
        if how == "dots":
            spot = QPoint(box.right() - 10, box.bottom() - 10)
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        else:
            spot = QPoint(box.center().x(), box.bottom() - 10)
            reason = QContextMenuEvent.Reason.Mouse if how == "right" else QContextMenuEvent.Reason.Keyboard
            if how == "key":
                go_to(desk, path)
            event = QContextMenuEvent(reason, spot, view.viewport().mapToGlobal(spot))
            QApplication.sendEvent(view.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        texts = [entry.text().partition("\t")[0] for entry in menu.actions() if entry.text()]
        menu.close()
        assert desk.window.mode is Mode.HOME, "nothing was opened"
        return texts

    @pytest.mark.parametrize("how", ["dots", "right", "key"])
    def test_the_menu_offers_what_the_row_can(self, desk: Desk, short: LoadedScenario, mine: Path, how: str) -> None:
        cut = drill(desk, short, ended=False)
        for path in (mine, cut, desk.scripts[0]):
            texts = self.menu_at(desk, path, how)
            row = home(desk).row
            assert row is not None
            assert row.path == path
            table = desk.window.actions_table
            known = {action.id for action in table}
            assert texts == [table[name].text for name in offered(row) if name in known]

    def test_a_heading_opens_nothing(self, desk: Desk) -> None:
        view = home(desk).panels[SCRIPTS].list
        box = view.visualRect(view.rows.index(0))
        for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            QTest.mouseClick(view.viewport(), button, pos=QPoint(box.center().x(), box.top() + 5))
        assert desk.window.mode is Mode.HOME


def test_a_session_in_a_folder_that_may_not_be_written_stays(
    desk: Desk, short: LoadedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drill(desk, short, ended=True)

    def refuse(*_arguments: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    go_to(desk, path)
    monkeypatch.setattr(os, "open", refuse)
    with desk.answering(say(_("DELETE"))):
        desk.press(Qt.Key.Key_Delete)
    monkeypatch.undo()
    assert path.exists()
    assert home(desk).notice.tone == "alarm"
    assert _("Permission denied") in home(desk).notice.text
