"""Hands of an observer: the face of Observe, and what is on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from player.model import events as ev
from player.session.live import Entry
from player.ui.observe.desk import ObserverDesk
from player.ui.observe.face import ObserveFace
from player.ui.observe.own import OwnRow
from player.ui.observe.part import ObservePart
from player.ui.observe.tiles import TagTile
from tests.helpers.desk import Desk

F8, ESC, ENTER = Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_Return


def observe(desk: Desk) -> ObserveFace:
    """Go to Observe; gives its face."""
    desk.press(F8)
    return face_of(desk)


def face_of(desk: Desk) -> ObserveFace:
    """The face of Observe, which is shown."""
    part = desk.window.part(ObservePart)
    assert part.face is not None
    assert part.is_shown
    return part.face


def is_observing(desk: Desk) -> bool:
    """Whether Observe is shown."""
    return desk.window.part(ObservePart).is_shown


def desk_of(desk: Desk) -> ObserverDesk:
    """What stands behind the face."""
    observers = desk.window.part(ObservePart).desk
    assert observers is not None
    return observers


def tile(desk: Desk, digit: int) -> TagTile:
    """The tile of a digit."""
    return next(one for one in face_of(desk).grid.tiles if one.tag.key == digit)


def own_rows(desk: Desk) -> list[OwnRow]:
    """The own entries in sight, newest first."""
    return desk.rows(face_of(desk).own)


def entries(desk: Desk, kind: type[ev.Body]) -> list[Entry]:
    """The entries of one kind in the log."""
    return [entry for entry in desk.view.entries if isinstance(entry.event.body, kind)]


def tags(desk: Desk) -> list[str]:
    """The tags in the log, also void ones."""
    return [one.tag for one in desk.bodies(ev.TagObserved)]


def amended(desk: Desk) -> list[tuple[int, str, str]]:
    """The details in the log."""
    return [(one.seq, one.field, one.value) for one in desk.bodies(ev.ObservationAmended)]


def take_turn(desk: Desk, name: str) -> None:
    """Let somebody observe whose name is typed."""

    def answer(sheet: QWidget) -> None:
        field = sheet.focusWidget()
        assert field is not None
        QTest.keyClicks(field, name)
        QTest.keyClick(field, ENTER)

    with desk.answering(answer):
        desk.press(Qt.Key.Key_O)


def choosing(key: Qt.Key) -> Callable[[QWidget], None]:
    """An answer to a sheet by one key."""

    def answer(sheet: QWidget) -> None:
        QTest.keyClick(sheet.focusWidget() or sheet, key)

    return answer
