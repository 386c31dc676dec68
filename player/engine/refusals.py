"""What every decision needs: the form of its outcome, and saying no."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from player.engine.commands import Refused
from player.engine.fold import Fold
from player.engine.state import DrillState, Status
from player.i18n import Message
from player.model import events as ev

Outcome: TypeAlias = Iterator[tuple[ev.Body, ev.Actor | None]]
"""Bodies in order; the actor is None for whoever gave the command."""


def refusal(msgid: str, **values: object) -> Refused:
    """A refusal to raise; its text is marked for translation by standing in this call."""
    return Refused(Message(msgid, values))


def still_open(fold: Fold) -> DrillState:
    """The state of a drill whose log is open, also in a real emergency.

    Raises:
        Refused: it has ended.
    """
    if fold.state.status is Status.ENDED:
        raise refusal("The exercise has ended; its log is closed.")
    return fold.state


def opened(fold: Fold) -> DrillState:
    """The state of a drill before EndEx.

    Raises:
        Refused: it has ended, or a real emergency has stopped it.
    """
    if still_open(fold).status is Status.EMERGENCY:
        raise refusal("A real emergency: the exercise has stopped.")
    return fold.state


def under_way(fold: Fold) -> DrillState:
    """The state of a drill between StartEx and EndEx.

    Raises:
        Refused: it is not, or a real emergency has stopped it.
    """
    if fold.state.status is Status.READY:
        raise refusal("The exercise has not started yet.")
    return opened(fold)
