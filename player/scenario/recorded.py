"""The scripts of sessions: what they set for the rules was right when they were run, whatever is refused today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from player.language.nodes import ListNode, MapNode, Node, TextNode
from player.language.problems import Problem
from player.language.records import Entry
from player.language.values import parse_duration

_SECTION = "findings"


def pardon(script: Entry, problems: Sequence[Problem]) -> bool:
    """Whether all that is wrong with a script is how it sets the rules; the script can then be built.

    A duration outside the range of today is taken as it stands. Rules and settings that are known no longer are left
    out, and a setting that means nothing is as if it were not given.
    """
    found = script.node.entries.get(_SECTION)
    if found is None:
        return False
    places = {(node.line, node.column) for node in _inside(found[1])}
    if any((problem.line, problem.column) not in places for problem in problems):
        return False
    section: Entry | None = script[_SECTION]
    for rule in section.values.values() if section is not None else ():
        if isinstance(rule, Entry):
            _settle(rule)
    return True


def _settle(rule: Entry) -> None:
    if rule["active"] is None:
        rule.values["active"] = True
    for name, (_key, node) in rule.node.entries.items():
        if name in rule.values and rule[name] is None and isinstance(node, TextNode):
            rule.values[name] = parse_duration(node.text)


def _inside(node: Node) -> Iterator[Node]:
    """A node, and every key and value in it."""
    yield node
    if isinstance(node, MapNode):
        for key, value in node.entries.values():
            yield key
            yield from _inside(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _inside(item)
