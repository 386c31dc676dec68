"""What can be chosen and between which values; plain data, cheap to read before the first paint."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Name(StrEnum):
    """What can be chosen; the words it is kept under."""

    ANNOUNCE_S = "announce_s"
    SOUND = "sound"
    REMIND_MIN = "remind_min"
    REST = "rest"
    TEXT = "text_size"


ALLOWED: Mapping[Name, tuple[str, ...]] = {
    Name.ANNOUNCE_S: ("0", "15", "30", "60"),
    Name.SOUND: ("on", "off"),
    Name.REMIND_MIN: ("0", "5", "10", "15"),
    Name.REST: ("shift", "absorb"),
    Name.TEXT: ("small", "normal", "large", "largest"),
}
"""Every choice with the values on offer, in the order they are shown."""
