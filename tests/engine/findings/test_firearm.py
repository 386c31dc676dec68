"""R11: firearm without identification, warning and a declared immediate threat."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.rules import Certainty
from tests.engine.findings.play import HOLD, M, Play, rule, script

REASON = "identified, attacker with a machete"


def threatened() -> Play:
    """A drill in which an immediate threat is declared and a warning sounds."""
    return Play().see(10 * M, Behaviour.AGRESIF_SEGERA).begin(10 * M, "warning")


def test_a_firearm_with_nothing_on_record_is_found() -> None:
    drill = Play().begin(10 * M, "shot").end(11 * M, "shot")
    (finding,) = drill.found("R11")
    use_language("en")
    assert str(finding.message) == (
        "Tindak: Firearm at stage 6; not on record: declared immediate threat, warning, identification"
    )
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 11 * M, False)
    assert finding.events == (drill.last(ev.ActionStarted),)
    assert finding.certainty is Certainty.HIGH


def test_with_all_three_on_record_it_is_not() -> None:
    drill = threatened().begin(11 * M, "shot", reason=REASON)
    drill.to(20 * M)
    assert drill.found("R11") == []


def missing(drill: Play) -> str:
    use_language("en")
    return str(drill.found("R11")[0].message).partition("not on record: ")[2]


def test_each_that_is_missing_is_named() -> None:
    assert missing(threatened().begin(11 * M, "shot")) == "identification"
    assert missing(Play().begin(10 * M, "warning").begin(11 * M, "shot", reason=REASON)) == "declared immediate threat"
    drill = Play().see(10 * M, Behaviour.AGRESIF_SEGERA).begin(11 * M, "shot", reason=REASON)
    assert missing(drill) == "warning"


def test_an_appeal_is_no_warning_and_aggression_no_immediate_threat() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(10 * M, "appeal").begin(11 * M, "shot", reason=REASON)
    assert missing(drill) == "declared immediate threat, warning"


def test_the_threat_is_over_when_its_class_no_longer_stands() -> None:
    drill = threatened().begin(10 * M + HOLD, "shot", reason=REASON)
    assert missing(drill) == "declared immediate threat"


@pytest.mark.parametrize(("after_ms", "count"), [(2 * M, 0), (2 * M + 1, 1)])
def test_a_warning_counts_as_long_as_for_r1(after_ms: int, count: int) -> None:
    drill = Play(script({"R1": rule(within=2 * M)})).see(10 * M, Behaviour.AGRESIF_SEGERA)
    drill.begin(10 * M, "warning").end(11 * M, "warning").begin(11 * M + after_ms, "shot", reason=REASON)
    assert len(drill.found("R11")) == count


def test_at_one_instant_the_order_of_the_entries_does_not_matter() -> None:
    drill = Play().begin(10 * M, "shot", reason=REASON).begin(10 * M, "warning").see(10 * M, Behaviour.AGRESIF_SEGERA)
    assert drill.found("R11") == []
    drill.to(11 * M)
    assert drill.found("R11") == []


def test_a_note_on_the_entry_counts_as_identification_until_it_is_voided() -> None:
    drill = threatened().begin(11 * M, "shot")
    drill.at(15 * M, do.WriteNote(REASON, on=drill.last(ev.ActionStarted)))
    (finding,) = drill.found("R11")
    use_language("en")
    assert missing(drill) == "identification"
    assert finding.cleared is not None
    assert str(finding.cleared.message) == "A note on its entry gave the identification 04:00 after"
    assert (finding.cleared.at_ms, finding.cleared.events) == (15 * M, (drill.last(ev.NoteWritten),))
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (11 * M, 15 * M, False)
    drill.at(16 * M, do.VoidEntry(drill.last(ev.NoteWritten)))
    assert missing(drill) == "identification"
    assert [one.open for one in drill.found("R11")] == [True]


def test_a_note_at_the_same_instant_leaves_nothing_to_find() -> None:
    drill = threatened().begin(11 * M, "shot")
    assert drill.at(11 * M, do.WriteNote(REASON, on=drill.last(ev.ActionStarted))).found("R11") == []


def test_a_note_does_not_clear_what_lacks_more_than_that() -> None:
    drill = Play().begin(10 * M, "warning").begin(11 * M, "shot")
    drill.at(15 * M, do.WriteNote(REASON, on=drill.last(ev.ActionStarted)))
    assert missing(drill) == "declared immediate threat"
    assert [one.open for one in drill.found("R11")] == [True]


def test_any_action_that_comes_to_stage_6_is_one() -> None:
    drill = Play().begin(10 * M, "push").stage(11 * M, "push", 6).stage(12 * M, "push", 4)
    assert [(one.from_ms, one.to_ms) for one in drill.found("R11")] == [(11 * M, 12 * M)]
    assert Play().begin(10 * M, "shot", stage=5).found("R11") == []
