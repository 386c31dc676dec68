"""The menus of the page of a sheet: what a column means, which sheet, which row names the columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from player.i18n import _, ngettext
from player.scenario.msel import ABOUT, Field, Mapping, Table, Workbook
from player.scenario.msel.cells import line_of
from player.scenario.msel.fields import MANY
from player.ui.mapper.words import FIELD_TITLES
from player.ui.theme import MEDIUM_PX, icon, theme_in_use

_ROWS_OFFERED = 14
_LONGEST = 70
_GROUPS = (
    (Field.TIME, Field.OFFSET, Field.DATE, Field.DURATION),
    (Field.PHASE, Field.STARTS, Field.NUMBER),
    (Field.TITLE, Field.TEXT, Field.FROM, Field.TO, Field.CHANNEL),
    (Field.EXPECT, Field.OBJECTIVE, Field.NOTES),
    (Field.KEEP, Field.IGNORE),
)
"""The fields as the menu groups them."""


def open_field_menu(
    parent: QWidget, where: QPoint, mapping: Mapping, index: int, choose: Callable[[Field], object]
) -> QMenu:
    """Offer the fields for a column, with what each is; one that another column has says so."""
    menu = _menu(parent, _("What the column means"))
    now = next((column.field for column in mapping.columns if column.index == index), None)
    for number, group in enumerate(_GROUPS):
        if number:
            menu.addSeparator()
        for field in group:
            rival = next((one for one in mapping.of(field) if one.index != index and field not in MANY), None)
            about = _("now column {letter}").format(letter=rival.letter) if rival is not None else _(ABOUT[field])
            _offer(menu, _(FIELD_TITLES[field]), about, partial(choose, field), chosen=field is now)
    menu.popup(where)
    return menu


def open_sheet_menu(
    parent: QWidget, where: QPoint, workbook: Workbook, now: Table, choose: Callable[[str], object]
) -> QMenu:
    """Offer the sheets of a workbook, with their length."""
    menu = _menu(parent, _("Sheet"))
    for table in workbook.tables:
        if table.problem is not None:
            about = str(table.problem)
        elif not table.rows:
            about = _("empty")
        else:
            about = ngettext("{n} row", "{n} rows", len(table.rows)).format(n=len(table.rows))
            about = " · ".join([about, _("hidden")]) if table.hidden else about
        can = bool(table.rows)
        _offer(menu, table.name, about, partial(choose, table.name), chosen=table is now, can=can)
    menu.popup(where)
    return menu


def open_header_menu(
    parent: QWidget, where: QPoint, table: Table, now: int | None, choose: Callable[[int | None], object]
) -> QMenu:
    """Offer the first rows as the one that names the columns, and that there is none."""
    menu = _menu(parent, _("Row of the header"))
    _offer(menu, _("Find it"), "", partial(choose, -1))
    _offer(menu, _("None"), _("the columns are told by what stands in them"), partial(choose, None), chosen=now is None)
    menu.addSeparator()
    offered = list(table.rows[:_ROWS_OFFERED])
    offered += [row for row in table.rows[_ROWS_OFFERED:] if row.number == now]
    for row in offered:
        cells = " | ".join(filter(None, map(line_of, row.cells)))
        _offer(menu, str(row.number), shortened(cells), partial(choose, row.number), chosen=row.number == now)
    menu.popup(where)
    return menu


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text that is not too long for a menu or a button."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _menu(parent: QWidget, name: str) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _offer(
    menu: QMenu, title: str, about: str, choose: Callable[[], object], *, chosen: bool = False, can: bool = True
) -> None:
    words = f"{title}\t{about}" if about else title
    entry = menu.addAction(words.replace("&", "&&").replace("\n", " "))
    entry.setEnabled(can)
    if chosen:
        entry.setIcon(icon("check", theme_in_use().ink, MEDIUM_PX))
        menu.setActiveAction(entry)
    entry.triggered.connect(lambda _checked=False: choose())
