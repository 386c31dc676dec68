"""Opening and leaving the instrument again and again leaves nothing behind."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from player.i18n import _
from tests.helpers.desk import Desk
from tests.helpers.desk_findings import provoke
from tests.ui.test_window_rebuild import to_english

F6 = Qt.Key.Key_F6


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def objects(desk: Desk) -> int:
    settle()
    return len(desk.shell.findChildren(QObject))


def running_timers(desk: Desk) -> int:
    return sum(timer.isActive() for timer in desk.shell.findChildren(QTimer))


def test_two_hundred_times_leave_no_object_and_no_timer(run: Desk) -> None:
    provoke(run)
    for _turn in range(2):
        run.press(F6)
    before, timers = objects(run), running_timers(run)
    tops = len(QApplication.topLevelWidgets())
    for _turn in range(200):
        run.press(F6)
    assert not run.page.shows_instrument
    assert objects(run) == before
    assert running_timers(run) == timers
    assert len(QApplication.topLevelWidgets()) == tops


def test_it_goes_with_its_page(run: Desk) -> None:
    provoke(run)
    run.press(F6)
    run.window.actions_table["language_en"].do()
    before = objects(run)
    for code in ("id", "en", "id", "en"):
        run.window.actions_table[f"language_{code}"].do()
    assert objects(run) == before
    to_english(run)


def test_the_drill_can_end_and_be_reviewed_while_it_is_in_sight(run: Desk) -> None:
    provoke(run)
    run.press(F6)
    run.end_ex(_("END"))
    run.window.actions_table["to_review"].do()
    settle()
    assert run.page.shows_instrument, "the whole session"
    for shown in (False, True):
        run.press(F6)
        settle()
        assert run.page.shows_instrument is shown
    run.window.go_home()
    settle()
    gc.collect()
    assert run.window.page is None


def test_ten_openings_of_a_drill_leave_as_much_as_one(run: Desk) -> None:
    path = run.view.drill.path
    run.pass_ms(60_000)
    run.end_ex(_("END"))

    def look() -> int:
        run.window.open_file(path)
        settle()
        run.press(F6)
        settle()
        run.window.go_home()
        return objects(run)

    look()
    before = look()
    for _turn in range(8):
        assert look() == before
