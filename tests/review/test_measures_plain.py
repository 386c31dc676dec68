"""The measures as plain data: JSON can hold them, and every value is there under a word that stays."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from player.engine import commands as do
from player.model import events as ev
from player.model.scenario import Scenario
from player.review.measures import measures
from player.review.measures_plain import plain_measures
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play
from tests.review.measures_cases import M, S, courses, script


def _plain(drill: Drill) -> dict[str, Any]:
    return plain_measures(measures(drill.engine.scenario, drill.events, drill.engine.fold))


@given(courses())
@settings(max_examples=cases(200))
def test_json_gives_back_what_was_measured(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    made, steps = script_and_steps
    drill = Drill(made)
    play(drill, steps)
    told = _plain(drill)
    assert json.loads(json.dumps(told)) == told
    assert sum(told["situation_ms"].values()) == told["length_ms"]
    assert len(told["orders"]["orders"]) == sum(unit["orders"] for unit in told["units"].values())


def test_words_for_colours_classes_stages_and_states() -> None:
    drill = Drill(script()).start()
    drill.to(70 * S)
    drill.do(do.GiveOrder("dalmas", "shield_push", "Danki"))
    drill.do(do.Override(ev.Quantity.FORCE, ev.OverrideMode.HOLD, 3, "Kabag Ops", "uji", "dalmas"))
    drill.to(80 * S)
    drill.do(do.StartAction("shove-1"))
    told = _plain(drill)
    assert list(told["situation_ms"]) == ["hijau", "kuning", "merah"]
    assert list(told["behaviour_ms"]) == ["tertib", "pasif", "aktif", "agresif", "agresif_segera"]
    assert list(told["force"]["stage_ms"]) == ["0", "1", "2", "3", "4", "5", "6"]
    assert told["units"]["dalmas"]["stage_ms"]["3"] == 10 * S
    assert {one["status"] for one in told["expected"]["called"]} == {"open"}
    assert [one["how"] for one in told["injects"]["deliveries"]] == ["schedule"]
    assert told["overrides"]["values"][0]["quantity"] == "force"


def test_what_is_worked_out_stands_beside_what_it_is_worked_out_from() -> None:
    drill = Drill(script()).start()
    drill.to(70 * S)
    drill.do(do.GiveOrder("dalmas", "shield_push", "Danki"))
    drill.to(80 * S)
    drill.do(do.StartAction("shove-1"))
    drill.to(2 * M)
    drill.do(do.StartAction("appeal-1"))
    told = _plain(drill)
    (order,) = told["orders"]["orders"]
    assert (order["given_ms"], order["followed_ms"], order["latency_ms"], order["ignored"]) == (
        70 * S,
        80 * S,
        10 * S,
        False,
    )
    assert told["warning"]["ahead_of_force_ms"] == -40 * S
    assert told["dispersal"]["at_ms"] is None
    assert told["dispersal"]["since_red_ms"] is None
