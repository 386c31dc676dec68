"""Who says an inject to whom, by which channel, in words. No Qt."""

from __future__ import annotations

from player.i18n import _
from player.model.course import Inject
from player.model.doctrine import CHANNELS


def route_text(inject: Inject) -> str:
    """Who says it to whom, by which channel."""
    ends = " → ".join(str(end) for end in (inject.sender, inject.receiver) if end)
    return f"{ends} · {_(CHANNELS[inject.channel])}" if inject.channel and ends else ends
