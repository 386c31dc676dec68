"""A second start on a session that is open: told so politely, and the first window comes to the front."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model.scenario import LoadedScenario
from player.session.lock import WriterLock
from player.session.store import SessionWriter, VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.instance.door import Door, knock, name_of
from player.ui.instance.part import InstancePart
from player.ui.problems import ProblemSheet
from tests.helpers.clocks import FakeClock
from tests.helpers.desk import Desk

REPOSITORY = Path(__file__).resolve().parents[2]
OPEN = "This drill is already open"


@pytest.fixture
def second(run: Desk) -> Iterator[Desk]:
    """Another start of the program, with a drill under way in the first."""
    desk = Desk(run.folder, run.scripts, clock=run.clock)
    yield desk
    desk.close()


def told(title: str, said: list[str]) -> Callable[[QWidget], object]:
    def read(sheet: QWidget) -> None:
        assert isinstance(sheet, ProblemSheet)
        assert sheet.windowTitle() == _(title)
        said.extend(one.toPlainText() for one in sheet.findChildren(QPlainTextEdit))
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    return read


def door(desk: Desk) -> Door:
    found = desk.window.part(InstancePart).door
    assert found is not None
    assert found.is_open
    return found


class TestASecondStart:
    def test_it_is_told_and_the_first_window_comes_forward(self, run: Desk, second: Desk) -> None:
        path = run.view.drill.path
        run.shell.showMinimized()
        QApplication.processEvents()
        said: list[str] = []
        with second.answering(told(OPEN, said)):
            assert not second.window.open_file(path)
        assert str(path) in said[0]
        assert second.window.mode is Mode.HOME
        QApplication.processEvents()
        assert not run.shell.isMinimized()
        assert run.page.notice.text == _("Gladi was started again for this drill. It is open here.")
        run.press(Qt.Key.Key_M)
        assert run.view.unsaved_count == 0

    def test_a_hundred_of_them_do_no_harm(self, run: Desk, second: Desk) -> None:
        for _turn in range(100):
            assert knock(run.view.drill.path)
            QApplication.processEvents()
        assert run.view.state.status is Status.RUNNING
        assert door(run).is_open

    def test_in_the_file_it_was_saved_to_elsewhere(self, run: Desk, second: Desk, tmp_path: Path) -> None:
        old, new = run.view.drill.path, tmp_path / "elsewhere.gladi"
        run.view.drill.move_to(new)
        run.window.tick()
        assert not knock(old)
        with second.answering(told(OPEN, [])):
            assert not second.window.open_file(new)

    def test_after_endex_it_can_be_looked_at(self, run: Desk, second: Desk) -> None:
        path = run.view.drill.path
        run.end_ex(_("END"))
        run.window.tick()
        assert run.window.part(InstancePart).door is None
        assert second.window.open_file(path)
        assert second.window.mode is Mode.REVIEW

    def test_the_window_that_has_it_reviews_its_own(self, run: Desk) -> None:
        run.end_ex(_("END"))
        run.window.actions_table["to_review"].do()
        assert run.window.mode is Mode.REVIEW

    def test_another_session_is_nobody_s_business(self, run: Desk, second: Desk, short: LoadedScenario) -> None:
        second.clock.advance_ms(60_000)
        second.run(short)
        assert door(second).session != door(run).session


class TestTwoResumes:
    def test_the_second_is_told_and_goes_home(self, run: Desk) -> None:
        path = run.view.drill.path
        run.window.let_go()
        other = Desk(run.folder, run.scripts, clock=run.clock)
        assert run.window.open_file(path)
        assert other.window.open_file(path)
        run.window.resume_session()
        assert run.window.mode is Mode.RUN
        with other.answering(told(OPEN, [])):
            other.window.resume_session()
        assert other.window.mode is Mode.HOME
        other.close()
        assert run.view.unsaved_count == 0

    def test_where_nobody_answers_the_reason_is_told(self, run: Desk) -> None:
        """A program without a window writes to it, or one on another machine."""
        path = run.view.drill.path
        run.window.let_go()
        assert run.window.open_file(path)
        lock = WriterLock(path)
        said: list[str] = []
        with run.answering(told("This cannot be taken up again", said)):
            run.window.resume_session()
        lock.release()
        assert run.window.review_view is not None
        assert str(path) in said[0]
        run.window.resume_session()
        assert run.window.live_view is not None


class TestWhatAKillLeaves:
    def test_a_stale_socket_is_no_answer_and_not_in_the_way(self, tmp_path: Path, desk: Desk) -> None:
        """The socket of a killed Gladi lies there still."""
        session = tmp_path / "sessions" / "a.gladi"
        lines = (
            "import sys",
            "from pathlib import Path",
            "from PySide6.QtCore import QCoreApplication",
            "from player.ui.instance.door import Door",
            "application = QCoreApplication([])",
            "door = Door(Path(sys.argv[1]), application)",
            "print(door.is_open, flush=True)",
            "sys.stdin.read()",
        )
        command = [sys.executable, "-c", "\n".join(lines), str(session)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "True\n"
            assert knock(session)
            program.kill()
        assert not knock(session)
        again = Door(session, desk.window)
        assert again.is_open
        assert knock(session)
        again.shut()
        assert not knock(session)

    def test_a_killed_session_opens(self, run: Desk) -> None:
        path = run.view.drill.path
        run.window.let_go()
        QLocalServer.removeServer(name_of(path))
        assert run.window.open_file(path)
        run.window.resume_session()
        assert door(run).session == path


def test_the_name_is_short_and_one_for_every_way_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    long = tmp_path / ("x" * 200 + ".gladi")
    assert len(name_of(long)) < 40
    assert name_of(tmp_path / "folder" / ".." / "a.gladi") == name_of(tmp_path / "a.gladi")
    assert name_of(tmp_path / "a.gladi") != name_of(tmp_path / "b.gladi")


def test_a_session_of_which_the_lock_alone_is_held_can_be_looked_at(desk: Desk, short: LoadedScenario) -> None:
    path = desk.folder / "a.gladi"
    with SessionWriter.create(path, short, FakeClock()):
        assert desk.window.open_file(path)
    assert verify_session(path).status is VerifyStatus.INTACT
    assert len(read_session(path).records) == 1
