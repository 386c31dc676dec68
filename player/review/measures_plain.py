"""The measures of a drill as plain data, for JSON and for other programs.

Every value of `player.review.measures` becomes an object whose keys are the names of its fields, and of what it works
out from them (as ``latency_ms`` of an order); a key is never renamed. Their meaning stands at the values. Times are
whole milliseconds of exercise time, from StartEx on where it is a moment. A colour is ``hijau``, ``kuning`` or
``merah``, a class of behaviour ``tertib``, ``pasif``, ``aktif``, ``agresif`` or ``agresif_segera``, a stage of force
``"0"`` to ``"6"``; what is not known, or has not been, is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from player.model.doctrine import Behaviour, Situation
from player.review.measures import Measures


def plain_measures(measures: Measures) -> dict[str, Any]:
    """All of the measures, in the order in which they are defined."""
    found: dict[str, Any] = _plain(measures)
    return found


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
    names = _names(value.__class__)
    if names:
        return {name: _plain(getattr(value, name)) for name in names}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a kind of value, and what it works out from them; none for one that has no fields."""
    own: tuple[str, ...] = getattr(kind, "_fields", ())
    if is_dataclass(kind):
        own = tuple(field.name for field in fields(kind))
    worked_out = (name for name, member in vars(kind).items() if isinstance(member, property))
    return (*own, *worked_out) if own else ()


def _key(key: Any) -> str:
    match key:
        case Behaviour():
            return key.key
        case Situation():
            return key.name.lower()
    return str(key)
