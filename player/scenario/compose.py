"""From YAML text to a tree of texts, lists and maps that know their place in the file.

Built on the event stream of PyYAML's parser, so that nothing is resolved: a value is its text, and ``no``, ``0123`` or
``10:00`` stay what was written. What a script has no use for and what could do harm (anchors, aliases, merge keys,
tags, several documents, endless depth) is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.error import MarkedYAMLError

from player.language.nodes import BrokenNode, ListNode, MapNode, Node, TextNode
from player.language.problems import ProblemList, shown
from player.scenario.syntax import report_syntax

DEEPEST = 32
MOST_NODES = 500_000
MOST_ENTRIES = 50_000
"""Of one list or group; what is no script at all often has more, and need not be read to the other limit."""

LONGEST_TEXT = 10_000

_MERGE = "<<"

BAD_CHARACTER = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that have no business in a script, whether written out or as an escape."""


_TAG_DIRECTIVE = re.compile(r"^%TAG", re.MULTILINE)
"""Tags are refused anyhow, and the parser in C compares every such line with every other."""


class PythonParser(yaml.SafeLoader):
    """The parser in Python, which by itself breaks down at an escape beyond the last character there is."""

    def scan_flow_scalar(self, style: str) -> Any:
        """As the parser does, with its own kind of error for such an escape."""
        try:
            return super().scan_flow_scalar(style)
        except (OverflowError, ValueError) as error:
            raise MarkedYAMLError("quoted scalar", None, f"escape: {error}", self.get_mark()) from None


def parser_class() -> Callable[[bytes], Any]:
    """The parser in C, or where PyYAML came without it the one in Python (20 times slower)."""
    return getattr(yaml, "CSafeLoader", PythonParser)


def compose(data: bytes, problems: ProblemList) -> Node | None:
    """The tree of a YAML text in UTF-8 without a byte order mark; None where it could not be read to the end.

    Problems go to ``problems``; what was read up to the first mistake in the YAML itself is checked for the rest.

    Raises:
        TooManyProblems: there were so many problems that reading stopped.
    """
    if b"%TAG" in data and (handle := _TAG_DIRECTIVE.search(problems.lines.text)):
        problems.add_at("yaml-directive", handle.start())
        return None
    builder = _Builder(problems)
    try:
        return builder.build(parser_class()(data))
    except yaml.YAMLError as error:
        report_syntax(error, problems, builder.inside)
        return None


class _Stop(Exception):  # noqa: N818  it ends the reading and is no error of its own
    """The rest of the file is not worth reading."""


class _Builder:
    """Puts the events of one file together."""

    def __init__(self, problems: ProblemList) -> None:
        self._problems = problems
        self._root: Node | None = None
        self._outside: list[tuple[Node | None, Node | None]] = []
        self._here: Node | None = None
        self._key: Node | None = None
        self._nodes = 0
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._map_start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceStartEvent: self._list_start,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    @property
    def inside(self) -> Node | None:
        """The list or group that is being read."""
        return self._here

    def build(self, parser: Any) -> Node | None:
        """The tree; None where the rest of the file is not worth reading."""
        get_event = parser.get_event
        handler_of = self._handlers.get
        try:
            while (event := get_event()) is not None:
                handle = handler_of(event.__class__)
                if handle is not None:
                    handle(event)
        except _Stop:
            return None
        finally:
            parser.dispose()
        root = self._root
        if root is None or (isinstance(root, TextNode) and root.is_nothing):
            self._problems.add("empty", 1, 1)
            return None
        return root

    def _document(self, event: Any) -> None:
        if self._root is not None:
            self._refuse("several-documents", event)
            raise _Stop

    def _scalar(self, event: Any) -> None:
        text = event.value
        style = event.style
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if len(text) > LONGEST_TEXT:
            self._refuse("text-too-long", event, limit=LONGEST_TEXT)
        if style == '"' and (found := BAD_CHARACTER.search(text)):
            self._refuse("control-character", event, character=f"U+{ord(found[0]):04X}")
        self._put(TextNode(event.start_mark, text, style or ""))

    def _map_start(self, event: Any) -> None:
        self._open(event, MapNode(event.start_mark))

    def _list_start(self, event: Any) -> None:
        self._open(event, ListNode(event.start_mark))

    def _open(self, event: Any, node: Node) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if len(self._outside) >= DEEPEST:
            self._refuse("too-deep", event, limit=DEEPEST)
            raise _Stop
        self._put(node)
        self._outside.append((self._here, self._key))
        self._here = node
        self._key = None

    def _end(self, event: Any) -> None:
        del event
        self._here, self._key = self._outside.pop()

    def _alias(self, event: Any) -> None:
        merging = isinstance(self._key, TextNode) and self._key.text == _MERGE
        if not merging:
            self._refuse("alias", event)
        self._put(BrokenNode(event.start_mark))

    def _put(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._problems.add("too-many-values", node.line, node.column, {"limit": MOST_NODES})
            raise _Stop
        here = self._here
        if isinstance(here, MapNode):
            key = self._key
            if key is None:
                self._key = node
            else:
                self._key = None
                self._enter(here, key, node)
        elif isinstance(here, ListNode):
            here.items.append(node)
            if len(here.items) > MOST_ENTRIES:
                self._stop_at_entry(node)
        else:
            self._root = node

    def _enter(self, here: MapNode, key: Node, value: Node) -> None:
        if not isinstance(key, TextNode):
            if not isinstance(key, BrokenNode):
                self._problems.add("key-not-text", key.line, key.column)
            return
        name = key.text
        entries = here.entries
        if name in entries:
            first = entries[name][0].line
            self._problems.add("duplicate-key", key.line, key.column, {"key": shown(name), "first": first})
        elif name == _MERGE:
            self._problems.add("merge-key", key.line, key.column)
        else:
            entries[name] = (key, value)
            if len(entries) > MOST_ENTRIES:
                self._stop_at_entry(key)

    def _stop_at_entry(self, node: Node) -> None:
        self._problems.add("too-many-entries", node.line, node.column, {"limit": MOST_ENTRIES})
        raise _Stop

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("anchor", event, name=shown(event.anchor))
        if event.tag is not None:
            self._refuse("tag", event)

    def _refuse(self, code: str, event: Any, **values: object) -> None:
        mark = event.start_mark
        self._problems.add(code, mark.line + 1, mark.column + 1, values)
