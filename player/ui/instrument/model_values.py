"""The values of the crowd model at a moment, each with one sentence that says what it means. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from player.i18n import _, ngettext
from player.model.crowd_parameters import (
    BEHAVIOUR_HOLD_MS,
    BEHAVIOUR_THRESHOLDS,
    DISPERSED_BELOW,
    GATHERED_FROM,
)
from player.model.doctrine import BEHAVIOUR_TITLES, SITUATION_TITLES, STAGE_TITLES, Behaviour, Situation
from player.model.events import Quantity
from player.model.times import MINUTE_MS
from player.ui.views import DrillView


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of the model.

    Attributes:
        held: the controller holds it.
        wide: two lines have room for the sentence; else it takes three.
        part: where it stands in its range, 0..1; None where it has none.
    """

    name: str
    value: str
    about: str
    part: float | None = None
    held: bool = False
    wide: bool = True

    @property
    def spoken(self) -> str:
        """The row in words."""
        held = _("held by the controller") if self.held else ""
        return " ".join(filter(None, (f"{self.name}: {self.value}.", held, self.about)))

    @property
    def tip(self) -> str:
        """What may not fit into the row."""
        return self.about


def value_rows(view: DrillView) -> Iterator[ValueRow]:
    """The values at the moment shown."""
    sample, state = view.sample, view.state
    yield ValueRow(
        _("Tension"),
        f"{sample.tension_index:.0f}",
        _(
            "0 is calm, 100 the most. Raised by injects, disorder, excess force; lowered by time, dialogue, "
            "force within the ceiling."
        ),
        sample.tension_index / 100,
        state.is_held(Quantity.TENSION),
    )
    passive, active, aggressive = (f"{100 * share:.0f}" for share in BEHAVIOUR_THRESHOLDS)
    yield ValueRow(
        _("Activity"),
        _percent(sample.activity),
        _(
            "The part of the crowd in disorder; passive from {passive} %, active from {active} %, aggressive from "
            "{aggressive} %."
        ).format(passive=passive, active=active, aggressive=aggressive),
        sample.activity,
    )
    yield ValueRow(
        _("Legitimacy"),
        _percent(sample.legitimacy),
        _(
            "How far the crowd takes what the police do for rightful. Dialogue builds it up, excess force breaks "
            "it down."
        ),
        sample.legitimacy,
    )
    yield _presence(view)
    yield from _classes(view)


def _presence(view: DrillView) -> ValueRow:
    sample, size = view.sample, view.scenario.crowd.size
    here = round(sample.presence * size)
    value = ngettext("{n} of {size} people", "{n} of {size} people", here).format(n=here, size=size)
    about = _("How many are there in the model, which takes them as dispersed below {least}, as back from {again}.")
    return ValueRow(
        _("Presence"),
        f"{value} (< {DISPERSED_BELOW:.0%})" if sample.presence < DISPERSED_BELOW else value,
        about.format(least=round(DISPERSED_BELOW * size), again=round(GATHERED_FROM * size)),
        sample.presence,
        view.state.is_held(Quantity.PRESENCE),
    )


def _classes(view: DrillView) -> Iterator[ValueRow]:
    sample = view.sample
    behaviour, situation = Behaviour(sample.behaviour), Situation(sample.situation)
    minutes = BEHAVIOUR_HOLD_MS // MINUTE_MS
    about = _("The highest class seen, declared or worked out; each stands for {n} min after it was last true.")
    yield ValueRow(
        _("Behaviour"),
        f"{_(BEHAVIOUR_TITLES[behaviour])} · {_(SITUATION_TITLES[situation])}",
        about.format(n=minutes),
        held=view.state.is_held(Quantity.BEHAVIOUR),
    )
    rule = _("The highest stage of force in proportion to this behaviour, Perkap 1/2009 Art. 7(2).")
    if behaviour is Behaviour.TERTIB:
        rule = _("The highest stage of force in proportion; for an orderly crowd this is Gladi's own reading.")
    stage = sample.ceiling
    yield ValueRow(_("Ceiling of force"), f"{int(stage)} · {_(STAGE_TITLES[stage])}", rule)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
