"""What can be done on the start page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_HOME, Action
from player.ui.home.deeds import HomeDeeds
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
HOME = N_("Start page")


def _always() -> bool:
    return True


def home_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    deeds = HomeDeeds(window)
    yield from _of_row(deeds)
    yield Action(
        "home_find",
        N_("Find a scenario or a session"),
        HOME,
        (stroke(Qt.Key.Key_F, _CTRL),),
        IN_HOME,
        deeds.begin_find,
        "search",
        while_typing=True,
    )
    yield Action(
        "home_read_again",
        N_("Read again"),
        HOME,
        (stroke(Qt.Key.Key_F5),),
        IN_HOME,
        deeds.read_again,
        "rotate-ccw",
        while_typing=True,
    )
    yield Action("home_own_folder", N_("Open the folder"), HOME, (), IN_HOME, deeds.open_own_folder, "folder-open")
    yield Action("home_welcome", N_("What Gladi is, in one screen"), HOME, (), IN_HOME, deeds.show_welcome, "info")
    yield Action(
        "home_begin",
        N_("Begin with the first drill"),
        HOME,
        (),
        IN_HOME,
        deeds.begin,
        "play:solid",
        enabled=deeds.is_welcome,
        in_menu=False,
    )
    yield Action(
        "home_back",
        N_("To the lists"),
        HOME,
        (stroke(Qt.Key.Key_Escape),),
        IN_HOME,
        deeds.go_back,
        "arrow-left",
        enabled=deeds.can_go_back,
    )


def _of_row(deeds: HomeDeeds) -> Iterator[Action]:
    """What can be done with the chosen script or session."""
    yield Action(
        "home_open",
        N_("Open"),
        HOME,
        (stroke(Qt.Key.Key_Return),),
        IN_HOME,
        deeds.open,
        "folder-open",
        yields=_always,
        enabled=deeds.can_open,
    )
    yield Action(
        "home_resume",
        N_("Resume"),
        HOME,
        (stroke(Qt.Key.Key_R),),
        IN_HOME,
        deeds.resume,
        "play:solid",
        enabled=deeds.can_resume,
    )
    yield Action(
        "home_salvage",
        N_("Salvage what is intact"),
        HOME,
        (stroke(Qt.Key.Key_S),),
        IN_HOME,
        deeds.salvage,
        "shield-check",
        enabled=deeds.can_salvage,
    )
    yield Action(
        "home_duplicate",
        N_("Duplicate"),
        HOME,
        (stroke(Qt.Key.Key_D),),
        IN_HOME,
        deeds.duplicate,
        "copy",
        enabled=deeds.has_row,
    )
    yield Action(
        "home_reveal",
        N_("Show in its folder"),
        HOME,
        (stroke(Qt.Key.Key_F),),
        IN_HOME,
        deeds.reveal,
        "folder",
        enabled=deeds.has_row,
    )
    yield Action(
        "home_forget",
        N_("Take off this list"),
        HOME,
        (stroke(Qt.Key.Key_Delete, _SHIFT),),
        IN_HOME,
        deeds.forget,
        "x",
        enabled=deeds.can_forget,
    )
    yield Action(
        "home_delete",
        N_("Delete"),
        HOME,
        (stroke(Qt.Key.Key_Delete),),
        IN_HOME,
        deeds.delete,
        "trash-2",
        enabled=deeds.has_row,
    )
