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
from tests.export.report.report_cases import M, Played, S, busy_script, tables, words


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
    said = next(text for title, text in tables(report_of(made.saved, "en"), "summary")[0].rows if title == "Force")
    assert "Water cannon (stage 5): 1 time, 00:10 in all, from 00:00:50 on, with no order on record: 1" in said
    assert "The ceiling of 1 of 2 uses rested on the script, with no tag of an observer." in said


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
    assert "Of 2 uses of force, 1 had an appeal or a warning within 05:00 before." in words(
        report_of(made.saved, "en"), "summary"
    )


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
    made.at(30 * S, do.Decide("way", "stay"))
    said = next(row[1] for row in tables(report_of(made.saved, "en"), "summary")[0].rows if row[0] == "Decisions")
    assert said == f"00:00:30 {told} stay"


def test_what_is_no_force_stands_under_another_heading() -> None:
    made = drill()
    made.at(20 * S, do.StartAction("line-1"), do.StartAction("appeal-1"))
    made.do(do.EndExercise())
    told = words(report_of(made.saved, "en"), "orders")
    assert "No action of stage 3 or more is on record. Other actions of units" in told
    (table,) = (one for one in tables(report_of(made.saved, "en"), "orders") if one.columns[0].title == "Begins")
    assert [row[3] for row in table.rows] == ["1", "2"]
