"""What the override of a value makes happen: the controller sets it, holds it or lets it go."""

from __future__ import annotations

from collections.abc import Mapping

from player.engine import commands as do
from player.engine.entries import LONGEST_NOTE
from player.engine.fold import MILLION, Fold
from player.engine.refusals import Outcome, refusal, under_way
from player.model import events as ev
from player.model.doctrine import Behaviour, Stage

RANGES: Mapping[ev.Quantity, tuple[int, int]] = {
    ev.Quantity.TENSION: (0, MILLION),
    ev.Quantity.BEHAVIOUR: (int(Behaviour.TERTIB), int(Behaviour.AGRESIF_SEGERA)),
    ev.Quantity.PRESENCE: (0, MILLION),
    ev.Quantity.FORCE: (int(Stage.NONE), int(Stage.FIREARM)),
}
"""From and to, in the numbers of each quantity."""


def override(fold: Fold, command: do.Override) -> Outcome:
    """A value is set, held or released; who decided it and why is part of it."""
    state = under_way(fold)
    quantity, unit = command.quantity, command.unit
    if (unit is not None) != (quantity is ev.Quantity.FORCE):
        raise refusal("An override of force names a unit, and no other does.")
    if unit is not None and unit not in fold.scenario.units:
        raise refusal("The script has no unit {unit}.", unit=unit)
    who, why = command.who.strip()[:LONGEST_NOTE], command.why.strip()[:LONGEST_NOTE]
    if not who or not why:
        raise refusal("An override says who decided it, and why.")
    release = command.mode is ev.OverrideMode.RELEASE
    if release and (quantity, unit) not in state.overrides:
        raise refusal("Nothing is held there that could be released.")
    lowest, highest = RANGES[quantity]
    if not release and command.value is not None and not lowest <= command.value <= highest:
        raise refusal("This value lies between {lowest} and {highest}.", lowest=lowest, highest=highest)
    fold.crowd.reach(fold.now_ms)  # it takes effect at this tick: what stands there is what was before
    before = present(fold, quantity, unit)
    value = before if command.value is None else command.value
    after = by_itself(fold, quantity, unit) if release else value
    yield ev.ValueOverridden(quantity, command.mode, before, after, unit, who, why), None


def present(fold: Fold, quantity: ev.Quantity, unit: str | None) -> int:
    """A value as it stands now, in the numbers of its quantity."""
    match quantity:
        case ev.Quantity.TENSION:
            return round(fold.crowd.tension * MILLION)
        case ev.Quantity.PRESENCE:
            return round(fold.crowd.presence * MILLION)
        case ev.Quantity.BEHAVIOUR:
            return int(fold.crowd.behaviour)
    return fold.state.unit_stages.get(unit or "", 0)


def by_itself(fold: Fold, quantity: ev.Quantity, unit: str | None) -> int:
    """A value as it would stand now if nobody held it."""
    match quantity:
        case ev.Quantity.BEHAVIOUR:
            return int(fold.crowd.behaviour_by_itself)
        case ev.Quantity.FORCE:
            return max((run.stage for run in fold.state.running.values() if run.unit == unit), default=0)
    return present(fold, quantity, unit)
