"""The second window follows the drill, finds its screen, and is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from player.i18n import _
from player.session.clocks import Clock
from player.ui.display import places
from player.ui.display.facts import Facts, alarm_facts, drill_facts, idle_facts
from player.ui.display.window import USUAL, DisplayWindow
from player.ui.emergency.banner import banner_lines
from player.ui.emergency.part import EmergencyPart
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart
from player.ui.run.page import RunPage
from player.ui.views import DrillView

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

IDLE_MS = 1000
"""How often the wall clock is looked at while no drill tells of its seconds."""

OPEN, SCREEN, PLACE = "display", "display_screen", "display_place"
"""The words its choices are kept under."""


class DisplayPart(WindowPart):
    """Opens and closes the second window, and keeps it up to date."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.display: DisplayWindow | None = None
        self._kept = dict(window.around.choices)
        self._view: DrillView | None = None
        self._clock: Clock = window.around.clock(None)
        self._placing = self._ends = False
        self._timer = QTimer(self)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.refresh)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._screen_came)
            application.screenRemoved.connect(self._screen_went)
        if self._kept.get(OPEN) == "open":
            QTimer.singleShot(0, self, self._open_again)

    def toggle(self) -> None:
        """Open it, or close it."""
        if self.display is not None:
            self.display.close()
        else:
            self.open()

    def open(self, *, in_front: bool = True) -> None:
        """Open it: on another screen than the main window's where there is one. The keyboard stays where it is.

        Args:
            in_front: on the only screen it stands over the main window, so that it is seen; else behind.
        """
        if self.display is not None:
            return
        display = self.display = DisplayWindow(self.window)
        display.closed.connect(self._closed)
        display.moved.connect(self._moved)
        self.window.part(EmergencyPart).changed.connect(self.refresh)
        self._name_it()
        self.refresh()
        self._place(in_front=in_front)
        self._keep(OPEN, "open")
        if self.window.around.ticks:
            self._timer.start()

    def refresh(self) -> None:
        """Show what holds now."""
        if self.display is not None:
            self.display.show_facts(self._facts())

    # What the window tells

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Follow the drill the window shows."""
        del page
        if view is not self._view:
            self._view = view
            self._clock = self.window.around.clock(view.scenario.place.zone)
            view.changed.connect(self.refresh)
        self.refresh()

    def ticked(self) -> None:
        """Follow the clock with the drill."""
        self.refresh()

    def let_go(self, view: DrillView) -> None:
        """Show that no drill runs."""
        if view is self._view:
            self._view = None
            self.refresh()

    def restyled(self) -> None:
        """Follow another language; the look follows by itself."""
        self._name_it()
        self.refresh()

    def closing(self) -> None:
        """Close with the main window; at the next start it opens again."""
        self._ends = True
        if self.display is not None:
            self.display.close()

    def _facts(self) -> Facts:
        emergency, wall = self.window.part(EmergencyPart), self._clock.wall()
        if emergency.emergency is not None:
            lines = banner_lines(stopped=emergency.is_logged)
            return alarm_facts(wall, lines, emergency.since, emergency.elapsed_ms)
        view = self._view
        return drill_facts(wall, view.state, view.now_ms) if isinstance(view, LiveView) else idle_facts(wall)

    def _name_it(self) -> None:
        if self.display is not None:
            self.display.setWindowTitle(_("Display – Gladi"))

    def _open_again(self) -> None:
        """As it was left; nobody asked for it now, and the controller has to see the drill that was cut off."""
        if not self._ends:
            self.open(in_front=False)

    # Where it stands

    def _place(self, *, in_front: bool = False) -> None:
        """Put it on the screen it was on last, else on any but the main window's, else into a window of its own."""
        display = self.display
        if display is None:
            return
        had_keyboard = self.window.isActiveWindow()
        self._placing = True
        screen = self._other_screen()
        if screen is not None:
            display.fill_screen(screen)
        else:
            display.show_in(places.place_of(self._kept.get(PLACE, "")) or USUAL)
        self._placing = False
        if had_keyboard:
            self.window.activateWindow()
        if screen is None:
            (display if in_front else self.window.window()).raise_()

    def _other_screen(self) -> QScreen | None:
        own = self.window.window().screen()
        others = [screen for screen in places.screens() if screen is not own]
        kept = (screen for screen in others if screen.name() == self._kept.get(SCREEN))
        return next(kept, others[0] if others else None)

    def _screen_came(self, _screen: QScreen) -> None:
        """A projector was plugged in: go there, unless it stands on a screen of its own already."""
        if self.display is not None and self.display.screen() is self.window.window().screen():
            QTimer.singleShot(0, self, self._place)

    def _screen_went(self, screen: QScreen) -> None:
        """Its screen was unplugged: it must not lie over the main window."""
        if self.display is not None and (self.display.screen() is screen or self.display.isFullScreen()):
            QTimer.singleShot(0, self, self._place)

    def _moved(self) -> None:
        """Keep where it stands."""
        display = self.display
        if display is None or self._placing or not display.isVisible():
            return
        self._keep(SCREEN, display.screen().name())
        if not display.isFullScreen():
            self._keep(PLACE, places.text_of(display.geometry()))

    def _closed(self) -> None:
        display, self.display = self.display, None
        self._timer.stop()
        if display is not None:
            self.window.part(EmergencyPart).changed.disconnect(self.refresh)
            display.deleteLater()
        if not self._ends:
            self._keep(OPEN, "closed")

    def _keep(self, name: str, value: str) -> None:
        if self._kept.get(name) != value:
            self._kept[name] = value
            self.window.around.remember(name, value)
