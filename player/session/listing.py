"""The sessions of a folder at a glance, without reading them whole; and looked through, where there is time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from player.i18n import Message
from player.model.events import ExerciseEnded, ExerciseStarted, SessionOpened, WallTime
from player.model.text import Text
from player.session.errors import SessionUnreadable
from player.session.files import READ_FAULTS, is_cut_short, reading
from player.session.fitting import fitting
from player.session.lock import is_being_written
from player.session.plausible import exercise_time_can_be, wall_can_be
from player.session.reader import Meanwhile, read_session
from player.session.schema import NEVER_ALIVE, SUFFIX
from player.session.usable import said_in_short


class SessionState(StrEnum):
    """How a session stands, as far as a glance tells."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    RUNNING = "running"
    """Some program writes to it at this moment."""
    SALVAGED = "salvaged"
    """The intact part of a damaged session, which ends before EndEx: whether the drill did, nobody can tell."""
    DAMAGED = "damaged"
    """It is a session, but something in it is amiss; `verify_session` says what."""
    UNREADABLE = "unreadable"
    """It is no session, of a newer format, or cannot be opened."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session at a glance.

    Attributes:
        title: title of its scenario; empty where that cannot be read. ``scenario``: its id, or empty.
        events: how many events it holds.
        started: wall clock at StartEx, or at the opening where there was none; None where that cannot be read.
        length_ms: exercise time reached; of a damaged one that was looked through, up to where it is intact.
        problem: what is wrong, for a damaged or unreadable one.
    """

    path: Path
    state: SessionState
    title: Text
    events: int = 0
    started: WallTime | None = None
    length_ms: int = 0
    problem: Message | None = None
    scenario: str = ""


def list_sessions(folder: Path) -> list[SessionSummary]:
    """The sessions of a folder, the latest first. A damaged one is listed as such; a missing folder holds none."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except OSError:
        return []
    summaries = [summarize(path) for path in paths]
    return sorted(summaries, key=_age, reverse=True)


def summarize(path: Path) -> SessionSummary:
    """A session at a glance: a few rows are read, nothing is proven. Never raises for what is in the file."""
    try:
        cut_short = is_cut_short(path)
        with reading(path, mended=True) as connection:
            summary = _summary(path, connection)
    except SessionUnreadable as error:
        return SessionSummary(path, SessionState.UNREADABLE, Text.plain(""), problem=error.message)
    except (*READ_FAULTS, _Amiss):
        reason = Message("Something in it is amiss.")
        return SessionSummary(path, SessionState.DAMAGED, Text.plain(""), problem=reason)
    if cut_short:
        return replace(summary, state=SessionState.DAMAGED, problem=Message("The end of the file is missing."))
    return summary


class _Amiss(Exception):  # noqa: N818
    """What was read is not what a session holds."""


def look_through(summary: SessionSummary, meanwhile: Meanwhile | None = None) -> SessionSummary:
    """The same once every event was looked at, as `read_session` and `fitting` do; that takes its time.

    One that only looked sound is damaged then, with what is intact of it, or unreadable, with what helps.

    Args:
        meanwhile: called now and then; what it raises ends the look.
    """
    try:
        saved = fitting(read_session(summary.path, meanwhile), meanwhile)
    except SessionUnreadable as error:
        return replace(summary, state=SessionState.UNREADABLE, problem=error.message)
    if saved.damage is None:
        return summary
    return replace(
        summary,
        state=SessionState.DAMAGED,
        title=saved.loaded.scenario.title,
        events=len(saved.records),
        started=summary.started or (saved.records[0].wall if saved.records else None),
        length_ms=saved.records[-1].event.exercise_ms if saved.records else 0,
        problem=said_in_short(saved),
        scenario=saved.loaded.scenario.id,
    )


def _age(summary: SessionSummary) -> tuple[int, str]:
    return (summary.started.utc_ms if summary.started is not None else -1, summary.path.name)


def _summary(path: Path, connection: sqlite3.Connection) -> SessionSummary:
    title = _title(_row(connection, "SELECT title FROM scenario", ()))
    events, last_seq, last_ms = _numbers(
        _row(connection, "SELECT count(*), max(seq), max(exercise_ms) FROM events", ())
    )
    pulse_ms, pulse_seq = _numbers(_row(connection, "SELECT exercise_ms, seq FROM pulse", ()))
    if not (exercise_time_can_be(last_ms) and exercise_time_can_be(pulse_ms)):
        raise _Amiss
    started = _wall(connection, ExerciseStarted.NAME) or _wall(connection, SessionOpened.NAME)
    if started is None:
        raise _Amiss
    ended = connection.execute("SELECT 1 FROM events WHERE kind = ? LIMIT 1", (ExerciseEnded.NAME,)).fetchone()
    if events != last_seq or pulse_seq > last_seq:
        state, problem = SessionState.DAMAGED, Message("Events are missing from it.")
    elif ended:  # whoever writes to it now adds to what is over
        state, problem = SessionState.FINISHED, None
    else:
        cut_off = SessionState.SALVAGED if pulse_seq == NEVER_ALIVE else SessionState.INTERRUPTED
        state, problem = SessionState.RUNNING if is_being_written(path) else cut_off, None
    length_ms = last_ms if ended else max(last_ms, pulse_ms)
    return SessionSummary(path, state, title, events, started, length_ms, problem, _scenario(connection))


def _row(connection: sqlite3.Connection, query: str, values: Sequence[object]) -> Sequence[object]:
    row = connection.execute(query, values).fetchone()
    if row is None:
        raise _Amiss
    return list(row)


def _numbers(row: Sequence[object]) -> list[int]:
    numbers = [value for value in row if isinstance(value, int)]
    if len(numbers) != len(row):
        raise _Amiss
    return numbers


def _wall(connection: sqlite3.Connection, kind: str) -> WallTime | None:
    """When an event of this kind first happened."""
    query = "SELECT wall_utc_ms, zone, offset_min FROM events WHERE kind = ? ORDER BY seq LIMIT 1"
    match connection.execute(query, (kind,)).fetchone():
        case (int() as utc_ms, bytes() as zone, int() as offset_min) if wall_can_be(utc_ms, offset_min):
            return WallTime(utc_ms, zone.decode(errors="replace"), offset_min)
    return None


def _scenario(connection: sqlite3.Connection) -> str:
    """The id of the scenario, as the first event names it; empty where that cannot be read."""
    match connection.execute("SELECT data FROM events WHERE seq = 1").fetchone():
        case (bytes() as data,):
            try:
                named = json.loads(data).get("scenario_id")
            except (ValueError, RecursionError, AttributeError):
                return ""
            return named if isinstance(named, str) else ""
    return ""


def _title(row: Sequence[object]) -> Text:
    match row:
        case [bytes() as title]:
            try:
                languages = json.loads(title)
            except (ValueError, RecursionError) as error:
                raise _Amiss from error
            if isinstance(languages, dict) and all(isinstance(text, str) for text in languages.values()):
                return Text(languages)
    raise _Amiss
