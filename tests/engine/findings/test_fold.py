"""That findings are the same live and afterwards, whatever was done and however often they were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.engine import commands as do
from player.engine.commands import Command
from player.engine.findings import FINDING_RULES, Finding, FindingsFold, find
from player.engine.findings.gas_order import GasOrder
from player.engine.findings.rule import FindingRule
from player.engine.fold import Fold, fold_events
from player.engine.rehearsal import rehearse
from player.engine.routes import routes_of
from player.i18n import LANGUAGES, use_language
from player.model import events as ev
from player.model.course import Effects
from player.model.doctrine import Behaviour, RecordKind
from player.model.entries import Crowd
from player.model.rules import RULES
from player.model.scenario import Scenario
from tests.engine.findings.play import TAGS, M, Play, S, script, whole
from tests.engine.findings.play import rule as rule_of
from tests.engine.test_engine_branches import networks
from tests.helpers.depth import cases
from tests.helpers.drills import Drill, Step, play, played
from tests.helpers.scenarios import inject

SETTINGS = {
    "R1": rule_of(within=20 * S),
    "R2": rule_of(grace=5 * S),
    "R3": rule_of(grace=5 * S),
    "R6": rule_of(ranks=("Danki",)),
    "R8": rule_of(within=30 * S),
    "R10": rule_of(tags=("chasing",)),
    "R12": rule_of(within=15 * S),
    "R14": rule_of(after=20 * S),
}
"""Short times, so that something is found in a short drill."""

STEPS_MS = st.sampled_from([0, 1, 400, 1_000, 5_000, 20_000, 61_000, 250_000])


def deeds(script: Scenario) -> st.SearchStrategy[Command]:
    """What the rules look at; the means that are looked at most come most often."""
    seqs, actions, numbers = st.integers(3, 60), st.integers(1, 8), st.integers(1, 3)
    texts = st.sampled_from(["", "why"])
    by = st.sampled_from(["tindak", "reserve"])
    offers = list(script.action_by_id)
    often = [f"{name}.first" for name in ("push", "gas", "cannon", "aid", "negotiation", "lanjut-line", "arrest")]
    return st.one_of(
        st.builds(do.StartAction, st.sampled_from(offers), st.none() | st.integers(0, 6), reason=texts),
        st.builds(do.StartAction, st.sampled_from(often), order=st.none() | numbers),
        st.builds(do.StopAction, actions),
        st.builds(do.ChangeStage, actions, st.integers(0, 6), texts),
        st.builds(do.GiveOrder, st.just("gas-squad"), st.just("tear_gas"), st.just("Danton"))
        | st.builds(
            do.GiveOrder, st.just("water-cannon"), st.just("water_cannon"), st.sampled_from(["Danki", "Danru"])
        ),
        st.builds(do.ObserveTag, st.sampled_from(list(TAGS)), texts, st.none() | by),
        st.builds(do.RecordFact, st.sampled_from(RecordKind), st.fixed_dictionaries({}, optional={"by": by}))
        | st.builds(do.AmendRecord, st.just(RecordKind.ARREST), numbers, st.sampled_from(["by", "who"]), st.just("")),
        st.builds(do.WriteNote, st.just("a note"), st.none() | seqs)
        | st.builds(do.VoidEntry, seqs)
        | st.builds(do.RestoreEntry, seqs),
        _overrides(),
        st.sampled_from([do.HoldExercise(), do.ResumeExercise(), do.ResumeExercise(), do.NextPhase()]),
    )


def _overrides() -> st.SearchStrategy[Command]:
    """Force of a unit, or behaviour, set, held or released."""
    modes, told = st.sampled_from(ev.OverrideMode), (st.just("Pengendali"), st.just("as seen"))
    units = st.sampled_from(["dalmas", "gas-squad", "tindak"])
    return st.builds(do.Override, st.just(ev.Quantity.FORCE), modes, st.integers(0, 6), *told, units) | st.builds(
        do.Override, st.just(ev.Quantity.BEHAVIOUR), modes, st.integers(0, 4), *told
    )


@st.composite
def careless_drills(draw: st.DrawFn) -> tuple[Scenario, list[Step]]:
    """A script whose crowd may rise by itself, and any deeds in it, in seconds or minutes."""
    excited = draw(st.booleans())
    crowd = Crowd(300, {"tension": 0.9}) if excited else script().crowd
    whole = script(SETTINGS, crowd=crowd)
    count = draw(st.integers(0, 40))
    one = st.tuples(STEPS_MS, deeds(whole))
    pairs = draw(st.lists(one, min_size=count, max_size=count))
    steps: list[Step] = [step for pair in pairs for step in pair]
    if draw(st.booleans()):
        steps.append(do.EndExercise())
    return whole, steps


def watched(script: Scenario, steps: Sequence[Step], look_at: Sequence[bool]) -> tuple[Drill, FindingsFold]:
    """A drill played with its findings beside it, looked at after some of the steps."""
    drill = Drill(script)
    live = FindingsFold(drill.engine.fold)
    drill.start()
    told = 0
    for place, step in enumerate(steps):
        play(drill, [step])
        for event in drill.events[told:]:
            live.follow(event)
        told = len(drill.events)
        if look_at and look_at[place % len(look_at)]:
            assert all(not finding.lasting or finding.to_ms == drill.engine.now_ms for finding in live.findings)
    return drill, live


def sane(findings: Sequence[Finding], drill: Drill) -> None:
    """Fail unless findings are what they must be, whatever they tell."""
    seqs = {event.seq for event in drill.events}
    for finding in findings:
        assert 0 <= finding.from_ms <= finding.to_ms <= drill.engine.now_ms
        assert set(finding.events) <= seqs
        assert not finding.lasting or drill.state.status != "ended"
        for code in LANGUAGES:
            use_language(code)
            assert "{" not in f"{finding.message}{finding.basis}{finding.cleared_by}"
    keys = [finding.key for finding in findings]
    assert len(keys) == len(set(keys))


@given(careless_drills(), st.lists(st.booleans(), max_size=5))
@settings(max_examples=cases(150))
def test_live_and_afterwards_the_same_is_found(drill_of: tuple[Scenario, list[Step]], look_at: list[bool]) -> None:
    drill, live = watched(*drill_of, look_at)
    afterwards = find(drill.engine.scenario, drill.events, drill.engine.fold)
    assert live.findings == afterwards
    assert live.findings == afterwards, "asking changes nothing"
    sane(afterwards, drill)
    if drill.state.status == "ended":
        assert find(drill.engine.scenario, drill.events) == afterwards


@given(careless_drills(), st.integers(0, 80))
@settings(max_examples=cases(100))
def test_each_moment_is_found_as_if_the_log_ended_there(drill_of: tuple[Scenario, list[Step]], cut: int) -> None:
    whole, steps = drill_of
    drill, live = watched(whole, steps[:cut], [True])
    fold = fold_events(whole, drill.events)
    fold.advance(drill.engine.now_ms)
    assert find(whole, drill.events, fold) == live.findings


@given(careless_drills())
@settings(max_examples=cases(100))
def test_what_a_short_drill_holds_is_found(drill_of: tuple[Scenario, list[Step]]) -> None:
    """The plainest of the rules by their plainest reading."""
    drill, live = watched(*drill_of, [])
    found = live.findings
    voided = drill.state.voided
    chased = [event.seq for event in drill.find(ev.TagObserved, tag="chasing") if event.seq not in voided]
    still = [one.events for one in found if one.rule == "R10" and one.cleared is None]
    assert still == [(seq,) for seq in chased], "what was voided later is cleared"
    if drill.state.status != "ended":
        return
    forceful: dict[int, bool] = {}
    for event in drill.events:
        body = event.body
        if isinstance(body, ev.ActionStarted | ev.ActionStageChanged):
            forceful[body.action] = forceful.get(body.action, False) or body.stage >= 4
    about = {
        event.body.on for event in drill.events if isinstance(event.body, ev.NoteWritten) and event.seq not in voided
    }
    noted = {
        event.body.action
        for event in drill.events
        if isinstance(event.body, ev.ActionStarted | ev.ActionStageChanged | ev.ActionStopped)
        and (event.seq in about or (not isinstance(event.body, ev.ActionStopped) and event.body.reason))
    }
    expected = len([action for action, force in forceful.items() if force and action not in noted])
    assert sum(one.rule == "R13" for one in found) == expected
    columns = drill.engine.fold.crowd.columns()
    excess = sum(force > ceiling for force, ceiling in zip(columns["force"], columns["ceiling"], strict=True))
    assert sum(one.to_ms - one.from_ms for one in found if one.rule == "R2") <= excess * S


@given(played())
@settings(max_examples=cases(60))
def test_no_drill_the_engine_can_play_is_too_much(script_and_steps: tuple[Scenario, list[Step]]) -> None:
    drill, live = watched(*script_and_steps, [True])
    assert live.findings == find(drill.engine.scenario, drill.events, drill.engine.fold)


@given(networks())
@settings(max_examples=cases(30))
def test_no_route_is_too_much(script: Scenario) -> None:
    for route in routes_of(script, most=4):
        course = rehearse(script, route)
        assert find(script, course.events, course.fold) == find(script, course.events)


def test_every_rule_is_reached_by_the_drills_above() -> None:
    """So that what holds of them says something."""
    drill = Play(script(SETTINGS)).begin(M, "line").see(2 * M, Behaviour.PASIF).see(4 * M, "chasing")
    for name in ("push", "arrest", "baton", "gas", "cannon", "shot", "phh-line"):
        drill.begin(5 * M, name)
    drill.record(6 * M, RecordKind.CASUALTY)
    drill.finish(10 * M)
    assert {one.rule for one in find(drill.engine.scenario, drill.events)} == set(RULES)


@pytest.mark.parametrize("rule", FINDING_RULES, ids=lambda rule: rule.ID)
def test_each_rule_alone_is_up_to_date_in_every_second(rule: type[FindingRule]) -> None:
    """Whatever it waits for: it does not need another rule, or another event, to be asked again."""
    drill = Drill(script({**SETTINGS, "R2": rule_of(grace=40 * S)}))
    live = FindingsFold(drill.engine.fold, (rule,))
    told = 0
    deeds: dict[int, Command] = {
        2: do.ObserveTag(Behaviour.AGRESIF.key),
        3: do.StartAction("cannon.first"),
        5: do.RecordFact(RecordKind.CASUALTY),
        60: do.ObserveTag(Behaviour.PASIF.key),
        320: do.ChangeStage(1, 1),
        400: do.ObserveTag(Behaviour.PASIF.key),
    }
    drill.start()
    for second in range(600):
        drill.to(second * S)
        if second in deeds:
            drill.do(deeds[second])
        for event in drill.events[told:]:
            live.follow(event)
        told = len(drill.events)
        anew = FindingsFold(drill.engine.fold, (rule,))
        for event in drill.events:
            anew.follow(event)
        assert live.findings == anew.findings, second


@given(st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_it_does_not_matter_how_seldom_findings_are_asked_for(asked: list[int]) -> None:
    drill = Drill(script(SETTINGS))
    live = FindingsFold(drill.engine.fold)
    drill.start()
    told = 0
    for place, looks in enumerate(asked):
        drill.to(drill.engine.now_ms + (S if looks else 10 * S))
        if looks & 1:
            assert isinstance(live.findings, tuple)
        running = list(drill.state.running)
        drill.do(do.StopAction(running[0]) if running else do.StartAction("gas.first" if place % 3 else "push.first"))
        for event in drill.events[told:]:
            live.follow(event)
        told = len(drill.events)
    assert live.findings == find(drill.engine.scenario, drill.events, drill.engine.fold)


def test_what_an_inject_declares_is_seen_at_once() -> None:
    first = whole("first")
    declares = replace(inject("stones", effects=Effects(behaviour=Behaviour.AGRESIF)), phase="first")
    drill = Play(replace(script(), phases=(replace(first, injects=(declares,)),)))
    drill.begin(M, "baton")
    assert len(drill.found("R3")) == 1
    drill.do(do.FireInject("stones"))
    assert drill.found("R3") == []


def test_a_crowd_that_was_computed_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drill = Play().begin(M, "gas").finish(10 * M)
    before = find(drill.engine.scenario, drill.events)

    def never(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("player.engine.crowd.CrowdTrace._run", never)
    monkeypatch.setattr("player.engine.findings.fold.fold_events", never)
    assert find(drill.engine.scenario, drill.events, drill.engine.fold) == before


def test_a_drill_that_has_not_begun_has_no_findings() -> None:
    assert find(script(), []) == ()
    assert FindingsFold(Fold(script())).findings == ()


def test_only_the_rules_that_are_named_are_applied() -> None:
    drill = Play().begin(M, "gas").finish(10 * M)
    findings = FindingsFold(drill.engine.fold, (GasOrder,))
    for event in drill.events:
        findings.follow(event)
    assert {one.rule for one in findings.findings} == {"R5"}
