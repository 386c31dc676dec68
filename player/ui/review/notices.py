"""What the Review says of a session that is not like one that ran and ended with the Gladi of today."""

from __future__ import annotations

from typing import NamedTuple

from player.i18n import _
from player.model.rules import rules_known
from player.model.times import clock_text
from player.review.rules_wording import other_rules_text
from player.session.store import SavedSession
from player.session.usable import can_salvage, is_salvaged, said_of_damage
from player.ui.widgets import Chip
from player.ui.widgets.painted import plain_tip

RESUME, SALVAGE = "resume_session", "salvage_session"
"""The actions a notice may offer, by id."""


class Told(NamedTuple):
    """A notice: ``tone`` as in `Notice.say`; ``offers``: the action its button does, by id, or empty."""

    text: str
    tone: str
    offers: str = ""


def what_is_amiss(saved: SavedSession) -> Told | None:
    """The notice over a session when it is opened, the gravest thing alone, or None where there is nothing to say."""
    damage = said_of_damage(saved)
    if damage is not None:
        return Told(str(damage), "alarm", SALVAGE if can_salvage(saved) else "")
    salvage = said_of_salvage(saved)
    if salvage and not saved.finished:
        return Told(salvage, "warn")
    if not saved.finished:
        text = _("This session was cut off at {time}, before EndEx.")
        return Told(text.format(time=clock_text(saved.last_exercise_ms, hours=True)), "warn", RESUME)
    said = " ".join(filter(None, (salvage, said_of_rules(saved), said_of_script(saved))))
    return Told(said, "accent") if said else None


def said_of_salvage(saved: SavedSession) -> str:
    """That it is the intact part of a damaged file, and up to where; else empty."""
    if not is_salvaged(saved):
        return ""
    last = saved.records[-1].event
    text = _("Salvaged: this is the intact part of a damaged file, up to #{seq} at {time}.")
    said = text.format(seq=last.seq, time=clock_text(last.exercise_ms, hours=True))
    if saved.finished:
        return said
    more = _("What came after that could not be read. Only if the drill still ran then: Ctrl+R resumes it.")
    return f"{said} {more}"


def said_of_script(saved: SavedSession) -> str:
    """How its script sets the rules in a way that is refused today; else empty."""
    if not saved.outdated:
        return ""
    first = saved.outdated[0]
    text = _("Its script sets rules in a way refused today, and is taken as it was run. Line {line}: {message}")
    return text.format(line=first.line, message=first.message)


def said_of_rules(saved: SavedSession) -> str:
    """By which rules findings are worked out, where these are not the rules of today; else empty."""
    return other_rules_text(saved.opened.rules_version)


def standing_signs(saved: SavedSession) -> list[Chip]:
    """The small signs that stay on the page: other rules than those of today, and a script refused today."""
    signs = []
    rules, script = said_of_rules(saved), said_of_script(saved)
    if rules:
        version = saved.opened.rules_version
        tone = "neutral" if rules_known(version) else "warn"
        signs.append(_sign(_("rules version {version}").format(version=version), tone, rules))
    if script:
        signs.append(_sign(_("script of older rules"), "neutral", script))
    return signs


def _sign(text: str, tone: str, said: str) -> Chip:
    sign = Chip(text, "history", tone)
    sign.setToolTip(plain_tip(said))
    return sign
