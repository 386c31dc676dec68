"""Which sound is heard when: never two within a second, and none of what is urgent lost in it."""

from __future__ import annotations

from player.ui.announce.tones import Cue

APART_MS = 1000
"""From the beginning of one sound to that of the next at least."""

_URGENCY = tuple(Cue)


class CueGate:
    """Lets sounds through, one a second; what comes too soon waits, and only the most urgent of it is heard."""

    def __init__(self) -> None:
        self._waiting: Cue | None = None
        self._last_ms: int | None = None

    def ask(self, cue: Cue) -> None:
        """Something calls for this sound."""
        if self._waiting is None or _URGENCY.index(cue) > _URGENCY.index(self._waiting):
            self._waiting = cue

    def take(self, now_ms: int) -> Cue | None:
        """The sound to play now, or None; ``now_ms`` is monotonic time."""
        cue = self._waiting
        if cue is None or (self._last_ms is not None and now_ms - self._last_ms < APART_MS):
            return None
        self._waiting, self._last_ms = None, now_ms
        return cue

    def clear(self) -> None:
        """Forget what waits to be heard."""
        self._waiting = None
