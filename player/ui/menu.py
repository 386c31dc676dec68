"""The menu of the band, made from the table of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from player.i18n import _
from player.ui.actions import ActionTable, Mode
from player.ui.keys import stroke_text
from player.ui.theme import MEDIUM_PX, icon, theme_in_use
from player.ui.widgets import ActionButton


def menu_button(table: ActionTable, mode: Callable[[], Mode]) -> ActionButton:
    """A button that opens the menu of the mode then shown."""
    button = ActionButton(_("Menu"), "list", size="small")

    def open_menu() -> None:
        menu = build_menu(table, mode(), button)
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    button.clicked.connect(open_menu)
    return button


def build_menu(table: ActionTable, mode: Mode, parent: ActionButton) -> QMenu:
    """What can be done in a mode, a submenu for each group."""
    menu = QMenu(parent)
    sections: dict[str, QMenu] = {}
    ink = theme_in_use().ink
    for action in table.of_mode(mode):
        if not action.in_menu:
            continue
        section = sections.get(action.group)
        if section is None:
            section = sections[action.group] = menu.addMenu(_(action.group))
        keys = stroke_text(action.strokes[0]) if action.strokes else ""
        text = action.text.replace("&", "&&")
        entry = section.addAction(icon(action.icon, ink, MEDIUM_PX), f"{text}\t{keys}" if keys else text)
        entry.setEnabled(action.enabled())
        entry.triggered.connect(lambda _checked=False, action=action: action.do())
    return menu
