"""What an inject does to the crowd, what it expects and where it comes from, as cells of an exported sheet say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from player.i18n import N_, _
from player.language.shapes import NUMBER
from player.language.values import is_identifier, parse_duration
from player.model.course import NO_EFFECTS, Effects, ExpectedAction, Pressure, WantedRecord
from player.model.crowd_parameters import PRESSURE_RANGE
from player.model.doctrine import (
    ACTION_KINDS,
    MEDIA,
    SEVERITIES,
    SIDES,
    WEAPONS,
    Behaviour,
    RecordKind,
)
from player.model.entries import NO_ORIGIN, Origin
from player.model.times import duration_text
from player.scenario.checks import RECORD_KEYS
from player.scenario.msel.exported.phrases import Phrase, is_called, number_text, signed_text

_TENSION = Phrase(N_("tension {points}"))
_PRESENCE = Phrase(N_("crowd {points}"))
_PRESSURE = Phrase(N_("pressure {rate} for {time}"))
_BEHAVIOUR = Phrase(N_("behaviour {word}"))
_PROVOCATEURS = Phrase(N_("provocateurs {share}"))
_UNLAWFUL = Phrase(N_("unlawful"))

_WITHIN = Phrase(N_("within {time}"))
_BY = Phrase(N_("by {unit}"))
_ACTION = Phrase(N_("met by action {action}"))
_RECORDS = Phrase(N_("met by records: {count} {kind}"))
_RECORDS_OF = Phrase(N_("met by records: {count} {kind}, {words}"))
_ASSUMED = Phrase(N_("assumed: {words}"))

_ASSUMABLE: Mapping[str, str] = {
    "time": N_("time"),
    "text": N_("text"),
    "strength": N_("strength"),
    "event": N_("event"),
}
_RECORD_WORDS: Mapping[str, Mapping[str, str]] = {
    "side": SIDES,
    "severity": SEVERITIES,
    "weapon": WEAPONS,
    "medium": MEDIA,
}


def parts_of(text: str) -> list[str]:
    """The parts of a cell, which semicolons or line breaks stand between."""
    return [part for piece in text.replace("\n", ";").split(";") if (part := " ".join(piece.split()))]


def effects_text(effects: Effects) -> str:
    """What something does to the crowd; empty where it does nothing."""
    parts = [_TENSION.text(points=signed_text(effects.tension))] if effects.tension else []
    parts += [_PRESENCE.text(points=signed_text(effects.presence))] if effects.presence else []
    if effects.pressure is not None:
        rate, time = number_text(effects.pressure.rate_per_min), duration_text(effects.pressure.for_ms)
        parts.append(_PRESSURE.text(rate=rate, time=time))
    if effects.behaviour is not None:
        parts.append(_BEHAVIOUR.text(word=effects.behaviour.key))
    if effects.provocateurs is not None:
        parts.append(_PROVOCATEURS.text(share=number_text(effects.provocateurs)))
    parts += [_UNLAWFUL.text()] if effects.unlawful else []
    return "; ".join(parts)


def read_effects(text: str) -> Effects | None:
    """What a cell says of effects; None where it is not understood."""
    found: dict[str, Any] = {}
    for part in parts_of(text):
        said = _effect(part)
        if said is None or found.keys() & said.keys():
            return None
        found |= said
    return Effects(**found) if found else NO_EFFECTS


def _effect(part: str) -> dict[str, Any] | None:
    for name, phrase in (("tension", _TENSION), ("presence", _PRESENCE)):
        if (gaps := phrase.read(part)) is not None and (points := _number(gaps["points"], -100, 100)) is not None:
            return {name: points}
    if _UNLAWFUL.read(part) is not None:
        return {"unlawful": True}
    if (gaps := _BEHAVIOUR.read(part)) is not None:
        word = gaps["word"].upper()
        return {"behaviour": Behaviour[word]} if word in Behaviour.__members__ else None
    if (gaps := _PROVOCATEURS.read(part)) is not None:
        share = _number(gaps["share"], 0, 1)
        return None if share is None else {"provocateurs": share}
    if (gaps := _PRESSURE.read(part)) is not None:
        rate, for_ms = _number(gaps["rate"], *PRESSURE_RANGE), parse_duration(gaps["time"])
        return {"pressure": Pressure(rate, for_ms)} if rate and for_ms else None
    return None


def _number(text: str, low: float, high: float) -> float | None:
    return float(text) if NUMBER.fullmatch(text) and low <= float(text) <= high else None


@dataclass(frozen=True, slots=True)
class Details:
    """What a cell says of an expected action beside its words; None where it does not say it."""

    id: str | None = None
    within_ms: int | None = None
    by: str | None = None
    action: str | None = None
    record: WantedRecord | None = None
    unknown: tuple[str, ...] = field(default=())


def details_text(expected: ExpectedAction) -> str:
    """An expected action without its words: its id, its deadline, and by whom and what it is met."""
    parts = [expected.id, _WITHIN.text(time=duration_text(expected.within_ms))]
    parts += [_BY.text(unit=expected.by)] if expected.by else []
    parts += [_ACTION.text(action=expected.action)] if expected.action else []
    parts += [_record_text(expected.record)] if expected.record else []
    return "; ".join(parts)


def read_details(text: str) -> Details:
    """What a cell says of an expected action; what is not understood is kept apart."""
    found = Details()
    for part in parts_of(text):
        said = _detail(part)
        if said is None and found.id is None and is_identifier(part):
            said = {"id": part}
        found = replace(found, **(said or {"unknown": (*found.unknown, part)}))
    return found


def _detail(part: str) -> dict[str, Any] | None:
    if (gaps := _WITHIN.read(part)) is not None and (within_ms := parse_duration(gaps["time"])):
        return {"within_ms": within_ms}
    if (gaps := _BY.read(part)) is not None and is_identifier(gaps["unit"]):
        return {"by": gaps["unit"]}
    if (gaps := _ACTION.read(part)) is not None and gaps["action"] in ACTION_KINDS:
        return {"action": gaps["action"]}
    gaps = _RECORDS_OF.read(part) or _RECORDS.read(part)
    record = None if gaps is None else _record(gaps)
    return None if record is None else {"record": record}


def _record_text(record: WantedRecord) -> str:
    said = (getattr(record, name) for name in _RECORD_WORDS)
    words = ", ".join(word for word in said if word is not None)
    if words:
        return _RECORDS_OF.text(count=record.count, kind=record.kind.value, words=words)
    return _RECORDS.text(count=record.count, kind=record.kind.value)


def _record(gaps: Mapping[str, str]) -> WantedRecord | None:
    if gaps["kind"] not in list(RecordKind) or not gaps["count"].isdecimal():
        return None
    kind, count = RecordKind(gaps["kind"]), int(gaps["count"])
    if not 1 <= count <= 1000:
        return None
    said: dict[str, str] = {}
    for word in (word.strip() for word in gaps.get("words", "").split(",")):
        names = [name for name in RECORD_KEYS[kind] if name not in said and word in _RECORD_WORDS[name]]
        if word and not names:
            return None
        if word:
            said[names[0]] = word
    return WantedRecord(kind, count, **said)


def origin_text(origin: Origin) -> str:
    """Where an entry comes from, and what of it was assumed."""
    parts = [origin.source] if origin.source else []
    if origin.assumed:
        words = ", ".join(_(_ASSUMABLE[word]) for word in _ASSUMABLE if word in origin.assumed)
        parts.append(_ASSUMED.text(words=words))
    return "; ".join(parts)


def read_origin(text: str) -> Origin | None:
    """Where a cell says that an entry comes from; None where it is not understood."""
    source: str | None = None
    assumed: frozenset[str] = frozenset()
    for part in parts_of(text):
        if (gaps := _ASSUMED.read(part)) is not None:
            found = _assumed(gaps["words"].split(","))
            if found is None:
                return None
            assumed |= found
        elif source is None and is_identifier(part):
            source = part
        else:
            return None
    return Origin(source, assumed) if source or assumed else NO_ORIGIN


def _assumed(words: Iterable[str]) -> frozenset[str] | None:
    found = set()
    for word in filter(None, (each.strip() for each in words)):
        known = [name for name, title in _ASSUMABLE.items() if word == name or is_called(word, title)]
        if not known:
            return None
        found.add(known[0])
    return frozenset(found)
