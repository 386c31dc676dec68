"""Deleting what can be got back: into the bin of the system, or where it has none into a folder beside the file."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFile

from player.free_names import free_path
from player.i18n import Message, reason_of
from player.session.lock import WriterLock
from player.session.store import SUFFIX, SessionError
from player.ui.home.shelf import BIN_FOLDER

_BESIDE = ("-journal", "-wal")
"""What SQLite may have left beside a session that was cut off: without it the file is not what was saved."""


class NotDeleted(Exception):  # noqa: N818  what the reader needs to know, in the past tense
    """The file lies where it lay.

    Attributes:
        message: why.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def put_into_bin(path: Path) -> Path | None:
    """Move a file into the bin; may be called from any thread.

    A session is moved only while nobody writes to it, with what lies beside it.

    Returns:
        The folder beside the file where it lies now, or None where it lies in the bin of the system.

    Raises:
        NotDeleted: it could not be moved, or a program writes to it.
    """
    lock = None
    if path.suffix == SUFFIX:
        try:
            lock = WriterLock(path.resolve())
        except SessionError as error:
            raise NotDeleted(error.message) from error
    try:
        beside = [path.with_name(path.name + suffix) for suffix in _BESIDE] if lock is not None else []
        gone_to = _move(path)
        for one in beside:
            if os.path.lexists(one):
                _move(one)
    except OSError as error:
        values = {"path": str(path), "error": reason_of(error)}
        raise NotDeleted(Message("{path} cannot be deleted: {error}.", values)) from error
    finally:
        if lock is not None:
            lock.release()
    return gone_to


def move_to_system_bin(path: Path) -> bool:
    """Move a file into the bin of the system; gives whether it has one that takes it."""
    return bool(QFile(str(path)).moveToTrash())


def _move(path: Path) -> Path | None:
    path.lstat()  # says why, where it is not there or may not be looked at
    if move_to_system_bin(path):
        return None
    folder = path.parent / BIN_FOLDER
    folder.mkdir(exist_ok=True)
    path.rename(free_path(folder / path.name))
    return folder
