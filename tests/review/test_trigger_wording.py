"""Every trigger has words, in every language."""

from __future__ import annotations

import re

import pytest

from player.i18n import LANGUAGES, use_language
from player.model.doctrine import RecordKind, Situation
from player.model.entries import Tag
from player.model.text import Text
from player.model.times import HOUR_MS, MINUTE_MS, SECOND_MS
from player.model.trigger import Trigger
from player.review import trigger_wording as module
from player.review.trigger_wording import inject_text, trigger_text
from player.triggers import TRIGGER_KINDS
from player.triggers.after import After
from player.triggers.at import At
from player.triggers.clock import Clock
from player.triggers.every import Every
from player.triggers.manual import Manual
from player.triggers.on import STATES, On
from player.triggers.when import Condition, When
from tests.helpers.scenarios import choice, decision, expected, inject, phase, scenario

SCRIPT = scenario(
    phase(
        "first",
        inject("talk", 0, expect=[expected("wish", contingency="spare"), expected("other", contingency="timed")]),
        inject("spare"),
        inject("timed", MINUTE_MS),
        decision("which-way", choice("on", "second"), choice("aside", "second")),
    ),
    phase("second"),
    tags={"throwing": Tag("throwing", 4, Text.plain("throwing stones"))},
)
HALF_PAST = 9 * HOUR_MS + 30 * MINUTE_MS

TRIGGERS: tuple[tuple[Trigger, str], ...] = (
    (At(4 * MINUTE_MS + 30 * SECOND_MS), "at 04:30 of the phase"),
    (Clock(HALF_PAST), "at 09:30 by the story's clock"),
    (Clock(HALF_PAST + 15 * SECOND_MS), "at 09:30:15 by the story's clock"),
    (After("talk"), "after “title of talk”"),
    (After("talk", delay_ms=MINUTE_MS), "after “title of talk” +1 min"),
    (After(expected="wish", delay_ms=30 * SECOND_MS), "after “expects wish” is done +30 s"),
    (When((Condition("tension", ">=", 60.0),)), "when tension ≥ 60"),
    (When((Condition("activity", "<", 12.5), Condition("force", "<=", 3.0)), 20 * SECOND_MS),
     "when disorder < 12.5 %, stage of force ≤ 3 for 20 s"),
    (When((Condition("legitimacy", ">", 40.0), Condition("presence", "=", 0.0))),
     "when legitimacy > 40 %, crowd present = 0 %"),
    (When((Condition("situation", ">=", float(Situation.MERAH)),)), "when situation ≥ red"),
    (On("tag", "throwing"), "as “throwing stones” is logged"),
    (On("decision", "which-way"), "once “which-way?” is answered"),
    (On("decision", "which-way", "aside"), "on the answer “aside”"),
    (On("expected", "wish", "met"), "once “expects wish” is done"),
    (On("expected", "wish", "missed", delay_ms=MINUTE_MS), "if “expects wish” is missed +1 min"),
    (On("phase", "second", "started"), "as the phase “phase second” begins"),
    (On("phase", "second", "ended"), "as the phase “phase second” ends"),
    (On("action", "shield_push", "started"), "as this begins: Shield push"),
    (On("action", "shield_push", "stopped", "dalmas"), "as this ends: Dalmas: Shield push"),
    (On("record", RecordKind.ARREST), "as it goes on record: arrest"),
    (Every(2 * MINUTE_MS, MINUTE_MS, 4), "every 2 min, 4 times"),
    (Manual(), "by hand"),
)  # fmt: skip
"""Every kind of trigger in each of its forms, with its words in English."""


def test_every_kind_of_trigger_has_words() -> None:
    kinds = {kind.field.name for kind in TRIGGER_KINDS}
    assert set(module._WORDS) == kinds
    assert {trigger.KIND for trigger, _words in TRIGGERS} == kinds
    told = {(trigger.what, trigger.state) for trigger, _words in TRIGGERS if isinstance(trigger, On)}
    assert {state for _what, state in told} >= set(STATES)
    assert set(module._OCCURRENCES) == {what for what, _state in told}


def test_every_quantity_has_words() -> None:
    asked = {one.quantity for trigger, _words in TRIGGERS if isinstance(trigger, When) for one in trigger.conditions}
    assert set(module.QUANTITY_TITLES) == asked


@pytest.mark.parametrize(("trigger", "words"), TRIGGERS)
def test_the_words_in_english(trigger: Trigger, words: str) -> None:
    use_language("en")
    assert trigger_text(trigger, SCRIPT) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trigger_has_words_in_every_language(language: str) -> None:
    use_language(language)
    for trigger, _words in TRIGGERS:
        assert not re.search(r"[{}]", trigger_text(trigger, SCRIPT))


def test_a_contingency_says_what_it_is_there_for() -> None:
    use_language("en")
    said = {one.id: inject_text(one, SCRIPT) for one in SCRIPT.phases[0].injects}
    assert said["spare"] == "contingency: if “expects wish” is missed"
    assert said["timed"] == "at 01:00 of the phase"
    assert said["talk"] == "at 00:00 of the phase"
