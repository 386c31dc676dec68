"""The words of overrides on screen: what is overridden, how, what is held, and reasons that fit in a word. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from player.engine.state import DrillState, Override, Status
from player.i18n import N_, Message, _
from player.model import events as ev
from player.model.scenario import Scenario
from player.model.times import clock_text
from player.review.instrument_wording import QUANTITY_TITLES, value_text

MODE_TITLES: Mapping[ev.OverrideMode, str] = {
    ev.OverrideMode.SET: N_("Set"),
    ev.OverrideMode.HOLD: N_("Hold there"),
    ev.OverrideMode.RELEASE: N_("Release"),
}
"""What each way to override is called, in the order of the keys."""

_MODEL_VALUES = {
    ev.OverrideMode.SET: N_("It jumps there now; the model goes on from it."),
    ev.OverrideMode.HOLD: N_("It stays there until it is released, whatever happens."),
    ev.OverrideMode.RELEASE: N_("The model moves it again, from where it stands."),
}

ABOUT_MODES: Mapping[ev.Quantity, Mapping[ev.OverrideMode, str]] = {
    ev.Quantity.TENSION: _MODEL_VALUES,
    ev.Quantity.PRESENCE: _MODEL_VALUES,
    ev.Quantity.BEHAVIOUR: {
        ev.OverrideMode.SET: N_("It counts as just seen; the model goes on from it."),
        ev.OverrideMode.HOLD: N_("It stands until it is released, whatever is seen."),
        ev.OverrideMode.RELEASE: N_("What is seen, and the model, count again."),
    },
    ev.Quantity.FORCE: {
        ev.OverrideMode.SET: N_("It counts until the unit next does something."),
        ev.OverrideMode.HOLD: N_("It counts until it is released, whatever the unit does."),
        ev.OverrideMode.RELEASE: N_("What the unit does counts again."),
    },
}
"""What each way to override does, in one sentence."""

REASONS: Mapping[bool, Sequence[str]] = {
    False: (N_("The field differs from the model"), N_("Counted by an observer"), N_("Entered by mistake before")),
    True: (N_("The field agrees with the model again"), N_("No longer needed"), N_("Entered by mistake before")),
}
"""Reasons on offer: for setting or holding a value, and (True) for releasing one."""


def what_text(scenario: Scenario, quantity: ev.Quantity, unit: str | None) -> str:
    """What is overridden: "Tension", or "Dalmas Awal: stage of force"."""
    title = _(QUANTITY_TITLES[quantity])
    if unit is None:
        return title
    return _("{unit}: {what}").format(unit=scenario.units[unit].title, what=_("stage of force"))


def overridden_text(scenario: Scenario, override: Override) -> str:
    """A value that is overridden, shortly, what counts most first: "Tension 55", "Stage 4 of Dalmas Awal"."""
    if override.unit is not None:
        unit = scenario.units[override.unit].title
        return _("Stage {stage} of {unit}").format(stage=override.value, unit=unit)
    value = value_text(override.quantity, override.value, scenario.crowd.size)
    if override.quantity is ev.Quantity.PRESENCE:
        return _("Crowd of {people}").format(people=value)
    return f"{_(QUANTITY_TITLES[override.quantity])} {value}"


def sign_text(scenario: Scenario, override: Override) -> str:
    """The sign of a value that is overridden: that it is held or set, at what, and by whom."""
    template = N_("HELD: {value} · {who}") if override.held else N_("SET: {value} · {who}")
    return _(template).format(value=overridden_text(scenario, override), who=override.who)


def sign_in_full(scenario: Scenario, override: Override) -> str:
    """The same with its reason, and since when."""
    since = _("since {time}").format(time=clock_text(override.since_ms, hours=True))
    return f"{sign_text(scenario, override)} · {since} · {override.why}"


def standing(state: DrillState) -> tuple[Override, ...]:
    """The overrides that stand, in the order they were made; none once the exercise has ended."""
    if state.status is Status.ENDED:
        return ()
    return tuple(sorted(state.overrides.values(), key=lambda one: one.seq))


def last_who(bodies: Sequence[ev.Body]) -> str:
    """Who last overrode a value, or empty."""
    return next((body.who for body in reversed(bodies) if isinstance(body, ev.ValueOverridden)), "")


def names(scenario: Scenario, bodies: Sequence[ev.Body]) -> tuple[str, ...]:
    """Who may have decided it: whoever did before, the ranks of the script, those of its roles that decide."""
    before = (body.who for body in reversed(bodies) if isinstance(body, ev.ValueOverridden))
    roles = (str(role.title) for role in scenario.roles.values() if role.part in {"controller", "player", "organiser"})
    return tuple(dict.fromkeys((*before, *scenario.ranks, *roles)))


def why_it_stays(seq: int, body: ev.ValueOverridden, state: DrillState) -> Message:
    """Why an override is not voided, and what undoes it."""
    if (body.quantity, body.unit) in state.overrides:
        return Message("Override #{seq} tells of what happened and stays. F5 releases the value.", {"seq": seq})
    return Message("Override #{seq} tells of what happened and stays. F5 overrides the value anew.", {"seq": seq})
