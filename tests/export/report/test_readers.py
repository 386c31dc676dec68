"""What readers of the report missed: who saw what, what stands beside a rating, and what nobody has taken up."""

from __future__ import annotations

from player.engine import commands as do
from player.export.report.content import report_of
from player.model.doctrine import RecordKind
from player.model.paper import Paragraph, Remark, Report, Signatures, Table
from tests.export.report.report_cases import M, Played, S, assess, busy, cards, chapter, facts, tables
from tests.export.report.test_content import assessed


def english() -> Report:
    return report_of(assessed(), "en")


def said(report: Report, name: str) -> str:
    return "\n".join(block.text for block in chapter(report, name).blocks if isinstance(block, Paragraph | Remark))


def column(table: Table, title: str) -> list[str]:
    place = [one.title for one in table.columns].index(title)
    return [row[place] for row in table.rows]


def test_each_expected_action_names_what_it_is_known_from() -> None:
    report = english()
    known = column(tables(report, "expected")[0], "Known from")
    assert "Budi" in known
    assert "an action begun" in known
    counted = facts(report, "expected")["How that is known"]
    assert f"an action begun: {known.count('an action begun')}" in counted
    assert "nobody" in said(report, "expected")
    assert "nobody" in said(report, "objectives")


def test_the_units_and_the_objectives_add_up_to_all() -> None:
    report = english()
    for name, place in (("expected", 1), ("objectives", 0)):
        table = tables(report, name)[place]
        assert table.rows[-1][0] == "In all"
        for figure in range(1, 6):
            *parts, whole = (int(row[figure]) for row in table.rows)
            assert sum(parts) == whole


def test_findings_that_stand_are_named_beside_the_ratings() -> None:
    report = english()
    (remark,) = (block for block in chapter(report, "objectives").blocks if isinstance(block, Remark))
    told = {card.title.split(".")[0] for card in cards(report, "findings") if card.tag != "cleared"}
    assert told
    assert all(rule in remark.text for rule in told)


def test_what_no_corrective_action_answers_is_said() -> None:
    planned = said(english(), "plan")
    assert "No corrective action answers yet:" in planned
    assert "date: ___" in planned
    (signed,) = (block for block in chapter(english(), "plan").blocks if isinstance(block, Signatures))
    assert all("Name, rank, number:" in title for title in signed.titles)


def test_equal_observations_share_a_row_and_empty_columns_are_left_out() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    for minute in range(1, 4):
        drill.at(minute * M, do.ObserveTag("aktif", observer="Budi"), do.PlaceMarker())
    drill.at(4 * M, do.ObserveTag("aktif", "at the gate", observer="Sari"), do.EndExercise())
    (table,) = tables(report_of(drill.saved, "en"), "observations")
    assert "Unit, place" not in [one.title for one in table.columns]
    rows = [(when, times, who) for when, times, _what, _text, who in table.rows]
    assert rows == [
        ("00:01:00–00:03:00", "3", "Budi"),
        ("00:01:00–00:03:00", "3", "controller"),
        ("00:04:00", "1", "Sari"),
    ]


def test_what_records_leave_out_is_said() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(20 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "severity": "light"}))
    drill.at(30 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}), do.EndExercise())
    report = report_of(drill.saved, "en")
    assert "severity 1 of 2" in said(report, "records")
    assert "side" not in said(report, "records")


def test_a_decision_off_the_plan_is_marked() -> None:
    report = report_of(assess(busy(), [""]).saved, "en")
    decisions = next(table for table in tables(report, "course") if table.columns[0].title == "Question")
    for place, (_question, given, planned, *_rest) in enumerate(decisions.rows):
        assert (place in decisions.marked) == (given != planned)
