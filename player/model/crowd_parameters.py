"""The coefficients of the crowd model: names, defaults and sensible ranges.

A training index, not a prediction: the defaults are tuned for training and fitted to nothing. The form of the terms
follows Berestycki, Nadal and Rodriguez (2015), Burbeck, Raine and Stark (1978) and the Elaborated Social Identity
Model; ``player.engine.crowd`` writes the equations out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from player.model.times import MINUTE_MS


@dataclass(frozen=True, slots=True)
class CrowdParameters:
    """Coefficients of the crowd model; rates are per exercise minute.

    Attributes:
        contagion_steepness, contagion_midpoint: the logistic r = 1 / (1 + exp(-steepness (v - midpoint))).
        activity_to_tension: tension from active disorder.
        backfire: tension from excess force, times (2 - legitimacy).
        tension_decay: loss of tension by itself.
        dialogue_calming: loss of tension by dialogue times legitimacy.
        force_deterrence: loss of tension per proportionate stage above 3.
        contagion_rate: growth of activity.
        contagion_seed: activity that is always there to spread; ``provocateur_seed``: what provocateurs add.
        activity_decay: loss of activity by itself; ``force_suppression``: per stage of force above 2.
        legitimacy_recovery: growth of legitimacy by itself; ``dialogue_legitimacy``: by dialogue.
        legitimacy_loss: loss of legitimacy by excess force.
        leaving, dialogue_leaving, force_leaving: loss of presence by itself, by dialogue, per stage of force above 3.
    """

    contagion_steepness: float = 14.0
    contagion_midpoint: float = 0.55
    activity_to_tension: float = 0.05
    backfire: float = 0.35
    tension_decay: float = 0.02
    dialogue_calming: float = 0.10
    force_deterrence: float = 0.072
    contagion_rate: float = 0.9
    contagion_seed: float = 0.004
    provocateur_seed: float = 0.06
    activity_decay: float = 0.25
    force_suppression: float = 0.16
    legitimacy_recovery: float = 0.01
    dialogue_legitimacy: float = 0.04
    legitimacy_loss: float = 0.25
    leaving: float = 0.002
    dialogue_leaving: float = 0.06
    force_leaving: float = 0.08


PARAMETER_RANGES: Mapping[str, tuple[float, float]] = {
    "contagion_steepness": (1.0, 40.0),
    "contagion_midpoint": (0.1, 0.95),
    "activity_to_tension": (0.0, 1.0),
    "backfire": (0.0, 2.0),
    "tension_decay": (0.0, 0.5),
    "dialogue_calming": (0.0, 1.0),
    "force_deterrence": (0.0, 0.5),
    "contagion_rate": (0.0, 5.0),
    "contagion_seed": (0.0, 0.1),
    "provocateur_seed": (0.0, 0.5),
    "activity_decay": (0.01, 2.0),
    "force_suppression": (0.0, 1.0),
    "legitimacy_recovery": (0.0, 0.2),
    "dialogue_legitimacy": (0.0, 0.5),
    "legitimacy_loss": (0.0, 2.0),
    "leaving": (0.0, 0.2),
    "dialogue_leaving": (0.0, 0.5),
    "force_leaving": (0.0, 0.5),
}
"""The range a scenario may set each coefficient in, ends included."""

BEHAVIOUR_THRESHOLDS = (0.05, 0.15, 0.35)
"""Activity from which the crowd counts as pasif, aktif, agresif."""

BEHAVIOUR_HOLD_MS = 4 * MINUTE_MS
"""How long a behaviour class stands after it was last true."""

DISPERSED_BELOW = 0.15
"""Presence under which the crowd has dispersed."""

GATHERED_FROM = 0.20
"""Presence from which a crowd that had dispersed is there again: a few who come back do not undo it."""

PRESSURE_RANGE = (0.0, 10.0)
"""The range of the inject pressure, per minute: of one inject, and of all that run at once taken together."""

START_DEFAULTS: Mapping[str, float] = {"tension": 0.30, "activity": 0.0, "legitimacy": 0.70, "presence": 1.0}
"""Where the crowd starts when a scenario does not say, each 0..1."""
