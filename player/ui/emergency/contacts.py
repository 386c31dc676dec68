"""Who is called in a real emergency, and who was reached. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from player.i18n import _
from player.model.events import EmergencyContacted, EmergencyDeclared, WallTime
from player.model.scenario import Scenario
from player.review.desk_wording import GENERAL_CONTACTS
from player.session.live import Entry

KEYED = 9
"""So many contacts have a digit."""


class Contact(NamedTuple):
    """Somebody to call: ``reach`` is the number, channel or place."""

    id: str
    title: str
    reach: str


def contacts_of(scenario: Scenario | None) -> list[Contact]:
    """Who is called: those of the script in their order, or the general numbers."""
    if scenario is not None and scenario.emergency:
        return [Contact(one.id, str(one.title), str(one.reach)) for one in scenario.emergency.values()]
    return [Contact(name, _(title), reach) for name, (title, reach) in GENERAL_CONTACTS.items()]


def declared_at(entries: Sequence[Entry]) -> WallTime | None:
    """The wall clock when the emergency that lasts was declared, or None: the log tells of none."""
    found = (entry.wall for entry in reversed(entries) if isinstance(entry.event.body, EmergencyDeclared))
    return next(found, None)


def reached_at(entries: Sequence[Entry]) -> dict[str, WallTime]:
    """The wall clock at which each contact was reached, since the emergency was declared last."""
    since: list[Entry] = []
    for entry in reversed(entries):
        if isinstance(entry.event.body, EmergencyDeclared):
            break
        if isinstance(entry.event.body, EmergencyContacted):
            since.append(entry)
    reached: dict[str, WallTime] = {}
    for entry in reversed(since):
        body = entry.event.body
        assert isinstance(body, EmergencyContacted)
        if body.reached:
            reached[body.contact] = entry.wall
        else:
            reached.pop(body.contact, None)
    return reached
