"""The same finding over and over shares a card of the report, in which each is told; an answered one stands alone."""

from __future__ import annotations

from dataclasses import replace

from player.engine import commands as do
from player.engine.findings import find
from player.export.report.chapters_findings import FEWEST_ALIKE, MOST_ALIKE
from player.export.report.content import report_of
from player.model.entries import RuleSettings
from player.model.events import AnswerKind
from player.model.paper import Card
from tests.export.report.report_cases import Played, S, busy_script, cards, facts, tables

SCRIPT = replace(busy_script(), findings={"R10": RuleSettings(values={"tags": ("aktif",)})})


def chased(times: int, *, answered: int = 0) -> Played:
    """A drill in which R10 finds something so many times, of which the first ones are answered."""
    drill = Played(SCRIPT)
    drill.do(do.CheckReadiness("radio"), do.CheckReadiness("kit"), do.StartExercise())
    for second in range(times):
        drill.at((second + 1) * S, do.ObserveTag("aktif", observer="Budi"))
    drill.do(do.EndExercise())
    found = [one for one in find(SCRIPT, drill.events, drill.engine.fold) if one.rule == "R10"]
    for one in found[:answered]:
        drill.do(do.AnswerFinding(one.key, AnswerKind.EXPLAINED, "ordered", "Rini"))
    return drill


def told(drill: Played) -> list[Card]:
    report = report_of(drill.saved, "en")
    found = [card for card in cards(report, "findings") if card.title.startswith("R10")]
    assert facts(report, "findings")["Findings"] >= str(len(found))
    return found


def lines(card: Card) -> list[str]:
    return dict(card.rows)["What was found"].split("\n")


def test_as_many_as_make_a_group_share_one() -> None:
    (card,) = told(chased(FEWEST_ALIKE))
    rows = dict(card.rows)
    assert card.tag == f"{FEWEST_ALIKE} times, none answered"
    assert [line.split()[0] for line in lines(card)] == ["00:00:01", "00:00:02", "00:00:03"]
    assert all("(#" in line for line in lines(card))
    assert all(rows[name] for name in ("Basis", "Certainty", "What would clear it", "Answer"))


def test_fewer_stand_alone() -> None:
    assert [card.tag for card in told(chased(FEWEST_ALIKE - 1))] == ["not answered"] * (FEWEST_ALIKE - 1)


def test_an_answered_one_stands_alone_behind_those_that_wait() -> None:
    shared, alone = told(chased(5, answered=1))
    assert "Rini" in dict(alone.rows)["Answer"]
    assert shared.tag == "4 times, none answered"
    assert len(lines(shared)) == 4


def test_a_long_list_says_how_many_more() -> None:
    (card,) = told(chased(MOST_ALIKE + 2))
    assert len(lines(card)) == MOST_ALIKE + 1
    assert lines(card)[-1] == "and 2 more findings"


def test_those_to_be_improved_that_read_the_same_stand_in_one_row() -> None:
    rows = tables(report_of(chased(2).saved, "en"), "improvements")[0].rows
    assert [row[0] for row in rows if row[1].startswith("R10")] == ["00:00:01\n00:00:02"]
