"""R14: behaviour has calmed and force has not come down."""

from __future__ import annotations

import pytest

from player.engine import commands as do
from player.i18n import use_language
from player.model import events as ev
from player.model.doctrine import Behaviour
from player.model.rules import Certainty
from tests.engine.findings.play import HOLD, M, Play, S, rule, script, spans

CALM = 10 * M + HOLD
"""When the behaviour of `pushed` falls."""


def pushed(*, after: int = 4 * M, force: str = "push") -> Play:
    """A drill in which aggression was seen last at 10 minutes, and force began at 11."""
    return Play(script({"R14": rule(after=after)})).see(10 * M, Behaviour.AGRESIF).begin(11 * M, force)


def test_force_that_stays_is_found() -> None:
    drill = pushed()
    drill.to(CALM + 5 * M)
    (finding,) = drill.found("R14")
    use_language("en")
    assert str(finding.message) == "Behaviour had calmed (orderly), and force stayed at stage 4 for 05:00"
    assert str(finding.cleared_by) == "Force brought down within 4 min of the behaviour calming"
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (CALM, CALM + 5 * M, True)
    assert finding.events == (drill.last(ev.ActionStarted),)
    assert finding.certainty is Certainty.MEDIUM


def test_force_that_comes_down_is_not() -> None:
    drill = pushed().end(CALM + 2 * M, "push")
    drill.to(40 * M)
    assert drill.found("R14") == []


@pytest.mark.parametrize(("after_ms", "count"), [(4 * M, 0), (4 * M + S, 1)])
def test_it_may_come_down_at_the_very_end_of_its_time(after_ms: int, count: int) -> None:
    drill = pushed().end(CALM + after_ms, "push")
    drill.to(CALM + 10 * M)
    assert spans(drill.found("R14")) == [(CALM, CALM + after_ms)] * count


def test_one_stage_down_is_down() -> None:
    drill = pushed().stage(CALM + 2 * M, "push", 3)
    drill.to(40 * M)
    assert drill.found("R14") == []
    assert len(drill.found("R2")) == 1, "it is above the ceiling all the same"


def test_more_force_is_not_less() -> None:
    drill = pushed().begin(CALM + 2 * M, "gas").end(CALM + 6 * M, "gas").end(CALM + 7 * M, "push")
    assert spans(drill.found("R14")) == [(CALM, CALM + 7 * M)]


def test_force_that_a_lower_behaviour_still_justifies_may_stay() -> None:
    drill = pushed()
    for minute in (13, 16, 19, 22):
        drill.see(minute * M, Behaviour.AKTIF)
    assert drill.found("R14") == []


def test_it_ends_when_the_behaviour_rises_again() -> None:
    drill = pushed().see(CALM + 5 * M, Behaviour.AKTIF).end(CALM + 7 * M, "push")
    assert spans(drill.found("R14")) == [(CALM, CALM + 5 * M)]
    drill = pushed().see(CALM + 3 * M, Behaviour.AKTIF).end(CALM + 8 * M, "push")
    assert drill.found("R14") == [], "the time began anew when the behaviour fell again"


def test_behaviour_that_falls_further_does_not_begin_its_time_anew() -> None:
    drill = Play(script({"R14": rule(after=4 * M)})).see(10 * M, Behaviour.AGRESIF).begin(11 * M, "gas")
    drill.see(12 * M, Behaviour.AKTIF).end(20 * M, "gas")
    drill.to(25 * M)
    assert spans(drill.found("R14")) == [(CALM, 20 * M)]
    use_language("en")
    assert "(orderly)" in str(drill.found("R14")[0].message)


def test_force_that_only_began_when_it_was_calm_is_r2_s() -> None:
    drill = Play().begin(10 * M, "push").end(20 * M, "push")
    assert drill.found("R14") == []
    assert len(drill.found("R2")) == 1


def test_force_that_begins_as_the_behaviour_falls_is_r2_s_too() -> None:
    drill = Play().see(10 * M, Behaviour.AGRESIF).begin(CALM, "push").end(CALM + 9 * M, "push")
    assert drill.found("R14") == []


def test_endex_ends_it() -> None:
    drill = pushed().finish(CALM + 5 * M)
    assert [(one.to_ms, one.lasting) for one in drill.found("R14")] == [(CALM + 5 * M, False)]
    assert pushed().finish(CALM + 4 * M).found("R14") == []


def test_the_time_of_a_hold_does_not_count() -> None:
    drill = pushed().at(CALM + M, do.HoldExercise())
    drill.to(90 * M)
    drill.do(do.ResumeExercise())
    drill.end(CALM + 4 * M, "push")
    assert drill.found("R14") == []
