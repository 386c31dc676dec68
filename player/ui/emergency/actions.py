"""What can be done in a real emergency."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, IN_EMERGENCY, Action
from player.ui.emergency.contacts import KEYED
from player.ui.emergency.part import EmergencyPart
from player.ui.keys import stroke
from player.ui.run.details import contact_detail

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

EMERGENCY = N_("Real emergency")
_CTRL = Qt.KeyboardModifier.ControlModifier


def emergency_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    part = window.part(EmergencyPart)

    def is_logged() -> bool:
        return part.is_logged

    yield Action(
        "emergency",
        N_("Real emergency (hold F12)"),
        EMERGENCY,
        (stroke(Qt.Key.Key_F12),),
        IN_ALL - IN_EMERGENCY,
        part.ask,
        "siren",
        while_typing=True,
        everywhere=True,
        held=part.holding.hold,
    )
    yield Action(
        "emergency_note",
        N_("Write a note"),
        EMERGENCY,
        (stroke(Qt.Key.Key_N),),
        IN_EMERGENCY,
        part.begin_note,
        "pencil",
        enabled=is_logged,
    )
    yield Action(
        "emergency_over",
        N_("Over: resume …"),
        EMERGENCY,
        (stroke(Qt.Key.Key_Return, _CTRL),),
        IN_EMERGENCY,
        part.ask_over,
        "rotate-ccw",
        enabled=is_logged,
    )
    yield Action(
        "emergency_end",
        N_("EndEx …"),
        EMERGENCY,
        (stroke(Qt.Key.Key_E, _CTRL),),
        IN_EMERGENCY,
        window.ask_end,
        "flag",
        enabled=is_logged,
    )
    yield Action(
        "emergency_leave",
        N_("Go back"),
        EMERGENCY,
        (stroke(Qt.Key.Key_Escape),),
        IN_EMERGENCY,
        part.leave,
        "x",
        enabled=lambda: not part.is_logged,
    )
    for number in range(1, KEYED + 1):
        yield Action(
            f"contact_{number}",
            N_("Tick a contact"),
            EMERGENCY,
            (stroke(Qt.Key(Qt.Key.Key_0 + number)),),
            IN_EMERGENCY,
            partial(part.tick_contact, number - 1),
            in_menu=False,
            detail=contact_detail(window, number),
        )
