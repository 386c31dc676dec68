"""Ready-made pieces of a script that an editor offers, made from the definitions of the language.

The form is that of ``defaultSnippets``, which the YAML language server and Visual Studio Code read in a JSON Schema:
a body of keys and values in which ``${1:example}`` is a place to be filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from player.language.records import Field, ListOf, MapOf, OneOrMany, Record
from player.language.shapes import Comparison, Flag, Shape, Version
from player.language.words import OneOf, TextShape
from player.scenario.checks import RECORD_KEYS
from player.scenario.json_schema.texts import said
from player.scenario.language_course import AUTOMATIC, TRIGGERS, WANTED_RECORD
from player.triggers import on, when

Snippet: TypeAlias = dict[str, Any]
Variants: TypeAlias = tuple[tuple[str, ...], ...]

_ALONE: Variants = ((),)

_SPECIAL = re.compile(r"[\\$}]")
_ESCAPED = r"\\\g<0>"

VARIANTS: Mapping[str, Variants] = {
    "scenario": (("objectives",),),
    "source": (("title", "gives"),),
    "crowd": (("start",),),
    "start": (("tension", "legitimacy"),),
    "objective": ((), ("tasks",)),
    "readiness": ((), ("kind", "before")),
    "tag": (("behaviour", "colour"), ("unlawful", "colour")),
    "role": (("part", "channel"),),
    "phase": (("injects",), ("injects", "actions"), ("decisions",), ("exits",)),
    "inject": tuple((name,) for name in TRIGGERS),
    "expect": (("action",), ("action", "objective"), ("record",), ("contingency",)),
    "action": (("planned",), ("planned", "order_from"), ()),
    "effects": (("tension",), ("behaviour",), ("pressure",), ("provocateurs",), ("presence",)),
    "record": (("side", "severity"), ("weapon",), ("medium",), ("count",)),
    "span": (("to",),),
    "order": (("ahead",),),
    "choice": (("to",), ("to", "effects")),
    "decision": ((), ("by",)),
    "exit": tuple((name, "to") for name in AUTOMATIC),
    "after": (("inject", "delay"), ("expected", "delay")),
    "when": tuple((field.name, "for") for field in when.RECORD.fields if isinstance(field.shape, Comparison)),
    "on": tuple((field.name, "is") if field.name in on.STATES_OF else (field.name,) for field in on.OCCURRENCES),
    "every": (("first",),),
    "stage": (("carries",), ()),
}
"""The optional keys that come along, by the name of the record; where none is named, only what it must have."""


def snippets_of(record: Record) -> list[Snippet]:
    """One snippet for each way to write such a group of keys; none where nothing must stand in it."""
    return [
        {"label": _label(record, keys), "description": _about(record, keys), "body": body}
        for keys in VARIANTS.get(record.name, _ALONE)
        if (body := _Body().of(record, keys))
    ]


def snippets_in_list(record: Record) -> list[Snippet]:
    """The snippets of a list of such groups."""
    return [{**each, "type": "array"} for each in snippets_of(record)]


def snippets_in_map(shape: MapOf) -> list[Snippet]:
    """The snippets of such groups, each under a name."""
    record = shape.item
    if not isinstance(record, Record):
        return []
    return [
        {**each, "body": _Body(choices=False).under_name(shape, keys)}
        for each, keys in zip(snippets_of(record), VARIANTS.get(record.name, _ALONE), strict=True)
    ]


def _fitting(record: Record, keys: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """The words that go together with these keys, by the key whose words not all do."""
    if record is on.RECORD:
        return {"is": on.STATES_OF.get(keys[0], ())}
    if record is WANTED_RECORD:
        return {"kind": [kind for kind, sayable in RECORD_KEYS.items() if {*keys} - {"count"} <= {*sayable}]}
    return {}


def _label(record: Record, keys: tuple[str, ...]) -> str:
    title = said(record.title)
    return f"{title}: {', '.join(keys)}" if keys else title


def _about(record: Record, keys: tuple[str, ...]) -> str:
    return "\n".join(f"{name}: {said(record[name].about)}" for name in keys)


class _Body:
    """Fills one body; counts its places.

    Attributes:
        choices: words are offered to choose from. The YAML language server cannot cope with that in what it writes by
            itself when a group must have this key.
    """

    def __init__(self, *, choices: bool = True) -> None:
        self._places = 0
        self._choices = choices

    def of(self, record: Record, keys: tuple[str, ...]) -> dict[str, Any]:
        """The keys a group must have, and these."""
        fitting = _fitting(record, keys)
        return {
            field.name: self._choice(fitting[field.name]) if field.name in fitting else self._value(field)
            for field in record.fields
            if field.required or field.name in keys
        }

    def under_name(self, shape: MapOf, keys: tuple[str, ...] | None = None) -> dict[str, Any]:
        """One entry of a group, under a name."""
        # The YAML language server would indent what lies under a name with a hyphen once too often.
        name = self._place(shape.key.sample().partition("-")[0])
        return {name: self._nested(shape.item, keys) if isinstance(shape.item, Record) else self._leaf(shape.item)}

    def _value(self, field: Field) -> Any:
        shape = field.shape
        if isinstance(shape, OneOrMany):
            shape = shape.item
        if isinstance(shape, Record):
            return self._nested(shape)
        if isinstance(shape, ListOf):
            return [self._nested(shape.item) if isinstance(shape.item, Record) else self._leaf(shape.item)]
        if isinstance(shape, MapOf):
            return self.under_name(shape)
        return self._leaf(shape, field.example)

    def _nested(self, record: Record, keys: tuple[str, ...] | None = None) -> dict[str, Any]:
        return self.of(record, VARIANTS.get(record.name, _ALONE)[0] if keys is None else keys)

    def _leaf(self, shape: Shape, example: str = "") -> Any:
        sample = example or shape.sample()
        if isinstance(shape, Version):
            return int(sample)
        if isinstance(shape, Flag):
            return sample == "true"
        if isinstance(shape, OneOf):
            words = [sample, *(word for word in shape.words if word != sample)]
            return self._choice(words)
        if isinstance(shape, TextShape) and not example:
            sample = '"…"'
        return self._place(sample)

    def _place(self, sample: str) -> str:
        self._places += 1
        return f"${{{self._places}:{_SPECIAL.sub(_ESCAPED, sample)}}}"

    def _choice(self, words: Sequence[str]) -> str:
        if not self._choices or len(words) == 1:
            return self._place(words[0])
        self._places += 1
        return f"${{{self._places}|{','.join(words)}|}}"
