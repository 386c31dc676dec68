"""When the disk does not take it: nothing says saved that is not, the drill goes on, and nothing is lost unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.scenario import LoadedScenario
from player.session.live import RETRY_MS
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui import main_window
from player.ui.actions import Mode
from player.ui.confirm import ConfirmSheet
from player.ui.saving import trouble_text
from player.ui.widgets import Chip, Label
from tests.helpers.desk import Desk
from tests.session.play import TROUBLE, FlakyWriter


@pytest.fixture
def flaky(monkeypatch: pytest.MonkeyPatch, desk: Desk, short: LoadedScenario) -> Desk:
    """A drill under way whose disk can be taken away."""
    monkeypatch.setattr(main_window, "SessionWriter", FlakyWriter)
    desk.run(short)
    desk.start_ex()
    return desk


def disk(desk: Desk, *, works: bool) -> None:
    writer = desk.view.drill._writer
    assert isinstance(writer, FlakyWriter)
    writer.broken = not works


def shown(desk: Desk) -> str:
    """What the band says of the file."""
    chips = [chip.accessibleName() for chip in desk.page.band.findChildren(Chip) if chip.isVisible()]
    return next(text for text in chips if "#" in text or _("NOT SAVED: {n}").split(":")[0] in text)


def unsaved_rows(desk: Desk) -> list[int]:
    return [row.seq for row in desk.rows(desk.page.log) if not row.saved]


def test_all_is_saved_while_the_disk_works(flaky: Desk) -> None:
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    assert shown(flaky) == _("saved #{seq}").format(seq=4)
    assert unsaved_rows(flaky) == []
    assert not flaky.page.notice.isVisible()


def test_what_is_not_saved_is_said_everywhere(flaky: Desk) -> None:
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    assert shown(flaky) == _("NOT SAVED: {n}").format(n=1)
    assert unsaved_rows(flaky) == [4]
    assert _("not saved") in flaky.rows(flaky.page.log)[-1].spoken
    assert flaky.page.notice.isVisible()
    assert flaky.page.notice.text == trouble_text(flaky.view)
    assert str(TROUBLE) in flaky.page.notice.text
    assert flaky.page.notice.text.startswith(_("NOT SAVED."))
    assert flaky.page.notice.tone == "alarm"
    assert len(read_session(flaky.view.drill.path).records) == 3, "and it is true"


def test_the_drill_goes_on_and_is_saved_when_it_can_be(flaky: Desk) -> None:
    disk(flaky, works=False)
    for _turn in range(3):
        flaky.press(Qt.Key.Key_M)
    flaky.pass_ms(60_000)
    assert shown(flaky) == _("NOT SAVED: {n}").format(n=4)
    assert unsaved_rows(flaky) == [4, 5, 6, 7]
    disk(flaky, works=True)
    flaky.pass_ms(RETRY_MS)
    assert shown(flaky) == _("saved #{seq}").format(seq=7)
    assert unsaved_rows(flaky) == []
    assert flaky.page.notice.text == _("Everything is saved again.")
    assert len(read_session(flaky.view.drill.path).records) == 7


def test_the_alarm_is_not_gone_for_good_by_esc(flaky: Desk) -> None:
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    flaky.press(Qt.Key.Key_Escape)
    flaky.window.tick()
    assert flaky.page.notice.isVisible()


def test_other_messages_can_be_read_meanwhile(flaky: Desk) -> None:
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    flaky.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    flaky.window.tick()
    assert flaky.page.notice.text.endswith(_("Press Enter to go on to the next phase, Esc to leave it."))
    flaky.press(Qt.Key.Key_Return)
    flaky.window.tick()
    assert flaky.page.notice.text == trouble_text(flaky.view)
    assert str(TROUBLE) in flaky.page.notice.text
    assert flaky.page.notice.text.startswith(_("NOT SAVED."))
    assert flaky.page.notice.tone == "alarm"
    assert len(flaky.bodies(ev.PhaseStarted)) == 2


def test_a_message_that_stays_gives_way(flaky: Desk) -> None:
    flaky.page.notice.say("for ever", "warn")
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    assert flaky.page.notice.text == trouble_text(flaky.view)


def test_a_disk_that_is_gone_is_said_within_a_second_with_nothing_to_save(flaky: Desk) -> None:
    flaky.pass_ms(5_000)
    disk(flaky, works=False)
    for _turn in range(10):
        flaky.pass_ms(100)
    assert flaky.view.unsaved_count == 0
    assert shown(flaky) == _("saved #{seq}").format(seq=3), "which is true"
    assert flaky.page.notice.text.startswith(_("CANNOT SAVE from now on."))
    assert flaky.page.notice.tone == "alarm"
    disk(flaky, works=True)
    for _turn in range(10):
        flaky.pass_ms(100)
    assert flaky.page.notice.text == _("Everything is saved again.")


def test_with_another_language_it_is_still_said(flaky: Desk) -> None:
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.actions_table["language_en"].do()
    flaky.window.tick()
    assert flaky.page.notice.isVisible()
    assert shown(flaky) == "NOT SAVED: 1"


def test_it_can_be_saved_elsewhere(flaky: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    old = flaky.view.drill.path
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(stick))
        dialog.accept()

    with flaky.answering(choose):
        flaky.page.notice._act()
    assert flaky.view.drill.path == stick / old.name
    assert flaky.view.unsaved_count == 0
    flaky.window.tick()
    assert shown(flaky) == _("saved #{seq}").format(seq=4)
    flaky.end_ex(_("END"))
    flaky.window.let_go()
    assert verify_session(stick / old.name).status is VerifyStatus.INTACT
    assert read_session(stick / old.name).finished
    assert len(read_session(old).records) == 3, "the old file is as it was"


def test_elsewhere_nothing_is_written_over(flaky: Desk) -> None:
    """The folder chosen may be the one it is in."""
    old = flaky.view.drill.path
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(old.parent))
        dialog.accept()

    with flaky.answering(choose):
        flaky.page.notice._act()
    assert flaky.view.drill.path != old
    assert flaky.view.drill.path.parent == old.parent
    assert flaky.view.unsaved_count == 0
    assert len(read_session(old).records) == 3


def test_leaving_that_question_leaves_all_as_it_is(flaky: Desk) -> None:
    disk(flaky, works=False)
    flaky.press(Qt.Key.Key_M)
    flaky.window.tick()
    with flaky.answering(lambda dialog: dialog.close()):
        flaky.page.notice._act()
    flaky.window.tick()
    assert flaky.page.notice.isVisible()
    disk(flaky, works=True)
    flaky.pass_ms(RETRY_MS)
    assert flaky.view.unsaved_count == 0


class TestClosing:
    def close(self, desk: Desk, *steps: str) -> list[str]:
        """Close the window, type these words into the question; gives what it said, nothing where it did not ask."""
        said: list[str] = []

        def answer(sheet: QWidget) -> None:
            assert isinstance(sheet, ConfirmSheet)
            said.extend(label.text() for label in sheet.findChildren(Label))
            (field,) = sheet.findChildren(QLineEdit)
            for word in steps:
                QTest.keyClicks(field, word)
                QTest.keyClick(field, Qt.Key.Key_Return)
            if sheet.isVisible():
                QTest.keyClick(sheet, Qt.Key.Key_Escape)

        with desk.answering(answer):
            desk.shell.close()
        return said

    def test_a_drill_under_way_asks_and_stays(self, run: Desk) -> None:
        said = self.close(run, "", "x")
        assert any(_("CLOSE") in text for text in said)
        assert run.shell.isVisible()
        assert run.view.state.status is Status.RUNNING
        run.press(Qt.Key.Key_M)
        assert run.view.unsaved_count == 0

    def test_on_hold_it_asks_too(self, run: Desk) -> None:
        run.press(Qt.Key.Key_F9)
        self.close(run)
        assert run.shell.isVisible()

    def test_with_the_word_it_closes_and_all_is_there(self, run: Desk) -> None:
        run.press(Qt.Key.Key_M)
        path = run.view.drill.path
        self.close(run, _("CLOSE"))
        assert not run.shell.isVisible()
        assert verify_session(path).status is VerifyStatus.INTACT
        assert len(read_session(path).records) == 4

    @pytest.mark.parametrize("moment", ["home", "ready", "ended", "review"])
    def test_without_a_drill_under_way_it_does_not_ask(self, desk: Desk, short: LoadedScenario, moment: str) -> None:
        if moment != "home":
            desk.run(short)
        if moment in {"ended", "review"}:
            desk.start_ex()
            desk.end_ex(_("END"))
        if moment == "review":
            desk.window.actions_table["to_review"].do()
        assert desk.shell.close()
        assert not desk.shell.isVisible()

    def test_what_is_not_saved_is_not_called_saved(self, flaky: Desk) -> None:
        disk(flaky, works=False)
        flaky.press(Qt.Key.Key_M)
        said = self.close(flaky)
        assert any(_("NOT SAVED: {n}").format(n=1) in text for text in said)
        saved = _("The drill is still under way. It is saved up to here and can be resumed at the next start.")
        assert saved not in said
        assert flaky.shell.isVisible()

    def test_after_endex_what_is_not_saved_is_asked_for(self, flaky: Desk) -> None:
        disk(flaky, works=False)
        flaky.end_ex(_("END"))
        assert self.close(flaky)
        assert flaky.shell.isVisible()
        disk(flaky, works=True)
        flaky.pass_ms(RETRY_MS)
        path = flaky.view.drill.path
        assert flaky.shell.close()
        assert read_session(path).finished

    @pytest.mark.parametrize("way", ["home", "to_review", "open"])
    def test_after_endex_no_other_way_out_loses_it(self, flaky: Desk, way: str) -> None:
        disk(flaky, works=False)
        flaky.end_ex(_("END"))
        view = flaky.view
        flaky.window.actions_table[way].do()
        assert flaky.window.live_view is view
        assert flaky.page.notice.text == _("Not everything is saved yet. Wait, or save it elsewhere first.")
        disk(flaky, works=True)
        flaky.pass_ms(RETRY_MS)
        flaky.window.actions_table["home"].do()
        assert flaky.window.mode is Mode.HOME
        assert read_session(view.drill.path).finished


@pytest.mark.parametrize("way", ["home", "open"])
def test_a_drill_under_way_is_not_left_for_another_page(run: Desk, way: str) -> None:
    view = run.view
    run.window.actions_table[way].do()
    assert run.window.live_view is view
    assert run.page.notice.text == _("A drill is under way. End it (EndEx) first.")
    assert not run.window.open_file(view.drill.path)
    assert run.window.live_view is view


def test_a_drill_that_was_only_looked_at_leaves_no_file(desk: Desk, short: LoadedScenario) -> None:
    desk.run(short)
    assert len(desk.sessions()) == 1
    desk.window.actions_table["home"].do()
    assert desk.sessions() == []
    assert list(desk.folder.iterdir()) == []


def test_one_with_a_note_leaves_its_file(desk: Desk, short: LoadedScenario) -> None:
    desk.run(short)
    desk.press(Qt.Key.Key_M)
    desk.window.actions_table["home"].do()
    assert len(desk.sessions()) == 1


def test_a_folder_that_is_a_file_is_said(desk: Desk, script_file: Path) -> None:
    desk.folder.rmdir()
    desk.folder.write_text("not a folder")
    page = desk.open_script(script_file)
    with desk.answering(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape)):
        desk.press(Qt.Key.Key_Return)
    assert desk.window.mode is Mode.SCENARIO
    assert desk.script_page is page
    desk.folder.unlink()
    desk.folder.mkdir()


def test_closing_events_are_answered_once(run: Desk) -> None:
    event = QCloseEvent()
    asked: list[QWidget] = []

    def answer(sheet: QWidget) -> None:
        asked.append(sheet)
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with run.answering(answer):
        QApplication.sendEvent(run.shell, event)
    assert not event.isAccepted()
    assert len(asked) == 1
    assert event.type() == QEvent.Type.Close
