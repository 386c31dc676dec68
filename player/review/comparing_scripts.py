"""What differs between the scripts of sessions that go by the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from player.model.entries import NO_ORIGIN
from player.model.scenario import Scenario


class Part(StrEnum):
    """A part of a script."""

    PHASES = "phases"
    INJECTS = "injects"
    EXPECTED = "expected"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    UNITS = "units"
    OBJECTIVES = "objectives"
    TAGS = "tags"
    RULES = "rules"
    CROWD = "crowd"
    WORDS = "words"
    """What has no part in how a drill is played: titles, sources, readiness, contacts, notes in the file."""


@dataclass(frozen=True, slots=True)
class ScriptDifference:
    """What differs in a part of the scripts.

    Attributes:
        changed: ids of what all have, but not alike; ``lacking``: of what some do not have.
    """

    part: Part
    changed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


_PARTS: Mapping[Part, Callable[[Scenario], Mapping[str, Any]]] = {
    Part.PHASES: lambda one: {
        phase.id: replace(phase, injects=(), actions=(), decisions=(), exits=(), attachments=(), origin=NO_ORIGIN)
        for phase in one.phases
    },
    Part.INJECTS: lambda one: {
        name: replace(inject, expect=(), sequence=0, origin=NO_ORIGIN) for name, inject in one.inject_by_id.items()
    },
    Part.EXPECTED: lambda one: one.expected_by_id,
    Part.ACTIONS: lambda one: {name: replace(action, origin=NO_ORIGIN) for name, action in one.action_by_id.items()},
    Part.DECISIONS: lambda one: {
        name: replace(decision, sequence=0, origin=NO_ORIGIN) for name, decision in one.decision_by_id.items()
    },
    Part.UNITS: lambda one: one.units,
    Part.OBJECTIVES: lambda one: one.objectives,
    Part.TAGS: lambda one: one.tags,
    Part.RULES: lambda one: one.findings,
}


def script_differences(scenarios: Sequence[Scenario]) -> tuple[ScriptDifference, ...]:
    """What differs between these scripts; where the text alone does, that is in `Part.WORDS`."""
    found = []
    for part, things_of in _PARTS.items():
        every = [things_of(scenario) for scenario in scenarios]
        names = dict.fromkeys(name for things in every for name in things)
        lacking = tuple(name for name in names if any(name not in things for things in every))
        changed = tuple(
            name for name in names if name not in lacking and any(one[name] != every[0][name] for one in every)
        )
        if changed or lacking:
            found.append(ScriptDifference(part, changed, lacking))
    if any(scenario.crowd != scenarios[0].crowd for scenario in scenarios):
        found.append(ScriptDifference(Part.CROWD))
    return tuple(found) or (ScriptDifference(Part.WORDS),)
