"""What a script says, in words: nothing it holds is left out, in either language."""

from __future__ import annotations

import re

import pytest

from player.engine.rehearsal import Route
from player.engine.routes import routes_of
from player.i18n import LANGUAGES, use_language
from player.model.course import Effects, ExpectedAction, Pressure, WantedRecord
from player.model.doctrine import Behaviour, RecordKind
from player.model.entries import Origin
from player.model.scenario import Scenario
from player.model.text import Text
from player.model.times import MINUTE_MS, SECOND_MS
from player.review.course import Facts
from player.triggers import TRIGGER_KINDS
from player.ui.scenario.cards import (
    inject_paras,
    objective_paras,
    origin_words,
    phase_paras,
    span_words,
    unit_paras,
)
from player.ui.scenario.facts import fact_words
from player.ui.scenario.glyphs import _SHAPES, LEGEND
from player.ui.scenario.inject_rows import inject_row
from player.ui.scenario.paras import Para
from player.ui.scenario.ways import ways_of
from player.ui.scenario.words import (
    KIND_TITLES,
    effect_words,
    expected_words,
    passing_words,
    record_words,
    route_title,
    target_words,
    way_words,
)
from tests.helpers.branched import branched_scenario


@pytest.fixture(scope="module")
def script() -> Scenario:
    return branched_scenario().scenario


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def said(paras: list[Para]) -> str:
    return "\n".join(para.text for para in paras)


def facts(**given: object) -> Facts:
    values: dict[str, object] = {
        "length_ms": 10 * MINUTE_MS,
        "peak": 63.4,
        "peak_ms": 5 * MINUTE_MS,
        "peak_phase": "push",
        "dispersed_ms": None,
        "excess_ms": 0,
        "most_personnel": 3,
        "highest_stage": 4,
        "red_ms": 0,
        "lowest_legitimacy": 0.5,
        "presence": 0.4,
    }
    return Facts(**{**values, **given})  # type: ignore[arg-type]


def test_every_kind_of_trigger_has_a_shape_and_the_legend_a_name_for_each() -> None:
    kinds = {kind.field.name for kind in TRIGGER_KINDS}
    assert set(_SHAPES) == kinds
    assert set(LEGEND) == set(KIND_TITLES)
    assert {_SHAPES[kind] for kind in kinds} == {_SHAPES[kind] for kind in LEGEND}


@pytest.mark.parametrize(
    ("effects", "words"),
    [
        (Effects(), []),
        (Effects(tension=12), ["tension +12"]),
        (Effects(tension=-4.5, presence=-20), ["tension −4.5", "presence −20"]),
        (Effects(pressure=Pressure(0.03, 5 * MINUTE_MS)), ["pressure 0.03 a minute for 5 min"]),
        (Effects(pressure=Pressure(-0.02, MINUTE_MS)), ["pressure −0.02 a minute for 1 min"]),
        (Effects(behaviour=Behaviour.AGRESIF), ["behaviour: aggressive"]),
        (Effects(provocateurs=0.5), ["provocateurs 50% active"]),
        (Effects(provocateurs=0), ["provocateurs no longer active"]),
        (Effects(unlawful=True), ["unlawful acts: situation red"]),
    ],
)
def test_effects(effects: Effects, words: list[str]) -> None:
    assert effect_words(effects) == words


def test_who_says_what_to_whom(script: Scenario) -> None:
    assert passing_words(script.inject_by_id["arrival"]) == "Orator → Command post · radio"
    assert passing_words(script.inject_by_id["sit"]) == ""


def test_what_is_expected(script: Scenario) -> None:
    assert expected_words(script, script.expected_by_id["greeting"]) == "Greet the crowd · Negotiators · within 2 min"
    free = ExpectedAction("x", "i", Text.plain("Report"), 30 * SECOND_MS)
    assert expected_words(script, free) == "Report · within 30 s"


def test_records() -> None:
    wanted = WantedRecord(RecordKind.CASUALTY, 2, side="crowd", severity="light")
    assert record_words(wanted) == "2 records: casualty · crowd · light"
    assert record_words(WantedRecord(RecordKind.ARREST, weapon="bladed")) == "1 record: arrest · bladed weapon"


def test_ways(script: Scenario) -> None:
    told = {
        phase.id: [(way_words(script, way), target_words(script, way.to)) for way in ways_of(script, phase)]
        for phase in script.phases
    }
    assert told["talks"] == [
        ("They reject it", "3 Pushing"),
        ("They accept it", "5 Homeward"),
        ("They want to start anew", "1 Gathering"),
    ]
    assert told["push"] == [("", "4 They tire"), ("passed over", "5 Homeward")]
    assert told["homeward"] == [("when crowd present < 30 % for 10 s", "6 Closing"), ("", "6 Closing")]
    assert told["closing"] == [("", "end of the exercise")]


def test_routes_are_told_by_what_sets_them_apart(script: Scenario) -> None:
    routes = routes_of(script)
    titles = [route_title(script, route, routes[0]) for route in routes]
    assert titles[:4] == [
        "as planned",
        "without They tire",
        "They accept it",
        "They want to start anew, then They reject it",
    ]
    assert len(set(titles)) == len(titles)
    assert route_title(script, Route({"gone": ("x",)}, frozenset({"gone"})), routes[0]) == "as planned"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "peak 63 at 05:00, phase 3 Pushing · model: the crowd stays · no force over the ceiling"),
        ({"dispersed_ms": 8 * MINUTE_MS, "excess_ms": 90_000, "peak_phase": ""},
         "peak 63 at 05:00 · model: crowd < 15% from 08:00 · 1 min 30 s of force over the ceiling"),
        ({"dispersed_ms": 0}, "peak 63 at 05:00, phase 3 Pushing · no crowd gathers · no force over the ceiling"),
    ],
)  # fmt: skip
def test_facts(script: Scenario, given: dict[str, object], words: str) -> None:
    assert " · ".join(fact_words(script, facts(**given))) == words


def test_where_things_come_from(script: Scenario) -> None:
    assert origin_words(script, Origin("report", frozenset({"time", "text"}))) == (
        "source: report.txt · assumed: time, words"
    )
    assert origin_words(script, Origin()) == "assumed by the author"


class TestCards:
    def test_of_an_inject(self, script: Scenario) -> None:
        text = said(inject_paras(script, script.inject_by_id["arrival"]))
        for words in (
            "at 00:30 of the phase",
            "We are here to be heard.",
            "tension +6",
            "met by itself when this begins: Appeal (himbauan)",
            "objective: Talk first · Greet the crowd",
            "when missed: Nobody comes to meet them",
        ):
            assert words in text
        spare = said(inject_paras(script, script.inject_by_id["nobody-comes"]))
        assert "Offered when this has been missed" in spare
        assert "Greet the crowd" in spare

    def test_of_a_phase(self, script: Scenario) -> None:
        talks = said(phase_paras(script, script.phase_by_id["talks"], None))
        for words in ("Do they accept?", "They reject it → 3 Pushing (planned)", "They accept it → 5 Homeward"):
            assert words in talks
        push = said(phase_paras(script, script.phase_by_id["push"], None))
        assert "Hose tried" in push, "what must be ready before it"
        assert "by order of Kapolres" in push
        tired = said(phase_paras(script, script.phase_by_id["tired"], None))
        assert "optional" in tired
        home = said(phase_paras(script, script.phase_by_id["homeward"], None))
        assert "when crowd present < 30 % for 10 s → 6 Closing" in home
        assert "tension −5" in home

    def test_of_a_unit(self, script: Scenario) -> None:
        text = said(unit_paras(script, script.units["negosiator"]))
        for words in ("4 persons", "1 Gathering", "2 Talks at the gate", "Negotiation", "01:00–05:00"):
            assert words in text
        assert "Roles: Command post" in said(unit_paras(script, script.units["dalmas"]))

    def test_of_an_objective(self, script: Scenario) -> None:
        text = said(objective_paras(script, script.objectives["dialogue"]))
        for words in ("Greet the crowd · 1 expected action", "performed without challenges: talked at once"):
            assert words in text
        alone = said(objective_paras(script, script.objectives["nothing-shows-it"]))
        assert "nothing in the drill shows this objective" in alone

    def test_spans(self, script: Scenario) -> None:
        actions = script.action_by_id
        assert span_words(actions["appeal"].planned[0]) == "01:00–05:00"
        assert span_words(actions["line"].planned[0]) == "00:00–end of the phase"


def test_rows_tell_everything_a_screen_reader_needs(script: Scenario) -> None:
    row = inject_row(script, script.inject_by_id["arrival"], with_phase=True)
    assert row.spoken == (
        "1 00:30 The crowd arrives Orator → Command post · radio We are here to be heard. 1 expected action"
    )
    chant = inject_row(script, script.inject_by_id["chant"], with_phase=False)
    assert "every 1 min, 3 times" in chant.spoken
    loose = inject_row(script, script.inject_by_id["angry"], with_phase=False)
    assert (loose.time, loose.due) == ("––:––", "when tension ≥ 45")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_fill_in(script: Scenario, language: str) -> None:
    use_language(language)
    texts = [said(phase_paras(script, phase, None)) for phase in script.phases]
    texts += [said(inject_paras(script, inject)) for inject in script.inject_by_id.values()]
    texts += [said(unit_paras(script, unit)) for unit in script.units.values()]
    texts += [said(objective_paras(script, objective)) for objective in script.objectives.values()]
    assert not re.search(r"[{}]", "\n".join(texts))
