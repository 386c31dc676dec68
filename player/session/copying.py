"""A second session file with the same content, byte for byte, made without disturbing whoever writes to the first."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from player.free_names import free_path
from player.i18n import Message, reason_of
from player.session.errors import SessionNotSaved, SessionUnreadable
from player.session.files import is_cut_short, reading

LARGEST_FILE = 2**31
"""Bytes of the largest file that is copied: a session of a hundred thousand events has twenty million."""


def copy_session(path: Path) -> Path:
    """Copy a session beside itself, under a name that is free; gives the copy.

    One that another program writes to is copied as it stands between two of its writes, one that was cut off within
    a write as it was before that write. What is damaged is copied as it lies there.

    Raises:
        SessionUnreadable: the file cannot be read.
        SessionNotSaved: the copy cannot be written; nothing is left of it.
    """
    content = session_bytes(path)
    target = free_path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        values = {"path": str(target), "error": reason_of(error)}
        raise SessionNotSaved(Message("{path} cannot be written: {error}.", values)) from error
    return target


def session_bytes(path: Path) -> bytes:
    """What the file of a session holds at one moment, between two writes; what is damaged, as it lies there.

    Raises:
        SessionUnreadable: the file cannot be read.
    """
    # SQLite itself is asked for it: it waits for a writer, and opening the file beside it would let go of its locks.
    try:
        if path.exists() and not path.is_file():  # to read anything else may never end
            raise SessionUnreadable(Message("{path} is not a file.", {"path": str(path)}))
        if path.stat().st_size > LARGEST_FILE:
            raise SessionUnreadable(Message("{path} cannot be read: it is too large.", {"path": str(path)}))
        if not is_cut_short(path):  # SQLite would make it longer
            with suppress(SessionUnreadable, sqlite3.Error, MemoryError), reading(path) as connection:
                content = connection.serialize()
                if content:
                    return content
        return path.read_bytes()
    except OSError as error:
        values = {"path": str(path), "error": reason_of(error)}
        raise SessionUnreadable(Message("{path} cannot be read: {error}.", values)) from error
