"""The words of the instrument: how the crowd stands, what the controller overrode, what was answered to a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from player.i18n import N_, _
from player.model import events as ev
from player.model.crowd_parameters import DISPERSED_BELOW, GATHERED_FROM
from player.model.doctrine import BEHAVIOUR_TITLES, CEILING, SITUATION_TITLES, Behaviour, Situation
from player.model.rules import RULES, rule_of_finding
from player.review.entry_wording import stage_text
from player.review.lines import Line, LineKind

if TYPE_CHECKING:
    from player.review.wording import Wording

QUANTITY_TITLES: Mapping[ev.Quantity, str] = {
    ev.Quantity.TENSION: N_("Tension"),
    ev.Quantity.BEHAVIOUR: N_("Behaviour"),
    ev.Quantity.PRESENCE: N_("Size of the crowd"),
    ev.Quantity.FORCE: N_("Stage of force"),
}
"""What each quantity is called."""

ANSWER_TITLES: Mapping[ev.AnswerKind, str] = {
    ev.AnswerKind.ACCEPTED: N_("accepted"),
    ev.AnswerKind.EXPLAINED: N_("explained"),
    ev.AnswerKind.DISMISSED: N_("dismissed"),
}
"""What each answer to a finding is called."""

_SHARES: Mapping[str, str] = {"least": f"{DISPERSED_BELOW:.0%}", "again": f"{GATHERED_FROM:.0%}"}
"""From where on the crowd of the model counts as gone, and as there again."""

_PPM_PER_POINT, _MILLION = 10_000, 1_000_000


def value_text(quantity: ev.Quantity, value: int, crowd_size: int) -> str:
    """A value of an override, in the words in which the screen shows it."""
    match quantity:
        case ev.Quantity.TENSION:
            return f"{value / _PPM_PER_POINT:.0f}"
        case ev.Quantity.PRESENCE:
            persons = round(value * crowd_size / _MILLION)
            return _("{persons} of {size} people").format(persons=persons, size=crowd_size)
        case ev.Quantity.BEHAVIOUR:
            return _(BEHAVIOUR_TITLES[Behaviour(value)])
    return stage_text(value)


def _behaviour(_w: Wording, body: ev.BehaviourChanged) -> Line:
    behaviour = Behaviour(body.behaviour)
    values = {"behaviour": _(BEHAVIOUR_TITLES[behaviour]), "ceiling": int(CEILING[behaviour])}
    return Line(LineKind.SITUATION, _("Behaviour: {behaviour}; ceiling of force {ceiling}").format(**values))


def _situation(_w: Wording, body: ev.SituationChanged) -> Line:
    situation, before = Situation(body.situation), Situation(body.before)
    values = {"situation": _(SITUATION_TITLES[situation]), "before": _(SITUATION_TITLES[before])}
    return Line(LineKind.SITUATION, _("Situation: {situation}, before it {before}").format(**values))


def _dispersed(_w: Wording, _body: ev.CrowdDispersed) -> Line:
    return Line(
        LineKind.SITUATION, _("Training index: of the crowd in the model less than {least} is left").format(**_SHARES)
    )


def _gathered(_w: Wording, _body: ev.CrowdGathered) -> Line:
    return Line(
        LineKind.SITUATION, _("Training index: the crowd in the model is {again} again or more").format(**_SHARES)
    )


def _overridden(w: Wording, body: ev.ValueOverridden) -> Line:
    size = w.scenario.crowd.size
    values = {
        "what": _(QUANTITY_TITLES[body.quantity]),
        "unit": w.unit(body.unit) if body.unit is not None else "",
        "before": value_text(body.quantity, body.before, size),
        "after": value_text(body.quantity, body.after, size),
        "who": body.who,
        "why": body.why,
    }
    templates = {
        ev.OverrideMode.SET: (
            N_("{what} set by {who}: {before} → {after}. {why}"),
            N_("{what} of {unit} set by {who}: {before} → {after}. {why}"),
        ),
        ev.OverrideMode.HOLD: (
            N_("{what} held by {who}: {before} → {after}. {why}"),
            N_("{what} of {unit} held by {who}: {before} → {after}. {why}"),
        ),
        ev.OverrideMode.RELEASE: (
            N_("{what} released by {who} at {before}. {why}"),
            N_("{what} of {unit} released by {who} at {before}. {why}"),
        ),
    }
    plain, of_unit = templates[body.mode]
    return Line(LineKind.OVERRIDE, _(plain if body.unit is None else of_unit).format(**values))


def _answered(_w: Wording, body: ev.FindingAnswered) -> Line:
    rule = rule_of_finding(body.finding)
    title = _(RULES[rule].title) if rule in RULES else ""
    values = {"rule": rule, "title": title, "answer": _(ANSWER_TITLES[body.answer]), "who": body.who}
    template = N_("Finding {rule} ({title}) {answer} by {who}") if body.who else N_("Finding {rule} ({title}) {answer}")
    text = _(template).format(**values)
    return Line(LineKind.FINDING, f"{text}. {body.text}" if body.text else text)


INSTRUMENT_LINES: Mapping[type[ev.Body], Callable[[Wording, Any], Line]] = {
    ev.BehaviourChanged: _behaviour,
    ev.SituationChanged: _situation,
    ev.CrowdDispersed: _dispersed,
    ev.CrowdGathered: _gathered,
    ev.ValueOverridden: _overridden,
    ev.FindingAnswered: _answered,
}
"""The words of each event of this kind."""
