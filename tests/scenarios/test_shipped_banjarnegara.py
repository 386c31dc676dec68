"""The script of source 003: a dialogue and an arrest that divide its course, gas in measure and out of it."""

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
from tests.scenarios.courses import columns_of, course, excess_s, first_times, peak_of, phases_of, spans_of

NAME = "banjarnegara-2023"
SOURCE = "inews-2023"
ORDERS = ("Kapolres", "Kabag Ops")

SOURCE_ORDER = (
    "does:patrol",
    "gathering-found",
    "crowd-at-kpu",
    "fraud-speech",
    "representatives-in",
    "still-rejecting",
    "barriers-down",
    "dalmas-and-dogs",
    "does:k9_screen",
    "does:shield_line",
    "pushing-starts",
    "does:shield_push",
    "throwing",
    "provocateur-seen",
    "does:hard_arrest",
    "more-brutal",
    "does:tear_gas",
    "does:water_cannon",
    "kit-check",
    "sop-debrief",
)
"""The events of the source as the script has them: an inject by its id, an action by what it does."""


def the_scenario() -> Scenario:
    return courses.script(NAME)


def the_rehearsal() -> Rehearsal:
    return course(NAME)


def row_of(name: str) -> int:
    """The row of the trace at which something first happened."""
    return first_times(the_rehearsal())[name] // SECOND_MS


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
    reported = {unit.kind for unit in the_scenario().units.values() if unit.origin.source == SOURCE}
    assert {"patrol", "dalmas_lanjut", "k9", "water_cannon", "military", "civil"} <= reported


def test_no_number_comes_from_the_source() -> None:
    scenario = the_scenario()
    assert all("strength" in unit.origin.assumed for unit in scenario.units.values())
    assert any("tidak menyebut angka" in text.in_language("id") for text in scenario.assumptions)


def test_it_plays_on_the_alun_alun_in_western_time() -> None:
    place = the_scenario().place
    assert place.zone == "Asia/Jakarta"
    assert "Alun-alun Banjarnegara" in place.name.in_language("id")
    assert "KPU" in place.name.in_language("id")


def test_every_time_is_called_assumed() -> None:
    assert courses.untimed(the_scenario()) == []


def test_what_the_source_does_not_have_is_not_played_on_the_plan() -> None:
    assert courses.done_in(the_rehearsal()).isdisjoint({"baton", "firearm"})
    assert all(offer.does not in {"baton", "firearm"} for offer in the_scenario().action_by_id.values())


def test_the_answers_of_the_source_are_the_planned_ones() -> None:
    for name, answer in {"dialogue-outcome": "rejected", "arrest-when": "on-sight", "gas-how": "measured"}.items():
        decision = the_scenario().decision_by_id[name]
        assert (decision.origin.source, decision.planned_choice.id) == (SOURCE, answer)
        assert [choice.id for choice in decision.choices if choice.origin.source] == [answer]


def test_the_muster_checks_the_equipment_as_the_source_wants() -> None:
    gates = {item.id: item.gate for item in the_scenario().readiness.values() if item.required}
    checked = {item.id for item in the_scenario().readiness.values() if item.origin.source == SOURCE}
    assert {"shields-checked", "vehicles-checked", "radios-checked"} <= checked
    assert {"shields-checked", "vehicles-checked", "role-players-briefed"} <= {
        name for name, gate in gates.items() if gate == AT_STARTEX
    }
    assert gates["dogs-fit"] == "anarchic"


def test_no_smoke_is_let_off_in_the_drill_before_its_gate() -> None:
    gates = {item.gate for item in the_scenario().readiness.values() if item.unit == "pelontar-gas" and item.required}
    smoking = {action.phase for action in the_scenario().action_by_id.values() if action.does == "tear_gas"}
    assert gates == {AT_STARTEX, *smoking}


# The course of the plan


def test_it_lasts_as_long_as_a_field_drill_of_this_size() -> None:
    assert 60 * MINUTE_MS <= the_scenario().planned_ms <= 75 * MINUTE_MS


def test_the_tension_rises_with_each_provocation_and_peaks_under_75_when_the_crowd_grows_more_brutal() -> None:
    columns = columns_of(the_rehearsal())
    peaks = [max(columns["tension"][: row_of(name)]) for name in ("still-rejecting", "pushing-starts", "does:tear_gas")]
    assert peaks == sorted(peaks)
    assert 60 < peak_of(the_rehearsal()) < courses.PEAK
    at_row = list(columns["tension"]).index(peak_of(the_rehearsal()))
    assert row_of("more-brutal") <= at_row < row_of("does:tear_gas")


def test_the_arrest_escalates() -> None:
    """The crowd grows more brutal after the arrest, and because of it."""
    trigger = the_scenario().inject_by_id["more-brutal"].trigger
    assert (getattr(trigger, "what", ""), getattr(trigger, "name", "")) == ("action", "hard_arrest")
    tension = columns_of(the_rehearsal())["tension"]
    assert tension[row_of("more-brutal") + 1] > tension[row_of("does:hard_arrest") - 1] + 8


def test_the_dialogue_calms_while_it_lasts() -> None:
    columns = columns_of(the_rehearsal())
    start, end = (row_of(name) for name in ("representatives-in", "still-rejecting"))
    assert columns["legitimacy"][end] > columns["legitimacy"][start]
    assert max(columns["tension"][start:end]) < 40


def test_the_crowd_has_gone_and_is_calm_at_the_end() -> None:
    crowd = the_rehearsal().fold.crowd
    assert crowd.dispersed
    assert crowd.tension_index < 20
    assert crowd.behaviour is Behaviour.TERTIB
    assert crowd.situation is Situation.HIJAU
    assert crowd.legitimacy > the_scenario().crowd.start["legitimacy"]


def test_the_gas_is_one_short_span_on_the_order_of_the_kapolres_after_three_warnings() -> None:
    (gas,) = spans_of(the_rehearsal(), "tear_gas")
    assert gas[1] - gas[0] <= 90 * SECOND_MS
    warnings = spans_of(the_rehearsal(), "warning")
    assert len([end for _, end in warnings if end <= gas[0]]) >= 3
    assert any(gas[0] - 2 * MINUTE_MS <= end <= gas[0] for _, end in warnings)
    assert courses.without_order(the_rehearsal(), "tear_gas", ["Kapolres"]) == []


def test_between_gas_and_water_there_is_a_pause_and_a_warning() -> None:
    (gas,) = spans_of(the_rehearsal(), "tear_gas")
    sprays = spans_of(the_rehearsal(), "water_cannon")
    warnings = spans_of(the_rehearsal(), "warning")
    assert len(sprays) == 2
    assert sprays[0][0] - gas[1] >= 3 * MINUTE_MS
    assert any(gas[1] < start and end <= sprays[0][0] for start, end in warnings)
    assert any(sprays[0][1] < start and end <= sprays[1][0] for start, end in warnings)
    assert all(end - start <= 90 * SECOND_MS for start, end in sprays)


def test_gas_before_water_is_no_rule_of_the_script() -> None:
    """It is the order of this source only: the water cannon can be passed over, and nothing in it waits for gas."""
    assert the_scenario().phase_by_id["water-cannon"].optional
    assert any("bukan ketentuan" in text.in_language("id") for text in the_scenario().assumptions)
    dry = courses.on_route(NAME, next(words for words in courses.routes(NAME) if "-water-cannon" in words))
    assert "water_cannon" not in courses.done_in(dry)


def test_each_layer_comes_in_under_its_colour() -> None:
    """Perkap 16/2006: Dalmas Awal in green, Dalmas Lanjut not before yellow, the penindak not before red."""
    columns = columns_of(the_rehearsal())
    first: dict[str, int] = {}
    for event in the_rehearsal().events:
        if isinstance(event.body, ev.ActionStarted):
            first.setdefault(event.body.unit, event.exercise_ms)
    colour = {unit: columns["situation"][ms // SECOND_MS] for unit, ms in first.items()}
    assert colour["dalmas-awal"] == Situation.HIJAU
    assert colour["dalmas-lanjut"] == colour["satwa"] == Situation.KUNING
    assert colour["penindak"] == colour["pelontar-gas"] == Situation.MERAH


def test_the_dogs_screen_while_the_layers_change_and_are_gone_before_the_gas() -> None:
    screens = spans_of(the_rehearsal(), "k9_screen")
    layers_ms = first_times(the_rehearsal())["does:shield_line"]
    assert any(start <= layers_ms <= end for start, end in screens)
    assert max(end for _, end in screens) <= first_times(the_rehearsal())["does:tear_gas"]


def test_talks_are_never_dropped_while_the_situation_is_yellow() -> None:
    """R8, to the letter: somebody talks within the time allowed, and from then on in every yellow second."""
    situation = list(columns_of(the_rehearsal())["situation"])
    talks = spans_of(the_rehearsal(), *courses.TALKS)
    first_row = min(start for start, _ in talks) // SECOND_MS
    assert first_row - situation.index(Situation.KUNING) <= 4 * 60
    silent = [
        row
        for row in range(first_row, len(situation))
        if situation[row] == Situation.KUNING
        and not any(start <= row * SECOND_MS <= end for start, end in talks)
        and row * SECOND_MS < first_times(the_rehearsal())["rope-back"]
    ]
    assert silent == []


def test_what_is_recorded() -> None:
    casualties = courses.records_of(the_rehearsal(), RecordKind.CASUALTY)
    assert sorted(one["side"] for one in casualties) == ["crowd", "crowd", "personnel"]
    assert [one["weapon"] for one in courses.records_of(the_rehearsal(), RecordKind.ARREST)] == ["none"]
    media = sorted(one["medium"] for one in courses.records_of(the_rehearsal(), RecordKind.EVIDENCE))
    assert media == ["document", "object", "video"]


def test_a_missed_report_brings_its_contingency() -> None:
    for expected in the_scenario().expected_by_id.values():
        if expected.contingency is not None:
            assert the_scenario().inject_by_id[expected.contingency].by_hand, expected.id
    unreported = rehearse(the_scenario(), Route(missed=frozenset({"gathering-reported"})))
    asked_ms = first_times(unreported)["command-post-asks"]
    assert asked_ms == first_times(unreported)["gathering-found"] + 90 * SECOND_MS


def test_observers_have_a_tag_for_each_lapse_of_r10() -> None:
    tags = the_scenario().tags
    assert the_scenario().findings["R10"].values["tags"] == ("chasing-alone", "throwing-back", "breaking-line")
    assert sorted(tag.key for tag in tags.values()) == list(range(1, 10))
    assert {tag.behaviour for tag in tags.values()} > set(list(Behaviour)[:4])


# The branches

LESSONS = {
    "gas-request=granted": course(NAME, "gas-request=granted"),
    "gas-how=prolonged": course(NAME, "gas-how=prolonged"),
}
"""Gas too early and too long."""


def in_proportion() -> list[str]:
    return [words for words in courses.routes(NAME) if not any(lesson in words for lesson in LESSONS)]


@pytest.mark.parametrize(
    ("answers", "phases"),
    [
        (
            (),
            "patrol protest dialogue anarchic pushing on-sight measured-gas water-cannon securing consolidation",
        ),
        (("dialogue-outcome=accepted",), "patrol protest dialogue orderly-end consolidation"),
        (
            ("arrest-when=postponed",),
            "patrol protest dialogue anarchic pushing postponed orderly-end consolidation",
        ),
        (("gas-how=held",), "patrol protest dialogue anarchic pushing on-sight held orderly-end consolidation"),
        (("gas-request=granted",), "patrol protest dialogue anarchic pushing gas-early aftermath consolidation"),
        (
            ("gas-how=prolonged",),
            "patrol protest dialogue anarchic pushing on-sight gas-prolonged aftermath consolidation",
        ),
    ],
    ids=" ".join,
)
def test_each_answer_leads_where_it_says(answers: tuple[str, ...], phases: str) -> None:
    assert phases_of(course(NAME, *answers)) == phases.split()


@pytest.mark.parametrize("words", courses.routes(NAME))
def test_every_way_plays_to_its_end_and_the_crowd_goes_home(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert isinstance(played.events[-1].body, ev.ExerciseEnded)
    assert courses.missed_in(played) == []
    assert played.fold.crowd.dispersed
    assert played.fold.crowd.tension_index < 40
    assert 30 * MINUTE_MS <= played.fold.now_ms <= 75 * MINUTE_MS


@pytest.mark.parametrize("words", in_proportion())
def test_every_way_in_proportion_stays_clear_of_findings(words: str) -> None:
    played = courses.on_route(NAME, words)
    assert peak_of(played) < courses.PEAK
    assert excess_s(played) == 0
    assert courses.unannounced(played) == []
    assert courses.tools_below_agresif(played) == 0
    assert courses.unexplained_rises(played) == []
    assert courses.without_order(played, "tear_gas", ORDERS) == []
    assert courses.without_order(played, "water_cannon", ORDERS) == []
    assert courses.out_of_colour(played) == []
    assert not courses.yellow_untalked(played, 4 * MINUTE_MS)
    assert courses.unrecorded_arrests(played) == 0
    assert courses.unhelped(played) == []
    assert courses.slow_to_come_down(played) == 0


def test_a_dialogue_that_is_accepted_needs_no_force() -> None:
    accepted = course(NAME, "dialogue-outcome=accepted")
    assert max(columns_of(accepted)["force"]) == Stage.VERBAL_ORDER
    assert peak_of(accepted) < 40
    assert "acceptance-announced" in first_times(accepted)
    assert "still-rejecting" not in first_times(accepted)


def test_an_outcome_is_recorded_either_way() -> None:
    for answer, expected in {"accepted": "acceptance-recorded", "rejected": "rejection-recorded"}.items():
        played = course(NAME, f"dialogue-outcome={answer}")
        met = {event.body.expected for event in played.events if isinstance(event.body, ev.ExpectedActionMet)}
        assert expected in met


def test_an_arrest_that_waits_costs_less_than_one_on_sight() -> None:
    waited, planned = course(NAME, "arrest-when=postponed"), the_rehearsal()
    assert peak_of(waited) < peak_of(planned) - 5
    assert max(columns_of(waited)["force"]) < Stage.BLUNT_CHEMICAL
    assert courses.records_of(waited, RecordKind.CASUALTY) == []
    assert len(courses.records_of(waited, RecordKind.ARREST)) == 1
    assert waited.fold.now_ms < planned.fold.now_ms


def test_after_the_arrest_it_can_still_be_done_without_gas() -> None:
    held = course(NAME, "gas-how=held")
    assert courses.done_in(held).isdisjoint({"tear_gas", "water_cannon"})
    assert held.fold.crowd.legitimacy > the_rehearsal().fold.crowd.legitimacy


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_backfires_and_has_its_price(lesson: str) -> None:
    played, planned = LESSONS[lesson], the_rehearsal()
    assert excess_s(played) >= 5 * MINUTE_MS // SECOND_MS
    assert peak_of(played) > peak_of(planned) + 10
    assert peak_of(played) > courses.PEAK
    assert min(columns_of(played)["legitimacy"]) < 0.5
    assert played.fold.crowd.legitimacy < planned.fold.crowd.legitimacy - 0.2
    hurt, hurt_as_planned = (
        [one["severity"] for one in courses.records_of(each, RecordKind.CASUALTY)] for each in (played, planned)
    )
    assert set(hurt_as_planned) == {"light"}
    assert set(hurt) & {"moderate", "severe"}
    assert "bystander" in {one["side"] for one in courses.records_of(played, RecordKind.CASUALTY)}
    assert "complaints-taken" in first_times(played)


def test_gas_too_early_is_what_the_rules_look_for() -> None:
    early = LESSONS["gas-request=granted"]
    assert courses.tools_below_agresif(early) > 0
    assert "pelontar-gas" in courses.out_of_colour(early)
    assert courses.without_order(early, "tear_gas", ORDERS) != []


def test_gas_too_long_seems_to_work_and_then_turns() -> None:
    tension = columns_of(LESSONS["gas-how=prolonged"])["tension"]
    start, end = (ms // SECOND_MS for ms in spans_of(LESSONS["gas-how=prolonged"], "tear_gas")[0])
    lowest = min(tension[start:end])
    assert lowest < tension[start] - 15
    assert tension[end] > lowest + 30


# The whole course, as a person read and accepted it


def test_the_rehearsal_is_the_one_that_was_read(golden: Golden) -> None:
    golden(f"scenarios/{NAME}.txt", courses.told(the_rehearsal()))
