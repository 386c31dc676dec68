"""What readers of the report missed: who saw what, what stands beside a rating, and what nobody has taken up."""

from __future__ import annotations

from dataclasses import replace

from player.engine import commands as do
from player.export.report.content import report_of
from player.model.doctrine import Rating, RecordKind
from player.model.entries import RuleSettings, Tag
from player.model.paper import Paragraph, Remark, Report, Signatures, Table
from player.model.text import Text
from tests.export.report.report_cases import M, Played, S, assess, busy, busy_script, cards, chapter, facts, tables
from tests.export.report.test_content import assessed
from tests.helpers.scenarios import action, phase, scenario


def english() -> Report:
    return report_of(assessed(), "en")


def said(report: Report, name: str) -> str:
    return "\n".join(block.text for block in chapter(report, name).blocks if isinstance(block, Paragraph | Remark))


def column(table: Table, title: str) -> list[str]:
    place = [one.title for one in table.columns].index(title)
    return [row[place] for row in table.rows]


def test_each_outcome_says_no_more_than_what_it_is_known_from() -> None:
    report = english()
    outcomes = column(tables(report, "expected")[-1], "Outcome")
    assert "ticked on time (Budi)" in outcomes
    assert any(one.startswith("begun ") for one in outcomes)
    assert "on time" not in outcomes
    counted = facts(report, "expected")["How that is known"]
    assert f"an action begun: {sum(one.startswith('begun') for one in outcomes)}" in counted
    for name in ("expected", "objectives"):
        assert "no observer saw" in said(report, name)


def test_an_action_that_was_ordered_says_by_whom() -> None:
    report = english()
    outcomes = column(tables(report, "expected")[-1], "Outcome")
    ordered = [one for one in outcomes if one.endswith("by order of Kabag Ops Sari")]
    begun = sum(one.startswith("begun") for one in outcomes)
    assert ordered
    assert facts(report, "expected")["Begun by an order on record"] == f"{len(ordered)} of {begun}"


def test_the_units_and_the_objectives_add_up_to_all() -> None:
    report = english()
    for name in ("expected", "objectives"):
        table = tables(report, name)[0]
        assert table.rows[-1][0] == "In all"
        for figure in range(1, len(table.columns) - 2):
            *parts, whole = (int(row[figure]) for row in table.rows)
            assert sum(parts) == whole


def test_findings_that_stand_are_named_on_the_cards_or_at_the_head() -> None:
    report = english()
    told = {card.title.split(".")[0] for card in cards(report, "findings") if card.tag != "cleared"}
    assert told
    head = said(report, "objectives")
    rows = " ".join(text for card in cards(report, "objectives") for _name, text in card.rows)
    assert all((f"{rule} " in head) != (f"{rule} " in rows) for rule in told)


def test_a_card_names_what_was_found_about_it_and_in_its_time() -> None:
    made = busy_script()
    calm = replace(made.objectives["calm"], title=Text.plain("Nobody chases"))
    tags = {**made.tags, "chase": Tag("chase", 9, Text.plain("somebody gives chase"))}
    rules = {"R10": RuleSettings(values={"tags": ("chase",)})}
    drill = Played(replace(made, objectives={**made.objectives, "calm": calm}, tags=tags, findings=rules))
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(70 * S, do.ObserveTag("chase"), do.ObserveTag("chase")).at(6 * M, do.EndExercise())
    report = report_of(drill.saved, "en")
    warned, chased = cards(report, "objectives")
    assert "R10" in dict(chased.rows)["Findings about this"]
    assert "Findings about this" not in dict(warned.rows)
    assert dict(warned.rows)["Other findings in its time"] == "R10 00:01:10 (2×)"
    notes = [value for under in tables(report, "expected")[-1].notes for _name, value in under]
    assert "R10 00:01:10 (2×)" in notes


def test_what_no_corrective_action_answers_is_said() -> None:
    planned = said(english(), "plan")
    assert "Lines without a corrective action are what none answers yet" in planned
    assert "Place, date: ___" in planned, "not the place of the drill: nobody knows where it is signed"
    first, *left = tables(english(), "plan")[0].rows
    assert first[1]
    assert left
    assert all(row[2] and (row[1], *row[3:]) == ("", "", "") for row in left)
    (signed,) = (block for block in chapter(english(), "plan").blocks if isinstance(block, Signatures))
    assert all("Name, post, rank, number:" in title for title in signed.titles)


def test_equal_observations_share_a_row_and_empty_columns_are_left_out() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    for minute in range(1, 4):
        drill.at(minute * M, do.ObserveTag("aktif", observer="Budi"), do.PlaceMarker())
    drill.at(4 * M, do.ObserveTag("aktif", "at the gate", observer="Sari"), do.PlaceMarker("look"), do.EndExercise())
    (table,) = tables(report_of(drill.saved, "en"), "observations")
    assert [one.title for one in table.columns] == ["Time", "Times", "What", "Unit, place, text", "Observer"]
    rows = [(when, times, more, who) for when, times, _what, more, who in table.rows]
    assert rows == [
        ("00:01:00; 00:02:00; 00:03:00; 00:04:00", "4", "at the gate", "Budi, Sari"),
        ("00:04:00", "1", "look", "controller"),
    ]


def test_what_was_observed_often_has_its_first_and_last_moment() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    for second in range(10, 20):
        drill.at(second * S, do.WriteNote("too loud"))
    drill.at(M, do.EndExercise())
    (table,) = tables(report_of(drill.saved, "en"), "observations")
    assert table.rows == (("00:00:10–00:00:19", "10", "Note: too loud", "controller"),)


def test_what_records_leave_out_is_said() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(20 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "severity": "light"}))
    drill.at(30 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}))
    drill.do(do.RecordFact(RecordKind.EVIDENCE, {"medium": "video"}), do.EndExercise())
    report = report_of(drill.saved, "en")
    assert "description 1 of 1" in said(report, "records")
    assert "severity 1 of 2" in said(report, "records")
    assert "side" not in said(report, "records")


def test_a_decision_off_the_plan_is_marked() -> None:
    report = report_of(assess(busy(), [""]).saved, "en")
    decisions = next(table for table in tables(report, "course") if table.columns[0].title == "Question")
    for place, (_question, given, planned, *_rest) in enumerate(decisions.rows):
        assert (place in decisions.marked) == (given != planned)


def test_casualties_say_how_long_until_medical_aid() -> None:
    made = scenario(phase("only", action("aid", "dalmas", "medical_aid")))
    drill = Played(made)
    drill.do(do.StartExercise())
    drill.at(10 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}))
    drill.at(40 * S, do.StartAction("aid"))
    drill.at(50 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}), do.StopAction(1))
    drill.at(60 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd"}), do.EndExercise())
    report = report_of(drill.saved, "en")
    assert column(tables(report, "records")[0], "Medical aid after") == ["00:30", "under way already", "–"]
    assert "does not say to whom" in said(report, "records")


def test_a_rule_that_had_nothing_to_look_at_says_so() -> None:
    drill = Played(busy().engine.scenario)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(M, do.EndExercise())
    report = report_of(drill.saved, "en")
    found = {row[0]: row[-1] for row in tables(report, "rules")[0].rows}
    assert found["R5"] == found["R7"] == found["R13"] == "no case of it"
    assert "nothing to look at: R1, R2, R3" in said(report, "findings")
    assert "R13" in {row[0]: row[1] for row in tables(report, "rules")[0].rows if "counts as a note" in row[1]}


def test_a_tag_that_shows_a_finding_says_who_logged_it() -> None:
    rules = {"R10": RuleSettings(values={"tags": ("aktif",)})}
    drill = Played(replace(busy_script(), findings=rules))
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(S, do.ObserveTag("aktif")).at(M, do.EndExercise())
    (card,) = (one for one in cards(report_of(drill.saved, "en"), "findings") if one.title.startswith("R10"))
    assert dict(card.rows)["What shows it"].endswith("(controller)")


def test_a_rating_is_followed_by_what_it_means_in_the_script_in_quotes() -> None:
    made = busy_script()
    warned = replace(made.objectives["warned"], ratings={Rating.M: Text.plain("Somebody was not warned.")})
    drill = Played(replace(made, objectives={**made.objectives, "warned": warned}))
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    drill.at(M, do.EndExercise(), do.RateObjective("warned", "M", "late", "Dewi"))
    card = cards(report_of(drill.saved, "en"), "objectives")[0]
    assert card.rows[-1] == ("M in the script", "“Somebody was not warned.”")
