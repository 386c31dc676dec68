"""What can be done on the page of a sheet, and how one gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from player.i18n import N_
from player.ui.actions import IN_HOME, IN_MAPPER, IN_SCRIPT, Action
from player.ui.keys import stroke

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.mapper.page import MapperPage

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
SHEET = N_("Sheet")
CELLS = N_("Cells")
_PAGE_ROWS = 12
_FAR = 1_000_000


def mapper_actions(window: MainWindow) -> Iterator[Action]:
    """Every action of the page but those of the window."""
    pages = window.sheets
    yield Action(
        "import_sheet",
        N_("Import an MSEL …"),
        SHEET,
        (stroke(Qt.Key.Key_I),),
        IN_HOME | IN_SCRIPT | IN_MAPPER,
        pages.ask_file,
        "list-checks",
    )
    yield Action(
        "save_import",
        N_("Save the script …"),
        SHEET,
        (stroke(Qt.Key.Key_S, _CTRL),),
        IN_MAPPER,
        pages.save,
        "save",
        while_typing=True,
        enabled=pages.can_save,
    )
    yield Action(
        "reload_sheet", N_("Read again"), SHEET, (stroke(Qt.Key.Key_F5),), IN_MAPPER, pages.reload, "rotate-ccw"
    )
    yield from _choices(window)
    yield from _cells(window)
    yield Action(
        "leave_import", N_("Back"), SHEET, (stroke(Qt.Key.Key_Escape),), IN_MAPPER, window.go_home, "arrow-left"
    )


def _always() -> bool:
    return True


def _on_page(window: MainWindow, do_it: Callable[[MapperPage], object]) -> Callable[[], None]:
    def do() -> None:
        page = window.sheets.page
        if page is not None:
            do_it(page)

    return do


def _has_sheet(window: MainWindow) -> bool:
    return window.sheets.choices is not None


def _choices(window: MainWindow) -> Iterator[Action]:
    has_sheet = partial(_has_sheet, window)
    for name, title, key, do, icon in (
        ("choose_field", N_("What the column means"), Qt.Key.Key_Return, lambda page: page.ask_field(), "pencil"),
        ("choose_sheet", N_("Choose the sheet"), Qt.Key.Key_L, lambda page: page.ask_sheet(), "layers"),
        ("choose_header", N_("Choose the row of the header"), Qt.Key.Key_H, lambda page: page.ask_header(), "list"),
        ("begin_start", N_("Say when StartEx is"), Qt.Key.Key_S, lambda page: page.begin_start(), "flag"),
    ):
        yield Action(
            name,
            title,
            SHEET,
            (stroke(key),),
            IN_MAPPER,
            _on_page(window, do),
            icon,
            enabled=has_sheet,
            yields=_always,
        )
    yield Action(
        "header_here",
        N_("This row names the columns"),
        SHEET,
        (stroke(Qt.Key.Key_H, _SHIFT),),
        IN_MAPPER,
        _on_page(window, lambda page: page.set_header_here()),
        "list",
        enabled=has_sheet,
    )
    yield Action(
        "undo_choice",
        N_("Take back the last choice"),
        SHEET,
        (stroke(Qt.Key.Key_Z, _CTRL),),
        IN_MAPPER,
        window.sheets.undo,
        "undo-2",
        enabled=window.sheets.can_undo,
    )
    for name, title, modifiers, step, icon in (
        ("next_remark", N_("Next row to look at"), (), 1, "arrow-down"),
        ("previous_remark", N_("Previous row to look at"), (_SHIFT,), -1, "arrow-up"),
    ):
        do_step = _on_page(window, lambda page, step=step: page.preview.step_remark(step))  # type: ignore[misc]
        yield Action(name, title, CELLS, (stroke(Qt.Key.Key_F8, *modifiers),), IN_MAPPER, do_step, icon, repeats=True)


def _cells(window: MainWindow) -> Iterator[Action]:
    for name, title, key, rows, columns, icon in (
        ("cell_up", N_("Previous row"), Qt.Key.Key_Up, -1, 0, "arrow-up"),
        ("cell_down", N_("Next row"), Qt.Key.Key_Down, 1, 0, "arrow-down"),
        ("cell_left", N_("Previous column"), Qt.Key.Key_Left, 0, -1, "chevron-left"),
        ("cell_right", N_("Next column"), Qt.Key.Key_Right, 0, 1, "chevron-right"),
        ("cells_up", N_("Rows back"), Qt.Key.Key_PageUp, -_PAGE_ROWS, 0, "arrow-up"),
        ("cells_down", N_("Rows on"), Qt.Key.Key_PageDown, _PAGE_ROWS, 0, "arrow-down"),
        ("cells_first", N_("First row"), Qt.Key.Key_Home, -_FAR, 0, "arrow-up"),
        ("cells_last", N_("Last row"), Qt.Key.Key_End, _FAR, 0, "arrow-down"),
    ):
        do = _on_page(window, lambda page, rows=rows, columns=columns: page.grid.step(rows, columns))  # type: ignore[misc]
        yield Action(name, title, CELLS, (stroke(key),), IN_MAPPER, do, icon, repeats=abs(rows) < _FAR, yields=_always)
