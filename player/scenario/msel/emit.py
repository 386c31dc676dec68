"""Script text as YAML that a planner likes to read: what must be quoted is, long texts are folded, lines kept."""

from __future__ import annotations

import re
from functools import lru_cache

WIDTH = 118
"""Characters a line has at most, where a text can be broken."""

_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f:#\"'\\{}\[\],&*!|>%@`\x7f-\xa0]|,(?= \S)|'(?=\w))*")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
_ESCAPED = re.compile(r"[\\\"\n]")
_BREAK = re.compile(r"(?<=\S) (?=\S)")


@lru_cache(maxsize=1024)
def key(name: str) -> str:
    """A key, in quotes if it needs them."""
    return name if _is_plain(name) else quoted(name)


def entry(name: str, text: str, indent: int) -> str:
    """A key with a text: on the same line, or as a block under it.

    Args:
        name: the key as YAML, or ``-`` for the entry of a list.
        text: without control characters, without blanks at its ends and at the ends of its lines.
        indent: columns the key is indented by.
    """
    lead = f"{' ' * indent}{name}" if name == "-" else f"{' ' * indent}{name}:"
    if "\n" in text:
        return f"{lead} |-\n{_block(text.split(chr(10)), indent + 2)}"
    if len(lead) + len(text) + 3 > WIDTH and (lines := _folded(text, WIDTH - indent - 2)):
        return f"{lead} >-\n{_block(lines, indent + 2)}"
    return f"{lead} {text if _is_plain(text) else quoted(text)}"


def quoted(text: str) -> str:
    """A text in double quotes."""
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)}"'


def comment(text: str, indent: int = 0) -> str:
    """A comment over as many lines as it takes."""
    lines = _folded(" ".join(text.split()), WIDTH - indent - 2) or [" ".join(text.split())]
    return "\n".join(f"{' ' * indent}# {line}" for line in lines)


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes: it begins with a letter and has nothing in it that YAML could read otherwise."""
    return _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS_OF_YAML and text[-1] != " "


def _folded(text: str, width: int) -> list[str]:
    """A text as lines that fold back into it; nothing where it has no place to be broken at."""
    words = _BREAK.split(text)
    if len(words) < 2:
        return []
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _block(lines: list[str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
