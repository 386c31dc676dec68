"""What the report says is on record of whom and why, and what is not."""

from __future__ import annotations

from dataclasses import replace

from player.engine import commands as do
from player.export.report.content import report_of
from player.model.doctrine import RecordKind
from player.model.paper import Card, Table
from player.model.text import Text
from tests.export.report.report_cases import M, Played, S, busy_script, chapter, tables

TITLE = "What somebody will ask for"


def gaps(made: Played) -> Table | None:
    found = (one for one in tables(report_of(made.saved, "en"), "improvements") if one.columns[0].title == TITLE)
    return next(found, None)


def test_what_is_not_on_record_is_counted_and_marked() -> None:
    script = busy_script()
    (phase, *others) = script.phases
    scripted = tuple(
        replace(one, reason=Text({"id": "Massa mendorong", "en": "They push"})) if one.id == "shove-1" else one
        for one in phase.actions
    )
    made = Played(replace(script, phases=(replace(phase, actions=scripted), *others)))
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(10 * S, do.StartAction("shove-1", reason="Massa mendorong"))
    made.at(20 * S, do.StopAction(next(iter(made.state.running))))
    made.at(30 * S, do.GiveOrder("dalmas", "shield_push", "Danki", "Sari"))
    made.at(40 * S, do.StartAction("shove-1", reason="He had a blade"))
    made.at(50 * S, do.RecordFact(RecordKind.CASUALTY, {"side": "crowd", "severity": "light"}))
    made.at(M, do.EndExercise())
    table = gaps(made)
    assert table is not None
    told = {row[0]: row[1:] for row in table.rows}
    assert told["Uses of force of stage 3 and above: the order"] == ("1 of 2", "1")
    assert told["Uses of force of stage 3 and above: the reason, not in the script's words"] == ("1 of 2", "1")
    assert told["Orders: the name of who gave them"] == ("1 of 1", "0")
    assert told["Casualties: how badly hurt"] == ("1 of 1", "0")
    assert told["Casualties: the place"] == ("0 of 1", "1")
    assert not any(what.startswith(("Arrests", "Evidence", "Decisions")) for what in told)
    marked = {table.rows[place][0] for place in table.marked}
    assert marked == {what for what, (_kept, missing) in told.items() if missing != "0"}


def test_an_objective_on_warnings_and_records_has_what_the_log_lacks_of_them() -> None:
    script = busy_script()
    aim = replace(script.objectives["calm"], title=Text.plain("Warn first; every order on record"))
    made = Played(replace(script, objectives={**script.objectives, "calm": aim}))
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(10 * S, do.StartAction("shove-1", reason="He had a blade"))
    made.at(M, do.EndExercise())
    report = report_of(made.saved, "en")
    cards = {block.title: dict(block.rows) for block in chapter(report, "objectives").blocks if isinstance(block, Card)}
    rows = cards.pop("Warn first; every order on record")
    assert rows["Force with no warning"] == "1 of 1 (00:00:10); appeals are not counted"
    assert rows["Not on record"] == "orders behind force 1 of 1"
    assert not any("Not on record" in others for others in cards.values())


def test_nothing_to_record_is_no_gap() -> None:
    made = Played(busy_script())
    made.do(do.CheckReadiness("radio"), do.StartExercise(reason="kit comes later"))
    made.at(10 * S, do.EndExercise())
    assert gaps(made) is None
