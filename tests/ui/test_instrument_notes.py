"""Notes written on the instrument: what is being written stays in sight, and stays text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from player.model import events as ev
from tests.helpers.desk import Desk

F6 = Qt.Key.Key_F6


def box(desk: Desk, widget: QWidget) -> QRect:
    """Where a widget is on the page."""
    return QRect(widget.mapTo(desk.page, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_typed_goes_on_as_text_when_the_face_changes(run: Desk, times: int) -> None:
    count = len(run.view.entries)
    run.press(Qt.Key.Key_N)
    run.type("they come")
    for _turn in range(times):
        run.press(F6)
    run.type(" closer 1 m l")
    assert run.page.log.entry.text() == "they come closer 1 m l"
    assert len(run.view.entries) == count, "no letter, digit or Space did anything"
    run.press(Qt.Key.Key_Return)
    assert [body.text for body in run.bodies(ev.NoteWritten)] == ["they come closer 1 m l"]


def test_elsewhere_the_keys_go_on_being_keys(run: Desk) -> None:
    run.press(Qt.Key.Key_N)
    run.type("half")
    run.press(Qt.Key.Key_Escape)
    run.press(F6)
    run.press(Qt.Key.Key_M)
    assert len(run.bodies(ev.MarkerPlaced)) == 1
    assert run.page.log.entry.text() == "half"


@pytest.mark.parametrize("note_first", [True, False])
def test_a_notice_hides_nothing_that_is_being_written(run: Desk, *, note_first: bool) -> None:
    run.press(F6)
    for kind in ("note", "notice") if note_first else ("notice", "note"):
        if kind == "note":
            run.press(Qt.Key.Key_N)
        else:
            run.view.said.emit("The gate is shut.", True)
        QApplication.processEvents()
    entry, notice = run.page.log.entry, run.page.notice
    assert entry.isVisible()
    assert notice.isVisible()
    assert not box(run, entry).intersects(box(run, notice))
