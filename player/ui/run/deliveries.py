"""What has been delivered, and delivering it once more. No Qt."""

from __future__ import annotations

from player.engine import commands as do
from player.engine.state import DrillState
from player.model.doctrine import InjectStatus
from player.model.events import Firing


def last_delivered(state: DrillState) -> str | None:
    """Id of the inject delivered last, or None."""
    fired = [(stood.fired_seq, name) for name, stood in state.injects.items() if stood.fired_seq is not None]
    return max(fired)[1] if fired else None


def delivery(state: DrillState, inject: str) -> do.FireInject:
    """The command that delivers an inject now, once more where it has been delivered."""
    again = state.injects[inject].status is InjectStatus.FIRED
    return do.FireInject(inject, Firing.AGAIN if again else Firing.CHOSEN)
