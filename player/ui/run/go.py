"""GO: the inject on standby is delivered, once, and never one that has only just come to stand there by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from player.engine import commands as do
from player.i18n import _
from player.model.doctrine import InjectStatus
from player.model.events import Firing, InjectFired
from player.session.live import Entry
from player.ui.live_view import LiveView
from player.ui.parts import WindowPart

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow
    from player.ui.run.page import RunPage
    from player.ui.views import DrillView

GO_GUARD_MS = 500
"""After a GO there is none for this long; asking for one in that time starts it anew, so hammering stays one GO."""

GO_AFTER_AUTOMATIC_MS = 2_000
"""For this long, in real time, there is no GO for an inject that came to stand by as another was delivered by itself:
the hand was still meant for that one, and what is delivered cannot be taken back. The first press says so."""

_BY_ITSELF = frozenset({Firing.SCHEDULE, Firing.CONDITION, Firing.EVENT})


class _Moved(NamedTuple):
    """That the standby moved by itself: when, in real time, what was delivered, and what stands by since."""

    at_ms: int
    delivered: str
    standby: str | None


class GoPart(WindowPart):
    """Delivers the inject on standby, and watches what is delivered by itself."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._view: LiveView | None = None
        self._known = 0
        self._standby: str | None = None
        self._moved: _Moved | None = None

    def page_made(self, page: RunPage, view: DrillView) -> None:
        """Follow a drill that is newly shown; what came before that has moved nothing anybody saw."""
        del page
        if view is self._view or not isinstance(view, LiveView):
            return
        self._view, self._moved = view, None
        self._known, self._standby = len(view.entries), _standby(view)
        view.changed.connect(self._follow)
        view.picked.connect(self._follow)

    def let_go(self, view: DrillView) -> None:
        """Follow no drill."""
        if view is self._view:
            self._view = self._moved = None

    def press(self) -> None:
        """Deliver the inject on standby, or say why not yet."""
        view = self.window.live_view
        inject = view.standby if view is not None else None
        if view is None or inject is None:
            return
        moved = self._moved
        if moved is not None and moved.standby == inject.id and self._is_just_now(moved):
            self._moved = None  # whoever presses again, after the guard of GO, has been told what it delivers
            text = _("Delivered by itself just now: {title}. Press Space again for the next one.")
            view.said.emit(text.format(title=view.scenario.inject_by_id[moved.delivered].title), True)
            return
        if inject.repeats:
            view.pick_standby(None)  # it waits again at once, and is not to be next because it was now
        view.do(do.FireInject(inject.id, Firing.GO))

    def _is_just_now(self, moved: _Moved) -> bool:
        return self.window.monotonic_ms() - moved.at_ms < GO_AFTER_AUTOMATIC_MS

    def _calls_for_go(self, view: LiveView) -> bool:
        """Whether what stands by has come due itself: that has put it there, and GO is what it waits for."""
        return self._standby is not None and view.state.injects[self._standby].status is InjectStatus.DUE

    def _follow(self) -> None:
        """See whether the standby has moved, and whether it did so by itself."""
        view = self._view
        if view is None:
            return
        fresh = view.entries[self._known :]
        self._known += len(fresh)
        before, self._standby = self._standby, _standby(view)
        delivered = _delivered_by_itself(fresh)
        if delivered is not None and before != self._standby and not self._calls_for_go(view):
            self._moved = _Moved(self.window.monotonic_ms(), delivered, self._standby)


def _standby(view: LiveView) -> str | None:
    inject = view.standby
    return None if inject is None else inject.id


def _delivered_by_itself(fresh: Sequence[Entry]) -> str | None:
    """The last of what was delivered by itself; None where somebody's own hand delivered at the same time."""
    fired = [entry.event.body for entry in fresh if isinstance(entry.event.body, InjectFired)]
    if not fired or any(body.how not in _BY_ITSELF for body in fired):
        return None
    return fired[-1].inject
