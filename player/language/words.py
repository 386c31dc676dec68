"""The shapes of names, words from a fixed set and texts for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from player.i18n import LANGUAGES, N_, Message
from player.language.nodes import MapNode, Node, TextNode
from player.language.problems import shown
from player.language.reader import THINGS, Reader
from player.language.shapes import Shape, SingleValue
from player.language.values import LONGEST_NAME, guess_identifier, is_identifier, looks_like_time
from player.model.text import Text


@dataclass(frozen=True)
class Identifier(SingleValue):
    """A short name without blanks: small letters, digits and hyphens.

    Attributes:
        names: the kind of thing that gets this name, unique in the script, or None.
    """

    names: str | None = None
    example: str = "my-drill"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a short name (small letters, digits, hyphens)"))

    def parse(self, node: TextNode, reader: Reader) -> str:
        """The name."""
        text = node.text
        if not is_identifier(text):
            reader.report("not-an-identifier", node, found=shown(text), guess=guess_identifier(text) or self.example)
        if self.names is not None:
            # An ill-formed name is defined too, or else all that refers to it would be reported as well.
            reader.define(self.names, node)
        return text


@dataclass(frozen=True)
class Reference(SingleValue):
    """The name of a thing that the script defines elsewhere.

    Attributes:
        refers_to: the kind of thing.
        besides: words that are allowed as well.
    """

    refers_to: str
    example: str
    besides: tuple[str, ...] = ()

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("the name of one {thing} of this script"), {"thing": Message(THINGS[self.refers_to])})

    def parse(self, node: TextNode, reader: Reader) -> str:
        """The name; whether there is such a thing is checked when all is read."""
        text = node.text
        if text not in self.besides:
            reader.used.append((self.refers_to, node))
        return text


@dataclass(frozen=True)
class Name(SingleValue):
    """A name as people write it, on one line: a rank, a document.

    Attributes:
        names: the kind of thing that gets this name, unique in the script, or None.
        lines: it may go over several lines.
    """

    names: str | None = None
    longest: int = LONGEST_NAME
    lines: bool = False
    example: str = "Danki"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a name"))

    def parse(self, node: TextNode, reader: Reader) -> str | None:
        """The name."""
        text = node.text
        if not text.strip():
            reader.report("empty-text", node)
            return None
        if len(text) > self.longest or ("\n" in text and not self.lines):
            reader.report("not-a-name", node, limit=self.longest, example=self.example)
            return None
        if self.names is not None:
            reader.define(self.names, node)
        return text


@dataclass(frozen=True)
class OneOf(SingleValue):
    """One of a fixed set of words.

    Attributes:
        words: each word with what it means to the model.
        titles: translatable title of each word, where it has one.
    """

    words: Mapping[str, Any]
    titles: Mapping[str, str] = field(default_factory=dict)

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return next(iter(self.words))

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("one of the words {words}"), {"words": ", ".join(self.words)})

    def parse(self, node: TextNode, reader: Reader) -> Any:
        """What the word means."""
        text = node.text
        if text not in self.words:
            reader.report("unknown-word", node, found=shown(text), advice=reader.suggest(text, self.words))
            return None
        return self.words[text]


@dataclass(frozen=True)
class TextShape(Shape):
    """A text to be read by people: written once, or once per language under the codes of the languages."""

    example: str = '"Massa tiba di depan kantor."'

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a text, or one per language"))

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return self.example

    def read(self, node: Node, reader: Reader) -> Text | None:
        """The text without blanks around it."""
        if isinstance(node, TextNode) and not node.is_nothing:
            text = self._one(node, reader)
            return None if text is None else Text({"": text})
        if isinstance(node, MapNode):
            return self._per_language(node, reader)
        reader.report_kind(node, self.kind(), self.sample())
        return None

    def _per_language(self, node: MapNode, reader: Reader) -> Text | None:
        texts: dict[str, str] = {}
        if not node.entries:
            reader.report("empty-text", node)
        for code, (key, value) in node.entries.items():
            if code not in LANGUAGES:
                where = Message(N_('the text "{key}"'), {"key": shown(reader.key)})
                reader.report("unknown-key", key, key=shown(code), where=where, advice=reader.suggest(code, LANGUAGES))
            elif not isinstance(value, TextNode) or value.is_nothing:
                reader.report_kind(value, Message(N_("a text")), self.sample())
            elif (text := self._one(value, reader)) is not None:
                texts[code] = text
        return Text(texts) if texts else None

    @staticmethod
    def _one(node: TextNode, reader: Reader) -> str | None:
        text = node.text.strip()
        if not text:
            reader.report("empty-text", node)
            return None
        if not node.style and text[0].isdigit() and looks_like_time(text):
            reader.report("unquoted-time", node, found=text)
            return None
        return text
