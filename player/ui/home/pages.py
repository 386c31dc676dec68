"""The start page in the window: made anew each time it is shown, from what is kept of it meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from player.session.store import SUFFIX
from player.ui.home.feed import HomeFeed
from player.ui.home.menu import open_row_menu
from player.ui.home.page import HomeMemory, HomePage
from player.ui.home.recent import CHOICE, RecentScripts
from player.ui.home.shelf import Places
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

WELCOME = "welcome"
"""The choice under which is kept that somebody has seen what Gladi is."""
SEEN = "seen"


class HomePages(WindowPart):
    """Makes the start page, and keeps it up with the disk while it is in sight.

    Attributes:
        page: the page made last; it is gone when something else is shown.
        recent: the scripts opened last from elsewhere.
        feed: what there is to be opened.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        around = window.around
        self.page: HomePage | None = None
        self.recent = RecentScripts(around.choices.get(CHOICE, ""), around.remember)
        self.feed = HomeFeed(self.places, around.background, self, by_itself=around.ticks)
        self.feed.changed.connect(self._refresh)
        self.feed.moving.connect(self._keep_chosen)
        self._memory = HomeMemory("", {})
        self._memory.welcome = around.choices.get(WELCOME) != SEEN and not _has_sessions(around.session_folder())

    def make(self) -> HomePage:
        """The start page as scripts and sessions stand now."""
        page = self.page = HomePage(self.window.actions_table, self._memory)
        page.wanted.connect(self._open)
        page.asked.connect(lambda where: open_row_menu(self.window.actions_table, page, where))
        page.shown.connect(lambda: self.feed.begin() if page is self.page else None)
        page.returned.connect(self.feed.look)
        page.left.connect(lambda: self.feed.stop() if page is self.page else None)
        self._refresh()
        self.feed.look()
        return page

    def places(self) -> Places:
        """Where to look."""
        around = self.window.around
        return Places(around.scenarios(), around.own_scripts(), self.recent.paths, around.session_folder())

    def all_scripts(self) -> list[Path]:
        """Every script on offer."""
        return list(dict.fromkeys([*self.places().shipped, *(one.path for one in self.feed.stock.scripts)]))

    def note_opened(self, path: Path) -> None:
        """Keep a script that was opened among those opened last."""
        places = self.places()
        if path not in places.shipped and not path.absolute().is_relative_to(places.own.absolute()):
            self.recent.opened(path)

    def call_folders(self, own: str, sessions: str) -> None:
        """Call the folders by these names on the page: for pictures, whose folders have another one each time."""
        if self.shown_page is not None:
            self.shown_page.say_folders(own, sessions)

    def end_welcome(self) -> None:
        """Show the lists from now on, also at the next start."""
        self.window.around.remember(WELCOME, SEEN)
        if self.shown_page is not None:
            self.shown_page.show_welcome(on=False)
            self.shown_page.take_focus()

    @property
    def shown_page(self) -> HomePage | None:
        """The page while it is there."""
        return self.page if self.page is not None and isValid(self.page) else None

    def closing(self) -> None:
        """Follow nothing any more."""
        self.feed.stop()

    def _refresh(self) -> None:
        if self.shown_page is not None:
            self.shown_page.show_stock(self.feed.stock, self.places())

    def _keep_chosen(self) -> None:
        if self.shown_page is not None:
            self.shown_page.keep_chosen()

    def _open(self) -> None:
        self.window.actions_table["home_open"].do()


def _has_sessions(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entry.name.endswith(SUFFIX) for entry in entries)
    except OSError:
        return False
