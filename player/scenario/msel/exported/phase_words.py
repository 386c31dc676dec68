"""How long a phase lasts and what comes after it, as a cell of an exported sheet says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from player.i18n import N_
from player.language.values import is_identifier, parse_duration
from player.model.course import Phase
from player.model.times import duration_text
from player.scenario.language_common import END
from player.scenario.msel.exported.effect_words import parts_of
from player.scenario.msel.exported.phrases import Phrase

_PLANNED = Phrase(N_("planned {time}"))
_LEAST = Phrase(N_("at least {time}"))
_MOST = Phrase(N_("at most {time}"))
_ON_TIME = Phrase(N_("goes on by itself"))
_OPTIONAL = Phrase(N_("may be passed over"))
_NEXT = Phrase(N_("then {phase}"))


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """What a cell says of a phase; None where it does not say it.

    Attributes:
        next: id of the phase after it, or ``end``.
        unknown: what is not understood.
    """

    planned_ms: int | None = None
    min_ms: int = 0
    max_ms: int | None = None
    on_time: bool = False
    optional: bool = False
    next: str | None = None
    unknown: tuple[str, ...] = field(default=())


def phase_text(phase: Phase) -> str:
    """The facts of a phase, and where the script plans to go from it."""
    parts = [_PLANNED.text(time=duration_text(phase.planned_ms))]
    parts += [_LEAST.text(time=duration_text(phase.min_ms))] if phase.min_ms else []
    parts += [_MOST.text(time=duration_text(phase.max_ms))] if phase.max_ms is not None else []
    parts += [_ON_TIME.text()] if phase.on_time else []
    parts += [_OPTIONAL.text()] if phase.optional else []
    parts.append(_NEXT.text(phase=phase.planned_next or END))
    return "; ".join(parts)


def read_phase(text: str) -> PhaseFacts:
    """What a cell says of a phase."""
    facts = PhaseFacts()
    for part in parts_of(text):
        facts = _with(facts, part)
    return facts


def _with(facts: PhaseFacts, part: str) -> PhaseFacts:
    for phrase, facts_with in _TIMES:
        if (gaps := phrase.read(part)) is not None and (ms := parse_duration(gaps["time"])):
            return facts_with(facts, ms)
    if _ON_TIME.read(part) is not None:
        return replace(facts, on_time=True)
    if _OPTIONAL.read(part) is not None:
        return replace(facts, optional=True)
    if (gaps := _NEXT.read(part)) is not None and is_identifier(gaps["phase"]):
        return replace(facts, next=gaps["phase"])
    return replace(facts, unknown=(*facts.unknown, part))


_TIMES: tuple[tuple[Phrase, Callable[[PhaseFacts, int], PhaseFacts]], ...] = (
    (_PLANNED, lambda facts, ms: replace(facts, planned_ms=ms)),
    (_LEAST, lambda facts, ms: replace(facts, min_ms=ms)),
    (_MOST, lambda facts, ms: replace(facts, max_ms=ms)),
)
