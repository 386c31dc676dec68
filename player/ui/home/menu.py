"""The menu of a script or a session, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from player.ui.actions import ActionTable
from player.ui.home.bar import offered
from player.ui.home.page import HomePage
from player.ui.keys import stroke_text
from player.ui.theme import MEDIUM_PX, icon, theme_in_use


def open_row_menu(actions: ActionTable, page: HomePage, where: QPoint) -> QMenu | None:
    """Offer what can be done with the chosen row; None where nothing is chosen."""
    known = {action.id for action in actions}
    names = [name for name in offered(page.row) if name in known]
    if not names:
        return None
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    for name in names:
        action = actions[name]
        keys = stroke_text(action.strokes[0]) if action.strokes else ""
        tone = theme_in_use().tones.alarm.text if name == "home_delete" else theme_in_use().ink
        if name == "home_delete":
            menu.addSeparator()
        entry = menu.addAction(icon(action.icon, tone, MEDIUM_PX), "\t".join((action.text.replace("&", "&&"), keys)))
        entry.triggered.connect(lambda _checked=False, action=action: action.do())
    menu.popup(where)
    return menu
