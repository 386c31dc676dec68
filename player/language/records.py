"""The shapes that hold others: lists, groups of keys, and groups under names of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from player.i18n import N_, Message
from player.language.nodes import ListNode, MapNode, Node, TextNode
from player.language.problems import shown
from player.language.reader import EntryOf, Reader, advise
from player.language.shapes import Shape


class Entry:
    """A group of keys that was read, with its place in the file.

    Attributes:
        node: where it stands.
        values: the value of every key the group can have: None where what the script gives is wrong, and where it gives
            nothing the default (None, if it has none).
    """

    __slots__ = ("node", "values")

    def __init__(self, node: MapNode, values: dict[str, Any]) -> None:
        self.node = node
        self.values = values

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def has(self, key: str) -> bool:
        """Whether the script gives this key, right or wrong."""
        return key in self.node.entries

    def at(self, key: str) -> Node:
        """Where the value of this key stands; the group itself where the script does not give it."""
        found = self.node.entries.get(key)
        return self.node if found is None else found[1]


@dataclass(frozen=True)
class Field:
    """A key of a group.

    Attributes:
        about: what it means, one translatable sentence without a full stop.
        default: the value where the script does not give it.
        default_text: the default in words (translatable), where the value does not say it.
        example: a value for it in YAML; without one, its shape's.
    """

    name: str
    shape: Shape
    about: str
    required: bool = False
    default: Any = None
    default_text: str = ""
    example: str = ""

    def sample(self) -> str:
        """A value for it as YAML, for advice."""
        return self.example or self.shape.sample()


@dataclass(frozen=True)
class Record(Shape):
    """A group of fixed keys, read as an `Entry`.

    Attributes:
        name: the word for such a group in other definitions.
        title: what it is, translatable.
        fields: its keys.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    example: str = "{...}"
    _by_name: dict[str, Field] = field(init=False, repr=False, compare=False)
    _readers: dict[str, Any] = field(init=False, repr=False, compare=False)
    _defaults: dict[str, Any] = field(init=False, repr=False, compare=False)
    _required: tuple[Field, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {each.name: each for each in self.fields})
        object.__setattr__(self, "_readers", {each.name: each.shape.read for each in self.fields})
        object.__setattr__(self, "_defaults", {each.name: each.default for each in self.fields})
        object.__setattr__(self, "_required", tuple(each for each in self.fields if each.required))

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a group of keys"))

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return self.example

    def read(self, node: Node, reader: Reader) -> Entry | None:
        """The group; None where it is none."""
        if not isinstance(node, MapNode):
            reader.report_kind(node, self.kind(), self.sample())
            return None
        values = self._defaults.copy()
        misspelt: set[str | None] = set()
        readers = self._readers
        for name, (key, value) in node.entries.items():
            read = readers.get(name)
            if read is None:
                misspelt.add(self._report_unknown(key, node, reader))
            else:
                reader.key = name
                values[name] = read(value, reader)
        for wanted in self._required:
            if wanted.name not in node.entries and wanted.name not in misspelt:
                reader.report("missing-key", node, key=wanted.name, where=self.called(node), example=wanted.sample())
        return Entry(node, values)

    def called(self, node: MapNode) -> Message:
        """This group for a sentence: what it is, and its id where it has one."""
        found = node.entries.get("id")
        if found is not None and isinstance(found[1], TextNode):
            return Message(N_('{title} "{id}"'), {"title": Message(self.title), "id": shown(found[1].text)})
        return Message(self.title)

    def _report_unknown(self, key: TextNode, node: MapNode, reader: Reader) -> str | None:
        """Report a key that the group does not have; gives the one that may have been meant."""
        near = reader.nearest(key.text, self._by_name)
        advice = advise(near, self._by_name)
        reader.report("unknown-key", key, key=shown(key.text), where=self.called(node), advice=advice)
        return near


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of values of one shape.

    Attributes:
        least: how many entries it has at least, 0 or 1.
    """

    item: Shape
    least: int = 0

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return f"[{self.item.sample()}]"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a list"))

    def read(self, node: Node, reader: Reader) -> list[Any] | None:
        """The values that could be read, in their order."""
        if not isinstance(node, ListNode):
            reader.report_kind(node, self.kind(), self.sample())
            return None
        if len(node.items) < self.least:
            reader.report("empty-list", node, example=self.sample())
        read = self.item.read
        key = EntryOf(reader.key)
        values = []
        for item in node.items:
            reader.key = key
            value = read(item, reader)
            if value is not None:
                values.append(value)
        return values


@dataclass(frozen=True)
class OneOrMany(Shape):
    """One value, or a list of such values; read as a list."""

    item: Shape

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return self.item.sample()

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("{one}, or a list of such"), {"one": self.item.kind()})

    def read(self, node: Node, reader: Reader) -> list[Any] | None:
        """The values that could be read, in their order."""
        if isinstance(node, ListNode):
            return ListOf(self.item, least=1).read(node, reader)
        value = self.item.read(node, reader)
        return None if value is None else [value]


@dataclass(frozen=True)
class MapOf(Shape):
    """Values of one shape under names that the script chooses; read as a dict."""

    key: Shape
    item: Shape
    least: int = 0

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return f"{{{self.key.sample()}: {self.item.sample()}}}"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a group of entries, each under its name"))

    def read(self, node: Node, reader: Reader) -> dict[str, Any] | None:
        """The values that could be read, by name, in their order."""
        if not isinstance(node, MapNode):
            reader.report_kind(node, self.kind(), self.sample())
            return None
        if len(node.entries) < self.least:
            reader.report("empty-list", node, example=self.sample())
        key = reader.key
        values = {}
        for name_node, item in node.entries.values():
            reader.key = key
            name = self.key.read(name_node, reader)
            reader.key = key if name is None else name
            value = self.item.read(item, reader)
            if name is not None and value is not None:
                values[name] = value
        return values


def records_in(shape: Shape) -> Iterator[Record]:
    """Every record a shape is made of, itself included, each once, outer ones first."""
    seen: dict[str, Record] = {}
    waiting = [shape]
    while waiting:
        here = waiting.pop(0)
        if isinstance(here, Record):
            if here.name in seen:
                continue
            seen[here.name] = here
            waiting.extend(each.shape for each in here.fields)
        elif isinstance(here, (ListOf, OneOrMany, MapOf)):
            waiting.append(here.item)
    yield from seen.values()
