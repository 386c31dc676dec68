"""The window tells of a real emergency: F12 or the button held, the page over everything, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, _
from player.model.events import WallTime
from player.model.scenario import LoadedScenario, Scenario
from player.model.times import story_clock_text
from player.ui.actions import Mode
from player.ui.confirm import ConfirmSheet
from player.ui.emergency.contacts import Contact, contacts_of, declared_at, reached_at
from player.ui.emergency.holding import Holding
from player.ui.emergency.page import EmergencyPage
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart
from player.ui.run.page import RunPage
from player.ui.saving import tell_trouble
from player.ui.sheets import ask
from player.ui.views import DrillView

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

CLOCK_MS = 250
"""How often the times of the page are shown anew."""


def wall_text(wall: WallTime) -> str:
    """A reading of the wall clock, with its zone."""
    return f"{story_clock_text(wall.local_ms)} {wall.zone}"


def beep() -> None:
    """One sound, as the system makes it."""
    QApplication.beep()


class EmergencyPart(WindowPart):
    """Real emergencies: declares them, shows the page, goes back.

    Signals:
        changed: the page has come or gone, or shows another second.
    """

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.emergency: EmergencyPage | None = None
        self._view: LiveView | None = None
        self.holding = Holding(self)
        self._since: WallTime | None = None
        self._opened_ms = 0
        self._before_ms = 0
        self._reached: dict[str, WallTime] = {}
        self._clock = window.around.clock(None)
        self._over_said = ""
        self._ticks = QTimer(self)
        self._ticks.setInterval(CLOCK_MS)
        self._ticks.timeout.connect(self.refresh)

    # What others ask

    @property
    def mode(self) -> Mode | None:
        """The page brings its own mode along."""
        return Mode.EMERGENCY if self.emergency is not None else None

    @property
    def is_logged(self) -> bool:
        """Whether the page stands for a drill that is stopped; else it only shows whom to call."""
        return self.emergency is not None and self.emergency.view is not None

    @property
    def elapsed_ms(self) -> int:
        """Real time since it was declared."""
        return self._before_ms + self.window.monotonic_ms() - self._opened_ms

    @property
    def since(self) -> WallTime | None:
        """The wall clock when it was declared."""
        return self._since

    @property
    def contacts(self) -> list[Contact]:
        """Who is called: those on the page, or that would be if it came now."""
        return contacts_of(self._scenario(self.window.live_view))

    # Declaring

    def ask(self) -> None:
        """Ask whether there is a real emergency, for whoever comes from the menu and cannot hold it."""
        text = _("Everything stops at once. Faster, from everywhere: hold F12 for two seconds.")
        title = _("Declare a real emergency?")
        if ask(ConfirmSheet(title, text, _("REAL"), _("Hold to declare"), self.window, "siren")):
            self.declare()

    def declare(self) -> None:
        """Stop the drill under way for a real emergency; without one, only show whom to call."""
        if self.emergency is not None:
            return
        view = self.window.live_view
        self.window.arming.disarm()
        if view is None or view.state.status is Status.ENDED:
            self._open(None)
        else:
            view.do(do.DeclareEmergency())
        self._clear_away()
        self.window.window().raise_()
        self.window.activateWindow()  # the second screen may lie over it and have the keyboard
        beep()

    # What the page asks for

    def tick_contact(self, number: int) -> None:
        """Tick the contact of this place, from 0 on, or take the tick away."""
        page = self.emergency
        if page is None or number >= len(page.rows):
            return
        contact = page.rows[number].contact.id
        reached = contact not in self._reached
        if page.view is not None:
            page.view.do(do.MarkContacted(contact, reached))
        elif reached:
            self._reached[contact] = self._clock.wall()
        else:
            del self._reached[contact]
        self._show_reached()

    def begin_note(self) -> None:
        """Put the keyboard into the note line of the page."""
        if self.emergency is not None and self.emergency.entry is not None:
            self.emergency.entry.begin()

    def ask_over(self) -> None:
        """Ask for the word with which the drill goes back to where it stood."""
        if not self.is_logged or self._view is None:
            return
        began = bool(self._view.state.phases)
        then = N_("The exercise then stands on hold; F9 goes on with it.")
        text = _(then if began else N_("The exercise has not begun; it stands ready again."))
        sheet = ConfirmSheet(
            _("Is the real emergency over?"), text, _("RESUME"), _("Hold to resume"), self.window, "play"
        )
        if ask(sheet) and self._view is not None and self._view.do(do.EndEmergency()) and self.window.page is not None:
            self._over_said = _("The real emergency is over. The exercise is on hold; F9 goes on.")
            if not began:
                self._over_said = _("The real emergency is over. The exercise has not begun yet.")
            self.window.page.notice.say(self._over_said, "warn")

    def leave(self) -> None:
        """Go back from a page that stands for no drill."""
        if self.emergency is not None and not self.is_logged:
            self._close()

    # What the window tells

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Follow a drill under way; one that was cut off in an emergency opens in it."""
        if not isinstance(view, LiveView):
            return
        page.band.row.addWidget(self.holding.make_button())
        if view is not self._view:
            self._view = view
            self._clock = self.window.around.clock(view.scenario.place.zone)
            view.changed.connect(self._follow)
            view.grown.connect(self._follow_saving)
            view.said.connect(self._say)
            self._follow()

    def let_go(self, view: DrillView) -> None:
        """Take the page away with its drill."""
        if view is self._view:
            self._view = None
            self._over_said = ""
            if self.is_logged:
                self._close()

    def ticked(self) -> None:
        """Follow the clock with the drill."""
        page = self.emergency
        if page is not None and page.view is not None:
            tell_trouble(page.view, page.notice)
            self.refresh()

    def restyled(self) -> None:
        """Make the page anew in another language or look, with what was being written."""
        page = self.emergency
        if page is None:
            return
        kept = None if page.entry is None else (page.entry.text(), page.entry.about, page.entry.begun_ms)
        writing = page.entry is not None and page.entry.hasFocus()
        page.leave()
        entry = self._make_page(page.view).entry
        if kept is not None and entry is not None:
            entry.restore(*kept)
            if writing:
                entry.begin(kept[1])

    def closing(self) -> None:
        """Stop everything that runs."""
        self.holding.stop()
        self._ticks.stop()

    def refresh(self) -> None:
        """Show the times anew."""
        if self.emergency is not None and self._since is not None:
            self.emergency.show_times(wall_text(self._since), self.elapsed_ms, wall_text(self._clock.wall()))
            self.changed.emit()

    def _follow(self) -> None:
        view = self._view
        if view is None:
            return
        is_on = view.state.status is Status.EMERGENCY
        if is_on and self.is_logged:
            self._reached = reached_at(view.entries)
            self._show_reached()
        elif is_on:
            self._open(view)
        elif self.is_logged:
            self._close()
        if self._over_said and view.state.status is Status.RUNNING:
            page, self._over_said, said = self.window.page, "", self._over_said
            if page is not None and page.notice.text == said:
                page.notice.dismiss()

    def _follow_saving(self) -> None:
        if self.emergency is not None:
            self.emergency.show_saved()

    def _say(self, text: str, warning: bool) -> None:  # noqa: FBT001 - a slot
        if self.emergency is not None:
            self.emergency.notice.say(text, "warn" if warning else "accent", for_ms=6000)

    def _open(self, view: LiveView | None) -> None:
        if self.emergency is not None:  # it stood for no drill until now
            self._close()
        now = self._clock.wall()
        self._since = now if view is None else declared_at(view.entries) or now
        self._before_ms = max(0, now.utc_ms - self._since.utc_ms)
        self._opened_ms = self.window.monotonic_ms()
        self._reached = {} if view is None else reached_at(view.entries)
        self._make_page(view)
        if self.window.around.ticks:
            self._ticks.start()
        self.changed.emit()

    def _make_page(self, view: LiveView | None) -> EmergencyPage:
        page = EmergencyPage(self.window, view, contacts_of(self._scenario(view)), self.window.actions_table)
        page.ticked.connect(self.tick_contact)
        page.notice.acted.connect(self._save_elsewhere)
        self.emergency = page
        page.show_saved()
        self._show_reached()
        self.refresh()
        self.window.setFocus()
        return page

    def _scenario(self, view: LiveView | None) -> Scenario | None:
        """The script that says who is called: that of the drill, or of the session or script shown."""
        if view is not None:
            return view.scenario
        if self.window.page is not None:
            return self.window.page.view.scenario
        reading = self.window.scripts.script.reading if self.window.scripts.script is not None else None
        loaded = reading.loaded if reading is not None else None
        return loaded.scenario if isinstance(loaded, LoadedScenario) else None

    def _show_reached(self) -> None:
        if self.emergency is not None:
            self.emergency.show_reached({name: wall_text(at) for name, at in self._reached.items()})

    def _save_elsewhere(self) -> None:
        if self.window.page is not None:
            self.window.page.notice.acted.emit()

    def _close(self) -> None:
        page, self.emergency = self.emergency, None
        self._ticks.stop()
        self._since = None
        if page is not None:
            page.leave()
            self.window.setFocus()
        self.changed.emit()

    def _clear_away(self) -> None:
        """Close every menu and sheet that is open: nothing but the page is to be answered now."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        seen: list[QWidget] = []
        while (sheet := QApplication.activeModalWidget()) is not None and sheet not in seen:
            seen.append(sheet)
            if isinstance(sheet, QDialog):
                sheet.reject()
                if sheet.isVisible():  # it wanted to ask something first
                    sheet.done(QDialog.DialogCode.Rejected)
            else:
                sheet.close()
