"""What several rules mean by the same words."""

from __future__ import annotations

from player.model.doctrine import Stage
from player.model.times import SECOND_MS

FORCE_FROM = Stage.SOFT_HAND
"""The stage from which an action lays hands or means on people; what is below it only stands there or speaks."""

WARNING_KINDS = frozenset({"appeal", "warning"})
"""The kinds of action that say before force what is coming."""

CHANGEOVER_MS = 30 * SECOND_MS
"""How far apart in the log the end of one action and the start of the next may be and still be one: whoever records
them presses two keys. Gladi's own choice."""
