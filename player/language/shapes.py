"""The shapes a single value of a script can have, as data: what is allowed, and how to read it.

A shape reads a node of the file and gives its value, or reports what is wrong and gives None. Its attributes say the
same to those who make a JSON Schema, a reference or a spreadsheet from the language.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from player.i18n import N_, Message
from player.language.nodes import Node, TextNode
from player.language.problems import shown
from player.language.reader import Reader
from player.language.values import (
    guess_duration,
    guess_zone,
    is_zone,
    parse_clock_time,
    parse_duration,
)
from player.model.times import DAY_MS, duration_text

LONGEST_DURATION_MS = 7 * DAY_MS

_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,8})")
COMPARISON = re.compile(r"(?:(>=|>|<=|<|=) ?)?([a-z0-9.+-]+)")
"""A comparison as a script writes it: the sign, where there is one, and what stands on its right."""

NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,12})?")
"""A number in digits, whatever its range."""


class Shape(ABC):
    """What a value can be."""

    @abstractmethod
    def kind(self) -> Message:
        """What is needed, as part of a sentence: ``a duration``."""

    @abstractmethod
    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""

    @abstractmethod
    def read(self, node: Node, reader: Reader) -> Any:
        """The value of this node; None after reporting what is wrong with it."""


class SingleValue(Shape):
    """A shape that is one text in the file.

    Attributes:
        example: such a value.
    """

    example: str

    def sample(self) -> str:
        """A value of this shape as YAML, for advice."""
        return self.example

    def read(self, node: Node, reader: Reader) -> Any:
        """The value of this node; None after reporting what is wrong with it."""
        if not isinstance(node, TextNode) or node.is_nothing:
            reader.report_kind(node, self.kind(), self.sample())
            return None
        return self.parse(node, reader)

    @abstractmethod
    def parse(self, node: TextNode, reader: Reader) -> Any:
        """The value of a text that is there; None after reporting what is wrong with it."""


@dataclass(frozen=True)
class Duration(SingleValue):
    """A duration, read as integer milliseconds.

    Attributes:
        positive: ``0s`` is too short.
    """

    positive: bool = False
    example: str = "4m30s"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a duration"))

    def parse(self, node: TextNode, reader: Reader) -> int | None:
        """The milliseconds."""
        text = node.text
        ms = parse_duration(text)
        if ms is None:
            reader.report("not-a-duration", node, found=shown(text), advice=_meant(guess_duration(text)))
        elif ms > LONGEST_DURATION_MS:
            most = Message(N_("at most {high}"), {"high": duration_text(LONGEST_DURATION_MS)})
            reader.report("out-of-range", node, found=text, expected=most, example=self.example)
        elif self.positive and not ms:
            reader.report(
                "out-of-range", node, found=text, expected=Message(N_("longer than 0s")), example=self.example
            )
        return ms


@dataclass(frozen=True)
class ClockTime(SingleValue):
    """A time of day in quotes, read as milliseconds after midnight."""

    example: str = '"09:30"'

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a clock time in quotes"))

    def parse(self, node: TextNode, reader: Reader) -> int | None:
        """The milliseconds after midnight."""
        ms = parse_clock_time(node.text)
        if ms is None:
            reader.report("not-a-clock-time", node, found=shown(node.text))
        elif not node.style:
            reader.report("unquoted-time", node, found=node.text)
        return ms


@dataclass(frozen=True)
class Integer(SingleValue):
    """A whole number in digits, ends included."""

    low: int
    high: int
    example: str = "30"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("a whole number from {low} to {high}"), {"low": self.low, "high": self.high})

    def parse(self, node: TextNode, reader: Reader) -> int | None:
        """The number."""
        text = node.text
        if not _INTEGER.fullmatch(text):
            reader.report("not-a-whole-number", node, found=shown(text), example=self.example)
            return None
        number = int(text)
        if not self.low <= number <= self.high:
            reader.report(
                "out-of-range", node, found=text, expected=_between(self.low, self.high), example=self.example
            )
            return None
        return number


@dataclass(frozen=True)
class Number(SingleValue):
    """A number in digits with a decimal point, ends included.

    Attributes:
        above_low: ``low`` itself is too little.
        words: words that stand for a number.
    """

    low: float
    high: float
    above_low: bool = False
    words: Mapping[str, float] = field(default_factory=dict)
    example: str = "0.5"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        number = Message(N_("a number {range}"), {"range": self._range()})
        if self.words:
            return Message(N_("{words} or {number}"), {"words": ", ".join(self.words), "number": number})
        return number

    def parse(self, node: TextNode, reader: Reader) -> float | None:
        """The number."""
        text = node.text
        if text in self.words:
            return self.words[text]
        if not NUMBER.fullmatch(text):
            if self.words and text[:1].isalpha():
                reader.report("unknown-word", node, found=shown(text), advice=reader.suggest(text, self.words))
            else:
                reader.report("not-a-number", node, found=shown(text), example=self.example)
            return None
        number = float(text)
        if not self.low <= number <= self.high or (self.above_low and number == self.low):
            reader.report("out-of-range", node, found=text, expected=self._range(), example=self.example)
            return None
        return number

    def _range(self) -> Message:
        if self.above_low:
            return Message(N_("above {low} and up to {high}"), {"low": f"{self.low:g}", "high": f"{self.high:g}"})
        return _between(self.low, self.high)


@dataclass(frozen=True)
class Comparison(SingleValue):
    """A comparison with a number, ends included, read as the sign and the number.

    Attributes:
        words: words that stand for a number; one may stand without a sign, which then is ``=``.
    """

    low: float
    high: float
    words: Mapping[str, float] = field(default_factory=dict)
    example: str = '">= 60"'

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        if self.words:
            return Message(N_("one of the words {words}, or a sign and a word"), {"words": ", ".join(self.words)})
        return Message(N_("a sign (>=, >, <=, <, =) and a number {range}"), {"range": _between(self.low, self.high)})

    def parse(self, node: TextNode, reader: Reader) -> tuple[str, float] | None:
        """The sign and the number."""
        found = COMPARISON.fullmatch(node.text)
        if found is None or not (found[1] or self.words):
            reader.report("not-a-comparison", node, found=shown(node.text), example=self.example)
            return None
        sign, text = found[1] or "=", found[2]
        if self.words:
            if text not in self.words:
                reader.report("unknown-word", node, found=shown(text), advice=reader.suggest(text, self.words))
                return None
            return sign, self.words[text]
        if not NUMBER.fullmatch(text):
            reader.report("not-a-comparison", node, found=shown(node.text), example=self.example)
            return None
        if not self.low <= float(text) <= self.high:
            between = _between(self.low, self.high)
            reader.report("out-of-range", node, found=shown(node.text), expected=between, example=self.example)
            return None
        return sign, float(text)


@dataclass(frozen=True)
class Flag(SingleValue):
    """``true`` or ``false``, nothing else.

    Attributes:
        only: ``false`` says nothing here and is refused.
    """

    only: bool = False
    example: str = "true"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("true or false"))

    def parse(self, node: TextNode, reader: Reader) -> bool | None:
        """The answer."""
        if node.text not in {"true", "false"}:
            reader.report("not-a-flag", node, found=shown(node.text))
            return None
        if self.only and node.text == "false":
            reader.report("only-true", node)
            return None
        return node.text == "true"


@dataclass(frozen=True)
class Zone(SingleValue):
    """The name of a time zone in the IANA database."""

    example: str = "Asia/Jakarta"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("the name of a time zone"))

    def parse(self, node: TextNode, reader: Reader) -> str | None:
        """The name."""
        text = node.text
        if not is_zone(text):
            reader.report("unknown-zone", node, found=shown(text), advice=_meant(guess_zone(text)))
            return None
        return text


@dataclass(frozen=True)
class Version(SingleValue):
    """The version of the language; older ones are brought up to date before they are read."""

    known: int = 2
    oldest: int = 1
    example: str = "2"

    def kind(self) -> Message:
        """What is needed, as part of a sentence."""
        return Message(N_("the number {version}"), {"version": self.known})

    @property
    def versions(self) -> range:
        """Every version that can be read."""
        return range(self.oldest, self.known + 1)

    def parse(self, node: TextNode, reader: Reader) -> int | None:
        """The version."""
        if node.text not in map(str, self.versions):
            reader.report("version", node, found=shown(node.text), known=self.known)
            return None
        return int(node.text)


def _between(low: float, high: float) -> Message:
    return Message(N_("from {low} to {high}"), {"low": f"{low:.10g}", "high": f"{high:.10g}"})


def _meant(guess: str | None) -> Message | None:
    return None if guess is None else Message(N_('Did you mean "{guess}"?'), {"guess": guess})
