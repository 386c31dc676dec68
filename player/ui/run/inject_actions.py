"""What can be done with any inject, whenever it is due, and with the times of the exercise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, Message
from player.model.events import Rest
from player.model.times import MINUTE_MS
from player.ui.actions import IN_RUN, Action
from player.ui.choices import Name
from player.ui.keys import stroke
from player.ui.run.deeds import always, send, when, with_view
from player.ui.run.deliver import deliver_again, deliver_any
from player.ui.run.inject_text import edit_words
from player.ui.run.rests import REST_ACTIONS
from player.ui.run.times import TimesSheet
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

INJECTS = N_("Injects")
TIMES = N_("Timing")


def inject_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield from _injects(window)
    yield from _times(window)


def _injects(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    yield Action(
        "deliver_any",
        N_("Deliver any inject …"),
        INJECTS,
        (stroke(Qt.Key.Key_I, _CTRL),),
        IN_RUN,
        with_view(window, partial(deliver_any, parent=window, monotonic_ms=window.monotonic_ms)),
        "search",
        enabled=under_way,
    )
    yield Action(
        "deliver_again",
        N_("Deliver the last one once more …"),
        INJECTS,
        (stroke(Qt.Key.Key_R, _CTRL),),
        IN_RUN,
        with_view(window, partial(deliver_again, parent=window, monotonic_ms=window.monotonic_ms)),
        "rotate-ccw",
        enabled=under_way,
    )
    yield Action(
        "edit_words",
        N_("Change the words …"),
        INJECTS,
        (stroke(Qt.Key.Key_T, _CTRL),),
        IN_RUN,
        with_view(window, partial(_edit_words, window=window)),
        "square-pen",
        enabled=is_open,
    )
    yield Action(
        "by_hand",
        N_("Automatic, or by the controller"),
        INJECTS,
        (stroke(Qt.Key.Key_B, _CTRL),),
        IN_RUN,
        send(window, _toggle_hand),
        "hand",
        enabled=is_open,
    )


def _times(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    yield Action(
        "times",
        N_("Times …"),
        TIMES,
        (stroke(Qt.Key.Key_L, _CTRL),),
        IN_RUN,
        with_view(window, partial(_show_times, window=window)),
        "flag",
        enabled=is_open,
    )
    for name, title, key, delta_ms, icon in (
        ("injects_later", N_("Waiting injects 1 min later"), Qt.Key.Key_Right, MINUTE_MS, "arrow-right"),
        ("injects_sooner", N_("Waiting injects 1 min sooner"), Qt.Key.Key_Left, -MINUTE_MS, "arrow-left"),
    ):
        yield Action(
            name,
            title,
            TIMES,
            (stroke(key, _SHIFT),),
            IN_RUN,
            always(window, do.ShiftInjects(delta_ms)),
            icon,
            enabled=under_way,
        )
    for rest in Rest:
        yield Action(
            f"rest_{rest.value}",
            REST_ACTIONS[rest],
            TIMES,
            (),
            IN_RUN,
            partial(window.choices.choose, Name.REST, rest.value),
            "layers",
        )


def _edit_words(view: LiveView, window: MainWindow) -> None:
    inject = view.standby
    if inject is None:
        view.said.emit(str(Message("No inject waits in this phase.")), True)
        return
    edit_words(view, inject, window)


def _toggle_hand(view: LiveView) -> do.Command | None:
    inject = view.standby
    return None if inject is None else do.SetInjectHand(inject.id, not view.is_by_hand(inject))


def _show_times(view: LiveView, window: MainWindow) -> None:
    ask(TimesSheet(view, window.actions_table, window.choices, window))
