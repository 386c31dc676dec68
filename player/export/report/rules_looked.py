"""Whether there was anything in a drill that a rule could look at: that it found nothing says nothing where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from player.engine.findings.unit_before_situation import DALMAS_LANJUT, PHH
from player.export.report.chapters_source import Source
from player.model.doctrine import FORCE_FROM, RecordKind, Situation, Stage

_Looked: TypeAlias = Callable[[Source], bool]


def _forced(stage: int) -> _Looked:
    return lambda source: any(max(use.stages) >= stage for use in source.told.uses)


def _did(*kinds: str) -> _Looked:
    return lambda source: any(run.does in kinds for run in source.state.actions.values())


def _acted(*kinds: str) -> _Looked:
    def looked(source: Source) -> bool:
        units = {name for name, unit in source.scenario.units.items() if unit.kind in kinds}
        return any(run.unit in units and run.stage >= Stage.PRESENCE for run in source.state.actions.values())

    return looked


def _left_green(source: Source) -> bool:
    return any(ms for colour, ms in source.measures.situation_ms.items() if colour is not Situation.HIJAU)


LOOKED: Mapping[str, _Looked] = {
    **dict.fromkeys(("R1", "R2", "R4", "R14"), _forced(FORCE_FROM)),
    "R3": _did("baton", "tear_gas", "water_cannon"),
    "R5": _did("tear_gas"),
    "R6": _did("water_cannon"),
    "R7": _acted(DALMAS_LANJUT, PHH),
    "R8": _left_green,
    "R9": lambda source: _did("hard_arrest")(source) or source.told.facts[RecordKind.ARREST] > 0,
    "R10": lambda source: source.told.observations > 0,
    "R11": lambda source: _did("firearm")(source) or _forced(Stage.FIREARM)(source),
    "R12": lambda source: source.told.facts[RecordKind.CASUALTY] > 0,
    "R13": _forced(Stage.HARD_HAND),
}
"""What each rule looks at."""


def had_something(source: Source, rule: str) -> bool:
    """Whether something happened that the rule is about."""
    return LOOKED[rule](source)
