"""What the report says of force: by name, with what its ceiling rested on, and with the last warning before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.export.report.content import report_of
from player.model import events as ev
from player.model.entries import RuleSettings
from player.model.paper import Table
from player.model.text import Text
from tests.export.report.report_cases import M, Played, S, busy_script, facts, tables, words


def drill() -> Played:
    made = Played(busy_script())
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(10 * S, do.SkipInject("push"), do.SkipInject("arm"), do.SkipInject("again"))
    return made


def uses(made: Played) -> Table:
    return next(one for one in tables(report_of(made.saved, "en"), "orders") if one.columns[-1].title == "Ordered by")


def told(made: Played) -> list[dict[str, str]]:
    """What stands under each use of force, by its name."""
    return [dict(note) for note in uses(made).notes]


def row_of(made: Played, title: str) -> str:
    """What the summary says of a subject."""
    return next(row[1] for row in tables(report_of(made.saved, "en"), "summary")[0].rows if row[0] == title)


def stop(made: Played, ms: int) -> None:
    made.to(ms)
    made.do(*(do.StopAction(number) for number in list(made.state.running)))


def test_a_ceiling_from_the_script_alone_says_so_and_is_marked() -> None:
    made = drill()
    made.at(20 * S, do.FireInject("arm")).at(30 * S, do.StartAction("shove-1"))
    stop(made, 40 * S)
    made.at(50 * S, do.ObserveTag("agresif", observer="Budi"), do.StartAction("cannon-1"))
    stop(made, M)
    made.do(do.EndExercise())
    shove, cannon = told(made)
    assert shove["Ceiling:"] == "aggressive: the inject “title of arm”, 00:00:20; no tag"
    assert cannon["Ceiling:"] == "aggressive: the inject “title of arm”, 00:00:20; tagged “agresif”, 00:00:50, Budi"
    assert [row[4] for row in uses(made).rows] == ["5", "5"]
    assert uses(made).rows[0][6] == "not on record"
    assert not uses(made).marked
    said = row_of(made, "Force").splitlines()
    assert said[0] == "Water cannon (stage 5): 00:00:50, 00:10 long, with no order on record"
    assert said[1] == "Its ceiling rested on: the script, 1 tag"
    assert "The ceiling of 1 of 2 uses rested on the script, with no tag." in said[3]


def test_a_use_that_begins_above_its_ceiling_is_marked() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("cannon-1"))
    stop(made, 30 * S)
    made.do(do.EndExercise())
    assert uses(made).marked == {0}
    assert uses(made).rows[0][3:5] == ("5", "2")
    assert "the script asks for no order" not in told(made)[0]["Reason:"]


def test_the_last_warning_before_a_use_and_none() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("shove-1"))
    stop(made, 30 * S)
    made.at(40 * S, do.StartAction("appeal-1"))
    stop(made, 50 * S)
    made.at(M, do.StartAction("shove-1"))
    made.do(do.EndExercise())
    first, second = told(made)
    assert first["Said before it:"] == "none on record before it"
    assert second["Said before it:"] == "Appeal (himbauan): 00:00:40, 00:10 long; ended 00:10 before"
    assert row_of(made, "Warnings") == (
        "No warning is on record, only appeals, the first at 00:00:40. 0 of 2 uses of force had a warning within "
        "05:00 before, 1 only an appeal (00:01:00), 1 neither (00:00:20)."
    )


def test_the_summary_tells_how_little_time_a_warning_left() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("warning-1"))
    stop(made, 30 * S)
    made.at(30 * S, do.StartAction("shove-1"))
    made.do(do.EndExercise())
    assert row_of(made, "Warnings") == (
        "The first warning came at 00:00:20. 1 of 1 uses of force had a warning within 05:00 before. Shortest: warned "
        "00:00:20–00:00:30, force began at 00:00:30."
    )


def test_the_summary_tells_of_dialogue_that_was_missing_beside_force() -> None:
    made = drill()
    made.do(do.AdjustPhase(20 * M))
    made.at(10 * S, do.Override(ev.Quantity.BEHAVIOUR, ev.OverrideMode.HOLD, 3, "Rini", "seen"))
    made.at(M, do.StartAction("shove-1"))
    made.at(8 * M, do.StartAction("talk-1")).at(9 * M, do.EndExercise())
    assert row_of(made, "Dialogue") == (
        "01:00 of the 08:50 in which it was not green, first at 00:08:00. Longest without: 00:00:10–00:08:00 (07:50), "
        "with force up to stage 4. Begun while it was red: Negotiation 00:08:00."
    )


def test_force_with_no_warning_or_dialogue_beside_it_is_to_be_improved() -> None:
    made = drill()
    made.do(do.AdjustPhase(20 * M))
    made.at(10 * S, do.Override(ev.Quantity.BEHAVIOUR, ev.OverrideMode.HOLD, 2, "Rini", "seen"))
    made.at(M, do.StartAction("shove-1")).at(8 * M, do.EndExercise())
    asked = facts(report_of(made.saved, "en"), "improvements")
    assert asked["Force with no warning"] == "1 of 1 (00:01:00); appeals are not counted"
    assert asked["Not green, and no dialogue"] == "00:00:10–00:08:00 (07:50), force in it up to stage 4"


def test_the_summary_tells_that_there_was_no_dialogue_and_what_turned_the_situation() -> None:
    made = drill()
    made.at(10 * S, do.ObserveTag("agresif", observer="Budi")).at(M, do.EndExercise())
    assert row_of(made, "Dialogue") == "No negotiation or dialogue is on record in the 00:50 in which it was not green."
    assert "It first left green at 00:00:10, by a tag alone: “agresif”." in words(
        report_of(made.saved, "en"), "summary"
    )


def test_the_summary_says_which_uses_were_left_out_and_whose_names_are_missing() -> None:
    made = drill()
    made.at(20 * S, do.GiveOrder("dalmas", "shield_push", "Danki"), do.StartAction("shove-1"))
    stop(made, 30 * S)
    made.at(40 * S, do.StartAction("shove-1", stage=3))
    stop(made, 40 * S)
    made.do(do.Decide("way", "stay"), do.EndExercise())
    assert "1 use of stage 3 was over in the second it began and is not counted." in row_of(made, "Force")
    assert "Not on record: names of who ordered 1 of 1, names of who decided 1 of 1." in row_of(made, "On record")


def test_a_warning_out_of_the_window_of_r1_says_so() -> None:
    made = Played(replace(busy_script(), findings={"R1": RuleSettings(values={"within": 10 * S})}))
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(10 * S, do.StartAction("appeal-1"))
    stop(made, 20 * S)
    made.at(40 * S, do.StartAction("shove-1"))
    made.do(do.EndExercise())
    (use,) = told(made)
    assert use["Said before it:"].endswith("ended 00:20 before\nmore than 00:10 before")


def test_an_order_counts_though_nobody_linked_it_but_not_once_it_is_void() -> None:
    made = drill()
    made.at(20 * S, do.GiveOrder("dalmas", "shield_push", "Danki", "Sari"))
    (seq,) = [one.seq for one in made.events if isinstance(one.body, ev.OrderGiven)]
    made.at(30 * S, do.StartAction("shove-1"))
    (use,) = uses(made).rows
    assert use[6] == "Danki Sari"
    made.do(do.VoidEntry(seq))
    (use,) = uses(made).rows
    assert use[6] == "not on record"


def test_an_order_given_once_it_was_under_way_is_told_with_its_time_in_each_place() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("shove-1"))
    made.at(34 * S, do.GiveOrder("dalmas", "shield_push", "Danki", "Sari"))
    (use,) = uses(made).rows
    assert use[6] == "00:00:34 Danki Sari, once under way"
    assert "order on record once it was under way: 00:00:34 Danki Sari" in row_of(made, "Force")
    assert "with no order on record" not in row_of(made, "Force")


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        ("They throw. The time is up. What does the Danki order?", "What does the Danki order?"),
        ("The guard cannot hold. The source speaks of firm action. Which?", "The source speaks of firm action. Which?"),
        ("way?", "way?"),
    ],
)
def test_a_decision_in_the_summary_has_its_question_without_what_leads_up_to_it(ask: str, told: str) -> None:
    script = busy_script()
    first, *others = script.phases
    asked = tuple(replace(one, ask=Text.plain(ask)) for one in first.decisions)
    made = Played(replace(script, phases=(replace(first, decisions=asked), *others)))
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(30 * S, do.Decide("way", "go"))
    assert f"00:00:30 {told} go (planned: stay)" in row_of(made, "Departures from the plan")


def test_what_is_no_force_stands_under_another_heading() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("line-1"), do.StartAction("appeal-1"))
    made.do(do.EndExercise())
    told = words(report_of(made.saved, "en"), "orders")
    assert "No action of stage 3 or more is on record. Other actions of units" in told
    (table,) = (one for one in tables(report_of(made.saved, "en"), "orders") if one.columns[0].title == "Begins")
    assert [row[3] for row in table.rows] == ["1", "2"]
