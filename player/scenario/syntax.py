"""Mistakes in the YAML itself, in the words of somebody who writes a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from player.language.problems import ProblemList


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the YAML reader says, and the kind of problem it means.

    Attributes:
        says: parts of its sentence, all of which must be there; the parsers in C and in Python word it differently.
        code: the kind of problem.
        at_context: the mistake is where the construct began, not where the reader stumbled.
    """

    says: tuple[str, ...]
    code: str
    at_context: bool = False


_RULES = (
    _Rule(("quoted scalar", "unexpected"), "yaml-quote", at_context=True),
    _Rule(("quoted scalar", "escape"), "yaml-escape"),
    _Rule(("quoted scalar", "hexadecimal"), "yaml-escape"),
    _Rule(("quoted scalar", "hexdecimal"), "yaml-escape"),
    _Rule(("cannot start any token",), "yaml-start"),
    _Rule(("scanning an alias",), "alias", at_context=True),
    _Rule(("scanning an anchor",), "anchor", at_context=True),
    _Rule(("a tag",), "tag", at_context=True),
    _Rule(("tag handle",), "tag"),
    _Rule(("directive",), "yaml-directive", at_context=True),
    _Rule(("block scalar",), "yaml-block", at_context=True),
    _Rule(("mapping values are not allowed",), "yaml-colon"),
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


def report_syntax(error: yaml.YAMLError, problems: ProblemList) -> None:
    """Report the mistake at which the YAML reader stopped."""
    says = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}"
    rule = next((rule for rule in _RULES if all(part in says for part in rule.says)), None)
    stumbled = _place(getattr(error, "problem_mark", None), problems)
    began = _place(getattr(error, "context_mark", None) or getattr(error, "problem_mark", None), problems)
    line, column = began if rule is not None and rule.at_context else stumbled
    code = "yaml-syntax" if rule is None else rule.code
    character = _character(problems, line, column)
    if code == "yaml-start" and character in {"\t", "%"}:
        code = "tab" if character == "\t" else "yaml-directive"
    elif code == "yaml-start" and not character:
        code = "yaml-syntax"
    elif code == "yaml-colon" and _begins_with_key(before := problems.lines.piece(line, 0, column - 1)):
        code, column = "yaml-indent", _indent(before) + 1
    elif code == "yaml-indent" and problems.lines.piece(line, 0, column - 1).rstrip()[-1:] in {"'", '"'}:
        code = "yaml-after-quote"
    values = {"character": character, "noticed": stumbled[0], "name": "...", "jargon": " ".join(says.split())}
    problems.add(code, line, column, values)


def _place(mark: Any, problems: ProblemList) -> tuple[int, int]:
    if mark is None:
        return 1, 1
    last = len(problems.lines)
    return (mark.line + 1, mark.column + 1) if mark.line < last else (last, problems.lines.length(last) + 1)


def _character(problems: ProblemList, line: int, column: int) -> str:
    return problems.lines.piece(line, column - 1, column)


def _begins_with_key(before: str) -> bool:
    """Whether this, up to a colon, is a key and no text that has a key before it."""
    return ": " not in before


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
