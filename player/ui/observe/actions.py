"""What can be done in Observe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.engine.state import Status
from player.i18n import N_
from player.ui.actions import IN_LIVE, IN_OBSERVE, Action
from player.ui.keys import stroke
from player.ui.observe.desk import SHOWN, ObserverDesk
from player.ui.observe.detail import ACTIONS
from player.ui.observe.face import ObserveFace
from player.ui.observe.part import ObservePart
from player.ui.run.course_actions import TAG_KEYS
from player.ui.run.deeds import when
from player.ui.run.details import expected_detail, tag_detail
from player.ui.run.expected import KEYED

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

OBSERVE = N_("Observe")
DETAILS = N_("Details")
OWN = N_("Own entries")

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

_DETAIL_KEYS = {
    "text": (N_("Text of the observation"), Qt.Key.Key_T, "pencil"),
    "place": (N_("Its location"), Qt.Key.Key_L, "map-pin"),
    "unit": (N_("Its unit …"), Qt.Key.Key_S, "shield"),
    "rating": (N_("Its rating …"), Qt.Key.Key_P, "target"),
}


def observe_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield from _face(window)
    yield from _stamps(window)
    yield from _details(window)
    yield from _own(window)


def _face(window: MainWindow) -> Iterator[Action]:
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    yield Action(
        "observe",
        N_("Run / Observe"),
        OBSERVE,
        (stroke(Qt.Key.Key_F8),),
        IN_LIVE,
        lambda: window.part(ObservePart).toggle(),
        "eye",
        while_typing=True,
        enabled=is_open,
    )
    yield Action(
        "observer",
        N_("Who observes? …"),
        OBSERVE,
        (stroke(Qt.Key.Key_O),),
        IN_OBSERVE,
        _on_face(window, ObserveFace.change_observer),
        "users",
        enabled=is_open,
    )


def _stamps(window: MainWindow) -> Iterator[Action]:
    """What is logged by one key."""
    under_way = when(window, Status.RUNNING, Status.HELD)
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD, Status.EMERGENCY)
    for digit in TAG_KEYS:
        yield Action(
            f"tag_observed_{digit}",
            N_("Log a tag"),
            OBSERVE,
            (stroke(Qt.Key(Qt.Key.Key_0 + digit)),),
            IN_OBSERVE,
            _at_desk(window, partial(_stamp, digit=digit)),
            enabled=under_way,
            in_menu=False,
            detail=tag_detail(window, digit),
        )
    for number in range(1, KEYED + 1):
        yield Action(
            f"tick_observed_{number}",
            N_("Tick an expected action"),
            OBSERVE,
            (stroke(Qt.Key(Qt.Key.Key_0 + number), _CTRL),),
            IN_OBSERVE,
            _on_face(window, partial(ObserveFace.tick, number=number)),
            while_typing=True,
            enabled=under_way,
            in_menu=False,
            detail=expected_detail(window, number),
        )
    yield Action(
        "observed_note",
        N_("Write a note"),
        OBSERVE,
        (stroke(Qt.Key.Key_N),),
        IN_OBSERVE,
        _on_face(window, lambda face: face.note.begin()),
        "pencil",
        enabled=is_open,
    )
    yield Action(
        "observed_marker",
        N_("Marker"),
        OBSERVE,
        (stroke(Qt.Key.Key_M),),
        IN_OBSERVE,
        _at_desk(window, ObserverDesk.mark),
        "bookmark",
        enabled=is_open,
    )


def _details(window: MainWindow) -> Iterator[Action]:
    """What is typed later."""
    is_open = when(window, Status.RUNNING, Status.HELD)
    yield Action(
        "observed_more",
        N_("Say more of the chosen entry"),
        DETAILS,
        (stroke(Qt.Key.Key_Return),),
        IN_OBSERVE,
        _on_face(window, ObserveFace.enter),
        "corner-down-left",
        yields=lambda: True,
        enabled=when(window, Status.READY, Status.RUNNING, Status.HELD),
    )
    for name, (title, key, icon) in _DETAIL_KEYS.items():
        yield Action(
            ACTIONS[name],
            title,
            DETAILS,
            (stroke(key),),
            IN_OBSERVE,
            _on_face(window, partial(_edit, name=name)),
            icon,
            enabled=is_open,
        )


def _own(window: MainWindow) -> Iterator[Action]:
    """What is done with one's own entries."""
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    for name, title, key, icon, step in (
        ("observed_up", N_("Newer entry"), Qt.Key.Key_Up, "arrow-up", -1),
        ("observed_down", N_("Older entry"), Qt.Key.Key_Down, "arrow-down", 1),
        ("observed_page_up", N_("Newer entries"), Qt.Key.Key_PageUp, "arrow-up", -SHOWN),
        ("observed_page_down", N_("Older entries"), Qt.Key.Key_PageDown, "arrow-down", SHOWN),
    ):
        yield Action(
            name,
            title,
            OWN,
            (stroke(key),),
            IN_OBSERVE,
            _at_desk(window, partial(ObserverDesk.move, step=step)),
            icon,
            repeats=True,
            yields=lambda: True,
        )
    yield Action(
        "observed_newest",
        N_("Back to the newest"),
        OWN,
        (stroke(Qt.Key.Key_Escape),),
        IN_OBSERVE,
        _at_desk(window, lambda desk: desk.choose(None)),
        "x",
    )
    for name, title, strokes, icon, do_it in (
        ("observed_void", N_("Void own last entry"), stroke(Qt.Key.Key_Z, _CTRL), "undo-2", _void_last),
        ("observed_restore", N_("Restore it"), stroke(Qt.Key.Key_Z, _CTRL, _SHIFT), "redo-2", _restore_last),
        ("observed_void_chosen", N_("Void the chosen entry"), stroke(Qt.Key.Key_Delete), "undo-2", _void_chosen),
        (
            "observed_restore_chosen",
            N_("Restore the chosen entry"),
            stroke(Qt.Key.Key_Delete, _SHIFT),
            "redo-2",
            _restore_chosen,
        ),
    ):
        yield Action(name, title, OWN, (strokes,), IN_OBSERVE, _at_desk(window, do_it), icon, enabled=is_open)


def _stamp(desk: ObserverDesk, digit: int) -> None:
    tag = desk.view.scenario.tag_by_key.get(digit)
    if tag is not None:
        desk.stamp(tag)


def _edit(face: ObserveFace, name: str) -> None:
    face.detail.edit(name)


def _void_last(desk: ObserverDesk) -> None:
    desk.void(None)


def _restore_last(desk: ObserverDesk) -> None:
    desk.restore(None)


def _void_chosen(desk: ObserverDesk) -> None:
    if desk.chosen is not None and desk.chosen not in desk.view.state.voided:
        desk.void(desk.chosen)


def _restore_chosen(desk: ObserverDesk) -> None:
    if desk.chosen is not None and desk.chosen in desk.view.state.voided:
        desk.restore(desk.chosen)


def _on_face(window: MainWindow, do_it: Callable[[ObserveFace], object]) -> Callable[[], None]:
    """Do something on the face, if it is shown."""

    def with_face() -> None:
        part = window.part(ObservePart)
        if part.face is not None and part.is_shown:
            do_it(part.face)

    return with_face


def _at_desk(window: MainWindow, do_it: Callable[[ObserverDesk], object]) -> Callable[[], None]:
    """Do something at the desk of the observers, if there is one."""

    def with_desk() -> None:
        desk = window.part(ObservePart).desk
        if desk is not None:
            do_it(desk)

    return with_desk
