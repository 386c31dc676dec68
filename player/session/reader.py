"""Reading sessions back, and proving that they are what was saved."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from player.engine.trail import Trail
from player.i18n import N_, Message
from player.model.events import ExerciseEnded, Record, SessionOpened, WallTime
from player.model.scenario import LoadedScenario
from player.scenario import Problem, ScenarioProblems, read_recorded, read_scenario
from player.session.audit import Audit, Damage, audit_rows, same_rows
from player.session.codec import canonical_json
from player.session.errors import SessionUnreadable
from player.session.files import READ_FAULTS, is_cut_short, reading
from player.session.plausible import exercise_time_can_be, wall_can_be
from player.session.schema import SELECT_EVENTS, SELECT_PULSE, SELECT_SCENARIO, STATEMENTS
from player.session.scripts import original_text, said_of, scenario_lost, scenario_not_understood
from player.session.unhurried import uncollected

Meanwhile = Callable[[], object]
"""Called now and then while something long is done; what it raises ends that."""

MEANWHILE_ROWS = 100
"""How many events are read or looked at from one such call to the next."""

INTEGRITY_LINES = 3
"""How many faults of the SQLite file itself are worth asking for."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last sign of life of a session, not part of its chain.

    Attributes:
        exercise_ms: exercise time reached.
        wall: when that was.
        seq: number of the last event then saved.
    """

    exercise_ms: int
    wall: WallTime
    seq: int


@dataclass(slots=True)
class FoundFitting:
    """Whether every event is known to fit its scenario, and the drill they told when that was found out."""

    all_fit: bool = False
    trail: Trail | None = None


@dataclass(frozen=True)
class SavedSession:
    """A session read back.

    Attributes:
        records: every event, up to the first that cannot be trusted; at least one.
        loaded: the scenario it was run with, from the text inside the file.
        pulse: the last sign of life, or None where it is damaged.
        damage: the first thing wrong with the file, or None.
        outdated: how its scenario sets the rules in a way that is refused today, and was right when it was run.
    """

    path: Path
    records: tuple[Record, ...]
    loaded: LoadedScenario
    pulse: Pulse | None
    damage: Damage | None = None
    outdated: tuple[Problem, ...] = ()

    @property
    def head_hash(self) -> str:
        """The hash of the last record."""
        return self.records[-1].hash

    @property
    def opened(self) -> SessionOpened:
        """What the session says about itself."""
        body = self.records[0].event.body
        assert isinstance(body, SessionOpened)  # audit_rows lets nothing else be first
        return body

    @cached_property
    def finished(self) -> bool:
        """Whether EndEx was reached; if not, the run was cut off."""
        return any(type(record.event.body) is ExerciseEnded for record in reversed(self.records))

    @cached_property
    def exercise_entries(self) -> int:
        """How many records lead up to EndEx, that of EndEx included; what comes after it was added afterwards."""
        ends = (record.event.seq for record in self.records if type(record.event.body) is ExerciseEnded)
        return next(ends, len(self.records))

    def with_more(self, records: Iterable[Record]) -> SavedSession:
        """The session with records added behind its last one."""
        return replace(self, records=(*self.records, *records))

    @cached_property
    def found_fitting(self) -> FoundFitting:
        """What has been found of its events and its scenario; filled in by `player.session.fitting`."""
        return FoundFitting()

    def take_trail(self) -> Trail | None:
        """The drill as it was folded already, for one caller only: None where it was taken, or never folded."""
        trail, self.found_fitting.trail = self.found_fitting.trail, None
        return trail

    @property
    def last_exercise_ms(self) -> int:
        """The last exercise time known to have been reached; behind EndEx no sign of life counts."""
        last_ms = self.records[-1].event.exercise_ms
        return last_ms if self.pulse is None or self.finished else max(last_ms, self.pulse.exercise_ms)

    @property
    def last_wall(self) -> WallTime:
        """The last moment the session was known to be alive."""
        last = self.records[-1].wall
        return last if self.pulse is None else max(last, self.pulse.wall, key=lambda wall: wall.utc_ms)


class VerifyStatus(StrEnum):
    """What a check of a session found."""

    INTACT = "intact"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a session found.

    Attributes:
        events: how many events, from the first on, are what was saved.
        head_hash: the hash of the last of them, or None where there is none. Written down elsewhere, it proves later
            that nothing was changed.
        first_bad_seq: number of the first event that cannot be trusted, or None where the damage lies in no event. The
            scenario inside is vouched for by the first event: where it was changed, this is 1.
        reason: what is wrong, or None.
        finished: whether EndEx is among the trusted events.
        intact_ms: exercise time of the last of the trusted events.
        unusable: why this Gladi cannot open it all the same, and what helps; None: it can, or there is nothing to open.
        not_covered: of an intact one, what nothing vouches for.
    """

    path: Path
    status: VerifyStatus
    events: int = 0
    head_hash: str | None = None
    first_bad_seq: int | None = None
    reason: Message | None = None
    finished: bool = False
    intact_ms: int = field(default=0, compare=False)
    unusable: Message | None = field(default=None, compare=False)
    not_covered: tuple[Message, ...] = field(default=(), compare=False)


def read_session(path: Path, meanwhile: Meanwhile | None = None, scripts: Iterable[Path] = ()) -> SavedSession:
    """Read a session whole. The file is not changed, not even where its last writer was killed.

    What `verify_session` finds wrong with it is its damage here, too.

    Args:
        meanwhile: called now and then; what it raises ends the reading.
        scripts: where the scenario inside was changed, the one it was run with is taken from these if it is there.

    Raises:
        ScenarioLost: the scenario inside was changed and cannot be used.
        SessionUnreadable: it is no session, or nothing in it can be used; the message says which and how far it is
            whole.
    """
    with uncollected():
        content = _content(path, meanwhile)
    audit = content.audit
    if not audit.records:
        reason = audit.damage.reason if audit.damage is not None else Message("It holds no events.")
        message = N_(
            "{path} is damaged, and nothing in it can be used. {reason} It stays as it is; if there is another copy of "
            "this session, open that one."
        )
        raise SessionUnreadable(Message(message, {"path": str(path), "reason": reason}))
    with uncollected():
        loaded, outdated = _load(path, content, scripts)
    damage = content.damage or _title_damage(content.scenario, loaded)
    return SavedSession(path, audit.records, loaded, content.pulse, damage, outdated)


def is_as_read(saved: SavedSession) -> bool:
    """Whether the log in the file is still what was read: quicker than reading it, as no event is made of a row.

    Raises:
        SessionUnreadable: it is no session, or SQLite cannot make anything of it.
    """
    with reading(saved.path) as connection:
        try:
            return same_rows(connection.execute(f"{SELECT_EVENTS} ORDER BY seq"), saved.records)
        except READ_FAULTS:
            return False


def verify_session(path: Path) -> Verification:
    """Prove that a session is what was saved, or name the first event that is not. The file is not changed."""
    try:
        content = _content(path)
    except SessionUnreadable as error:
        return Verification(path, VerifyStatus.UNREADABLE, reason=error.message)
    records = content.audit.records
    damage = content.damage
    if damage is None and content.scenario is not None:
        with suppress(ScenarioProblems):  # a language of scenarios this Gladi no longer reads says nothing of the file
            loaded, _outdated = recorded_script(content.scenario.text, content.scenario.name)
            damage = _title_damage(content.scenario, loaded)
    return Verification(
        path,
        VerifyStatus.INTACT if damage is None else VerifyStatus.DAMAGED,
        events=len(records),
        head_hash=content.audit.head_hash if records else None,
        first_bad_seq=None if damage is None else damage.seq,
        reason=None if damage is None else damage.reason,
        finished=any(isinstance(record.event.body, ExerciseEnded) for record in records),
        intact_ms=records[-1].event.exercise_ms if records else 0,
    )


@dataclass(frozen=True, slots=True)
class _Scenario:
    name: str
    title: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file holds, looked through. ``damage`` is the first thing wrong, of the log or beside it."""

    audit: Audit
    scenario: _Scenario | None
    pulse: Pulse | None
    damage: Damage | None

    @property
    def opened(self) -> SessionOpened:
        """What the first of its records says; there must be one."""
        body = self.audit.records[0].event.body
        assert isinstance(body, SessionOpened)
        return body


def _content(path: Path, meanwhile: Meanwhile | None = None) -> _Content:
    """Read and judge everything in a file, its layout and SQLite's own check of it included.

    Raises:
        SessionUnreadable: it is no session, or SQLite cannot make anything of it.
    """
    cut_short = is_cut_short(path)
    with reading(path, mended=True) as connection:
        try:
            rows = connection.execute(f"{SELECT_EVENTS} ORDER BY seq")
        except READ_FAULTS as error:
            message = N_("{path} is damaged: its log cannot be found ({error}).")
            raise SessionUnreadable(Message(message, {"path": str(path), "error": str(error)})) from error
        audit = audit_rows(rows if meanwhile is None else attended(rows, meanwhile))
        scenario, pulse = _scenario(connection), _pulse(connection)
        faults = [
            audit.damage,
            _scenario_damage(scenario, audit),
            _pulse_damage(pulse, audit),
            Damage(None, Message("The end of the file is missing.")) if cut_short else None,
            _layout_damage(connection),
        ]
    return _Content(audit, scenario, pulse, next((fault for fault in faults if fault is not None), None))


Item = TypeVar("Item")


def attended(items: Iterable[Item], meanwhile: Meanwhile) -> Iterator[Item]:
    """The same items, with that called now and then between them."""
    for number, item in enumerate(items):
        if number % MEANWHILE_ROWS == 0:
            meanwhile()
        yield item


def _one_row(connection: sqlite3.Connection, query: str) -> Sequence[object] | None:
    """The one row of a table with texts decoded, or None where it cannot be read as such."""
    try:
        rows = connection.execute(query).fetchmany(2)
        if len(rows) != 1:
            return None
        return [value.decode() if isinstance(value, bytes) else value for value in rows[0]]
    except READ_FAULTS:
        return None


def _scenario(connection: sqlite3.Connection) -> _Scenario | None:
    match _one_row(connection, SELECT_SCENARIO):
        case [str() as name, str() as title, str() as text, str() as sha256]:
            return _Scenario(name, title, text, sha256)
    return None


def _pulse(connection: sqlite3.Connection) -> Pulse | None:
    match _one_row(connection, SELECT_PULSE):
        case [int() as exercise_ms, int() as utc_ms, str() as zone, int() as offset_min, int() as seq] if (
            exercise_time_can_be(exercise_ms) and wall_can_be(utc_ms, offset_min)
        ):
            return Pulse(exercise_ms, WallTime(utc_ms, zone, offset_min), seq)
    return None


def _scenario_damage(scenario: _Scenario | None, audit: Audit) -> Damage | None:
    """What is wrong with the scenario inside. The first event says what it must be, so it is the one that fails."""
    if not audit.records:
        return Damage(1, Message("It holds no events."))
    if scenario is None:
        return Damage(1, Message("The scenario in the file cannot be read."))
    digest = hashlib.sha256(scenario.text.encode()).hexdigest()
    opened = audit.records[0].event.body
    assert isinstance(opened, SessionOpened)
    told = (opened.scenario_sha256, opened.scenario_sha256, opened.scenario_name)
    if (digest, scenario.sha256, scenario.name) != told:
        return Damage(1, Message("The scenario in the file is not the one the session was opened with."))
    return None


def _title_damage(scenario: _Scenario | None, loaded: LoadedScenario) -> Damage | None:
    """The title beside the scenario is only there for lists, and under no hash: it must be the one in the text."""
    if scenario is None or title_text(loaded) == scenario.title:
        return None
    return Damage(None, Message("The title in the file is not the scenario's."))


def _pulse_damage(pulse: Pulse | None, audit: Audit) -> Damage | None:
    if pulse is None:
        return Damage(None, Message("The last sign of life in the file cannot be read."))
    count = len(audit.records)
    if pulse.seq > count:
        message = N_("The log ends with event {last}, but event {seq} was once saved.")
        return Damage(count + 1, Message(message, {"last": count, "seq": pulse.seq}))
    return None


def _layout_damage(connection: sqlite3.Connection) -> Damage | None:
    try:
        found = connection.execute("SELECT sql FROM sqlite_master ORDER BY rowid").fetchall()
        if [sql for (sql,) in found] != [statement.encode() for statement in STATEMENTS]:
            return Damage(None, Message("The layout of the file was changed."))
        faults = connection.execute(f"PRAGMA integrity_check({INTEGRITY_LINES})").fetchall()
    except READ_FAULTS as error:
        faults = [(str(error).encode(),)]
    if faults != [(b"ok",)]:
        what = "; ".join(" ".join(line.decode(errors="replace").split()) for (line,) in faults)
        return Damage(None, Message("The file itself is damaged: {what}.", {"what": what}))
    return None


def _load(path: Path, content: _Content, scripts: Iterable[Path]) -> tuple[LoadedScenario, tuple[Problem, ...]]:
    opened, events, inside = content.opened, len(content.audit.records), content.scenario
    is_changed = _scenario_damage(inside, content.audit) is not None
    text, name = original_text(opened, scripts) if is_changed else None, opened.scenario_name
    if text is None:
        if inside is None:
            raise scenario_lost(path, events, opened, None)
        text, name = inside.text, inside.name
    try:
        return recorded_script(text, name)
    except ScenarioProblems as error:
        refused = scenario_lost if is_changed else scenario_not_understood
        raise refused(path, events, opened, said_of(error.problems[0])) from error


@lru_cache(maxsize=2)
def recorded_script(text: str, name: str) -> tuple[LoadedScenario, tuple[Problem, ...]]:
    """The script a session was run with and what of it is refused today: read once for ten sessions to be compared.

    Raises:
        ScenarioProblems: it has problems.
    """
    with suppress(ScenarioProblems):
        return read_scenario(text, name), ()
    recorded = read_recorded(text, name)
    return recorded.loaded, recorded.warnings


def title_text(loaded: LoadedScenario) -> str:
    """The title of a scenario in every language, as the file holds it for lists of sessions."""
    return canonical_json(dict(loaded.scenario.title.by_language))
