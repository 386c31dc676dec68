"""What can be done in Run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, Message
from player.model.doctrine import InjectStatus
from player.model.events import Actor, EntryRestored, EntryVoided, ValueOverridden
from player.model.times import MINUTE_MS
from player.ui.actions import IN_ALL, IN_DRILL, IN_HOTWASH, IN_REVIEW, IN_RUN, Action, Mode
from player.ui.instrument.actions import leave
from player.ui.keys import stroke
from player.ui.override.words import why_it_stays
from player.ui.run.course_actions import course_actions
from player.ui.run.deeds import always, guarded, on_page, send, when, with_view
from player.ui.run.details import expected_detail, unit_detail
from player.ui.run.expected import KEYED
from player.ui.run.go import GO_GUARD_MS, GoPart
from player.ui.run.log_actions import log_actions
from player.ui.run.page import RunPage
from player.ui.run.steering import go_on
from player.ui.run.units import ROW_KEYS
from player.ui.scenario.picklist import is_in_list

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
SPEEDS = {1000: N_("Speed 1×"), 2000: N_("Speed 2×"), 5000: N_("Speed 5×"), 10_000: N_("Speed 10×")}
"""Speeds on offer, in thousandths of real time."""

EXERCISE = N_("Exercise")
INJECTS = N_("Injects")
UNITS = N_("Units")
EXPECTED = N_("Expected actions")
LOG = N_("Log")


def run_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of Run but those of the window."""
    yield from _exercise(window)
    yield from _injects(window)
    yield from _units(window)
    yield from _expected(window)
    yield from course_actions(window)
    yield from _log(window)
    yield from log_actions(window)


def _move_standby(page: RunPage, step: int) -> None:
    page.view.move_standby(step)


def _tick(page: RunPage, number: int) -> None:
    page.expected.tick_number(number)


def _start(view: LiveView, parent: QWidget) -> None:
    if not go_on(view, parent):
        view.do(do.StartExercise())


def _toggle_hold(view: LiveView, window: MainWindow) -> None:
    """Hold or resume, as whoever is at the desk: in Observe the observer."""
    actor = Actor.OBSERVER if window.mode is Mode.OBSERVE else Actor.CONTROLLER
    view.do(do.ResumeExercise() if view.state.status is Status.HELD else do.HoldExercise(), actor)


def _toggle_held_back(view: LiveView) -> do.Command | None:
    inject = view.standby
    if inject is None:
        return None
    held = view.state.injects[inject.id].status is InjectStatus.HELD
    return do.ReleaseInject(inject.id) if held else do.HoldBackInject(inject.id)


def _skip(view: LiveView) -> do.Command | None:
    return do.SkipInject(view.standby.id) if view.standby is not None else None


def _void_last(view: LiveView) -> do.Command | None:
    corrections = (EntryVoided, EntryRestored)
    for entry in reversed(view.entries):
        event = entry.event
        if (
            event.actor is Actor.CONTROLLER
            and event.seq not in view.state.voided
            and not isinstance(event.body, corrections)
        ):
            if isinstance(event.body, ValueOverridden):
                view.said.emit(str(why_it_stays(event.seq, event.body, view.state)), True)
                return None
            return do.VoidEntry(event.seq)
    view.said.emit(str(Message("There is no entry of your own to void.")), True)
    return None


def _restore_last(view: LiveView) -> do.Command | None:
    return do.RestoreEntry(view.last_voided) if view.last_voided is not None else None


def _exercise(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    ready = when(window, Status.READY)
    yield Action(
        "start",
        N_("StartEx"),
        EXERCISE,
        (),
        IN_RUN,
        with_view(window, partial(_start, parent=window)),
        "play:solid",
        enabled=ready,
    )
    yield Action(
        "next_phase",
        N_("Next phase"),
        EXERCISE,
        (stroke(Qt.Key.Key_Return, _CTRL),),
        IN_RUN,
        window.arming.arm,
        "skip-forward",
        while_typing=True,
        enabled=when(window, Status.READY, Status.RUNNING, Status.HELD),
    )
    yield Action(
        "confirm_armed",
        N_("Confirm, or note on the last entry"),
        EXERCISE,
        (stroke(Qt.Key.Key_Return),),
        IN_RUN,
        window.arming.press_enter,
        yields=lambda: not window.arming.is_armed,
        in_menu=False,
    )
    yield Action(
        "disarm", N_("Leave"), EXERCISE, (stroke(Qt.Key.Key_Escape),), IN_RUN, partial(leave, window), in_menu=False
    )
    yield Action(
        "hold",
        N_("Hold / resume"),
        EXERCISE,
        (stroke(Qt.Key.Key_F9),),
        IN_ALL - IN_REVIEW,  # a session that is over is all that is shown there
        with_view(window, partial(_toggle_hold, window=window)),
        "pause",
        while_typing=True,
        everywhere=True,
        enabled=under_way,
    )
    yield Action(
        "phase_longer",
        N_("1 min longer"),
        EXERCISE,
        (stroke(Qt.Key.Key_Plus),),
        IN_RUN,
        send(window, lambda _view: do.AdjustPhase(MINUTE_MS, window.choices.rest)),
        "plus",
        enabled=under_way,
    )
    yield Action(
        "phase_shorter",
        N_("1 min shorter"),
        EXERCISE,
        (stroke(Qt.Key.Key_Minus),),
        IN_RUN,
        send(window, lambda _view: do.AdjustPhase(-MINUTE_MS, window.choices.rest)),
        "minus",
        enabled=under_way,
    )
    yield Action(
        "end",
        N_("EndEx …"),
        EXERCISE,
        (stroke(Qt.Key.Key_E, _CTRL),),
        IN_RUN,
        window.ask_end,
        "flag",
        enabled=under_way,
    )
    for permille, title in SPEEDS.items():
        command = do.SetSpeed(permille)
        yield Action(
            f"speed_{permille}",
            title,
            EXERCISE,
            (),
            IN_RUN,
            always(window, command),
            "fast-forward",
            enabled=when(window, Status.READY, Status.RUNNING, Status.HELD),
        )


def _injects(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    waits = when(window, Status.READY, Status.RUNNING, Status.HELD)
    yield Action(
        "go",
        N_("GO"),
        INJECTS,
        (stroke(Qt.Key.Key_Space),),
        IN_RUN,
        guarded(window.monotonic_ms, GO_GUARD_MS, window.part(GoPart).press),
        "play:solid",
        enabled=under_way,
    )
    yield Action(
        "move_up",
        N_("Standby up"),
        INJECTS,
        (stroke(Qt.Key.Key_Up),),
        IN_RUN,
        on_page(window, partial(_move_standby, step=-1)),
        "arrow-up",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "move_down",
        N_("Standby down"),
        INJECTS,
        (stroke(Qt.Key.Key_Down),),
        IN_RUN,
        on_page(window, partial(_move_standby, step=1)),
        "arrow-down",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "hold_back",
        N_("Hold back"),
        INJECTS,
        (stroke(Qt.Key.Key_H),),
        IN_RUN,
        send(window, _toggle_held_back),
        "hand",
        enabled=waits,
    )
    yield Action(
        "skip", N_("Skip"), INJECTS, (stroke(Qt.Key.Key_L),), IN_RUN, send(window, _skip), "ban", enabled=waits
    )


def _units(window: MainWindow) -> Iterator[Action]:
    """One start, stop and order key for each of the first rows; the key sheet names them as families."""
    under_way = when(window, Status.RUNNING, Status.HELD)
    for letter in ROW_KEYS:
        key = Qt.Key(ord(letter))
        for name, title, modifiers in (
            ("start", N_("Start the action"), ()),
            ("stop", N_("Stop the action"), (_SHIFT,)),
            ("order", N_("Record the order"), (_ALT,)),
        ):
            yield Action(
                f"{name}_{letter.lower()}",
                title,
                UNITS,
                (stroke(key, *modifiers),),
                IN_RUN,
                on_page(window, partial(RunPage.press_unit_key, what=name, letter=letter)),
                enabled=under_way,
                in_menu=False,
                detail=unit_detail(window, name, letter),
            )


def _expected(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    for number in range(1, KEYED + 1):
        yield Action(
            f"tick_{number}",
            N_("Tick an expected action"),
            EXPECTED,
            (stroke(Qt.Key(Qt.Key.Key_0 + number), _CTRL),),
            IN_RUN,
            on_page(window, partial(_tick, number=number)),
            while_typing=True,
            enabled=under_way,
            in_menu=False,
            detail=expected_detail(window, number),
        )


def _log(window: MainWindow) -> Iterator[Action]:
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    is_there = when(window, *Status)  # an answer to a finding can be voided after EndEx, too
    yield Action(
        "note", N_("Write a note"), LOG, (stroke(Qt.Key.Key_N),), IN_RUN, window.begin_note, "pencil", enabled=is_open
    )
    yield Action(
        "marker",
        N_("Marker"),
        LOG,
        (stroke(Qt.Key.Key_M),),
        IN_RUN,
        always(window, do.PlaceMarker()),
        "bookmark",
        enabled=is_open,
    )
    yield Action(
        "void",
        N_("Void own last entry"),
        LOG,
        (stroke(Qt.Key.Key_Z, _CTRL),),
        IN_RUN | IN_HOTWASH,
        send(window, _void_last),
        "undo-2",
        enabled=is_there,
    )
    yield Action(
        "restore",
        N_("Restore it"),
        LOG,
        (stroke(Qt.Key.Key_Z, _CTRL, _SHIFT),),
        IN_RUN | IN_HOTWASH,
        send(window, _restore_last),
        "redo-2",
        enabled=is_there,
    )
    yield Action(
        "find",
        N_("Find in the log"),
        LOG,
        (stroke(Qt.Key.Key_F, _CTRL),),
        IN_DRILL,
        window.begin_find,
        "search",
        while_typing=True,
    )
