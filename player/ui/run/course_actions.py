"""What can be done in Run about the course of the drill and what is seen: decisions, gates, overrides, tags, facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, _
from player.ui.actions import IN_RUN, Action
from player.ui.keys import stroke
from player.ui.override.sheet import override_value
from player.ui.run import steering
from player.ui.run.deeds import on_page, send, spaced, when, with_view
from player.ui.run.details import expected_detail, tag_detail
from player.ui.run.expected import KEYED
from player.ui.run.page import RunPage

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow

_ALT = Qt.KeyboardModifier.AltModifier

COURSE = N_("Course")
SEEN = N_("What is seen")

TAG_GUARD_MS = 500
"""After a tag there is not the same one again for this long, counted from the one that was logged: of presses that go
on and on, as stones fly, each half second keeps one."""

_IGNORED_MS = 2_000
"""So long it is said that a press was not counted."""

TAG_KEYS = range(1, 10)


def course_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield from _course(window)
    yield from _seen(window)


def _course(window: MainWindow) -> Iterator[Action]:
    under_way = when(window, Status.RUNNING, Status.HELD)
    is_open = when(window, Status.READY, Status.RUNNING, Status.HELD)
    yield Action(
        "decide",
        N_("Answer the question"),
        COURSE,
        (stroke(Qt.Key.Key_F2),),
        IN_RUN,
        _with_sheet(window, steering.answer_question),
        "git-branch",
        while_typing=True,
        enabled=under_way,
    )
    yield Action(
        "readiness",
        N_("Readiness"),
        COURSE,
        (stroke(Qt.Key.Key_F3),),
        IN_RUN,
        _with_sheet(window, steering.show_readiness),
        "clipboard-list",
        while_typing=True,
        enabled=is_open,
    )
    yield Action(
        "go_to_phase",
        N_("Go to a phase …"),
        COURSE,
        (stroke(Qt.Key.Key_F4),),
        IN_RUN,
        _with_sheet(window, steering.go_to_phase),
        "flag",
        while_typing=True,
        enabled=under_way,
    )
    yield Action(
        "override",
        N_("Override a value …"),
        COURSE,
        (stroke(Qt.Key.Key_F5),),
        IN_RUN,
        _with_sheet(window, override_value),
        "gauge",
        while_typing=True,
        enabled=under_way,
    )


def _seen(window: MainWindow) -> Iterator[Action]:
    """One key a tag, one for records, and one for the records that expected actions call for."""
    under_way = when(window, Status.RUNNING, Status.HELD)
    yield Action(
        "record",
        N_("Put on record …"),
        SEEN,
        (stroke(Qt.Key.Key_R),),
        IN_RUN,
        _with_sheet(window, steering.put_on_record),
        "clipboard-list",
        enabled=under_way,
    )
    for digit in TAG_KEYS:
        key = Qt.Key(Qt.Key.Key_0 + digit)
        yield Action(
            f"tag_{digit}",
            N_("Log a tag"),
            SEEN,
            (stroke(key),),
            IN_RUN,
            spaced(
                window.monotonic_ms,
                TAG_GUARD_MS,
                send(window, partial(_tag, digit=digit)),
                on_page(window, partial(_tell_ignored, digit=digit)),
            ),
            enabled=under_way,
            in_menu=False,
            detail=tag_detail(window, digit),
        )
    for number in range(1, KEYED + 1):
        yield Action(
            f"record_{number}",
            N_("Write a record that is called for"),
            SEEN,
            (stroke(Qt.Key(Qt.Key.Key_0 + number), _ALT),),
            IN_RUN,
            on_page(window, partial(_record, number=number)),
            enabled=under_way,
            in_menu=False,
            detail=expected_detail(window, number, record=True),
        )


def _with_sheet(window: MainWindow, show: Callable[[LiveView, QWidget], object]) -> Callable[[], None]:
    """Do something with the live drill that shows a sheet over the window."""
    return with_view(window, lambda view: show(view, window))


def _tag(view: LiveView, digit: int) -> do.Command | None:
    tag = view.scenario.tag_by_key.get(digit)
    return do.ObserveTag(tag.id) if tag is not None else None


def _tell_ignored(page: RunPage, digit: int) -> None:
    """Say that a press was not counted, for a moment, and in place of nothing that is said already."""
    tag, notice = page.view.scenario.tag_by_key.get(digit), page.notice
    if tag is not None and notice.isHidden():
        text = _("{digit} {tag}: pressed twice, counted once").format(digit=digit, tag=tag.text)
        notice.say(text, "accent", for_ms=_IGNORED_MS)


def _record(page: RunPage, number: int) -> None:
    page.expected.record_number(number)
