"""The window asks what a gap in the time counts as, and keeps the machine awake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from player.engine import commands as do
from player.engine.state import Gap, Status
from player.i18n import _
from player.model.events import GapAs
from player.session.gaps import Elapsed, elapsed_brings
from player.ui.gap.sheet import GapSheet
from player.ui.gap.words import elapsed_lines, gap_text, hold_text, standing_text
from player.ui.keys import is_typing
from player.ui.leaving import UNDER_WAY
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView


class GapPart(WindowPart):
    """The window asks what a gap in the time counts as, and keeps the machine awake.

    The question comes as a sheet as soon as nothing else has the keyboard; F9 and the real emergency work over it.
    Left open, it stands as a notice over the page.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._sheet: GapSheet | None = None
        self._left_open: int | None = None
        self._standing = self._counted = ""
        self._followed: LiveView | None = None
        self._is_kept_awake = False

    @property
    def sheet(self) -> GapSheet | None:
        """The question, while it is on screen."""
        return self._sheet

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Follow a drill under way; in another language, ask anew."""
        self._drop_sheet()
        self._standing = self._counted = ""
        if not isinstance(view, LiveView):
            return
        page.notice.acted.connect(self._ask_again)
        if view is not self._followed:
            self._followed, self._left_open = view, None
            view.changed.connect(self._look)

    def ticked(self) -> None:
        """Ask when there is something to ask and nothing else has the keyboard."""
        self._look()
        view, gap = self._followed, self._gap()
        if view is None or gap is None or self._sheet is not None:
            return
        if self._left_open != gap.seq and self._is_keyboard_free():
            self._ask(view, gap)
        else:
            self._stand(view, gap)

    def let_go(self, view: DrillView) -> None:
        """Ask nothing more about this drill, and let the machine sleep."""
        if view is self._followed:
            self._followed = None
        self._drop_sheet()
        self._keep_awake(on=False)

    def closing(self) -> None:
        """Let the machine sleep."""
        self._keep_awake(on=False)

    def _look(self) -> None:
        """Follow the drill: whether the machine is to stay awake, and whether the question still stands."""
        view = self._followed
        if view is None:
            return
        self._keep_awake(on=view.state.status in UNDER_WAY)
        if view.state.status is not Status.HELD:
            self._take_back_counted()
        if self._gap() is None:
            self._drop_sheet()
            page = self.window.page
            if self._standing and page is not None and page.notice.text == self._standing:
                page.notice.dismiss()
            self._standing = ""

    def _take_back_counted(self) -> None:
        """Say no longer what F9 would do: it has done it, and would now hold the drill."""
        page, counted = self.window.page, self._counted
        self._counted = ""
        if counted and page is not None and page.notice.text == counted:
            page.notice.dismiss()

    def _gap(self) -> Gap | None:
        """The gap that can be asked about now, or None."""
        state = None if self._followed is None else self._followed.state
        return state.gap if state is not None and state.status is Status.HELD else None

    def _is_keyboard_free(self) -> bool:
        return (
            QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
            and not is_typing(QApplication.focusWidget() or self.window.window().focusWidget())
        )

    def _stand(self, view: LiveView, gap: Gap) -> None:
        """Keep saying that the question is open, where nothing else is being said."""
        page = self.window.page
        if page is not None and page.notice.isHidden():
            self._standing = standing_text(view.entries[gap.seq - 1].event.body, gap.gap_ms)
            page.notice.say(self._standing, "warn", action=_("Answer …"))

    def _ask_again(self) -> None:
        page, gap = self.window.page, self._gap()
        asked = page is not None and bool(self._standing) and page.notice.text == self._standing
        if asked and self._followed is not None and gap is not None and self._sheet is None:
            self._ask(self._followed, gap)

    def _ask(self, view: LiveView, gap: Gap) -> None:
        text = gap_text(view.entries[gap.seq - 1].event.body, gap.gap_ms)
        sheet = GapSheet(text, hold_text(view.now_ms), self.window.monotonic_ms, self.window)
        self._sheet = sheet
        sheet.finished.connect(lambda _code: self._answered(sheet, gap))
        page = self.window.page
        if page is not None and self._standing and page.notice.text == self._standing:
            page.notice.dismiss()
        sheet.open()
        events = [entry.event for entry in view.entries]

        def told(brings: Elapsed | None) -> None:
            if isValid(sheet) and sheet is self._sheet:
                sheet.show_consequences(None if brings is None else elapsed_lines(view.state, brings))

        self.window.around.background.run(lambda: elapsed_brings(view.scenario, events), told)

    def _answered(self, sheet: GapSheet, gap: Gap) -> None:
        if sheet is not self._sheet:
            return
        self._sheet = None
        self._give_back_keyboard(sheet)
        view = self._followed
        if view is None or self._gap() != gap:
            return
        if sheet.result() != GapSheet.DialogCode.Accepted or sheet.chosen is None:
            self._left_open = gap.seq
            self._stand(view, gap)
        elif view.do(do.CountGap(sheet.chosen)):
            self._counted = {
                GapAs.HOLD: _("The time counts as a hold. F9 resumes the exercise."),
                GapAs.ELAPSED: _("The time counts as exercise time. F9 resumes the exercise."),
            }[sheet.chosen]
            view.said.emit(self._counted, False)

    def _drop_sheet(self) -> None:
        """Take the question away unanswered: it has been answered otherwise, or cannot be now."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None and isValid(sheet):
            sheet.reject()
            self._give_back_keyboard(sheet)

    def _give_back_keyboard(self, sheet: GapSheet) -> None:
        self.window.activateWindow()
        (self.window.focusWidget() or self.window).setFocus()
        sheet.deleteLater()

    def _keep_awake(self, *, on: bool) -> None:
        if on == self._is_kept_awake:
            return
        self._is_kept_awake = on
        if on:
            self.window.around.awake.keep(_("A drill is under way"))
        else:
            self.window.around.awake.release()
