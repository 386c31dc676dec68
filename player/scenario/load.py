"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from player.language.nodes import BrokenNode, MapNode, TextNode
from player.language.problems import ProblemList, ScenarioProblems, TooManyProblems
from player.language.reader import Reader
from player.language.records import Entry
from player.model.scenario import LoadedScenario
from player.scenario.build import build_scenario
from player.scenario.checks import CHECKS
from player.scenario.compose import BAD_CHARACTER, compose
from player.scenario.language import SCENARIO

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes a script may have."""

_BYTE_ORDER_MARK = "\ufeff"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_INDENTED_BY_TAB = re.compile(r"^ *(\t)[ \t]*[^\s#]", re.MULTILINE)


def load_scenario(path: str | os.PathLike[str]) -> LoadedScenario:
    """Read the script in a file.

    Raises:
        ScenarioProblems: the file cannot be read, or the script has problems; with all of them.
    """
    file = os.fsencode(path).decode("utf-8", "replace")
    try:
        path = Path(path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(file, "not-a-file")
        with path.open("rb") as source:
            data = source.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(file, "missing-file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(file, "unreadable-file", {"reason": reason}) from None
    return _read(data, Path(file).name, file)


def read_scenario(text: str | bytes, name: str) -> LoadedScenario:
    """Read a script from its text, or from the bytes of its file.

    Args:
        name: the file name for messages and the log.

    Raises:
        ScenarioProblems: the script has problems; with all of them.
    """
    # What is no character at all becomes bytes that are no UTF-8, and is refused with its place.
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _read(data, name, name)


def _read(data: bytes, name: str, file: str) -> LoadedScenario:
    text = _decode(data, file)
    body = text.removeprefix(_BYTE_ORDER_MARK)
    problems = ProblemList(file, body)
    entry: Entry | None = None
    with _collector_at_rest():
        with contextlib.suppress(TooManyProblems):
            entry = _understand(body, problems)
        if entry is None or len(problems):
            raise ScenarioProblems(problems.in_order())
        scenario = build_scenario(entry)
    return LoadedScenario(scenario, name, text, hashlib.sha256(data).hexdigest())


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking a growing tree that has no cycles: two thirds of the time of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _decode(data: bytes, file: str) -> str:
    if len(data) > LARGEST_FILE:
        raise _refused(file, "too-large", {"limit": LARGEST_FILE // 1024**2})
    if data.startswith(_UTF_16_MARKS):
        raise _refused(file, "encoding")
    if b"\0" in data:
        raise _refused(file, "binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        problems = ProblemList(file, before + data[error.start :].decode("utf-8", "replace"))
        lines = ProblemList(file, before + "x").lines
        problems.add("encoding", len(lines), len(lines[-1]))
        raise ScenarioProblems(problems.in_order()) from None


def _understand(text: str, problems: ProblemList) -> Entry | None:
    """The script as it was read; None where there is nothing to go on with."""
    if BAD_CHARACTER.search(text) or _INDENTED_BY_TAB.search(text):
        _report_characters(problems)
    if _INDENTED_BY_TAB.search(text):
        return None
    root = compose(BAD_CHARACTER.sub(" ", text).encode(), problems)
    if root is None or isinstance(root, BrokenNode):
        return None
    if not isinstance(root, MapNode):
        problems.add("not-a-script", root.line, root.column)
        return None
    reader = Reader(problems)
    if not _has_known_version(root, reader):
        return None
    script = SCENARIO.read(root, reader)
    if script is not None:
        for check in CHECKS:
            check(script, reader)
    return script


def _has_known_version(root: MapNode, reader: Reader) -> bool:
    """Whether the rest can be judged: a script of another version has other keys."""
    found = root.entries.get("gladi")
    if found is None or not isinstance(found[1], TextNode) or found[1].is_nothing:
        return True
    return SCENARIO["gladi"].shape.read(found[1], reader) is not None


def _report_characters(problems: ProblemList) -> None:
    for number, line in enumerate(problems.lines, 1):
        for found in BAD_CHARACTER.finditer(line):
            problems.add("control-character", number, found.start() + 1, {"character": f"U+{ord(found[0]):04X}"})
        if tab := _INDENTED_BY_TAB.match(line):
            problems.add("tab", number, tab.start(1) + 1)


def _refused(file: str, code: str, values: Mapping[str, object] = MappingProxyType({})) -> ScenarioProblems:
    problems = ProblemList(file, "")
    problems.add(code, 0, 0, values)
    return ScenarioProblems(problems.in_order())
