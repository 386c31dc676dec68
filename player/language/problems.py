"""What can be wrong with a script, said so that its author can mend it: what, where, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from player.i18n import Message
from player.language.lines import Lines
from player.language.problem_kinds import FILE_CODES, PROBLEM_KINDS

MOST_PROBLEMS = 1_000
"""Reading stops after this many problems: a file with more is not a script with mistakes but no script."""

_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_LAST = "too-many-problems"
_QUOTED_WIDTH = 110
_BEFORE_CARET = 70
_MARGIN = "    "


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a script. ``str(problem)`` is the full report, over several lines.

    Attributes:
        code: which kind of problem, a key of `PROBLEM_KINDS`; stable, for machines.
        file: the file as the reader named it.
        line: from 1; 0 where the file as a whole is meant.
        column: from 1, in characters; 0 where the file as a whole is meant.
        quoted_line: the line itself, or the part of a long line around the column.
        caret: where in ``quoted_line`` the column is, from 0.
        message: what is wrong.
        advice: what would be right.
    """

    code: str
    file: str
    line: int
    column: int
    quoted_line: str
    caret: int
    message: Message
    advice: Message

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.message}\n{_MARGIN}{self.advice}"
        number = str(self.line)
        report = [f"{self.file}:{self.line}:{self.column}: {self.message}"]
        if self.quoted_line.strip():
            report.append(f"{_MARGIN}{number} | {self.quoted_line.rstrip()}")
            report.append(f"{_MARGIN}{' ' * len(number)} | {' ' * self.caret}^")
        report.append(f"{_MARGIN}{self.advice}")
        return "\n".join(report)

    @property
    def is_warning(self) -> bool:
        """Whether the script can be played all the same."""
        return PROBLEM_KINDS[self.code].warning

    def to_json(self) -> dict[str, object]:
        """The problem as plain values for JSON, its sentences in the language in use."""
        return {
            "code": self.code,
            "warning": self.is_warning,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "quoted_line": self.quoted_line,
            "message": str(self.message),
            "advice": str(self.advice),
        }


class ScenarioProblems(Exception):  # noqa: N818  the word of the field is "problems"
    """A script cannot be used as it stands. ``str(error)`` is the report of all its problems.

    Attributes:
        problems: every problem found, in the order of the file; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)

    @property
    def cannot_read(self) -> bool:
        """Whether there was no text to look at: no such file, not a file, too large, not text."""
        return any(problem.code in FILE_CODES for problem in self.problems)


class TooManyProblems(Exception):  # noqa: N818  it ends the reading and is no error of its own
    """Raised inside the loader to stop reading after `MOST_PROBLEMS`."""


class ProblemList:
    """Gathers the problems of one file while it is read."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._lines: Lines | None = None
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    @property
    def lines(self) -> Lines:
        """The lines of the file."""
        if self._lines is None:
            self._lines = Lines(self._text)
        return self._lines

    def add(
        self,
        code: str,
        line: int,
        column: int,
        values: Mapping[str, object] = MappingProxyType({}),
        advice: Message | None = None,
    ) -> None:
        """Add a problem of a known kind; a place after the end of the file becomes the end of its last line.

        Args:
            line, column: from 1; both 0 for the file as a whole.
            values: what fills the ``{names}`` of the kind's sentences.
            advice: better advice than the kind's own.

        Raises:
            TooManyProblems: there are so many now that reading must stop.
        """
        kind = PROBLEM_KINDS[code]
        line, column, quoted, caret = self._quote(line, column)
        message = Message(kind.message, values)
        self._found.append(
            Problem(code, self._file, line, column, quoted, caret, message, advice or Message(kind.advice, values))
        )
        if len(self._found) == MOST_PROBLEMS and code != _LAST:
            self.add(_LAST, line, column, {"count": MOST_PROBLEMS})
            raise TooManyProblems

    def add_at(self, code: str, offset: int, values: Mapping[str, object] = MappingProxyType({})) -> None:
        """Add a problem at a character of ``lines.text``, counted from 0.

        Raises:
            TooManyProblems: as `add`.
        """
        self.add(code, *self.lines.place(offset), values)

    def in_order(self) -> list[Problem]:
        """The problems by line and column, those of one place in the order they were found."""
        return sorted(self._found, key=lambda problem: (problem.code == _LAST, problem.line, problem.column))

    def _quote(self, line: int, column: int) -> tuple[int, int, str, int]:
        if not line:
            return 0, 0, "", 0
        lines = self.lines
        if line > len(lines):
            line = len(lines)
            column = lines.length(line) + 1
        caret = column - 1
        length = lines.length(line)
        if length <= _QUOTED_WIDTH:
            return line, column, printable(lines.piece(line)), caret
        start = max(0, min(caret - _BEFORE_CARET, length - _QUOTED_WIDTH))
        end = start + _QUOTED_WIDTH
        text = ("…" + lines.piece(line, start + 1, end) if start else lines.piece(line, 0, end)) + "…" * (end < length)
        return line, column, printable(text), caret - start


def printable(text: str) -> str:
    """The text on one line: tabs and line breaks as blanks, other invisible characters as U+FFFD."""
    return _NOT_PRINTABLE.sub(lambda found: " " if found[0] in "\t\r\n" else "\ufffd", text)


def shown(text: str, most: int = 40) -> str:
    """The text as it is quoted inside a sentence: on one line and not too long."""
    text = printable(" ".join(text[: 2 * most].split()))
    return text if len(text) <= most else text[: most - 1] + "…"
