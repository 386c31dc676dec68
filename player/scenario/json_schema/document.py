"""The schema of a whole script, put together from those of its shapes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from player.i18n import LANGUAGES, N_, _
from player.language.nodes import MapNode, TextNode
from player.language.paths import FilePath
from player.language.problems import ProblemList
from player.language.records import Field, ListOf, MapOf, OneOrMany, Record, records_in
from player.language.shapes import ClockTime, Comparison, Duration, Flag, Integer, Number, Shape, Version, Zone
from player.language.words import Identifier, Name, OneOf, Reference, TextShape
from player.scenario.compose import compose
from player.scenario.describe import default_of
from player.scenario.json_schema import values
from player.scenario.json_schema.rules import RULES
from player.scenario.json_schema.snippets import snippets_in_list, snippets_in_map, snippets_of
from player.scenario.json_schema.texts import lines, said
from player.scenario.json_schema.values import Schema
from player.scenario.language import PROGRAMME, SCENARIO
from player.scenario.language_roles import RoleOrText

SCHEMA_FILE = "gladi.schema.json"
"""The name of the schema beside the scripts that come with Gladi."""

MODELINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
"""The first line of a script, by which an editor finds the schema."""

_TITLE = N_("Gladi script")
_ABOUT = N_(
    "A script of the scenario language, version 2: a drill, or with the key stages a programme of several. Whether the "
    "names it uses are defined and whether its times fit together is told by Gladi's command check."
)
_NEVER: Schema = {"title": "-", "not": {}}
"""Holds for nothing: its snippets are offered where no value stands yet, and not among the keys of one."""

_DEFAULT = N_("Default: {value}")
_SAYS_NOTHING = "–"


def json_schema() -> Schema:
    """The schema of a script: of a programme where it has ``stages`` and no ``phases``, of a scenario otherwise.

    Its texts are in every language of Gladi, whichever is in use, so that it is always the same to the letter.
    """
    writer = Writer((SCENARIO, PROGRAMME))
    scenario, programme = writer.schema_of(SCENARIO), writer.schema_of(PROGRAMME)
    begun = {"allOf": [scenario], "defaultSnippets": [*snippets_of(SCENARIO), *snippets_of(PROGRAMME)]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": said(_TITLE),
        "description": lines(lambda: _(_ABOUT)),
        "if": {"required": ["phases"]},
        "then": scenario,
        "else": {"if": {"required": ["stages"]}, "then": programme, "else": begun},
        "definitions": dict(sorted(writer.definitions.items())),
    }


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


class Writer:
    """Writes the schema of each shape.

    Attributes:
        definitions: the schemas that are written once and referred to: of records, texts and durations.
    """

    def __init__(self, roots: Iterable[Record]) -> None:
        self.definitions: dict[str, Schema] = {}
        fields = [field for root in roots for record in records_in(root) for field in record.fields]
        self._alone = {shape.name for field in fields if isinstance(shape := _one(field.shape), Record)}
        self._definers = {
            shape.names: shape
            for field in fields
            for shape in _names_in(field.shape)
            if isinstance(shape, (Identifier, Name)) and shape.names
        }

    def schema_of(self, shape: Shape) -> Schema:
        """The schema of whatever this shape reads without a problem.

        Raises:
            KeyError: it has not been said yet what the schema of such a shape is.
        """
        return SCHEMAS[type(shape)](self, shape)

    def defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to the definition of this name, which is made where there is none yet."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def definer(self, thing: str) -> Identifier | Name:
        """The shape by which a script gives such a thing its name."""
        return self._definers[thing]

    def record(self, record: Record) -> Schema:
        """The schema of a group of keys."""
        required = [field.name for field in record.fields if field.required]
        schema: Schema = {
            "title": said(record.title),
            "type": "object",
            "properties": {field.name: self.field(field) for field in record.fields},
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **(RULES[record.name]() if record.name in RULES else {}),
        }
        snippets = snippets_of(record)
        if record.name in self._alone and snippets:
            schema["defaultSnippets"] = snippets
        elif snippets:
            schema["allOf"] = [*schema.get("allOf", ()), {"allOf": [{}], "defaultSnippets": snippets}]
        return schema

    def field(self, field: Field) -> Schema:
        """The schema of the value of a key, with what an editor shows of the key."""
        schema = self.schema_of(field.shape)
        examples = schema.pop("examples", [])
        if field.example and not isinstance(field.shape, (Record, ListOf, MapOf, OneOrMany)):
            examples = list(dict.fromkeys([_example(field), *examples]))
        schema["description"] = lines(lambda: _about(field))
        return {**schema, "examples": examples} if examples else schema


def _duration(writer: Writer, shape: Duration) -> Schema:
    name = "duration-above-0s" if shape.positive else "duration"
    reference = writer.defined(name, lambda: values.duration(Duration(positive=shape.positive)))
    return {**reference, "examples": [shape.example]}


def _text(writer: Writer, shape: TextShape) -> Schema:
    return writer.defined("role-or-text" if isinstance(shape, RoleOrText) else "text", lambda: _any_text(shape))


def _any_text(shape: TextShape) -> Schema:
    one = values.any_text(shape)
    per_language = {
        "type": "object",
        "properties": {code: {**one, "description": name} for code, name in LANGUAGES.items()},
        "additionalProperties": False,
        "minProperties": 1,
        "defaultSnippets": [
            {
                "label": " + ".join(LANGUAGES),
                "description": ", ".join(LANGUAGES.values()),
                "body": {code: f'"${place}"' for place, code in enumerate(LANGUAGES, 1)},
            }
        ],
    }
    return {"title": said(shape.kind()), "anyOf": [one, per_language]}


def _list(writer: Writer, shape: ListOf) -> Schema:
    schema: Schema = {"type": "array", "items": writer.schema_of(shape.item)}
    if shape.least:
        schema["minItems"] = shape.least
    if isinstance(shape.item, Record):
        schema["anyOf"] = [{"type": "array"}, {**_NEVER, "defaultSnippets": snippets_in_list(shape.item)}]
    return schema


def _one_or_many(writer: Writer, shape: OneOrMany) -> Schema:
    return {"anyOf": [writer.schema_of(shape.item), _list(writer, ListOf(shape.item, least=1))]}


def _map(writer: Writer, shape: MapOf) -> Schema:
    key = {**writer.schema_of(shape.key), "title": shape.key.sample(), "description": said(shape.key.kind())}
    schema: Schema = {"type": "object", "propertyNames": key, "additionalProperties": writer.schema_of(shape.item)}
    if shape.least:
        schema["minProperties"] = shape.least
    if isinstance(shape.item, Record):
        schema["defaultSnippets"] = snippets_in_map(shape)
    return schema


SCHEMAS: Mapping[type[Shape], Callable[[Writer, Any], Schema]] = {
    Duration: _duration,
    ClockTime: lambda _writer, shape: values.clock_time(shape),
    Integer: lambda _writer, shape: values.integer(shape),
    Number: lambda _writer, shape: values.number(shape),
    Comparison: lambda _writer, shape: values.comparison(shape),
    Flag: lambda _writer, shape: values.flag(shape),
    Zone: lambda _writer, shape: values.zone(shape),
    Version: lambda _writer, shape: values.version(shape),
    Identifier: lambda _writer, shape: values.identifier(shape),
    Reference: lambda writer, shape: values.reference(shape, writer.definer(shape.refers_to)),
    Name: lambda _writer, shape: values.name(shape),
    OneOf: lambda _writer, shape: values.one_of(shape),
    FilePath: lambda _writer, shape: values.file_path(shape),
    TextShape: _text,
    RoleOrText: _text,
    Record: lambda writer, shape: writer.defined(shape.name, lambda: writer.record(shape)),
    ListOf: _list,
    OneOrMany: _one_or_many,
    MapOf: _map,
}
"""How the schema of each kind of shape is written."""


def _one(shape: Shape) -> Shape:
    return shape.item if isinstance(shape, OneOrMany) else shape


def _names_in(shape: Shape) -> tuple[Shape, ...]:
    """The shapes of a field that can give something its name."""
    return (shape.key,) if isinstance(shape, MapOf) else (shape, getattr(shape, "item", shape))


def _about(field: Field) -> str:
    """What a key means and what holds without it, in the language in use."""
    default = "" if field.required else default_of(field)
    about = _(field.about)
    return about if default in {"", _SAYS_NOTHING} else f"{about}. {_(_DEFAULT).format(value=default)}"


def _example(field: Field) -> Any:
    """The example of a key as JSON has it."""
    root = compose(f"{field.name}: {field.example}\n".encode(), ProblemList(field.name, ""))
    assert isinstance(root, MapNode)
    node = root.entries[field.name][1]
    assert isinstance(node, TextNode)
    return int(node.text) if isinstance(field.shape, Integer) else node.text
