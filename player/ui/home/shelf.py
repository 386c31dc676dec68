"""What can be opened, as it lies on the disk: looked at away from the window, and again only where it changed. No Qt.

A look gives what lies there at once, unread where it is new; `Shelf.read_some` reads a little of it at a time, so
that the newest stands after a blink and five hundred sessions never keep anybody waiting.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from player.i18n import Message, reason_of
from player.model.scenario import LoadedScenario
from player.model.text import Text
from player.session.lock import is_being_written
from player.session.store import SUFFIX, SessionState, SessionSummary, summarize
from player.ui.home.recent import SHOWN
from player.ui.scenario.reading import Reading, files_of, read_script, stamp

BIN_FOLDER = "Bin"
"""Where deleted files lie on a system that has no bin: beside where they lay. It is not looked into."""

_SCRIPTS = frozenset({".yaml", ".yml"})
_MOST_SCRIPTS = 500
_SESSIONS_AT_ONCE = 40
_SCRIPTS_AT_ONCE = 2
_NO_TEXT = Text.plain("")


class Group(StrEnum):
    """Where a script comes from."""

    SHIPPED = "shipped"
    OWN = "own"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class ScriptEntry:
    """A script or programme on offer.

    Attributes:
        is_read: whether the rest is known yet.
        stages: titles of the stages of a programme, none of a script.
        errors, warnings: how many problems it has; one with errors has no title, place and numbers.
    """

    path: Path
    group: Group
    is_read: bool = False
    title: Text = _NO_TEXT
    place: Text = _NO_TEXT
    length_ms: int = 0
    phases: int = 0
    injects: int = 0
    stages: tuple[Text, ...] = ()
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session at a glance; ``summary`` is None until it was read."""

    path: Path
    size_bytes: int
    changed_ns: int
    summary: SessionSummary | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything on offer at a moment.

    Attributes:
        scripts: by group, shipped first.
        sessions: those to be resumed first, then all others; what is damaged last; each the newest first.
        problems: folders that cannot be read, and why.
        looked: False before anybody has looked at all.
    """

    scripts: tuple[ScriptEntry, ...] = ()
    sessions: tuple[SessionEntry, ...] = ()
    problems: tuple[Message, ...] = ()
    looked: bool = False

    @property
    def is_read(self) -> bool:
        """Whether all of it was read."""
        sessions = all(one.summary is not None for one in self.sessions)
        return self.looked and sessions and all(one.is_read for one in self.scripts)


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: the shipped scripts, the user's own folder of scripts, those opened last, and the sessions."""

    shipped: Sequence[Path]
    own: Path
    recent: Sequence[Path]
    sessions: Path


class Shelf:
    """Looks at what lies there, and keeps what it has read. One thread at a time may use it."""

    def __init__(self) -> None:
        self._scripts: dict[Path, tuple[object, Reading]] = {}
        self._sessions: dict[Path, tuple[object, SessionSummary]] = {}

    def look(self, places: Places) -> Stock:
        """What lies there now, as far as it was read before."""
        problems: list[Message] = []
        own = _scripts_in(places.own, problems)
        known = {*places.shipped, *own}
        recent = [path for path in places.recent if path not in known and _is_file(path)][:SHOWN]
        groups = ((Group.SHIPPED, places.shipped), (Group.OWN, own), (Group.RECENT, recent))
        scripts = tuple(self._script(path, group) for group, paths in groups for path in paths)
        sessions = [self._session(entry) for entry in _sessions_in(places.sessions, problems)]
        self._scripts = {one.path: self._scripts[one.path] for one in scripts if one.path in self._scripts}
        self._sessions = {one.path: self._sessions[one.path] for one in sessions if one.path in self._sessions}
        return Stock(scripts, tuple(sorted(sessions, key=in_turn)), tuple(problems), looked=True)

    def read_some(self, stock: Stock) -> Stock:
        """The same with a little more of it read: the newest sessions, then all scripts, then the other sessions."""
        sessions = [one for one in stock.sessions if one.summary is None][:_SESSIONS_AT_ONCE]
        scripts = [one for one in stock.scripts if not one.is_read][:_SCRIPTS_AT_ONCE]
        if scripts and any(one.summary is not None for one in stock.sessions):
            sessions = []  # the newest are read
        elif sessions:
            scripts = []
        for one in sessions:
            self._sessions[one.path] = (_look_of(one), summarize(one.path))
        for script in scripts:
            reading = read_script(script.path)
            self._scripts[script.path] = (stamp(files_of(script.path, reading)), reading)
        more = {one.path: self._session(one) for one in sessions}
        read = {one.path: _described(one, self._scripts[one.path][1]) for one in scripts}
        return Stock(
            tuple(read.get(one.path, one) for one in stock.scripts),
            tuple(sorted((more.get(one.path, one) for one in stock.sessions), key=in_turn)) if more else stock.sessions,
            stock.problems,
            looked=True,
        )

    def _script(self, path: Path, group: Group) -> ScriptEntry:
        entry = ScriptEntry(path, group)
        known = self._scripts.get(path)
        if known is None or known[0] != stamp(files_of(path, known[1])):
            return entry
        return _described(entry, known[1])

    def _session(self, entry: SessionEntry) -> SessionEntry:
        known = self._sessions.get(entry.path)
        if known is None or known[0] != _look_of(entry):
            return SessionEntry(entry.path, entry.size_bytes, entry.changed_ns)
        return SessionEntry(entry.path, entry.size_bytes, entry.changed_ns, known[1])


def _described(entry: ScriptEntry, reading: Reading) -> ScriptEntry:
    loaded = reading.loaded
    if loaded is None:
        return ScriptEntry(entry.path, entry.group, is_read=True, errors=max(1, len(reading.problems)))
    if isinstance(loaded, LoadedScenario):
        scenario = loaded.scenario
        return ScriptEntry(
            entry.path,
            entry.group,
            True,
            scenario.title,
            scenario.place.name,
            scenario.planned_ms,
            len(scenario.phases),
            len(scenario.inject_by_id),
            warnings=len(reading.problems),
        )
    scenarios = [one.scenario for one in loaded.scenarios]
    return ScriptEntry(
        entry.path,
        entry.group,
        True,
        loaded.programme.title,
        _NO_TEXT,
        sum(one.planned_ms for one in scenarios),
        sum(len(one.phases) for one in scenarios),
        sum(len(one.inject_by_id) for one in scenarios),
        tuple(stage.title for stage in loaded.programme.stages),
        warnings=len(reading.problems),
    )


def is_set_aside(entry: SessionEntry) -> bool:
    """Whether something is wrong with a session, so that it is never written to."""
    summary = entry.summary
    return summary is not None and summary.state in {SessionState.DAMAGED, SessionState.UNREADABLE}


def in_turn(entry: SessionEntry) -> tuple[int, int, str]:
    """Where a session stands: to be resumed, then all others, then what is set aside; each the newest first."""
    summary = entry.summary
    started_ms = summary.started.utc_ms if summary is not None and summary.started is not None else None
    newest = -(started_ms if started_ms is not None else entry.changed_ns // 1_000_000)
    if is_set_aside(entry):
        return 2, newest, entry.path.name
    interrupted = summary is not None and summary.state is SessionState.INTERRUPTED
    return (0 if interrupted else 1), newest, entry.path.name


def _look_of(entry: SessionEntry) -> object:
    """What tells that a session is not as it was read; the lock beside it tells whether it is being written."""
    beside = entry.path.with_name(f"{entry.path.name}-journal")
    return entry.size_bytes, entry.changed_ns, beside.exists(), is_being_written(entry.path)


def _sessions_in(folder: Path, problems: list[Message]) -> list[SessionEntry]:
    found = []
    for path, status in _entries(folder, problems):
        if path.suffix == SUFFIX:
            found.append(SessionEntry(path, status.st_size, status.st_mtime_ns))
    return found


def _scripts_in(folder: Path, problems: list[Message]) -> list[Path]:
    """The scripts of the user's own folder, and of the folders in it: a copied programme has one of its own."""
    found: list[Path] = []
    for path, status in _entries(folder, problems):
        if stat.S_ISDIR(status.st_mode):
            if not path.name.startswith(".") and path.name != BIN_FOLDER:
                found += [one for one, _status in _entries(path, []) if _is_script(one)]
        elif _is_script(path):
            found.append(path)
    return sorted(found)[:_MOST_SCRIPTS]


def _entries(folder: Path, problems: list[Message]) -> list[tuple[Path, os.stat_result]]:
    """What lies in a folder; one that is not there holds nothing."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                try:
                    found.append((Path(entry.path), entry.stat()))
                except OSError:  # gone meanwhile, or a link to nowhere
                    continue
    except FileNotFoundError:
        return []
    except OSError as error:
        values = {"path": str(folder), "error": reason_of(error)}
        problems.append(Message("{path} cannot be read: {error}.", values))
    return found


def _is_script(path: Path) -> bool:
    return path.suffix.lower() in _SCRIPTS and not path.name.startswith(".")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
