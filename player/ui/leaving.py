"""Leaving a drill: whether it may be left, what is asked before, and letting go of its file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from player.engine.state import Status
from player.i18n import _
from player.session.live import LiveDrill
from player.session.store import SessionError
from player.ui.confirm import ConfirmSheet
from player.ui.drafts.part import DraftsPart
from player.ui.live_view import LiveView
from player.ui.sheets import ask

if TYPE_CHECKING:
    from player.ui.main_window import MainWindow

UNDER_WAY = frozenset({Status.RUNNING, Status.HELD, Status.EMERGENCY})


def why_not(view: LiveView | None) -> str:
    """Why nothing else can be shown now, or an empty text: a drill is under way, or not yet saved."""
    if view is None:
        return ""
    if view.state.status in UNDER_WAY:
        return _("A drill is under way. End it (EndEx) first.")
    if view.unsaved_count:
        return _("Not everything is saved yet. Wait, or save it elsewhere first.")
    return ""


def may_close(view: LiveView | None, window: MainWindow) -> bool:
    """Ask before a drill under way is cut off, or what is not saved is lost; gives whether to close.

    What was typed and not saved is kept as a draft; only where that cannot be written, it is asked about.
    """
    text = ""
    if view is not None and view.unsaved_count:
        text = _("NOT SAVED: {n}. What is not saved is lost if Gladi closes now.").format(n=view.unsaved_count)
    elif view is not None and view.state.status in UNDER_WAY:
        text = _("The drill is still under way. It is saved up to here and can be resumed at the next start.")
    text = "\n".join(filter(None, (text, window.part(DraftsPart).unkept)))
    return not text or ask(
        ConfirmSheet(_("Close Gladi?"), text, _("CLOSE"), _("Hold to close"), window, "triangle-alert")
    )


def close_drill(drill: LiveDrill) -> None:
    """Let go of the file of a drill; one in which nothing happened is taken away again."""
    path, unused = drill.path, drill.state.status is Status.READY and drill.state.last_seq == 1
    try:
        drill.close()
    except SessionError:
        drill.abandon()
    if unused:
        with suppress(OSError):  # left behind, it is a session in which nothing happened
            path.unlink()
