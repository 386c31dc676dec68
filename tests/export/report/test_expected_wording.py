"""What became of expected actions in words that say no more than the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from player.engine import commands as do
from player.engine.state import ExpectedStatus
from player.export.report.content import report_of
from player.export.report.expected_wording import counted_text, known_by, on_time_text, outcome_text
from player.i18n import speaking
from player.model.entries import CriticalTask, Objective, Role
from player.model.paper import Facts, Paragraph, Table
from player.model.text import Text
from player.review.measures import ExpectedMeasure
from player.review.measures_expected import SeenBy
from tests.export.report.report_cases import M, Played, S, cards, chapter
from tests.helpers.scenarios import action, choice, decision, expected, inject, phase, scenario

MET, LATE, MISSED = ExpectedStatus.MET, ExpectedStatus.MET_LATE, ExpectedStatus.MISSED
NBSP = "\N{NO-BREAK SPACE}"
SAY = Text.plain("Say who decides")


def one(status: ExpectedStatus, seen_by: SeenBy | None = None, **more: object) -> ExpectedMeasure:
    """An expected action of a minute, seen after half of it or after one and a half."""
    latency_ms = {MET: 30 * S, LATE: 90 * S}.get(status)
    rest = {"by": None, "objective": None, "critical": False, "seen_by": seen_by, **more}
    return ExpectedMeasure("wish", 0, 60 * S, status, latency_ms, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (one(MET, SeenBy.ACTION), "begun on time"),
        (one(MET, SeenBy.ACTION, ahead=True), "begun before its inject"),
        (one(MET, SeenBy.RECORD), "recorded on time"),
        (one(MET, SeenBy.CONTROLLER), "ticked on time"),
        (one(MET, SeenBy.OBSERVER, observer="Sari"), "ticked on time (Sari)"),
        (one(LATE, SeenBy.ACTION), "begun late by 00:30"),
        (one(LATE, SeenBy.OBSERVER, observer="Sari"), "ticked late by 00:30 (Sari)"),
        (one(MISSED), "not seen"),
        (one(ExpectedStatus.OPEN), "still open"),
    ],
)
def test_an_outcome_is_that_of_what_it_is_known_from(measure: ExpectedMeasure, said: str) -> None:
    with speaking("en"):
        assert outcome_text(measure) == said


def test_several_together_name_what_they_are_known_from_and_no_nought() -> None:
    met = [one(MET, SeenBy.ACTION), one(MET, SeenBy.RECORD), one(MET, SeenBy.CONTROLLER)]
    with speaking("en"):
        assert on_time_text(met[:1]) == f"begun on time 1{NBSP}of{NBSP}1"
        assert on_time_text([*met, one(MISSED)]) == f"begun, recorded or ticked on time 3{NBSP}of{NBSP}4"
        assert on_time_text([one(MISSED)]) == f"on time 0{NBSP}of{NBSP}1"
        assert counted_text([*met, one(LATE, SeenBy.ACTION)]) == "4 called for: 3 on time, 1 late"
        assert known_by(met) == "the controller's tick: 1, an action begun: 1, a record made: 1"
        assert known_by([one(MISSED)]) == "–"


@pytest.mark.parametrize(
    ("tasks", "said"),
    [(("a", "b"), "All are critical tasks."), (("a", "b", None), "but those of which it is said"), ((None, "a"), "")],
)
def test_critical_tasks_are_told_from_the_others_by_the_fewer(tasks: tuple[str | None, ...], said: str) -> None:
    calls = [expected(f"e{place}", 40 * S, task=task) for place, task in enumerate(tasks)]
    drill = Played(scenario(phase("only", inject("now", 0, expect=calls))))
    drill.do(do.StartExercise())
    drill.at(5 * M, do.EndExercise())
    blocks = chapter(report_of(drill.saved, "en"), "expected").blocks
    told = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert ("critical tasks" in told) == bool(said)
    assert said in told


def test_an_objective_of_proportion_names_the_strongest_force_and_when_it_ended() -> None:
    aims = {
        "even": Objective("even", Text.plain("Force is in proportion")),
        "calm": Objective("calm", Text.plain("Everybody stays calm")),
    }
    made = scenario(phase("only", action("spray", "water-cannon", "water_cannon")), objectives=aims)
    drill = Played(made)
    drill.do(do.StartExercise(), do.StartAction("spray"))
    drill.at(M, do.StopAction(1)).at(2 * M, do.EndExercise())
    even, calm = cards(report_of(drill.saved, "en"), "objectives")
    assert dict(even.rows)["Force of stage 5 or more"] == "Water cannon 00:00:00–00:01:00"
    assert "Force of stage 5 or more" not in dict(calm.rows)


def test_an_objective_of_dialogue_says_when_somebody_talked() -> None:
    aims = {"talk": Objective("talk", Text.plain("Dialogue goes on")), "calm": Objective("calm", Text.plain("Calm"))}
    offers = (action("talks", "negosiator", "negotiation"), action("meets", "dalmas", "commander_dialogue"))
    drill = Played(scenario(phase("only", *offers), objectives=aims))
    drill.do(do.StartExercise(), do.StartAction("talks"))
    drill.at(M, do.StartAction("meets"), do.StopAction(1)).at(2 * M, do.StopAction(2))
    drill.at(3 * M, do.StartAction("talks")).at(4 * M, do.EndExercise())
    talk, calm = cards(report_of(drill.saved, "en"), "objectives")
    assert dict(talk.rows)["Dialogue by the log"] == "00:00:00–00:02:00; 00:03:00–00:04:00"
    assert "Dialogue by the log" not in dict(calm.rows)
    silent = Played(scenario(phase("only"), objectives=aims))
    silent.do(do.StartExercise())
    silent.at(M, do.EndExercise())
    card = cards(report_of(silent.saved, "en"), "objectives")[0]
    assert dict(card.rows)["Dialogue by the log"] == "none on record"


def _ticked_early(task: str | None) -> Played:
    """A decision is called for at once, ticked after a minute and taken 57 seconds later."""
    aims = {"clear": Objective("clear", Text.plain("Decisions are clear"), tasks={"say": CriticalTask("say", SAY)})}
    wish = expected("settled", 90 * S, by="dalmas", objective="clear", task=task)
    way = replace(decision("way", choice("on"), choice("off")), by="chief")
    roles = {"chief": Role("chief", Text.plain("Chief"), unit="dalmas")}
    ask = inject("ask", 0, receiver_role="chief", expect=[wish])
    drill = Played(scenario(phase("only", ask, way), objectives=aims, roles=roles))
    drill.do(do.StartExercise())
    drill.at(M, do.TickExpected("settled", "Sari")).at(M + 57 * S, do.Decide("way", "on")).at(3 * M, do.EndExercise())
    return drill


def test_a_tick_the_log_tells_otherwise_is_told_with_both_times_in_each_place() -> None:
    report = report_of(_ticked_early("say").saved, "en")
    said = "ticked 00:01:00; by the log the decision was taken 00:01:57 (57 s later)"
    blocks = chapter(report, "expected").blocks
    table = next(block for block in blocks if isinstance(block, Table) and block.notes)
    assert table.notes == ((("Tick and log", said),),)
    assert any(("Otherwise by the log", "1") in block.rows for block in blocks if isinstance(block, Facts))
    assert any("counted by the tick" in block.text for block in blocks if isinstance(block, Paragraph))
    rows = dict(cards(report, "objectives")[0].rows)
    assert rows["Tick and log"] == f"• 00:00:00 Expects settled: {said}"
    assert rows["Critical tasks"].endswith(f"ticked on time 1{NBSP}of{NBSP}1, of them 1 otherwise by the log")
    words = repr(report)
    assert "1 called for: 1 on time; 1 ticked otherwise than the log has it" in words
    assert "on time. The log tells otherwise of those called for at 00:00:00" in words


def test_where_the_log_tells_the_same_nothing_is_said() -> None:
    drill = Played(scenario(phase("only", inject("now", 0, expect=[expected("a", 40 * S)]))))
    drill.do(do.StartExercise(), do.TickExpected("a"))
    drill.at(3 * M, do.EndExercise())
    words = repr(report_of(drill.saved, "en"))
    assert "therwise by the log" not in words
    assert "Tick and log" not in words
    assert "counted by the tick" not in words
