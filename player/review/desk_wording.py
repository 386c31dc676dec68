"""What the events of the desk say: gaps in the time, real emergencies, observers, what is changed in the script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.doctrine import RATING_TITLES, Rating
from player.model.times import clock_text, length_words
from player.review.lines import Line, LineKind

if TYPE_CHECKING:
    from player.review.wording import Wording

GENERAL_CONTACTS: Mapping[str, tuple[str, str]] = {
    "112": (N_("Emergency call, all services"), "112"),
    "110": (N_("Police"), "110"),
    "119": (N_("Ambulance"), "118 / 119"),
    "113": (N_("Fire brigade"), "113"),
}
"""Who is called where a script names nobody: the general numbers of Indonesia, by id, with title and number."""

OBSERVED_TITLES: Mapping[str, str] = {
    "text": N_("details"),
    "unit": N_("unit"),
    "place": N_("place"),
    "rating": N_("rating"),
}
"""What can be amended of a logged tag, in words."""


def seen_by(text: str, observer: str) -> str:
    """What an observer logged, with the name where there is one."""
    return _("{text} ({observer})").format(text=text, observer=observer) if observer else text


def rating_text(rating: str) -> str:
    """A rating in words, empty for none."""
    return f"{rating} {_(RATING_TITLES[Rating(rating)])}" if rating else ""


def contact_text(w: Wording, contact: str) -> str:
    """Who an emergency contact is."""
    if contact in w.scenario.emergency:
        return str(w.scenario.emergency[contact].title)
    return _(GENERAL_CONTACTS[contact][0]) if contact in GENERAL_CONTACTS else contact


def _gap(_w: Wording, body: ev.GapFound) -> Line:
    text = _("The computer was asleep or stuck for {time}; the exercise is on hold since then")
    return Line(LineKind.CLOCK, text.format(time=clock_text(body.gap_ms)), alert=True)


def _gap_counted(_w: Wording, body: ev.GapCounted) -> Line:
    template = {
        ev.GapAs.HOLD: N_("The gap of {time} counts as hold"),
        ev.GapAs.ELAPSED: N_("The gap counts as elapsed: exercise time took in {time}"),
    }[body.counts_as]
    return Line(LineKind.CLOCK, _(template).format(time=clock_text(body.gap_ms)))


def _emergency(_w: Wording, _body: ev.EmergencyDeclared) -> Line:
    return Line(LineKind.EMERGENCY, _("REAL EMERGENCY: the exercise has stopped"), alert=True)


def _contacted(w: Wording, body: ev.EmergencyContacted) -> Line:
    template = N_("Reached: {who}") if body.reached else N_("Not reached after all: {who}")
    return Line(LineKind.EMERGENCY, _(template).format(who=contact_text(w, body.contact)))


def _over(_w: Wording, _body: ev.EmergencyOver) -> Line:
    return Line(LineKind.EMERGENCY, _("The real emergency is over; the exercise stands where it stood"))


def _turn(_w: Wording, body: ev.ObserverTookTurn) -> Line:
    text = _("{name} observes").format(name=body.name) if body.name else _("The controller observes")
    return Line(LineKind.SESSION, text)


def _amended(w: Wording, body: ev.ObservationAmended) -> Line:
    value = body.value
    if value and body.field == "unit":
        value = w.unit(value)
    elif value and body.field == "rating":
        value = rating_text(value)
    template = N_("On #{seq}, {field}: {value}") if value else N_("On #{seq}, {field} taken out")
    text = _(template).format(seq=body.seq, field=_(OBSERVED_TITLES[body.field]), value=value)
    return Line(LineKind.TAG, text)


def _text(w: Wording, body: ev.InjectTextEdited) -> Line:
    template = N_("Words changed: {title}: “{text}”") if body.text else N_("Words of the script again: {title}")
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject), text=body.text))


def _hand(w: Wording, body: ev.InjectHandSet) -> Line:
    template = (
        N_("Waits for GO from now on: {title}") if body.by_hand else N_("Delivered by itself from now on: {title}")
    )
    return Line(LineKind.INJECT, _(template).format(title=w.inject(body.inject)))


def _shifted(_w: Wording, body: ev.InjectsShifted) -> Line:
    template = (
        N_("Waiting injects come {delta} later") if body.delta_ms > 0 else N_("Waiting injects come {delta} earlier")
    )
    return Line(LineKind.INJECT, _(template).format(delta=length_words(abs(body.delta_ms))))


DESK_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.GapFound: _gap,
    ev.GapCounted: _gap_counted,
    ev.EmergencyDeclared: _emergency,
    ev.EmergencyContacted: _contacted,
    ev.EmergencyOver: _over,
    ev.ObserverTookTurn: _turn,
    ev.ObservationAmended: _amended,
    ev.InjectTextEdited: _text,
    ev.InjectHandSet: _hand,
    ev.InjectsShifted: _shifted,
}
"""The words of each event of this kind."""
