"""Which events show an objective: what was met and by which action, what was missed; nothing of other objectives."""

from __future__ import annotations

from player.engine import commands as do
from player.model import events as ev
from player.model.entries import Objective
from player.model.text import Text
from player.review.objective_events import events_of_objectives
from tests.helpers.drills import Drill
from tests.helpers.scenarios import action, expected, inject, phase, scenario

S = 1_000


def test_what_was_met_by_which_action_and_what_was_missed() -> None:
    calls = [
        expected("begun", 30 * S, action="shield_push", by="dalmas", objective="hold"),
        expected("ticked", 30 * S, objective="talk"),
        expected("missed", 30 * S, objective="talk"),
        expected("aside", 30 * S),
    ]
    only = phase("only", inject("call", 10 * S, expect=calls), action("shove-1", "dalmas", "shield_push"))
    aims = {name: Objective(name, Text.plain(name)) for name in ("hold", "talk", "unused")}
    drill = Drill(scenario(only, objectives=aims)).start()
    drill.to(20 * S)
    drill.do(do.TickExpected("ticked"), do.TickExpected("aside"), do.StartAction("shove-1"))
    drill.to(60 * S)

    shown = events_of_objectives(drill.engine.scenario, drill.events)

    started = next(one.seq for one in drill.events if isinstance(one.body, ev.ActionStarted))
    met = {one.body.expected: one.seq for one in drill.events if isinstance(one.body, ev.ExpectedActionMet)}
    missed = next(one.seq for one in drill.events if isinstance(one.body, ev.ExpectedActionMissed))
    assert shown == {"hold": {started, met["begun"]}, "talk": {met["ticked"], missed}}
