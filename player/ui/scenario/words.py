"""What a script says, in the words of a planner: ways, effects, expectations, routes. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from player.engine.rehearsal import Route
from player.i18n import N_, _, ngettext
from player.model.course import Effects, ExpectedAction, Inject, WantedRecord
from player.model.doctrine import (
    BEHAVIOUR_TITLES,
    CHANNELS,
    MEDIA,
    RECORD_TITLES,
    SEVERITIES,
    SIDES,
    WEAPONS,
)
from player.model.scenario import Scenario
from player.model.times import length_words
from player.review.trigger_wording import trigger_text
from player.ui.scenario.ways import Way, WayKind

DOT = " · "

KIND_TITLES: Mapping[str, str] = {
    "at": N_("on time"),
    "after": N_("after another"),
    "when": N_("on a condition"),
    "on": N_("on an event"),
    "every": N_("repeated"),
    "manual": N_("by hand"),
}
"""The kinds of trigger with a sign of their own, as the legend of the map names them."""


def way_words(scenario: Scenario, way: Way) -> str:
    """What opens a way out of a phase: the answer, the condition, or nothing where it just goes on."""
    match way.kind:
        case WayKind.DECISION:
            choice = scenario.decision_by_id[way.name].choice(way.choice)
            return str(choice.title) if choice is not None else way.choice
        case WayKind.EXIT:
            place = int(way.name.rpartition(".")[2]) - 1
            phase = scenario.phase_by_id[way.name.rpartition(".")[0]]
            return trigger_text(phase.exits[place].trigger, scenario)
        case WayKind.SKIP:
            return _("passed over")
    return ""


def target_words(scenario: Scenario, to: str | None) -> str:
    """Where a way leads: number and title of the phase, or the end."""
    if to is None:
        return _("end of the exercise")
    return f"{scenario.phase_number(to)} {scenario.phase_by_id[to].title}"


def effect_words(effects: Effects) -> list[str]:
    """What something does to the crowd, each thing by itself; the numbers are a training index."""
    said = []
    if effects.tension:
        said.append(_("tension {points}").format(points=_points(effects.tension)))
    if effects.presence:
        said.append(_("presence {points}").format(points=_points(effects.presence)))
    if effects.pressure is not None:
        rate = f"{effects.pressure.rate_per_min:g}".replace("-", "−")
        text = _("pressure {rate} a minute for {time}")
        said.append(text.format(rate=rate, time=length_words(effects.pressure.for_ms)))
    if effects.behaviour is not None:
        said.append(_("behaviour: {behaviour}").format(behaviour=_(BEHAVIOUR_TITLES[effects.behaviour])))
    if effects.provocateurs is not None:
        text = _("provocateurs {percent}% active") if effects.provocateurs else _("provocateurs no longer active")
        said.append(text.format(percent=f"{100 * effects.provocateurs:g}"))
    if effects.unlawful:
        said.append(_("unlawful acts: situation red"))
    return said


def _points(points: float) -> str:
    return f"{points:+g}".replace("-", "−")


def passing_words(inject: Inject) -> str:
    """Who says an inject to whom, and how."""
    sender, receiver = str(inject.sender), str(inject.receiver)
    named = f"{sender or '…'} → {receiver}" if receiver else sender
    channel = _(CHANNELS[inject.channel]) if inject.channel is not None else ""
    return DOT.join(filter(None, (named, channel)))


def expected_words(scenario: Scenario, expected: ExpectedAction) -> str:
    """What is expected, of whom, within what time."""
    by = str(scenario.units[expected.by].title) if expected.by is not None else ""
    within = _("within {time}").format(time=length_words(expected.within_ms))
    return DOT.join(filter(None, (str(expected.text), by, within)))


def record_words(record: WantedRecord) -> str:
    """The records an expected action calls for."""
    words = [
        _(titles[word])
        for titles, word in (
            (SIDES, record.side),
            (SEVERITIES, record.severity),
            (WEAPONS, record.weapon),
            (MEDIA, record.medium),
        )
        if word is not None
    ]
    text = ngettext("{n} record: {kind}", "{n} records: {kind}", record.count)
    return DOT.join([text.format(n=record.count, kind=_(RECORD_TITLES[record.kind])), *words])


def route_title(scenario: Scenario, route: Route, planned: Route) -> str:
    """A way through the script by what sets it apart from the planned one: its answers, and what it leaves out."""
    said = []
    for decision_id, choices in route.choices.items():
        decision = scenario.decision_by_id.get(decision_id)
        if decision is None or tuple(choices) == tuple(planned.choices.get(decision_id, (decision.planned_choice.id,))):
            continue
        titles = [str(choice.title) for one in choices if (choice := decision.choice(one)) is not None]
        said.append(_(", then ").join(titles))
    passed = [str(scenario.phase_by_id[phase].title) for phase in route.passed_over if phase in scenario.phase_by_id]
    if passed:
        said.append(_("without {phases}").format(phases=", ".join(sorted(passed))))
    return DOT.join(said) or _("as planned")
