"""The words of cells: read back in every language, tolerant of blanks and letters, and never guessed."""

from __future__ import annotations

import pytest

from player.i18n import LANGUAGES, use_language
from player.model.course import NO_EFFECTS, Effects, Pressure, WantedRecord
from player.model.doctrine import Behaviour, RecordKind
from player.model.entries import Origin
from player.model.times import MINUTE_MS, SECOND_MS
from player.model.trigger import Trigger
from player.scenario.msel.exported.columns import HEADERS, LABELS, PHASE_ROW, label_of, titles_by_language
from player.scenario.msel.exported.effect_words import (
    effects_text,
    origin_text,
    read_details,
    read_effects,
    read_origin,
)
from player.scenario.msel.exported.phase_words import read_phase
from player.scenario.msel.exported.phrases import in_every_language, number_text, numbered, unnumbered
from player.scenario.msel.exported.trigger_words import Due, due_text, read_due, read_trigger
from player.triggers import TRIGGER_KINDS
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.triggers.on import OCCURRENCES, STATES_OF, On
from player.triggers.when import Condition, When

TRIGGERS: dict[str, Trigger] = {
    "250ms into the phase": At(250),
    "after orator": After("orator"),
    "after appeal is met +1m30s": After(None, "appeal", 90 * SECOND_MS),
    "when tension >= 60 for 30s": When((Condition("tension", ">=", 60.0),), 30 * SECOND_MS),
    "when disorder < 0.000001 %, situation = red": When(
        (Condition("activity", "<", 0.000001), Condition("situation", "=", 2.0))
    ),
    "at tag throwing +10s": On("tag", "throwing", delay_ms=10 * SECOND_MS),
    "at decision outcome": On("decision", "outcome"),
    "at decision outcome = accepted +1m": On("decision", "outcome", "accepted", None, MINUTE_MS),
    "as appeal is missed": On("expected", "appeal", "missed"),
    "as phase arrival ends": On("phase", "arrival", "ended"),
    "as action tear_gas begins": On("action", "tear_gas", "started"),
    "as dalmas-awal stops action shield_line +5s": On("action", "shield_line", "stopped", "dalmas-awal", 5 * SECOND_MS),
    "at a record of arrest": On("record", "arrest"),
    "every 3m from 0s on, 4 times": Every(3 * MINUTE_MS, 0, 4),
    "by hand": Manual(),
}


@pytest.mark.parametrize("text", TRIGGERS)
def test_triggers_in_words(text: str) -> None:
    trigger = TRIGGERS[text]
    assert due_text(trigger, confirm=False, priority=0, repeats=False) == text
    for written in LANGUAGES:
        use_language(written)
        words = due_text(trigger, confirm=False, priority=-2, repeats=True)
        for read in LANGUAGES:
            use_language(read)
            assert read_due(f"  {words} ") == Due(trigger, priority=-2, repeats=True)


def test_every_kind_of_trigger_has_its_words() -> None:
    kinds = {trigger.KIND for trigger in TRIGGERS.values()} | {Clock.KIND}
    assert kinds == {kind.field.name for kind in TRIGGER_KINDS}
    assert {one.what for one in TRIGGERS.values() if isinstance(one, On)} == {field.name for field in OCCURRENCES}
    for what, states in STATES_OF.items():
        for state in states:
            trigger = On(what, "tear_gas" if what == "action" else "x", state)
            assert read_trigger(due_text(trigger, confirm=False, priority=0, repeats=False)) == trigger


@pytest.mark.parametrize(
    "text",
    [
        "after the orator",
        "after orator + soon",
        "after Orator!",
        "when tension is high",
        "when tension >= 600",
        "when tension >= 60, tension < 70",
        "when force >= 3 for a while",
        "every 3m, 4 times",
        "every 0s from 1m on, 4 times",
        "every 3m from 1m on, 0 times",
        "as action dancing begins",
        "at a record of nothing",
        "by the clock; by hand",
        "priority 12",
        "priority 1; priority 2",
        "orator",
    ],
)
def test_what_is_no_trigger_is_not_guessed(text: str) -> None:
    assert read_due(text) is None


def test_cells_are_read_however_they_are_spaced() -> None:
    assert read_due("After   orator  +1m ;\n Waits for the  controller") == Due(
        After("orator", None, MINUTE_MS), confirm=True
    )
    assert read_due("") == Due()
    assert read_due("by hand; waits for the controller") == Due(Manual())
    assert read_effects("Tension +5;crowd -3") == Effects(tension=5.0, presence=-3.0)
    assert read_effects(" ") == NO_EFFECTS


def test_effects_in_words() -> None:
    effects = Effects(-4.5, 20.0, Pressure(0.03, 5 * MINUTE_MS), Behaviour.AGRESIF_SEGERA, 0.0, unlawful=True)
    assert effects_text(effects) == (
        "tension -4.5; crowd +20; pressure 0.03 for 5m; behaviour agresif_segera; provocateurs 0; unlawful"
    )
    for text in ("tension much", "tension +200", "behaviour wild", "pressure 0 for 5m", "tension 1; tension 2", "rain"):
        assert read_effects(text) is None


def test_details_of_expected_actions() -> None:
    found = read_details("appeal; within 3m; by negotiator; met by records: 2 casualty, crowd, light; and soon")
    assert (found.id, found.within_ms, found.by) == ("appeal", 3 * MINUTE_MS, "negotiator")
    assert found.record == WantedRecord(RecordKind.CASUALTY, 2, "crowd", "light")
    assert found.unknown == ("and soon",)
    assert read_details("met by records: 1 arrest, light").record is None
    assert read_details("met by records: 0 arrest").record is None


def test_sources_in_words() -> None:
    origin = Origin("press", frozenset({"time", "event"}))
    assert origin_text(origin) == "press; assumed: time, event"
    assert read_origin("press;  assumed: event , time") == origin
    assert read_origin("assumed: luck") is None
    assert read_origin("two sources") is None


def test_facts_of_a_phase() -> None:
    facts = read_phase("planned 10m; at least 5m; goes on by itself; then end; loudly")
    assert (facts.planned_ms, facts.min_ms, facts.on_time, facts.optional) == (
        10 * MINUTE_MS,
        5 * MINUTE_MS,
        True,
        False,
    )
    assert (facts.next, facts.unknown) == ("end", ("loudly",))


@pytest.mark.parametrize(
    "entries",
    [
        ["a"],
        ["1. a"],
        ["a", "b"],
        ["1. a", "2. b"],
        ["a\n2. b", "c"],
        ["a\n   2. b\n\n c", ""],
        ["", "", "x"],
        ["a  \nb"],
    ],
)
def test_lists_in_a_cell(entries: list[str]) -> None:
    assert unnumbered(numbered(entries), len(entries)) == entries


def test_a_list_that_was_typed() -> None:
    assert unnumbered("1. satu\nlanjutan\n2. dua") == ["satu\nlanjutan", "dua"]
    assert unnumbered("satu saja") == ["satu saja"]
    assert unnumbered("") == []


def test_numbers_have_no_exponent() -> None:
    assert [number_text(number) for number in (1e-7, 100.0, -0.5, 12.30)] == ["0.0000001", "100", "-0.5", "12.3"]


def test_columns_and_labels_can_be_told_apart_in_every_language() -> None:
    for titles in titles_by_language():
        assert len(set(titles.values())) == len(HEADERS)
    for code in LANGUAGES:
        use_language(code)
        assert len({label_of(title) for label in LABELS for title in in_every_language(label)} - {None}) <= len(LABELS)
    assert label_of("place") is None
    assert "phase" in in_every_language(PHASE_ROW)
