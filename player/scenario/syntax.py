"""Mistakes in the YAML itself, in the words of somebody who writes a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from player.language.nodes import Node
from player.language.problems import ProblemList


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the YAML reader says, and the kind of problem it means.

    Attributes:
        says: parts of its sentence, all of which must be there; the parsers in C and in Python word it differently.
        code: the kind of problem.
        at_context: the mistake is where the construct began, not where the reader stumbled.
        is_sure: what stands there need not be looked at to tell the kind.
    """

    says: tuple[str, ...]
    code: str
    at_context: bool = False
    is_sure: bool = False


_Place: TypeAlias = tuple[int, int]

_LONGEST_KEY = 1024
"""Characters, the colon left out, that YAML lets a key have."""

_NO_STARTS = {"\t": "tab", "%": "yaml-directive", "]": "yaml-surplus-bracket", "}": "yaml-surplus-bracket"}
_START_OF_DOCUMENT = re.compile(r"^---(?!\S)", re.MULTILINE)
_END_OF_DOCUMENT = re.compile(r"^\.\.\.(?!\S)", re.MULTILINE)

_RULES = (
    _Rule(("quoted scalar", "unexpected"), "yaml-quote", at_context=True),
    _Rule(("quoted scalar", "escape"), "yaml-escape"),
    _Rule(("quoted scalar", "hexadecimal"), "yaml-escape"),
    _Rule(("quoted scalar", "hexdecimal"), "yaml-escape"),
    _Rule(("tab character",), "tab"),
    _Rule(("cannot start any token",), "yaml-start"),
    _Rule(("scanning an alias",), "alias", at_context=True),
    _Rule(("scanning an anchor",), "anchor", at_context=True),
    _Rule(("a tag",), "tag", at_context=True),
    _Rule(("tag handle",), "tag"),
    _Rule(("directive",), "yaml-directive", at_context=True),
    _Rule(("incompatible YAML document",), "yaml-directive"),
    _Rule(("block scalar",), "yaml-block", at_context=True),
    _Rule(("mapping values are not allowed",), "yaml-colon"),
    _Rule(("unexpected ':'",), "yaml-colon", is_sure=True),
    _Rule(("simple key",), "yaml-no-colon", at_context=True),
    _Rule(("sequence entries are not allowed",), "yaml-list"),
    _Rule(("node content",), "yaml-start"),
    _Rule(("mapping keys are not allowed",), "yaml-start"),
    _Rule(("flow sequence",), "yaml-bracket", at_context=True),
    _Rule(("flow mapping",), "yaml-bracket", at_context=True),
    _Rule(("block collection",), "yaml-indent"),
    _Rule(("block mapping",), "yaml-indent"),
    _Rule(("document start",), "yaml-indent"),
)

_UNFORESEEN = _Rule((), "yaml-syntax")


def report_syntax(error: yaml.YAMLError, problems: ProblemList, inside: Node | None = None) -> None:
    """Report the mistake at which the YAML reader stopped.

    Args:
        inside: the innermost list or group that was not read to its end.
    """
    says = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
    rule = next((rule for rule in _RULES if all(part in says for part in rule.says)), _UNFORESEEN)
    stumbled = _place(getattr(error, "problem_mark", None), problems)
    began = _place(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None), problems)
    place = began if rule.at_context else stumbled
    code = rule.code
    look = _CLOSER_LOOKS.get(code)
    if look is not None and not rule.is_sure:
        code, place = look(place, problems, inside)
    line, column = place
    character = problems.lines.piece(line, column - 1, column)
    values = {"character": character, "noticed": stumbled[0], "name": "...", "jargon": " ".join(says.split())}
    problems.add(code, line, column, values)


def _place(mark: Any, problems: ProblemList) -> _Place:
    if mark is None:
        return 1, 1
    last = len(problems.lines)
    return (mark.line + 1, mark.column + 1) if mark.line < last else (last, problems.lines.length(last) + 1)


def _in_brackets(inside: Node | None, problems: ProblemList) -> bool:
    """Whether this list or group is written in brackets."""
    return inside is not None and problems.lines.piece(inside.line, inside.column - 1, inside.column) in {"[", "{"}


def _look_at_start(place: _Place, problems: ProblemList, inside: Node | None) -> tuple[str, _Place]:
    """A value begins with what cannot begin one."""
    line, column = place
    character = problems.lines.piece(line, column - 1, column)
    if character:
        return _NO_STARTS.get(character, "yaml-start"), place
    if inside is not None and _in_brackets(inside, problems):
        return "yaml-bracket", (inside.line, inside.column)
    return "yaml-syntax", place


def _look_at_colon(place: _Place, problems: ProblemList, inside: Node | None) -> tuple[str, _Place]:
    """A colon stands where no key can be."""
    line, column = place
    before = problems.lines.piece(line, 0, column - 1)
    if not before.strip() or ": " in before or before.startswith("---") or _in_brackets(inside, problems):
        return "yaml-colon", place
    # A key stands before it: the line is indented wrongly, or the key is too long to be one.
    code = "key-not-text" if len(before) > _LONGEST_KEY else "yaml-indent"
    return code, (line, len(before) - len(before.lstrip(" ")) + 1)


def _look_at_indent(place: _Place, problems: ProblemList, inside: Node | None) -> tuple[str, _Place]:
    """A value ended, and something stands where the next line should begin."""
    del inside
    line, column = place
    lines = problems.lines
    before = lines.piece(line, 0, column - 1).rstrip()
    if before.endswith(("'", '"')):
        return "yaml-after-quote", place
    if lines.piece(line, column - 1, column) in {"]", "}"}:
        return "yaml-surplus-bracket", place
    if before.endswith(("]", "}")):
        return "yaml-after-bracket", place
    if not before and _END_OF_DOCUMENT.search(lines.text, 0, lines.offset(line)):
        return "several-documents", place
    if lines.text.startswith("%") and not _START_OF_DOCUMENT.search(lines.text):
        return "yaml-directive", (1, 1)
    return "yaml-indent", place


_CLOSER_LOOKS: Mapping[str, Callable[[_Place, ProblemList, Node | None], tuple[str, _Place]]] = {
    "yaml-start": _look_at_start,
    "yaml-colon": _look_at_colon,
    "yaml-indent": _look_at_indent,
}
"""What tells the kind of a problem where the words of the YAML reader do not."""
