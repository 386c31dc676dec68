"""A drill that was cut off: listed, looked at, taken up again where it stood, and brought to its end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from player.engine.state import Status
from player.i18n import _
from player.model import events as ev
from player.model.times import clock_text
from player.session.listing import SessionState, list_sessions
from player.session.live import PULSE_MS
from player.session.store import VerifyStatus, read_session, verify_session
from player.ui.actions import Mode
from player.ui.home.page import STATE_LOOKS
from player.ui.problems import ProblemSheet
from player.ui.review.page import ReviewPage
from player.ui.widgets import ActionButton
from tests.helpers.desk import Desk

DOWN_MS = 7 * 60_000
CUT_MS = 125_000


@pytest.fixture
def cut_off(run: Desk) -> Path:
    """A drill with this and that in it, closed by its user at 02:05."""
    run.press(run.unit_key("line"))
    run.press(Qt.Key.Key_N)
    run.type("first")
    run.press(Qt.Key.Key_Return)
    run.pass_ms(CUT_MS)

    def agree(sheet: QWidget) -> None:
        (field,) = sheet.findChildren(QLineEdit)
        QTest.keyClicks(field, _("CLOSE"))
        QTest.keyClick(field, Qt.Key.Key_Return)

    path = run.view.drill.path
    with run.answering(agree):
        run.shell.close()
    run.clock.advance_ms(DOWN_MS)
    return path


@pytest.fixture
def next_day(run: Desk, cut_off: Path) -> Iterator[Desk]:
    """The program started anew."""
    desk = Desk(run.folder, run.scripts, clock=run.clock)
    yield desk
    desk.close()


def session_rows(desk: Desk) -> list[tuple[str, str]]:
    view = next(view for view in desk.lists() if view.accessibleName() == _("Sessions"))
    return [(row.title, row.chip[0]) for row in view.rows.rows]


def open_first(desk: Desk) -> None:
    view = next(view for view in desk.lists() if view.accessibleName() == _("Sessions"))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(0)).center())
    QApplication.processEvents()


def resume(desk: Desk) -> None:
    """By the button of the notice."""
    button = next(
        one
        for one in desk.page.notice.findChildren(ActionButton)
        if one.text() == desk.window.actions_table["resume_session"].text
    )
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_it_is_listed_as_cut_off(next_day: Desk) -> None:
    word, _icon, _tone = STATE_LOOKS[SessionState.INTERRUPTED]
    assert session_rows(next_day) == [("Short drill", _(word))]


def test_opened_it_can_be_looked_at_and_offers_to_go_on(next_day: Desk, cut_off: Path) -> None:
    before = cut_off.read_bytes()
    open_first(next_day)
    assert next_day.window.mode is Mode.REVIEW
    assert isinstance(next_day.page, ReviewPage)
    assert clock_text(CUT_MS, hours=True) in next_day.page.notice.text
    next_day.press(Qt.Key.Key_Up)
    assert cut_off.read_bytes() == before, "looking changes nothing"


def test_it_goes_on_where_it_stood_and_comes_to_its_end(next_day: Desk, cut_off: Path) -> None:
    open_first(next_day)
    resume(next_day)
    assert next_day.window.mode is Mode.RUN
    view = next_day.view
    assert (view.state.status, view.now_ms) == (Status.HELD, CUT_MS)
    (taken_up,) = next_day.bodies(ev.SessionResumed)
    assert taken_up.down_ms == DOWN_MS
    row = next_day.rows(next_day.page.log)[-1]
    assert row.alert
    assert clock_text(DOWN_MS) in row.text
    assert [run.offer for run in view.state.running.values()] == ["line"]

    next_day.pass_ms(60_000)
    assert view.now_ms == CUT_MS, "on hold until somebody resumes"
    next_day.press(Qt.Key.Key_F9)
    next_day.pass_ms(180_000 - CUT_MS)
    assert view.now_ms == 180_000
    next_day.press(Qt.Key.Key_Space)
    next_day.press(next_day.unit_key("line"), Qt.KeyboardModifier.ShiftModifier)
    next_day.next_phase()
    next_day.end_ex(_("END"))
    next_day.window.let_go()

    assert verify_session(cut_off).status is VerifyStatus.INTACT
    saved = read_session(cut_off)
    assert saved.finished
    fired = [record.event.body.inject for record in saved.records if isinstance(record.event.body, ev.InjectFired)]
    assert fired == ["arrival", "orator"], "none twice, none lost"
    assert [summary.state for summary in list_sessions(next_day.folder)] == [SessionState.FINISHED]


def test_a_killed_program_loses_nothing_that_was_shown_as_saved(run: Desk, tmp_path: Path) -> None:
    """The file as it lies there at this moment is what a kill would leave."""
    run.pass_ms(CUT_MS)
    run.press(Qt.Key.Key_M)
    run.pass_ms(PULSE_MS // 2)
    folder = tmp_path / "after-the-kill"
    folder.mkdir()
    killed = Path(shutil.copy(run.view.drill.path, folder))
    shown = [(entry.event, entry.record) for entry in run.view.entries]

    run.clock.advance_ms(DOWN_MS)
    desk = Desk(folder, clock=run.clock)
    open_first(desk)
    resume(desk)
    view = desk.view
    assert [(entry.event, entry.record) for entry in view.entries[: len(shown)]] == shown
    assert view.state.status is Status.HELD
    assert 0 <= CUT_MS + PULSE_MS // 2 - view.now_ms <= PULSE_MS
    desk.press(Qt.Key.Key_F9)
    desk.end_ex(_("END"))
    desk.close()
    assert verify_session(killed).status is VerifyStatus.INTACT


def test_cut_off_twice_it_goes_on_twice(next_day: Desk, cut_off: Path) -> None:
    for number in (1, 2):
        open_first(next_day)
        resume(next_day)
        next_day.press(Qt.Key.Key_F9)
        next_day.pass_ms(1_000)
        assert next_day.view.now_ms == CUT_MS + number * 1_000
        next_day.clock.advance_ms(1_000)
        next_day.window.let_go()
        next_day.clock.advance_ms(DOWN_MS)
        next_day.window.go_home()
    saved = read_session(cut_off)
    gaps = [record.event.body.down_ms for record in saved.records if isinstance(record.event.body, ev.SessionResumed)]
    assert len(gaps) == 2
    assert all(abs(gap - DOWN_MS) <= 2_000 for gap in gaps)
    assert verify_session(cut_off).status is VerifyStatus.INTACT


def test_a_wall_clock_set_back_meanwhile_makes_no_nonsense(next_day: Desk) -> None:
    next_day.clock.jump_wall_ms(-3 * 3_600_000)
    open_first(next_day)
    resume(next_day)
    (taken_up,) = next_day.bodies(ev.SessionResumed)
    assert taken_up.down_ms == 0
    assert next_day.view.now_ms == CUT_MS


def test_one_that_another_program_writes_to_is_not_taken_up(run: Desk) -> None:
    run.pass_ms(5_000)
    other = Desk(run.folder, clock=run.clock)
    word, _icon, _tone = STATE_LOOKS[SessionState.RUNNING]
    assert session_rows(other) == [("Short drill", _(word))]

    def read(sheet: QWidget) -> None:
        assert isinstance(sheet, ProblemSheet)
        assert sheet.windowTitle() == _("This drill is already open")
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    with other.answering(read):
        open_first(other)
    assert other.window.mode is Mode.HOME
    other.close()
    run.press(Qt.Key.Key_M)
    assert run.view.unsaved_count == 0


def test_one_cut_off_before_startex_can_be_started(next_day: Desk) -> None:
    next_day.open_script()
    next_day.press(Qt.Key.Key_Return)
    next_day.press(Qt.Key.Key_M)
    path = next_day.view.drill.path
    next_day.window.let_go()
    next_day.window.open_file(path)
    resume(next_day)
    assert next_day.view.state.status is Status.READY
    next_day.start_ex()
    assert len(next_day.bodies(ev.ExerciseStarted)) == 1


def test_it_does_not_stand_in_the_way_of_a_new_drill(next_day: Desk, cut_off: Path) -> None:
    before = cut_off.read_bytes()
    next_day.open_script()
    next_day.start_ex()
    next_day.end_ex(_("END"))
    next_day.window.go_home()
    assert len(session_rows(next_day)) == 2
    assert cut_off.read_bytes() == before
