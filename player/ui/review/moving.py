"""Moving through a session by keys: in time, by event, phase, finding and bookmark; and playing it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from player.i18n import N_, _
from player.ui.actions import IN_REVIEW, Action, Stroke
from player.ui.keys import stroke
from player.ui.review.page import ReviewPage
from player.ui.review.part import ReviewPart
from player.ui.review.playback import Playback
from player.ui.review_view import ReviewView
from player.ui.scenario.picklist import has_own_keys

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

MOVING = N_("Time axis")
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
_SCRUB_STEPS: tuple[tuple[tuple[Qt.KeyboardModifier, ...], int, str, str], ...] = (
    ((), 5_000, N_("5 s back"), N_("5 s on")),
    ((_SHIFT,), 30_000, N_("30 s back"), N_("30 s on")),
    ((_CTRL,), 1_000, N_("1 s back"), N_("1 s on")),
)


class _Jump(NamedTuple):
    """A pair of actions that jump."""

    name: str
    back: str
    on: str
    keys: tuple[Stroke, Stroke]
    icons: tuple[str, str]
    jump: Callable[[MainWindow, int], object]


def _event(window: MainWindow, step: int) -> None:
    if isinstance(window.page, ReviewPage):
        window.page.step_entry(step)


def _phase(window: MainWindow, step: int) -> None:
    view = window.review_view
    if view is not None:
        _seek_next(view, (run.started_ms for run in view.final_state.phases), step)


def _bookmark(window: MainWindow, step: int) -> None:
    view = window.review_view
    if view is not None and not _seek_next(view, (one.at_ms for one in view.bookmarks), step):
        text = _("No bookmark after this moment. M sets one.") if step > 0 else _("No bookmark before this moment.")
        view.said.emit(text, False)


def _finding(window: MainWindow, step: int) -> None:
    view, page = window.review_view, window.page
    if view is None or not isinstance(page, ReviewPage):
        return
    sought = _seek_next(view, (one.from_ms for one in view.findings), step)
    finding = next((one for one in view.findings if sought and one.from_ms == view.now_ms), None)
    if finding is None:
        view.said.emit(_("No finding after this moment.") if step > 0 else _("No finding before this moment."), False)
    elif page.shows_instrument:
        page.review_face.show_finding(finding.key)


def _seek_next(view: ReviewView, moments_ms: Iterable[int], step: int) -> bool:
    """Show the drill at the next or the previous of these moments; gives whether there is one."""
    known = sorted(set(moments_ms))
    place = bisect_right(known, view.now_ms) if step > 0 else bisect_left(known, view.now_ms) - 1
    if not 0 <= place < len(known):
        return False
    view.seek(known[place])
    return True


_JUMPS: tuple[_Jump, ...] = (
    _Jump(
        "event",
        N_("Previous event"),
        N_("Next event"),
        (stroke(Qt.Key.Key_Up), stroke(Qt.Key.Key_Down)),
        ("arrow-up", "arrow-down"),
        _event,
    ),
    _Jump(
        "phase",
        N_("Previous phase"),
        N_("Next phase"),
        (stroke(Qt.Key.Key_PageUp), stroke(Qt.Key.Key_PageDown)),
        ("skip-back", "skip-forward"),
        _phase,
    ),
    _Jump(
        "finding",
        N_("Previous finding"),
        N_("Next finding"),
        (stroke(Qt.Key.Key_Up, _ALT), stroke(Qt.Key.Key_Down, _ALT)),
        ("chevron-left", "chevron-right"),
        _finding,
    ),
    _Jump(
        "bookmark",
        N_("Previous bookmark"),
        N_("Next bookmark"),
        (stroke(Qt.Key.Key_BracketLeft), stroke(Qt.Key.Key_BracketRight)),
        ("arrow-left", "arrow-right"),
        _bookmark,
    ),
)


def move_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of this module."""
    yield from _playing(window)
    for modifiers, step_ms, back, on in _SCRUB_STEPS:
        for name, title, key, by_ms, icon in (
            (f"move_back_{step_ms}", back, Qt.Key.Key_Left, -step_ms, "skip-back"),
            (f"move_on_{step_ms}", on, Qt.Key.Key_Right, step_ms, "skip-forward"),
        ):
            move = partial(_move, window, _seek_by, by_ms)
            yield Action(name, title, MOVING, (stroke(key, *modifiers),), IN_REVIEW, move, icon, repeats=True)
    for jump in _JUMPS:
        for place, (name, title, step) in enumerate(
            ((f"move_{jump.name}_back", jump.back, -1), (f"move_{jump.name}_on", jump.on, 1))
        ):
            yield Action(
                name,
                title,
                MOVING,
                (jump.keys[place],),
                IN_REVIEW,
                partial(jump.jump, window, step),
                jump.icons[place],
                repeats=True,
                yields=has_own_keys,
            )
    for name, title, key, share in (
        ("move_start", N_("To the beginning"), Qt.Key.Key_Home, 0),
        ("move_end", N_("To the end"), Qt.Key.Key_End, 1),
    ):
        yield Action(
            name,
            title,
            MOVING,
            (stroke(key),),
            IN_REVIEW,
            partial(_move, window, _seek_share, share),
            "arrow-left" if share == 0 else "arrow-right",
            yields=has_own_keys,
        )


def _playing(window: MainWindow) -> Iterator[Action]:
    for name, title, key, icon, do_it in (
        ("play", N_("Play, or stop"), Qt.Key.Key_Space, "play:solid", Playback.toggle),
        ("slower", N_("Play slower"), Qt.Key.Key_Minus, "minus", lambda playback: playback.change_speed(-1)),
        ("faster", N_("Play faster"), Qt.Key.Key_Plus, "plus", lambda playback: playback.change_speed(1)),
    ):
        yield Action(name, title, MOVING, (stroke(key),), IN_REVIEW, partial(_play, window, do_it), icon)


def _play(window: MainWindow, do_it: Callable[[Playback], object]) -> None:
    playback = window.part(ReviewPart).playback
    if playback is not None:
        do_it(playback)


def _move(window: MainWindow, move: Callable[[ReviewView, int], object], by: int) -> None:
    if window.review_view is not None:
        move(window.review_view, by)


def _seek_by(view: ReviewView, by_ms: int) -> None:
    view.seek(view.now_ms + by_ms)


def _seek_share(view: ReviewView, share: int) -> None:
    view.seek(share * view.timeline.end_ms)
