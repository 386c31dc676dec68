"""What a changed phase does to the rest of the script, in words. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from player.i18n import N_, _
from player.model.events import Rest
from player.model.times import SECOND_MS, clock_text

REST_TITLES: Mapping[Rest, str] = {
    Rest.SHIFT: N_("Shift the rest"),
    Rest.ABSORB: N_("Absorb it"),
}
"""What can be chosen, as a button says it."""

REST_ACTIONS: Mapping[Rest, str] = {
    Rest.SHIFT: N_("+ and − shift the rest"),
    Rest.ABSORB: N_("+ and − are absorbed by the rest"),
}
"""The same, as a menu says it."""

REST_TEXTS: Mapping[Rest, str] = {
    Rest.SHIFT: N_("The phases after it keep their length; the exercise ends later, or sooner."),
    Rest.ABSORB: N_("The phases after it take it in, the next one first, within their bounds; the end stays."),
}
"""What follows from it."""

_WORDS: Mapping[Rest, str] = {Rest.SHIFT: N_("± shifts"), Rest.ABSORB: N_("± absorbed")}


def rest_word(rest: Rest) -> str:
    """What + and − do, as shortly as it can be said."""
    return _(_WORDS[rest])


def over_text(over_ms: int) -> str:
    """How far the end is from that of the script: "+04:00", "−02:00"; empty within a second."""
    if abs(over_ms) < SECOND_MS:
        return ""
    return f"+{clock_text(over_ms)}" if over_ms > 0 else clock_text(over_ms)
