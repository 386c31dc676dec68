"""How long until the crowd was warned, and from an order to what followed it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from player.engine.state import ActionRun, DrillState, Order
from player.model.doctrine import WARNING_KINDS
from player.review.measures_delays import Delays, delays_of

_Deed: TypeAlias = tuple[str, str]
"""A unit and what it does."""

_Runs: TypeAlias = dict[_Deed, list[ActionRun]]


@dataclass(frozen=True, slots=True)
class WarningMeasures:
    """When the crowd was first warned: by an appeal or a warning that some unit began.

    Attributes:
        first_ms: when the first one began, which is also the time since StartEx; None: there was none.
        left_green_ms: when the situation first was anything but green.
        heard_after_green_ms: when the first one was heard from then on; one still under way is heard at once.
        force_ms: when force first came to stage 3 or more.
        warned_ms: when the first warning began, appeals not counted.
    """

    first_ms: int | None
    left_green_ms: int | None
    heard_after_green_ms: int | None
    force_ms: int | None
    warned_ms: int | None

    @property
    def wait_after_green_ms(self) -> int | None:
        """How long nobody was heard once the situation was no longer green."""
        if self.left_green_ms is None or self.heard_after_green_ms is None:
            return None
        return self.heard_after_green_ms - self.left_green_ms

    @property
    def ahead_of_force_ms(self) -> int | None:
        """How long the first appeal or warning came ahead of the first force; below 0 it came after."""
        if self.first_ms is None or self.force_ms is None:
            return None
        return self.force_ms - self.first_ms

    @property
    def warned_ahead_of_force_ms(self) -> int | None:
        """The same of the first warning, appeals not counted."""
        if self.warned_ms is None or self.force_ms is None:
            return None
        return self.force_ms - self.warned_ms


class OrderMeasure(NamedTuple):
    """An order that counts, and what followed it. A tuple, as there may be thousands: it is made in less time.

    Attributes:
        order: its running number; ``unit``, ``does``, ``rank``: who was ordered to do what, by whom.
        action: running number of the action that followed it, or None; ``followed_ms``: when that began.
        linked: the action was recorded as following it; otherwise it was the next of that unit and kind.
        under_way: nothing followed it, but the unit was doing this already.
    """

    order: int
    unit: str
    does: str
    rank: str
    given_ms: int
    action: int | None = None
    followed_ms: int | None = None
    linked: bool = False
    under_way: bool = False

    @property
    def latency_ms(self) -> int | None:
        """From the order to the action, or None while nothing has followed it."""
        return None if self.followed_ms is None else self.followed_ms - self.given_ms

    @property
    def ignored(self) -> bool:
        """Whether nothing has followed it, and the unit was not doing it already."""
        return self.action is None and not self.under_way


@dataclass(frozen=True, slots=True)
class UnorderedMeasure:
    """An action, by its running number, that needed an order and had none when it began."""

    action: int
    unit: str
    does: str
    started_ms: int


@dataclass(frozen=True, slots=True)
class OrderMeasures:
    """The orders of a drill, void ones left out.

    Attributes:
        orders: each one, in the order of time.
        delays: from order to action, of those that were followed.
        without_order: the actions that needed an order and had none, in the order of time.
        needed: how many actions needed one.
    """

    orders: tuple[OrderMeasure, ...]
    delays: Delays
    without_order: tuple[UnorderedMeasure, ...]
    needed: int


def warning_of(state: DrillState, left_green_ms: int | None, force_ms: int | None) -> WarningMeasures:
    """When the crowd was first warned, and when once the situation had left green."""
    warnings = [run for run in state.actions.values() if run.does in WARNING_KINDS]
    heard_ms = None
    if left_green_ms is not None:
        after = (run for run in warnings if run.stopped_ms is None or run.stopped_ms > left_green_ms)
        heard_ms = min((max(run.started_ms, left_green_ms) for run in after), default=None)
    first_ms = min((run.started_ms for run in warnings), default=None)
    warned_ms = min((run.started_ms for run in warnings if run.does == "warning"), default=None)
    return WarningMeasures(first_ms, left_green_ms, heard_ms, force_ms, warned_ms)


def orders_of(state: DrillState) -> OrderMeasures:
    """Each order with the action that followed it.

    That is the first that was recorded as following it; or else the next one of the same unit and kind, recorded as
    following none, that no earlier order took, begun at the same instant at the earliest.
    """
    given = sorted((one for one in state.orders.values() if not one.voided), key=lambda one: one.given_ms)
    numbers = {one.order for one in given}
    linked: dict[int, ActionRun] = {}
    free: _Runs = {}
    every: dict[_Deed, _Doings] = {}
    ordered: set[int] = set()
    for run in state.actions.values():
        every.setdefault((run.unit, run.does), _Doings()).add(run)
        if run.order is not None and run.order in numbers:
            linked.setdefault(run.order, run)
            ordered.add(run.action)
        else:
            free.setdefault((run.unit, run.does), []).append(run)
    for runs in free.values():
        runs.reverse()
    found = [_order(one, linked.get(one.order), free, every) for one in given]
    ordered.update(order.action for order in found if order.action is not None)
    needing = [run for run in state.actions.values() if state.scenario.action_by_id[run.offer].order_from]
    delays = delays_of(order.latency_ms for order in found if order.latency_ms is not None)
    without = [run for run in needing if run.action not in ordered]
    unordered = tuple(UnorderedMeasure(run.action, run.unit, run.does, run.started_ms) for run in without)
    return OrderMeasures(tuple(found), delays, unordered, len(needing))


def _order(given: Order, linked: ActionRun | None, free: _Runs, every: Mapping[_Deed, _Doings]) -> OrderMeasure:
    """An order with what followed it, which is then free no longer."""
    deed = given.unit, given.does
    run = linked or _next(free.get(deed, []), given.given_ms)
    what = given.order, given.unit, given.does, given.rank, given.given_ms
    if run is not None:
        return OrderMeasure(*what, run.action, run.started_ms, linked=linked is not None)
    return OrderMeasure(*what, under_way=deed in every and every[deed].is_under_way(given.given_ms))


def _next(free: list[ActionRun], given_ms: int) -> ActionRun | None:
    """The next action, taken out; those that began before it are too early for any later order as well."""
    while free and free[-1].started_ms < given_ms:
        free.pop()
    return free.pop() if free else None


class _Doings:
    """When a unit did one kind of thing: each time after the other, as no unit does one thing twice at once."""

    def __init__(self) -> None:
        self._starts_ms: list[int] = []
        self._stops_ms: list[int | None] = []

    def add(self, run: ActionRun) -> None:
        """It did it once more."""
        self._starts_ms.append(run.started_ms)
        self._stops_ms.append(run.stopped_ms)

    def is_under_way(self, at_ms: int) -> bool:
        """Whether it had begun before this moment and was still going on."""
        place = bisect_left(self._starts_ms, at_ms)
        stopped_ms = self._stops_ms[place - 1] if place else 0
        return stopped_ms is None or stopped_ms > at_ms
