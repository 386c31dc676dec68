"""The script of source 004: a crowd that grows, a push that does not move it, and the Danki's order."""

from __future__ import annotations

import pytest

from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.model import events as ev
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.entries import AT_STARTEX
from player.model.scenario import Scenario
from player.model.times import MINUTE_MS, SECOND_MS
from tests.helpers.golden import Golden
from tests.scenarios import courses
from tests.scenarios.courses import columns_of, course, first_times, peak_of, spans_of

NAME = "pasuruan-2023-water-cannon"
SOURCE = "sjp-2023"

SOURCE_ORDER = (
    "crowd-arrives",
    "wave-arrives",
    "rope-pressed",
    "lanjut-ordered",
    "does:shield_line",
    "last-waves",
    "push-ordered",
    "does:shield_push",
    "crowd-holds",
    "bottles-thrown",
    "hard-objects",
    "spray-ordered",
    "does:water_cannon",
)
"""The events of the source as the script has them: an inject by its id, an action by what it does."""


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


def row_of(name: str) -> int:
    """The row of the trace at which something first happened."""
    return first_times(the_rehearsal())[name] // SECOND_MS


def presence_at(name: str) -> float:
    return float(columns_of(the_rehearsal())["presence"][row_of(name)])


# What the source says


def test_every_event_of_the_source_comes_in_its_order() -> None:
    times = first_times(the_rehearsal())
    assert [times[name] for name in SOURCE_ORDER] == sorted(times[name] for name in SOURCE_ORDER)


def test_every_event_of_the_source_names_it() -> None:
    scenario = the_scenario()
    for name in SOURCE_ORDER:
        if name.startswith("does:"):
            assert courses.sourced_actions(scenario, SOURCE, name.removeprefix("does:")), name
        else:
            assert scenario.inject_by_id[name].origin.source == SOURCE, name


def test_no_inject_claims_the_source_beyond_its_events() -> None:
    assert courses.claims_of(the_scenario(), SOURCE) == {name for name in SOURCE_ORDER if not name.startswith("does:")}


def test_those_who_held_it_take_part() -> None:
    """Dalmas Lanjut, the water cannon, TNI and KPU; the deputy mayor as a guest."""
    scenario = the_scenario()
    reported = {unit.kind for unit in scenario.units.values() if unit.origin.source == SOURCE}
    assert reported == {"dalmas_lanjut", "water_cannon", "military", "civil"}
    assert "Sat Samapta" in scenario.units["dalmas-lanjut"].title.in_language("id")
    assert [role.id for role in scenario.roles.values() if role.part == "guest"] == ["guests"]
    assert "Wakil Wali Kota" in scenario.roles["guests"].title.in_language("id")


def test_no_number_comes_from_the_source() -> None:
    scenario = the_scenario()
    assert all("strength" in unit.origin.assumed for unit in scenario.units.values())
    assert any("tidak menyebut angka" in text.in_language("id") for text in scenario.assumptions)
    assert scenario.total_strength == 258


def test_it_plays_in_the_yard_of_the_polres_as_the_kpu_in_the_morning() -> None:
    place = the_scenario().place
    assert place.zone == "Asia/Jakarta"
    assert "Halaman Polres Pasuruan Kota" in place.name.in_language("id")
    assert "KPU" in place.name.in_language("id")
    assert place.starts_ms < 11 * 60 * MINUTE_MS


def test_every_time_is_called_assumed() -> None:
    assert courses.untimed(the_scenario()) == []


def test_what_the_source_does_not_have_is_not_played_on_the_plan() -> None:
    """No gas, no firearm, no dogs at all; a blow and an arrest can be logged and are not planned."""
    offered = {offer.does for offer in the_scenario().action_by_id.values()}
    assert offered.isdisjoint({"tear_gas", "firearm", "k9_screen"})
    assert courses.done_in(the_rehearsal()).isdisjoint({"baton", "hard_arrest", "lift_and_carry"})
    assert {"baton", "hard_arrest"} <= offered


def test_the_answers_of_the_source_are_the_planned_ones() -> None:
    planned = {"growth-response": "prepare-lanjut", "push-outcome": "holds", "next-step": "hold-line"}
    for name, answer in {**planned, "answer-to-throwing": "spray"}.items():
        decision = the_scenario().decision_by_id[name]
        assert decision.planned_choice.id == answer
        assert [choice.id for choice in decision.choices if choice.origin.source] == [answer]


def test_bottles_come_before_hard_objects() -> None:
    scenario = the_scenario()
    assert "air mineral" in scenario.inject_by_id["bottles-thrown"].title.in_language("id")
    assert "benda keras" in scenario.inject_by_id["hard-objects"].title.in_language("id")


def test_the_push_is_with_shields_and_batons() -> None:
    pushes = courses.sourced_actions(the_scenario(), SOURCE, "shield_push")
    assert pushes
    words = the_scenario().inject_by_id["push-ordered"].text.in_language("id")
    assert "tameng" in words
    assert "tongkat" in words


# The order and its rank


def test_only_the_danki_may_order_the_water_cannon() -> None:
    scenario = the_scenario()
    offers = [offer for offer in scenario.action_by_id.values() if offer.does == "water_cannon"]
    assert len(offers) == 3
    assert all(offer.order_from == ("Danki",) for offer in offers)
    assert scenario.findings["R6"].values["ranks"] == ("Danki",)


@pytest.mark.parametrize("words", courses.routes(NAME))
def test_every_spray_on_every_way_has_an_order_of_the_danki_with_its_words(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert courses.without_order(played, "water_cannon", ["Danki"]) == []
    for event in played.events:
        if isinstance(event.body, ev.OrderGiven) and event.body.does == "water_cannon":
            assert event.body.rank == "Danki"


def test_each_burst_has_an_order_of_its_own() -> None:
    events = the_rehearsal().events
    sprays = [event.body for event in events if isinstance(event.body, ev.ActionStarted)]
    orders = [body.order for body in sprays if body.does == "water_cannon"]
    assert len(orders) == len(set(orders)) == 2


def test_an_order_of_a_lower_rank_is_called_out_and_not_carried_out() -> None:
    """The Danton who calls for the spray himself, the crew that asks for the Danki."""
    scenario = the_scenario()
    call = scenario.inject_by_id["danton-calls-spray"]
    assert scenario.roles[call.sender_role or ""].id == "danton-lanjut"
    (queried,) = call.expect
    assert (queried.task, queried.contingency) == ("danki-only", "danki-steps-in")
    called = first_times(the_rehearsal())["danton-calls-spray"]
    assert first_times(the_rehearsal())["does:water_cannon"] > called + 5 * MINUTE_MS


def test_the_decisions_about_the_water_cannon_are_the_dankis() -> None:
    for name in ("next-step", "answer-to-throwing", "after-burst"):
        assert the_scenario().decision_by_id[name].by == "danki-lanjut"


# The crowd that grows


def test_the_crowd_grows_from_a_third_to_nearly_all_before_it_is_pushed() -> None:
    assert presence_at("crowd-arrives") < 0.35
    assert presence_at("crowd-arrives") < presence_at("rope-pressed") < max(columns_of(the_rehearsal())["presence"])
    assert presence_at("rope-pressed") > 2 * presence_at("crowd-arrives")
    assert 0.9 < max(columns_of(the_rehearsal())["presence"]) <= 1
    waves = [e for e in the_rehearsal().events if isinstance(e.body, ev.InjectFired) and "wave" in e.body.inject]
    assert len(waves) == 6


def test_it_slips_from_green_over_yellow_into_red() -> None:
    situation = columns_of(the_rehearsal())["situation"]
    first = [list(situation).index(colour) for colour in (Situation.HIJAU, Situation.KUNING, Situation.MERAH)]
    assert first == sorted(first)
    assert situation[row_of("rope-pressed")] == Situation.KUNING
    assert situation[row_of("hard-objects")] == Situation.MERAH


# The course of the plan


def test_it_lasts_as_long_as_a_field_drill_of_this_size() -> None:
    assert 55 * MINUTE_MS <= the_scenario().planned_ms <= 75 * MINUTE_MS


def test_the_tension_rises_with_each_provocation_and_peaks_under_75_before_the_water() -> None:
    columns = columns_of(the_rehearsal())
    reached = [
        max(columns["tension"][: row_of(name)]) for name in ("rope-pressed", "push-ordered", "does:water_cannon")
    ]
    assert reached == sorted(reached)
    assert 60 < peak_of(the_rehearsal()) < courses.PEAK
    at_row = list(columns["tension"]).index(peak_of(the_rehearsal()))
    assert row_of("hard-objects") <= at_row < row_of("does:water_cannon")


def test_the_push_does_not_move_the_tension_down_for_good() -> None:
    tension = columns_of(the_rehearsal())["tension"]
    assert tension[row_of("hard-objects")] > tension[row_of("push-ordered")]


def test_the_crowd_has_gone_and_is_calm_at_the_end() -> None:
    crowd = the_rehearsal().fold.crowd
    assert crowd.dispersed
    assert crowd.tension_index < 20
    assert crowd.behaviour is Behaviour.TERTIB
    assert crowd.legitimacy > the_scenario().crowd.start["legitimacy"]


def test_the_water_cannon_only_meets_an_attack_in_short_spans_with_a_warning_between() -> None:
    columns = columns_of(the_rehearsal())
    rows = [row for row, force in enumerate(columns["force"]) if force >= Stage.BLUNT_CHEMICAL]
    assert rows
    assert all(columns["behaviour"][row] >= Behaviour.AGRESIF for row in rows)
    sprays, warnings = spans_of(the_rehearsal(), "water_cannon"), spans_of(the_rehearsal(), "warning")
    assert all(end - start <= 2 * MINUTE_MS for start, end in sprays)
    assert any(sprays[0][1] < start and end <= sprays[1][0] for start, end in warnings)
    thrown_ms = first_times(the_rehearsal())["bottles-thrown"]
    assert sum(thrown_ms <= start and end <= sprays[0][0] for start, end in warnings) == 3


def test_dalmas_awal_is_relieved_before_dalmas_lanjut_pushes() -> None:
    rope, line = spans_of(the_rehearsal(), "rope_line"), spans_of(the_rehearsal(), "shield_line")
    assert rope[0][0] < line[0][0] < rope[0][1]  # shields meet before the rope goes
    assert line[0][0] < first_times(the_rehearsal())["does:shield_push"]


def test_talks_begin_in_yellow_and_are_taken_up_again() -> None:
    assert not courses.yellow_untalked(the_rehearsal())
    assert len(spans_of(the_rehearsal(), "negotiation")) == 2


def test_what_is_recorded() -> None:
    casualties = courses.records_of(the_rehearsal(), RecordKind.CASUALTY)
    assert sorted(one["side"] for one in casualties) == ["crowd", "crowd", "personnel"]
    evidence = [one["medium"] for one in courses.records_of(the_rehearsal(), RecordKind.EVIDENCE)]
    assert sorted(evidence) == ["document", "object", "photo", "video", "video"]
    assert courses.records_of(the_rehearsal(), RecordKind.ARREST) == []


def test_an_arrest_by_hand_asks_for_its_record_with_the_weapon() -> None:
    scenario = the_scenario()
    assert scenario.inject_by_id["thrower-known"].by_hand
    wanted = scenario.expected_by_id["arrest-recorded"].record
    assert wanted is not None
    assert (wanted.kind, wanted.weapon) == (RecordKind.ARREST, "blunt")


def test_what_is_dangerous_has_a_gate_of_its_own() -> None:
    gates: dict[str, set[str]] = {}
    for item in the_scenario().readiness.values():
        if item.required:
            gates.setdefault(item.gate, set()).add(item.id)
    assert set(gates) == {AT_STARTEX, "push", "throwing", "water-cannon"}
    assert gates["water-cannon"] == {"way-out-clear", "guests-aside", "players-agree"}
    assert {"no-firearms", "soft-missiles", "stop-signal", "danki-known"} <= gates[AT_STARTEX]


def test_every_contingency_waits_for_a_hand() -> None:
    scenario = the_scenario()
    for expected in scenario.expected_by_id.values():
        if expected.contingency is not None:
            assert scenario.inject_by_id[expected.contingency].by_hand, expected.id


def test_a_missed_burst_is_not_sprayed() -> None:
    unsprayed = rehearse(the_scenario(), Route(missed=frozenset({"spray-starts"})))
    assert "spray-starts" in courses.missed_in(unsprayed)
    assert spans_of(unsprayed, "water_cannon") == []


# The whole course, as a person read and accepted it


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", courses.told(the_rehearsal()))
