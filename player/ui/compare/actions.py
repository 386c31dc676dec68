"""What can be done where sessions are compared, and how one gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_COMPARE, IN_HOME, IN_REVIEW, Action
from player.ui.compare.part import ComparisonPart
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.compare.board import CompareBoard
    from player.ui.compare.page import ComparePage
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
COMPARE = N_("Compare")
ALONG = N_("Along the curves")
_ZOOM = 0.7
_STEPS: tuple[tuple[tuple[Qt.KeyboardModifier, ...], int, str, str], ...] = (
    ((), 5_000, N_("Cursor 5 s back"), N_("Cursor 5 s on")),
    ((_SHIFT,), 30_000, N_("Cursor 30 s back"), N_("Cursor 30 s on")),
    ((_CTRL,), 1_000, N_("Cursor 1 s back"), N_("Cursor 1 s on")),
)


def compare_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of comparing but those of the window."""
    pages = window.comparisons
    there = partial(_is_session, window)
    yield Action(
        "compare",
        N_("Compare with …"),
        COMPARE,
        (stroke(Qt.Key.Key_B),),
        IN_HOME | IN_REVIEW,
        pages.compare_chosen,
        "layers",
        enabled=there,
    )
    yield Action(
        "compare_plan",
        N_("Compare with its plan"),
        COMPARE,
        (stroke(Qt.Key.Key_B, _SHIFT),),
        IN_HOME | IN_REVIEW,
        pages.compare_with_plan,
        "layers",
        enabled=there,
    )
    yield from _of_page(window)
    yield from _along(window)
    yield Action(
        "leave_compare", N_("Back"), COMPARE, (stroke(Qt.Key.Key_Escape),), IN_COMPARE, pages.leave, "arrow-left"
    )


def _is_session(window: MainWindow) -> bool:
    return window.comparisons.chosen_elsewhere is not None


def _on_page(window: MainWindow, do_it: Callable[[ComparePage], object]) -> Callable[[], None]:
    def do() -> None:
        page = window.comparisons.page
        if page is not None:
            do_it(page)

    return do


def _compares(window: MainWindow) -> bool:
    page = window.comparisons.page
    return page is not None and page.board.comparison is not None


def _is_in_sessions(window: MainWindow) -> bool:
    page = window.comparisons.page
    return page is not None and page.is_in_sessions


def _of_page(window: MainWindow) -> Iterator[Action]:
    pages, compares = window.comparisons, partial(_compares, window)
    yield Action(
        "compare_open",
        N_("Open in Review"),
        COMPARE,
        (stroke(Qt.Key.Key_Return),),
        IN_COMPARE,
        pages.open_session,
        "history",
        enabled=lambda: compares() or _is_in_sessions(window),
    )
    yield Action(
        "compare_tick",
        N_("Choose or not"),
        COMPARE,
        (stroke(Qt.Key.Key_X),),
        IN_COMPARE,
        _on_page(window, lambda page: page.sessions.tick()),
        "square-check",
        enabled=partial(_is_in_sessions, window),
    )
    yield Action(
        "compare_sessions",
        N_("To the list of sessions"),
        COMPARE,
        (stroke(Qt.Key.Key_L),),
        IN_COMPARE,
        _on_page(window, lambda page: page.choose_sessions()),
        "list",
    )
    for name, title, key, do, icon in (
        ("compare_with_plan", N_("With the plan, or without"), Qt.Key.Key_P, _toggle_plan, "clipboard-list"),
        ("compare_differing", N_("Only what differs, or all"), Qt.Key.Key_D, _toggle_differing, "filter"),
        ("compare_table", N_("The other table"), Qt.Key.Key_T, _next_table, "list-checks"),
    ):
        yield Action(name, title, COMPARE, (stroke(key),), IN_COMPARE, _on_page(window, do), icon)
    for name, title, do in (
        ("compare_measures", N_("Measures"), _show_measures),
        ("compare_firsts", N_("Who was first where"), _show_firsts),
    ):
        show = _on_page(window, do)
        yield Action(name, title, COMPARE, (), IN_COMPARE, show, "list-checks", enabled=compares)
    yield Action(
        "compare_by",
        N_("By StartEx, or phase by phase"),
        COMPARE,
        (stroke(Qt.Key.Key_A),),
        IN_COMPARE,
        pages.toggle_by,
        "flag",
    )
    yield Action(
        "compare_base",
        N_("Differences to this one"),
        COMPARE,
        (stroke(Qt.Key.Key_S),),
        IN_COMPARE,
        pages.set_base,
        "target",
        enabled=compares,
    )
    yield Action(
        "compare_export",
        N_("Export both tables …"),
        COMPARE,
        (stroke(Qt.Key.Key_E),),
        IN_COMPARE,
        lambda: window.part(ComparisonPart).ask(),
        "save",
        enabled=compares,
    )
    yield Action(
        "compare_read_again",
        N_("Look for sessions again"),
        COMPARE,
        (stroke(Qt.Key.Key_F5),),
        IN_COMPARE,
        _on_page(window, lambda page: page.work.look()),
        "rotate-ccw",
    )


def _next_table(page: ComparePage) -> None:
    page.next_table()


def _show_measures(page: ComparePage) -> None:
    from player.ui.compare.page import MEASURES

    page.show_table(MEASURES)


def _show_firsts(page: ComparePage) -> None:
    from player.ui.compare.page import FIRSTS

    page.show_table(FIRSTS)


def _toggle_plan(page: ComparePage) -> None:
    page.work.toggle_plan()


def _toggle_differing(page: ComparePage) -> None:
    page.board.set_differing(on=not page.board.differing)


def _along(window: MainWindow) -> Iterator[Action]:
    compares = partial(_compares, window)

    def on_board(do_it: Callable[[CompareBoard], object]) -> Callable[[], None]:
        return _on_page(window, lambda page: do_it(page.board))

    for modifiers, step_ms, back, on in _STEPS:
        for name, title, key, sign, icon in (
            ("back", back, Qt.Key.Key_Left, -1, "skip-back"),
            ("on", on, Qt.Key.Key_Right, 1, "skip-forward"),
        ):
            move = on_board(lambda board, by_ms=sign * step_ms: board.move_cursor(by_ms))  # type: ignore[misc]
            yield Action(
                f"compare_{name}_{step_ms}",
                title,
                ALONG,
                (stroke(key, *modifiers),),
                IN_COMPARE,
                move,
                icon,
                repeats=True,
                enabled=compares,
            )
    for name, title, key, modifiers, do, icon in (
        ("compare_zoom_in", N_("Nearer"), Qt.Key.Key_Plus, (), lambda board: board.zoom(_ZOOM), "zoom-in"),
        ("compare_zoom_out", N_("Farther"), Qt.Key.Key_Minus, (), lambda board: board.zoom(1 / _ZOOM), "zoom-out"),
        (
            "compare_whole",
            N_("The whole time"),
            Qt.Key.Key_0,
            (_CTRL,),
            lambda board: board.set_axis(board.axis.fitted()),
            "maximize",
        ),
    ):
        yield Action(name, title, ALONG, (stroke(key, *modifiers),), IN_COMPARE, on_board(do), icon, enabled=compares)
    for number in range(1, 10):
        look = on_board(lambda board, place=number - 1: board.look_at(place))  # type: ignore[misc]
        yield Action(
            f"column_{number}",
            N_("Look at a column"),
            ALONG,
            (stroke(Qt.Key(Qt.Key.Key_0 + number)),),
            IN_COMPARE,
            look,
            "eye",
            enabled=partial(_has_column, window, number - 1),
            in_menu=False,
            detail=partial(_name_of_column, window, number - 1),
        )


def _has_column(window: MainWindow, place: int) -> bool:
    page = window.comparisons.page
    return page is not None and place < page.board.count


def _name_of_column(window: MainWindow, place: int) -> str:
    page = window.comparisons.page
    comparison = page.board.comparison if page is not None else None
    if comparison is None or place >= len(comparison.subjects):
        return ""
    from player.review.comparing_wording import subject_name

    return subject_name(comparison.subjects[place])
