"""What the tests of the shipped scripts ask of a drill played through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from itertools import pairwise
from typing import Any

from player.engine.programme import stage_opening
from player.engine.rehearsal import Rehearsal, Route, rehearse
from player.engine.routes import routes_of
from player.model import events as ev
from player.model.doctrine import Behaviour, RecordKind, Situation, Stage
from player.model.scenario import LoadedProgramme, Scenario
from player.model.times import MINUTE_MS, SECOND_MS, clock_text
from player.model.trigger import Trigger
from player.resources import scenarios_folder
from player.scenario import load_scenario
from player.triggers.on import On

TOLD = ("appeal", "warning")
TALKS = ("negotiation", "commander_dialogue")
PEAK = 75
"""The tension index a course in proportion stays below."""


@cache
def script(name: str) -> Scenario:
    """A shipped script by its id."""
    return load_scenario(scenarios_folder() / f"{name}.yaml").scenario


@cache
def routes(name: str) -> Mapping[str, Route]:
    """The ways through a shipped script, each under its answers, ``decision=answer decision=answer``."""
    return {words_of(route): route for route in routes_of(script(name))}


def words_of(route: Route) -> str:
    """A way as its answers, in the order they are given, and the optional phases it passes over."""
    said = [f"{decision}={choice}" for decision, answers in route.choices.items() for choice in answers]
    return " ".join([*said, *(f"-{phase}" for phase in sorted(route.passed_over))])


@cache
def course(name: str, *answers: str) -> Rehearsal:
    """A shipped script played with these answers, ``decision=answer``; all others are the planned ones."""
    chosen: dict[str, Sequence[str]] = {}
    for answer in answers:
        decision, choice = answer.split("=")
        chosen[decision] = (*chosen.get(decision, ()), choice)
    return rehearse(script(name), Route(chosen))


@cache
def on_route(name: str, words: str) -> Rehearsal:
    """A shipped script played on one of `routes`."""
    return rehearse(script(name), routes(name)[words])


def in_a_row(loaded: LoadedProgramme, *routes: Route) -> list[Rehearsal]:
    """The stages of a programme one after another, each with what it takes over, on these routes or else as planned."""
    played: list[Rehearsal] = []
    for place, script in enumerate(loaded.scenarios):
        opening = stage_opening(loaded.programme, place, played[-1].fold if played else None)
        route = routes[place] if routes else None
        played.append(rehearse(script.scenario, route, opening=opening))
    return played


def columns_of(played: Rehearsal) -> Any:
    """The trace of the crowd, a column per quantity."""
    return played.fold.crowd.columns()


def peak_of(played: Rehearsal) -> float:
    """The highest tension index."""
    return float(max(columns_of(played)["tension"]))


def excess_s(played: Rehearsal) -> int:
    """Seconds with force above the ceiling."""
    return sum(excess > 0 for excess in columns_of(played)["excess"])


def phases_of(played: Rehearsal) -> list[str]:
    """The phases in the order they were played."""
    return [event.body.phase for event in played.events if isinstance(event.body, ev.PhaseStarted)]


def first_times(played: Rehearsal) -> dict[str, int]:
    """When each inject fired and each kind of action (``does:``) and record (``record:``) first began, ms."""
    times: dict[str, int] = {}
    for event in played.events:
        match event.body:
            case ev.InjectFired(inject=inject):
                times.setdefault(inject, event.exercise_ms)
            case ev.ActionStarted(does=does):
                times.setdefault(f"does:{does}", event.exercise_ms)
            case ev.CasualtyRecorded() | ev.ArrestRecorded() | ev.EvidenceRecorded():
                times.setdefault(f"record:{event.body.NAME.removesuffix('_recorded')}", event.exercise_ms)
    return times


def done_in(played: Rehearsal) -> set[str]:
    """The kinds of action that were done."""
    return {event.body.does for event in played.events if isinstance(event.body, ev.ActionStarted)}


def spans_of(played: Rehearsal, *kinds: str) -> list[tuple[int, int]]:
    """From when to when actions of these kinds were under way, ms."""
    began: dict[int, int] = {}
    spans = []
    for event in played.events:
        if isinstance(event.body, ev.ActionStarted) and event.body.does in kinds:
            began[event.body.action] = event.exercise_ms
        elif isinstance(event.body, ev.ActionStopped) and event.body.action in began:
            spans.append((began[event.body.action], event.exercise_ms))
    return spans


def missed_in(played: Rehearsal) -> list[str]:
    """Expected actions whose deadline passed."""
    return [event.body.expected for event in played.events if isinstance(event.body, ev.ExpectedActionMissed)]


def records_of(played: Rehearsal, kind: RecordKind) -> list[Mapping[str, str]]:
    """What is known of each record of a kind."""
    return [fact.details for fact in played.fold.state.facts.values() if fact.kind is kind]


def claims_of(scenario: Scenario, source: str) -> set[str]:
    """Ids of the injects that name this source."""
    return {inject.id for inject in scenario.inject_by_id.values() if inject.origin.source == source}


def sourced_actions(scenario: Scenario, source: str, does: str) -> list[str]:
    """Ids of the actions of a kind that name this source."""
    return [
        action.id for action in scenario.action_by_id.values() if (action.does, action.origin.source) == (does, source)
    ]


def untimed(scenario: Scenario) -> list[str]:
    """Everything with a time that does not call it assumed; no source gives a time."""
    origins = [(f"phase {phase.id}", phase.origin) for phase in scenario.phases]
    origins += [(f"inject {one.id}", one.origin) for one in scenario.inject_by_id.values() if _has_time(one.trigger)]
    origins += [(f"action {one.id}", one.origin) for one in scenario.action_by_id.values() if one.planned]
    origins += [(f"decision {one.id}", one.origin) for one in scenario.decision_by_id.values()]
    return [name for name, origin in origins if "time" not in origin.assumed]


def _has_time(trigger: Trigger) -> bool:
    """Whether the script, and not a person in the drill, says when."""
    return trigger.KIND != "manual" and not (isinstance(trigger, On) and trigger.what == "tag")


# What the rules of player.model.rules look for, as far as the course of a plan can show it


def unannounced(played: Rehearsal, within_ms: int = 5 * MINUTE_MS) -> list[str]:
    """R1: actions of stage 3 or more with no appeal or warning in the time before."""
    told = spans_of(played, *TOLD)
    return [
        f"{clock_text(event.exercise_ms)} {event.body.offer}"
        for event in played.events
        if isinstance(event.body, ev.ActionStarted)
        and event.body.stage >= Stage.SOFT_HAND
        and not any(start <= event.exercise_ms <= end + within_ms for start, end in told)
    ]


def tools_below_agresif(played: Rehearsal) -> int:
    """R3: seconds with force of stage 5 while the behaviour is below aggressive."""
    columns = columns_of(played)
    return sum(
        force >= Stage.BLUNT_CHEMICAL and behaviour < Behaviour.AGRESIF
        for force, behaviour in zip(columns["force"], columns["behaviour"], strict=True)
    )


def unexplained_rises(played: Rehearsal) -> list[str]:
    """R4: a rise of the force by more than one stage from stage 2 on, with no reason recorded."""
    force = list(columns_of(played)["force"])
    jumps = [row for row, (low, high) in enumerate(pairwise(force), 1) if high - low > 1 and high > Stage.SOFT_HAND]
    reasons = {
        event.exercise_ms // SECOND_MS
        for event in played.events
        if isinstance(event.body, ev.ActionStarted) and event.body.reason
    }
    return [clock_text(row * SECOND_MS) for row in jumps if row not in reasons]


def without_order(played: Rehearsal, does: str, ranks: Iterable[str]) -> list[str]:
    """R5, R6: actions of a kind with no order of one of these ranks."""
    allowed = set(ranks)
    orders = {event.body.order: event.body for event in played.events if isinstance(event.body, ev.OrderGiven)}
    return [
        event.body.offer
        for event in played.events
        if isinstance(event.body, ev.ActionStarted)
        and event.body.does == does
        and (event.body.order is None or orders[event.body.order].rank not in allowed)
    ]


def out_of_colour(played: Rehearsal) -> list[str]:
    """R7: Dalmas Lanjut committed in green, the penindak before red."""
    units = played.fold.scenario.units
    least = {"dalmas_lanjut": Situation.KUNING, "phh": Situation.MERAH}
    columns = columns_of(played)
    first: dict[str, int] = {}
    for event in played.events:
        if isinstance(event.body, ev.ActionStarted) and event.body.stage > Stage.NONE:
            first.setdefault(event.body.unit, event.exercise_ms // SECOND_MS)
    return [
        unit
        for unit, row in first.items()
        if units[unit].kind in least and columns["situation"][row] < least[units[unit].kind]
    ]


def yellow_untalked(played: Rehearsal, within_ms: int = 5 * MINUTE_MS) -> bool:
    """R8: whether the situation turned yellow and nobody began to talk in the time allowed."""
    situation = list(columns_of(played)["situation"])
    if Situation.KUNING not in situation:
        return False
    turned_ms = situation.index(Situation.KUNING) * SECOND_MS
    return not any(start <= turned_ms + within_ms and turned_ms <= end for start, end in spans_of(played, *TALKS))


def unrecorded_arrests(played: Rehearsal) -> int:
    """R9: how many arrests were made that no record stands for."""
    return max(0, len(spans_of(played, "hard_arrest")) - len(records_of(played, RecordKind.ARREST)))


def unhelped(played: Rehearsal, within_ms: int = 5 * MINUTE_MS) -> list[str]:
    """R12: casualties with no medical aid under way within the time allowed."""
    aid = spans_of(played, "medical_aid")
    return [
        clock_text(event.exercise_ms)
        for event in played.events
        if isinstance(event.body, ev.CasualtyRecorded)
        and not any(start <= event.exercise_ms + within_ms and event.exercise_ms <= end for start, end in aid)
    ]


def slow_to_come_down(played: Rehearsal, after_ms: int = 4 * MINUTE_MS) -> int:
    """R14: seconds of force of stage 3 or more that has not come down though the ceiling fell below it long ago."""
    columns = columns_of(played)
    slow = 0
    above = 0
    for force, ceiling in zip(columns["force"], columns["ceiling"], strict=True):
        above = above + 1 if force > ceiling and force >= Stage.SOFT_HAND else 0
        slow += above * SECOND_MS > after_ms
    return slow


def findings_in(played: Rehearsal) -> dict[str, object]:
    """What the rules would find, by the rule, as far as it can be told; R8 stands apart in `yellow_untalked`."""
    ranks = played.fold.scenario.findings["R6"].values.get("ranks") if "R6" in played.fold.scenario.findings else None
    any_rank = played.fold.scenario.ranks
    found: dict[str, object] = {
        "R1": unannounced(played),
        "R2": excess_s(played),
        "R3": tools_below_agresif(played),
        "R4": unexplained_rises(played),
        "R5": without_order(played, "tear_gas", any_rank),
        "R6": without_order(played, "water_cannon", ranks if isinstance(ranks, tuple) else any_rank),
        "R7": out_of_colour(played),
        "R9": unrecorded_arrests(played),
        "R12": unhelped(played),
        "R14": slow_to_come_down(played),
    }
    return {rule: result for rule, result in found.items() if result}


def told(played: Rehearsal) -> str:
    """A rehearsal as text: every event, then the crowd by the minute."""
    lines = []
    for event in played.events:
        data = json.dumps(asdict(event.body), ensure_ascii=False, sort_keys=True)
        lines.append(f"{event.seq:>4} {clock_text(event.exercise_ms)} {event.actor} {event.body.NAME} {data}")
    lines.append("")
    columns = columns_of(played)
    for row in range(0, len(columns["t_ms"]), 60):
        state = " ".join(f"{name}={columns[name][row]:.4f}" for name in ("tension", "activity", "legitimacy"))
        held = " ".join(f"{name}={int(columns[name][row])}" for name in ("force", "ceiling", "situation", "personnel"))
        lines.append(f"{clock_text(int(columns['t_ms'][row]))} {state} presence={columns['presence'][row]:.4f} {held}")
    return "\n".join(lines) + "\n"
