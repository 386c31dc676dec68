"""A report without what no page, and no file format, can hold; no cell and no text of it is left empty by that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from player.export.report.words import plain
from player.model.paper import Report

_LEFT_AS_THEY_ARE = frozenset({"svg", "data", "name", "language"})


def cleaned(report: Report) -> Report:
    """The same report, with every text of it fit to be printed."""
    made: Report = _cleaned(report)
    return made


def _cleaned(value: Any) -> Any:
    made: Any = value
    if isinstance(value, str):
        made = plain(value)
    elif isinstance(value, tuple):
        made = tuple(map(_cleaned, value)) if not _is_fit(value) else value
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in fields(value):
            before = getattr(value, field.name)
            if field.name in _LEFT_AS_THEY_ARE or isinstance(before, Mapping | frozenset):
                continue
            after = _cleaned(before)
            if after is not before:
                changes[field.name] = after
        made = replace(value, **changes) if changes else value
    return made


def _is_fit(row: tuple[Any, ...]) -> bool:
    """Whether these are texts that need no change: most are, and there are many."""
    return all(isinstance(cell, str) and cell.isprintable() for cell in row)
