"""One writer to a session: a lock on a small file beside it, which the system lets go when its holder dies.

The session file itself cannot carry that lock: on some systems it would shut out SQLite's own locks, and readers are
to stay welcome.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

from player.i18n import Message, reason_of
from player.session.errors import SessionBusy, SessionNotSaved

LOCK_SUFFIX = "-lock"

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_WITHOUT_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
_TRIES = 5
_PAUSE_S = 0.02
"""Between tries: somebody who only looks whether the lock is taken holds it for less."""


class WriterLock:
    """The right to write to a session, held until `release`.

    Args:
        session: path of the session, free of symbolic links; it need not exist yet.

    Raises:
        SessionBusy: another program, or another part of this one, holds it.
        SessionNotSaved: the folder cannot be written to.
    """

    def __init__(self, session: Path) -> None:
        self._path = _lock_path(session)
        self._handle = _take(session, self._path)

    def release(self) -> None:
        """Let others write."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            os.close(handle)  # an open file cannot be removed there
            _remove(self._path)
        else:
            _remove(self._path)
            os.close(handle)


def is_being_written(session: Path) -> bool:
    """Whether some program writes to this session now; for showing, not for deciding."""
    try:
        handle = os.open(_lock_path(session.resolve()), os.O_RDWR | getattr(os, "O_NONBLOCK", 0))
    except (OSError, RuntimeError):  # the latter: links that lead round in a circle
        return False
    try:
        _lock(handle)
    except OSError as error:
        return error.errno in _TAKEN
    finally:
        os.close(handle)
    return False


def _take(session: Path, path: Path) -> int | None:
    for turn in range(_TRIES):
        if turn:
            time.sleep(_PAUSE_S)
        handle = None
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            _lock(handle)
            if _is_same_file(handle, path):  # or else its last holder has just taken it away
                return handle
        except OSError as error:
            if error.errno not in _TAKEN or handle is None:
                _close(handle)
                values = {"path": str(session), "error": reason_of(error)}
                raise SessionNotSaved(Message("{path} cannot be written: {error}.", values)) from error
        _close(handle)
    raise SessionBusy(Message("{path} is open in another Gladi.", {"path": str(session)}))


def _lock_path(session: Path) -> Path:
    return session.with_name(session.name + LOCK_SUFFIX)


def _close(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _WITHOUT_LOCKS:
                raise
            # A file system without locks: a second writer is still found out when it writes.


def _is_same_file(handle: int, path: Path) -> bool:
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    mine = os.fstat(handle)
    return (mine.st_dev, mine.st_ino) == (now.st_dev, now.st_ino)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # left behind it does no harm: what counts is the lock, not the file
