"""An exported sheet that a planner has changed: what follows, what is assumed, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from player.export import msel_xlsx
from player.i18n import use_language
from player.model.scenario import Scenario
from player.model.times import HOUR_MS, MINUTE_MS
from player.scenario.msel import (
    Field,
    ImportResult,
    Options,
    Origin,
    Row,
    RowStatus,
    Table,
    best_table,
    build,
    parse_start,
    propose,
    remap,
)
from player.scenario.msel.cells import Value
from player.scenario.msel.exported.columns import HEADERS, Part, layout_of
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.manual import Manual
from tests.export.round_trip import exported, scenario_of, workbook_of
from tests.helpers.scenarios import expected, inject, phase, scenario, small_drill


def table_of(script: Scenario | None = None) -> Table:
    return best_table(workbook_of(exported(script or small_drill(), msel_xlsx)))


def column(table: Table, part: Part) -> int:
    layout = layout_of(table)
    assert layout is not None
    return layout.columns[part]


def changed(table: Table, name: str, **cells: Value) -> Table:
    """The sheet with other cells in the row of an id; the words name the columns."""
    places = {column(table, Part(part)): value for part, value in cells.items()}
    rows = [
        Row(row.number, tuple(places.get(place, row[place]) for place in range(table.width)))
        if row[column(table, Part.ID)] == name
        else row
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def added(table: Table, **cells: Value) -> Table:
    """The sheet with one more row at its end."""
    places = {column(table, Part(part)): value for part, value in cells.items()}
    row = Row(table.rows[-1].number + 1, tuple(places.get(place) for place in range(table.width)))
    return replace(table, rows=(*table.rows, row))


def result_of(table: Table) -> ImportResult:
    return build(table, propose(table), Options("latihan.xlsx"))


def reasons(result: ImportResult) -> dict[str | None, list[str]]:
    return {
        row.inject or row.phase: [str(reason.message) for reason in row.reasons] for row in result.rows if row.reasons
    }


def test_the_mapping_says_what_is_known_of_the_columns() -> None:
    table = table_of()
    mapping = propose(table)
    fields = {column.name: column.field for column in mapping.columns}
    assert mapping.header == 5
    assert fields["ID"] is Field.NUMBER
    assert fields["In phase"] is Field.OFFSET
    assert fields["No."] is Field.IGNORE
    assert {column.origin for column in mapping.columns} == {Origin.NAME}


def test_times_follow_the_column_of_the_phase() -> None:
    table = changed(table_of(), "orator", in_phase=timedelta(minutes=3), clock=time(9, 3))
    result = result_of(table)
    assert result.complete
    assert scenario_of(result).inject_by_id["orator"].trigger == At(3 * MINUTE_MS)
    assert reasons(result) == {}


def test_a_clock_that_does_not_fit_is_said_so() -> None:
    result = result_of(changed(table_of(), "orator", clock=time(9, 7)))
    assert not result.complete
    assert scenario_of(result).inject_by_id["orator"].trigger == At(2 * MINUTE_MS)
    assert reasons(result)["orator"] == [
        'The planned time 09:07:00 does not fit 2m in the phase, which is 09:02:00; "In phase" counts.'
    ]


@pytest.mark.parametrize(
    ("cells", "trigger"),
    [
        ({"clock": time(9, 5)}, At(5 * MINUTE_MS)),
        ({"clock": "09.05"}, At(5 * MINUTE_MS)),
        ({"in_phase": "0:04:30"}, At(270_000)),
        ({"in_phase": 7}, At(7 * MINUTE_MS)),
        ({"clock": time(9, 5), "due": "by the clock"}, Clock(9 * HOUR_MS + 5 * MINUTE_MS)),
        ({}, Manual()),
    ],
)
def test_a_row_of_the_planner_gets_its_time(cells: dict[str, Value], trigger: object) -> None:
    table = added(table_of(), phase="1. phase first", title="Hujan", text="Hujan turun.", **cells)
    result = result_of(table)
    added_one = scenario_of(result).inject_by_id["hujan"]
    assert (added_one.trigger, added_one.phase) == (trigger, "first")
    assert result.complete


def test_a_new_phase_needs_no_row_of_its_own() -> None:
    result = result_of(added(table_of(), phase="3. Evaluasi", text="Apel penutup.", in_phase=timedelta(minutes=5)))
    phases = scenario_of(result).phases
    assert [one.id for one in phases] == ["first", "second", "evaluasi"]
    assert phases[2].planned_ms == 15 * MINUTE_MS


def test_new_expected_actions_are_assumed_a_deadline() -> None:
    result = result_of(changed(table_of(), "push", expect="1. Tahan barisan\n2. Lapor", objective="Proporsional"))
    wanted = scenario_of(result).inject_by_id["push"].expect
    assert [(one.id, str(one.text), one.within_ms) for one in wanted] == [
        ("push-expected", "Tahan barisan", 10 * MINUTE_MS),
        ("push-expected-2", "Lapor", 10 * MINUTE_MS),
    ]
    assert wanted[0].objective == "proporsional"
    assert reasons(result)["push"] == ["No deadline is given; 10m are assumed."] * 2


def test_what_is_not_understood_is_left_out_and_said_so() -> None:
    table = changed(table_of(), "push", effects="much tension", due="when it rains", details="loudly; within 2m")
    result = result_of(changed(table, "push", expect="Tahan", in_phase="soon"))
    assert not result.complete
    out = 'in the column "{}" is not understood; it is left out.'
    assert reasons(result)["push"] == [
        f'"when it rains" {out.format("Trigger")}',
        f'"much tension" {out.format("Effect (controllers only)")}',
    ]
    push = scenario_of(result).inject_by_id["push"]
    assert (push.trigger, push.expect[0].id) == (Manual(), "loudly")


def test_ids_that_cannot_be_are_changed_and_said_so() -> None:
    table = changed(table_of(), "push", id="Saling Dorong!")
    result = result_of(changed(table, "bottle", id="orator"))
    assert set(scenario_of(result).inject_by_id) == {"arrival", "orator", "orator-2", "rumour", "saling-dorong"}
    assert len(reasons(result)["saling-dorong"]) == 1


def test_names_of_what_is_gone_are_said_so() -> None:
    script = scenario(
        phase("one", inject("a", 0, expect=[expected("e", contingency="b")])),
        phase("two", inject("b"), inject("c", MINUTE_MS)),
    )
    table = table_of(script)
    table = replace(table, rows=tuple(row for row in table.rows if row[column(table, Part.ID)] not in {"b", "two"}))
    result = result_of(changed(table, "c", due="after b +1m"))
    assert scenario_of(result).inject_by_id["c"].trigger == Manual()
    assert scenario_of(result).inject_by_id["c"].fields == {"Trigger": "after b +1m"}
    assert 'There is no other inject "b" in the sheet to be offered.' in reasons(result)["a"]
    assert 'There is no phase "two" in the sheet; the phase goes on to the next.' in reasons(result)["one"]


def test_an_inject_moved_beyond_the_end_of_its_phase_makes_it_longer() -> None:
    result = result_of(changed(table_of(), "push", in_phase=timedelta(minutes=14), clock=None))
    assert scenario_of(result).phase_by_id["second"].planned_ms == 14 * MINUTE_MS
    assert any("lasts 14m" in text for text in result.assumptions)


def test_a_row_with_nothing_to_say_is_rejected_with_its_reason() -> None:
    result = result_of(added(table_of(), phase="1. phase first", clock=time(9, 5)))
    assert result.rows[-1].status is RowStatus.REJECTED
    assert not result.complete


def test_rows_may_be_sorted_and_columns_moved() -> None:
    table = table_of()
    rows = [*table.rows[:5], *sorted(table.rows[5:], key=lambda row: str(row[column(table, Part.ID)]))]
    turned = [Row(n, tuple(row[place] for place in reversed(range(table.width)))) for n, row in enumerate(rows, 1)]
    result = result_of(replace(table, rows=tuple(turned)))
    assert result.complete
    again = {one.id: one.phase for one in scenario_of(result).inject_by_id.values()}
    assert again == {one.id: one.phase for one in small_drill().inject_by_id.values()}


def test_a_sheet_that_lost_a_column_is_read_as_any_other() -> None:
    table = table_of()
    place = column(table, Part.ID)
    rows = [Row(row.number, (*row.cells[:place], None, *row.cells[place + 1 :])) for row in table.rows]
    result = result_of(replace(table, rows=tuple(rows)))
    assert layout_of(replace(table, rows=tuple(rows))) is None
    assert len(scenario_of(result).inject_by_id) >= 5


def test_a_mapping_of_the_planner_is_followed() -> None:
    table = table_of()
    mapping = remap(propose(table), ["Notes=keep"])
    result = build(table, mapping, Options("latihan.xlsx"))
    assert "which Gladi had exported" not in result.scenario_yaml
    assert layout_of(table) is not None


def test_the_start_can_be_given() -> None:
    table = table_of()
    result = build(table, propose(table), Options("latihan.xlsx", parse_start("13:30")))
    assert scenario_of(result).place.starts_ms == 13 * HOUR_MS + 30 * MINUTE_MS


def test_another_language_reads_the_same_columns() -> None:
    use_language("id")
    table = table_of()
    use_language("en")
    assert result_of(table).complete
    assert set(HEADERS) >= set(Part)
