"""The window shows Observe, and again after the page was made anew; whoever observes is reminded to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from player.engine.state import Status
from player.i18n import _
from player.model.times import clock_text
from player.review.observing import reminders_due
from player.ui.live_view import LiveView
from player.ui.observe.desk import ObserverDesk
from player.ui.observe.face import FaceKept, ObserveFace
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView


class ObservePart(WindowPart):
    """The window shows Observe, and again after the page was made anew.

    Attributes:
        desk: the desk of the observers of the drill under way, or None: there is none.
        face: its face, once it was shown on the present page.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.desk: ObserverDesk | None = None
        self.face: ObserveFace | None = None
        self._wanted = False
        self._kept: FaceKept | None = None
        self._reminded: tuple[str, int, int] = ("", 0, 0)

    @property
    def is_shown(self) -> bool:
        """Whether Observe stands in the place of the panels."""
        page = self.window.page
        return page is not None and self.face is not None and page.face is self.face

    def toggle(self) -> None:
        """Go from Run to Observe, or back."""
        page = self.window.page
        if page is None or self.desk is None:
            return
        self.window.arming.disarm()
        self._wanted = not self.is_shown
        if self._wanted:
            self._show(page, self.desk)
        else:
            if self.face is not None:
                self.face.detail.commit()
            page.show_face(None)

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Show Observe on the new page where it stood on the old one, with what was half typed."""
        old, self.face = self.face, None
        if not isinstance(view, LiveView):
            return
        if self.desk is None or self.desk.view is not view:
            self._drop()
            self.desk = ObserverDesk(view, self.window.monotonic_ms, self)
            return
        if old is not None:
            self._kept = old.keep()
        if self._wanted:
            self._show(page, self.desk)

    def ticked(self) -> None:
        """Put on record what was typed and left, remind, and come back after what stood here meanwhile."""
        page, desk = self.window.page, self.desk
        if page is None or desk is None:
            return
        if desk.view.state.status is Status.ENDED:
            if self.is_shown:
                page.show_face(None)
            self._wanted = False
            return
        if self._wanted and page.face is None and not page.shows_instrument:
            self._show(page, desk)
        face = self.face
        if face is not None and desk.drafts and not face.detail.is_typed_in:
            face.detail.commit()
        self._remind(page, desk)

    def let_go(self, view: DrillView) -> None:
        """Forget the drill; what was typed goes on record first."""
        del view
        if self.face is not None and self.desk is not None and self.desk.view.unsaved_count == 0:
            self.face.detail.commit()
        self._drop()

    def _show(self, page: RunPage, desk: ObserverDesk) -> None:
        """Show its face, a new one with what was half typed on the one before."""
        kept, self._kept = self._kept, None
        if self.face is None:
            self.face = ObserveFace(desk, self.window.actions_table)
        page.show_face(self.face)
        if kept is not None:
            self.face.restore(kept)

    def _drop(self) -> None:
        if self.desk is not None:
            self.desk.deleteLater()
        self.desk, self.face, self._kept, self._wanted = None, None, None, False

    def _remind(self, page: RunPage, desk: ObserverDesk) -> None:
        """Remind whoever observes: by a line on the face while it lasts, in Run by a notice each time it is due."""
        heard_ms = desk.book.heard_ms(desk.name)
        running = desk.view.state.status is Status.RUNNING
        now_ms = desk.view.now_ms
        due = reminders_due(now_ms, heard_ms, self.window.choices.remind_min) if running else 0
        text = _reminder(desk.name, now_ms - heard_ms) if due else ""
        if self.face is not None:
            self.face.remind(text)
        before, self._reminded = self._reminded, (desk.name, heard_ms, due)
        said = before[2] if before[:2] == self._reminded[:2] else 0
        if due > said and not self.is_shown:
            page.say(_("{reminder}. F8 shows Observe.").format(reminder=text), False)
        elif not running:
            self._reminded = (desk.name, heard_ms, before[2] if before[:2] == (desk.name, heard_ms) else 0)


def _reminder(name: str, quiet_ms: int) -> str:
    time = clock_text(quiet_ms)
    if name:
        return _("{name}: no entry for {time}").format(name=name, time=time)
    return _("No observation for {time}").format(time=time)
