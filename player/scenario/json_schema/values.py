"""The schema of each shape that is a single text in the file.

YAML has turned a text without quotes into a number, ``true``, ``false`` or nothing before a schema sees it, where the
loader reads it as written. So a number may also come as a text, and a text as a number. A text ``true`` or ``null`` is
refused all the same: if these were let through, an editor would offer them everywhere, and a key with no value after
it would pass.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from player.i18n import N_, Message
from player.language.paths import FilePath
from player.language.problem_kinds import PROBLEM_KINDS
from player.language.shapes import ClockTime, Comparison, Duration, Flag, Integer, Number, Shape, Version, Zone
from player.language.values import CLOCK_TIME, IDENTIFIER, ZONE, guess_zone
from player.language.words import Identifier, Name, OneOf, Reference
from player.scenario.compose import LONGEST_TEXT
from player.scenario.json_schema import patterns
from player.scenario.json_schema.texts import said

Schema: TypeAlias = dict[str, Any]

_NEEDED = N_("Needed here: {kind}. For example: {example}")
_INDONESIAN_TIMES = ("WIB", "WITA", "WIT")


def needed(shape: Shape) -> str:
    """What stands in a place of this shape, with an example."""
    return said(Message(_NEEDED, {"kind": shape.kind(), "example": shape.sample()}))


def duration(shape: Duration) -> Schema:
    """A duration as a text."""
    return _text(shape, patterns.duration(positive=shape.positive))


def clock_time(shape: ClockTime) -> Schema:
    """A time of day."""
    return _quoted(shape, patterns.whole(CLOCK_TIME.pattern))


def integer(shape: Integer) -> Schema:
    """A whole number, or its text."""
    return {
        **_titled(shape),
        "type": ["integer", "string"],
        "minimum": shape.low,
        "maximum": shape.high,
        "pattern": patterns.whole_number(shape.low, shape.high),
        "examples": [int(shape.example)],
    }


def number(shape: Number) -> Schema:
    """A number, its text or a word; of a text the range is not looked at."""
    return {
        **_titled(shape),
        "type": ["number", "string"],
        "exclusiveMinimum" if shape.above_low else "minimum": shape.low,
        "maximum": shape.high,
        "pattern": patterns.number(shape.words),
        "examples": list(shape.words) or [float(shape.example) if "." in shape.example else int(shape.example)],
    }


def comparison(shape: Comparison) -> Schema:
    """A sign and a number, or a word with or without one.

    Raises:
        ValueError: the range does not run from 0 to a whole number.
    """
    if shape.words:
        return {**_text(shape, patterns.comparison_of_words(shape.words)), "examples": list(shape.words)}
    if shape.low or shape.high % 1:
        raise ValueError(f"no pattern for numbers from {shape.low} to {shape.high}")
    return _quoted(shape, patterns.comparison(int(shape.high)))


def flag(shape: Flag) -> Schema:
    """``true`` or ``false``, or only ``true``."""
    if shape.only:
        told = needed(shape)
        return {"anyOf": [_only(True, told), _only_text("true", told)], "examples": [True]}
    return {
        **_titled(shape),
        "type": ["boolean", "string"],
        "pattern": patterns.whole("true|false"),
        "examples": [True],
    }


def zone(shape: Zone) -> Schema:
    """The name of a time zone; whether there is such a zone is not looked at."""
    told = said(PROBLEM_KINDS["unknown-zone"].advice)
    zones = [guess_zone(word) for word in _INDONESIAN_TIMES]
    return {**_text(shape, patterns.whole(ZONE.pattern)), "errorMessage": told, "examples": zones}


def version(shape: Version) -> Schema:
    """The newest version: a schema that let older ones through would have to know their keys too."""
    told = said(Message(PROBLEM_KINDS["version"].advice, {"known": shape.known}))
    return {
        "title": said(shape.kind()),
        "anyOf": [_only(shape.known, told), _only_text(str(shape.known), told)],
        "default": shape.known,
    }


def identifier(shape: Identifier) -> Schema:
    """A short name; one like 2024 comes as a number."""
    return {
        **_titled(shape),
        "type": ["string", "integer"],
        "pattern": patterns.whole(IDENTIFIER.pattern),
        "minimum": 0,
        "examples": [shape.example],
    }


def name(shape: Name) -> Schema:
    """A name as people write it; 2024 comes as a number."""
    return {
        **_titled(shape),
        "type": ["string", "number"],
        "pattern": patterns.SOMETHING if shape.lines else patterns.ONE_LINE,
        "maxLength": shape.longest,
        "examples": [shape.example],
    }


def reference(shape: Reference, definer: Identifier | Name) -> Schema:
    """A name that could be defined; whether it is, is not looked at."""
    schema = identifier(definer) if isinstance(definer, Identifier) else name(definer)
    return {**schema, **_titled(shape), "examples": list(dict.fromkeys((*shape.besides, shape.example)))}


def one_of(shape: OneOf) -> Schema:
    """One of its words, each with what it means."""
    schema: Schema = {"type": "string", "enum": list(shape.words)}
    if shape.titles:
        schema["enumDescriptions"] = [said(shape.titles.get(word, "")) for word in shape.words]
    return schema


def file_path(shape: FilePath) -> Schema:
    """A path; whether there is such a file is not looked at."""
    return _text(shape, patterns.path(shape.endings))


def any_text(shape: Shape) -> Schema:
    """A text for people, in one language."""
    return {
        "type": ["string", "number"],
        "pattern": patterns.SOMETHING,
        "maxLength": LONGEST_TEXT,
        "errorMessage": needed(shape),
    }


def _text(shape: Shape, pattern: str) -> Schema:
    return {**_titled(shape), "type": "string", "pattern": pattern, "examples": [shape.sample()]}


def _quoted(shape: Shape, pattern: str) -> Schema:
    """A text whose example is a snippet, which keeps its quotes in the script."""
    snippet = {"label": shape.sample(), "body": shape.sample()}
    return {**_titled(shape), "type": "string", "pattern": pattern, "defaultSnippets": [snippet]}


def _titled(shape: Shape) -> Schema:
    return {"title": said(shape.kind()), "errorMessage": needed(shape)}


def _only(value: bool | int, told: str) -> Schema:  # noqa: FBT001  the value is what the schema asks for
    return {"const": value, "errorMessage": told}


def _only_text(text: str, told: str) -> Schema:
    return {"title": f'"{text}"', "type": "string", "pattern": patterns.whole(text), "errorMessage": told}
