"""The measures of several drills side by side, each row with what it counts and whether a direction is meant by it.

A direction is only where the exercise itself has one: what is asked for comes sooner, less is missed. How much force
was used, how tense it became, how soon the crowd dispersed have none: no row calls a drill better for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from player.engine.findings import Finding
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.times import MINUTE_MS, SECOND_MS, in_seconds
from player.review.comparing_subjects import Subject
from player.review.measures import Measures, Tally


class Section(StrEnum):
    """What rows belong together by."""

    COURSE = "course"
    WARNING = "warning"
    EXPECTED = "expected"
    ORDERS = "orders"
    FORCE = "force"
    CROWD = "crowd"
    FINDINGS = "findings"
    DECISIONS = "decisions"
    INJECTS = "injects"
    UNITS = "units"
    RECORDS = "records"
    OVERRIDES = "overrides"


class Unit(StrEnum):
    """What the numbers of a row count."""

    MOMENT = "moment"
    """Milliseconds since StartEx."""
    SPAN = "span"
    """A length in milliseconds."""
    COUNT = "count"
    INDEX = "index"
    """The tension index, 0 to 100, in whole points, as everywhere."""
    STAGE = "stage"


class Toward(StrEnum):
    """Which end of a row is named, where one is meant by it."""

    SOONEST = "soonest"
    SHORTEST = "shortest"
    FEWEST = "fewest"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure of every drill.

    Attributes:
        key: what names it, with ``of`` where there are several of its kind: an objective, a unit, a rule, a class.
        values: one for each drill, None where there is none.
        wholes: of how many, where that is told; else empty.
        named: the drills at the end that is named; none where no end is meant, they are all alike, or not to be put
            side by side in this.
    """

    section: Section
    key: str
    unit: Unit
    values: tuple[int | None, ...]
    of: str = ""
    wholes: tuple[int | None, ...] = ()
    toward: Toward | None = None
    named: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[int | None, ...]:
        """The values as they are shown, times in whole seconds: what looks alike is alike."""
        if self.unit not in {Unit.MOMENT, Unit.SPAN}:
            return self.values
        return tuple(None if value is None else in_seconds(value) for value in self.values)

    @property
    def differs(self) -> bool:
        """Whether the drills are not all alike in this."""
        return len(set(self.shown)) > 1 or len(set(self.wholes)) > 1

    def differences(self, base: int) -> tuple[int | None, ...]:
        """Of each drill, how far it is from one of them, as shown.

        None where either has no value, or they are of different wholes: 16 of 16 is not less than 30 of 34.
        """
        shown, wholes = self.shown, self.wholes or (None,) * len(self.values)
        first, of_first = shown[base], wholes[base]
        return tuple(
            None if value is None or first is None or whole != of_first else value - first
            for value, whole in zip(shown, wholes, strict=True)
        )


def measure_rows(subjects: Sequence[Subject]) -> tuple[MeasureRow, ...]:
    """The measures of these drills; what is nought or lacking in all of them is left out, but for what was asked."""
    every = [subject.measures for subject in subjects]
    rows = [*_course(subjects), *_asked(every), *_force(every), *_crowd(subjects, every), *_found(subjects)]
    rows += [*_desk(every), *_units(subjects, every), *_records(subjects)]
    told = [row for row in rows if row.key in _ALWAYS or any(row.values)]
    in_order = sorted(told, key=lambda row: list(Section).index(row.section))
    fair = [place for place in contenders(subjects) if subjects[place].ended]
    return tuple(_with_named(row, fair) for row in in_order)


_ALWAYS = frozenset({"length", "warning_first", "warning_wait", "excess", "expected_missed", "findings_open"})


def contenders(subjects: Sequence[Subject]) -> list[int]:
    """The drills that are put side by side: the sessions, and only where there is but one, also the plan."""
    played = [place for place, subject in enumerate(subjects) if not subject.is_plan]
    return played if len(played) > 1 else list(range(len(subjects)))


def _with_named(row: MeasureRow, fair: Sequence[int]) -> MeasureRow:
    """The row with the drills at its end: among those that came to EndEx, if it was asked of all of them alike."""
    values = {place: value for place in fair if (value := row.shown[place]) is not None}
    wholes = {row.wholes[place] for place in fair} if row.wholes else set()
    if row.toward is None or len(values) < 2 or len(set(values.values())) < 2 or len(wholes) > 1:
        return row
    end = (max if row.toward is Toward.MOST else min)(values.values())
    named = tuple(place for place, value in values.items() if value == end)
    return MeasureRow(row.section, row.key, row.unit, row.values, row.of, row.wholes, row.toward, named)


def _row(
    section: Section, key: str, unit: Unit, values: Sequence[int | None], toward: Toward | None = None, of: str = ""
) -> MeasureRow:
    return MeasureRow(section, key, unit, tuple(values), of, (), toward)


def _course(subjects: Sequence[Subject]) -> Iterator[MeasureRow]:
    yield _row(Section.COURSE, "length", Unit.SPAN, [one.measures.length_ms for one in subjects])
    yield _row(Section.COURSE, "phases", Unit.COUNT, [len(one.stays) for one in subjects])


def _asked(every: Sequence[Measures]) -> Iterator[MeasureRow]:
    first, wait = [one.warning.first_ms for one in every], [one.warning.wait_after_green_ms for one in every]
    yield _row(Section.WARNING, "warning_first", Unit.MOMENT, first, Toward.SOONEST)
    yield _row(Section.WARNING, "warning_wait", Unit.SPAN, wait, Toward.SHORTEST)
    yield _row(Section.WARNING, "warning_ahead", Unit.SPAN, [one.warning.ahead_of_force_ms for one in every])
    totals = [one.expected.total for one in every]
    # Who missed the slow ones would look quick: the delays have an end only where the same was done.
    of_alike = Toward.SHORTEST if len({(one.opened, one.missed, one.open) for one in totals}) == 1 else None
    yield from _tallied("expected", totals)
    yield _row(Section.EXPECTED, "expected_median", Unit.SPAN, [one.delays.median_ms for one in totals], of_alike)
    yield _row(Section.EXPECTED, "expected_longest", Unit.SPAN, [one.delays.longest_ms for one in totals], of_alike)
    yield from _met("critical_met", [one.expected.critical for one in every])
    for aim in dict.fromkeys(aim for one in every for aim in one.expected.by_objective):
        yield from _met("objective_met", [one.expected.by_objective.get(aim) for one in every], aim)
    orders = [one.orders for one in every]
    delays = [one.delays for one in orders]
    yield _row(Section.ORDERS, "orders", Unit.COUNT, [len(one.orders) for one in orders])
    yield _row(Section.ORDERS, "orders_median", Unit.SPAN, [one.median_ms for one in delays], Toward.SHORTEST)
    ignored = [sum(order.ignored for order in one.orders) for one in orders]
    yield _row(Section.ORDERS, "orders_ignored", Unit.COUNT, ignored, Toward.FEWEST)
    yield MeasureRow(
        Section.ORDERS,
        "orders_lacking",
        Unit.COUNT,
        tuple(len(one.without_order) for one in orders),
        wholes=tuple(one.needed for one in orders),
        toward=Toward.FEWEST,
    )


def _tallied(prefix: str, tallies: Sequence[Tally]) -> Iterator[MeasureRow]:
    yield from _met(f"{prefix}_met", tallies)
    wholes = tuple(one.opened for one in tallies)
    for key, counts in (
        ("late", [one.late for one in tallies]),
        ("missed", [one.missed for one in tallies]),
    ):
        yield MeasureRow(
            Section.EXPECTED, f"{prefix}_{key}", Unit.COUNT, tuple(counts), wholes=wholes, toward=Toward.FEWEST
        )


def _met(key: str, tallies: Sequence[Tally | None], of: str = "") -> Iterator[MeasureRow]:
    values = tuple(None if one is None else one.met for one in tallies)
    wholes = tuple(None if one is None else one.opened for one in tallies)
    if any(wholes):
        yield MeasureRow(Section.EXPECTED, key, Unit.COUNT, values, of, wholes, Toward.MOST)


def _force(every: Sequence[Measures]) -> Iterator[MeasureRow]:
    force = [one.force for one in every]
    section = Section.FORCE
    yield _row(section, "excess", Unit.SPAN, [one.excess_ms for one in force], Toward.SHORTEST)
    stage_seconds = [one.excess_stage_ms // SECOND_MS for one in force]
    yield _row(section, "excess_stages", Unit.COUNT, stage_seconds, Toward.FEWEST)
    yield _row(section, "highest", Unit.STAGE, [one.highest for one in force])
    yield _row(section, "force_first", Unit.MOMENT, [one.first_ms for one in force])
    for stage in Stage:
        if stage:
            yield _row(section, "stage", Unit.SPAN, [one.stage_ms[int(stage)] for one in force], of=str(int(stage)))
    yield _row(section, "personnel", Unit.COUNT, [one.personnel for one in force])
    yield _row(section, "person_minutes", Unit.COUNT, [one.person_ms // MINUTE_MS for one in force])


def _crowd(subjects: Sequence[Subject], every: Sequence[Measures]) -> Iterator[MeasureRow]:
    section = Section.CROWD
    highest = [one.dispersal.peak_ms for one in every]
    peaks = [
        None if ms is None else round(one.fold.crowd.sample(ms).tension_index)
        for one, ms in zip(subjects, highest, strict=True)
    ]
    yield _row(section, "peak", Unit.INDEX, peaks)
    yield _row(section, "peak_at", Unit.MOMENT, highest)
    for situation in Situation:
        spans = [one.situation_ms[situation] for one in every]
        yield _row(section, "situation", Unit.SPAN, spans, of=situation.name.lower())
    for behaviour in Behaviour:
        spans = [one.behaviour_ms[behaviour] for one in every]
        yield _row(section, "behaviour", Unit.SPAN, spans, of=behaviour.key)
    yield _row(section, "dispersed", Unit.MOMENT, [one.dispersal.at_ms for one in every])


def _found(subjects: Sequence[Subject]) -> Iterator[MeasureRow]:
    found = [subject.findings for subject in subjects]
    standing = [sum(_is_open(one, subject) for one in subject.findings) for subject in subjects]
    yield _row(Section.FINDINGS, "findings_open", Unit.COUNT, standing, Toward.FEWEST)
    yield _row(Section.FINDINGS, "findings", Unit.COUNT, [len(ones) for ones in found])
    rules = sorted({one.rule for ones in found for one in ones}, key=lambda rule: (len(rule), rule))
    for rule in rules:
        counts = [sum(one.rule == rule for one in ones) for ones in found]
        yield _row(Section.FINDINGS, "findings_of", Unit.COUNT, counts, of=rule)


def _is_open(finding: Finding, subject: Subject) -> bool:
    return finding.open and subject.fold.state.answer_of(finding.key) is None


def _desk(every: Sequence[Measures]) -> Iterator[MeasureRow]:
    waits = [one.decisions.delays for one in every]
    yield _row(Section.DECISIONS, "decisions", Unit.COUNT, [len(one.decisions.decisions) for one in every])
    yield _row(Section.DECISIONS, "decisions_median", Unit.SPAN, [one.median_ms for one in waits], Toward.SHORTEST)
    yield _row(Section.DECISIONS, "decisions_longest", Unit.SPAN, [one.longest_ms for one in waits], Toward.SHORTEST)
    injects = [one.injects for one in every]
    wholes = tuple(len(one.deliveries) for one in injects)
    for key, counts, toward in (
        ("injects_on_time", [one.on_time for one in injects], Toward.MOST),
        ("injects_late", [one.late for one in injects], Toward.FEWEST),
        ("injects_by_hand", [one.by_hand for one in injects], None),
    ):
        yield MeasureRow(Section.INJECTS, key, Unit.COUNT, tuple(counts), wholes=wholes, toward=toward)
    yield _row(Section.INJECTS, "injects_delay", Unit.SPAN, [one.delays.median_ms for one in injects], Toward.SHORTEST)
    yield _row(Section.INJECTS, "injects_skipped", Unit.COUNT, [one.skipped for one in injects])
    yield _row(Section.INJECTS, "injects_passed", Unit.COUNT, [one.passed for one in injects])
    yield _row(Section.OVERRIDES, "overrides", Unit.COUNT, [one.overrides.count for one in every])
    yield _row(Section.OVERRIDES, "overridden", Unit.SPAN, [one.overrides.held_ms for one in every])


def _units(subjects: Sequence[Subject], every: Sequence[Measures]) -> Iterator[MeasureRow]:
    for unit in dict.fromkeys(unit for subject in subjects for unit in subject.scenario.units):
        spans = [one.units[unit].action_ms if unit in one.units else None for one in every]
        yield _row(Section.UNITS, "unit", Unit.SPAN, spans, of=unit)


def _records(subjects: Sequence[Subject]) -> Iterator[MeasureRow]:
    for kind in RecordKind:
        counts = [_facts(subject, kind) for subject in subjects]
        yield _row(Section.RECORDS, "records", Unit.COUNT, counts, of=kind.value)


def _facts(subject: Subject, kind: RecordKind) -> int:
    return sum(of is kind and not fact.voided for (of, _number), fact in subject.fold.state.facts.items())
