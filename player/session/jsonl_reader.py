"""Reading a session from lines of JSON: proving them, and making a session file of them again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

from player.i18n import N_, Message, reason_of
from player.model.events import ExerciseEnded, SessionOpened, WallTime
from player.model.scenario import LoadedScenario
from player.scenario import ScenarioProblems, read_recorded, read_scenario
from player.session.audit import Audit, Damage, audit_rows, not_covered
from player.session.chain import Row
from player.session.codec import canonical_json
from player.session.errors import SessionNotSaved, SessionUnreadable
from player.session.files import LARGEST_VALUE
from player.session.fitting import fitting
from player.session.jsonl import FORMAT_NAME, FORMAT_VERSION
from player.session.lock import WriterLock
from player.session.plausible import exercise_time_can_be, wall_can_be
from player.session.reader import Pulse, SavedSession, Verification, VerifyStatus, title_text, verify_session
from player.session.schema import COLUMNS
from player.session.writer import write_session

_LARGEST_NUMBER = 2**63
_BESIDE = ("-journal", "-wal")
_UNKNOWN_SCENARIO = N_("The scenario in the file cannot be used by this Gladi.")
_STRANGE = N_("{path} is not a session as JSON lines: its first line does not say so.")


@dataclass(frozen=True, slots=True)
class JsonlSession:
    """What a file of JSON lines holds.

    Attributes:
        loaded: its script, or None where this Gladi cannot use it.
        rows: every event before the first that cannot be trusted; ``audit``: the same as records.
        damage: what is wrong, or None; ``line``: number of the line where it is.
        first_bad_seq: where the session it was made of was damaged, or None.
    """

    path: Path
    loaded: LoadedScenario | None
    pulse: Pulse
    rows: tuple[Row, ...]
    audit: Audit
    damage: Damage | None
    line: int
    first_bad_seq: int | None


def read_jsonl(path: Path) -> JsonlSession:
    """Read and prove a file of JSON lines.

    Raises:
        SessionUnreadable: it is no such file, or of a newer Gladi.
    """
    try:
        with _opened(path) as file:
            lines = _Lines(file)
            header = _header(path, lines)
            audit = audit_rows(lines.rows())
    except OSError as error:
        values = {"path": str(path), "error": reason_of(error)}
        raise SessionUnreadable(Message("{path} cannot be read: {error}.", values)) from error
    damage, line = audit.damage, lines.number
    if damage is None and lines.fault is not None:
        damage = Damage(len(audit.records) + 1, lines.fault)
    loaded = _loaded(header.scenario)
    if damage is None:
        damage, line = _count_damage(header, audit), lines.number + 1
    if damage is None:
        damage, line = _header_damage(header, audit, loaded), 1
    return JsonlSession(
        path,
        loaded,
        header.pulse,
        tuple(lines.taken[: len(audit.records)]),
        audit,
        damage,
        line,
        header.first_bad_seq,
    )


def verify_jsonl(path: Path) -> Verification:
    """Prove that a file of JSON lines is what was saved and fits its scenario, or name the first event that is not."""
    try:
        found = read_jsonl(path)
    except SessionUnreadable as error:
        return Verification(path, VerifyStatus.UNREADABLE, reason=error.message)
    if found.damage is None and found.loaded is not None:
        fit = fitting(SavedSession(path, found.audit.records, found.loaded, found.pulse))
        if fit.damage is not None:
            found = replaced(found, audit=Audit(fit.records, None), damage=fit.damage, line=len(fit.records) + 2)
    records, damage = found.audit.records, found.damage
    finished = any(isinstance(record.event.body, ExerciseEnded) for record in records)
    known = found.loaded is not None
    return Verification(
        path,
        VerifyStatus.INTACT if damage is None else VerifyStatus.DAMAGED,
        events=len(records),
        head_hash=found.audit.head_hash if records else None,
        first_bad_seq=None if damage is None else damage.seq,
        reason=None if damage is None else _at_line(found),
        finished=finished,
        intact_ms=records[-1].event.exercise_ms if records else 0,
        unusable=None if known or damage is not None else Message(_UNKNOWN_SCENARIO),
        not_covered=not_covered(finished=finished, exported=True, title_seen=known) if damage is None else (),
    )


def import_jsonl(path: Path, target: Path, *, replace: bool = False, dry_run: bool = False) -> JsonlSession:
    """Make a session file of JSON lines: the same events, byte for byte, so that its head hash is the same.

    Args:
        replace: put it in the place of what lies there.
        dry_run: write nothing.

    Raises:
        SessionUnreadable: the file is no session as JSON lines, or not whole; the message says where.
        SessionNotSaved: something lies at the target and is not to be replaced, or the disk does not take it.
    """
    found = read_jsonl(path)
    if found.damage is not None or found.loaded is None:
        message = N_("{path} cannot be imported. {reason}")
        reason = Message(_UNKNOWN_SCENARIO) if found.damage is None else _at_line(found)
        raise SessionUnreadable(Message(message, {"path": str(path), "reason": reason}))
    if dry_run:
        return found
    if not replace or not os.path.lexists(target):
        write_session(target, found.loaded, found.rows, found.pulse)
        return found
    _replace(target, found, found.loaded)
    return found


def _replace(target: Path, found: JsonlSession, loaded: LoadedScenario) -> None:
    real = target.resolve()
    where = {"path": str(target)}
    if real.is_dir():
        raise SessionNotSaved(Message("{path} is a folder, not a session.", where))
    if any(real.with_name(real.name + ending).exists() for ending in _BESIDE):
        message = N_("{path} was cut off within a write; it is not replaced. Open it in Gladi once, or take it away.")
        raise SessionNotSaved(Message(message, where))
    beside = real.with_name(f".{real.stem}.{token_hex(8)}-import")  # a name that nobody takes for a session
    lock = WriterLock(real)
    try:
        _write(beside, target, found, loaded)
        if verify_session(beside).head_hash != found.audit.head_hash:
            raise SessionNotSaved(Message("{path} was damaged by something else while it was open.", where))
        beside.replace(real)
    except OSError as error:
        values = {**where, "error": reason_of(error)}
        raise SessionNotSaved(Message("{path} cannot be written: {error}.", values)) from error
    finally:
        with suppress(OSError):
            beside.unlink()
        lock.release()


def _write(beside: Path, target: Path, found: JsonlSession, loaded: LoadedScenario) -> None:
    """Write the session beside its place; where that fails, its own name is told, which somebody knows."""
    try:
        write_session(beside, loaded, found.rows, found.pulse)
    except SessionNotSaved as error:
        raise SessionNotSaved(Message(error.message.msgid, {**error.message.values, "path": str(target)})) from error


def _at_line(found: JsonlSession) -> Message:
    reason = None if found.damage is None else found.damage.reason
    return Message("Line {line}: {reason}", {"line": found.line, "reason": reason})


def _opened(path: Path) -> IO[bytes]:
    where = {"path": str(path)}
    if path.is_dir():
        raise SessionUnreadable(Message("{path} is a folder, not a session.", where))
    if not path.exists():
        raise SessionUnreadable(Message("{path} does not exist.", where))
    if not path.is_file():
        raise SessionUnreadable(Message("{path} is not a file.", where))
    return path.open("rb")


class _Lines:
    """The lines of a file, read one by one.

    Attributes:
        number: of the line last read, from 1.
        taken: the rows given so far.
        fault: what is wrong with the last line, or None; reading ends with it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.number = 0
        self.taken: list[Row] = []
        self.fault: Message | None = None

    def next(self) -> Mapping[str, Any] | None:
        """The object on the next line that holds anything; None where there is none, or no object on it."""
        while raw := self._file.readline(LARGEST_VALUE):
            self.number += 1
            if self.number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.strip():
                return self._object(raw)
        return None

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The rows on the further lines, as SQLite would give them."""
        while (found := self.next()) is not None:
            values = self._values(found)
            if values is None:
                return
            yield values

    def _object(self, raw: bytes) -> Mapping[str, Any] | None:
        try:
            found = json.loads(raw.decode(), parse_float=_no_number, parse_constant=_no_number)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            return found
        whole = raw.endswith(b"\n")
        self.fault = Message("This is not JSON.") if whole else Message("The file is cut off in the middle of a line.")
        return None

    def _values(self, found: Mapping[str, Any]) -> tuple[object, ...] | None:
        if found.keys() != set(COLUMNS) or not isinstance(found["data"], dict):
            self.fault = Message("This is no event: it does not have the columns of one.")
            return None
        try:
            text = canonical_json(found["data"])
        except (TypeError, RecursionError):
            self.fault = Message("This is no event: its data holds what no event can.")
            return None
        values = tuple(text if name == "data" else found[name] for name in COLUMNS)
        if any(isinstance(value, int) and not -_LARGEST_NUMBER <= value < _LARGEST_NUMBER for value in values):
            self.fault = Message("This is no event: it holds a number of more than 64 bits.")
            return None
        self.taken.append(Row(*values))  # type: ignore[arg-type]  # audit_rows looks at each column
        return tuple(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value for value in values)


def _no_number(text: str) -> float:
    raise ValueError(text)


@dataclass(frozen=True, slots=True)
class _Scenario:
    name: str
    title: Mapping[str, Any]
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Header:
    session_id: str
    gladi_version: str
    events: int
    head_hash: str
    first_bad_seq: int | None
    pulse: Pulse
    scenario: _Scenario


def _header(path: Path, lines: _Lines) -> _Header:
    """What the first line says.

    Raises:
        SessionUnreadable: it says nothing, or something else.
    """
    where: dict[str, object] = {"path": str(path)}
    found = lines.next()
    if found is None and lines.fault is None:
        raise SessionUnreadable(Message("{path} is empty: it holds no session.", where))
    if found is None or found.get("format") != FORMAT_NAME:
        raise SessionUnreadable(Message(_STRANGE, where))
    version = found.get("version")
    if type(version) is int and version > FORMAT_VERSION:
        message = N_("{path} was made by a newer Gladi (format {version}; this one reads format {known}).")
        raise SessionUnreadable(Message(message, {**where, "version": version, "known": FORMAT_VERSION}))
    header = _header_of(found) if version == FORMAT_VERSION and type(version) is int else None
    if header is None or not exercise_time_can_be(header.pulse.exercise_ms) or not _wall_can_be(header.pulse.wall):
        message = N_("{path}: line 1 lacks something, or holds something else than the first line of a session does.")
        raise SessionUnreadable(Message(message, where))
    return header


def _wall_can_be(wall: WallTime) -> bool:
    return wall_can_be(wall.utc_ms, wall.offset_min)


def _header_of(found: Mapping[str, Any]) -> _Header | None:
    match found:
        case {
            "session_id": str() as session_id,
            "gladi_version": str() as gladi_version,
            "events": int() as events,
            "head_hash": str() as head_hash,
            "first_bad_seq": int() | None as first_bad,
            "pulse": {
                "exercise_ms": int() as exercise_ms,
                "wall_utc_ms": int() as utc_ms,
                "zone": str() as zone,
                "offset_min": int() as offset_min,
                "seq": int() as seq,
            },
            "scenario": {
                "name": str() as name,
                "title": dict() as title,
                "text": str() as text,
                "sha256": str() as sha256,
            },
        } if _is_text(zone) and all(
            -_LARGEST_NUMBER <= value < _LARGEST_NUMBER for value in (exercise_ms, utc_ms, offset_min, seq)
        ):
            pulse = Pulse(exercise_ms, WallTime(utc_ms, zone, offset_min), seq)
            scenario = _Scenario(name, title, text, sha256)
            return _Header(session_id, gladi_version, events, head_hash, first_bad, pulse, scenario)
    return None


def _is_text(text: str) -> bool:
    """Whether no letter of it is half a letter, which JSON can hold and a session cannot."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _loaded(scenario: _Scenario) -> LoadedScenario | None:
    try:
        with suppress(ScenarioProblems):
            return read_scenario(scenario.text, scenario.name)
        return read_recorded(scenario.text, scenario.name).loaded
    except (ScenarioProblems, UnicodeEncodeError):
        return None


def _count_damage(header: _Header, audit: Audit) -> Damage | None:
    count = len(audit.records)
    if count < header.events:
        message = N_("The file ends with event {last}, but its first line tells of {count} events.")
        return Damage(count + 1, Message(message, {"last": count, "count": header.events}))
    if count != header.events or audit.head_hash != header.head_hash:
        return Damage(header.events + 1, Message("The first line tells of other events than those that follow."))
    return None


def _header_damage(header: _Header, audit: Audit, loaded: LoadedScenario | None) -> Damage | None:
    """What is wrong with the first line, as far as the events or the scenario can tell."""
    if not audit.records:
        return None if header.events else Damage(1, Message("It holds no events."))
    opened = audit.records[0].event.body
    assert isinstance(opened, SessionOpened)
    scenario = header.scenario
    digest = hashlib.sha256(scenario.text.encode("utf-8", "surrogatepass")).hexdigest()
    told = (digest, scenario.sha256, scenario.name)
    if told != (opened.scenario_sha256, opened.scenario_sha256, opened.scenario_name):
        return Damage(1, Message("The scenario in the file is not the one the session was opened with."))
    if header.pulse.seq > len(audit.records):
        message = N_("The log ends with event {last}, but event {seq} was once saved.")
        values = {"last": len(audit.records), "seq": header.pulse.seq}
        return Damage(len(audit.records) + 1, Message(message, values))
    title = "" if loaded is None else title_text(loaded)
    told = (header.session_id, header.gladi_version, "" if loaded is None else _title(scenario.title))
    if told != (opened.session_id, opened.gladi_version, title):
        return Damage(None, Message("The first line tells of another session than the events do."))
    return None


def _title(title: Mapping[str, Any]) -> str:
    try:
        return canonical_json(title)
    except TypeError:
        return ""
