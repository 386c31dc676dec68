"""What the shapes report to while they read one script."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from itertools import islice

from player.i18n import N_, Message
from player.language.nodes import BrokenNode, ListNode, Node, TextNode
from player.language.problems import ProblemList, shown

_MOST_COMPARISONS = 2_000
"""Words that are compared for guesses in one file, at worst a quarter of a second's worth; after that none is made."""

_LONGEST_COMPARED = 40
_ORDINARY_LENGTH = 16
"""Letters after which a word counts for two, for the time it may take grows with them."""

_LISTED = 30


class EntryOf(str):
    """The key of a list while one of its entries is read."""

    __slots__ = ()


class Reader:
    """The names defined and used so far, and the problems.

    Attributes:
        key: the key whose value is being read, for the sentences of its problems.
        defined: where each name stands that a script gives to a thing, by kind of thing.
        used: the names a script refers to by, with the kind of thing each must be.
    """

    __slots__ = ("_comparisons", "_problems", "defined", "key", "used")

    def __init__(self, problems: ProblemList) -> None:
        self._problems = problems
        self._comparisons = 0
        self.key = ""
        self.defined: dict[str, dict[str, TextNode]] = {}
        self.used: list[tuple[str, TextNode]] = []

    def report(self, code: str, node: Node, *, advice: Message | None = None, **values: object) -> None:
        """Report a problem at this node; ``{key}`` is filled with the key being read."""
        values.setdefault("key", shown(self.key))
        self._problems.add(code, node.line, node.column, values, advice)

    def report_kind(self, node: Node, expected: Message, example: str) -> None:
        """Report that something of another kind is needed here, or any value at all."""
        if isinstance(node, BrokenNode):
            return
        in_list = isinstance(self.key, EntryOf)
        if isinstance(node, TextNode) and node.is_nothing:
            self.report("empty-entry" if in_list else "no-value", node, example=example)
        else:
            code = "wrong-entry" if in_list else "wrong-kind"
            self.report(code, node, expected=expected, found=_found(node), example=example)

    def define(self, kind: str, node: TextNode) -> None:
        """Note that a thing of this kind is called this."""
        names = self.defined.setdefault(kind, {})
        name = node.text
        if name in names:
            self.report("duplicate-id", node, thing=Message(THINGS[kind]), id=shown(name), first=names[name].line)
        else:
            names[name] = node

    def suggest(self, word: str, known: Collection[str]) -> Message:
        """Advice that names the known word nearest to this one, or else the known words."""
        return advise(self.nearest(word, known), known)

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """The known word nearest to this one, if any is near and not too many have been looked for already."""
        sought = _plain(word[:_LONGEST_COMPARED])
        cost = 1 + len(sought) // _ORDINARY_LENGTH
        left = max(0, _MOST_COMPARISONS - self._comparisons) // cost
        plain = {_plain(each): each for each in islice(known, left)}
        self._comparisons += cost * len(plain)
        near = difflib.get_close_matches(sought, plain, n=1, cutoff=0.65)
        return plain[near[0]] if near else None


THINGS = {
    "source": N_("source"),
    "rank": N_("rank"),
    "unit": N_("unit"),
    "objective": N_("objective"),
    "phase": N_("phase"),
    "inject": N_("inject"),
    "expected action": N_("expected action"),
    "action": N_("action"),
    "decision": N_("decision"),
    "role": N_("role"),
    "tag": N_("tag"),
    "readiness item": N_("readiness item"),
    "emergency contact": N_("emergency contact"),
    "critical task": N_("critical task"),
    "stage": N_("stage of the programme"),
}
"""The kinds of thing a script gives a name, translatable."""


def advise(near: str | None, known: Collection[str]) -> Message:
    """Advice that names the word that may have been meant, or else the known words."""
    if near is not None:
        return Message(N_('Did you mean "{guess}"?'), {"guess": shown(near)})
    listed = ", ".join(shown(each) for each in islice(known, _LISTED))
    return Message(N_("Known here: {known}."), {"known": f"{listed}, …" if len(known) > _LISTED else listed})


def _plain(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")


def _found(node: Node) -> Message:
    if isinstance(node, TextNode):
        return Message(N_('the single value "{text}"'), {"text": shown(node.text)})
    return Message(N_("a list") if isinstance(node, ListNode) else N_("a group of keys"))
