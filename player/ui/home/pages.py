"""The start page in the window: made anew each time it is shown."""

from __future__ import annotations

from player.session.store import list_sessions
from player.ui.home.page import HomePage
from player.ui.parts import WindowPart


class HomePages(WindowPart):
    """Makes the start page."""

    def make(self) -> HomePage:
        """The start page as scripts and sessions stand now."""
        window = self.window
        home = HomePage(window.actions_table)
        home.chosen.connect(window.open_file)
        home.show_scenarios(window.around.scenarios(), window.around.background)
        home.show_sessions(list_sessions(window.around.session_folder()))
        return home
