"""The measures of a drill: times, counts and delays, for the screen and the reports alike.

They are plain values, without a word of text, and work on a drill under way, so far, as well as afterwards. Times are
whole milliseconds of exercise time. What each figure counts is said where its value is defined, and in one sentence for
whoever reads it in `player.review.measures_wording`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from player.engine.fold import Fold
from player.model import events as ev
from player.model.doctrine import Behaviour, Situation
from player.model.scenario import Scenario
from player.review.measures_course import (
    Asked,
    DecisionMeasure,
    DecisionMeasures,
    Delivered,
    DeliveryMeasure,
    InjectMeasures,
    Overridden,
    OverrideMeasure,
    OverrideMeasures,
)
from player.review.measures_delays import Delays
from player.review.measures_expected import Called, ExpectedMeasure, ExpectedMeasures, Tally
from player.review.measures_force import ForceMeasures, Stretch, UnitForce, UnitMeasures, force_of
from player.review.measures_orders import (
    OrderMeasure,
    OrderMeasures,
    UnorderedMeasure,
    WarningMeasures,
    orders_of,
    warning_of,
)
from player.review.measures_trace import DispersalMeasures, Trace, dispersal_of

__all__ = [
    "DecisionMeasure",
    "DecisionMeasures",
    "Delays",
    "DeliveryMeasure",
    "DispersalMeasures",
    "ExpectedMeasure",
    "ExpectedMeasures",
    "ForceMeasures",
    "InjectMeasures",
    "Measures",
    "OrderMeasure",
    "OrderMeasures",
    "OverrideMeasure",
    "OverrideMeasures",
    "Stretch",
    "Tally",
    "UnitMeasures",
    "UnorderedMeasure",
    "WarningMeasures",
    "measures",
]


@dataclass(frozen=True, slots=True)
class Measures:
    """All that is measured of a drill.

    Attributes:
        length_ms: from StartEx to EndEx, or to the time reached while it is under way or where it was cut off.
        ended: EndEx has been; all figures are final.
        situation_ms, behaviour_ms: how long each colour and each class of behaviour stood; both sum up to the length.
        units: every unit of the script, by its id.
    """

    length_ms: int
    ended: bool
    warning: WarningMeasures
    orders: OrderMeasures
    situation_ms: Mapping[Situation, int]
    behaviour_ms: Mapping[Behaviour, int]
    force: ForceMeasures
    units: Mapping[str, UnitMeasures]
    dispersal: DispersalMeasures
    expected: ExpectedMeasures
    decisions: DecisionMeasures
    injects: InjectMeasures
    overrides: OverrideMeasures


def measures(scenario: Scenario, events: Iterable[ev.Event], fold: Fold) -> Measures:
    """Measure a drill, up to EndEx or else the time its fold has reached.

    Args:
        events: the whole log.
        fold: the drill these events tell; its crowd is not computed again.
    """
    units, called, asked = UnitForce(scenario.units), Called(scenario), Asked()
    delivered, overridden, turns = Delivered(scenario), Overridden(), _Turns()
    handlers: dict[type[ev.Body], list[Callable[[ev.Event], None]]] = {}
    for collector in (units, called, asked, delivered, overridden, turns):
        for kind, handler in collector.handlers.items():
            handlers.setdefault(kind, []).append(handler)
    for event in events:
        for handler in handlers.get(type(event.body), ()):
            handler(event)
    state = fold.state
    length_ms = fold.now_ms if turns.ended_ms is None else turns.ended_ms
    trace = Trace(fold, length_ms)
    orders = orders_of(state)
    return Measures(
        length_ms,
        turns.ended_ms is not None,
        warning_of(state, trace.left_green_ms(), units.first_ms),
        orders,
        trace.situation_ms(),
        trace.behaviour_ms(),
        force_of(trace, units, scenario.total_strength),
        units.measures(trace, orders.orders),
        dispersal_of(trace, turns.dispersals),
        called.measures(state),
        asked.measures(),
        delivered.measures(state, ended=turns.ended_ms is not None),
        overridden.measures(length_ms),
    )


class _Turns:
    """When the drill ended, and when the crowd dispersed or was there again."""

    def __init__(self) -> None:
        self.ended_ms: int | None = None
        self.dispersals: list[tuple[int, bool]] = []
        self.handlers = {
            ev.ExerciseEnded: self._on_ended,
            ev.CrowdDispersed: self._on_dispersal,
            ev.CrowdGathered: self._on_dispersal,
        }

    def _on_ended(self, event: ev.Event) -> None:
        self.ended_ms = event.exercise_ms

    def _on_dispersal(self, event: ev.Event) -> None:
        self.dispersals.append((event.exercise_ms, isinstance(event.body, ev.CrowdDispersed)))
