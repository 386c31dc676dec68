"""Opening session files: a reader never changes a byte, a writer never makes a file by accident."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from player.i18n import N_, Message, reason_of
from player.session.errors import SessionBusy, SessionNotSaved, SessionUnreadable
from player.session.schema import APPLICATION_ID, FORMAT

READING_PATIENCE_S = 2.0
"""How long a reader waits for a writer to finish a transaction."""

WRITING_PATIENCE_S = 0.25
"""How long a writer waits for a reader: the drill must not stand still, and it tries again by itself."""

LARGEST_VALUE = 64 * 1024 * 1024
"""Bytes one value of a file may have; a damaged file may claim any size."""

READ_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises; the second one where not even SQLite's own words about it are text."""

_MAGIC = b"SQLite format 3\x00"
_COUNT_VIEWS = "SELECT count(*) FROM sqlite_master WHERE type = 'view'"
"""A view in the place of a table could keep a reader busy for ever. It is also the first query, which shows what
state the file is in."""

_HEADER_BYTES = 100
_LARGEST_PAGE = 65_536
_WAL = 2
_PRIMARY_CODE = 0xFF
_READ_ONLY = N_("{path} cannot be written: the file or its folder is read-only.")
_DAMAGED_MEANWHILE = N_("{path} was damaged by something else while it was open.")
_NOT_SAVED: Mapping[int, tuple[type[SessionNotSaved], str]] = {
    sqlite3.SQLITE_FULL: (SessionNotSaved, N_("The disk is full: {path} cannot grow. Make room on it.")),
    sqlite3.SQLITE_BUSY: (SessionBusy, N_("Another program is using {path}.")),
    sqlite3.SQLITE_LOCKED: (SessionBusy, N_("Another program is using {path}.")),
    sqlite3.SQLITE_CONSTRAINT: (SessionBusy, N_("Another program has written to {path}.")),
    sqlite3.SQLITE_READONLY_DBMOVED: (
        SessionNotSaved,
        N_("{path} was moved or deleted while it was open. Put it back where it was."),
    ),
    sqlite3.SQLITE_READONLY: (SessionNotSaved, _READ_ONLY),
    sqlite3.SQLITE_PERM: (SessionNotSaved, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (
        SessionNotSaved,
        N_("{path} cannot be opened for writing. Is it still there, and may its folder be written to?"),
    ),
    sqlite3.SQLITE_CORRUPT: (SessionNotSaved, _DAMAGED_MEANWHILE),
    sqlite3.SQLITE_NOTADB: (SessionNotSaved, _DAMAGED_MEANWHILE),
    sqlite3.SQLITE_ERROR: (
        SessionNotSaved,
        N_("{path} cannot be written ({error}). Is the disk full, or no longer there?"),
    ),
}
"""What each SQLite error means for the controller; the last entry stands for all others."""

_BESIDE = ("-journal", "-wal")
_KEPT_FREE = 64 * 1024 * 1024
"""Bytes of room left on the disk of temporary files by whoever makes a copy there."""


@contextmanager
def reading(path: Path, *, mended: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that reads a session and leaves every byte of it as it is. Texts come as bytes.

    Where a program was killed while writing, the file alone is not what was committed: what is read then is a
    recovered copy.

    Args:
        mended: read what is there of a file whose end is missing, too, which SQLite itself refuses; what was in the
            lost part is then an error wherever it is come upon. `is_cut_short` tells such a file.

    Raises:
        SessionUnreadable: the file is no session, or cannot be opened.
    """
    head = _session_head(path)
    path = path.resolve()  # the journal lies beside the file, not beside a link to it
    with ExitStack() as stack:
        _check_beside(path)
        if mended and is_cut_short(path):
            connection: sqlite3.Connection | None = _copy(path, stack, lengthened=_told_size(head))
        else:
            # SQLite would put another file beside one that has a write-ahead log.
            is_logged = _WAL in head[18:20] or path.with_name(f"{path.name}-wal").exists()
            connection = None if is_logged else _try_as_it_is(path)
        if connection is None:
            connection = _copy(path, stack)
        stack.callback(connection.close)
        if connection.execute(_COUNT_VIEWS).fetchone() != (0,):
            message = N_("{path} was made by somebody else: it holds more than a session.")
            raise SessionUnreadable(Message(message, {"path": str(path)}))
        yield connection


def is_cut_short(path: Path) -> bool:
    """Whether the end of a session file is missing: it is shorter than it says itself. False where that is not known.

    A file whose writer was killed is none: what is in its journal makes it whole.
    """
    try:
        for _ in range(2):  # between the two looks a writer may have made it longer
            if path.stat().st_size >= _told_size(_head(path)):
                return False
            if any(candidate.stat().st_size for candidate in _beside(path.resolve())):
                return False
    except (OSError, RuntimeError, SessionUnreadable):
        return False
    return True


def _told_size(head: bytes) -> int:
    """How many bytes an SQLite file of this head is long; 0 where it does not say so, as old versions did not."""
    if len(head) < _HEADER_BYTES or head[24:28] != head[92:96]:
        return 0
    page = int.from_bytes(head[16:18])
    return int.from_bytes(head[28:32]) * (_LARGEST_PAGE if page == 1 else page)


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that writes to an existing file, every transaction safe on disk before it is reported done.

    Raises:
        sqlite3.Error: the file is not there or cannot be written.
    """
    connection = _connect(path, "rw", WRITING_PATIENCE_S)
    try:
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        set_durable(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def set_durable(connection: sqlite3.Connection) -> None:
    """Have every transaction reach the disk, the removal of its journal included, before it counts as done."""
    connection.execute("PRAGMA synchronous=EXTRA")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")  # there a plain fsync stops at the cache of the disk


def not_saved(path: Path, error: Exception) -> SessionNotSaved:
    """What the controller needs to know about a failed write."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    kind, msgid = _NOT_SAVED.get(code) or _NOT_SAVED.get(code & _PRIMARY_CODE) or _NOT_SAVED[sqlite3.SQLITE_ERROR]
    return kind(Message(msgid, {"path": str(path), "error": str(error)}))


def _session_head(path: Path) -> bytes:
    """The first bytes of a session of a format known here.

    Raises:
        SessionUnreadable: it is not.
    """
    head = _head(path)
    where = {"path": str(path)}
    if not head:
        raise SessionUnreadable(
            Message("{path} is empty: it holds no session. Copy it again from where it came.", where)
        )
    if head.startswith(b"{") and b'"gladi session"' in head:
        message = N_("{path} is a session as JSON lines: {command} makes a session of it.")
        raise SessionUnreadable(Message(message, {**where, "command": f"gladi import {path.name}"}))
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise SessionUnreadable(Message("{path} is not a Gladi session.", where))
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise SessionUnreadable(Message("{path} is a database of another program, not a Gladi session.", where))
    version = int.from_bytes(head[60:64])
    if version > FORMAT:
        message = N_(
            "{path} was made by a newer Gladi (format {version}; this one reads format {known}). Open it with that one."
        )
        raise SessionUnreadable(Message(message, {**where, "version": version, "known": FORMAT}))
    if version < 1:
        message = N_("{path} is damaged: there is no format {version} of sessions.")
        raise SessionUnreadable(Message(message, {**where, "version": version}))
    return head


def _head(path: Path) -> bytes:
    where = {"path": str(path)}
    try:
        if path.is_dir():
            raise SessionUnreadable(Message("{path} is a folder, not a session.", where))
        if not path.exists():
            if path.is_symlink():
                raise SessionUnreadable(Message("{path} is a link that leads to no file.", where))
            raise SessionUnreadable(Message("{path} does not exist.", where))
        if not path.is_file():
            raise SessionUnreadable(Message("{path} is not a file.", where))
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error


def _connect(path: Path, mode: str, patience_s: float) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=patience_s, isolation_level=None)


def _open_for_reading(path: Path, mode: str) -> sqlite3.Connection:
    connection = _connect(path, mode, READING_PATIENCE_S)
    try:
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        connection.execute("PRAGMA trusted_schema=OFF")  # the file may come from anybody
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute(_COUNT_VIEWS).fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _try_as_it_is(path: Path) -> sqlite3.Connection | None:
    """A connection to the file itself, or None where it must be recovered first."""
    try:
        return _open_for_reading(path, "ro")
    except READ_FAULTS as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code & _PRIMARY_CODE in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN} and _beside(path):
            return None
        raise _unreadable(path, error) from error


def _copy(path: Path, stack: ExitStack, lengthened: int = 0) -> sqlite3.Connection:
    """A connection to a copy, which SQLite may recover; ``lengthened`` by nothing to so many bytes."""
    try:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gladi-")))
        sources = (path, *_beside(path))
        _check_room(path, sum(source.stat().st_size for source in sources), folder)
        for source in sources:
            shutil.copyfile(source, folder / source.name)
        if lengthened:
            os.truncate(folder / path.name, lengthened)
        return _open_for_reading(folder / path.name, "rw")
    except (*READ_FAULTS, OSError) as error:
        raise _unreadable(path, error) from error


def _beside(path: Path) -> list[Path]:
    """The files SQLite keeps beside a database while it is written to, those that are there."""
    candidates = [path.with_name(path.name + suffix) for suffix in _BESIDE]
    return [candidate for candidate in candidates if candidate.exists()]


def _unreadable(path: Path, error: Exception) -> SessionUnreadable:
    where = {"path": str(path)}
    if getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE == sqlite3.SQLITE_BUSY:
        return SessionUnreadable(Message("{path} is being written to at this moment. Try again.", where))
    if isinstance(error, OSError):
        reason = reason_of(error)
        return SessionUnreadable(Message("{path} cannot be read: {error}.", {**where, "error": reason}))
    message = N_(
        "{path} is damaged, and nothing in it can be used ({error}). It stays as it is; if there is another copy of "
        "this session, open that one."
    )
    return SessionUnreadable(Message(message, {**where, "error": str(error)}))


def _check_beside(path: Path) -> None:
    """See that what lies beside the file under the names of SQLite are files: to open anything else may never end.

    Raises:
        SessionUnreadable: they are not.
    """
    for candidate in _beside(path):
        if not candidate.is_file():
            message = N_("{path} cannot be read: {beside} beside it is not a file. Take it away from there.")
            raise SessionUnreadable(Message(message, {"path": str(path), "beside": candidate.name}))


def _check_room(path: Path, size: int, folder: Path) -> None:
    """See that a copy of so many bytes leaves room in a folder: a file may claim to be larger than any disk.

    Raises:
        SessionUnreadable: it does not.
    """
    if size > shutil.disk_usage(folder).free - _KEPT_FREE:
        message = N_("{path} must be copied to be read, and there is no room for {size} MB in {folder}.")
        values = {"path": str(path), "size": -(-size // 1_000_000), "folder": str(folder.parent)}
        raise SessionUnreadable(Message(message, values))
