"""What the controller overrides counts for the rules as what was done or observed."""

from __future__ import annotations

import pytest

from player.model import events as ev
from player.model.doctrine import Behaviour
from tests.engine.findings.play import HOLD, M, Play, S, rule, script, spans

SET, HELD, RELEASE = ev.OverrideMode.SET, ev.OverrideMode.HOLD, ev.OverrideMode.RELEASE
BEHAVIOUR = ev.Quantity.BEHAVIOUR


def behaving(drill: Play, ms: int, mode: ev.OverrideMode, behaviour: Behaviour = Behaviour.AGRESIF) -> Play:
    """The drill, with the class of behaviour overridden."""
    return drill.override(ms, BEHAVIOUR, mode, int(behaviour))


@pytest.mark.parametrize("mode", [SET, HELD])
def test_force_that_is_set_above_the_ceiling_is_found(mode: ev.OverrideMode) -> None:
    drill = Play().force(10 * M, 4, mode)
    drill.to(11 * M)
    (finding,) = drill.found("R2")
    assert (finding.from_ms, finding.to_ms, finding.lasting) == (10 * M, 11 * M, True)
    assert finding.events == (drill.last(ev.ValueOverridden),)


@pytest.mark.parametrize(("grace_ms", "count"), [(0, 0), (1, 1)])
def test_a_release_ends_it(grace_ms: int, count: int) -> None:
    drill = Play().force(10 * M, 4, HELD).force(10 * M + (30 + grace_ms) * S, 0, RELEASE)
    drill.to(20 * M)
    assert len(drill.found("R2")) == count


def test_what_joins_force_that_is_set_is_among_its_events_and_the_key_stays() -> None:
    drill = Play().begin(9 * M, "line").force(10 * M, 4)
    drill.to(11 * M)
    (before,) = drill.found("R2")
    drill.begin(12 * M, "gas").force(12 * M + 10 * S, 5, HELD, "tindak").force(12 * M + 20 * S, 1, HELD, "phh")
    (finding,) = drill.found("R2")
    gas = drill.last(ev.ActionStarted)
    set_first, set_later, _ = (event.seq for event in drill.find(ev.ValueOverridden))
    assert finding.events == (set_first, gas, set_later)
    assert finding.key == before.key


def test_what_a_unit_does_counts_for_nothing_while_its_force_is_held_lower() -> None:
    drill = Play().force(9 * M, 1, HELD).begin(10 * M, "push").end(15 * M, "push")
    assert drill.found("R2") == drill.found("R4") == []
    assert len(drill.found("R1")) == 1, "the action itself was not warned of"


def test_force_that_is_set_stands_until_the_unit_does_something() -> None:
    drill = Play().begin(9 * M, "push").force(9 * M, 1).stage(12 * M, "push", 5).end(13 * M, "push")
    assert spans(drill.found("R2")) == [(12 * M, 13 * M)]


def test_of_two_actions_of_a_unit_that_is_released_both_count_again() -> None:
    drill = Play().begin(9 * M, "line").begin(9 * M, "push").force(9 * M, 0, HELD).force(10 * M, 0, RELEASE)
    drill.end(12 * M, "push").end(13 * M, "line")
    (finding,) = drill.found("R2")
    assert (finding.from_ms, finding.to_ms) == (10 * M, 12 * M)
    assert finding.events == (drill.find(ev.ActionStarted)[1].seq,)


def test_behaviour_that_calms_under_force_that_is_set_is_found() -> None:
    drill = Play(script({"R14": rule(after=M)})).see(10 * M, Behaviour.AGRESIF).force(11 * M, 5, HELD)
    drill.to(10 * M + HOLD + 2 * M)
    (finding,) = drill.found("R14")
    assert finding.events == (drill.last(ev.ValueOverridden),)
    assert finding.from_ms == 10 * M + HOLD


@pytest.mark.parametrize("mode", [SET, HELD])
def test_behaviour_that_is_set_is_observed(mode: ev.OverrideMode) -> None:
    drill = behaving(Play(), 10 * M, mode).begin(10 * M, "gas").end(12 * M, "gas")
    assert drill.found("R2") == drill.found("R3") == []


def test_behaviour_that_is_held_lower_than_what_was_seen_counts() -> None:
    drill = behaving(Play().see(10 * M, Behaviour.AGRESIF), 10 * M, HELD, Behaviour.TERTIB).begin(10 * M, "gas")
    drill.to(11 * M)
    assert len(drill.found("R2")) == len(drill.found("R3")) == 1
    behaving(drill, 11 * M, RELEASE)
    assert spans(drill.found("R3")) == [(10 * M, 11 * M)]


def test_a_threat_that_the_controller_declares_is_declared() -> None:
    drill = behaving(Play(), 10 * M, SET, Behaviour.AGRESIF_SEGERA).begin(10 * M, "warning")
    assert drill.begin(11 * M, "shot", reason="identified").found("R11") == []


@pytest.mark.parametrize(("behaviour", "rules"), [(Behaviour.TERTIB, 1), (Behaviour.PASIF, 0)])
def test_the_situation_follows_behaviour_that_is_held(behaviour: Behaviour, rules: int) -> None:
    drill = behaving(Play(), 10 * M, HELD, behaviour).begin(11 * M, "lanjut-line")
    assert len(drill.found("R7")) == rules


def test_yellow_that_is_held_wants_negotiation() -> None:
    drill = behaving(Play(script({"R8": rule(within=M)})), 10 * M, HELD, Behaviour.PASIF)
    drill.to(12 * M)
    assert [one.lasting for one in drill.found("R8")] == [True]


def test_a_rise_counts_from_force_that_is_set() -> None:
    drill = Play().force(10 * M, 4).begin(11 * M, "gas")
    assert drill.found("R4") == [], "from 4 to 5; and the override has its reason"
    drill = Play().begin(9 * M, "push", reason="they broke through").force(10 * M, 0).begin(11 * M, "gas")
    assert len(drill.found("R4")) == 1
