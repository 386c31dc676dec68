"""R10: chasing singly, throwing back or breaking formation was observed."""

from __future__ import annotations

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.rules import Certainty
from tests.engine.findings.play import M, Play, rule, script

TOLD = script({"R10": rule(tags=("chasing",))})


def test_a_tag_of_the_rule_is_found() -> None:
    drill = Play(TOLD).see(10 * M, "chasing")
    (finding,) = drill.found("R10")
    use_language("en")
    assert str(finding.message) == "Observed: chasing alone"
    assert (finding.from_ms, finding.to_ms) == (10 * M, 10 * M)
    assert finding.events == (drill.last(ev.TagObserved),)
    assert finding.certainty is Certainty.HIGH


def test_another_tag_is_not() -> None:
    assert Play(TOLD).see(10 * M, "other").found("R10") == []


def test_a_script_that_names_no_tags_has_none() -> None:
    assert Play().see(10 * M, "chasing").found("R10") == []


def test_the_unit_is_named_where_it_was_seen() -> None:
    drill = Play(TOLD).at(10 * M, do.ObserveTag("chasing", "two of them", "dalmas"))
    use_language("en")
    assert str(drill.found("R10")[0].message) == "Observed of Dalmas: chasing alone"


def test_an_entry_voided_later_is_cleared_until_it_is_restored() -> None:
    drill = Play(TOLD).see(10 * M, "chasing").see(11 * M, "chasing")
    before = drill.found("R10")
    drill.at(12 * M, do.VoidEntry(drill.last(ev.TagObserved)))
    first, second = drill.found("R10")
    assert (first, second.key) == (before[0], before[1].key)
    assert second.cleared is not None
    use_language("en")
    assert str(second.cleared.message) == "The entry was voided"
    assert (second.cleared.at_ms, second.cleared.events) == (12 * M, (drill.last(ev.EntryVoided),))
    drill.at(13 * M, do.RestoreEntry(drill.last(ev.TagObserved)))
    assert drill.found("R10") == before


def test_an_entry_voided_at_its_own_instant_was_none() -> None:
    drill = Play(TOLD).see(10 * M, "chasing")
    assert drill.at(10 * M, do.VoidEntry(drill.last(ev.TagObserved))).found("R10") == []
