"""What can be done with the log but writing in it: narrowing it down, and going back to its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from player.i18n import N_
from player.ui.actions import IN_DRILL, IN_RUN, Action
from player.ui.keys import stroke
from player.ui.rows import RowView
from player.ui.run.deeds import on_page
from player.ui.run.page import RunPage

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

LOG = N_("Log")


def log_actions(window: MainWindow) -> Iterator[Action]:
    """The actions of the log that write nothing."""
    yield Action(
        "log_kinds",
        N_("Choose the kind of entry shown"),
        LOG,
        (stroke(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier),),
        IN_DRILL,
        on_page(window, lambda page: page.begin_kinds()),
        "filter",
        while_typing=True,
    )
    yield Action(
        "log_end",
        N_("To the newest entry"),
        LOG,
        (stroke(Qt.Key.Key_End),),
        IN_RUN,
        on_page(window, _go_to_end),
        "arrow-down",
        yields=lambda: isinstance(QApplication.focusWidget(), RowView),
    )


def _go_to_end(page: RunPage) -> None:
    page.log.to_end()
