"""The window keeps what was typed about the drill it shows and not saved, whatever becomes of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from player.i18n import _
from player.ui.drafts.keeper import Drafts, drafts_of, session_of
from player.ui.drafts.store import Draft, Kept
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.entry_line import EntryLine
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView

ENTRY = "entry"
"""The half-written note of a drill under way."""


class DraftsPart(WindowPart):
    """Takes up what lies there when a drill or a session is shown, and writes what is new when it is left."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._unwritten: dict[str, tuple[Kept, str]] = {}
        self._shown: Drafts | None = None

    @property
    def unkept(self) -> str:
        """What is to be said before Gladi closes, as a draft cannot be written; else empty."""
        troubles = [trouble for _kept, trouble in self._unwritten.values()]
        if self._shown is not None and not self._shown.flush():
            troubles.append(self._shown.trouble)
        if not troubles:
            return ""
        text = _("Something half-written cannot be kept as a draft ({reason}). It is lost if Gladi closes now.")
        return text.format(reason=troubles[0].rstrip("."))

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Take up what was typed about it before; a page that is made anew finds it with its view."""
        drafts = self._shown = drafts_of(view)
        unwritten, _trouble = self._unwritten.pop(session_of(view), (None, ""))
        around = self.window.around
        is_found = drafts.open(around.drafts_folder(), around.background, unwritten)
        if view.live:
            entry = page.log.entry
            if is_found and drafts.get(ENTRY) and not entry.text():
                _restore(entry, drafts.get(ENTRY), view)
                page.say(_("A half-written note was kept; it stands in the note line (N)."), False)
            entry.textChanged.connect(partial(_keep, drafts, entry))

    def let_go(self, view: DrillView) -> None:
        """Write what is not written yet; where that fails, hold it for as long as Gladi runs."""
        drafts = drafts_of(view)
        if not drafts.flush():
            self._unwritten[session_of(view)] = drafts.kept(), drafts.trouble
        self._shown = None


def _keep(drafts: Drafts, entry: EntryLine, text: str) -> None:
    typed: Draft = {"text": text, "on": entry.about, "begun_ms": entry.begun_ms}
    drafts.put(ENTRY, typed if text.strip() else {})


def _restore(entry: EntryLine, draft: Draft, view: DrillView) -> None:
    """Put it back; the drill may have been cut off before the last seconds of it were on record."""
    on, begun_ms = draft["on"], draft["begun_ms"]
    entry.restore(
        str(draft["text"]),
        on if isinstance(on, int) and 0 < on <= len(view.entries) else None,
        min(begun_ms, view.now_ms) if isinstance(begun_ms, int) else None,
    )
