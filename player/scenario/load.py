"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from player.i18n import Message, reason_of
from player.language.nodes import BrokenNode, ListNode, MapNode, TextNode
from player.language.problems import Problem, ProblemList, ScenarioProblems, TooManyProblems, shown
from player.language.reader import Reader
from player.language.records import Entry, Record
from player.model.scenario import LoadedProgramme, LoadedScenario
from player.scenario.attachments import check_attachments
from player.scenario.build import build_programme, build_scenario
from player.scenario.checks import CHECKS
from player.scenario.compose import BAD_CHARACTER, compose
from player.scenario.decode import BYTE_ORDER_MARK, decode
from player.scenario.language import PROGRAMME, SCENARIO
from player.scenario.recorded import pardon
from player.scenario.upcast import bring_up_to_date
from player.scenario.warnings import WARNINGS

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes a script may have: with `MOST_NODES` it bounds the second and the memory that reading one may take."""

_STAGES_NAMED = 20

Check: TypeAlias = Callable[[Entry, Reader], None]
Pardon: TypeAlias = Callable[[Entry, Sequence[Problem]], bool]

_ODD_BLANK = re.compile(
    r"^[ -]*+(?:[^\s:]++:)?(?P<blank>[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000])", re.MULTILINE
)
"""Before a key or just behind its colon; within a text such a character does no harm."""

_INDENTED_BY_TAB = re.compile(r"^ *+(?P<tab>\t)[ \t]*+(?=[^\s#])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Examined:
    """A script that can be played, and what is worth a second look in it.

    Attributes:
        warnings: in the order of the file.
    """

    loaded: LoadedScenario
    warnings: tuple[Problem, ...]


def load_scenario(path: str | os.PathLike[str]) -> LoadedScenario:
    """Read the script in a file.

    Raises:
        ScenarioProblems: the file cannot be read, or the script has problems; with all of them.
    """
    return _scenario(_open(path), warn=False).loaded


def examine_scenario(path: str | os.PathLike[str]) -> Examined:
    """Read the script in a file, and look for what may be a mistake though it can be played.

    Raises:
        ScenarioProblems: as `load_scenario`.
    """
    return _scenario(_open(path), warn=True)


def read_scenario(text: str | bytes, name: str) -> LoadedScenario:
    """Read a script from its text, or from the bytes of its file. Whether its attachments are there is not looked at.

    Args:
        name: the file name for messages and the log.

    Raises:
        ScenarioProblems: the script has problems; with all of them.
    """
    # What is no character at all becomes bytes that are no UTF-8, and is refused with its place.
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _scenario(_Source(name, name, data, None), warn=False).loaded


def read_recorded(text: str, name: str) -> Examined:
    """Read the script a session was run with, though it sets the rules in a way that is refused today.

    Gives as warnings what would be refused in a script of today.

    Raises:
        ScenarioProblems: the script has other problems; with all of them.
    """
    return _scenario(_Source(name, name, text.encode("utf-8", "surrogatepass"), None), warn=False, pardons=pardon)


def load_programme(path: str | os.PathLike[str]) -> LoadedProgramme:
    """Read the programme in a file, and the script of each of its stages.

    Raises:
        ScenarioProblems: the file cannot be read, it is no programme, or it or one of the scripts has problems.
    """
    source = _open(path)
    text, problems, entry = _entry(source, PROGRAMME, ())
    read: dict[str, LoadedScenario | Message] = {}
    with contextlib.suppress(TooManyProblems):
        for stage in entry["stages"]:
            name = stage["scenario"]
            if name not in read:
                read[name] = _stage(Path(source.folder or ".") / name)
            if isinstance(first := read[name], Message):
                node, values = stage.at("scenario"), {"stage": stage["id"], "file": name, "first": first}
                problems.add("stage-problems", node.line, node.column, values)
    if entry["stages"][0]["carries"]:
        node = entry["stages"][0].at("carries")
        problems.add("first-stage-carries", node.line, node.column)
    if len(problems):
        raise ScenarioProblems(problems.in_order())
    digest = hashlib.sha256(source.data).hexdigest()
    stages = (read[stage["scenario"]] for stage in entry["stages"])
    scenarios = tuple(stage for stage in stages if isinstance(stage, LoadedScenario))
    return LoadedProgramme(build_programme(entry), source.name, text, digest, scenarios)


def _stage(path: Path) -> LoadedScenario | Message:
    """The script in this file, or the first thing that is wrong with it."""
    try:
        return load_scenario(path)
    except ScenarioProblems as found:
        return found.problems[0].message


def is_programme(path: str | os.PathLike[str]) -> bool:
    """Whether a file, as far as it can be read, is a programme and not the script of one drill."""
    try:
        load_scenario(path)
    except ScenarioProblems as found:
        return any(problem.code == "is-a-programme" for problem in found.problems)
    return False


@dataclass(frozen=True, slots=True)
class _Source:
    """The bytes of a script. ``file`` is what messages call it; ``folder`` where its attachments lie, if anywhere."""

    name: str
    file: str
    data: bytes
    folder: Path | None


def _open(path: str | os.PathLike[str]) -> _Source:
    file = os.fsencode(path).decode("utf-8", "replace")
    try:
        path = Path(path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(file, "not-a-file")
        with open(path, "rb", opener=_open_without_waiting) as source:
            data = source.read(LARGEST_FILE + 1) or b""
    except (FileNotFoundError, NotADirectoryError):
        raise _refused(file, "missing-file") from None
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise _refused(file, "unreadable-file", {"reason": reason}) from None
    return _Source(Path(file).name, file, data, path.parent)


def _open_without_waiting(path: str, flags: int) -> int:
    """Open what seems to be a file, and is not to hold us up if it is a pipe by now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _scenario(source: _Source, *, warn: bool, pardons: Pardon | None = None) -> Examined:
    with _collector_at_rest():
        text, problems, entry = _entry(source, SCENARIO, CHECKS, pardons)
        if source.folder is not None:
            with contextlib.suppress(TooManyProblems):
                check_attachments(entry, source.folder, problems)
            if len(problems):
                raise ScenarioProblems(problems.in_order())
        scenario = build_scenario(entry)
        if warn:
            with contextlib.suppress(TooManyProblems):
                for look in WARNINGS:
                    look(entry, scenario, problems)
    folder = None if source.folder is None else str(source.folder)
    loaded = LoadedScenario(scenario, source.name, text, hashlib.sha256(source.data).hexdigest(), folder)
    return Examined(loaded, tuple(problems.in_order()))


def _entry(
    source: _Source, record: Record, checks: Sequence[Check], pardons: Pardon | None = None
) -> tuple[str, ProblemList, Entry]:
    """The text of a file, a list for further problems with those that are pardoned, and what was read.

    Raises:
        ScenarioProblems: there are problems already.
    """
    if len(source.data) > LARGEST_FILE:
        raise _refused(source.file, "too-large", {"limit": LARGEST_FILE // 1024**2})
    text = decode(source.data, source.file)
    body = text.removeprefix(BYTE_ORDER_MARK)
    problems = ProblemList(source.file, body)
    entry: Entry | None = None
    with contextlib.suppress(TooManyProblems):
        entry = _understand(body, problems, record, checks)
    is_pardoned = entry is not None and pardons is not None and pardons(entry, problems.in_order())
    if entry is None or (len(problems) and not is_pardoned):
        with contextlib.suppress(TooManyProblems):
            _report_odd_blanks(problems)
        raise ScenarioProblems(problems.in_order())
    return text, problems, entry


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


def _understand(text: str, problems: ProblemList, record: Record, checks: Sequence[Check]) -> Entry | None:
    """The script as it was read; None where there is nothing to go on with."""
    has_bad_character = BAD_CHARACTER.search(text) is not None
    has_tab = "\t" in text and _INDENTED_BY_TAB.search(problems.lines.text) is not None
    if has_bad_character or has_tab:
        _report_characters(problems)
    if has_tab:
        return None
    root = compose((BAD_CHARACTER.sub(" ", text) if has_bad_character else text).encode(), problems)
    if root is None or isinstance(root, BrokenNode):
        return None
    if not isinstance(root, MapNode):
        problems.add("not-a-script", root.line, root.column)
        return None
    if record is SCENARIO and "stages" in root.entries and "phases" not in root.entries:
        _report_programme(root, problems)
        return None
    reader = Reader(problems)
    if not _has_known_version(root, reader):
        return None
    bring_up_to_date(root)
    script: Entry | None = record.read(root, reader)
    if script is not None:
        for check in checks:
            check(script, reader)
    return script


def _report_programme(root: MapNode, problems: ProblemList) -> None:
    """Say that a file is a programme, and which scripts it names."""
    key, stages = root.entries["stages"]
    named = []
    for stage in stages.items[:_STAGES_NAMED] if isinstance(stages, ListNode) else ():
        found = stage.entries.get("scenario") if isinstance(stage, MapNode) else None
        if found is not None and isinstance(found[1], TextNode):
            named.append(shown(found[1].text))
    problems.add("is-a-programme", key.line, key.column, {"stages": ", ".join(named) or "–"})


def _has_known_version(root: MapNode, reader: Reader) -> bool:
    """Whether the rest can be judged: a script of another version has other keys."""
    found = root.entries.get("gladi")
    if found is None or not isinstance(found[1], TextNode) or found[1].is_nothing:
        return True
    return SCENARIO["gladi"].shape.read(found[1], reader) is not None


def _report_characters(problems: ProblemList) -> None:
    text = problems.lines.text
    for found in merge(BAD_CHARACTER.finditer(text), _INDENTED_BY_TAB.finditer(text), key=re.Match.start):
        if found.re is _INDENTED_BY_TAB:
            problems.add_at("tab", found.start("tab"))
        else:
            problems.add_at("control-character", found.start(), {"character": f"U+{ord(found[0]):04X}"})


def _report_odd_blanks(problems: ProblemList) -> None:
    """Name what looks like a space but is none where that may be the reason for a problem of its line or the next."""
    wrong = {problem.line for problem in problems.in_order()}
    for found in _ODD_BLANK.finditer(problems.lines.text):
        offset = found.start("blank")
        number, _ = problems.lines.place(offset)
        if number in wrong or number + 1 in wrong:
            problems.add_at("odd-blank", offset, {"character": f"U+{ord(found['blank']):04X}"})


def _refused(file: str, code: str, values: Mapping[str, object] = MappingProxyType({})) -> ScenarioProblems:
    problems = ProblemList(file, "")
    problems.add(code, 0, 0, values)
    return ScenarioProblems(problems.in_order())
