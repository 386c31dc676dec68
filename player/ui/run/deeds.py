"""What the actions of Run are made of: whether they can be done, and doing something with what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from player.engine import commands as do
from player.engine.state import Status
from player.i18n import N_, _
from player.ui.run.page import RunPage

if TYPE_CHECKING:
    from player.ui.live_view import LiveView
    from player.ui.main_window import MainWindow


_ONLY = {
    frozenset({Status.READY}): N_("only before StartEx"),
    frozenset({Status.ENDED}): N_("only after EndEx"),
    frozenset({Status.RUNNING}): N_("only while the exercise runs"),
    frozenset({Status.HELD}): N_("only while the exercise is on hold"),
}
_AT = {
    "ready": N_("only after StartEx"),
    "ended": N_("the exercise has ended"),
    "emergency": N_("not while a real emergency lasts"),
}


class When:
    """A check whether a drill is live and stands at one of these; says why it does not."""

    def __init__(self, window: MainWindow, statuses: frozenset[Status]) -> None:
        self._window, self._statuses = window, statuses

    def __call__(self) -> bool:
        """Whether it does."""
        view = self._window.live_view
        return view is not None and view.state.status in self._statuses

    def reason(self) -> str:
        """Why it does not, in the language in use."""
        view = self._window.live_view
        if view is None:
            return _("only in a drill")
        why = _ONLY.get(self._statuses) or _AT.get(view.state.status.value, "")
        return _(why) if why else ""


def when(window: MainWindow, *statuses: Status) -> When:
    """A check whether a drill is live and stands at one of these."""
    return When(window, frozenset(statuses))


def on_page(window: MainWindow, do_it: Callable[[RunPage], None]) -> Callable[[], None]:
    """Do something with the page shown, if there is one."""

    def with_page() -> None:
        if window.page is not None:
            do_it(window.page)

    return with_page


def with_view(window: MainWindow, do_it: Callable[[LiveView], object]) -> Callable[[], None]:
    """Do something with the live drill, if there is one."""

    def with_live() -> None:
        if window.live_view is not None:
            do_it(window.live_view)

    return with_live


def send(window: MainWindow, command: Callable[[LiveView], do.Command | None]) -> Callable[[], None]:
    """Send the command this makes of the live drill, if there is one."""

    def send_it(view: LiveView) -> None:
        made = command(view)
        if made is not None:
            view.do(made)

    return with_view(window, send_it)


def always(window: MainWindow, command: do.Command) -> Callable[[], None]:
    """Send this command to the live drill, if there is one."""
    return send(window, lambda _view: command)


def guarded(monotonic_ms: Callable[[], int], guard_ms: int, do_it: Callable[[], None]) -> Callable[[], None]:
    """Do it only after ``guard_ms`` in which nobody asked for it, by key, by mouse or by finger."""
    asked_ms: int | None = None

    def ask() -> None:
        nonlocal asked_ms
        now_ms = monotonic_ms()
        quiet = asked_ms is None or now_ms - asked_ms >= guard_ms
        asked_ms = now_ms
        if quiet:
            do_it()

    return ask


def spaced(
    monotonic_ms: Callable[[], int], gap_ms: int, do_it: Callable[[], None], ignored: Callable[[], None]
) -> Callable[[], None]:
    """Do it no sooner than ``gap_ms`` after it was last done; what is asked for in between is ``ignored``."""
    done_ms: int | None = None

    def ask() -> None:
        nonlocal done_ms
        now_ms = monotonic_ms()
        if done_ms is not None and now_ms - done_ms < gap_ms:
            ignored()
            return
        done_ms = now_ms
        do_it()

    return ask
