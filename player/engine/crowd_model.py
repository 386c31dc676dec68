"""The crowd model: one small set of differential equations.

A training index, not a prediction. The state is tension v, activity a (share in active disorder), perceived legitimacy
l and presence n, each 0..1; time is in exercise minutes. The inputs are inject pressure s (per minute), provocateurs p
(0..1), dialogue D (0..1), stage of force F (0..6) and excess force E (0..1). With the default coefficients::

    r  = 1 / (1 + exp(-14 (v - 0.55)))
    F' = max(0, F - 3E)                                  the proportionate part of the force
    v' = (s + 0.05 a + 0.35 E (2 - l)) (1 - v) - (0.02 + 0.10 D l + 0.072 max(0, F' - 3)) v
    a' = 0.9 r (a + 0.004 + 0.06 p) (1 - a)    - (0.25 + 0.16 max(0, F - 2)) a
    l' = (0.01 + 0.04 D) (1 - l)               - 0.25 E l
    n' = -(0.002 + 0.06 D l (1 - v) + 0.08 max(0, F - 3)) n

The coupling of tension and activity follows Berestycki, Nadal and Rodriguez (2015), contagion Burbeck, Raine and Stark
(1978), the backfire of force through lost legitimacy the Elaborated Social Identity Model (Reicher, Stott), and the
ceiling of force Perkap 1/2009. `player.model.crowd_parameters` names every coefficient.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence, Sequence
from math import inf, tanh
from typing import TypeAlias

from player.model.crowd_parameters import CrowdParameters
from player.model.times import MINUTE_MS, SECOND_MS

CrowdState: TypeAlias = tuple[float, float, float, float]
"""Tension, activity, legitimacy and presence, each 0..1."""

CrowdInputs: TypeAlias = tuple[float, float, float, float, float]
"""Pressure per minute, provocateurs 0..1, dialogue 0..1, stage of force 0..6 and excess force 0..1."""

_MOST_RATES = 64
_Rates: TypeAlias = tuple[float, float, float, float, float, float, float, float, float, float, float]

TENSION_TERMS = ("pressure", "unrest", "backfire", "decay", "dialogue", "deterrence")
"""The terms of the equation of the tension: inject pressure, active disorder, excess force, and losses by itself, by
dialogue and by proportionate force."""

TICK_MS = SECOND_MS
"""Length of one step. Events take effect on ticks."""


def ticks_up(ms: int) -> int:
    """The first tick not before this exercise time."""
    return -(-ms // TICK_MS)


class CrowdModel:
    """The equations with one set of coefficients, solved by classical RK4 with a fixed step.

    With every coefficient in its range, every input in its range and a step of 1 s, the fastest rate of the system is
    below 18 per minute, 0.3 per step. There RK4 keeps each value in 0..1, so no result is clamped, and it keeps the
    order of two runs as the equations do: more s, p or E never lowers v, more D never raises it.

    Args:
        parameters: the coefficients.
        step_ms: length of a step in ms of exercise time; the drill uses the default.
    """

    def __init__(self, parameters: CrowdParameters | None = None, step_ms: int = TICK_MS) -> None:
        self.parameters = parameters or CrowdParameters()
        self.step_min = step_ms / MINUTE_MS
        self._rates: dict[tuple[CrowdInputs, tuple[bool, bool]], _Rates] = {}

    def step(  # noqa: PLR0917  the equations have four unknowns and five inputs
        self,
        v: float,
        a: float,
        legitimacy: float,
        n: float,
        s: float,
        p: float,
        d: float,
        f: float,
        e: float,
    ) -> CrowdState:
        """One step from the state (v, a, l, n) under the inputs (s, p, D, F, E), named as in the equations."""
        return self.march((v, a, legitimacy, n), (s, p, d, f, e), 1, ([], [], [], []))

    def march(
        self,
        state: CrowdState,
        inputs: CrowdInputs,
        steps: int,
        columns: Sequence[MutableSequence[float]],
        band: tuple[float, float] = (-inf, inf),
        least_presence: float = -inf,
        held: tuple[bool, bool] = (False, False),
    ) -> CrowdState:
        """Take steps under inputs that stay as they are, and write down the state before each of them.

        Args:
            columns: one for each value of the state; each step adds to them.
            band: it ends early, with the step after which the activity is not in it: from, below.
            least_presence: it ends early, too, with the step after which the presence is below this.
            held: whether the tension, and the presence, stay as they are whatever their equations say.

        Returns:
            The state after the last step.
        """
        # Most runs are a step or two, under inputs that were there before: what follows from them is kept.
        rates = self._rates.get((inputs, held)) or self._rates_under(inputs, held)
        pressure, backfire, from_activity, tension_loss, calming, seed, activity_loss = rates[:7]
        regained, lost, talked_away, leaving = rates[7:]
        c = self.parameters
        # The logistic r as (1 + tanh) / 2, which cannot overflow whatever v is.
        slope, midpoint, growth = c.contagion_steepness / 2, c.contagion_midpoint, c.contagion_rate / 2
        whole, half, sixth = self.step_min, self.step_min / 2, self.step_min / 6

        keep_tension, keep_activity = columns[0].append, columns[1].append
        keep_legitimacy, keep_presence = columns[2].append, columns[3].append
        lowest, highest = band
        v0, a0, l0, n0 = state
        for _ in range(steps):
            keep_tension(v0)
            keep_activity(a0)
            keep_legitimacy(l0)
            keep_presence(n0)

            # The derivative is written out four times: a call for each would double the cost of a step. Its numbers are
            # written as 1.0 and 2.0: with whole ones among the fractions Python takes a tenth longer, for the same.
            kv1 = (pressure + from_activity * a0 - backfire * l0) * (1.0 - v0) - (tension_loss + calming * l0) * v0
            ka1 = growth * (1.0 + tanh(slope * (v0 - midpoint))) * (a0 + seed) * (1.0 - a0) - activity_loss * a0
            kl1 = regained * (1.0 - l0) - lost * l0
            kn1 = (talked_away * l0 * (v0 - 1.0) - leaving) * n0

            v, a, l_, n = v0 + half * kv1, a0 + half * ka1, l0 + half * kl1, n0 + half * kn1
            kv2 = (pressure + from_activity * a - backfire * l_) * (1.0 - v) - (tension_loss + calming * l_) * v
            ka2 = growth * (1.0 + tanh(slope * (v - midpoint))) * (a + seed) * (1.0 - a) - activity_loss * a
            kl2 = regained * (1.0 - l_) - lost * l_
            kn2 = (talked_away * l_ * (v - 1.0) - leaving) * n

            v, a, l_, n = v0 + half * kv2, a0 + half * ka2, l0 + half * kl2, n0 + half * kn2
            kv3 = (pressure + from_activity * a - backfire * l_) * (1.0 - v) - (tension_loss + calming * l_) * v
            ka3 = growth * (1.0 + tanh(slope * (v - midpoint))) * (a + seed) * (1.0 - a) - activity_loss * a
            kl3 = regained * (1.0 - l_) - lost * l_
            kn3 = (talked_away * l_ * (v - 1.0) - leaving) * n

            v, a, l_, n = v0 + whole * kv3, a0 + whole * ka3, l0 + whole * kl3, n0 + whole * kn3
            kv4 = (pressure + from_activity * a - backfire * l_) * (1.0 - v) - (tension_loss + calming * l_) * v
            ka4 = growth * (1.0 + tanh(slope * (v - midpoint))) * (a + seed) * (1.0 - a) - activity_loss * a
            kl4 = regained * (1.0 - l_) - lost * l_
            kn4 = (talked_away * l_ * (v - 1.0) - leaving) * n

            v0 += sixth * (kv1 + 2.0 * (kv2 + kv3) + kv4)
            a0 += sixth * (ka1 + 2.0 * (ka2 + ka3) + ka4)
            l0 += sixth * (kl1 + 2.0 * (kl2 + kl3) + kl4)
            n0 += sixth * (kn1 + 2.0 * (kn2 + kn3) + kn4)
            if not lowest <= a0 < highest or n0 < least_presence:
                break
        return v0, a0, l0, n0

    def _rates_under(self, inputs: CrowdInputs, held: tuple[bool, bool]) -> _Rates:
        """What stands in the equations beside the state, as long as the inputs stay as they are."""
        s, p, d, f, e = inputs
        c = self.parameters
        from_activity = c.activity_to_tension
        backfire = c.backfire * e
        pressure = s + 2 * backfire
        calming = c.dialogue_calming * d
        proportionate = f - 3 * e
        tension_loss = c.tension_decay + (c.force_deterrence * (proportionate - 3) if proportionate > 3 else 0.0)
        seed = c.contagion_seed + c.provocateur_seed * p
        activity_loss = c.activity_decay + (c.force_suppression * (f - 2) if f > 2 else 0.0)
        regained = c.legitimacy_recovery + c.dialogue_legitimacy * d
        lost = c.legitimacy_loss * e
        talked_away = c.dialogue_leaving * d
        leaving = c.leaving + (c.force_leaving * (f - 3) if f > 3 else 0.0)
        tension_held, presence_held = held
        if tension_held:  # with every rate of its equation at 0 it moves by exactly 0
            pressure = backfire = from_activity = tension_loss = calming = 0.0
        if presence_held:
            talked_away = leaving = 0.0
        if len(self._rates) >= _MOST_RATES:
            self._rates.clear()
        rates = (pressure, backfire, from_activity, tension_loss, calming, seed, activity_loss)
        self._rates[inputs, held] = found = (*rates, regained, lost, talked_away, leaving)
        return found

    def split(
        self,
        rows: Iterable[tuple[float, float, float]],
        inputs: CrowdInputs,
        columns: Sequence[MutableSequence[float]],
    ) -> None:
        """Split what each step does to the tension by the terms of its equation.

        The change of a step is the sum of its four slopes with the weights of RK4, and each slope is the sum of its
        terms; so the parts of a step add up to the change that `march` gives, but for rounding.

        Args:
            rows: tension, activity and legitimacy before each step, all under these inputs.
            columns: one for each of `TENSION_TERMS`, none of them empty; each step adds the total up to its end.
        """
        s, p, d, f, e = inputs
        c = self.parameters
        whole, half, sixth = self.step_min, self.step_min / 2, self.step_min / 6
        backfire, calming = c.backfire * e, c.dialogue_calming * d
        deterrence = c.force_deterrence * max(0.0, f - 3 * e - 3)
        from_activity, decay = c.activity_to_tension, c.tension_decay
        slope, midpoint, growth = c.contagion_steepness / 2, c.contagion_midpoint, c.contagion_rate / 2
        seed = c.contagion_seed + c.provocateur_seed * p
        activity_loss = c.activity_decay + c.force_suppression * max(0, f - 2)
        regained, lost = c.legitimacy_recovery + c.dialogue_legitimacy * d, c.legitimacy_loss * e
        rise, fall = s + 2 * backfire, decay + deterrence

        def slopes(v: float, a: float, l_: float) -> tuple[float, float, float]:
            return (
                (rise + from_activity * a - backfire * l_) * (1.0 - v) - (fall + calming * l_) * v,
                growth * (1.0 + tanh(slope * (v - midpoint))) * (a + seed) * (1.0 - a) - activity_loss * a,
                regained * (1.0 - l_) - lost * l_,
            )

        totals = [column[-1] for column in columns]
        for v1, a1, l1 in rows:
            kv, ka, kl = slopes(v1, a1, l1)
            v2, a2, l2 = v1 + half * kv, a1 + half * ka, l1 + half * kl
            kv, ka, kl = slopes(v2, a2, l2)
            v3, a3, l3 = v1 + half * kv, a1 + half * ka, l1 + half * kl
            kv, ka, kl = slopes(v3, a3, l3)
            v4, a4, l4 = v1 + whole * kv, a1 + whole * ka, l1 + whole * kl

            u1, u2, u3, u4 = 1.0 - v1, 1.0 - v2, 1.0 - v3, 1.0 - v4
            below = sixth * (u1 + 2.0 * (u2 + u3) + u4)
            tension = sixth * (v1 + 2.0 * (v2 + v3) + v4)
            totals[0] += s * below
            totals[1] += from_activity * sixth * (a1 * u1 + 2.0 * (a2 * u2 + a3 * u3) + a4 * u4)
            if backfire:
                resented = (2.0 - l1) * u1 + 2.0 * ((2.0 - l2) * u2 + (2.0 - l3) * u3) + (2.0 - l4) * u4
                totals[2] += backfire * sixth * resented
            totals[3] -= decay * tension
            totals[4] -= calming * sixth * (l1 * v1 + 2.0 * (l2 * v2 + l3 * v3) + l4 * v4)
            totals[5] -= deterrence * tension
            for column, total in zip(columns, totals, strict=True):
                column.append(total)
