"""What can be done in Review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_, Message
from player.ui.actions import IN_REVIEW, Action
from player.ui.keys import stroke
from player.ui.review.notices import said_of_rules
from player.ui.review_view import ReviewView
from player.ui.scenario.picklist import is_in_list

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
REVIEW = N_("Review")
_SCRUB_STEPS: tuple[tuple[tuple[Qt.KeyboardModifier, ...], int, str, str], ...] = (
    ((), 5_000, N_("5 s back"), N_("5 s on")),
    ((Qt.KeyboardModifier.ShiftModifier,), 30_000, N_("30 s back"), N_("30 s on")),
    ((Qt.KeyboardModifier.ControlModifier,), 1_000, N_("1 s back"), N_("1 s on")),
)


def _move(window: MainWindow, move: Callable[[ReviewView, int], None], by: int) -> None:
    if window.review_view is not None:
        move(window.review_view, by)


def _can_answer(window: MainWindow) -> bool:
    return window.review_view is not None and window.review_view.can_answer


def _void_last(window: MainWindow) -> None:
    view = window.review_view
    if view is not None and not view.undo():
        view.said.emit(str(Message("There is nothing of your own to undo.")), True)


def _restore_last(window: MainWindow) -> None:
    if window.review_view is not None:
        window.review_view.redo()


def _resume(window: MainWindow) -> None:
    """Take the session up again, and say so where its rules are not those of today."""
    said = "" if window.review_view is None else said_of_rules(window.review_view.saved)
    window.resume_session()
    if said and window.live_view is not None:
        window.live_view.said.emit(said, False)


def review_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of Review but those of the window."""
    for modifiers, step_ms, back, on in _SCRUB_STEPS:
        yield Action(
            f"move_back_{step_ms}",
            back,
            REVIEW,
            (stroke(Qt.Key.Key_Left, *modifiers),),
            IN_REVIEW,
            partial(_move, window, ReviewView.move_by, -step_ms),
            "skip-back",
            repeats=True,
        )
        yield Action(
            f"move_on_{step_ms}",
            on,
            REVIEW,
            (stroke(Qt.Key.Key_Right, *modifiers),),
            IN_REVIEW,
            partial(_move, window, ReviewView.move_by, step_ms),
            "skip-forward",
            repeats=True,
        )
    yield Action(
        "move_event_back",
        N_("Previous event"),
        REVIEW,
        (stroke(Qt.Key.Key_Up),),
        IN_REVIEW,
        partial(_move, window, ReviewView.step_entry, -1),
        "arrow-up",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "move_event_on",
        N_("Next event"),
        REVIEW,
        (stroke(Qt.Key.Key_Down),),
        IN_REVIEW,
        partial(_move, window, ReviewView.step_entry, 1),
        "arrow-down",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "move_phase_back",
        N_("Previous phase"),
        REVIEW,
        (stroke(Qt.Key.Key_PageUp),),
        IN_REVIEW,
        partial(_move, window, ReviewView.step_phase, -1),
        "flag",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "move_phase_on",
        N_("Next phase"),
        REVIEW,
        (stroke(Qt.Key.Key_PageDown),),
        IN_REVIEW,
        partial(_move, window, ReviewView.step_phase, 1),
        "flag",
        repeats=True,
        yields=is_in_list,
    )
    yield Action(
        "void_answer",
        N_("Undo own last entry"),
        REVIEW,
        (stroke(Qt.Key.Key_Z, _CTRL),),
        IN_REVIEW,
        partial(_void_last, window),
        "undo-2",
        enabled=partial(_can_answer, window),
    )
    yield Action(
        "restore_answer",
        N_("Redo it"),
        REVIEW,
        (stroke(Qt.Key.Key_Z, _CTRL, Qt.KeyboardModifier.ShiftModifier),),
        IN_REVIEW,
        partial(_restore_last, window),
        "redo-2",
        enabled=partial(_can_answer, window),
    )
    yield Action(
        "resume_session",
        N_("Resume this session"),
        REVIEW,
        (),
        IN_REVIEW,
        partial(_resume, window),
        "play:solid",
        enabled=window.can_resume,
    )
