"""The measures of a drill in words: groups of rows for screen and report, each row with how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from player.i18n import _, ngettext
from player.model.crowd_parameters import DISPERSED_BELOW
from player.model.doctrine import ACTION_KINDS, BEHAVIOUR_TITLES, FORCE_FROM, SITUATION_TITLES, Stage
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.review.entry_wording import stage_text
from player.review.measures import Measures, OrderMeasure, UnitMeasures
from player.review.measures_rows import (
    NOTHING,
    Group,
    Row,
    count_text,
    delays_text,
    joined,
    longest_text,
    moment_text,
    of_text,
    row,
    share_text,
    time_text,
)
from player.review.measures_wording_course import course_groups

__all__ = ["Group", "Row", "dispersed_name", "measure_groups", "span_text"]


def span_text(measures: Measures) -> str:
    """What the measures span: the whole drill, or what there is of it so far."""
    template = _("whole drill, {time}") if measures.ended else _("so far, up to {time}")
    return template.format(time=clock_text(measures.length_ms))


def dispersed_name() -> str:
    """What it is called that the crowd of the model is nearly gone."""
    return _("Fewer than {share} of the model's crowd left").format(share=f"{DISPERSED_BELOW:.0%}")


def measure_groups(measures: Measures, scenario: Scenario) -> tuple[Group, ...]:
    """The measures as they are shown, in the language in use; a group with nothing to tell is left out."""
    groups = (
        Group(_("Appeals and warnings"), tuple(_warning(measures))),
        Group(_("Orders"), tuple(_orders(measures, scenario))),
        Group(
            _("Each order"),
            tuple(_order(order, measures, scenario) for order in measures.orders.orders),
            in_chapters=True,
        ),
        Group(_("Situation"), tuple(_situation(measures)), in_chapters=True),
        Group(_("Behaviour"), tuple(_behaviour(measures)), in_chapters=True),
        Group(_("Force"), tuple(_force(measures))),
        Group(_("Units"), tuple(_units(measures, scenario)), in_chapters=True),
        Group(_("Crowd of the model"), tuple(_dispersal(measures))),
        *course_groups(measures, scenario),
    )
    return tuple(group for group in groups if group.rows)


def _warning(measures: Measures) -> Iterator[Row]:
    warning, ended = measures.warning, measures.ended
    left_ms, ahead_ms, force_ms = warning.left_green_ms, warning.ahead_of_force_ms, warning.force_ms
    yield row(
        _("First appeal or warning"),
        moment_text(warning.first_ms, ended=ended),
        _("When any unit first began to appeal to the crowd or to warn it."),
        alarming=ended and warning.first_ms is None and force_ms is not None,
    )
    left = _("the situation stayed green")
    if left_ms is not None:
        left = _("left green at {time}").format(time=moment_text(left_ms))
    yield row(
        _("From leaving green to an appeal or a warning"),
        NOTHING if left_ms is None else time_text(warning.wait_after_green_ms, ended=ended),
        _(
            "From the moment the situation first left green until an appeal or a warning was heard; one still under "
            "way counts as heard at once."
        ),
        left,
        alarming=left_ms is not None and warning.heard_after_green_ms is None,
    )
    force = _("no force of stage 3 or more")
    if force_ms is not None:
        force = _("force of stage 3 or more from {time} on").format(time=moment_text(force_ms))
    yield row(
        _("From the first appeal or warning to the first force"),
        NOTHING if force_ms is None else time_text(ahead_ms, ended=ended),
        _("Up to the first force of stage 3 or more; an appeal counts, and a minus says that force came first."),
        force,
        alarming=force_ms is not None and (ahead_ms is None or ahead_ms < 0),
    )
    warned_ms = warning.warned_ahead_of_force_ms
    yield row(
        _("First warning (appeals not counted)"),
        moment_text(warning.warned_ms, ended=ended),
        _("When any unit first began to warn the crowd; beside it how long before the first force of stage 3 or more."),
        _to_force(warned_ms),
        alarming=force_ms is not None and (warned_ms is None or warned_ms < 0),
    )


def _to_force(ahead_ms: int | None) -> str:
    """How long before the first force, or after it; empty where there was none."""
    if ahead_ms is None:
        return ""
    text = _("{time} before the first force") if ahead_ms >= 0 else _("{time} after the first force")
    return text.format(time=clock_text(abs(ahead_ms)))


def _orders(measures: Measures, scenario: Scenario) -> Iterator[Row]:
    orders = measures.orders
    if not orders.orders and not orders.needed:
        return
    followed = _("{n} of {all} followed").format(n=orders.delays.count, all=len(orders.orders))
    yield row(
        _("From order to action"),
        time_text(orders.delays.median_ms, ended=measures.ended),
        _(
            "Median over the orders that were followed: by the action recorded as following it, or else by the next "
            "one of that unit and kind. Void orders are left out."
        ),
        joined(longest_text(orders.delays), followed),
    )
    ignored = [order for order in orders.orders if order.ignored]
    yield row(
        _("Orders not followed"),
        str(len(ignored)),
        _("Orders that no action has followed, given to a unit that was not doing it already."),
        ", ".join(_deed(order.unit, order.does, scenario) for order in ignored),
        alarming=measures.ended and bool(ignored),
    )
    yield row(
        _("Needed an order by the script, had none"),
        of_text(len(orders.without_order), orders.needed),
        _("Actions the script wants ordered that began with no order behind them; by what post is not asked here."),
        ", ".join(_deed(action.unit, action.does, scenario) for action in orders.without_order),
        alarming=bool(orders.without_order),
    )


def _order(order: OrderMeasure, measures: Measures, scenario: Scenario) -> Row:
    value = time_text(order.latency_ms, ended=False)
    if order.under_way:
        value = _("under way already")
    elif order.ignored and measures.ended:
        value = _("not followed")
    return row(
        f"{order.rank} → {_deed(order.unit, order.does, scenario)}",
        value,
        _("From this order to the start of the action that followed it."),
        _("given at {time}").format(time=moment_text(order.given_ms)),
        alarming=measures.ended and order.ignored,
    )


def _deed(unit: str, does: str, scenario: Scenario) -> str:
    return f"{scenario.units[unit].title}: {_(ACTION_KINDS[does].title)}"


def _situation(measures: Measures) -> Iterator[Row]:
    for colour, ms in measures.situation_ms.items():
        yield row(
            _("Situation: {situation}").format(situation=_(SITUATION_TITLES[colour])),
            clock_text(ms),
            _("How long this colour stood, second by second as it is plotted; the colours make up the whole time."),
            share_text(ms, measures.length_ms),
        )


def _behaviour(measures: Measures) -> Iterator[Row]:
    for behaviour, ms in measures.behaviour_ms.items():
        if ms:
            yield row(
                _("Behaviour: {behaviour}").format(behaviour=_(BEHAVIOUR_TITLES[behaviour])),
                clock_text(ms),
                _("How long this class stood, by script and observation, second by second; it sets the ceiling."),
                share_text(ms, measures.length_ms),
            )


def _force(measures: Measures) -> Iterator[Row]:
    force = measures.force
    worst = ""
    if force.worst is not None:
        worst = ngettext(
            "worst: {n} stage above, {start} to {end}", "worst: {n} stages above, {start} to {end}", force.worst.most
        ).format(n=force.worst.most, start=moment_text(force.worst.from_ms), end=moment_text(force.worst.to_ms))
    yield row(
        _("Above the ceiling"),
        clock_text(force.excess_ms),
        _(
            "Every second in which the highest stage under way stood above the ceiling of the behaviour; here with no "
            "time of grace, which finding R2 has."
        ),
        worst,
        alarming=force.excess_ms > 0,
    )
    yield row(
        _("Stages × seconds above it"),
        count_text(force.excess_stage_ms // SECOND_MS),
        _("Each second above the ceiling times the number of stages above it: how much as well as how long."),
        alarming=force.excess_ms > 0,
    )
    yield row(
        _("Highest stage"),
        stage_text(force.highest),
        _("The highest stage any unit came to, as recorded or as the controller overrode it."),
        "" if force.highest_ms is None else _("from {time} on").format(time=moment_text(force.highest_ms)),
    )
    for stage, ms in force.stage_ms.items():
        if ms:
            yield row(
                _("Stage {stage}").format(stage=stage_text(stage)),
                clock_text(ms),
                _("How long this was the highest stage under way, second by second as it is plotted."),
                share_text(ms, measures.length_ms),
            )
    yield row(
        _("Personnel committed at most"),
        of_text(force.personnel, force.available),
        _("Persons in running actions at once, of all persons of all units; a unit doing two things counts once."),
        joined(
            share_text(force.personnel, force.available),
            "" if force.personnel_ms is None else _("from {time} on").format(time=moment_text(force.personnel_ms)),
        ),
    )
    yield row(
        _("Personnel-minutes"),
        count_text(force.person_ms // MINUTE_MS),
        _("Persons in running actions, added up minute by minute: how much of the strength the drill took."),
    )


def _units(measures: Measures, scenario: Scenario) -> Iterator[Row]:
    for unit in measures.units.values():
        if unit.actions or unit.orders or unit.stage_ms[0] < measures.length_ms:
            yield row(
                str(scenario.units[unit.unit].title),
                clock_text(unit.action_ms),
                _(
                    "How long the unit did anything at all; beside it its time at each stage from 3 on, above the "
                    "ceiling, and from its orders to its actions."
                ),
                _unit_detail(unit),
                alarming=unit.excess_ms > 0,
            )


def _unit_detail(unit: UnitMeasures) -> str:
    stages = [
        _("stage {stage}: {time}").format(stage=stage, time=clock_text(unit.stage_ms[stage]))
        for stage in range(FORCE_FROM, Stage.FIREARM + 1)
        if unit.stage_ms[stage]
    ]
    above = _("above the ceiling: {time}").format(time=clock_text(unit.excess_ms)) if unit.excess_ms else ""
    orders = ngettext("{n} order", "{n} orders", unit.orders).format(n=unit.orders) if unit.orders else ""
    return joined(*stages, above, ", ".join(filter(None, (orders, delays_text(unit.delays)))))


def _dispersal(measures: Measures) -> Iterator[Row]:
    gone, ended = measures.dispersal, measures.ended
    first = ""
    if gone.first_ms is not None and gone.first_ms != gone.at_ms:
        first = _("for the first time at {time}").format(time=moment_text(gone.first_ms))
    yield row(
        dispersed_name(),
        moment_text(gone.at_ms, ended=ended),
        _("From when on, for good. A training index: it says nothing of a crowd anybody saw."),
        first,
    )
    yield row(
        _("After the first red"),
        time_text(gone.since_red_ms, ended=ended),
        _("From the first moment the situation was red until so few were left."),
        "" if gone.red_ms is None else _("red at {time}").format(time=moment_text(gone.red_ms)),
    )
    yield row(
        _("After the highest tension"),
        time_text(gone.since_peak_ms, ended=ended),
        _("From the first moment of the highest tension until so few were left."),
        "" if gone.peak_ms is None else _("peak at {time}").format(time=moment_text(gone.peak_ms)),
    )
    times = {"excess": clock_text(gone.excess_ms), "force": clock_text(gone.force_ms)}
    yield row(
        _("Force above the ceiling until then"),
        share_text(gone.excess_ms, gone.force_ms),
        _(
            "How much of the force of stage 3 or more stood above the ceiling until so few were left, or else in the "
            "whole drill. That few are left is never scored by itself, as excess force empties a square, too."
        ),
        _("{excess} of {force}").format(**times) if gone.force_ms else _("no force of stage 3 or more"),
        alarming=gone.excess_ms > 0,
    )
    if gone.force_after_ms:
        yield row(
            _("Force after that"),
            clock_text(gone.force_after_ms),
            _("How long force of stage 3 or more still stood after so few were left."),
            _("above the ceiling: {time}").format(time=clock_text(gone.excess_after_ms)),
            alarming=True,
        )
