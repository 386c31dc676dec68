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
from typing import Any, cast

from player.model.events import Body
from player.session.making import maker

# A text without anything that JSON writes as an escape. Numbers of up to 18 digits, which all fit into 64 bits; the
# digits are spelt out, as \d takes those of every script.
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_NUMBER = r"(0|-?[1-9][0-9]{0,17})"
_TRUTH = r"(true|false)"
_TRUTHS = {"true": True, "false": False}

_READER = """
def read(text):
    found = fits(text)
    if found is None:
        return None
    {values}= found.groups()
    try:
        return make({arguments})
    except KeyError:  # a word that is none of those it may hold
        return None
"""


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
    if not fields:
        return lambda text: body() if text == "{}" else None
    by_name = sorted(fields)
    patterns = (f'"{re.escape(name)}":{_pattern(fields[name])}' for name in by_name)
    # Written out for each kind of event, as dataclasses write their constructors: loops over the fields cost as much
    # again as all that is done in them.
    known: dict[str, Any] = {"fits": re.compile("{" + ",".join(patterns) + "}").fullmatch, "make": maker(body)}
    arguments = []
    for place, name in enumerate(by_name):
        change = _change(fields[name])
        known[f"change_{place}"] = change
        arguments.append(f"value_{place}" if change is None else f"change_{place}(value_{place})")
    source = _READER.format(
        values="".join(f"value_{place}, " for place in range(len(by_name))),
        arguments=", ".join(arguments[by_name.index(name)] for name in fields),
    )
    exec(source, known)  # noqa: S102  numbered names only
    return cast("Callable[[str], Body | None]", known["read"])


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
