"""From the bytes of a file to its text, or to the reason why it is none."""

from __future__ import annotations

from contextlib import suppress

from player.language.problems import ProblemList, ScenarioProblems

BYTE_ORDER_MARK = "\ufeff"

_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""Byte order marks of UTF-16 and UTF-32."""

_WIDE = ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le")
_LOOKED_AT = 256
"""Bytes at the beginning of a file by which its kind is told."""

_NEVER_TEXT = (b"%PDF-", b"\x7fELF")
_NO_TEXT_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\f\r\x1a\x1b")
"""Control characters that a text has in no encoding of one byte to the character."""


def decode(data: bytes, file: str) -> str:
    """The text of a script, with its byte order mark if it has one.

    Args:
        file: what messages call the file.

    Raises:
        ScenarioProblems: it is not written in UTF-8, or no text at all.
    """
    beginning = data[:_LOOKED_AT]
    if data.startswith(_MARKS) or _is_wide(beginning):
        raise _refused(file, "encoding")
    if data.startswith(_NEVER_TEXT) or 0 in beginning:
        raise _refused(file, "binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _NO_TEXT_CONTROLS.isdisjoint(beginning):
            raise _refused(file, "binary") from None
        before = data[: error.start].decode("utf-8").removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
        after = data[error.start : error.start + _LOOKED_AT].decode("utf-8", "replace")
        problems = ProblemList(file, before + after)
        problems.add_at("encoding", len(before))
        raise ScenarioProblems(problems.in_order()) from None


def _is_wide(beginning: bytes) -> bool:
    """Whether a file begins as a text with two or four bytes to the character, and no mark that says so."""
    whole = beginning[: len(beginning) // 4 * 4]
    if whole.count(0) * 4 < len(whole) or not whole:
        return False
    for encoding in _WIDE:
        with suppress(UnicodeDecodeError):
            if all(character.isprintable() or character in "\t\r\n" for character in whole.decode(encoding)):
                return True
    return False


def _refused(file: str, code: str) -> ScenarioProblems:
    problems = ProblemList(file, "")
    problems.add(code, 0, 0)
    return ScenarioProblems(problems.in_order())
