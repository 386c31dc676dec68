"""What a session made of its script, as tables: phases and injects planned and actual, expected actions, orders."""

from __future__ import annotations

from collections.abc import Iterator

from player.export.cells import CLOCK, FIGURE, SPAN, WHOLE, YES_NO
from player.export.msel import line, phases_of
from player.export.session_source import SessionSource
from player.export.table import Column, Table, Value
from player.i18n import N_, _
from player.model.doctrine import ACTION_KINDS, InjectStatus
from player.model.times import DAY_MS, SECOND_MS, apart_ms, in_seconds
from player.review.measures import DeliveryMeasure
from player.review.outcome_wording import HOW_DELIVERED, OUTCOMES
from player.review.tick_wording import tick_text

_PHASES = (
    Column("number", N_("Phase"), 7, WHOLE),
    Column("title", N_("Title"), 40),
    Column("planned_start", N_("Planned start"), 11, SPAN),
    Column("planned_clock", N_("Planned, in the story"), 11, CLOCK),
    Column("planned_length", N_("Planned length"), 11, SPAN),
    Column("agreed_length", N_("As the controller changed it"), 13, SPAN),
    Column("start", N_("Actual start"), 11, SPAN),
    Column("end", N_("Actual end"), 11, SPAN),
    Column("length", N_("Actual length"), 11, SPAN),
    Column("difference_s", N_("Longer (+) or shorter (−), s"), 13, WHOLE),
    Column("lasting", N_("Cut off in it"), 9, YES_NO),
    Column("id", N_("ID"), 22),
)


def _phases(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    numbered = {phase.id: (number, starts_ms) for number, phase, starts_ms in phases_of(source.scenario)}
    at_ms, ended = source.scenario.place.starts_ms, source.measures.ended
    played: set[str] = set()
    for run in source.state.phases:
        played.add(run.phase)
        number, planned_ms = numbered[run.phase]
        phase = source.scenario.phase_by_id[run.phase]
        to_ms = source.measures.length_ms if run.ended_ms is None else run.ended_ms
        yield (
            number,
            line(phase.title),
            planned_ms,
            None if planned_ms is None else (at_ms + planned_ms) % DAY_MS,
            phase.planned_ms,
            run.planned_ms,
            run.started_ms,
            to_ms,
            to_ms - run.started_ms,
            apart_ms(to_ms - run.started_ms, phase.planned_ms) // SECOND_MS,
            run.ended_ms is None and not ended,
            phase.id,
        )
    for name, (number, planned_ms) in numbered.items():
        if name not in played:
            phase = source.scenario.phase_by_id[name]
            clock = None if planned_ms is None else (at_ms + planned_ms) % DAY_MS
            yield number, line(phase.title), planned_ms, clock, phase.planned_ms, *(None,) * 6, name


_INJECTS = (
    Column("phase", N_("Phase"), 7, WHOLE),
    Column("title", N_("Inject"), 40),
    Column("planned", N_("Planned time"), 11, SPAN),
    Column("delivered", N_("Delivered"), 11, SPAN),
    Column("late_s", N_("Late (+) or early (−), s"), 11, WHOLE),
    Column("status", N_("What became of it"), 26),
    Column("text", N_("Text"), 60),
    Column("sender", N_("From"), 22),
    Column("id", N_("ID"), 22),
)


def _injects(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    state = source.state
    delivered: dict[str, list[DeliveryMeasure]] = {}
    for one in source.measures.injects.deliveries:
        delivered.setdefault(one.inject, []).append(one)
    for number, phase, starts_ms in phases_of(source.scenario):
        for inject in source.scenario.injects_by_time[phase.id]:
            planned_ms = None if starts_ms is None or inject.at_ms is None else starts_ms + inject.at_ms
            words = (state.inject_texts.get(inject.id) or str(inject.text), line(inject.sender), inject.id)
            title = line(inject.title)
            for fired in delivered.get(inject.id, ()):
                late = None if fired.late_ms is None else in_seconds(fired.late_ms) // SECOND_MS
                yield number, title, planned_ms, fired.fired_ms, late, _(HOW_DELIVERED[fired.how]), *words
            if inject.id not in delivered:
                stood = state.injects[inject.id]
                skipped = stood.status is InjectStatus.SKIPPED and stood.left_out
                status = _("skipped by the controller") if skipped else _("not delivered")
                yield number, title, planned_ms, None, None, status, *words


_EXPECTED = (
    Column("text", N_("Expected action"), 56),
    Column("inject", N_("Inject"), 34),
    Column("unit", N_("By"), 26),
    Column("objective", N_("Objective"), 30),
    Column("critical", N_("Critical task"), 9, YES_NO),
    Column("called", N_("Called for at"), 11, SPAN),
    Column("deadline", N_("Deadline"), 11, SPAN),
    Column("status", N_("What became of it"), 16),
    Column("latency_s", N_("After the inject, s"), 11, FIGURE),
    Column("ahead", N_("Begun before its inject"), 11, YES_NO),
    Column("log_at", N_("By the log at"), 11, SPAN),
    Column("log", N_("Otherwise by the log"), 40),
    Column("id", N_("ID"), 22),
)


def _expected(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    scenario = source.scenario
    for one in source.measures.expected.called:
        wanted = scenario.expected_by_id[one.expected]
        unit, objective = scenario.units.get(one.by or ""), scenario.objectives.get(one.objective or "")
        yield (
            line(wanted.text),
            line(scenario.inject_by_id[wanted.inject].title),
            line(unit.title) if unit else "",
            line(objective.title) if objective else "",
            one.critical,
            one.opened_ms,
            one.deadline_ms,
            _(OUTCOMES[one.status]),
            None if one.latency_ms is None else round(one.latency_ms / 1000, 3),
            one.ahead,
            None if one.by_log is None else one.by_log.at_ms,
            tick_text(scenario, one.by_log),
            one.expected,
        )


_ORDERS = (
    Column("number", N_("Order"), 7, WHOLE),
    Column("given", N_("Given"), 11, SPAN),
    Column("rank", N_("Rank"), 20),
    Column("unit", N_("Unit"), 34),
    Column("does", N_("Action"), 34),
    Column("followed", N_("Followed at"), 11, SPAN),
    Column("latency_s", N_("After the order, s"), 11, FIGURE),
    Column("linked", N_("Recorded as following it"), 12, YES_NO),
    Column("under_way", N_("Under way already"), 10, YES_NO),
)


def _orders(source: SessionSource, _step_ms: int) -> Iterator[tuple[Value, ...]]:
    for one in source.measures.orders.orders:
        latency = None if one.latency_ms is None else round(one.latency_ms / 1000, 3)
        unit, does = line(source.scenario.units[one.unit].title), _(ACTION_KINDS[one.does].title)
        yield one.order, one.given_ms, one.rank, unit, does, one.followed_ms, latency, one.linked, one.under_way


PHASES = Table("phases", N_("Phases"), _PHASES, _phases, frozen=2)
INJECTS = Table("injects", N_("Injects"), _INJECTS, _injects, frozen=2, printed=8)
EXPECTED = Table("expected", N_("Expected actions"), _EXPECTED, _expected)
ORDERS = Table("orders", N_("Orders"), _ORDERS, _orders)
