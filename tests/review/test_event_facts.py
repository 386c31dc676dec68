"""All there is to know of an event: its times, its words, what it speaks of and what speaks of it."""

from __future__ import annotations

import pytest

from player.i18n import use_language
from player.model import events as ev
from player.review.event_facts import Pointers, chain_facts, data_facts, time_facts
from tests.helpers.long_session import long_session

_EVENTS = 1_500


def test_pointers_lead_there_and_back() -> None:
    played = long_session(_EVENTS)
    pointers = Pointers(played.scenario)
    half = len(played.events) // 2
    pointers.follow(played.events[:half])
    pointers.follow(played.events[half:])
    assert pointers.read == len(played.events)
    spoken = 0
    for event in played.events:
        for seq in pointers.at(event.seq):
            assert event.seq in pointers.on(seq)
            spoken += 1
        if isinstance(event.body, ev.ActionStopped):
            (seq,) = pointers.at(event.seq)
            started = played.events[seq - played.events[0].seq].body
            assert isinstance(started, ev.ActionStarted)
            assert started.action == event.body.action
    assert spoken > 100


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (ev.SkipReason.CONTROLLER, "skipped by the controller"),
        (ev.SkipReason.PHASE_ENDED, "its phase has ended"),
        (ev.SkipReason.EXERCISE_ENDED, "the exercise has ended"),
    ],
)
def test_why_an_inject_did_not_fire_is_told_in_words(reason: ev.SkipReason, words: str) -> None:
    use_language("en")
    played = long_session(10)
    event = ev.Event(9, 5_000, 5_000, ev.Actor.ENGINE, ev.InjectSkipped("nobody", reason))
    assert ("reason", words) in [(fact.title, fact.text) for fact in data_facts(played.scenario, event)]


def test_every_event_has_its_facts() -> None:
    played = long_session(_EVENTS)
    wall = ev.WallTime(1_787_709_600_000, "WIB", 420)
    for event in played.events:
        facts = [*time_facts(event, wall), *data_facts(played.scenario, event), *chain_facts(event, "abc")]
        assert all(fact.title for fact in facts)
        assert [fact.text for fact in facts][2] == "2026-08-26 09:00:00 WIB"
        assert facts[-1].text == "abc"
        unit = getattr(event.body, "unit", None)
        if unit is not None:
            assert str(played.scenario.units[unit].title) in {fact.text for fact in facts}
