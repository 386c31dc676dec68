"""The data of events read in one go, where it is written the plain way: nearly always.

A log of a day has a hundred thousand of them. For each kind of event there is one pattern that fits only its data in
canonical JSON, with every field in its place and of its type; whatever it does not fit is left to `Codec`, which takes
it apart and says what is wrong with it, if anything is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import Any

from player.model.events import Body
from player.session.making import maker

# A text without anything that JSON writes as an escape. Numbers of up to 18 digits, which all fit into 64 bits; the
# digits are spelt out, as \d takes those of every script.
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_NUMBER = r"(0|-?[1-9][0-9]{0,17})"
_TRUTH = r"(true|false)"
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of an event: its type, whether it may be None, and the words it may hold if it holds one of a set."""

    name: str
    kind: type[int | str | bool]
    optional: bool
    choices: type[StrEnum] | None


def quick_reader(body: type[Body], fields: Mapping[str, FieldShape]) -> Callable[[str], Body | None]:
    """What makes an event of its canonical JSON, or gives None where that needs a closer look.

    Args:
        fields: of the event, in the order of its arguments.
    """
    by_name = sorted(fields)
    patterns = (f'"{re.escape(name)}":{_pattern(fields[name])}' for name in by_name)
    fits = re.compile("{" + ",".join(patterns) + "}").fullmatch
    changes = [(by_name.index(name), change) for name in by_name if (change := _change(fields[name])) is not None]
    places = [by_name.index(name) for name in fields]
    if not places:
        return lambda text: body() if text == "{}" else None
    make = maker(body)
    in_order: Callable[[Any], Any] = itemgetter(*places)
    if len(places) == 1:
        in_order = tuple

    def read(text: str) -> Body | None:
        found = fits(text)
        if found is None:
            return None
        values: list[Any] = [*found.groups()]
        try:
            for place, change in changes:
                values[place] = change(values[place])
        except KeyError:  # a word that is none of those it may hold
            return None
        return make(*in_order(values))

    return read


def _pattern(field: FieldShape) -> str:
    plain = {str: _TEXT, int: _NUMBER, bool: _TRUTH}[field.kind]
    return f"(?:null|{plain})" if field.optional else plain


def _change(field: FieldShape) -> Callable[[str], object] | None:
    """What makes the value of the text found; None: it is the text, or None where JSON says null."""
    words: dict[Any, object] = {}
    if field.choices is not None:
        words = {choice.value: choice for choice in field.choices}
    elif field.kind is bool:
        words = {**_TRUTHS}
    elif field.kind is int:
        return _number_or_none if field.optional else int
    if not words:
        return None
    if field.optional:
        words[None] = None
    return words.__getitem__


def _number_or_none(text: str | None) -> int | None:
    return None if text is None else int(text)
