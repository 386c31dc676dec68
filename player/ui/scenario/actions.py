"""What can be done on the page of a script, and on that of a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_PROGRAMME, IN_SCENARIO, IN_SCRIPT, Action
from player.ui.keys import stroke
from player.ui.scenario.board import Board
from player.ui.scenario.inject_tab import InjectTab
from player.ui.scenario.page import TABS, ScenarioPage
from player.ui.scenario.sources import SourceTab

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

SCRIPT = N_("Script")
MAP = N_("Map")
SHOW = N_("Show")
_ZOOM_IN, _ZOOM_OUT = 0.6, 1 / 0.6
_PAGE_ROWS = 8


def scenario_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of the two pages but those of the window."""
    yield from _script(window)
    yield from _map(window)
    yield from _tabs(window)
    yield from _programme(window)


def _always() -> bool:
    return True


def _on_page(window: MainWindow, do_it: Callable[[ScenarioPage], object]) -> Callable[[], None]:
    def do() -> None:
        page = window.scripts.scenario_page
        if page is not None:
            do_it(page)

    return do


def _on_board(window: MainWindow, do_it: Callable[[Board], object]) -> Callable[[], None]:
    def do() -> None:
        page = window.scripts.scenario_page
        if page is not None and page.board is not None:
            do_it(page.board)

    return do


def _has_routes(window: MainWindow) -> bool:
    page = window.scripts.scenario_page
    return page is not None and page.board is not None and len(page.board.routes) > 1


def _script(window: MainWindow) -> Iterator[Action]:
    scripts = window.scripts
    yield Action(
        "run_script",
        N_("Run"),
        SCRIPT,
        (stroke(Qt.Key.Key_Return),),
        IN_SCENARIO,
        scripts.run,
        "play:solid",
        yields=_always,
        enabled=scripts.can_run,
    )
    yield Action(
        "run_armed",
        N_("Run, with StartEx ready for Enter"),
        SCRIPT,
        (stroke(Qt.Key.Key_Return, _CTRL),),
        IN_SCENARIO,
        partial(scripts.run, armed=True),
        "play:solid",
        enabled=scripts.can_run,
    )
    yield Action(
        "edit_script", N_("Edit the file"), SCRIPT, (stroke(Qt.Key.Key_E),), IN_SCRIPT, scripts.edit, "square-pen"
    )
    yield Action(
        "reload_script", N_("Read again"), SCRIPT, (stroke(Qt.Key.Key_F5),), IN_SCRIPT, scripts.reload, "rotate-ccw"
    )
    yield Action(
        "copy_problems",
        N_("Copy the problems"),
        SCRIPT,
        (stroke(Qt.Key.Key_C, _CTRL),),
        IN_SCRIPT,
        scripts.copy_problems,
        "clipboard-list",
    )
    yield Action("back", N_("Back"), SCRIPT, (stroke(Qt.Key.Key_Escape),), IN_SCRIPT, scripts.go_back, "arrow-left")


def _map(window: MainWindow) -> Iterator[Action]:
    steps = (
        ("phase_back", N_("Previous phase"), Qt.Key.Key_Left, -1, "chevron-left"),
        ("phase_on", N_("Next phase"), Qt.Key.Key_Right, 1, "chevron-right"),
        ("phase_first", N_("First phase"), Qt.Key.Key_Home, -10_000, "chevron-left"),
        ("phase_last", N_("Last phase"), Qt.Key.Key_End, 10_000, "chevron-right"),
    )
    for name, title, key, step, icon in steps:
        do = _on_board(window, lambda board, step=step: board.step_phase(step))  # type: ignore[misc]
        yield Action(name, title, MAP, (stroke(key),), IN_SCENARIO, do, icon, repeats=abs(step) == 1, yields=_always)
    for name, title, strokes, step in (
        ("next_route", N_("Next route"), (stroke(Qt.Key.Key_R),), 1),
        ("previous_route", N_("Previous route"), (stroke(Qt.Key.Key_R, _SHIFT),), -1),
    ):
        do = _on_board(window, lambda board, step=step: board.choose_route(board.route_number + step))  # type: ignore[misc]
        yield Action(name, title, MAP, strokes, IN_SCENARIO, do, "git-branch", enabled=partial(_has_routes, window))
    for name, title, key, factor, icon in (
        ("zoom_in", N_("Zoom in"), Qt.Key.Key_Plus, _ZOOM_IN, "zoom-in"),
        ("zoom_out", N_("Zoom out"), Qt.Key.Key_Minus, _ZOOM_OUT, "zoom-out"),
    ):
        do = _on_board(window, lambda board, factor=factor: board.zoom(factor))  # type: ignore[misc]
        yield Action(name, title, MAP, (stroke(key),), IN_SCENARIO, do, icon, repeats=True)
    yield Action(
        "zoom_fit",
        N_("All of it"),
        MAP,
        (stroke(Qt.Key.Key_0),),
        IN_SCENARIO,
        _on_board(window, lambda board: board.set_axis(board.axis.fitted())),
        "maximize",
    )


def _tabs(window: MainWindow) -> Iterator[Action]:
    for number, kind in enumerate(TABS, start=1):
        show = _on_page(window, lambda page, name=kind.NAME: page.tabs and page.tabs.show_named(name))  # type: ignore[misc]
        key = Qt.Key(int(Qt.Key.Key_0) + number)
        yield Action(f"tab_{kind.NAME}", kind.TITLE, SHOW, (stroke(key),), IN_SCENARIO, show, kind.ICON)
    rows = (
        ("row_back", N_("Previous row"), Qt.Key.Key_Up, -1),
        ("row_on", N_("Next row"), Qt.Key.Key_Down, 1),
        ("page_back", N_("Rows back"), Qt.Key.Key_PageUp, -_PAGE_ROWS),
        ("page_on", N_("Rows on"), Qt.Key.Key_PageDown, _PAGE_ROWS),
    )
    for name, title, key, step in rows:
        do = _on_page(window, lambda page, step=step: page.tabs and page.tabs.shown.step(step))  # type: ignore[misc]
        yield Action(
            name,
            title,
            SHOW,
            (stroke(key),),
            IN_SCENARIO,
            do,
            "arrow-up" if step < 0 else "arrow-down",
            repeats=True,
            yields=_always,
        )
    yield Action(
        "find_inject",
        N_("Find an inject"),
        SHOW,
        (stroke(Qt.Key.Key_F, _CTRL),),
        IN_SCENARIO,
        _on_page(window, _find),
        "search",
        while_typing=True,
    )
    yield Action(
        "open_attachment",
        N_("Open the attachment"),
        SHOW,
        (stroke(Qt.Key.Key_O),),
        IN_SCENARIO,
        _on_page(window, _open_attachment),
        "folder-open",
    )


def _find(page: ScenarioPage) -> None:
    tab = page.tab_of(InjectTab)
    if page.tabs is not None and isinstance(tab, InjectTab):
        page.tabs.show_named(InjectTab.NAME)
        tab.begin_find()


def _open_attachment(page: ScenarioPage) -> None:
    tab = page.tab_of(SourceTab)
    if page.tabs is not None and isinstance(tab, SourceTab):
        page.tabs.show_named(SourceTab.NAME)
        tab.open_chosen()


def _programme(window: MainWindow) -> Iterator[Action]:
    def step(by: int) -> None:
        page = window.scripts.programme_page
        if page is not None:
            page.step(by)

    yield Action(
        "open_stage",
        N_("Open the stage"),
        SCRIPT,
        (stroke(Qt.Key.Key_Return),),
        IN_PROGRAMME,
        window.scripts.open_stage,
        "folder-open",
        yields=_always,
    )
    for name, title, key, by, icon in (
        ("stage_back", N_("Previous stage"), Qt.Key.Key_Up, -1, "arrow-up"),
        ("stage_on", N_("Next stage"), Qt.Key.Key_Down, 1, "arrow-down"),
    ):
        yield Action(
            name, title, SHOW, (stroke(key),), IN_PROGRAMME, partial(step, by), icon, repeats=True, yields=_always
        )
