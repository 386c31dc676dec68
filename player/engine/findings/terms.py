"""What several rules mean by the same words."""

from __future__ import annotations

from player.model.times import SECOND_MS

CHANGEOVER_MS = 30 * SECOND_MS
"""How far apart in the log the end of one action and the start of the next may be and still be one: whoever records
them presses two keys. Gladi's own choice."""
