"""What the user can choose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_ALL, Action
from player.ui.keys import stroke
from player.ui.preferences.part import PreferencesPart
from player.ui.preferences.sheet import PreferencesSheet
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

WINDOW = N_("Window")
LOOK = N_("Look")
_CTRL = Qt.KeyboardModifier.ControlModifier


def preference_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield Action(
        "preferences",
        N_("Preferences …"),
        WINDOW,
        (stroke(Qt.Key.Key_Comma, _CTRL),),
        IN_ALL,
        lambda: ask(PreferencesSheet(window)),
        "settings",
        while_typing=True,
    )
    for name, title, key, step, icon in (
        ("text_larger", N_("Larger text"), Qt.Key.Key_Plus, 1, "zoom-in"),
        ("text_smaller", N_("Smaller text"), Qt.Key.Key_Minus, -1, "zoom-out"),
    ):
        yield Action(
            name,
            title,
            LOOK,
            (stroke(key, _CTRL),),
            IN_ALL,
            partial(_step_text, window, step),
            icon,
            while_typing=True,
        )
    yield Action(
        "usual_layout",
        N_("Usual layout of the panels"),
        LOOK,
        (),
        IN_ALL,
        lambda: window.part(PreferencesPart).forget_layout(),
        "rotate-ccw",
    )


def _step_text(window: MainWindow, step: int) -> None:
    window.part(PreferencesPart).step_text_size(step)
