"""What can be done in Review but moving through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.engine.commands import Annotate, RemoveAnnotation
from player.i18n import N_, Message, _
from player.model.events import AnnotationKind, EntryRestored, EntryVoided
from player.model.times import SECOND_MS, clock_text
from player.ui.actions import IN_REVIEW, Action
from player.ui.assess.book import book_of
from player.ui.keys import stroke
from player.ui.review.log_groups import GROUPS
from player.ui.review.moving import move_actions
from player.ui.review.notices import RESUME, SALVAGE, said_of_rules
from player.ui.review.page import ReviewPage
from player.ui.review.salvaging import Salvaging
from player.ui.scenario.picklist import has_own_keys

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.review_view import ReviewView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REVIEW = N_("Review")
FILTER = N_("Log of the review")
_LONGEST = 90
"""So many letters of an entry are said; the log has all of it."""
_SAME_MS = SECOND_MS
"""A bookmark so near to the moment is the one meant."""


def review_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of Review but those of the window."""
    yield from move_actions(window)
    yield from _looking(window)
    yield from _entries(window)
    yield from _filters(window)
    yield from _session(window)


def on_review(window: MainWindow, do_it: Callable[[ReviewPage], object]) -> Callable[[], None]:
    """Do something with the page of the session shown, if there is one."""

    def with_page() -> None:
        if isinstance(window.page, ReviewPage):
            do_it(window.page)

    return with_page


def _looking(window: MainWindow) -> Iterator[Action]:
    """What is looked at."""
    yield Action(
        "controller_view",
        N_("What the controller saw, or the whole session"),
        REVIEW,
        (stroke(Qt.Key.Key_F6),),
        IN_REVIEW,
        on_review(window, lambda page: page.show_instrument(on=not page.shows_instrument)),
        "eye",
        while_typing=True,
    )
    yield Action(
        "leave_review_step",
        N_("One step back: selection, filter, what the controller saw"),
        REVIEW,
        (stroke(Qt.Key.Key_Escape),),
        IN_REVIEW,
        on_review(window, lambda page: page.step_back()),
        "x",
    )
    yield Action(
        "zoom_selection",
        N_("Zoom to selection"),
        REVIEW,
        (stroke(Qt.Key.Key_Z),),
        IN_REVIEW,
        on_review(window, _zoom_to_selection),
        "zoom-in",
    )
    yield Action(
        "zoom_whole",
        N_("Whole session in view"),
        REVIEW,
        (stroke(Qt.Key.Key_Z, _SHIFT),),
        IN_REVIEW,
        on_review(window, lambda page: page.show_instrument(on=True).zoom_out()),
        "maximize",
    )


def _entries(window: MainWindow) -> Iterator[Action]:
    """What is done with the entry or the moment."""
    yield Action(
        "open_entry",
        N_("All about the entry"),
        REVIEW,
        (stroke(Qt.Key.Key_Return),),
        IN_REVIEW,
        on_review(window, lambda page: page.open_entry()),
        "info",
        yields=lambda: True,  # a button or a row somebody has tabbed to is pressed
    )
    yield Action(
        "bookmark",
        N_("Bookmark this moment, or take it back"),
        REVIEW,
        (stroke(Qt.Key.Key_M),),
        IN_REVIEW,
        partial(_bookmark, window),
        "bookmark",
        yields=has_own_keys,  # M rates an objective there
    )
    yield Action(
        "void_answer",
        N_("Undo own last entry"),
        REVIEW,
        (stroke(Qt.Key.Key_Z, _CTRL),),
        IN_REVIEW,
        partial(_undo, window),
        "undo-2",
        enabled=partial(_can_answer, window),
    )
    yield Action(
        "restore_answer",
        N_("Restore it"),
        REVIEW,
        (stroke(Qt.Key.Key_Z, _CTRL, _SHIFT),),
        IN_REVIEW,
        partial(_redo, window),
        "redo-2",
        enabled=partial(_can_answer, window),
    )


def _filters(window: MainWindow) -> Iterator[Action]:
    """What narrows the log down."""
    for number, group in enumerate(GROUPS, start=1):
        yield Action(
            f"log_group_{number}",
            N_("Narrow the log down by kind"),
            FILTER,
            (stroke(Qt.Key(Qt.Key.Key_0 + number)),),
            IN_REVIEW,
            partial(_toggle_group, window, number),
            "filter",
            detail=partial(_, group.title),
        )
    yield Action(
        "log_group_0",
        N_("All of the log"),
        FILTER,
        (stroke(Qt.Key.Key_0),),
        IN_REVIEW,
        on_review(window, lambda page: page.toggle_group(0)),
        "list",
    )


def _session(window: MainWindow) -> Iterator[Action]:
    salvaging = Salvaging(window)
    yield Action(
        SALVAGE,
        N_("Salvage what is intact"),
        REVIEW,
        (stroke(Qt.Key.Key_S, _SHIFT),),
        IN_REVIEW,
        salvaging.do,
        "shield-check",
        enabled=salvaging.can,
    )
    yield Action(
        RESUME,
        N_("Resume this session"),
        REVIEW,
        (stroke(Qt.Key.Key_R, _CTRL),),
        IN_REVIEW,
        partial(_resume, window),
        "play:solid",
        enabled=window.can_resume,
    )


def _can_answer(window: MainWindow) -> bool:
    return window.review_view is not None and window.review_view.can_answer


def _undo(window: MainWindow) -> None:
    view = window.review_view
    if view is None:
        return
    count = len(view.entries)
    if not view.undo():
        view.said.emit(str(Message("There is nothing of your own to undo.")), True)
    _say_turned(view, count, _("Undone: “{what}”. Ctrl+Shift+Z does it again."))


def _redo(window: MainWindow) -> None:
    view = window.review_view
    if view is None:
        return
    count = len(view.entries)
    if not view.redo():
        view.said.emit(_("There is nothing undone to do again."), False)
    _say_turned(view, count, _("Done again: “{what}”. Ctrl+Z undoes it."))


def _say_turned(view: ReviewView, count: int, text: str) -> None:
    """Say in one line which entry was taken out or put in again by what came behind so many entries."""
    turned = [entry.event.body for entry in view.entries[count:]]
    seqs = [body.seq for body in turned if isinstance(body, EntryVoided | EntryRestored)]
    if seqs and len(seqs) == len(turned):  # else another Gladi wrote, which has been said
        what = " ".join(book_of(view).words_of(seqs[-1]).split())
        view.said.emit(text.format(what=what if len(what) < _LONGEST else f"{what[:_LONGEST].rstrip()} …"), False)


def _bookmark(window: MainWindow) -> None:
    """Bookmark the moment; where it has one already, take that back."""
    view = window.review_view
    if view is None:
        return
    if not view.can_answer:
        view.said.emit(view.answer_obstacle, True)
        return
    at_ms = view.now_ms
    near = [one for one in view.bookmarks if abs(one.at_ms - at_ms) < _SAME_MS]
    if near:
        told = min(near, key=lambda one: abs(one.at_ms - at_ms))
        done, text = view.do(RemoveAnnotation(told.number)), _("Bookmark at {time} taken back")
        at_ms = told.at_ms
    else:
        on = _entry_at(view)
        done, text = view.do(Annotate(AnnotationKind.BOOKMARK, at_ms, on=on)), _("Bookmark at {time}")
    if done:
        view.said.emit(text.format(time=clock_text(at_ms, hours=True)), False)


def _entry_at(view: ReviewView) -> int | None:
    """The entry a bookmark is on: the one that was gone to, if it was written in the exercise."""
    seq = view.chosen_seq
    return seq if seq is not None and seq <= view.saved.exercise_entries else None


def _toggle_group(window: MainWindow, number: int) -> None:
    if isinstance(window.page, ReviewPage):
        window.page.toggle_group(number)


def _zoom_to_selection(page: ReviewPage) -> None:
    face = page.show_instrument(on=True)
    if face.selected_span is None:
        page.say(_("Select a stretch on the lanes first: drag with Shift, or with the right button."), False)
    else:
        face.lanes.zoom_to_selection()


def _resume(window: MainWindow) -> None:
    """Take the session up again, and say so where its rules are not those of today."""
    said = "" if window.review_view is None else said_of_rules(window.review_view.saved)
    window.resume_session()
    if said and window.live_view is not None:
        window.live_view.said.emit(said, False)
