"""The long session as a file: its script as YAML, and its log behind an opening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

from player.model.course import Effects, Inject, Phase
from player.model.events import Body, Event, WallTime
from player.model.scenario import LoadedScenario, Scenario
from player.model.times import duration_text
from player.scenario import read_scenario
from player.session.store import SessionWriter
from player.triggers.at import At
from tests.helpers.clocks import START_UTC_MS, FakeClock
from tests.helpers.long_session import long_session

_OPENING = 1
_POINTS_AT_EVENTS = ("seq", "about")


def save_long_session(path: Path, events: int = 100_000) -> Path:
    """Save the session of `long_session` to a new file; gives its path."""
    played = long_session(events)
    with SessionWriter.create(path, long_script(events), FakeClock(), session_id="long") as writer:
        log = [_behind_opening(event) for event in played.events]
        writer.append(log, [WallTime(START_UTC_MS + event.exercise_ms, "WIB", 420) for event in log])
        writer.pulse(log[-1].exercise_ms)
    return path


@cache
def long_script(events: int = 100_000) -> LoadedScenario:
    """The script of `long_session` as read from its text."""
    return read_scenario("".join(_lines(long_session(events).scenario)), "long.yaml")


def _behind_opening(event: Event) -> Event:
    """The event as it is numbered in a file, whose first event is the opening."""
    return replace(event, seq=event.seq + _OPENING, body=_pointing_on(event.body))


def _pointing_on(body: Body) -> Body:
    pointed = {name: getattr(body, name, None) for name in _POINTS_AT_EVENTS}
    moved = {name: seq + _OPENING for name, seq in pointed.items() if seq is not None}
    return replace(body, **moved) if moved else body


def _lines(script: Scenario) -> Iterator[str]:
    tension = script.crowd.start["tension"] * 100
    yield f"gladi: 2\nid: {script.id}\ntitle: {script.title}\n"
    yield 'place: {name: Alun-alun, zone: Asia/Jakarta, starts: "09:00"}\nunits:\n'
    for unit in script.units.values():
        yield f"  {unit.id}: {{title: {unit.title}, kind: {unit.kind}, strength: {unit.strength}}}\n"
    yield f"crowd: {{size: {script.crowd.size}, start: {{tension: {tension:g}}}}}\ntags:\n"
    for tag in script.tags.values():
        meaning = f", behaviour: {tag.behaviour.key}" if tag.behaviour is not None else ""
        meaning += ", unlawful: true" if tag.unlawful else ""
        yield f"  - {{key: {tag.key}, id: {tag.id}, text: {tag.text}{meaning}}}\n"
    yield "findings:\n  R6: {ranks: [Danki]}\n  R10: {tags: [chasing]}\nphases:\n"
    for phase in script.phases:
        yield from _phase(phase)


def _phase(phase: Phase) -> Iterator[str]:
    yield f"  - id: {phase.id}\n    title: {phase.title}\n    planned: {duration_text(phase.planned_ms)}\n"
    yield "    injects:\n"
    for inject in phase.injects:
        yield from _inject(inject)
    yield "    actions:\n"
    for offer in phase.actions:
        yield f"      - {{id: {offer.id}, unit: {offer.unit}, does: {offer.does}, personnel: {offer.personnel}}}\n"


def _inject(inject: Inject) -> Iterator[str]:
    assert isinstance(inject.trigger, At)
    yield f"      - id: {inject.id}\n        at: {duration_text(inject.trigger.offset_ms)}\n"
    yield f"        title: {inject.title}\n        text: {inject.text}\n        effects: {_effects(inject.effects)}\n"
    for wish in inject.expect:
        within = duration_text(wish.within_ms)
        yield f"        expect: [{{id: {wish.id}, text: {wish.text}, action: {wish.action}, within: {within}}}]\n"


def _effects(effects: Effects) -> str:
    told = [f"tension: {effects.tension:g}"] if effects.tension else []
    if effects.pressure is not None:
        told.append(
            f"pressure: {{rate: {effects.pressure.rate_per_min:g}, for: {duration_text(effects.pressure.for_ms)}}}"
        )
    told += [f"behaviour: {effects.behaviour.key}"] if effects.behaviour is not None else []
    assert {one.name for one in fields(effects) if getattr(effects, one.name) != getattr(Effects(), one.name)} <= {
        "tension",
        "pressure",
        "behaviour",
    }
    return f"{{{', '.join(told)}}}"
